#include "properties/conformance/report/report.h"

#include <algorithm>
#include <numeric>

namespace connectorgroup {
namespace {

// A failure that the known list names. What couldn't be judged is never excused.
bool is_known_failure(const CaseResult& result) {
  return result.known.has_value() && is_failure(result.outcome);
}

void add(const CaseResult& result, Counts& counts) {
  if (!result.scored) {
    ++counts.not_scored;
    return;
  }
  if (is_known_failure(result)) {
    ++counts.known;
  } else {
    ++counts.by_outcome[static_cast<std::size_t>(result.outcome)];
  }
  if (result.level != Level::required) return;
  ++counts.required;
  if (result.outcome == Outcome::pass) ++counts.required_passed;
}

// --- check().

std::optional<std::string> check_case(const CaseResult& result) {
  if (result.id.empty()) return "a case has no id";
  if (result.misbehaviour && outcome_of(*result.misbehaviour) != result.outcome) {
    return result.id + ": " + std::string(name(*result.misbehaviour)) + " is told as " +
           std::string(name(result.outcome));
  }
  if (result.twin_outcome && result.twin.empty()) {
    return result.id + ": an outcome of a twin that it hasn't got";
  }
  return std::nullopt;
}

std::optional<std::string> check_cases(const RunReport& report) {
  for (std::size_t i = 0; i < report.cases.size(); ++i) {
    const CaseResult& result = report.cases[i];
    if (auto fault = check_case(result)) return fault;
    if (i > 0 && result.id == report.cases[i - 1].id) return result.id + ": told twice";
    if (i > 0 && result.id < report.cases[i - 1].id) {
      return result.id + ": stands behind " + report.cases[i - 1].id;
    }
    if (report.complete && result.outcome == Outcome::not_run) {
      return result.id + ": wasn't run, but the run is told to be complete";
    }
  }
  return std::nullopt;
}

std::optional<std::string> check_random(const RandomRun& random) {
  if (random.asked != 0 && random.inputs > random.asked) {
    return "random: more inputs than were asked for";
  }
  for (const CaseResult& result : random.failures) {
    if (const auto fault = check_case(result)) return "random: " + *fault;
    if (!is_failure(result.outcome) && result.outcome != Outcome::protocol_error) {
      return "random: " + result.id + ": " + std::string(name(result.outcome)) + " is no failure";
    }
  }
  return std::nullopt;
}

// --- exit_status().

struct Evidence {
  bool judged = false;         // something passed or failed
  bool nonconforming = false;  // something failed that isn't known
  bool unjudged = false;       // something that was due couldn't be judged
};

void weigh(const CaseResult& result, Evidence& evidence) {
  if (!result.scored) return;
  if (result.outcome == Outcome::pass || is_failure(result.outcome)) evidence.judged = true;
  if (is_failure(result.outcome) && !result.known) evidence.nonconforming = true;
  if (result.outcome == Outcome::protocol_error || result.outcome == Outcome::not_run) {
    evidence.unjudged = true;
  }
}

}  // namespace

std::size_t Counts::total() const {
  return std::accumulate(by_outcome.begin(), by_outcome.end(), known + not_scored);
}

Counts count(const RunReport& report) {
  Counts counts;
  for (const CaseResult& result : report.cases) add(result, counts);
  return counts;
}

std::optional<std::string> check(const RunReport& report) {
  const std::size_t told = count(report).total();
  if (told != report.planned) {
    return std::to_string(report.planned) + " cases were planned, and " + std::to_string(told) +
           " are told of";
  }
  if (report.complete && !report.stopped.empty()) {
    return "the run is told to be complete, and to have been stopped: " + report.stopped;
  }
  if (auto fault = check_cases(report)) return fault;
  for (const RunReport::BrokenRule& broken : report.broken_rules) {
    if (broken.failed <= broken.cases) continue;
    return std::string(row(broken.rule).id) + ": more cases failed than there are";
  }
  if (report.random) return check_random(*report.random);
  return std::nullopt;
}

// What couldn't be judged comes first: with status 1, the list of failures is whole.
int exit_status(const RunReport& report) {
  Evidence evidence;
  for (const CaseResult& result : report.cases) weigh(result, evidence);
  if (report.random) {
    for (const CaseResult& result : report.random->failures) weigh(result, evidence);
    if (report.random->questions > 0) evidence.judged = true;
  }
  if (!report.complete || evidence.unjudged || !evidence.judged) return 3;
  return evidence.nonconforming || !report.known_faults.empty() ? 1 : 0;
}

}  // namespace connectorgroup
