// Readers that are wrong about members: their names, presence, types, enumerations.

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "properties/faults/misreading.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/rereading.h"
#include "properties/faults/tree_edit.h"

namespace connectorgroup {
namespace {

using namespace faults;

Question request(std::string_view text) { return {Verb::read_request, std::string(text)}; }

// Of a group in beta, with this region.
std::string beta_group(std::string_view region) {
  return R"({"id":"i","name":"n","connectorGroupType":"applicationProxy","isDefault":false,)"
         R"("region":)" +
         std::string(region) + "}";
}

// Creates.
Deviation requests_only(Deviation deviation) {
  return only_as(BodyKind::create_request, std::move(deviation));
}

const JsonValue& child(const JsonTree& tree, const JsonValue& object, std::size_t place) {
  return tree.values[object.children[place]];
}

bool is_null(std::string_view text, const JsonValue& value) {
  return value.kind == JsonKind::literal && text[value.begin] == 'n';
}

// --- Names.

std::string with_names(std::string_view text, std::string (*name)(std::string_view content)) {
  return edited(text, {.name = [name](const JsonName& member) { return name(member.content); }});
}

std::string until_null_character(std::string_view name) {
  return std::string(name.substr(0, name.find('\0')));
}

// U+017F and U+212A, whose other cases are s and k.
std::string with_ascii_cases(std::string_view name) {
  return replaced(replaced(name, "\xC5\xBF", "s"), "\xE2\x84\xAA", "k");
}

// The declared name of this size that begins with the same eight bytes.
std::string by_eight_bytes(std::string_view name) {
  constexpr std::size_t kWord = 8;
  for (const std::string_view declared : kMemberNames) {
    if (declared.size() > kWord && declared.size() == name.size() &&
        declared.substr(0, kWord) == name.substr(0, kWord)) {
      return std::string(declared);
    }
  }
  return std::string(name);
}

// What every object of JavaScript has, and a table that is one.
std::string without_inherited(std::string_view text) {
  constexpr std::array<std::string_view, 6> kInherited{
      "constructor", "toString", "valueOf", "hasOwnProperty", "__proto__", "isPrototypeOf"};
  return edited(text,
                {.drops = [&](const JsonTree& tree, const JsonValue& object, std::size_t place) {
                  const JsonValue& member = child(tree, object, place);
                  return std::find(kInherited.begin(), kInherited.end(), member.name->content) !=
                         kInherited.end();
                }});
}

// Without the members behind the last that a create request can have.
std::string until_all_are_there(std::string_view text, const Contract& contract) {
  const auto declared = [&contract](const JsonValue& member) {
    return std::any_of(
        contract.members.begin(), contract.members.end(), [&member](const MemberSpec& spec) {
          const bool there =
              spec.request == InRequest::required || spec.request == InRequest::optional;
          return there && spec.name == member.name->content;
        });
  };
  const auto wanted =
      std::count_if(contract.members.begin(), contract.members.end(), [](const MemberSpec& spec) {
        return spec.request == InRequest::required || spec.request == InRequest::optional;
      });
  const auto drops = [&](const JsonTree& tree, const JsonValue& object, std::size_t place) {
    if (object.level > 0) return false;
    const auto end = object.children.begin() + static_cast<std::ptrdiff_t>(place);
    const auto before = std::count_if(object.children.begin(), end, [&](std::size_t index) {
      return declared(tree.values[index]);
    });
    return before == wanted;
  };
  return edited(text, {.drops = drops});
}

Deviation ending_early() {
  Deviation deviation;
  deviation.read = [](Subject& model, BodyKind kind, std::string_view text) {
    ReadAnswer answer = model.read(kind, text);
    if (answer.verdict == Verdict::accept) return answer;
    if (answer.why && answer.why->rule == Rule::limit_bytes) return answer;
    ReadAnswer early = model.read(kind, until_all_are_there(text, model.contract()));
    return early.verdict == Verdict::accept ? early : answer;
  };
  return deviation;
}

// The outermost object's name is one that the bits of a word can't say has been seen.
bool has_name_behind_32(std::string_view text) {
  constexpr std::size_t kBits = 32;
  const std::optional<JsonTree> tree = parse_json(text);
  if (!tree) return false;
  const JsonValue& object = tree->values.front();
  for (std::size_t place = kBits; place < object.children.size(); ++place) {
    const JsonValue& member = child(*tree, object, place);
    if (member.name && member.name->content == "name") return true;
  }
  return false;
}

// The bytes behind the first `"name":`, wherever that is.
std::string with_name_found_by_search(std::string_view text) {
  const std::optional<JsonTree> tree = parse_json(text);
  if (!tree || member_of(*tree, tree->values.front(), "name") != nullptr) return std::string(text);
  for (const JsonValue& value : tree->values) {
    if (value.kind != JsonKind::string || !value.name || value.name->content != "name") continue;
    const std::size_t end = tree->values.front().end - 1;
    return std::string(text.substr(0, end)) + ",\"name\":" + std::string(json_of(text, value)) +
           "}";
  }
  return std::string(text);
}

// --- Duplicates.

// Without the members that an earlier one of the same name was `forgotten` for.
std::string without_duplicates(std::string_view text,
                               bool (*forgotten)(const JsonTree& tree, const JsonValue& object,
                                                 std::size_t earlier, std::size_t later)) {
  const auto drops = [forgotten](const JsonTree& tree, const JsonValue& object, std::size_t place) {
    const std::string& name = child(tree, object, place).name->content;
    for (std::size_t earlier = place; earlier-- > 0;) {
      if (child(tree, object, earlier).name->content == name) {
        return forgotten(tree, object, earlier, place);
      }
    }
    return false;
  };
  return edited(text, {.drops = drops});
}

// Of names with the same letters in another order, one is taken for the other.
bool has_anagrams(std::string_view text) {
  const std::optional<JsonTree> tree = parse_json(text);
  if (!tree) return false;
  for (const JsonValue& object : tree->values) {
    std::set<std::pair<std::size_t, unsigned>> seen;
    for (const std::size_t index : object.children) {
      if (!tree->values[index].name) continue;
      const std::string& name = tree->values[index].name->content;
      const auto add = [](unsigned sum, char c) { return sum + static_cast<unsigned char>(c); };
      const unsigned sum = std::accumulate(name.begin(), name.end(), 0u, add);
      if (!seen.emplace(name.size(), sum).second) return true;
    }
  }
  return false;
}

// --- Values.

// Without the members of the outermost object that are null, but for the name.
std::string without_nulls(std::string_view text) {
  return edited(
      text, {.drops = [text](const JsonTree& tree, const JsonValue& object, std::size_t place) {
        const JsonValue& member = child(tree, object, place);
        return object.level == 0 && is_null(text, member) && member.name->content != "name";
      }});
}

// Without what the service sets, where it is null.
std::string without_null_id(std::string_view text) {
  return edited(text,
                {.drops = [text](const JsonTree& tree, const JsonValue& object, std::size_t place) {
                  const JsonValue& member = child(tree, object, place);
                  return object.level == 0 && is_null(text, member) && member.name->content == "id";
                }});
}

// With true and false for what the outermost object has of them in strings.
std::string with_booleans_of_strings(std::string_view text) {
  return edited(
      text, {.value = [](const JsonTree&, const JsonValue& value) -> std::optional<std::string> {
        const bool is_one = value.name && value.name->content == "isDefault" &&
                            (value.content == "true" || value.content == "false");
        return is_one ? std::optional(value.content) : std::nullopt;
      }});
}

// With a fitting value for members whose names are spelled with an escape: the type is looked up by
// the bytes of the name.
std::string with_escaped_names_trusted(std::string_view text) {
  return edited(text, {.value = [text](const JsonTree&,
                                       const JsonValue& value) -> std::optional<std::string> {
                  if (!value.name || value.level != 1 || value.kind == JsonKind::string) {
                    return std::nullopt;
                  }
                  const std::string_view spelled =
                      text.substr(value.name->begin, value.name->end - value.name->begin);
                  const bool escaped = spelled.find('\\') != std::string_view::npos;
                  return escaped ? std::optional<std::string>("\"\"") : std::nullopt;
                }});
}

std::string with_regions(std::string_view text, std::string (*region)(std::string_view content)) {
  const auto change = [region](const JsonTree&,
                               const JsonValue& value) -> std::optional<std::string> {
    if (value.kind != JsonKind::string || !value.name || value.name->content != "region") {
      return std::nullopt;
    }
    return string_json(region(value.content));
  };
  return edited(text, {.value = change});
}

// The region of this size, first letter and last one, if there is one.
std::string by_its_ends(std::string_view region) {
  for (const std::string_view known : {"nam", "eur", "aus", "asia", "ind"}) {
    if (known.size() == region.size() && known.front() == region.front() &&
        known.back() == region.back()) {
      return std::string(known);
    }
  }
  return std::string(region);
}

// As Enum.Parse() of .NET does.
std::string trimmed(std::string_view region) {
  const std::size_t first = std::min(region.find_first_not_of(" \t\r\n"), region.size());
  const std::size_t last = region.find_last_not_of(" \t\r\n");
  return std::string(region.substr(first, last - first + 1));
}

// One group for all that are read: null isn't written over what is there.
Deviation keeping_regions() {
  auto kept = std::make_shared<Member<std::string>>();
  return answering([kept](BodyKind kind, std::string_view, ReadAnswer& answer) {
    if (kind == BodyKind::create_request) return;
    for (Members& object : answer.value.objects) {
      if (object.region.is_null() && kept->has_value()) object.region = *kept;
      if (object.region.has_value()) *kept = object.region;
    }
  });
}

Deviation with_known_regions() {
  return answering([](BodyKind kind, std::string_view, ReadAnswer& answer) {
    if (kind == BodyKind::create_request) return;
    for (Members& object : answer.value.objects) {
      constexpr std::array<std::string_view, 5> kKnown{"nam", "eur", "aus", "asia", "ind"};
      const bool unknown =
          object.region.has_value() &&
          std::find(kKnown.begin(), kKnown.end(), object.region.value()) == kKnown.end();
      if (unknown) object.region = std::string(kUnknownFutureValue);
    }
  });
}

Deviation answering_requests(void (*change)(Members& group)) {
  return answering([change](BodyKind kind, std::string_view, ReadAnswer& answer) {
    if (kind == BodyKind::create_request && !answer.value.objects.empty()) {
      change(answer.value.objects.front());
    }
  });
}

// So many annotations, each with its comma.
std::string annotations(std::size_t count) {
  std::string members;
  for (std::size_t i = 0; i < count; ++i) members += "\"@a" + std::to_string(i) + "\":0,";
  return members;
}

constexpr std::array kFaults{
    PlantedFault{"members.name-until-null-character", "Compares names as far as a U+0000 in them.",
                 "body.member.undeclared", [] { return request(R"({"name\u0000x":"a"})"); },
                 [] {
                   return forgiving([](std::string_view text) {
                     return with_names(text, until_null_character);
                   });
                 }},
    // A regular expression without regard to case, of Unicode.
    PlantedFault{"members.long-s", "Takes U+017F for s and U+212A for k in names.",
                 "body.member.undeclared",
                 [] {
                   return request(
                       "{\"name\":\"a\",\"i\xC5\xBF"
                       "Default\":true}");
                 },
                 [] {
                   return forgiving(
                       [](std::string_view text) { return with_names(text, with_ascii_cases); });
                 }},
    PlantedFault{
        "members.name-by-eight-bytes", "Compares the size and the first eight bytes of names.",
        "body.member.undeclared body.member.names-case-sensitive",
        [] { return request(R"({"name":"a","isDefaulx":true})"); },
        [] {
          return forgiving([](std::string_view text) { return with_names(text, by_eight_bytes); });
        }},
    PlantedFault{"members.inherited-names",
                 "Skips members with the names that every object of JavaScript has.",
                 "body.member.undeclared",
                 [] { return request(R"({"name":"a","constructor":1})"); },
                 [] { return forgiving(without_inherited); }},
    PlantedFault{
        "members.all-are-there",
        "Looks at no member behind the last one that a create request can have.",
        "body.member.undeclared body.member.read-only",
        [] { return request(R"({"name":"a","connectorGroupType":"t","isDefault":true,"x":1})"); },
        ending_early},
    // 1u << 32, or a set of bits that is too small.
    PlantedFault{
        "members.name-behind-32", "Misses a name that comes behind 32 other members.",
        "body.member.order-free", [] { return request("{" + annotations(32) + R"("name":"a"})"); },
        [] { return requests_only(refusing(Rule::body_member_missing, has_name_behind_32)); }},
    // strstr(body, "\"name\"").
    PlantedFault{"members.name-found-by-search",
                 "Takes a name inside of a member's value for the group's, which is missing.",
                 "body.member.missing", [] { return request(R"({"@b.c":{"name":"a"}})"); },
                 [] { return requests_only(forgiving(with_name_found_by_search)); }},
    PlantedFault{"members.duplicate-first-counts", "Takes the first of two members of one name.",
                 "body.member.duplicate", [] { return request(R"({"name":"a","name":"b"})"); },
                 [] {
                   return forgiving([](std::string_view text) {
                     return without_duplicates(text, [](const JsonTree&, const JsonValue&,
                                                        std::size_t, std::size_t) { return true; });
                   });
                 }},
    PlantedFault{"members.duplicate-behind-eight",
                 "Compares a name with the eight before it, and no others.",
                 "body.member.duplicate",
                 [] { return request(R"({"@b":1,"name":"a",)" + annotations(8) + R"("@b":1})"); },
                 [] {
                   return forgiving([](std::string_view text) {
                     return without_duplicates(
                         text, [](const JsonTree&, const JsonValue&, std::size_t earlier,
                                  std::size_t later) { return later - earlier > 8; });
                   });
                 }},
    PlantedFault{"members.duplicate-inside", "Looks for duplicates in the outermost object only.",
                 "body.member.duplicate",
                 [] { return request(R"({"name":"a","@b.c":{"d":1,"d":1}})"); },
                 [] {
                   return forgiving([](std::string_view text) {
                     return without_duplicates(
                         text, [](const JsonTree&, const JsonValue& object, std::size_t,
                                  std::size_t) { return object.level > 0; });
                   });
                 }},
    PlantedFault{"members.duplicate-by-sum",
                 "Takes names of one size whose bytes have the same sum for duplicates.",
                 "odata.annotation.tolerated",
                 [] { return request(R"({"name":"a","@b.cd":1,"@b.dc":1})"); },
                 [] { return refusing(Rule::body_member_duplicate, has_anagrams); }},
    PlantedFault{"members.null-is-absent", "Takes null for an absent member.", "body.member.null",
                 [] { return request(R"({"name":"a","isDefault":null})"); },
                 [] { return requests_only(forgiving(without_nulls)); }},
    PlantedFault{"members.null-sets-nothing", "Takes an id in a request if it is null.",
                 "body.member.read-only", [] { return request(R"({"name":"a","id":null})"); },
                 [] { return requests_only(forgiving(without_null_id)); }},
    PlantedFault{"members.absent-is-false", "Reads false where isDefault is absent.",
                 "body.member.optional-absent", [] { return request(R"({"name":"a"})"); },
                 [] {
                   return answering_requests([](Members& group) {
                     if (group.is_default.is_absent()) group.is_default = false;
                   });
                 }},
    PlantedFault{"members.empty-is-absent", "Takes an empty connectorGroupType for none.",
                 "body.member.empty-string",
                 [] { return request(R"({"name":"a","connectorGroupType":""})"); },
                 [] {
                   return answering_requests([](Members& group) {
                     Member<std::string>& type = group.connector_group_type;
                     if (type.has_value() && type.value().empty()) type = {};
                   });
                 }},
    PlantedFault{"members.boolean-of-string", "Takes true and false in a string for isDefault.",
                 "body.member.type", [] { return request(R"({"name":"a","isDefault":"true"})"); },
                 [] { return forgiving(with_booleans_of_strings); }},
    PlantedFault{"members.escaped-name-of-any-type",
                 "Takes any value for a string member whose name is spelled with an escape.",
                 "body.member.type body.member.null", [] { return request(R"({"n\u0061me":1})"); },
                 [] { return forgiving(with_escaped_names_trusted); }},
    // A perfect hash of the few values there are, and nothing behind it.
    PlantedFault{"members.region-by-its-ends",
                 "Compares the size, the first and the last letter of regions.",
                 "body.enum.undeclared", [] { return request(R"({"name":"a","region":"ear"})"); },
                 [] {
                   return requests_only(forgiving(
                       [](std::string_view text) { return with_regions(text, by_its_ends); }));
                 },
                 graph_beta},
    PlantedFault{"members.region-trimmed", "Takes a region with white space around it.",
                 "body.enum.undeclared", [] { return request(R"({"name":"a","region":" eur"})"); },
                 [] {
                   return requests_only(forgiving(
                       [](std::string_view text) { return with_regions(text, trimmed); }));
                 },
                 graph_beta},
    PlantedFault{"members.region-unknown",
                 "Reads a region that it doesn't know as unknownFutureValue.",
                 "body.enum.open-in-response",
                 [] {
                   return Question{Verb::read_response, beta_group(R"("japan")")};
                 },
                 with_known_regions, graph_beta},
    PlantedFault{"members.region-kept",
                 "Reads null as the region of the group before, be it of another text.",
                 "body.member.null-where-nullable",
                 [] {
                   return Question{Verb::read_collection, R"({"value":[)" + beta_group(R"("eur")") +
                                                              "," + beta_group("null") + "]}"};
                 },
                 keeping_regions, graph_beta},
};

}  // namespace

std::span<const PlantedFault> member_faults() { return kFaults; }

}  // namespace connectorgroup
