#include "properties/conformance/report/findings.h"

#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

void append_part(std::size_t count, std::string_view one, std::string_view several,
                 std::string& reason) {
  if (count == 0) return;
  if (!reason.empty()) reason += ", ";
  reason += counted(count, one, several);
}

std::size_t failures(const Counts& counts) {
  std::size_t sum = 0;
  for (const Outcome outcome : kOutcomes) {
    if (is_failure(outcome)) sum += counts.of(outcome);
  }
  return sum;
}

// Random failures that count and aren't known.
std::size_t random_failures(const RunReport& report, bool (*counts)(Outcome)) {
  if (!report.random) return 0;
  std::size_t sum = 0;
  for (const CaseResult& result : report.random->failures) {
    if (result.scored && !result.known && counts(result.outcome)) ++sum;
  }
  return sum;
}

bool is_protocol_error(Outcome outcome) { return outcome == Outcome::protocol_error; }

std::string failure_reason(const RunReport& report, const Counts& counts) {
  std::string reason;
  append_part(failures(counts), "case failed", "cases failed", reason);
  append_part(random_failures(report, is_failure), "kind of random failure",
              "kinds of random failure", reason);
  append_part(report.known_faults.size(), "fault of the known list", "faults of the known list",
              reason);
  return reason;
}

std::string unjudged_reason(const RunReport& report, const Counts& counts) {
  std::string reason;
  if (!report.stopped.empty()) reason = "stopped: " + visible(report.stopped);
  append_part(counts.of(Outcome::protocol_error) + random_failures(report, is_protocol_error),
              "protocol error", "protocol errors", reason);
  append_part(counts.of(Outcome::not_run), "case not run", "cases not run", reason);
  const std::string failed = failure_reason(report, counts);
  if (!failed.empty()) reason += (reason.empty() ? "" : ", ") + failed;
  if (reason.empty())
    reason = report.complete ? "nothing passed or failed" : "the run is incomplete";
  return reason;
}

std::string conforming_reason(const Counts& counts) {
  std::string reason = required_passed(counts) + " required cases passed";
  append_part(counts.known, "known failure", "known failures", reason);
  append_part(counts.of(Outcome::skipped), "case skipped", "cases skipped", reason);
  append_part(counts.of(Outcome::inconclusive), "case inconclusive", "cases inconclusive", reason);
  return reason;
}

void sort_in(const CaseResult& result, Findings& findings) {
  if (result.outcome == Outcome::pass) return;
  if (!result.scored) {
    findings.unscored.push_back(&result);
  } else if (is_failure(result.outcome)) {
    (result.known ? findings.known : findings.unexpected).push_back(&result);
  } else if (result.outcome == Outcome::protocol_error) {
    findings.unexpected.push_back(&result);
  } else {
    findings.unjudged.push_back(&result);
  }
}

}  // namespace

RunVerdict verdict(const RunReport& report) {
  const Counts counts = count(report);
  const int status = exit_status(report);
  if (status == 0) return {status, "conforming", conforming_reason(counts)};
  if (status == 3) return {status, "not judged", unjudged_reason(report, counts)};
  const bool failed = failures(counts) + random_failures(report, is_failure) > 0;
  return {status, failed ? "nonconforming" : "known list out of date",
          failure_reason(report, counts)};
}

Findings findings(const RunReport& report) {
  Findings found;
  for (const CaseResult& result : report.cases) sort_in(result, found);
  if (report.random) {
    for (const CaseResult& result : report.random->failures) sort_in(result, found);
  }
  return found;
}

std::vector<std::pair<std::string_view, std::size_t>> count_rows(const Counts& counts) {
  std::vector<std::pair<std::string_view, std::size_t>> rows;
  for (const Outcome outcome : kOutcomes) {
    const std::size_t number = counts.of(outcome);
    if (number > 0 || outcome == Outcome::pass) rows.emplace_back(name(outcome), number);
  }
  if (counts.known > 0) rows.emplace_back("known", counts.known);
  if (counts.not_scored > 0) rows.emplace_back("not scored", counts.not_scored);
  return rows;
}

std::string required_passed(const Counts& counts) {
  return std::to_string(counts.required_passed) + "/" + std::to_string(counts.required);
}

std::string subject_line(const RunReport& report) {
  std::string line = visible(report.subject);
  std::string itself = visible(report.subject_name);
  if (!report.subject_version.empty()) {
    if (!itself.empty()) itself += ' ';
    itself += visible(report.subject_version);
  }
  if (!itself.empty()) line += " (" + itself + ")";
  return line;
}

}  // namespace connectorgroup
