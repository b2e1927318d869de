// What reports for people say and list first.
#include "properties/conformance/report/findings.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "properties/conformance/report/report_examples.h"
#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

std::vector<std::string> ids(const std::vector<const CaseResult*>& results) {
  std::vector<std::string> all;
  for (const CaseResult* result : results) all.push_back(result->id);
  return all;
}

// --- The verdict --------------------------------------------------------------------------------

TEST(RunVerdict, AConformingRunSaysWhatItRestsOn) {
  RunReport report = passing_report();
  case_of(report, "b").outcome = Outcome::skipped;
  case_of(report, "c").outcome = Outcome::fail;
  case_of(report, "c").known = "issue 12";
  const RunVerdict ending = verdict(report);
  EXPECT_EQ(ending.status, 0);
  EXPECT_EQ(ending.word, "conforming");
  EXPECT_EQ(ending.reason, "1/3 required cases passed, 1 known failure, 1 case skipped");
  case_of(report, "b").outcome = Outcome::inconclusive;
  EXPECT_EQ(verdict(report).reason,
            "1/3 required cases passed, 1 known failure, 1 case inconclusive");
}

TEST(RunVerdict, ANonconformingRunCountsEveryKindOfFailure) {
  RunReport report = passing_report();
  case_of(report, "a").outcome = Outcome::untestable;
  case_of(report, "b").outcome = Outcome::crash;
  report.random = full_report().random;
  report.known_faults = {{3, "stale"}, {4, "expired"}};
  const RunVerdict ending = verdict(report);
  EXPECT_EQ(ending.status, 1);
  EXPECT_EQ(ending.word, "nonconforming");
  EXPECT_EQ(ending.reason, "2 cases failed, 1 kind of random failure, 2 faults of the known list");
}

TEST(RunVerdict, AStaleListIsNotTheSubjectsFault) {
  RunReport report = passing_report();
  report.known_faults = {{3, "stale"}};
  EXPECT_EQ(verdict(report).word, "known list out of date");
  report.random = full_report().random;
  EXPECT_EQ(verdict(report).word, "nonconforming");
}

TEST(RunVerdict, SaysWhyTheSubjectCouldNotBeJudged) {
  const RunVerdict ending = verdict(full_report());
  EXPECT_EQ(ending.status, 3);
  EXPECT_EQ(ending.word, "not judged");
  EXPECT_EQ(ending.reason,
            "stopped: the subject died more than 20 times, 1 protocol error, 1 case not run, "
            "7 cases failed, 1 kind of random failure, 1 fault of the known list");
  RunReport report = passing_report();
  report.complete = false;
  EXPECT_EQ(verdict(report).reason, "the run is incomplete");
  report = RunReport{};
  report.complete = true;
  EXPECT_EQ(verdict(report).reason, "nothing passed or failed");
}

TEST(RunVerdict, HasNoByteOfTheSubjectUnescaped) {
  EXPECT_TRUE(is_harmless(verdict(hostile_report()).reason));
  EXPECT_TRUE(is_harmless(subject_line(hostile_report())));
}

// --- Lists and counts ---------------------------------------------------------------------------

TEST(Findings, SortEveryCaseThatDidNotPass) {
  const RunReport report = full_report();
  const Findings found = findings(report);
  EXPECT_EQ(
      ids(found.unexpected),
      (std::vector<std::string>{"02/fail", "03/crash", "04/timeout", "05/protocol-error",
                                "06/untestable", "12/recommended", "13/alone-differs",
                                "14/order-dependent", "random/json.number.leading-zero/fail"}));
  EXPECT_EQ(ids(found.known), std::vector<std::string>{"10/known"});
  EXPECT_EQ(ids(found.unscored), std::vector<std::string>{"11/not-scored"});
  EXPECT_EQ(ids(found.unjudged),
            (std::vector<std::string>{"07/skipped", "08/inconclusive", "09/not-run"}));
}

TEST(Findings, AProtocolErrorIsNeverExcused) {
  RunReport report = passing_report();
  case_of(report, "a").outcome = Outcome::protocol_error;
  case_of(report, "a").known = "the wrapper";
  EXPECT_EQ(ids(findings(report).unexpected), std::vector<std::string>{"a"});
}

TEST(CountRows, AddUpToTheTotal) {
  const Counts counts = count(full_report());
  std::size_t sum = 0;
  for (const auto& [label, number] : count_rows(counts)) sum += number;
  EXPECT_EQ(sum, counts.total());
}

TEST(CountRows, LeaveOutWhatThereIsNoneOfButPasses) {
  const auto rows = count_rows(Counts{});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].first, "pass");
  EXPECT_EQ(rows[0].second, 0U);
}

TEST(SubjectLine, HasWhatTheSubjectCallsItself) {
  RunReport report = passing_report();
  EXPECT_EQ(subject_line(report), "exec:python3 mine.py (mine 1.2)");
  report.subject_name.clear();
  EXPECT_EQ(subject_line(report), "exec:python3 mine.py (1.2)");
  report.subject_version.clear();
  EXPECT_EQ(subject_line(report), "exec:python3 mine.py");
}

}  // namespace
}  // namespace connectorgroup
