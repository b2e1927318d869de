// Faults against the reader's limits. The twin reaches the limit and is accepted.
#include <array>
#include <string>
#include <utility>

#include "properties/edits/fault.h"

namespace connectorgroup {
namespace {

std::optional<Fault> depth(const Planting& p) {
  const std::optional<std::size_t> place = pick(
      values_where(p.body, [&](std::size_t i) { return p.body.roles[i] == Role::free; }), p.random);
  if (!place) return std::nullopt;
  const JsonValue& old = p.body.value(*place);
  std::string nest;
  std::string closers;
  for (std::size_t levels = levels_left(p.body, *place, p.limits); levels > 0; --levels) {
    const bool array = p.random.chance(1, 2);
    nest += array ? "[" : "{\"a\":";
    closers.insert(closers.begin(), array ? ']' : '}');
  }
  const std::size_t innermost = old.begin + nest.size();
  nest += "0" + closers;
  std::optional<BodyText> body = read_body_text(spliced({old.begin, old.end, nest}, p.body.text),
                                                p.body.kind, *p.body.contract);
  if (!body) return std::nullopt;
  p.body = *std::move(body);
  constexpr std::array<std::string_view, 5> kDeeper{"[0]", "{}", "[]", "{\"a\":0}", "[[[[]]]]"};
  return fault_in({innermost, innermost + 1, std::string(one_of(kDeeper, p.random))}, 0);
}

// A beginning that none of the object's names has.
std::string unused_stem(const Planting& p, std::size_t object) {
  for (;;) {
    std::string stem = "@limit." + std::to_string(p.random.below(1000000)) + ".";
    bool used = false;
    for (const std::size_t member : p.body.value(object).children) {
      used = used || p.body.value(member).name->content.starts_with(stem);
    }
    if (!used) return stem;
  }
}

// As many members as the object may still have, each an annotation.
std::optional<BodyText> filled(const Planting& p, std::size_t object) {
  const std::vector<std::size_t>& members = p.body.value(object).children;
  const std::string stem = unused_stem(p, object);
  std::string added;
  for (std::size_t count = members.size(); count < p.limits.members_max; ++count) {
    if (count > 0) added += ',';
    added += "\"" + stem + std::to_string(count) + "\":0";
  }
  const std::size_t at =
      members.empty() ? p.body.value(object).begin + 1 : p.body.value(members.back()).end;
  return read_body_text(spliced({at, at, std::move(added)}, p.body.text), p.body.kind,
                        *p.body.contract);
}

// The object's last member is the one too many, wherever the new one is put.
std::optional<Fault> members(const Planting& p) {
  constexpr std::size_t kMembersMost = 1u << 16;
  const std::optional<std::size_t> object = pick(
      values_where(p.body, [&](std::size_t i) { return p.body.value(i).kind == JsonKind::object; }),
      p.random);
  if (!object || p.limits.members_max > kMembersMost) return std::nullopt;
  std::optional<BodyText> full = filled(p, *object);
  if (!full) return std::nullopt;
  p.body = *std::move(full);
  MemberInsertion insertion =
      insert_member(p.body, *object, random_position(p.body, *object, p.random),
                    spelled(fresh_annotation_name(p.body, *object, p.random), p.random),
                    random_value(any_type, 0, p.random));
  const JsonName& last = *p.body.value(p.body.value(*object).children.back()).name;
  const bool behind_last = insertion.splice.begin > last.begin;
  const std::size_t offset =
      behind_last ? insertion.name_at : last.begin + insertion.splice.replacement.size();
  return Fault{std::move(insertion.splice), offset};
}

constexpr std::array<Planter, 2> kPlanters{{
    {Rule::limit_depth, depth},
    {Rule::limit_members, members},
}};

}  // namespace

std::span<const Planter> limit_planters() { return kPlanters; }

}  // namespace connectorgroup
