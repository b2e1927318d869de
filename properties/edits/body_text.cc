#include "properties/edits/body_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "model/assertion.h"
#include "properties/edits/respell.h"

namespace connectorgroup {
namespace {

bool is_type_name(std::string_view name) { return name == "@odata.type" || name == "@type"; }

const MemberSpec* declared_member(const BodyText& body, std::string_view name) {
  for (const MemberSpec& spec : body.contract->members) {
    if (spec.name != name) continue;
    const bool read = body.kind == BodyKind::create_request ? spec.request != InRequest::undeclared
                                                            : spec.response == InResponse::required;
    return read ? &spec : nullptr;
  }
  return nullptr;
}

Role role_in_resource(BodyText& body, std::size_t member) {
  const std::string& name = body.value(member).name->content;
  if (is_type_name(name)) return Role::control;
  if (is_context_name(name) && body.kind != BodyKind::create_request) return Role::control;
  body.specs[member] = declared_member(body, name);
  return body.specs[member] == nullptr ? Role::free : Role::declared;
}

// The outer object's @odata.type is tolerated as any member is. It is left alone here, since a
// service may well judge it.
Role role_in_collection(const BodyText& body, std::size_t member) {
  constexpr std::array<std::string_view, 4> kControls{"@odata.count", "@count", "@odata.nextLink",
                                                      "@nextLink"};
  const std::string& name = body.value(member).name->content;
  if (name == "value") return Role::elements;
  if (is_context_name(name) || is_type_name(name)) return Role::control;
  for (const std::string_view control : kControls) {
    if (name == control) return Role::control;
  }
  return Role::free;
}

Role role_in_error(const BodyText& body, std::size_t member, bool in_detail) {
  const std::string& name = body.value(member).name->content;
  if (name == "code" || name == "message") return Role::error_text;
  if (name == "target") return Role::error_target;
  if (in_detail) return Role::free;
  if (name == "details") return Role::details;
  return name == "innererror" || name == "innerError" ? Role::inner_error : Role::free;
}

// The role of a value inside one that has this role.
Role role_inside(Role outer, BodyText& body, std::size_t child) {
  switch (outer) {
    case Role::resource:
      return role_in_resource(body, child);
    case Role::collection:
      return role_in_collection(body, child);
    case Role::elements:
      return Role::resource;
    case Role::error_body:
      return body.value(child).name->content == "error" ? Role::error : Role::free;
    case Role::error:
      return role_in_error(body, child, false);
    case Role::details:
      return Role::detail;
    case Role::detail:
      return role_in_error(body, child, true);
    default:
      return Role::free;
  }
}

Role outermost_role(BodyKind kind) {
  if (kind == BodyKind::error) return Role::error_body;
  return kind == BodyKind::collection ? Role::collection : Role::resource;
}

bool is_object_role(Role role) {
  return role == Role::resource || role == Role::collection || role == Role::error_body ||
         role == Role::error || role == Role::detail || role == Role::inner_error;
}

// Values come before those inside them, so one pass hands every role down. False: the outline isn't
// that of the kind.
bool assign_roles(BodyText& body) {
  body.roles.assign(body.value_count(), Role::free);
  body.specs.assign(body.value_count(), nullptr);
  body.roles[0] = outermost_role(body.kind);
  std::size_t elements = 0;
  std::size_t errors = 0;
  for (std::size_t i = 0; i < body.value_count(); ++i) {
    const Role role = body.roles[i];
    const JsonKind kind = body.value(i).kind;
    if (is_object_role(role) && kind != JsonKind::object) return false;
    const bool is_array_role = role == Role::elements || role == Role::details;
    if (is_array_role && kind != JsonKind::array) return false;
    elements += role == Role::elements ? 1 : 0;
    errors += role == Role::error ? 1 : 0;
    for (const std::size_t child : body.value(i).children) {
      body.roles[child] = role_inside(role, body, child);
    }
  }
  return elements == (body.kind == BodyKind::collection ? 1u : 0u) &&
         errors == (body.kind == BodyKind::error ? 1u : 0u);
}

std::string random_digits(std::size_t count, RandomSource& random) {
  std::string digits;
  while (digits.size() < count) digits += static_cast<char>('0' + random.below(10));
  return digits;
}

// Of as many digits as no table has: for readers that take eight at once, copy numbers into a
// buffer, or tell by the exponent alone how large a number is.
std::string long_number(RandomSource& random) {
  const std::string sign = random.chance(1, 3) ? "-" : "";
  switch (random.below(4)) {
    case 0:
      return sign + "1" + random_digits(random.below(15), random);
    case 1:
      return sign + "0." + random_digits(1 + random.below(24), random);
    case 2:
      return sign + "3" + random_digits(random.below(24), random) + "." +
             random_digits(48 + random.below(32), random);
    default: {
      // Below 10^308 by its zeros, however large the exponent is.
      const std::size_t zeros = random.below(24);
      return sign + "0." + std::string(zeros, '0') + random_digits(1 + random.below(4), random) +
             "e" + std::to_string(300 + zeros);
    }
  }
}

std::string random_number(RandomSource& random) {
  if (random.chance(1, 3)) return long_number(random);
  constexpr std::array<std::string_view, 14> kNumbers{"0",
                                                      "-0",
                                                      "1",
                                                      "-17",
                                                      "0.5",
                                                      "-0.0",
                                                      "1e5",
                                                      "1E-7",
                                                      "12.50e+3",
                                                      "9007199254740991",
                                                      "-9007199254740991",
                                                      "9007199254740993.0",
                                                      "1e-400",
                                                      "1.7976931348623157e308"};
  return std::string(kNumbers[random.below(kNumbers.size())]);
}

std::string random_string(RandomSource& random) {
  constexpr std::array<std::string_view, 10> kContents{"",
                                                       "text",
                                                       "two words",
                                                       "a/b \\ \"c\"",
                                                       "caf\xC3\xA9",
                                                       "\xE2\x82\xAC \xE2\x80\xA8",
                                                       "\xF0\x9F\x98\x80",
                                                       "\x7F\xC2\x80",
                                                       "tab\tline\n",
                                                       "[{\"not\": 'json',}]"};
  return spelled(kContents[random.below(kContents.size())], random);
}

std::string_view random_space(RandomSource& random) {
  constexpr std::array<std::string_view, 6> kSpaces{"", "", " ", "\n", "\t", "\r\n  "};
  return kSpaces[random.below(kSpaces.size())];
}

std::string random_scalar(unsigned types, RandomSource& random) {
  constexpr std::array<unsigned, 4> kScalars{null_type, boolean_type, number_type, string_type};
  std::vector<unsigned> possible;
  for (const unsigned type : kScalars) {
    if ((types & type) != 0) possible.push_back(type);
  }
  CONNECTORGROUP_ASSERT(!possible.empty());
  switch (possible[random.below(possible.size())]) {
    case null_type:
      return "null";
    case boolean_type:
      return random.chance(1, 2) ? "true" : "false";
    case number_type:
      return random_number(random);
    default:
      return random_string(random);
  }
}

// Joins items or members with random white space around each.
std::string bracketed(char open, const std::vector<std::string>& items, char close,
                      RandomSource& random) {
  std::string out(1, open);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ',';
    out += random_space(random);
    out += items[i];
    out += random_space(random);
  }
  out += close;
  return out;
}

// At most one member, so that no limit on members is in reach. Inside an annotation the names of
// declared members mean nothing.
std::string random_object(std::size_t levels, RandomSource& random) {
  constexpr std::array<std::string_view, 5> kNames{"name", "isDefault", "value", "", "k\xC3\xA9y"};
  std::vector<std::string> members;
  if (random.chance(3, 4)) {
    members.push_back(spelled(kNames[random.below(kNames.size())], random) + ":" +
                      random_value(any_type, levels - 1, random));
  }
  return bracketed('{', members, '}', random);
}

std::string random_array(std::size_t levels, RandomSource& random) {
  std::vector<std::string> items;
  for (std::size_t count = random.below(4); count > 0; --count) {
    items.push_back(random_value(any_type, levels - 1, random));
  }
  return bracketed('[', items, ']', random);
}

// A value that is nested this deep in objects and arrays of one item each.
std::string nested(std::string innermost, std::size_t levels, RandomSource& random) {
  std::string open;
  std::string close;
  for (; levels > 0; --levels) {
    const bool array = random.chance(1, 2);
    open += array ? "[" : "{\"a\":";
    close += array ? ']' : '}';
  }
  std::reverse(close.begin(), close.end());
  return open + std::move(innermost) + close;
}

// A member of this object, to stand in a value inside it: readers that look for names wherever they
// are take it for the object's own. Nothing where the object has none that is small.
std::optional<std::string> look_alike(const BodyText& body, std::size_t object,
                                      RandomSource& random) {
  const std::optional<std::size_t> member = pick(body.value(object).children, random);
  if (!member || !body.value(*member).children.empty()) return std::nullopt;
  const std::size_t begin = body.value(*member).name->begin;
  return body.text.substr(begin, body.value(*member).end - begin);
}

// With an array that isn't empty, an object that isn't, and empty ones now and then.
std::string rich_value(std::size_t levels, RandomSource& random) {
  if (levels == 0) return random_scalar(any_type, random);
  std::vector<std::string> items{random_scalar(any_type, random), random_number(random)};
  if (levels > 1) {
    items.push_back("{" + random_string(random) + ":" + random_value(any_type, levels - 2, random) +
                    "}");
    items.emplace_back(random.chance(1, 2) ? "[]" : "{}");
  }
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.below(i)]);
  return bracketed('[', items, ']', random);
}

}  // namespace

