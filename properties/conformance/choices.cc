#include "properties/conformance/choices.h"

#include <algorithm>
#include <optional>
#include <sstream>

namespace connectorgroup {
namespace {

bool leaves_choice(const RuleRow& rule) {
  return rule.level != Level::required &&
         (rule.demand == Demand::refuse || rule.demand == Demand::accept);
}

// Empty, or what is wrong with the line.
std::string take_choice(const std::string& line, std::map<Rule, Choice>& choices) {
  std::istringstream words(line);
  std::string id;
  std::string choice;
  std::string more;
  words >> id >> choice;
  const std::optional<Rule> rule = find_rule(id);
  if (!rule) return "there is no rule \"" + id + "\"";
  if (!leaves_choice(row(*rule))) return id + " leaves no choice";
  if ((choice != "strict" && choice != "lenient") || words >> more) {
    return "RULE strict or RULE lenient is wanted";
  }
  if (choices.contains(*rule)) return id + " was chosen before";
  choices[*rule] = choice == "strict" ? Choice::strict : Choice::lenient;
  return {};
}

}  // namespace

std::string_view name(Choice choice) { return choice == Choice::strict ? "strict" : "lenient"; }

std::variant<std::map<Rule, Choice>, std::string> parse_choices(std::string_view text) {
  std::map<Rule, Choice> choices;
  std::istringstream lines{std::string(text)};
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    line.resize(std::min(line.find('#'), line.size()));
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const std::string fault = take_choice(line, choices);
    if (!fault.empty()) return "line " + std::to_string(number) + ": " + fault;
  }
  return choices;
}

std::vector<ObservedChoice> observed_choices(const RunReport& report) {
  std::map<Rule, ObservedChoice> by_rule;
  for (const CaseResult& result : report.cases) {
    if (!result.rule || !leaves_choice(row(*result.rule))) continue;
    if (result.outcome != Outcome::pass && result.outcome != Outcome::fail) continue;
    ObservedChoice& choice = by_rule[*result.rule];
    choice.rule = *result.rule;
    ++(result.outcome == Outcome::pass ? choice.strict : choice.lenient);
  }
  std::vector<ObservedChoice> choices;
  for (const auto& [rule, choice] : by_rule) choices.push_back(choice);
  return choices;
}

std::string written(const std::vector<ObservedChoice>& choices) {
  std::string text;
  for (const ObservedChoice& choice : choices) {
    const std::string id(row(choice.rule).id);
    if (choice.is_consistent()) {
      text.append(id).append(choice.strict > 0 ? " strict\n" : " lenient\n");
    } else {
      text.append("# ").append(id).append(": strict in ").append(std::to_string(choice.strict));
      text.append(" cases, lenient in ").append(std::to_string(choice.lenient)).append("\n");
    }
  }
  return text;
}

}  // namespace connectorgroup
