// What a careful user checks of an object's members, whatever library reads them: that each that is
// declared comes once at most, that those are there which must be, and that a create request has
// none which isn't declared. Of a response, members that aren't declared are passed over.
#pragma once

#include <string_view>
#include <type_traits>

#include "model/connector_group.h"

namespace connectorgroup::bench {

// Members, a bit each.
using MemberBits = unsigned;
inline constexpr MemberBits kUndeclared = 0;
inline constexpr MemberBits kId = 1;
inline constexpr MemberBits kName = 2;
inline constexpr MemberBits kType = 4;
inline constexpr MemberBits kDefault = 8;

template <class Object>
inline constexpr bool kIsRequest = std::is_same_v<Object, NewConnectorGroupView>;

template <class Object>
inline constexpr MemberBits kRequired = kIsRequest<Object> ? kName : kId | kName | kType | kDefault;

inline MemberBits declared_member(std::string_view name) {
  return name == "id"                   ? kId
         : name == "name"               ? kName
         : name == "connectorGroupType" ? kType
         : name == "isDefault"          ? kDefault
                                        : kUndeclared;
}

// Whether there may be a member of this name although it isn't declared: in a request, only an
// annotation.
template <class Object>
bool may_be_undeclared(std::string_view name) {
  return !kIsRequest<Object> || name.find('@') != std::string_view::npos;
}

// False: no string belongs there. In a request, that is so of the id too, which services set.
template <class Object>
bool set_string(Object& group, MemberBits member, std::string_view text) {
  if constexpr (!kIsRequest<Object>) {
    if (member == kId) {
      group.id = text;
      return true;
    }
  }
  if (member == kName) {
    group.name = text;
  } else if (member == kType) {
    group.connector_group_type = text;
  } else {
    return false;
  }
  return true;
}

}  // namespace connectorgroup::bench
