// Faults in what a body must hold: its members, their types and values.
#include <array>
#include <utility>
#include <vector>

#include "properties/edits/fault.h"

namespace connectorgroup {
namespace {

using std::string_view_literals::operator""sv;

bool is_request(const Planting& p) { return p.body.kind == BodyKind::create_request; }
bool is_error(const Planting& p) { return p.body.kind == BodyKind::error; }

std::optional<std::size_t> random_resource(const Planting& p) {
  return pick(
      values_where(p.body, [&](std::size_t i) { return p.body.roles[i] == Role::resource; }),
      p.random);
}

// --- The body as a whole.

std::optional<Fault> no_object(const Planting& p) {
  const JsonValue& body = p.body.value(0);
  std::string other = random_value(any_type & ~static_cast<unsigned>(object_type), 1, p.random);
  if (p.random.chance(1, 3))
    other = "[" + p.body.text.substr(body.begin, body.end - body.begin) + "]";
  return fault_in({body.begin, body.end, std::move(other)}, 0);
}

// --- Members.

std::optional<Fault> duplicate(const Planting& p) {
  const std::optional<std::size_t> object =
      pick(values_where(p.body,
                        [&](std::size_t i) {
                          const JsonValue& value = p.body.value(i);
                          return value.kind == JsonKind::object && !value.children.empty() &&
                                 may_grow(p, i);
                        }),
           p.random);
  if (!object) return std::nullopt;
  const std::vector<std::size_t>& members = p.body.value(*object).children;
  // Beside each other or far apart, now and then as far as may be.
  const bool at_ends = p.random.chance(1, 4);
  const std::size_t first = at_ends ? 0 : p.random.below(members.size());
  const std::size_t position =
      at_ends ? members.size() : first + 1 + p.random.below(members.size() - first);
  const JsonValue& original = p.body.value(members[first]);
  std::string value = p.body.text.substr(original.begin, original.end - original.begin);
  if (p.random.chance(1, 2)) {
    value = random_value(any_type, levels_left(p.body, members[first], p.limits), p.random);
  }
  MemberInsertion insertion =
      insert_member(p.body, *object, position, spelled(original.name->content, p.random), value);
  return Fault{std::move(insertion.splice), insertion.name_at};
}

bool is_required(const BodyText& body, const MemberSpec& spec) {
  return body.kind == BodyKind::create_request ? spec.request == InRequest::required
                                               : spec.response == InResponse::required;
}

// One required member, now and then more, is taken out. The object is written again from what
// stays, without the white space between its members.
std::optional<Fault> missing(const Planting& p) {
  if (is_error(p)) return missing_in_error(p);
  const std::optional<std::size_t> place = random_resource(p);
  if (!place) return std::nullopt;
  const JsonValue& object = p.body.value(*place);
  std::vector<std::size_t> required;
  for (const std::size_t child : object.children) {
    if (p.body.specs[child] != nullptr && is_required(p.body, *p.body.specs[child])) {
      required.push_back(child);
    }
  }
  const std::optional<std::size_t> chosen = pick(required, p.random);
  if (!chosen) return std::nullopt;
  const bool more = p.random.chance(1, 4);
  const MemberSpec* first = p.body.specs[*chosen];
  std::string rest = "{";
  for (const std::size_t child : object.children) {
    const MemberSpec* spec = p.body.specs[child];
    const bool drop = child == *chosen || (more && spec != nullptr && p.random.chance(1, 2));
    if (!drop) {
      const std::size_t begin = p.body.value(child).name->begin;
      if (rest.size() > 1) rest += ',';
      rest += std::string_view(p.body.text).substr(begin, p.body.value(child).end - begin);
    } else if (spec < first && is_required(p.body, *spec)) {
      first = spec;
    }
  }
  rest += '}';
  const std::size_t brace = rest.size() - 1;
  return fault_in({object.begin, object.end, std::move(rest)}, brace, first->name);
}

// A value that the strict reader accepts for the member.
std::string proper_value(const MemberSpec& spec, RandomSource& random) {
  if (!spec.values.empty()) return spelled(one_of(spec.values, random), random);
  const unsigned type = spec.type == ValueType::boolean ? boolean_type : string_type;
  return random_value(type, 0, random);
}

// A declared member of some resource for which `wanted(spec)` holds, added where it is absent.
template <class Wanted>
std::optional<std::size_t> declared_member(const Planting& p, const Wanted& wanted) {
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < kMemberCount; ++i) {
    const MemberSpec& spec = p.body.contract->members[i];
    const bool may_be_present =
        is_required(p.body, spec) || (is_request(p) && spec.request == InRequest::optional);
    if (may_be_present && wanted(spec)) candidates.push_back(i);
  }
  const std::optional<std::size_t> object = random_resource(p);
  const std::optional<std::size_t> chosen = pick(candidates, p.random);
  if (!object || !chosen) return std::nullopt;
  const MemberSpec& spec = p.body.contract->members[*chosen];
  std::optional<BodyText> body =
      with_member(p.body, *object, random_position(p.body, *object, p.random), spec.name,
                  proper_value(spec, p.random), p.limits, p.random);
  if (!body) return std::nullopt;
  p.body = *std::move(body);
  return find_member(p.body, *object, spec.name);
}

std::optional<Fault> wrong_value(const Planting& p, std::size_t member, std::string value) {
  const JsonValue& old = p.body.value(member);
  return Fault{{old.begin, old.end, std::move(value)}, old.name->begin, p.body.specs[member]->name};
}

std::optional<Fault> null_value(const Planting& p) {
  if (is_error(p)) return null_in_error(p);
  const std::optional<std::size_t> member =
      declared_member(p, [](const MemberSpec& spec) { return !spec.nullable; });
  if (!member) return std::nullopt;
  return wrong_value(p, *member, "null");
}

std::optional<Fault> wrong_type(const Planting& p) {
  if (is_error(p)) return wrong_type_in_error(p);
  const std::optional<std::size_t> member =
      declared_member(p, [](const MemberSpec&) { return true; });
  if (!member) return std::nullopt;
  const ValueType type = p.body.specs[*member]->type;
  const unsigned right = null_type | (type == ValueType::boolean ? boolean_type : string_type);
  if (type == ValueType::boolean && p.random.chance(1, 3)) {
    constexpr std::array<std::string_view, 4> kNearly{"\"true\"", "\"false\"", "0", "1"};
    return wrong_value(p, *member, std::string(one_of(kNearly, p.random)));
  }
  return wrong_value(
      p, *member,
      random_value(any_type & ~right, levels_left(p.body, *member, p.limits), p.random));
}

// --- Names in a create request.

// Names that nothing declares: close to one that something does, with letters that look alike or
// that fold to the same letter outside ASCII; and what every object of JavaScript has. The last two
// are declared by graph-beta only.
constexpr std::array kUndeclared{"displayName"sv,
                                 ""sv,
                                 "n\0ame"sv,
                                 "n\xD0\xB0me"sv,
                                 "\xC4\xB1"
                                 "d"sv,
                                 "\xC4\xB0"
                                 "d"sv,
                                 "\xEF\xBD\x8E"
                                 "ame"sv,
                                 "is_default"sv,
                                 "constructor"sv,
                                 "toString"sv,
                                 "__proto__"sv,
                                 "value"sv,
                                 "nam\x65\xCC\x81"sv,
                                 "connectorGroup"sv,
                                 "odata.type"sv,
                                 "region"sv,
                                 "Region"sv};

// The same size, and all letters but one. REQUIRES: not empty.
std::string with_other_letter(std::string_view text, RandomSource& random) {
  std::string other(text);
  char& letter = other[random.below(other.size())];
  letter = letter == 'x' ? 'y' : 'x';
  return other;
}

// A name that some comparison takes for this one.
std::string near_name(std::string_view name, RandomSource& random) {
  const std::string near(name);
  switch (random.below(4)) {
    case 0:  // as far as strings of C go
      return random.chance(1, 2) ? near + '\0' : near + '\0' + "x";
    case 1:  // without the white space around it
      return random.chance(1, 2) ? near + ' ' : ' ' + near;
    case 2:  // by its beginning
      return random.chance(1, 2) ? near.substr(0, near.size() - 1) : near + near.back();
    default:
      return with_other_letter(name, random);
  }
}

// With U+017F for its first s, whose other case it is; nothing where it has none.
std::optional<std::string> with_long_s(std::string_view name) {
  const std::size_t letter = name.find('s');
  if (letter == std::string_view::npos) return std::nullopt;
  return std::string(name).replace(letter, 1, "\xC5\xBF");
}

struct NearName {
  std::string name;
  const MemberSpec* spec;  // the member that is nearly called so
};

std::optional<NearName> some_near_name(const Planting& p) {
  const bool folded = p.random.chance(1, 4);
  std::vector<NearName> candidates;
  for (const MemberSpec& spec : p.body.contract->members) {
    const bool may_be_set =
        spec.request == InRequest::required || spec.request == InRequest::optional;
    if (!may_be_set) continue;
    std::optional<std::string> name =
        folded ? with_long_s(spec.name) : std::optional(near_name(spec.name, p.random));
    if (name) candidates.push_back({*std::move(name), &spec});
  }
  if (candidates.empty()) return std::nullopt;
  return one_of(candidates, p.random);
}

// Instead of the member that is nearly called so, or beside others, with a value that it might
// have.
std::optional<Fault> nearly_declared(const Planting& p) {
  const std::optional<NearName> near = some_near_name(p);
  if (!near) return std::nullopt;
  const std::string name = spelled(near->name, p.random);
  if (const std::optional<std::size_t> present = find_member(p.body, 0, near->spec->name)) {
    const JsonName& old = *p.body.value(*present).name;
    return fault_in({old.begin, old.end, name}, 0);
  }
  if (!may_grow(p, 0)) return std::nullopt;
  MemberInsertion insertion = insert_member(p.body, 0, random_position(p.body, 0, p.random), name,
                                            proper_value(*near->spec, p.random));
  return Fault{std::move(insertion.splice), insertion.name_at};
}

std::optional<Fault> undeclared(const Planting& p) {
  if (!is_request(p)) return std::nullopt;
  if (p.random.chance(2, 3)) {
    if (std::optional<Fault> fault = nearly_declared(p)) return fault;
  }
  const bool region = p.body.contract->member(MemberId::region).request != InRequest::undeclared;
  const std::size_t count = kUndeclared.size() - (region ? 2 : 0);
  return new_member(p, 0, kUndeclared[p.random.below(count)]);
}

std::optional<Fault> read_only(const Planting& p) {
  if (!is_request(p)) return std::nullopt;
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < kMemberCount; ++i) {
    if (p.body.contract->members[i].request == InRequest::read_only) candidates.push_back(i);
  }
  const std::optional<std::size_t> chosen = pick(candidates, p.random);
  if (!chosen) return std::nullopt;
  const std::string_view name = p.body.contract->members[*chosen].name;
  return new_member(p, 0, name, name);
}

