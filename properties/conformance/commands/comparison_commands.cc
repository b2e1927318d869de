// cgconform characterise and cgconform diff

#include <algorithm>
#include <optional>
#include <utility>

#include "properties/conformance/choices.h"
#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/commands/preparation.h"
#include "properties/conformance/report/html_report.h"
#include "properties/conformance/rule_matrix.h"
#include "properties/conformance/runner.h"

namespace connectorgroup {
namespace {

// A run at level choice, so that every difference from the strict model shows.
RunReport compared(const std::string& spec, const CommonOptions& common,
                   const std::vector<std::string>& only) {
  const NamedSubject subject = required_subject(spec, common);
  const std::vector<ConformanceCase> cases = required_cases(subject, common);
  require_named(cases, only);
  RunOptions options;
  options.asks_alone = false;
  options.selected = [&only](const ConformanceCase& each) {
    return only.empty() || is_named(only, each.id);
  };
  const Standard standard{common.subject_options.contract, Level::choice, {}};
  RunReport report = Runner(cases, standard, subject.make, std::move(options)).run();
  report.subject = spec;
  report.tool_version = CONNECTORGROUP_VERSION;
  identify(subject, report);
  return report;
}

int characterise(const CharacteriseCommand& command) {
  const CommonOptions& common = command.common;
  const RunReport report = compared(common.subject, common, {});
  if (!report.complete) throw Unusable{kNotJudged, report.stopped};
  const std::vector<ObservedChoice> choices = observed_choices(report);
  std::string text = "# " + common.subject + ", contract " + report.contract + "\n";
  text.append(written(choices));
  if (!write_file(command.output, text)) return kInternal;
  const bool consistent = std::all_of(choices.begin(), choices.end(),
                                      [](const auto& each) { return each.is_consistent(); });
  if (!consistent) complain("of the choices in comments the subject makes both");
  return choices.empty() ? kNotJudged : kConforming;
}

int diff(const DiffCommand& command) {
  std::vector<RunReport> reports;
  for (const std::string& spec : command.subjects) {
    reports.push_back(compared(spec, command.common, command.only));
  }
  bool written = write_out(as_markdown(rule_matrix(reports)));
  if (!command.html.empty()) written = write_file(command.html, html_report(reports)) && written;
  for (const RunReport& report : reports) {
    if (report.complete) continue;
    complain(report.subject + ": " + report.stopped);
    return kNotJudged;
  }
  return written ? kConforming : kInternal;
}

}  // namespace

int characterise_command(const CharacteriseCommand& command) {
  return complaining([&command] { return characterise(command); });
}

int diff_command(const DiffCommand& command) {
  return complaining([&command] { return diff(command); });
}

}  // namespace connectorgroup
