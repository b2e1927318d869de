// An object that PlainReader doesn't read: whether any reader does, and where the reason is to be
// looked for if none does. Private to the model.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "model/body/member_slots.h"
#include "model/body/verified_part.h"
#include "model/contract.h"

namespace connectorgroup {

// Where a reader stopped in an object, of a padded text that ends at `end`.
struct Stop {
  const char* behind;  // the last member that it read, or the opening brace
  const char* end;
  bool is_opening;                               // no member was read
  MemberBits seen;                               // of those that were read, each once
  std::span<const std::string_view> undeclared;  // others that were read, and more behind `behind`
};

// What is known of it.
class Surprise {
 public:
  // Of undeclared members that were read.
  static constexpr std::size_t kUndeclaredMost = 8;

  // Looks at what stands at the stop, in time linear in the member there.
  // REQUIRES: no more undeclared names than kUndeclaredMost.
  Surprise(const Contract& contract, Role role, const Stop& stop);

  // No reader accepts the object. False: it isn't known.
  bool is_refused() const { return is_refused_; }
  // What is right of the object, in a text that begins at `text`. Lives as long as this.
  VerifiedPart verified_part(const char* text) const;

 private:
  bool refuses_member(const Stop& stop);
  bool refuses_value(std::string_view name, const char* value, const Stop& stop);
  bool refuses_string(const MemberSpec* spec, std::string_view name, const char* value,
                      const char* end);
  VerifiedPart::Names names() const { return {names_.data(), name_count_}; }

  const Contract* contract_;
  Role role_;
  const char* behind_;
  std::array<std::string_view, kReadMemberCount + kUndeclaredMost> names_;
  std::size_t name_count_ = 0;
  const char* string_ = nullptr;
  const char* string_right_until_ = nullptr;
  bool is_refused_ = false;
};

}  // namespace connectorgroup
