// Faults in errors: in their own rules, and in what every body's members are held to.
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

#include "properties/edits/fault.h"

namespace connectorgroup {
namespace {

using std::string_view_literals::operator""sv;

// What one of an error's objects has a say about.
struct ErrorMember {
  Role object;
  std::string_view name;  // as Violation::member
  bool required;
  unsigned types;           // bits of JsonType
  std::string_view proper;  // an accepted value
};

// By object, in documented order, in which the required ones come first.
constexpr std::array<ErrorMember, 9> kMembers{{
    {Role::error_body, "error", true, object_type, {}},
    {Role::error, "code", true, string_type, {}},
    {Role::error, "message", true, string_type, {}},
    {Role::error, "target", false, string_type | null_type, "\"\""},
    {Role::error, "details", false, array_type, "[]"},
    {Role::error, "innererror", false, object_type, "{}"},
    {Role::detail, "code", true, string_type, {}},
    {Role::detail, "message", true, string_type, {}},
    {Role::detail, "target", false, string_type | null_type, "null"},
}};

std::optional<std::size_t> object_of(const Planting& p, Role role) {
  return pick(values_where(p.body, [&](std::size_t i) { return p.body.roles[i] == role; }),
              p.random);
}

std::optional<std::size_t> find(const BodyText& body, std::size_t object,
                                const ErrorMember& member) {
  const std::optional<std::size_t> found = find_member(body, object, member.name);
  if (found || member.name != "innererror") return found;
  return find_member(body, object, "innerError");
}

// The member in some object that may have it, added where it is absent.
std::optional<std::size_t> find_or_add(const Planting& p, const ErrorMember& member) {
  const std::optional<std::size_t> object = object_of(p, member.object);
  if (!object) return std::nullopt;
  if (const auto found = find(p.body, *object, member)) return found;
  const bool nests = (member.types & (array_type | object_type)) != 0;
  if (nests && levels_left_inside(p.body, *object, p.limits) == 0) return std::nullopt;
  const bool of_service = member.name == "innererror" && p.random.chance(1, 2);
  std::optional<BodyText> body =
      with_member(p.body, *object, random_position(p.body, *object, p.random),
                  of_service ? "innerError"sv : member.name, member.proper, p.limits, p.random);
  if (!body) return std::nullopt;
  p.body = *std::move(body);
  return find(p.body, *object, member);
}

// One of the members for which `wanted(member)` holds.
template <class Wanted>
const ErrorMember& some_member(const Planting& p, const Wanted& wanted) {
  std::vector<const ErrorMember*> candidates;
  for (const ErrorMember& member : kMembers) {
    const bool has_place = member.object != Role::detail || object_of(p, Role::detail);
    if (has_place && wanted(member)) candidates.push_back(&member);
  }
  return *one_of(candidates, p.random);
}

std::optional<Fault> in_place_of(const Planting& p, const ErrorMember& member, std::size_t index,
                                 std::string value) {
  const JsonValue& old = p.body.value(index);
  return Fault{{old.begin, old.end, std::move(value)}, old.name->begin, member.name};
}

// --- The rules on errors.

std::optional<Fault> text_empty(const Planting& p) {
  const ErrorMember& member =
      some_member(p, [](const ErrorMember& each) { return each.types == string_type; });
  const std::optional<std::size_t> index = find_or_add(p, member);
  if (!index) return std::nullopt;
  return in_place_of(p, member, *index, "\"\"");
}

// Most of them close to `error`, or at home elsewhere in the body. The last was its name in
// OData 3.
constexpr std::array kSiblings{"value"sv,        "Error"sv,      "errors"sv,     "erro"sv,
                               "error "sv,       "error\0"sv,    ""sv,           "code"sv,
                               "message"sv,      "details"sv,    "innererror"sv, "err\xC3\xB6r"sv,
                               "\xD0\xB5rror"sv, "odata.error"sv};

std::optional<Fault> sibling(const Planting& p) {
  return new_member(p, object_of(p, Role::error_body), one_of(kSiblings, p.random));
}

std::optional<Fault> context(const Planting& p) {
  constexpr std::array kContextNames{"@odata.context"sv, "@context"sv};
  const std::string_view name = one_of(kContextNames, p.random);
  const Role role = p.random.chance(1, 2) ? Role::error_body : Role::error;
  return new_member(p, object_of(p, role), name, name);
}

std::optional<Fault> detail_object(const Planting& p) {
  const auto details = std::find_if(kMembers.begin(), kMembers.end(), [](const ErrorMember& each) {
    return each.types == array_type;
  });
  const std::optional<std::size_t> index = find_or_add(p, *details);
  if (!index) return std::nullopt;
  return wrong_element(p, *index);
}

constexpr std::array<Planter, 4> kPlanters{{
    {Rule::error_text_empty, text_empty},
    {Rule::error_member_sibling, sibling},
    {Rule::error_context, context},
    {Rule::error_detail_object, detail_object},
}};

}  // namespace

std::span<const Planter> error_planters() { return kPlanters; }

// --- The rules on members of every body.

// One required member, now and then more, is taken out. The object is written again from what
// stays, without the white space between its members.
std::optional<Fault> missing_in_error(const Planting& p) {
  const ErrorMember& chosen = some_member(p, [](const ErrorMember& each) { return each.required; });
  const std::optional<std::size_t> place = object_of(p, chosen.object);
  if (!place) return std::nullopt;
  const JsonValue& object = p.body.value(*place);
  const bool more = p.random.chance(1, 4);
  const ErrorMember* first = &chosen;
  std::string rest = "{";
  for (const std::size_t child : object.children) {
    const auto judged =
        std::find_if(kMembers.begin(), kMembers.end(), [&](const ErrorMember& each) {
          return each.object == chosen.object && each.name == p.body.value(child).name->content;
        });
    const bool known = judged != kMembers.end();
    if (known && (&*judged == &chosen || (more && p.random.chance(1, 2)))) {
      if (&*judged < first) first = &*judged;
      continue;
    }
    const std::size_t begin = p.body.value(child).name->begin;
    if (rest.size() > 1) rest += ',';
    rest += std::string_view(p.body.text).substr(begin, p.body.value(child).end - begin);
  }
  rest += '}';
  const std::size_t brace = rest.size() - 1;
  return fault_in({object.begin, object.end, std::move(rest)}, brace, first->name);
}

std::optional<Fault> null_in_error(const Planting& p) {
  const ErrorMember& member =
      some_member(p, [](const ErrorMember& each) { return (each.types & null_type) == 0; });
  const std::optional<std::size_t> index = find_or_add(p, member);
  if (!index) return std::nullopt;
  return in_place_of(p, member, *index, "null");
}

std::optional<Fault> wrong_type_in_error(const Planting& p) {
  const ErrorMember& member = some_member(p, [](const ErrorMember&) { return true; });
  const std::optional<std::size_t> index = find_or_add(p, member);
  if (!index) return std::nullopt;
  const unsigned wrong = any_type & ~(member.types | null_type);
  return in_place_of(p, member, *index,
                     random_value(wrong, levels_left(p.body, *index, p.limits), p.random));
}

}  // namespace connectorgroup
