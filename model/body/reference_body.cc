// A body's objects have fixed nesting (a collection's object, its array, its elements), which is
// followed in code; everything that is skipped goes through JsonCursor::skip_value(). A member is
// judged at its name's closing quote as far as the name alone decides, then at its value's first
// byte (is it of the right type?), then at the value's end.

#include "model/body/reference_body.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "model/body/reference_number.h"

namespace connectorgroup::reference {
namespace {

constexpr std::array<std::string_view, 2> kTypeNames{"@odata.type", "@type"};
constexpr std::array<std::string_view, 2> kContextNames{"@odata.context", "@context"};
constexpr std::array<std::string_view, 2> kCountNames{"@odata.count", "@count"};
constexpr std::array<std::string_view, 2> kNextLinkNames{"@odata.nextLink", "@nextLink"};
// OData JSON 4.01 section 4.5: control information that a create request may carry and that is
// ignored.
constexpr std::array<std::string_view, 10> kIgnoredInRequest{
    "@odata.context",  "@context",  "@odata.id",       "@id",      "@odata.etag", "@etag",
    "@odata.editLink", "@editLink", "@odata.readLink", "@readLink"};

// The name's entry in `names`, in static storage, or empty.
template <std::size_t Size>
std::string_view entry(const std::array<std::string_view, Size>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? std::string_view{} : *found;
}

bool equal_but_for_case(std::string_view left, std::string_view right) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [lower](char a, char b) { return lower(a) == lower(b); });
}

bool is_number_text(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// As it was when the members of these names had been read.
Container container_behind(VerifiedPart::Names names) {
  return {names.empty(), names.size(), NameSet(names)};
}

}  // namespace

// --- The text as a whole.

bool BodyParse::single(Role role, Slots& slots) {
  bool is_object = false;
  if (!cursor_.start(is_object)) return cursor_.settle(false);
  if (!is_object) return true;
  return cursor_.settle(object(role, slots) && cursor_.end_of_text());
}

bool BodyParse::collection(ConnectorGroupCollection& result) {
  bool is_object = false;
  if (!cursor_.start(is_object)) return cursor_.settle(false);
  if (!is_object) return true;
  if (!cursor_.open()) return false;
  Container container;
  return collection_members(container, result);
}

bool BodyParse::collection_members(Container& container, ConnectorGroupCollection& result) {
  std::string name;
  std::size_t at = 0;
  Step step = cursor_.next_name(container, name, at);
  for (; step == Step::item; step = cursor_.next_name(container, name, at)) {
    if (!collection_member(container, name, at, result)) return cursor_.settle(false);
  }
  if (step == Step::over) return cursor_.settle(false);
  if (!value_seen_ &&
      !cursor_.refuse(Rule::collection_value_missing, cursor_.position() - 1, "value")) {
    return false;
  }
  return cursor_.settle(cursor_.end_of_text());
}

// --- The rest of one, behind what is known to be right.

bool BodyParse::rest_of_single(Role role, const VerifiedPart& part) {
  cursor_.go_to(part);
  if (part.end == VerifiedPart::End::body) return cursor_.end_of_text();
  Container container = container_behind(part.names);
  Slots slots;
  if (!members(role, container, slots)) return false;
  return cursor_.end_of_text();
}

bool BodyParse::rest_of_collection(const VerifiedPart& part) {
  cursor_.go_to(part);
  ConnectorGroupCollection result;
  switch (part.end) {
    case VerifiedPart::End::element: {
      Container container = container_behind(part.names);
      Slots slots;
      return members(Role::response, container, slots);
    }
    case VerifiedPart::End::elements: {
      Container container;
      container.first = !part.any_element;
      if (cursor_.next_element(container) != Step::item) return false;
      return element(result);
    }
    case VerifiedPart::End::members: {
      Container container = container_behind(part.names);
      value_seen_ = container.names.had("value");
      return collection_members(container, result);
    }
    default:
      return cursor_.end_of_text();
  }
}

// --- One connectorGroup object.

bool BodyParse::object(Role role, Slots& slots) {
  if (!cursor_.open()) return false;
  last_in_order_ = 0;
  Container container;
  return members(role, container, slots);
}

