// The value itself: names, counts, contradictions and the exit status.
#include "properties/conformance/report/report.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "properties/conformance/report/report_examples.h"

namespace connectorgroup {
namespace {

// --- Names --------------------------------------------------------------------------------------

TEST(OutcomeNames, AreTheWordsOfTheDocumentation) {
  constexpr std::array<std::string_view, 10> kWords{
      "pass",           "fail",       "crash",           "timeout",
      "protocol-error", "untestable", "order-dependent", "skipped",
      "inconclusive",   "not-run"};
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    EXPECT_EQ(name(kOutcomes[i]), kWords[i]);
    EXPECT_EQ(static_cast<std::size_t>(kOutcomes[i]), i);
    EXPECT_EQ(find_outcome(kWords[i]), kOutcomes[i]);
  }
  EXPECT_EQ(find_outcome("passed"), std::nullopt);
  EXPECT_EQ(find_outcome(""), std::nullopt);
}

TEST(MisbehaviourNames, AreTheWordsOfTheDocumentation) {
  constexpr std::array<std::string_view, 10> kWords{
      "no-start",  "crash", "early-exit", "closed-pipe", "hang",
      "slow-drip", "flood", "garbage",    "wrong-id",    "own-error"};
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    EXPECT_EQ(name(kMisbehaviours[i]), kWords[i]);
    EXPECT_EQ(static_cast<std::size_t>(kMisbehaviours[i]), i);
  }
}

TEST(OutcomeOf, AMisbehaviourIsNeverAPassOrAWrongAnswer) {
  const std::array<Outcome, 10> due{Outcome::not_run,        Outcome::crash,
                                    Outcome::crash,          Outcome::crash,
                                    Outcome::timeout,        Outcome::timeout,
                                    Outcome::protocol_error, Outcome::protocol_error,
                                    Outcome::protocol_error, Outcome::protocol_error};
  for (std::size_t i = 0; i < due.size(); ++i) {
    EXPECT_EQ(outcome_of(kMisbehaviours[i]), due[i]) << name(kMisbehaviours[i]);
  }
}

TEST(IsFailure, IsWhatMakesASubjectNonconforming) {
  const std::set<Outcome> failures{Outcome::fail, Outcome::crash, Outcome::timeout,
                                   Outcome::untestable, Outcome::order_dependent};
  for (const Outcome outcome : kOutcomes) {
    EXPECT_EQ(is_failure(outcome), failures.contains(outcome)) << name(outcome);
  }
}

// --- Counts -------------------------------------------------------------------------------------

TEST(Count, PutsEachCaseInOnePlace) {
  const Counts counts = count(full_report());
  for (const Outcome outcome : kOutcomes) {
    EXPECT_EQ(counts.of(outcome), outcome == Outcome::fail ? 3U : 1U) << name(outcome);
  }
  EXPECT_EQ(counts.known, 1U);
  EXPECT_EQ(counts.not_scored, 1U);
  EXPECT_EQ(counts.total(), 14U);
}

TEST(Count, RequiredCasesAreTheScoredOnesOfThatLevel) {
  const Counts counts = count(full_report());
  EXPECT_EQ(counts.required, 12U);  // not 11/not-scored, not 12/recommended
  EXPECT_EQ(counts.required_passed, 1U);
}

TEST(Count, APassThatIsNotScoredOrNotRequiredIsNoRequiredPass) {
  RunReport report = passing_report();
  case_of(report, "a").scored = false;
  case_of(report, "b").level = Level::choice;
  const Counts counts = count(report);
  EXPECT_EQ(counts.required, 1U);
  EXPECT_EQ(counts.required_passed, 1U);
  EXPECT_EQ(counts.of(Outcome::pass), 2U);
}

TEST(Count, TheKnownListExcusesFailuresOnly) {
  RunReport report = passing_report();
  case_of(report, "a").known = "stale";
  case_of(report, "b").known = "the wrapper";
  case_of(report, "b").outcome = Outcome::protocol_error;
  const Counts counts = count(report);
  EXPECT_EQ(counts.known, 0U);
  EXPECT_EQ(counts.of(Outcome::pass), 2U);
  EXPECT_EQ(counts.of(Outcome::protocol_error), 1U);
}

