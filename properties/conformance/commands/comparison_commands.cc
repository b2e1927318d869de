// cgconform characterise and cgconform diff

#include <algorithm>
#include <optional>
#include <utility>

#include "properties/conformance/choices.h"
#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/report/html_report.h"
#include "properties/conformance/rule_matrix.h"
#include "properties/conformance/runner.h"

namespace connectorgroup {
namespace {

struct Unusable {
  int status;
  std::string complaint;
};

std::vector<ConformanceCase> cases_of(const CommonOptions& common) {
  auto loaded = load_cases(common.corpus, *common.subject_options.contract);
  if (const auto* complaint = std::get_if<std::string>(&loaded)) {
    throw Unusable{kNotJudged, *complaint};
  }
  return std::get<std::vector<ConformanceCase>>(std::move(loaded));
}

// A run at level choice, so that every difference from the strict model shows.
RunReport compared(const std::string& spec, const CommonOptions& common,
                   const std::vector<ConformanceCase>& cases, RunOptions options) {
  const auto found = find_subject(spec, common.subject_options);
  if (const auto* complaint = std::get_if<std::string>(&found)) throw Unusable{kUsage, *complaint};
  const auto& subject = std::get<NamedSubject>(found);
  options.asks_alone = false;
  const Standard standard{common.subject_options.contract, Level::choice, {}};
  const std::vector<ConformanceCase> askable =
      subject.is_server ? cases_for_server(cases, *standard.contract) : cases;
  RunReport report = Runner(askable, standard, subject.make, std::move(options)).run();
  report.subject = spec;
  report.tool_version = CONNECTORGROUP_VERSION;
  identify(subject, report);
  return report;
}

int characterise(const CharacteriseCommand& command) {
  const CommonOptions& common = command.common;
  const RunReport report = compared(common.subject, common, cases_of(common), {});
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
  const std::vector<ConformanceCase> cases = cases_of(command.common);
  if (const auto complaint = idle_pattern(cases, command.only)) {
    throw Unusable{kUsage, *complaint};
  }
  RunOptions options;
  options.selected = [&command](const ConformanceCase& each) {
    return command.only.empty() ||
           std::any_of(command.only.begin(), command.only.end(),
                       [&](const std::string& pattern) { return names(pattern, each.id); });
  };
  std::vector<RunReport> reports;
  for (const std::string& spec : command.subjects) {
    reports.push_back(compared(spec, command.common, cases, options));
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

template <class Command>
int guarded(int (*action)(const Command&), const Command& command) {
  try {
    return action(command);
  } catch (const Unusable& unusable) {
    complain(unusable.complaint);
    return unusable.status;
  }
}

}  // namespace

int characterise_command(const CharacteriseCommand& command) {
  return guarded(characterise, command);
}

int diff_command(const DiffCommand& command) { return guarded(diff, command); }

}  // namespace connectorgroup