std::optional<BodyText> read_body_text(std::string text, BodyKind kind, const Contract& contract) {
  std::optional<JsonTree> tree = parse_json(text);
  if (!tree) return std::nullopt;
  BodyText body{std::move(text), kind, &contract, *std::move(tree), {}, {}};
  if (!assign_roles(body)) return std::nullopt;
  return body;
}

std::optional<std::size_t> find_member(const BodyText& body, std::size_t object,
                                       std::string_view name) {
  for (const std::size_t child : body.value(object).children) {
    if (body.value(child).name && body.value(child).name->content == name) return child;
  }
  return std::nullopt;
}

std::optional<std::size_t> pick(const std::vector<std::size_t>& candidates, RandomSource& random) {
  if (candidates.empty()) return std::nullopt;
  return candidates[random.below(candidates.size())];
}

std::string spliced(const Splice& splice, std::string_view text) {
  std::string out(text.substr(0, splice.begin));
  out += splice.replacement;
  out += text.substr(splice.end);
  return out;
}

MemberInsertion insert_member(const BodyText& body, std::size_t object, std::size_t position,
                              std::string_view name, std::string_view value) {
  const std::vector<std::size_t>& members = body.value(object).children;
  std::string member = std::string(name) + ":" + std::string(value);
  if (members.empty()) {
    const std::size_t at = body.value(object).begin + 1;
    return {{at, at, std::move(member)}, at};
  }
  if (position < members.size()) {
    const std::size_t at = body.value(members[position]).name->begin;
    return {{at, at, std::move(member) + ","}, at};
  }
  const std::size_t at = body.value(members.back()).end;
  return {{at, at, "," + std::move(member)}, at + 1};
}

