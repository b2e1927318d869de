// Readers that are wrong about OData control information, about annotations, and about collections.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "properties/faults/misreading.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/rereading.h"
#include "properties/faults/tree_edit.h"

namespace connectorgroup {
namespace {

using namespace faults;

Question request(std::string_view text) { return {Verb::read_request, std::string(text)}; }
Question response(std::string_view members) {
  return {Verb::read_response,
          R"({"id":"i","name":"n","connectorGroupType":"t","isDefault":false)" +
              std::string(members) + "}"};
}

// A group as an element, with these members before its own.
std::string element(std::string_view members = "") {
  return "{" + std::string(members) +
         R"("id":"i","name":"n","connectorGroupType":"t","isDefault":false})";
}
Question collection(std::string_view elements, std::string_view behind = "") {
  return {Verb::read_collection,
          R"({"value":[)" + std::string(elements) + "]" + std::string(behind) + "}"};
}

bool is_control(const JsonValue& member, std::string_view control) {
  return member.name && (member.name->content == "@odata." + std::string(control) ||
                         member.name->content == "@" + std::string(control));
}
bool is_container(const JsonValue& value) {
  return value.kind == JsonKind::object || value.kind == JsonKind::array;
}

// Whether a value of the text, with where it stands, is like this.
bool has_value(std::string_view text,
               bool (*wanted)(const JsonTree& tree, const JsonValue& object, std::size_t place)) {
  const std::optional<JsonTree> tree = parse_json(text);
  if (!tree) return false;
  return std::any_of(tree->values.begin(), tree->values.end(), [&](const JsonValue& object) {
    if (object.kind != JsonKind::object) return false;
    for (std::size_t place = 0; place < object.children.size(); ++place) {
      if (wanted(*tree, object, place)) return true;
    }
    return false;
  });
}

const JsonValue& child(const JsonTree& tree, const JsonValue& object, std::size_t place) {
  return tree.values[object.children[place]];
}

bool name_has(const JsonTree& tree, const JsonValue& object, std::size_t place,
              bool (*wanted)(std::string_view name)) {
  return wanted(child(tree, object, place).name->content);
}

// --- Types.

std::string with_types(std::string_view text, std::string (*type)(std::string_view content)) {
  const auto change = [type](const JsonTree&,
                             const JsonValue& value) -> std::optional<std::string> {
    if (value.kind != JsonKind::string || !is_control(value, "type")) return std::nullopt;
    return string_json(type(value.content));
  };
  return edited(text, {.value = change});
}

std::string type_in_any_case(std::string_view type) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  const bool alike =
      std::equal(type.begin(), type.end(), kResourceType.begin(), kResourceType.end(),
                 [&](char a, char b) { return lower(a) == lower(b); });
  return std::string(alike ? kResourceType : type);
}

// A URL of metadata with the type behind it, which other types than a schema's own have.
std::string type_behind_url(std::string_view type) {
  return std::string(type.ends_with(kResourceType) ? kResourceType : type);
}

// The text without types behind the first four members of the outermost object.
std::string without_late_types(std::string_view text) {
  return edited(
      text, {.drops = [](const JsonTree& tree, const JsonValue& object, std::size_t place) {
        return object.level == 0 && place >= 4 && is_control(child(tree, object, place), "type");
      }});
}

// --- What isn't the resource's.

// A member that isn't an element's or the outermost object's.
bool is_inside_annotation(const JsonTree& tree, const JsonValue& object) {
  const JsonValue& outermost = tree.values.front();
  const JsonValue* elements = member_of(tree, outermost, "value");
  const bool in_elements =
      elements != nullptr && elements->begin < object.begin && object.end < elements->end;
  return object.level > (in_elements ? 2u : 0u);
}

bool is_nested_type(const JsonTree& tree, const JsonValue& object, std::size_t place) {
  const JsonValue& member = child(tree, object, place);
  return is_inside_annotation(tree, object) && is_control(member, "type") &&
         member.content != kResourceType;
}

bool is_nested_late_context(const JsonTree& tree, const JsonValue& object, std::size_t place) {
  return place > 0 && is_inside_annotation(tree, object) &&
         is_control(child(tree, object, place), "context");
}

// Brackets in strings count as well as others.
bool seems_unbalanced(const JsonTree& tree, const JsonValue& object, std::size_t place) {
  const JsonValue& annotation = child(tree, object, place);
  if (object.level > 0 || !is_container(annotation)) return false;
  return std::any_of(tree.values.begin(), tree.values.end(), [&](const JsonValue& value) {
    const bool inside = annotation.begin < value.begin && value.end < annotation.end;
    const std::string& content = value.content;
    const auto opens = std::count(content.begin(), content.end(), '{') +
                       std::count(content.begin(), content.end(), '[');
    const auto closes = std::count(content.begin(), content.end(), '}') +
                        std::count(content.begin(), content.end(), ']');
    return inside && opens != closes;
  });
}

// With nothing in what is more than one level deep, whatever is in it: it is skipped by counting
// brackets.
std::string with_deep_values_unread(std::string_view text) {
  const std::vector<bool> in_string = string_bytes(text);
  std::string kept;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = in_string[at] ? ' ' : text[at];
    if ((c == '}' || c == ']') && depth > 0) --depth;
    if (depth < 2) kept += text[at];
    if (c == '{' || c == '[') ++depth;
  }
  return kept;
}

