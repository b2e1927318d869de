// An object is written in three steps: its members are checked against the contract and measured;
// `out` grows once, by exactly the object's size; then every piece is copied to its place. In a
// collection this happens object by object, while the strings that were just checked are still in
// the cache, and a violation cuts `out` back to where it was.
//
// What a member is called and whether it may be there are the contract's to say. What stands
// between the members are the constants below.
#include "model/body/writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string_view>

#include "model/assertion.h"
#include "model/body/json_write.h"

namespace connectorgroup {
namespace {

using writing::extend;
using writing::literal;
using writing::measure;
using writing::MeasuredValue;
using writing::put;

// What surrounds the members of an object: `first` before the first, `next` before the others, each
// up to the name; `colon` from the name to the value; `close` after the last.
struct Layout {
  std::string_view first;
  std::string_view next;
  std::string_view colon;
  std::string_view close;
};

constexpr Layout kPageLayout{"{\n  \"", ",\n  \"", "\": ", "\n}"};
constexpr Layout kPageElementLayout{"{\n      \"", ",\n      \"", "\": ", "\n    }"};
constexpr Layout kDenseLayout{"{\"", ",\"", "\":", "}"};

// What surrounds the elements of an array.
struct ArrayLayout {
  std::string_view open;
  std::string_view next;
  std::string_view close;
  std::string_view empty;
};

constexpr ArrayLayout kPageArray{"[\n    ", ",\n    ", "\n  ]", "[]"};
constexpr ArrayLayout kDenseArray{"[", ",", "]", "[]"};

// The members that are written. The documentation's order is that of MemberId.
using Order = std::array<MemberId, 5>;
constexpr Order kDocumentedOrder{MemberId::id, MemberId::name, MemberId::connector_group_type,
                                 MemberId::is_default, MemberId::region};
// By the UTF-16 code units of their names.
constexpr Order kCanonicalOrder{MemberId::connector_group_type, MemberId::id, MemberId::is_default,
                                MemberId::name, MemberId::region};

constexpr std::string_view kCountName = "@odata.count";
constexpr std::string_view kNextLinkName = "@odata.nextLink";
constexpr std::string_view kValueName = "value";
// In the order in which they are written, sorted as RFC 8785 wants it.
static_assert(kCountName < kNextLinkName && kNextLinkName < kValueName);

// RFC 7493 section 2.2: beyond it, a receiver with binary64 numbers can't tell neighbours apart.
constexpr std::uint64_t kCountMax = (std::uint64_t{1} << 53) - 1;

const Layout& object_layout(Form form) { return form == Form::page ? kPageLayout : kDenseLayout; }

const Layout& element_layout(Form form) {
  return form == Form::page ? kPageElementLayout : kDenseLayout;
}

const ArrayLayout& array_layout(Form form) { return form == Form::page ? kPageArray : kDenseArray; }

const Order& member_order(Form form) {
  return form == Form::canonical ? kCanonicalOrder : kDocumentedOrder;
}

// ---- Checking.

enum class Direction { request, response };

// Whether the contract lets the member be absent, null or present. `content` is any Member.
template <class Content>
std::optional<Rule> presence_fault(const MemberSpec& spec, Direction direction,
                                   const Member<Content>& content) {
  const bool required = direction == Direction::request ? spec.request == InRequest::required
                                                        : spec.response == InResponse::required;
  if (content.is_absent()) {
    return required ? std::optional(Rule::body_member_missing) : std::nullopt;
  }
  if (direction == Direction::request) {
    if (spec.request == InRequest::read_only) return Rule::body_member_read_only;
    if (spec.request == InRequest::undeclared) return Rule::body_member_undeclared;
  } else if (spec.response == InResponse::unread) {
    return Rule::body_member_undeclared;
  }
  if (content.is_null() && !spec.nullable) return Rule::body_member_null;
  return std::nullopt;
}

// An enumeration's value by its number, as OData spells it.
bool is_numeric(std::string_view value) {
  if (value.starts_with('-')) value.remove_prefix(1);
  return !value.empty() &&
         std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Rule> enum_fault(const MemberSpec& spec, Direction direction,
                               std::string_view value) {
  if (spec.values.empty()) return std::nullopt;
  if (direction == Direction::response && spec.evolvable) return std::nullopt;
  if (std::find(spec.values.begin(), spec.values.end(), value) != spec.values.end()) {
    return std::nullopt;
  }
  if (direction == Direction::response) return Rule::body_enum_undeclared;
  if (value == kUnknownFutureValue) return Rule::body_enum_sentinel;
  if (is_numeric(value)) return Rule::body_enum_numeric;
  return Rule::body_enum_undeclared;
}

// ---- Objects.

// The members of one object that passed their checks, on the way to be written.
class Object {
 public:
  Object(const Contract& contract, Direction direction)
      : contract_(contract), direction_(direction) {}

  // Checks one member and keeps it if it is present. Members are added in documented order.
  template <class Content>
  std::optional<Violation> add(MemberId member_id, const Member<Content>& content) {
    const MemberSpec& spec = contract_.member(member_id);
    if (const auto rule = presence_fault(spec, direction_, content)) {
      return Violation{*rule, 0, spec.name};
    }
    if (content.is_absent()) return std::nullopt;
    Entry& entry = entries_[static_cast<std::size_t>(member_id)];
    entry.present = true;
    if (content.is_null()) {
      entry.value = literal("null");
      return std::nullopt;
    }
    return set(spec, content.value(), entry.value);
  }

  // REQUIRES: at least one member was added.
  void append_to(std::string& out, const Layout& layout, const Order& order) const {
    const std::size_t size = size_in(layout);
    char* const begin = extend(out, size);
    char* at = begin;
    for (const MemberId member_id : order) {
      const Entry& entry = entries_[static_cast<std::size_t>(member_id)];
      if (!entry.present) continue;
      at = put(at, at == begin ? layout.first : layout.next);
      at = put(at, contract_.member(member_id).name);
      at = put(at, layout.colon);
      at = put(at, entry.value);
    }
    at = put(at, layout.close);
    CONNECTORGROUP_ASSERT(at == begin + size);
  }

 private:
  struct Entry {
    bool present = false;
    MeasuredValue value;
  };

  std::optional<Violation> set(const MemberSpec& spec, std::string_view text,
                               MeasuredValue& value) const {
    if (const auto fault = measure(text, value)) {
      return Violation{fault->rule, fault->offset, spec.name};
    }
    if (const auto rule = enum_fault(spec, direction_, text)) return Violation{*rule, 0, spec.name};
    return std::nullopt;
  }

  std::optional<Violation> set(const MemberSpec&, bool flag, MeasuredValue& value) const {
    value = literal(flag ? "true" : "false");
    return std::nullopt;
  }

  std::size_t size_in(const Layout& layout) const {
    std::size_t size = layout.close.size();
    bool first = true;
    for (const MemberId member_id : kDocumentedOrder) {
      const Entry& entry = entries_[static_cast<std::size_t>(member_id)];
      if (!entry.present) continue;
      size += (first ? layout.first : layout.next).size() + layout.colon.size();
      size += contract_.member(member_id).name.size() + entry.value.size;
      first = false;
    }
    CONNECTORGROUP_ASSERT(!first);
    return size;
  }

  const Contract& contract_;
  Direction direction_;
  std::array<Entry, kMemberCount> entries_{};  // by MemberId
};

std::optional<Violation> append_response(const ConnectorGroupView& group, const Layout& layout,
                                         const Order& order, const Contract& contract,
                                         std::string& out) {
  using Text = Member<std::string_view>;
  Object object(contract, Direction::response);
  if (auto broken = object.add(MemberId::id, Text(group.id))) return broken;
  if (auto broken = object.add(MemberId::name, Text(group.name))) return broken;
  if (auto broken = object.add(MemberId::connector_group_type, Text(group.connector_group_type))) {
    return broken;
  }
  // never true: every contract has it in responses
  if (auto broken = object.add(MemberId::is_default, Member<bool>(group.is_default))) return broken;
  if (auto broken = object.add(MemberId::region, group.region)) return broken;
  object.append_to(out, layout, order);
  return std::nullopt;
}

// ---- Collections.

void append_member(std::string& out, bool first, const Layout& layout, std::string_view name) {
  out.append(first ? layout.first : layout.next);
  out.append(name);
  out.append(layout.colon);
}

// Opens the collection and writes what stands before the objects, up to the colon of `value`.
std::optional<Violation> append_controls(const CollectionControlsView& controls,
                                         const Layout& layout, std::string& out) {
  if (controls.count && *controls.count > kCountMax) {
    return Violation{Rule::json_number_integer_range, 0, kCountName};
  }
  MeasuredValue next_link;
  if (controls.next_link) {
    if (const auto fault = measure(*controls.next_link, next_link)) {
      return Violation{fault->rule, fault->offset, kNextLinkName};
    }
  }
  bool first = true;
  if (controls.count) {
    std::array<char, std::numeric_limits<std::uint64_t>::digits10 + 1> digits;
    const char* const end =
        std::to_chars(digits.data(), digits.data() + digits.size(), *controls.count).ptr;
    append_member(out, first, layout, kCountName);
    out.append(std::string_view(digits.data(), end));
    first = false;
  }
  if (controls.next_link) {
    append_member(out, first, layout, kNextLinkName);
    put(extend(out, next_link.size), next_link);
    first = false;
  }
  append_member(out, first, layout, kValueName);
  return std::nullopt;
}

}  // namespace

std::optional<Violation> write_create_request(const NewConnectorGroupView& group, Form form,
                                              const Contract& contract, std::string& out) {
  Object object(contract, Direction::request);
  const Member<std::string_view> name(group.name);
  if (auto broken = object.add(MemberId::name, name)) return broken;
  if (auto broken = object.add(MemberId::connector_group_type, group.connector_group_type)) {
    return broken;
  }
  if (auto broken = object.add(MemberId::is_default, group.is_default)) return broken;
  if (auto broken = object.add(MemberId::region, group.region)) return broken;
  object.append_to(out, object_layout(form), member_order(form));
  return std::nullopt;
}

std::optional<Violation> write_response(const ConnectorGroupView& group, Form form,
                                        const Contract& contract, std::string& out) {
  return append_response(group, object_layout(form), member_order(form), contract, out);
}

std::optional<CollectionViolation> write_collection(std::span<const ConnectorGroupView> groups,
                                                    const CollectionControlsView& controls,
                                                    Form form, const Contract& contract,
                                                    std::string& out) {
  const std::size_t old_size = out.size();
  const Layout& layout = object_layout(form);
  if (auto broken = append_controls(controls, layout, out)) {
    return CollectionViolation{groups.size(), *broken};
  }
  const ArrayLayout& array = array_layout(form);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    out.append(i == 0 ? array.open : array.next);
    if (auto broken =
            append_response(groups[i], element_layout(form), member_order(form), contract, out)) {
      out.resize(old_size);
      return CollectionViolation{i, *broken};
    }
  }
  out.append(groups.empty() ? array.empty : array.close);
  out.append(layout.close);
  return std::nullopt;
}

}  // namespace connectorgroup