char other_case(char c) {
  if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return c;
}

// The same letters with one or more, or all, in the other case. REQUIRES: only letters.
std::string in_other_case(std::string_view text, RandomSource& random) {
  std::string out(text);
  const std::size_t certain = random.below(out.size());
  const std::size_t chance = random.below(3);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (i == certain || random.chance(chance, 2)) out[i] = other_case(out[i]);
  }
  return out;
}

std::optional<Fault> names_case(const Planting& p) {
  if (!is_request(p)) return std::nullopt;
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < kMemberCount; ++i) {
    if (p.body.contract->members[i].request != InRequest::undeclared) candidates.push_back(i);
  }
  const std::optional<std::size_t> chosen = pick(candidates, p.random);
  if (!chosen) return std::nullopt;
  const std::string_view name = p.body.contract->members[*chosen].name;
  const std::string wrong = in_other_case(name, p.random);
  const std::optional<std::size_t> present = find_member(p.body, 0, name);
  if (!present || p.random.chance(1, 4)) return new_member(p, 0, wrong, name);
  const JsonName& old = *p.body.value(*present).name;
  return fault_in({old.begin, old.end, spelled(wrong, p.random)}, 0, name);
}

// --- Enumerations.

bool is_judged_enumeration(const Planting& p, const MemberSpec& spec) {
  return !spec.values.empty() && (is_request(p) || !spec.evolvable);
}

