// What a run found out about a subject: a plain value, made by the runner, that every form of
// report is written from and that can't lie: check() holds its counts against its cases.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/rule.h"
#include "properties/conformance/report/outcome.h"
#include "properties/subject_failure.h"

namespace connectorgroup {

// A smaller input on which the subject fails in the same way.
struct Shrunk {
  std::string input;  // bytes
  std::string expected;
  std::string got;
  std::size_t calls = 0;  // of the subject

  friend bool operator==(const Shrunk&, const Shrunk&) = default;
};

// The lines that a person can copy. Empty where there is none for the subject.
struct Reproduction {
  std::string pipe;    // printf ... | subject
  std::string curl;    // curl ...
  std::string replay;  // cgconform replay ...

  friend bool operator==(const Reproduction&, const Reproduction&) = default;
};

struct CaseResult {
  std::string id;     // "body/reject/graph-2017/create-request/json/number/leading-zero/zero"
  std::string group;  // cases of a group stand together in reports: "body json.number"
  std::string verb;   // of the line protocol: "read-request"
  Level level = Level::required;
  bool scored = true;        // part of the revision that the run is of
  std::optional<Rule> rule;  // that is broken, or pinned
  Outcome outcome = Outcome::not_run;
  std::optional<Misbehaviour> misbehaviour;
  std::string expected;    // "reject", "accept name=\"sales\""
  std::string got;         // the same words; empty where there was no answer
  std::string note;        // one line: why it is untestable, skipped, inconclusive or not run
  std::string input;       // bytes, whole
  std::string input_file;  // where failing input was saved; empty where it wasn't
  std::string twin;        // the id of the twin, or empty
  std::optional<Outcome> twin_outcome;
  // The same case alone, on a fresh subject: differs where the failure depends on what came before.
  std::optional<Outcome> alone;
  std::optional<Shrunk> shrunk;
  std::string error_output;          // the subject's standard error, at most 8 KiB, any bytes
  std::optional<std::string> known;  // listed as known: the reason
  Reproduction reproduction;
  // Of a random failure: the law whose check asked, and the bytes that it was given.
  std::string law;
  // From the question to its answer, a start of the subject included. Only where the run was asked
  // for times: two runs of one command are the same but for these.
  std::optional<std::chrono::microseconds> duration;
};

// An entry of the known list that fails the run, or a line of it.
struct KnownListFault {
  std::size_t line = 0;
  std::string
      text;  // "stale: body/... passes", "expired on 2026-11-01: ...", "matches no case: ..."
};

struct RandomRun {
  std::uint64_t seed = 0;
  std::uint64_t asked = 0;               // inputs asked for; 0: as many as the time allows
  std::uint64_t inputs = 0;              // generated
  std::uint64_t questions = 0;           // asked of the subject
  std::optional<std::uint64_t> seconds;  // the bound, where time was one
  std::vector<CaseResult> failures;      // one for each bucket: rule, verb and outcome
};

struct RunReport {
  std::string tool_version;  // "0.1.0"
  std::string revision;      // of the scored set: "2026-1"
  std::string subject;       // as the user named it: "exec:python3 mine.py"
  std::string subject_name;  // as it calls itself; may be empty
  std::string subject_version;
  std::string contract;              // "graph-2017"
  Level level = Level::required;     // the highest that the subject is held to
  std::vector<std::string> command;  // the arguments of this run
  std::vector<std::pair<std::string, std::string>> choices;  // rule id, "refuse" or "accept"
  std::size_t planned = 0;                                   // cases
  std::size_t restarts = 0;
  std::vector<CaseResult> cases;  // in the order of their ids
  std::optional<RandomRun> random;
  std::vector<KnownListFault> known_faults;
  // Rules that the failures point at, most likely first, each with what it explains.
  struct BrokenRule {
    Rule rule;
    std::size_t failed = 0;  // cases that need the rule and failed
    std::size_t cases = 0;   // that need the rule
  };
  std::vector<BrokenRule> broken_rules;
  // Resources that a server was left with, since they couldn't be deleted.
  std::vector<std::string> leftovers;
  std::string stopped;  // why the run ended early, or empty
  bool complete = false;
};

struct Counts {
  std::array<std::size_t, kOutcomes.size()> by_outcome{};  // failures that are known left out
  std::size_t known = 0;                                   // failures that the known list names
  std::size_t not_scored = 0;                              // counted nowhere else
  std::size_t required = 0;                                // scored cases of level required
  std::size_t required_passed = 0;

  std::size_t of(Outcome outcome) const { return by_outcome[static_cast<std::size_t>(outcome)]; }
  std::size_t total() const;
};
Counts count(const RunReport& report);

// Nothing, or how the report contradicts itself: planned cases that aren't counted, a complete run
// with cases that weren't run, ids out of order or twice.
std::optional<std::string> check(const RunReport& report);

// The exit status of the run, CONFORMANCE e.5: 0 conforming (known failures included), 1
// nonconforming or a fault of the known list, 3 the subject couldn't be judged (no start, a
// protocol error, a case that wasn't run, nothing passed or failed).
int exit_status(const RunReport& report);

}  // namespace connectorgroup
