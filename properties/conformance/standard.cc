#include "properties/conformance/standard.h"

namespace connectorgroup {
namespace {

// Ignoring a rule of demand `refuse` makes a reader more lenient, of demand `accept` stricter.
RuleSet ignored(const Standard& standard, Demand when_free) {
  RuleSet rules_ignored;
  for (const RuleRow& rule : rules()) {
    if (rule.demand != Demand::refuse && rule.demand != Demand::accept) continue;
    const auto choice = standard.choices.find(rule.rule);
    if (choice != standard.choices.end()) {
      if (choice->second == Choice::lenient) rules_ignored.add(rule.rule);
    } else if (rule.level > standard.level && rule.demand == when_free) {
      rules_ignored.add(rule.rule);
    }
  }
  return rules_ignored;
}

}  // namespace

RuleSet Standard::ignored_by_strictest() const { return ignored(*this, Demand::accept); }

RuleSet Standard::ignored_by_most_lenient() const { return ignored(*this, Demand::refuse); }

}  // namespace connectorgroup