std::optional<std::size_t> judged_enumeration(const Planting& p) {
  return declared_member(p,
                         [&p](const MemberSpec& spec) { return is_judged_enumeration(p, spec); });
}

std::optional<Fault> wrong_enumeration(const Planting& p, std::string_view content) {
  const std::optional<std::size_t> member = judged_enumeration(p);
  if (!member) return std::nullopt;
  return wrong_value(p, *member, spelled(content, p.random));
}

std::optional<Fault> enum_undeclared(const Planting& p) {
  // In a create request the last two have rules of their own.
  constexpr std::array kContents{""sv,     "other"sv, "unknown"sv, "unknownfuturevalue"sv,
                                 "1.0"sv,  "+1"sv,    "-"sv,       "1e1"sv,
                                 "0x1"sv,  " 0"sv,    "na"sv,      "nam\xC2\xA0"sv,
                                 "null"sv, "nam\0"sv, "eur,nam"sv, kUnknownFutureValue,
                                 "0"sv};
  const std::optional<std::size_t> member = judged_enumeration(p);
  if (!member) return std::nullopt;
  // A declared value but for case, for white space or for a letter; then strings of all sorts.
  std::string content(one_of(p.body.specs[*member]->values, p.random));
  switch (p.random.below(4)) {
    case 0:
      content = in_other_case(content, p.random);
      break;
    case 1:
      content.insert(p.random.chance(1, 2) ? 0 : content.size(), 1, one_of(" \t\n"sv, p.random));
      break;
    case 2:
      content = with_other_letter(content, p.random);
      break;
    default:
      content = kContents[p.random.below(kContents.size() - (is_request(p) ? 2 : 0))];
  }
  return wrong_value(p, *member, spelled(content, p.random));
}