// --- Collections.

// The elements with what each lacks of the one before it: one group is reused for all.
class Filled {
 public:
  explicit Filled(std::string_view text) : text_(text) {}

  std::string next(const JsonTree& tree, const JsonValue& object) {
    constexpr std::size_t kUsual = 5;  // id to region
    std::string members;
    for (std::size_t i = 0; i < kUsual; ++i) {
      const JsonValue* member = member_of(tree, object, kMemberNames[i]);
      if (member != nullptr) last_[i] = std::string(json_of(text_, *member));
      if (member != nullptr || last_[i].empty()) continue;
      members += "," + string_json(kMemberNames[i]) + ":" + last_[i];
    }
    std::string json(json_of(text_, object));
    if (object.children.empty() && !members.empty()) members.erase(0, 1);
    json.insert(json.size() - 1, members);
    return json;
  }

 private:
  std::string_view text_;
  std::array<std::string, 5> last_;
};

std::string with_elements_filled(std::string_view text) {
  Filled filled(text);
  const auto change = [&filled](const JsonTree& tree,
                                const JsonValue& value) -> std::optional<std::string> {
    const JsonValue* elements = member_of(tree, tree.values.front(), "value");
    const bool is_element = value.kind == JsonKind::object && value.level == 2 &&
                            elements != nullptr && elements->begin < value.begin &&
                            value.end < elements->end;
    return is_element ? std::optional(filled.next(tree, value)) : std::nullopt;
  };
  return edited(text, {.value = change});
}

// Without contexts that are late in elements behind the first: nobody looks there any more.
std::string without_contexts_of_later_elements(std::string_view text) {
  return edited(text,
                {.drops = [](const JsonTree& tree, const JsonValue& object, std::size_t place) {
                  const JsonValue* elements = member_of(tree, tree.values.front(), "value");
                  if (elements == nullptr || elements->children.empty()) return false;
                  const JsonValue& first = tree.values[elements->children.front()];
                  const bool later = object.level == 2 && object.begin > first.begin;
                  return later && place > 0 && is_control(child(tree, object, place), "context");
                }});
}

std::string with_null_as_empty(std::string_view text) {
  return edited(
      text,
      {.value = [text](const JsonTree&, const JsonValue& value) -> std::optional<std::string> {
        const bool is_elements = value.name && value.level == 1 && value.name->content == "value";
        return is_elements && json_of(text, value) == "null" ? std::optional("[]") : std::nullopt;
      }});
}

// Without control information behind the objects.
std::string until_elements(std::string_view text) {
  return edited(
      text, {.drops = [](const JsonTree& tree, const JsonValue& object, std::size_t place) {
        const JsonValue* elements = member_of(tree, object, "value");
        const JsonValue& member = child(tree, object, place);
        return object.level == 0 && elements != nullptr && member.begin > elements->begin &&
               (is_control(member, "count") || is_control(member, "nextLink"));
      }});
}

