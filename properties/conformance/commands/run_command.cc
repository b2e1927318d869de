// cgconform run

#include <algorithm>
#include <cctype>
#include <utility>

#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/report/badge_report.h"
#include "properties/conformance/report/html_report.h"
#include "properties/conformance/report/json_report.h"
#include "properties/conformance/report/junit_report.h"
#include "properties/conformance/report/markdown_report.h"
#include "properties/conformance/report/terminal_report.h"
#include "properties/conformance/runner.h"

namespace connectorgroup {
namespace {

bool is_named(const std::vector<std::string>& patterns, std::string_view id) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [id](const std::string& pattern) { return names(pattern, id); });
}

// Nothing, or the first pattern that names no case, with the ids nearest to it.
std::optional<std::string> idle_pattern(const std::vector<ConformanceCase>& cases,
                                        const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns) {
    const bool is_idle = std::none_of(cases.begin(), cases.end(),
                                      [&](const auto& each) { return names(pattern, each.id); });
    if (!is_idle) continue;
    std::vector<std::string> ids;
    for (const ConformanceCase& each : cases) ids.push_back(each.id);
    std::string text = "\"" + pattern + "\" names no case; the nearest:";
    for (const std::string& near : nearest(pattern, ids)) text.append("\n  ").append(near);
    return text;
  }
  return std::nullopt;
}

// A word as a shell takes it.
std::string for_shell(const std::string& word) {
  const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("-_./:=,@%+").find(c) != std::string_view::npos;
  });
  if (plain) return word;
  std::string quoted = "'";
  for (const char c : word) quoted.append(c == '\'' ? "'\\''" : std::string(1, c));
  return quoted + "'";
}

// `line`: the words of the protocol that ask.
Reproduction reproduction_of(const std::string& line, const NamedSubject& subject) {
  Reproduction reproduction;
  if (!line.empty() && !subject.command.empty()) {
    reproduction.pipe = "printf '1 " + line + "\\n' | " + subject.command;
  }
  return reproduction;
}

void add_reproductions(RunReport& report, const std::vector<ConformanceCase>& cases,
                       const NamedSubject& subject, const std::filesystem::path& corpus) {
  auto asked = cases.begin();
  for (CaseResult& result : report.cases) {
    while (asked->id != result.id) ++asked;
    if (result.outcome == Outcome::pass || result.outcome == Outcome::skipped) continue;
    result.reproduction = reproduction_of(line_of(asked->question), subject);
    result.reproduction.replay =
        "cgconform run --subject " + for_shell(subject.spec) + " --only " + for_shell(result.id);
    const std::filesystem::path file = corpus / result.id;
    for (const char* extension : {".json", ".http"}) {
      std::filesystem::path with = file;
      with += extension;
      if (std::filesystem::exists(with)) result.input_file = with.string();
    }
  }
}

// How the subject calls itself, if it lives to say so.
void identify(const NamedSubject& subject, RunReport& report) {
  try {
    const Subject::Identity identity = subject.make()->identity();
    report.subject_name = identity.name;
    report.subject_version = identity.version;
  } catch (const SubjectFailure&) {
    // What it fails at is in the cases; it stays without a name.
    report.subject_name.clear();
  }
}

std::string report_of(std::string_view kind, const RunReport& report) {
  if (kind == "json") return json_report(report);
  if (kind == "junit") return junit_report(report);
  if (kind == "md") return markdown_report(report);
  if (kind == "html") return html_report({&report, 1});
  return badge_report(report);
}

bool write_reports(const std::vector<std::string>& asked, const RunReport& report) {
  bool written = true;
  for (const std::string& each : asked) {
    const std::size_t equals = each.find('=');
    const std::string text = report_of(each.substr(0, equals), report);
    written = write_file(each.substr(equals + 1), text) && written;
  }
  return written;
}

}  // namespace

int run_command(const RunCommand& command) {
  const CommonOptions& common = command.common;
  const auto found = find_subject(common.subject, common.subject_options);
  if (const auto* complaint = std::get_if<std::string>(&found)) {
    complain(*complaint);
    return kUsage;
  }
  const auto& subject = std::get<NamedSubject>(found);
  const CasesAnswer loaded = load_cases(common.corpus, *common.subject_options.contract);
  if (const auto* complaint = std::get_if<std::string>(&loaded)) {
    complain(*complaint);
    return kNotJudged;
  }
  const auto& cases = std::get<std::vector<ConformanceCase>>(loaded);
  for (const auto* patterns : {&command.only, &command.skip}) {
    if (const auto complaint = idle_pattern(cases, *patterns)) {
      complain(*complaint);
      return kUsage;
    }
  }
  RunOptions options;
  options.selected = [&command](const ConformanceCase& each) {
    return (command.only.empty() || is_named(command.only, each.id)) &&
           !is_named(command.skip, each.id);
  };
  options.failures_max = command.failures_max;
  const Standard standard{
      common.subject_options.contract, command.level.value_or(subject.level), {}};
  RunReport report = Runner(cases, standard, subject.make, options).run();
  report.subject = subject.spec;
  report.command = command.arguments;
  report.tool_version = CONNECTORGROUP_VERSION;
  identify(subject, report);
  if (command.random && report.complete) {
    RandomOptions random = *command.random;
    random.corpus = common.corpus;
    report.random = run_random(standard, subject.make, random);
    for (CaseResult& failure : report.random->failures) {
      failure.reproduction = reproduction_of(failure.reproduction.pipe, subject);
    }
  }
  add_reproductions(report, cases, subject, common.corpus);
  if (const auto contradiction = check(report)) {
    complain("the report contradicts itself: " + *contradiction);
    return kInternal;
  }
  std::string text;
  TerminalStyle style;
  style.colored = common.colored;
  style.width = common.width;
  if (command.quiet) style.verbosity = Verbosity::quiet;
  append_report(report, style, text);
  const bool out_is_taken = std::any_of(command.reports.begin(), command.reports.end(),
                                        [](const auto& asked) { return asked.ends_with("=-"); });
  const bool said = out_is_taken ? write_error(text) : write_out(text);
  if (!write_reports(command.reports, report) || !said) return kInternal;
  return exit_status(report);
}

}  // namespace connectorgroup
