// The choices that a subject made where the documents leave it one: which rules of level
// recommended or choice it keeps. A file of them has a line for each:
//
//   json.text.bom lenient
//   body.member.duplicate strict   # refuses the second
//
// `characterise` finds them out and writes the file; `run --choices` holds the subject to it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "properties/conformance/cases.h"
#include "properties/conformance/report/report.h"
#include "properties/conformance/standard.h"

namespace connectorgroup {

// The choices, or the first fault with the number of its line: no rule, one that leaves no choice,
// one that stands there twice.
std::variant<std::map<Rule, Choice>, std::string> parse_choices(std::string_view text);

// What a run at level choice showed of one rule.
struct ObservedChoice {
  Rule rule{};
  std::size_t strict = 0;   // cases that were answered as by the strict model
  std::size_t lenient = 0;  // answered otherwise

  bool is_consistent() const { return strict == 0 || lenient == 0; }
};

// Of each rule that leaves a choice and that a judged case is about, in the order of the rules.
// Cases that weren't judged (crashed, skipped, untestable) don't count.
std::vector<ObservedChoice> observed_choices(const RunReport& report);

// As a file. What isn't consistent stands in a comment, since it can't be declared.
std::string written(const std::vector<ObservedChoice>& choices);

// "strict", "lenient"
std::string_view name(Choice choice);

}  // namespace connectorgroup
