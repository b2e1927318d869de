// An object that PlainReader doesn't read: whether any reader does, and if none does, the reason,
// or where it is to be looked for. Private to the model.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "model/body/member_slots.h"
#include "model/body/plain_string.h"
#include "model/body/verified_part.h"
#include "model/contract.h"
#include "model/rule.h"
#include "model/violation.h"

namespace connectorgroup {

// Where a reader stopped in an object, of a padded text that ends at `end`.
struct Stop {
  const char* behind;  // the last member that it read, or the opening brace
  const char* end;
  bool is_opening;                               // no member was read
  MemberBits seen;                               // of those that were read, each once
  std::span<const std::string_view> undeclared;  // others that were read, and more behind `behind`
  IllText ill_text;                              // the string that it stopped at, if that is so
};

// What is known of it.
class Surprise {
 public:
  // Of undeclared members that were read.
  static constexpr std::size_t kUndeclaredMost = 8;
  // The names of what an object may have had.
  using NameRoom = std::array<std::string_view, kReadMemberCount + kUndeclaredMost>;

  // Looks at what stands at the stop, in time linear in the member there.
  // `names` is memory for it. REQUIRES: no more undeclared names than kUndeclaredMost.
  Surprise(const Contract& contract, Role role, const Stop& stop, NameRoom& names);

  // No reader accepts the object. False: it isn't known.
  bool is_refused() const { return is_refused_; }
  // Why, in a text that begins at `text`, where it shows without another look: a member that is
  // missing or there again, a value of the wrong type, null where none may be, a comma too many.
  std::optional<Violation> violation(const char* text) const;
  // What is right of the object, in a text that begins at `text`. Lives as long as this.
  VerifiedPart verified_part(const char* text) const;

 private:
  bool refuses_member();
  bool refuses_value(std::size_t index, std::string_view name, const char* value);
  bool refuses_declared_value(const MemberSpec& spec, const char* value);
  bool refuses_string(const MemberSpec* spec, std::string_view name, const char* value);
  bool was_read(std::size_t index, std::string_view name) const;
  void name_end(const char* brace, bool behind_comma);
  // Why it is refused.
  void because(Rule rule, const char* at, std::string_view member = {});

  const Contract* contract_;
  Role role_;
  Stop stop_;
  NameRoom& names_;
  const char* name_at_ = nullptr;  // of the member at the stop: its opening quotation mark
  const char* string_ = nullptr;
  const char* string_right_until_ = nullptr;
  bool is_refused_ = false;
  // Why it is, if that is known.
  const char* broken_at_ = nullptr;
  Rule broken_{};
  std::string_view broken_member_;
};

}  // namespace connectorgroup
