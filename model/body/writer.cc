// Nearly every object is written in one pass (plain_writer.h). What that doesn't write goes the
// long way, in three steps: members are checked against the contract and measured; `out` grows
// once, by exactly the object's size; then every piece is copied to its place. In a collection this
// happens object by object, while the strings that were just checked are still in the cache, and a
// violation cuts `out` back to where it was.
#include "model/body/writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string_view>

#include "model/assertion.h"
#include "model/body/json_write.h"
#include "model/body/member_slots.h"
#include "model/body/object_form.h"
#include "model/body/plain_writer.h"

namespace connectorgroup {
namespace {

using writing::append_plain;
using writing::array_layout;
using writing::ArrayLayout;
using writing::Content;
using writing::Contents;
using writing::element_form;
using writing::extend;
using writing::kDocumentedOrder;
using writing::Layout;
using writing::literal;
using writing::measure;
using writing::MeasuredValue;
using writing::object_form;
using writing::ObjectForm;
using writing::put;

constexpr std::string_view kCountName = "@odata.count";
constexpr std::string_view kNextLinkName = "@odata.nextLink";
constexpr std::string_view kValueName = "value";
// In the order in which they are written, sorted as RFC 8785 wants it.
static_assert(kCountName < kNextLinkName && kNextLinkName < kValueName);

// RFC 7493 section 2.2: beyond it, a receiver with binary64 numbers can't tell neighbours apart.
constexpr std::uint64_t kCountMax = (std::uint64_t{1} << 53) - 1;

// ---- Checking.

// Why the contract doesn't let the member be absent, null or present.
std::optional<Rule> presence_fault(const MemberSpec& spec, Role role, Content::Kind kind) {
  if (kind == Content::Kind::absent) {
    return is_required(spec, role) ? std::optional(Rule::body_member_missing) : std::nullopt;
  }
  if (role == Role::create_request && spec.request == InRequest::read_only) {
    return Rule::body_member_read_only;
  }
  if (!is_read(spec, role)) return Rule::body_member_undeclared;
  if (kind == Content::Kind::null && !spec.nullable) return Rule::body_member_null;
  return std::nullopt;
}

// An enumeration's value by its number, as OData spells it.
bool is_numeric(std::string_view value) {
  if (value.starts_with('-')) value.remove_prefix(1);
  return !value.empty() &&
         std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Rule> enum_fault(const MemberSpec& spec, Role role, std::string_view value) {
  if (allows(spec, role, value)) return std::nullopt;
  if (role == Role::response) return Rule::body_enum_undeclared;
  if (value == kUnknownFutureValue) return Rule::body_enum_sentinel;
  if (is_numeric(value)) return Rule::body_enum_numeric;
  return Rule::body_enum_undeclared;
}

// ---- Objects, in the long way.

// The members of one object that passed their checks, on the way to be written.
class Object {
 public:
  Object(const Contract& contract, Role role) : contract_(contract), role_(role) {}

  // Checks one member and keeps it if it is present. Members are added in documented order.
  std::optional<Violation> add(MemberId member, const Content& content) {
    const MemberSpec& spec = contract_.member(member);
    if (const auto rule = presence_fault(spec, role_, content.kind)) {
      return Violation{*rule, 0, spec.name};
    }
    Entry& entry = entries_[static_cast<std::size_t>(member)];
    entry.present = content.kind != Content::Kind::absent;
    if (content.kind == Content::Kind::text) return set(spec, content.text, entry.value);
    if (entry.present) entry.value = literal(word(content.kind));
    return std::nullopt;
  }

  // REQUIRES: at least one member was added.
  void append_to(std::string& out, const ObjectForm& form) const {
    const std::size_t size = size_in(form.layout);
    char* const begin = extend(out, size);
    char* at = begin;
    for (const MemberId member : form.order) {
      const Entry& entry = entries_[static_cast<std::size_t>(member)];
      if (!entry.present) continue;
      at = put(at, at == begin ? form.layout.first : form.layout.next);
      at = put(at, contract_.member(member).name);
      at = put(at, form.layout.colon);
      at = put(at, entry.value);
    }
    at = put(at, form.layout.close);
    CONNECTORGROUP_ASSERT(at == begin + size);
  }

 private:
  struct Entry {
    bool present = false;
    MeasuredValue value;
  };

  static std::string_view word(Content::Kind kind) {
    return kind == Content::Kind::null ? "null" : kind == Content::Kind::truth ? "true" : "false";
  }

  std::optional<Violation> set(const MemberSpec& spec, std::string_view text,
                               MeasuredValue& value) const {
    if (const auto fault = measure(text, value)) {
      return Violation{fault->rule, fault->offset, spec.name};
    }
    if (const auto rule = enum_fault(spec, role_, text)) return Violation{*rule, 0, spec.name};
    return std::nullopt;
  }

  std::size_t size_in(const Layout& layout) const {
    std::size_t size = layout.close.size();
    bool first = true;
    for (const MemberId member : kDocumentedOrder) {
      const Entry& entry = entries_[static_cast<std::size_t>(member)];
      if (!entry.present) continue;
      size += (first ? layout.first : layout.next).size() + layout.colon.size();
      size += contract_.member(member).name.size() + entry.value.size;
      first = false;
    }
    CONNECTORGROUP_ASSERT(!first);
    return size;
  }

  const Contract& contract_;
  Role role_;
  std::array<Entry, kReadMemberCount> entries_{};  // by MemberId
};

std::optional<Violation> append(const Contents& contents, Role role, const ObjectForm& form,
                                const Contract& contract, std::string& out) {
  if (append_plain(contents, contract, role, form, out)) return std::nullopt;
  Object object(contract, role);
  for (const MemberId member : kDocumentedOrder) {
    if (auto broken = object.add(member, contents[static_cast<std::size_t>(member)])) return broken;
  }
  object.append_to(out, form);
  return std::nullopt;
}

std::optional<Violation> append_response(const ConnectorGroupView& group, const ObjectForm& form,
                                         const Contract& contract, std::string& out) {
  const Contents contents{group.id, group.name, group.connector_group_type, group.is_default,
                          group.region};
  return append(contents, Role::response, form, contract, out);
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
  const Contents contents{Content(), group.name, group.connector_group_type, group.is_default,
                          group.region};
  return append(contents, Role::create_request, object_form(form), contract, out);
}

std::optional<Violation> write_response(const ConnectorGroupView& group, Form form,
                                        const Contract& contract, std::string& out) {
  return append_response(group, object_form(form), contract, out);
}

std::optional<CollectionViolation> write_collection(std::span<const ConnectorGroupView> groups,
                                                    const CollectionControlsView& controls,
                                                    Form form, const Contract& contract,
                                                    std::string& out) {
  const std::size_t old_size = out.size();
  const Layout& layout = object_form(form).layout;
  if (auto broken = append_controls(controls, layout, out)) {
    return CollectionViolation{groups.size(), *broken};
  }
  const ArrayLayout& array = array_layout(form);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    out.append(i == 0 ? array.open : array.next);
    if (auto broken = append_response(groups[i], element_form(form), contract, out)) {
      out.resize(old_size);
      return CollectionViolation{i, *broken};
    }
  }
  out.append(groups.empty() ? array.empty : array.close);
  out.append(layout.close);
  return std::nullopt;
}

}  // namespace connectorgroup
