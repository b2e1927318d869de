#include "properties/edits/break_rule.h"

#include <array>
#include <utility>
#include <vector>

#include "properties/edits/body_text.h"
#include "properties/edits/fault.h"

namespace connectorgroup {
namespace {

using PlanterTables = std::array<std::span<const Planter>, 7>;

PlanterTables planter_tables() {
  return {structure_planters(), number_planters(), string_planters(), body_planters(),
          control_planters(),   error_planters(),  limit_planters()};
}

const Planter* find_planter(Rule rule) {
  for (const std::span<const Planter> table : planter_tables()) {
    for (const Planter& planter : table) {
      if (planter.rule == rule) return &planter;
    }
  }
  return nullptr;
}

// Half of the faults go into the text as it is, so that short texts with one fault are met, and
// half beside an annotation, so that every place is; a fault that finds no place gets one.
std::optional<Fault> plant(const Planter& planter, const Planting& planting) {
  const auto annotate = [&planting] {
    std::optional<BodyText> richer =
        with_annotation(planting.body, planting.limits, planting.random);
    if (richer) planting.body = *std::move(richer);
    return planting.body.text.size() <= planting.limits.bytes_max;
  };
  if (planting.random.chance(1, 2)) {
    if (std::optional<Fault> fault = planter.plant(planting)) return fault;
  }
  if (!annotate()) return std::nullopt;
  return planter.plant(planting);
}

}  // namespace

std::span<const Rule> breakable_rules() {
  static const std::vector<Rule> kBreakable = [] {
    std::vector<Rule> found;
    for (const std::span<const Planter> table : planter_tables()) {
      for (const Planter& planter : table) found.push_back(planter.rule);
    }
    return found;
  }();
  return kBreakable;
}

Rule random_breakable_rule(RandomSource& random) {
  static const std::vector<Rule> kWeighted = [] {
    std::vector<Rule> drawn;
    for (const std::span<const Planter> table : planter_tables()) {
      for (const Planter& planter : table) {
        drawn.insert(drawn.end(), planter.weight, planter.rule);
      }
    }
    return drawn;
  }();
  return kWeighted[random.below(kWeighted.size())];
}

std::optional<BrokenText> break_rule(Rule rule, std::string_view text, BodyKind kind,
                                     const Contract& contract, RandomSource& random,
                                     const Limits& limits) {
  const Planter* planter = find_planter(rule);
  if (planter == nullptr || text.size() > limits.bytes_max) return std::nullopt;
  std::optional<BodyText> body = read_body_text(std::string(text), kind, contract);
  if (!body) return std::nullopt;
  const std::optional<Fault> fault = plant(*planter, {*body, limits, random});
  if (!fault) return std::nullopt;
  BrokenText broken{spliced(fault->splice, body->text), std::move(body->text), rule, fault->offset,
                    fault->member};
  if (broken.text.size() > limits.bytes_max || broken.twin.size() > limits.bytes_max) {
    return std::nullopt;
  }
  return broken;
}

}  // namespace connectorgroup