std::size_t random_position(const BodyText& body, std::size_t object, RandomSource& random) {
  const std::vector<std::size_t>& members = body.value(object).children;
  const bool context_first =
      !members.empty() && is_context_name(body.value(members.front()).name->content);
  const std::size_t first = context_first ? 1 : 0;
  return first + random.below(members.size() + 1 - first);
}

std::string spelled(std::string_view content, RandomSource& random) {
  Spelling spelling;
  if (random.chance(1, 2)) spelling = random_spelling(random);
  std::string out;
  spell_string(content, spelling, random, out);
  return out;
}

std::string random_value(unsigned types, std::size_t levels, RandomSource& random) {
  const unsigned containers = levels == 0 ? 0u : types & (array_type | object_type);
  const unsigned scalars = types & (null_type | boolean_type | number_type | string_type);
  if (containers == 0 || (scalars != 0 && random.chance(2, 3))) {
    return random_scalar(scalars, random);
  }
  // Shallow whatever the limit is, so that a value's size stays small.
  const std::size_t depth = std::size_t{1} + random.below(levels < 3 ? levels : 3);
  const bool both = containers == (array_type | object_type);
  const bool array = both ? random.chance(1, 2) : containers == array_type;
  return array ? random_array(depth, random) : random_object(depth, random);
}

std::size_t levels_left(const BodyText& body, std::size_t value, const Limits& limits) {
  const std::size_t level = body.value(value).level;
  return limits.depth_max > level ? limits.depth_max - level : 0;
}

std::size_t levels_left_inside(const BodyText& body, std::size_t object, const Limits& limits) {
  const std::size_t left = levels_left(body, object, limits);
  return left > 0 ? left - 1 : 0;
}

std::string fresh_annotation_name(const BodyText& body, std::size_t object, RandomSource& random) {
  constexpr std::array<std::string_view, 5> kStems{"@break.", "name@break.", "@odata.break",
                                                   "id@\xC3\xA9.", "@BREAK "};
  std::string name(kStems[random.below(kStems.size())]);
  const std::size_t stem = name.size();
  do {
    name.resize(stem);
    name += std::to_string(random.below(1000000));
  } while (find_member(body, object, name));
  return name;
}

std::optional<BodyText> with_member(const BodyText& body, std::size_t object, std::size_t position,
                                    std::string_view name, std::string_view value,
                                    const Limits& limits, RandomSource& random) {
  if (find_member(body, object, name)) return body;
  if (body.value(object).children.size() >= limits.members_max) return std::nullopt;
  const MemberInsertion insertion =
      insert_member(body, object, position, spelled(name, random), value);
  return read_body_text(spliced(insertion.splice, body.text), body.kind, *body.contract);
}

std::optional<BodyText> with_annotation(const BodyText& body, const Limits& limits,
                                        RandomSource& random) {
  const std::vector<std::size_t> objects = values_where(body, [&](std::size_t i) {
    return is_object_role(body.roles[i]) && body.value(i).children.size() < limits.members_max;
  });
  const std::optional<std::size_t> object = pick(objects, random);
  if (!object) return std::nullopt;
  std::size_t levels = levels_left_inside(body, *object, limits);
  // Deep down, now and then, with room left for a rich value and for an item beside it.
  constexpr std::size_t kRoom = 4;
  std::size_t nests = 0;
  if (levels > kRoom && random.chance(1, 6)) {
    nests = random.chance(1, 2) ? levels - kRoom : random.below(levels - kRoom);
  }
  levels -= nests;
  std::optional<std::string> alike;
  if (levels >= kRoom && random.chance(1, 3)) alike = look_alike(body, *object, random);
  std::string value = rich_value(alike ? levels - 1 : levels, random);
  if (alike) value = "[" + value + ",{" + *alike + "}]";
  return with_member(body, *object, random_position(body, *object, random),
                     fresh_annotation_name(body, *object, random),
                     nested(std::move(value), nests, random), limits, random);
}

}  // namespace connectorgroup