// OData 3 wrote control information without the sign.
std::string with_controls_of_odata_3(std::string_view text) {
  return edited(text, {.name = [](const JsonName& name) {
                  return (name.content == "odata.count" ? "@" : "") + name.content;
                }});
}

// The elements without the members whose names are spelled with an escape.
std::string without_escaped_names_in_elements(std::string_view text) {
  return edited(
      text, {.drops = [text](const JsonTree& tree, const JsonValue& object, std::size_t place) {
        const JsonName& name = *child(tree, object, place).name;
        const bool escaped =
            text.substr(name.begin, name.end - name.begin).find('\\') != std::string_view::npos;
        return escaped && object.level == 2 && member_of(tree, tree.values.front(), "value");
      }});
}

bool is_relative_next_link(const JsonTree& tree, const JsonValue& object, std::size_t place) {
  const JsonValue& member = child(tree, object, place);
  return object.level == 0 && is_control(member, "nextLink") &&
         !member.content.starts_with("https://");
}

// White space, and nothing else, stands between the brackets.
bool is_blank_array(std::string_view text) {
  const std::optional<JsonTree> tree = parse_json(text);
  if (!tree) return false;
  const JsonValue* elements = member_of(*tree, tree->values.front(), "value");
  return elements != nullptr && elements->kind == JsonKind::array && elements->children.empty() &&
         elements->end - elements->begin > 2;
}

// Both count and next link stand behind the elements.
bool has_both_controls_behind(std::string_view text) {
  const std::optional<JsonTree> tree = parse_json(text);
  if (!tree) return false;
  const JsonValue* elements = member_of(*tree, tree->values.front(), "value");
  if (elements == nullptr) return false;
  bool count = false;
  bool link = false;
  for (const std::size_t index : tree->values.front().children) {
    const JsonValue& member = tree->values[index];
    if (member.begin < elements->end) continue;
    count = count || is_control(member, "count");
    link = link || is_control(member, "nextLink");
  }
  return count && link;
}

std::string with_minus_zero_counts(std::string_view text) {
  return edited(text, {.value = [text](const JsonTree&,
                                       const JsonValue& value) -> std::optional<std::string> {
                  const bool is_one = is_control(value, "count") && json_of(text, value) == "-0";
                  return is_one ? std::optional("0") : std::nullopt;
                }});
}

// In an element it is no control information of the collection's.
bool is_count_of_element(const JsonTree& tree, const JsonValue& object, std::size_t place) {
  const JsonValue& member = child(tree, object, place);
  return object.level == 2 && is_control(member, "count") && member.kind != JsonKind::number;
}

bool has_at_without_dot(std::string_view name) {
  return name.find('@') != std::string_view::npos && name.find('.') == std::string_view::npos;
}
bool has_two_ats(std::string_view name) { return std::count(name.begin(), name.end(), '@') > 1; }

Deviation refusing_values(Rule rule, bool (*objects)(std::string_view text), BodyKind kind) {
  return only_as(kind, refusing(rule, objects));
}

// In requests, of the outermost object's members.
template <bool (*kWanted)(std::string_view name)>
Deviation refusing_names() {
  return refusing_values(
      Rule::body_member_undeclared,
      [](std::string_view text) {
        return has_value(text,
                         [](const JsonTree& tree, const JsonValue& object, std::size_t place) {
                           return object.level == 0 && name_has(tree, object, place, kWanted);
                         });
      },
      BodyKind::create_request);
}

