// The objects that the benchmarks read and write, drawn so that every machine has the same.
//
// They follow what services send. Every choice is drawn from a RandomSource of fixed seed:
//   id                  a GUID, 36 characters
//   name                4 to 24 characters (80 of 100 names), 25 to 64 (18), 65 to 256 (2);
//                       plain ASCII (70 of 100), ASCII of which 1 character in 8 must be escaped
//                       (15), or 1 character in 2 non-ASCII of two, three or four bytes (15)
//   connectorGroupType  "applicationProxy" (90 of 100), "connectorGroupType-value" (10)
//   isDefault           true (1 of 8)
// In texts to be read, 1 in 3 of the non-ASCII names is spelled in ASCII with \u escapes, as some
// producers do. What is written has no such escapes: there is then one right answer, byte for byte.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/connector_group.h"
#include "properties/edits/random_source.h"

namespace connectorgroup::bench {

inline constexpr std::uint64_t kSeed = 20170807;  // the date of the page

enum class Spelling { fewest_escapes, ascii_only };

// An object, and how its name is to be spelled in a text.
struct DrawnGroup {
  ConnectorGroup group;
  std::vector<char32_t> name;  // code points: in `group` as UTF-8, in a text as JSON
  Spelling spelling = Spelling::fewest_escapes;
};

// Draws the same objects in the same order each time that one is made, so that they needn't be kept
// to be compared with.
class GroupSource {
 public:
  // Valid until the next call.
  const DrawnGroup& next();

 private:
  RandomSource random_{kSeed};
  DrawnGroup drawn_;
};

// What a client asks for to get such an object.
NewConnectorGroup request_for(const ConnectorGroup& group);

// A response whose name is long, and the form that it gives a row's name.
struct LongName {
  std::string_view form;
  DrawnGroup drawn;
};

// 512 characters that must be escaped ("escapes-1k"), 1 KB of UTF-8 beyond ASCII ("non-ascii-1k"),
// 20,000 ASCII characters ("name-20k").
std::vector<LongName> draw_long_names();

}  // namespace connectorgroup::bench