std::optional<Fault> enum_sentinel(const Planting& p) {
  return is_request(p) ? wrong_enumeration(p, kUnknownFutureValue) : std::nullopt;
}

std::optional<Fault> enum_numeric(const Planting& p) {
  constexpr std::array<std::string_view, 8> kNumbers{
      "0", "1", "-1", "7", "-0", "007", "12345678901234567890", "2147483648"};
  return is_request(p) ? wrong_enumeration(p, one_of(kNumbers, p.random)) : std::nullopt;
}

constexpr std::array<Planter, 11> kPlanters{{
    {Rule::body_object, no_object},
    {Rule::body_member_duplicate, duplicate, 2},
    {Rule::body_member_missing, missing},
    {Rule::body_member_null, null_value},
    {Rule::body_member_type, wrong_type},
    {Rule::body_member_undeclared, undeclared, 3},
    {Rule::body_member_read_only, read_only},
    {Rule::body_member_names_case_sensitive, names_case},
    {Rule::body_enum_undeclared, enum_undeclared, 2},
    {Rule::body_enum_sentinel, enum_sentinel},
    {Rule::body_enum_numeric, enum_numeric},
}};

}  // namespace

std::span<const Planter> body_planters() { return kPlanters; }

std::optional<Fault> new_member(const Planting& p, std::optional<std::size_t> object,
                                std::string_view name, std::string_view member) {
  if (!object || !may_grow(p, *object)) return std::nullopt;
  const std::size_t levels = levels_left_inside(p.body, *object, p.limits);
  MemberInsertion insertion =
      insert_member(p.body, *object, random_position(p.body, *object, p.random),
                    spelled(name, p.random), random_value(any_type, levels, p.random));
  return Fault{std::move(insertion.splice), insertion.name_at, member};
}

}  // namespace connectorgroup