bool BodyParse::members(Role role, Container& container, Slots& slots) {
  std::string name;
  std::size_t at = 0;
  for (;;) {
    const Step step = cursor_.next_name(container, name, at);
    if (step == Step::over) return false;
    if (step == Step::closed) return missing_members(role, container.names, slots);
    if (!member(role, container, name, at, slots)) return false;
  }
}

bool BodyParse::member(Role role, Container& container, std::string_view name, std::size_t at,
                       Slots& slots) {
  if (name.find('@') != std::string_view::npos) return annotation(role, container, name, at);
  const MemberSpec* spec = nullptr;
  const bool judged =
      role == Role::create_request ? request_name(name, at, spec) : response_name(name, at, spec);
  if (!judged) return false;
  if (spec == nullptr) return skip_member();
  if (!in_order(*spec, at)) return false;
  Slot& slot = slots[static_cast<std::size_t>(spec - contract_.members.data())];
  slot = Slot{};
  slot.seen = true;
  return cursor_.colon() && declared_value(role, *spec, at, slot);
}

// Leaves `spec` null for a member that is skipped, which happens only where a rule is ignored.
bool BodyParse::request_name(std::string_view name, std::size_t at, const MemberSpec*& spec) {
  for (const MemberSpec& candidate : contract_.members) {
    if (candidate.request == InRequest::undeclared) continue;
    if (name == candidate.name) {
      spec = &candidate;
    } else if (equal_but_for_case(name, candidate.name)) {
      if (!cursor_.refuse(Rule::body_member_names_case_sensitive, at, candidate.name)) return false;
      spec = &candidate;
    }
  }
  if (spec == nullptr) return cursor_.refuse(Rule::body_member_undeclared, at);
  if (spec->request != InRequest::read_only) return true;
  const std::string_view declared = spec->name;
  spec = nullptr;
  return cursor_.refuse(Rule::body_member_read_only, at, declared);
}

bool BodyParse::response_name(std::string_view name, std::size_t at, const MemberSpec*& spec) {
  for (const MemberSpec& candidate : contract_.members) {
    if (name == candidate.name && candidate.response == InResponse::required) spec = &candidate;
  }
  return spec != nullptr || cursor_.grant(Rule::body_member_extra_in_response, at);
}

bool BodyParse::in_order(const MemberSpec& spec, std::size_t at) {
  const auto index = static_cast<std::size_t>(&spec - contract_.members.data());
  const bool documented = index >= last_in_order_;
  last_in_order_ = index;
  return documented || cursor_.grant(Rule::body_member_order_free, at, spec.name);
}

bool BodyParse::declared_value(Role role, const MemberSpec& spec, std::size_t at, Slot& slot) {
  const unsigned char first = cursor_.peek();
  if (first == 'n') {
    const bool go_on = spec.nullable
                           ? cursor_.grant(Rule::body_member_null_where_nullable, at, spec.name)
                           : cursor_.refuse(Rule::body_member_null, at, spec.name);
    if (!go_on || !cursor_.literal()) return false;
    slot.text = kNull;
    slot.truth = kNull;
    return true;
  }
  if (spec.type == ValueType::string && first == '"') return text_value(role, spec, at, slot);
  if (spec.type == ValueType::boolean && (first == 't' || first == 'f')) {
    if (!cursor_.literal()) return false;
    slot.truth = first == 't';
    return true;
  }
  if (begins_value(first) && !cursor_.refuse(Rule::body_member_type, at, spec.name)) {
    return false;
  }
  return cursor_.skip_value();
}

bool BodyParse::text_value(Role role, const MemberSpec& spec, std::size_t at, Slot& slot) {
  std::string value;
  if (!cursor_.string(value)) return false;
  if (value.empty() && !cursor_.grant(Rule::body_member_empty_string, at, spec.name)) return false;
  if (!enumeration(role, spec, value, at)) return false;
  slot.text = std::move(value);
  return true;
}