constexpr std::array kFaults{
    PlantedFault{
        "annotations.type-in-any-case", "Compares types without regard to case.",
        "odata.type.mismatch",
        [] { return request(R"({"@odata.type":"#Microsoft.Graph.ConnectorGroup","name":"a"})"); },
        [] {
          return forgiving(
              [](std::string_view text) { return with_types(text, type_in_any_case); });
        }},
    PlantedFault{
        "annotations.type-behind-url", "Compares only the end of a type.", "odata.type.mismatch",
        [] {
          return request(
              R"({"@odata.type":"https://h/#microsoft.graph.connectorGroup","name":"a"})");
        },
        [] {
          return forgiving([](std::string_view text) { return with_types(text, type_behind_url); });
        }},
    // A reader of streams that is told to expect a type early.
    PlantedFault{"annotations.type-behind-four",
                 "Takes any type behind the first four members of a body.", "odata.type.mismatch",
                 [] { return response(R"(,"@odata.type":"#microsoft.graph.group")"); },
                 [] { return forgiving(without_late_types); }},
    PlantedFault{"annotations.nested-type",
                 "Refuses an annotation with an object in it that says another type.",
                 "odata.annotation.tolerated",
                 [] { return request(R"({"name":"a","@b.c":{"@odata.type":"#b.c"}})"); },
                 [] {
                   return refusing(Rule::odata_type_mismatch, [](std::string_view text) {
                     return has_value(text, is_nested_type);
                   });
                 }},
    PlantedFault{"annotations.nested-context",
                 "Refuses an annotation with an object in it whose context isn't its first member.",
                 "odata.annotation.tolerated",
                 [] { return response(R"(,"@b.c":{"d":1,"@odata.context":"e"})"); },
                 [] {
                   return refusing(Rule::odata_context_first, [](std::string_view text) {
                     return has_value(text, is_nested_late_context);
                   });
                 }},
    PlantedFault{"annotations.brackets-in-strings",
                 "Refuses a member of a body whose value has a string with brackets that don't "
                 "match.",
                 "odata.annotation.tolerated json.value.nested",
                 [] { return request(R"({"name":"a","@b.c":[":-]"]})"); },
                 [] {
                   return refusing(Rule::json_text_trailing, [](std::string_view text) {
                     return has_value(text, seems_unbalanced);
                   });
                 }},
    PlantedFault{"annotations.value-by-brackets",
                 "Skips what is two levels deep by counting brackets, without reading it.",
                 "json.value json.literal json.object.name json.object.colon json.object.separator "
                 "json.array.separator",
                 [] { return request(R"({"name":"a","@b.c":{"d" e}})"); },
                 [] { return forgiving(with_deep_values_unread); }},
    PlantedFault{"annotations.name-without-dot",
                 "Refuses, in a request, a name with an @ and no dot.",
                 "odata.annotation.tolerated", [] { return request(R"({"name":"a","@b":1})"); },
                 refusing_names<has_at_without_dot>},
    // Of an annotation of an annotation: "name@b.c@d.e".
    PlantedFault{"annotations.annotated-annotation",
                 "Refuses, in a request, a name with two @ in it.", "odata.annotation.tolerated",
                 [] { return request(R"({"name":"a","name@b.c@d.e":1})"); },
                 refusing_names<has_two_ats>},
    PlantedFault{
        "annotations.bind-without-array", "Refuses to bind only where the value is an array.",
        "odata.bind.refused", [] { return request(R"({"name":"a","members@odata.bind":"b"})"); },
        [] {
          return only_as(BodyKind::create_request, forgiving([](std::string_view text) {
                           return edited(text,
                                         {.drops = [](const JsonTree& tree, const JsonValue& object,
                                                      std::size_t place) {
                                           const JsonValue& member = child(tree, object, place);
                                           return member.kind != JsonKind::array &&
                                                  member.name->content.ends_with("@odata.bind");
                                         }});
                         }));
        }},
    PlantedFault{
        "annotations.context-of-later-elements",
        "Takes a context at any place of the elements behind the first.", "odata.context.first",
        [] {
          return collection(element() + R"(,{"id":"i","@odata.context":"c","name":"n",)"
                                        R"("connectorGroupType":"t","isDefault":true})");
        },
        [] {
          return only_as(BodyKind::collection, forgiving(without_contexts_of_later_elements));
        }},
    // A group that is declared outside of the loop.
    PlantedFault{"collections.group-reused",
                 "Reads what an element lacks as the one before it has it.", "body.member.missing",
                 [] { return collection(element() + R"(,{"id":"j"})"); },
                 [] { return only_as(BodyKind::collection, forgiving(with_elements_filled)); }},
    PlantedFault{"collections.fifth-element", "Reads four elements of a collection and no more.",
                 "body.agrees-with-reference",
                 [] {
                   const std::string one = element();
                   return collection(one + "," + one + "," + one + "," + one + "," + one);
                 },
                 [] {
                   return answering([](BodyKind, std::string_view, ReadAnswer& answer) {
                     constexpr std::size_t kInline = 4;
                     if (answer.value.objects.size() > kInline)
                       answer.value.objects.resize(kInline);
                   });
                 }},
    PlantedFault{"collections.null-is-empty", "Takes null for an empty collection.",
                 "collection.value.array",
                 [] {
                   return Question{Verb::read_collection, R"({"value":null})"};
                 },
                 [] { return only_as(BodyKind::collection, forgiving(with_null_as_empty)); }},
    PlantedFault{"collections.controls-behind",
                 "Doesn't read a count or next link that stands behind the objects.",
                 "collection.controls.anywhere",
                 [] { return collection("", R"(,"@odata.count":1)"); },
                 [] { return only_as(BodyKind::collection, rereading(until_elements)); }},
    // body.find("[]").
    PlantedFault{"collections.empty-by-two-bytes",
                 "Looks for an element where white space stands in an empty collection.",
                 "collection.empty",
                 [] {
                   return Question{Verb::read_collection, R"({"value":[ ]})"};
                 },
                 [] {
                   return refusing_values(Rule::collection_element_object, is_blank_array,
                                          BodyKind::collection);
                 }},
    // if (link) of JavaScript and of Python.
    PlantedFault{"collections.empty-next-link-absent", "Takes an empty next link for none.",
                 "collection.controls.anywhere",
                 [] { return collection("", R"(,"@odata.nextLink":"")"); },
                 [] {
                   return answering([](BodyKind, std::string_view, ReadAnswer& answer) {
                     if (answer.value.controls.next_link == "") {
                       answer.value.controls.next_link.reset();
                     }
                   });
                 }},
    // A writer that streams doesn't know either before it is through.
    PlantedFault{"collections.one-control-behind",
                 "Expects one control behind a collection's objects, and no second one.",
                 "collection.controls.anywhere",
                 [] { return collection("", R"(,"@odata.nextLink":"x","@odata.count":0)"); },
                 [] {
                   return refusing_values(Rule::body_member_undeclared, has_both_controls_behind,
                                          BodyKind::collection);
                 }},
    // Uri.TryCreate() of .NET, that is told to expect a whole one.
    PlantedFault{"collections.relative-next-link", "Refuses a next link that isn't a whole URI.",
                 "collection.controls.anywhere",
                 [] { return collection("", R"(,"@odata.nextLink":"x")"); },
                 [] {
                   return refusing_values(
                       Rule::collection_next_link_string,
                       [](std::string_view text) { return has_value(text, is_relative_next_link); },
                       BodyKind::collection);
                 }},
    PlantedFault{"collections.count-of-odata-3",
                 "Takes odata.count, without its sign, for a count.", "collection.extra-members",
                 [] { return collection("", R"(,"odata.count":"1")"); },
                 [] { return only_as(BodyKind::collection, rereading(with_controls_of_odata_3)); }},
    PlantedFault{
        "collections.names-in-elements-as-spelled",
        "Compares names in a collection's objects as they are spelled, escapes and all.",
        "json.name.compared-unescaped",
        [] {
          return Question{Verb::read_collection,
                          R"({"value":[{"i\u0064":"i","name":"n","connectorGroupType":"t",)"
                          R"("isDefault":true}]})"};
        },
        [] { return only_as(BodyKind::collection, rereading(without_escaped_names_in_elements)); }},
    PlantedFault{"collections.count-minus-zero", "Takes -0 for a count.",
                 "collection.count.integer", [] { return collection("", R"(,"@odata.count":-0)"); },
                 [] { return only_as(BodyKind::collection, forgiving(with_minus_zero_counts)); }},
    PlantedFault{
        "collections.count-of-element", "Refuses an element with a count that isn't a number.",
        "odata.annotation.tolerated", [] { return collection(element(R"("@odata.count":"b",)")); },
        [] {
          return refusing_values(
              Rule::collection_count_integer,
              [](std::string_view text) { return has_value(text, is_count_of_element); },
              BodyKind::collection);
        }},
};

}  // namespace

std::span<const PlantedFault> annotation_faults() { return kFaults; }

}  // namespace connectorgroup
