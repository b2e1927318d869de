// The connectorGroup resource as plain values: what a create request carries and what a response
// returns. Owned values hold their bytes; views borrow them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/assertion.h"

namespace connectorgroup {

struct Null {
  friend bool operator==(Null, Null) = default;
};
inline constexpr Null kNull{};

// A member that a body may leave out, may set to null, or may give a value. The three stay
// distinct, and an empty string is a value.
template <class Value>
class Member {
 public:
  constexpr Member() = default;  // absent
  constexpr Member(Null) : content_(Null{}) {}
  constexpr Member(Value value) : content_(std::move(value)) {}

  constexpr bool is_absent() const { return std::holds_alternative<std::monostate>(content_); }
  constexpr bool is_null() const { return std::holds_alternative<Null>(content_); }
  constexpr bool has_value() const { return std::holds_alternative<Value>(content_); }

  // REQUIRES: has_value().
  constexpr const Value& value() const {
    CONNECTORGROUP_ASSERT(has_value());
    return *std::get_if<Value>(&content_);
  }

  friend constexpr bool operator==(const Member&, const Member&) = default;

 private:
  std::variant<std::monostate, Null, Value> content_;
};

// What a client sends to create a group. Which members may be present is the contract's to say
// (contract.h). Text is std::string (owned) or std::string_view (borrowed), always UTF-8.
template <class Text>
struct BasicNewConnectorGroup {
  Text name{};
  Member<Text> connector_group_type;
  Member<bool> is_default;
  Member<Text> region;

  friend bool operator==(const BasicNewConnectorGroup&, const BasicNewConnectorGroup&) = default;
};

// What a service returns.
template <class Text>
struct BasicConnectorGroup {
  Text id{};
  Text name{};
  Text connector_group_type{};
  bool is_default = false;
  Member<Text> region;

  friend bool operator==(const BasicConnectorGroup&, const BasicConnectorGroup&) = default;
};

// What a list response says beside its objects. `count` is the service's own number of matches
// (@odata.count), not the number of objects in this page of results.
template <class Text>
struct BasicCollectionControls {
  std::optional<Text> next_link;
  std::optional<std::uint64_t> count;

  friend bool operator==(const BasicCollectionControls&, const BasicCollectionControls&) = default;
};

using NewConnectorGroup = BasicNewConnectorGroup<std::string>;
using NewConnectorGroupView = BasicNewConnectorGroup<std::string_view>;
using ConnectorGroup = BasicConnectorGroup<std::string>;
using ConnectorGroupView = BasicConnectorGroup<std::string_view>;
using CollectionControls = BasicCollectionControls<std::string>;
using CollectionControlsView = BasicCollectionControls<std::string_view>;

// One page of a list response, owned.
struct ConnectorGroupCollection {
  std::vector<ConnectorGroup> groups;
  CollectionControls controls;

  friend bool operator==(const ConnectorGroupCollection&,
                         const ConnectorGroupCollection&) = default;
};

namespace detail {
template <class To, class From>
Member<To> convert(const Member<From>& member) {
  if (member.is_absent()) return {};
  if (member.is_null()) return kNull;
  return To(member.value());
}
}  // namespace detail

// Copies the bytes that a view borrows.
inline NewConnectorGroup own(const NewConnectorGroupView& view) {
  return {std::string(view.name), detail::convert<std::string>(view.connector_group_type),
          view.is_default, detail::convert<std::string>(view.region)};
}
inline ConnectorGroup own(const ConnectorGroupView& view) {
  return {std::string(view.id), std::string(view.name), std::string(view.connector_group_type),
          view.is_default, detail::convert<std::string>(view.region)};
}
inline CollectionControls own(const CollectionControlsView& view) {
  CollectionControls owned{std::nullopt, view.count};
  if (view.next_link) owned.next_link.emplace(*view.next_link);
  return owned;
}

// Borrows: the view is valid as long as `group` lives and isn't changed.
inline NewConnectorGroupView view(const NewConnectorGroup& group) {
  return {group.name, detail::convert<std::string_view>(group.connector_group_type),
          group.is_default, detail::convert<std::string_view>(group.region)};
}
inline ConnectorGroupView view(const ConnectorGroup& group) {
  return {group.id, group.name, group.connector_group_type, group.is_default,
          detail::convert<std::string_view>(group.region)};
}
inline CollectionControlsView view(const CollectionControls& controls) {
  return {controls.next_link, controls.count};
}

}  // namespace connectorgroup
