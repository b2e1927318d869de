#include "properties/conformance/report/badge_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "properties/conformance/report/findings.h"
#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

bool fails_requirement(const CaseResult& result) {
  return result.scored && result.level == Level::required && is_failure(result.outcome);
}

bool fails_requirement(const std::vector<CaseResult>& results) {
  return std::any_of(results.begin(), results.end(),
                     [](const CaseResult& result) { return fails_requirement(result); });
}

std::string_view color(const RunReport& report, const Counts& counts) {
  if (fails_requirement(report.cases)) return "red";
  if (report.random && fails_requirement(report.random->failures)) return "red";
  const bool all_passed = counts.required > 0 && counts.required_passed == counts.required;
  return all_passed && exit_status(report) != 3 ? "brightgreen" : "lightgrey";
}

}  // namespace

std::string badge_report(const RunReport& report) {
  const Counts counts = count(report);
  std::string message = "required " + required_passed(counts);
  if (!report.revision.empty()) message += " \u00B7 rev " + visible(report.revision);
  const nlohmann::ordered_json badge{{"schemaVersion", 1},
                                     {"label", "connectorGroup"},
                                     {"message", message},
                                     {"color", color(report, counts)}};
  return badge.dump() + "\n";
}

}  // namespace connectorgroup
