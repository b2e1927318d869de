// Faults in OData control information and in what makes a body a collection.
#include <array>
#include <utility>
#include <vector>

#include "properties/edits/fault.h"
#include "properties/edits/respell.h"

namespace connectorgroup {
namespace {

// A control's long and short name. Violations name the one that stands in the text.
using Names = std::array<std::string_view, 2>;
constexpr Names kTypeNames{"@odata.type", "@type"};
constexpr Names kContextNames{"@odata.context", "@context"};
constexpr Names kCountNames{"@odata.count", "@count"};
constexpr Names kNextLinkNames{"@odata.nextLink", "@nextLink"};

bool is_collection(const Planting& p) { return p.body.kind == BodyKind::collection; }

std::optional<std::size_t> random_object(const Planting& p, bool collection_too) {
  return pick(values_where(p.body,
                           [&](std::size_t i) {
                             return p.body.roles[i] == Role::resource ||
                                    (collection_too && p.body.roles[i] == Role::collection);
                           }),
              p.random);
}

struct Control {
  std::size_t index;
  std::string_view name;
};

std::optional<Control> find_control(const Planting& p, std::size_t object, const Names& names) {
  for (const std::string_view name : names) {
    if (const std::optional<std::size_t> found = find_member(p.body, object, name)) {
      return Control{*found, name};
    }
  }
  return std::nullopt;
}

// The object's control under one of its names, added with a value that is right where it is absent.
std::optional<Control> control_in(const Planting& p, std::optional<std::size_t> object,
                                  const Names& names, std::string_view right_value) {
  if (!object) return std::nullopt;
  if (std::optional<Control> present = find_control(p, *object, names)) return present;
  const bool first = names == kContextNames;
  const std::size_t position = first ? 0 : random_position(p.body, *object, p.random);
  std::optional<BodyText> body = with_member(p.body, *object, position, one_of(names, p.random),
                                             right_value, p.limits, p.random);
  if (!body) return std::nullopt;
  p.body = *std::move(body);
  return find_control(p, *object, names);
}

std::optional<Fault> wrong_control(const Planting& p, const Control& control, std::string value) {
  const JsonValue& old = p.body.value(control.index);
  return Fault{{old.begin, old.end, std::move(value)}, old.name->begin, control.name};
}

std::string other_than_string(const Planting& p, const Control& control) {
  return random_value(any_type & ~static_cast<unsigned>(string_type),
                      levels_left(p.body, control.index, p.limits), p.random);
}

// --- Control information.

std::optional<Fault> type_mismatch(const Planting& p) {
  constexpr std::array<std::string_view, 8> kMismatches{
      "",
      "#microsoft.graph.connectorgroup",
      "microsoft.graph.connectorGroup",
      "#microsoft.graph.connector",
      "#microsoft.graph.connectorGroup ",
      "##microsoft.graph.connectorGroup",
      "#Microsoft.Graph.ConnectorGroup",
      "#Collection(microsoft.graph.connectorGroup)"};
  const std::optional<Control> control =
      control_in(p, random_object(p, false), kTypeNames, spelled(kResourceType, p.random));
  if (!control) return std::nullopt;
  if (p.random.chance(1, 2)) return wrong_control(p, *control, other_than_string(p, *control));
  return wrong_control(p, *control, spelled(one_of(kMismatches, p.random), p.random));
}

std::optional<Fault> context_first(const Planting& p) {
  if (p.body.kind == BodyKind::create_request) return std::nullopt;
  const std::optional<std::size_t> object = random_object(p, true);
  if (!object) return std::nullopt;
  const std::vector<std::size_t>& members = p.body.value(*object).children;
  if (members.empty() || members.size() >= p.limits.members_max) return std::nullopt;
  const std::optional<Control> present = find_control(p, *object, kContextNames);
  if (present && p.random.chance(1, 2)) {
    MemberInsertion before = insert_member(
        p.body, *object, 0, spelled(fresh_annotation_name(p.body, *object, p.random), p.random),
        random_value(any_type, levels_left_inside(p.body, *object, p.limits), p.random));
    const std::size_t offset = before.name_at + before.splice.replacement.size();
    return Fault{std::move(before.splice), offset, present->name};
  }
  std::string_view name = one_of(kContextNames, p.random);
  if (present) name = present->name == kContextNames[0] ? kContextNames[1] : kContextNames[0];
  MemberInsertion later =
      insert_member(p.body, *object, 1 + p.random.below(members.size()), spelled(name, p.random),
                    random_value(string_type, 0, p.random));
  return Fault{std::move(later.splice), later.name_at, name};
}

std::optional<Fault> context_string(const Planting& p) {
  if (p.body.kind == BodyKind::create_request) return std::nullopt;
  const std::optional<Control> control =
      control_in(p, random_object(p, true), kContextNames, random_value(string_type, 0, p.random));
  if (!control) return std::nullopt;
  return wrong_control(p, *control, other_than_string(p, *control));
}

std::optional<Fault> bind(const Planting& p) {
  constexpr std::array<std::string_view, 5> kBinds{"members@odata.bind", "applications@odata.bind",
                                                   "@odata.bind", "x@odata.bind",
                                                   "@odata.type@odata.bind"};
  if (p.body.kind != BodyKind::create_request) return std::nullopt;
  if (p.body.value(0).children.size() >= p.limits.members_max) return std::nullopt;
  const std::size_t levels = levels_left_inside(p.body, 0, p.limits);
  std::string value = "\"connectors('1')\"";
  if (p.random.chance(1, 2)) value = random_value(any_type, levels, p.random);
  MemberInsertion insertion = insert_member(p.body, 0, random_position(p.body, 0, p.random),
                                            spelled(one_of(kBinds, p.random), p.random), value);
  return Fault{std::move(insertion.splice), insertion.name_at};
}

// --- Collections.

std::optional<std::size_t> elements(const Planting& p) {
  return pick(
      values_where(p.body, [&](std::size_t i) { return p.body.roles[i] == Role::elements; }),
      p.random);
}

std::optional<Fault> value_missing(const Planting& p) {
  const std::optional<std::size_t> value = elements(p);
  if (!value) return std::nullopt;
  const std::vector<std::size_t>& members = p.body.value(0).children;
  Splice removal{p.body.value(*value).name->begin, p.body.value(*value).end, ""};
  // One of the commas beside it goes as well.
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i] != *value) continue;
    if (i > 0) {
      removal.begin = p.body.value(members[i - 1]).end;
    } else if (members.size() > 1) {
      removal.end = p.body.value(members[1]).name->begin;
    }
  }
  const std::size_t brace = p.body.value(0).end - 1 - (removal.end - removal.begin);
  return Fault{std::move(removal), brace, "value"};
}