bool BodyParse::enumeration(Role role, const MemberSpec& spec, std::string_view value,
                            std::size_t at) {
  if (spec.values.empty()) {
    // A reader without the rule knows the one value that the documentation names.
    const bool named = spec.name != "connectorGroupType" || value == "applicationProxy";
    return named || cursor_.grant(Rule::body_enum_any_string, at, spec.name);
  }
  if (std::find(spec.values.begin(), spec.values.end(), value) != spec.values.end()) return true;
  if (role == Role::response) {
    return spec.evolvable ? cursor_.grant(Rule::body_enum_open_in_response, at, spec.name)
                          : cursor_.refuse(Rule::body_enum_undeclared, at, spec.name);
  }
  const Rule rule = value == kUnknownFutureValue ? Rule::body_enum_sentinel
                    : is_number_text(value)      ? Rule::body_enum_numeric
                                                 : Rule::body_enum_undeclared;
  return cursor_.refuse(rule, at, spec.name);
}

bool BodyParse::missing_members(Role role, const NameSet& names, const Slots& slots) {
  const std::size_t brace = cursor_.position() - 1;
  for (std::size_t i = 0; i < kMemberCount; ++i) {
    const MemberSpec& spec = contract_.members[i];
    if (slots[i].seen || names.had(spec.name)) continue;
    const bool required = role == Role::create_request ? spec.request == InRequest::required
                                                       : spec.response == InResponse::required;
    if (required && !cursor_.refuse(Rule::body_member_missing, brace, spec.name)) return false;
    const bool optional = role == Role::create_request && spec.request == InRequest::optional;
    if (optional && !cursor_.grant(Rule::body_member_optional_absent, brace, spec.name)) {
      return false;
    }
  }
  return true;
}

// --- Control information and annotations: names with an @.

bool BodyParse::annotation(Role role, const Container& container, std::string_view name,
                           std::size_t at) {
  if (const std::string_view known = entry(kTypeNames, name); !known.empty()) {
    return type(known, at);
  }
  if (role == Role::response) {
    if (const std::string_view known = entry(kContextNames, name); !known.empty()) {
      return context(container, known, at);
    }
  } else if (name.ends_with("@odata.bind")) {
    return cursor_.refuse(Rule::odata_bind_refused, at) && skip_member();
  } else if (!entry(kIgnoredInRequest, name).empty()) {
    return cursor_.grant(Rule::odata_control_ignored_in_request, at) && skip_member();
  }
  return cursor_.grant(Rule::odata_annotation_tolerated, at) && skip_member();
}

// `name` is in static storage.
bool BodyParse::context(const Container& container, std::string_view name, std::size_t at) {
  if (container.member_count != 1 && !cursor_.refuse(Rule::odata_context_first, at, name)) {
    return false;
  }
  std::string value;
  return string_control(Rule::odata_context_string, name, at, value);
}

bool BodyParse::type(std::string_view name, std::size_t at) {
  std::string value;
  if (!string_control(Rule::odata_type_mismatch, name, at, value)) return false;
  if (value == kResourceType) return cursor_.grant(Rule::odata_type_accepted, at, name);
  return cursor_.refuse(Rule::odata_type_mismatch, at, name);
}

// The colon and a value that must be a string, which `rule` says. Ignored, any value is skipped.
bool BodyParse::string_control(Rule rule, std::string_view name, std::size_t at,
                               std::string& value) {
  if (!cursor_.colon()) return false;
  if (cursor_.peek() == '"') return cursor_.string(value);
  if (begins_value(cursor_.peek()) && !cursor_.refuse(rule, at, name)) return false;
  return cursor_.skip_value();
}

// --- Collections.

bool BodyParse::collection_member(const Container& container, std::string_view name, std::size_t at,
                                  ConnectorGroupCollection& result) {
  if (name == "value") return elements(at, result);
  if (const std::string_view known = entry(kContextNames, name); !known.empty()) {
    return context(container, known, at);
  }
  if (const std::string_view known = entry(kCountNames, name); !known.empty()) {
    return control_position(at) && count(known, at, result.controls.count);
  }
  if (const std::string_view known = entry(kNextLinkNames, name); !known.empty()) {
    std::string link;
    if (!control_position(at)) return false;
    if (!string_control(Rule::collection_next_link_string, known, at, link)) return false;
    result.controls.next_link = std::move(link);
    return true;
  }
  const Rule rule = name.find('@') == std::string_view::npos ? Rule::collection_extra_members
                                                             : Rule::odata_annotation_tolerated;
  return cursor_.grant(rule, at) && skip_member();
}

