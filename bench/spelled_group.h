// JSON texts of drawn objects, spelled by no writer that is measured.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "bench/drawn_group.h"

namespace connectorgroup::bench {

// The white space of a form, as it stands in a collection.
struct Layout {
  std::string_view colon;
  std::string_view before_value;
  std::string_view before_object;
  std::string_view before_member;
  std::string_view after_members;
  std::string_view after_objects;
  std::string_view after_value;
};
inline constexpr Layout kCompact{":", "", "", "", "", "", ""};
inline constexpr Layout kPageForm{": ", "\n  ", "\n    ", "\n      ", "\n    ", "\n  ", "\n"};

// The members of each object: as documented, or in an order of its own.
enum class Order { documented, shuffled };

// What a text is for: one to be read has the spellings that were drawn, one to be written the
// fewest escapes possible.
enum class Purpose { reading, writing };

// Compact, as a response of its own.
std::string spell_object(const DrawnGroup& drawn, Purpose purpose = Purpose::reading);

// Compact, as a create request: `request` has the values of some or all members of `drawn`.
std::string spell_request(const DrawnGroup& drawn, const NewConnectorGroup& request,
                          Purpose purpose = Purpose::reading);

// A collection's text, object by object.
class SpelledCollection {
 public:
  // `layout` must outlive it.
  SpelledCollection(const Layout& layout, Order order, Purpose purpose);

  void add(const DrawnGroup& drawn);
  // The whole text. Call it once, behind the last object.
  std::string finish();

 private:
  const Layout& layout_;
  Order order_;
  Purpose purpose_;
  RandomSource random_{kSeed};
  std::array<std::string, 4> members_;
  std::string text_;
};

}  // namespace connectorgroup::bench