// --- Contradictions -----------------------------------------------------------------------------

// Whether check() finds something that has `part` in it.
testing::AssertionResult contradicts(const RunReport& report, std::string_view part) {
  const auto found = check(report);
  if (!found) return testing::AssertionFailure() << "nothing found";
  if (found->find(part) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "found: " << *found;
}

TEST(Check, FindsNothingInGoodReports) {
  EXPECT_EQ(check(passing_report()), std::nullopt);
  EXPECT_EQ(check(full_report()), std::nullopt);
  EXPECT_EQ(check(RunReport{}), std::nullopt);
}

TEST(Check, EachPlannedCaseMustBeTold) {
  RunReport report = passing_report();
  ++report.planned;
  EXPECT_TRUE(contradicts(report, "4 cases were planned, and 3 are told of"));
  report.planned = 2;
  EXPECT_TRUE(contradicts(report, "2 cases were planned"));
}

TEST(Check, ACompleteRunHasRunAllAndWasNotStopped) {
  RunReport report = passing_report();
  case_of(report, "b").outcome = Outcome::not_run;
  EXPECT_TRUE(contradicts(report, "b: wasn't run"));
  report.complete = false;
  EXPECT_EQ(check(report), std::nullopt);

  report = passing_report();
  report.stopped = "interrupted";
  EXPECT_TRUE(contradicts(report, "stopped: interrupted"));
}

TEST(Check, IdsAreThereInOrderAndOnce) {
  RunReport report = passing_report();
  std::swap(report.cases[0], report.cases[1]);
  EXPECT_TRUE(contradicts(report, "a: stands behind b"));
  report = passing_report();
  report.cases[2].id = "b";
  EXPECT_TRUE(contradicts(report, "b: told twice"));
  report = passing_report();
  report.cases[0].id.clear();
  EXPECT_TRUE(contradicts(report, "no id"));
}

TEST(Check, AMisbehaviourFitsItsOutcome) {
  RunReport report = passing_report();
  case_of(report, "a").misbehaviour = Misbehaviour::hang;
  EXPECT_TRUE(contradicts(report, "a: hang is told as pass"));
  case_of(report, "a").outcome = Outcome::timeout;
  EXPECT_EQ(check(report), std::nullopt);
}

TEST(Check, AnOutcomeOfATwinNeedsATwin) {
  RunReport report = passing_report();
  case_of(report, "c").twin.clear();
  EXPECT_TRUE(contradicts(report, "c: an outcome of a twin"));
}

TEST(Check, ARuleFailsNoMoreCasesThanItHas) {
  RunReport report = passing_report();
  report.broken_rules = {{Rule::json_literal, 2, 2}};
  EXPECT_EQ(check(report), std::nullopt);
  report.broken_rules = {{Rule::json_literal, 3, 2}};
  EXPECT_TRUE(contradicts(report, "json.literal: more cases failed"));
}

TEST(Check, RandomFailuresFailAndInputsWereAskedFor) {
  RunReport report = full_report();
  report.random->inputs = 1001;
  EXPECT_TRUE(contradicts(report, "more inputs than were asked for"));
  report.random->asked = 0;
  EXPECT_EQ(check(report), std::nullopt);
  report.random->failures[0].outcome = Outcome::protocol_error;
  EXPECT_EQ(check(report), std::nullopt);
  report.random->failures[0].outcome = Outcome::pass;
  EXPECT_TRUE(contradicts(report, "pass is no failure"));
  report.random->failures[0].id.clear();
  EXPECT_TRUE(contradicts(report, "random: a case has no id"));
}

// --- Exit status --------------------------------------------------------------------------------

int status_with(Outcome outcome) {
  RunReport report = passing_report();
  case_of(report, "b").outcome = outcome;
  return exit_status(report);
}

TEST(ExitStatus, FollowsTheOutcome) {
  EXPECT_EQ(status_with(Outcome::pass), 0);
  EXPECT_EQ(status_with(Outcome::fail), 1);
  EXPECT_EQ(status_with(Outcome::crash), 1);
  EXPECT_EQ(status_with(Outcome::timeout), 1);
  EXPECT_EQ(status_with(Outcome::untestable), 1);
  EXPECT_EQ(status_with(Outcome::order_dependent), 1);
  EXPECT_EQ(status_with(Outcome::protocol_error), 3);
  EXPECT_EQ(status_with(Outcome::not_run), 3);
  EXPECT_EQ(status_with(Outcome::skipped), 0);
  EXPECT_EQ(status_with(Outcome::inconclusive), 0);
}

TEST(ExitStatus, IsNoCount) {
  RunReport report = passing_report();
  report.cases.clear();
  for (int i = 0; i < 256; ++i) {
    report.cases.push_back(example_case(std::to_string(1000 + i), Outcome::fail));
  }
  report.planned = 256;
  EXPECT_EQ(exit_status(report), 1);
}

TEST(ExitStatus, KnownFailuresConform) {
  RunReport report = passing_report();
  case_of(report, "b").outcome = Outcome::crash;
  case_of(report, "b").known = "issue 12";
  EXPECT_EQ(exit_status(report), 0);
  case_of(report, "c").outcome = Outcome::fail;
  EXPECT_EQ(exit_status(report), 1);
}

TEST(ExitStatus, ARunOfKnownFailuresOnlyWasJudged) {
  RunReport report = passing_report();
  for (CaseResult& result : report.cases) {
    result.outcome = Outcome::fail;
    result.known = "all of it";
  }
  EXPECT_EQ(exit_status(report), 0);
}

TEST(ExitStatus, TheKnownListExcusesNoProtocolError) {
  RunReport report = passing_report();
  case_of(report, "b").outcome = Outcome::protocol_error;
  case_of(report, "b").known = "the wrapper";
  EXPECT_EQ(exit_status(report), 3);
}

TEST(ExitStatus, AFaultOfTheKnownListFailsTheRun) {
  RunReport report = passing_report();
  report.known_faults = {{3, "stale: a passes"}};
  EXPECT_EQ(exit_status(report), 1);
}

TEST(ExitStatus, WhatIsNotScoredDecidesNothing) {
  for (const Outcome outcome : {Outcome::fail, Outcome::protocol_error, Outcome::not_run}) {
    RunReport report = passing_report();
    case_of(report, "b").outcome = outcome;
    case_of(report, "b").scored = false;
    EXPECT_EQ(exit_status(report), 0) << name(outcome);
  }
}

TEST(ExitStatus, NothingJudgedIsNotConforming) {
  for (const Outcome outcome : {Outcome::skipped, Outcome::inconclusive}) {
    RunReport report = passing_report();
    for (CaseResult& result : report.cases) result.outcome = outcome;
    EXPECT_EQ(exit_status(report), 3) << name(outcome);
  }
  RunReport report = passing_report();
  report.cases.clear();
  report.planned = 0;
  EXPECT_EQ(exit_status(report), 3);
  report.random = RandomRun{};
  EXPECT_EQ(exit_status(report), 3);
  report.random->questions = 1;
  EXPECT_EQ(exit_status(report), 0);
}

TEST(ExitStatus, PassesThatAreNotScoredAreNoPasses) {
  RunReport report = passing_report();
  for (CaseResult& result : report.cases) result.scored = false;
  EXPECT_EQ(exit_status(report), 3);
}

TEST(ExitStatus, AnIncompleteRunIsNotJudgedWhateverItFound) {
  RunReport report = passing_report();
  report.complete = false;
  EXPECT_EQ(exit_status(report), 3);
  case_of(report, "a").outcome = Outcome::fail;
  EXPECT_EQ(exit_status(report), 3);
}

TEST(ExitStatus, RandomFailuresCount) {
  RunReport report = passing_report();
  report.random = full_report().random;
  EXPECT_EQ(exit_status(report), 1);
  report.random->failures[0].known = "issue 12";
  EXPECT_EQ(exit_status(report), 0);
  report.random->failures[0].outcome = Outcome::protocol_error;
  EXPECT_EQ(exit_status(report), 3);
  report.random->failures.clear();
  EXPECT_EQ(exit_status(report), 0);
}

}  // namespace
}  // namespace connectorgroup
