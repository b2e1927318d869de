#include "model/rule.h"

#include <algorithm>
#include <array>

#include "model/body/rules.h"
#include "model/exchange/rules.h"
#include "model/http/rules.h"

namespace connectorgroup {
namespace {

using rule_rows::kBodyRules;
using rule_rows::kExchangeRules;
using rule_rows::kHttpRules;

// unreachable from here: the compiler alone runs it, for constants
constexpr std::array<RuleRow, kRuleCount> all_rows() {
  static_assert(kBodyRules.size() + kHttpRules.size() + kExchangeRules.size() == kRuleCount);
  std::array<RuleRow, kRuleCount> rows{};
  auto next = std::copy(kBodyRules.begin(), kBodyRules.end(), rows.begin());
  next = std::copy(kHttpRules.begin(), kHttpRules.end(), next);
  std::copy(kExchangeRules.begin(), kExchangeRules.end(), next);
  return rows;
}
// unreachable to here

constexpr std::array<RuleRow, kRuleCount> kRows = all_rows();

// unreachable from here: the compiler alone runs it, for constants
constexpr bool rows_follow_the_enumeration() {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (static_cast<std::size_t>(kRows[i].rule) != i) return false;
  }
  return true;
}
// unreachable to here
static_assert(rows_follow_the_enumeration());

}  // namespace

std::span<const RuleRow, kRuleCount> rules() { return kRows; }

std::span<const RuleRow> body_rules() { return rules().first(kBodyRules.size()); }

std::span<const RuleRow> http_rules() {
  return rules().subspan(kBodyRules.size(), kHttpRules.size());
}

std::span<const RuleRow> exchange_rules() { return rules().last(kExchangeRules.size()); }

const RuleRow& row(Rule rule) { return kRows[static_cast<std::size_t>(rule)]; }

std::optional<Rule> find_rule(std::string_view id) {
  for (const RuleRow& candidate : kRows) {
    if (candidate.id == id) return candidate.rule;
  }
  return std::nullopt;
}

std::string_view name(Demand demand) {
  constexpr std::array<std::string_view, 4> kNames{"refuse", "accept", "write", "excluded"};
  return kNames[static_cast<std::size_t>(demand)];
}

std::string_view name(Level level) {
  constexpr std::array<std::string_view, 3> kNames{"required", "recommended", "choice"};
  return kNames[static_cast<std::size_t>(level)];
}

std::string_view name(Origin origin) {
  constexpr std::array<std::string_view, 5> kNames{"rfc", "odata", "graph", "page", "suite"};
  return kNames[static_cast<std::size_t>(origin)];
}

std::string_view name(Place place) {
  constexpr std::array<std::string_view, 8> kNames{"byte",  "unit",       "member", "closing_brace",
                                                   "field", "empty_line", "end",    "none"};
  return kNames[static_cast<std::size_t>(place)];
}

}  // namespace connectorgroup
