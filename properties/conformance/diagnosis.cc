#include "properties/conformance/diagnosis.h"

#include <algorithm>
#include <map>
#include <memory>

#include "properties/conformance/judge.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

bool is_wrong(Outcome outcome) {
  return outcome == Outcome::fail || outcome == Outcome::crash || outcome == Outcome::timeout;
}

bool is_judged(Outcome outcome) { return is_wrong(outcome) || outcome == Outcome::pass; }

bool can_be_asked(const ConformanceCase& asked) { return asked.question.verb != Verb::script; }

// Models that each ignore one rule of demand `accept`, made when they are needed.
class Needs {
 public:
  explicit Needs(const Contract& contract)
      : contract_(contract), judge_(Standard{&contract, Level::choice, {}}) {}

  // Whether a model that ignores the rule gets the accepted case wrong.
  bool needs(const ConformanceCase& asked, Rule rule) {
    std::unique_ptr<Subject>& faulty = faulty_[rule];
    if (!faulty) faulty = make_faulty_model(contract_, RuleSet(rule));
    const Answer answer = ask(*faulty, asked.question);
    return judge_.judge(asked.question, judge_.expect(asked.question), answer).outcome ==
           Outcome::fail;
  }

 private:
  const Contract& contract_;
  Judge judge_;
  std::map<Rule, std::unique_ptr<Subject>> faulty_;
};

// The rules that failing accepted cases may be failing for. Looking at some of them is enough: who
// ignores a rule fails wherever it is needed.
std::vector<Rule> suspects(const std::vector<CaseOutcome>& outcomes, Needs& needs) {
  constexpr std::size_t kLookedAt = 30;
  std::map<Rule, bool> found;
  std::size_t looked_at = 0;
  for (const auto& [asked, outcome] : outcomes) {
    if (!is_wrong(outcome) || asked->must_reject || !can_be_asked(*asked)) continue;
    if (++looked_at > kLookedAt) break;
    for (const RuleRow& rule : rules()) {
      if (rule.demand != Demand::accept || found[rule.rule]) continue;
      found[rule.rule] = needs.needs(*asked, rule.rule);
    }
  }
  std::vector<Rule> rules_found;
  for (const auto& [rule, suspected] : found) {
    if (suspected) rules_found.push_back(rule);
  }
  return rules_found;
}

}  // namespace

std::vector<RunReport::BrokenRule> broken_rules(const std::vector<CaseOutcome>& outcomes,
                                                const Contract& contract) {
  Needs needs(contract);
  const std::vector<Rule> suspected = suspects(outcomes, needs);
  std::map<Rule, RunReport::BrokenRule> by_rule;
  const auto count = [&by_rule](Rule rule, Outcome outcome) {
    RunReport::BrokenRule& broken = by_rule[rule];
    broken.rule = rule;
    ++broken.cases;
    if (is_wrong(outcome)) ++broken.failed;
  };
  for (const auto& [asked, outcome] : outcomes) {
    if (!is_judged(outcome)) continue;
    if (asked->must_reject || !can_be_asked(*asked) || suspected.empty()) {
      if (asked->rule) count(*asked->rule, outcome);
      continue;
    }
    for (const Rule rule : suspected) {
      if (asked->rule == rule || needs.needs(*asked, rule)) count(rule, outcome);
    }
  }
  std::vector<RunReport::BrokenRule> broken;
  for (const auto& [rule, each] : by_rule) {
    if (each.failed > 0) broken.push_back(each);
  }
  std::stable_sort(broken.begin(), broken.end(), [](const auto& left, const auto& right) {
    const std::size_t share = left.failed * right.cases;
    const std::size_t other = right.failed * left.cases;
    return share != other ? share > other : left.failed > right.failed;
  });
  return broken;
}

}  // namespace connectorgroup