std::optional<Fault> value_array(const Planting& p) {
  const std::optional<std::size_t> value = elements(p);
  if (!value) return std::nullopt;
  const JsonValue& old = p.body.value(*value);
  std::string other = random_value(any_type & ~static_cast<unsigned>(array_type),
                                   levels_left(p.body, *value, p.limits), p.random);
  // One object where an array of one is due.
  if (!old.children.empty() && p.random.chance(1, 3)) {
    const JsonValue& element = p.body.value(old.children.front());
    other = p.body.text.substr(element.begin, element.end - element.begin);
  }
  return Fault{{old.begin, old.end, std::move(other)}, old.name->begin, "value"};
}

std::optional<Fault> element_object(const Planting& p) {
  const std::optional<std::size_t> value = elements(p);
  if (!value) return std::nullopt;
  return wrong_element(p, *value);
}

std::optional<Fault> count_integer(const Planting& p) {
  constexpr std::array<std::string_view, 12> kWrong{"\"1\"", "null", "true", "-1",   "-0",  "1.0",
                                                    "1e2",   "0.5",  "[]",   "\"\"", "0E0", "{}"};
  if (!is_collection(p)) return std::nullopt;
  const std::optional<Control> control = control_in(p, 0, kCountNames, "3");
  if (!control) return std::nullopt;
  return wrong_control(p, *control, std::string(one_of(kWrong, p.random)));
}

std::optional<Fault> next_link_string(const Planting& p) {
  if (!is_collection(p)) return std::nullopt;
  const std::optional<Control> control =
      control_in(p, 0, kNextLinkNames, "\"https://graph.microsoft.com/?$skiptoken=1\"");
  if (!control) return std::nullopt;
  return wrong_control(p, *control, other_than_string(p, *control));
}

constexpr std::array<Planter, 9> kPlanters{{
    {Rule::odata_type_mismatch, type_mismatch},
    {Rule::odata_context_first, context_first},
    {Rule::odata_context_string, context_string},
    {Rule::odata_bind_refused, bind},
    {Rule::collection_value_missing, value_missing},
    {Rule::collection_value_array, value_array},
    {Rule::collection_element_object, element_object},
    {Rule::collection_count_integer, count_integer},
    {Rule::collection_next_link_string, next_link_string},
}};

}  // namespace

std::span<const Planter> control_planters() { return kPlanters; }

Fault wrong_element(const Planting& p, std::size_t array_index) {
  const JsonValue& array = p.body.value(array_index);
  const std::size_t around = levels_left(p.body, array_index, p.limits);
  std::string other = random_value(any_type & ~static_cast<unsigned>(object_type),
                                   around > 0 ? around - 1 : 0, p.random);
  if (array.children.empty()) return fault_in({array.begin + 1, array.begin + 1, other}, 0);
  const JsonValue& element = p.body.value(one_of(array.children, p.random));
  switch (p.random.below(3)) {
    case 0:
      return fault_in({element.begin, element.end, std::move(other)}, 0);
    case 1:
      return fault_in({element.begin, element.begin, other + ","}, 0);
    default:
      return fault_in({element.end, element.end, "," + other}, 1);
  }
}

}  // namespace connectorgroup
