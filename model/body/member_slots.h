// The members of one object while it is read, and what a contract lets them be. Private to the
// model.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/connector_group.h"
#include "model/contract.h"

namespace connectorgroup {

enum class Role : std::uint8_t { create_request, response };
inline constexpr std::size_t kRoleCount = 2;

// Those that a view has; navigation properties are never read.
inline constexpr std::size_t kReadMemberCount = 5;

// The member is one that a body of this role may have and that is read.
inline bool is_read(const MemberSpec& spec, Role role) {
  if (role == Role::response) return spec.response == InResponse::required;
  return spec.request == InRequest::required || spec.request == InRequest::optional;
}

inline bool is_required(const MemberSpec& spec, Role role) {
  return role == Role::response ? spec.response == InResponse::required
                                : spec.request == InRequest::required;
}

// No value of the member is refused.
inline bool allows_any(const MemberSpec& spec, Role role) {
  return spec.values.empty() || (role == Role::response && spec.evolvable);
}

inline bool allows(const MemberSpec& spec, Role role, std::string_view value) {
  if (allows_any(spec, role)) return true;
  for (const std::string_view allowed : spec.values) {
    if (allowed == value) return true;
  }
  return false;
}

// A bit for each member of MemberId, and above it one that is set by adding the same bit twice.
using MemberBits = std::uint32_t;
constexpr MemberBits bit_of(std::size_t index) { return MemberBits{1} << 2 * index; }
inline constexpr MemberBits kSeenTwice = 0xAAAAAAAA;

// The first member of some.
inline std::size_t first_of(MemberBits members) {
  return static_cast<std::size_t>(std::countr_zero(members)) / 2;
}

inline MemberBits required_members(const Contract& contract, Role role) {
  MemberBits bits = 0;
  for (std::size_t i = 0; i < kMemberCount; ++i) {
    if (is_required(contract.members[i], role)) bits |= bit_of(i);
  }
  return bits;
}

struct MemberSlots {
  // Each by itself: cleared whole, they may be cleared slowly.
  MemberSlots() {}

  std::array<std::string_view, kReadMemberCount> texts;
  MemberBits seen = 0;
  MemberBits null = 0;  // of those seen
  bool is_default = false;

  // False: it has been seen.
  bool see(std::size_t index) {
    const bool again = (seen & bit_of(index)) != 0;
    seen |= bit_of(index);
    return !again;
  }
  Member<std::string_view> text(MemberId id) const {
    const auto index = static_cast<std::size_t>(id);
    if ((seen & bit_of(index)) == 0) return {};
    if ((null & bit_of(index)) != 0) return kNull;
    return texts[index];
  }
  std::string_view value(MemberId id) const { return texts[static_cast<std::size_t>(id)]; }
};

inline NewConnectorGroupView new_group_from(const MemberSlots& slots) {
  Member<bool> is_default;
  if ((slots.seen & bit_of(static_cast<std::size_t>(MemberId::is_default))) != 0) {
    is_default = slots.is_default;
  }
  return {slots.value(MemberId::name), slots.text(MemberId::connector_group_type), is_default,
          slots.text(MemberId::region)};
}

inline ConnectorGroupView group_from(const MemberSlots& slots) {
  return {slots.value(MemberId::id), slots.value(MemberId::name),
          slots.value(MemberId::connector_group_type), slots.is_default,
          slots.text(MemberId::region)};
}

// Names of members that aren't declared.
inline bool is_type_name(std::string_view name) { return name == "@odata.type" || name == "@type"; }
inline bool is_context_name(std::string_view name) {
  return name == "@odata.context" || name == "@context";
}
inline bool is_count_name(std::string_view name) {
  return name == "@odata.count" || name == "@count";
}
inline bool is_next_link_name(std::string_view name) {
  return name == "@odata.nextLink" || name == "@nextLink";
}

// What isn't declared may not stand in a body of this role, whatever its value.
inline bool is_refused(std::string_view undeclared, Role role) {
  return role == Role::create_request &&
         (undeclared.find('@') == std::string_view::npos || undeclared.ends_with("@odata.bind"));
}

}  // namespace connectorgroup