// A reader without the rule wants count and next link before the objects.
bool BodyParse::control_position(std::size_t at) {
  return !value_seen_ || cursor_.grant(Rule::collection_controls_anywhere, at);
}

bool BodyParse::elements(std::size_t at, ConnectorGroupCollection& result) {
  value_seen_ = true;
  if (!cursor_.colon()) return false;
  if (cursor_.peek() != '[') {
    if (begins_value(cursor_.peek()) &&
        !cursor_.refuse(Rule::collection_value_array, at, "value")) {
      return false;
    }
    return cursor_.skip_value();
  }
  if (!cursor_.open()) return false;
  // A duplicate `value`, where that is ignored, replaces the first.
  result.groups.clear();
  Container container;
  for (;;) {
    const Step step = cursor_.next_element(container);
    if (step == Step::over) return false;
    if (step == Step::closed) break;
    if (!element(result)) return false;
  }
  return !container.first || cursor_.grant(Rule::collection_empty, cursor_.position() - 1);
}

ConnectorGroup group_from(Slots& slots);

bool BodyParse::element(ConnectorGroupCollection& result) {
  if (cursor_.peek() != '{') {
    if (begins_value(cursor_.peek()) &&
        !cursor_.refuse(Rule::collection_element_object, cursor_.position())) {
      return false;
    }
    return cursor_.skip_value();
  }
  Slots slots;
  if (!object(Role::response, slots)) return false;
  result.groups.push_back(group_from(slots));
  return true;
}

bool BodyParse::count(std::string_view name, std::size_t at, std::optional<std::uint64_t>& value) {
  if (!cursor_.colon()) return false;
  const unsigned char first = cursor_.peek();
  const std::size_t start = cursor_.position();
  // Digits that exceed the range are at fault before anything that follows them, since no fraction
  // or exponent may rescue them here. A leading zero is at fault before either.
  if (!cursor_.ignores(Rule::collection_count_integer) && first != '0' &&
      exceeds_integer_range(cursor_.digits_ahead()) &&
      !cursor_.refuse(Rule::json_number_integer_range, start)) {
    return false;
  }
  const bool leading_zero = first == '0' && cursor_.digits_ahead().size() > 1 &&
                            !cursor_.ignores(Rule::json_number_leading_zero);
  const bool integer = is_digit(first) && (leading_zero || !cursor_.fraction_or_exponent_ahead());
  if (begins_value(first) && !integer &&
      !cursor_.refuse(Rule::collection_count_integer, at, name)) {
    return false;
  }
  if (!cursor_.skip_value()) return false;
  const std::string_view token = cursor_.taken_since(start);
  std::uint64_t number = 0;
  const auto parsed = std::from_chars(token.data(), token.data() + token.size(), number);
  if (parsed.ec == std::errc{}) value = number;
  return true;
}

// --- Slots to values.

std::string take_text(Slot& slot) {
  return slot.text.has_value() ? slot.text.value() : std::string();
}

Slot& at(Slots& slots, MemberId id) { return slots[static_cast<std::size_t>(id)]; }

ConnectorGroup group_from(Slots& slots) {
  ConnectorGroup group;
  group.id = take_text(at(slots, MemberId::id));
  group.name = take_text(at(slots, MemberId::name));
  group.connector_group_type = take_text(at(slots, MemberId::connector_group_type));
  const Slot& is_default = at(slots, MemberId::is_default);
  group.is_default = is_default.truth.has_value() && is_default.truth.value();
  group.region = at(slots, MemberId::region).text;
  return group;
}

NewConnectorGroup new_group_from(Slots& slots) {
  NewConnectorGroup group;
  group.name = take_text(at(slots, MemberId::name));
  group.connector_group_type = at(slots, MemberId::connector_group_type).text;
  group.is_default = at(slots, MemberId::is_default).truth;
  group.region = at(slots, MemberId::region).text;
  return group;
}

}  // namespace connectorgroup::reference
