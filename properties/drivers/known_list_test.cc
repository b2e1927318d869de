// The list of known failures: what is known, what is a fault of the list, how it is written anew.
#include "properties/conformance/known_list.h"

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

namespace connectorgroup {
namespace {

const std::vector<std::string> kIds{"body/a", "body/b", "body/c", "http/a"};

KnownList list_of(std::string_view text) {
  auto list = KnownList::parse(text);
  EXPECT_TRUE(std::holds_alternative<KnownList>(list)) << std::get<std::string>(list);
  return std::get<KnownList>(std::move(list));
}

std::string fault_of(std::string_view text) {
  const auto list = KnownList::parse(text);
  const auto* fault = std::get_if<std::string>(&list);
  return fault == nullptr ? "" : *fault;
}

RunReport report_with(std::initializer_list<std::pair<const char*, Outcome>> outcomes) {
  RunReport report;
  for (const auto& [id, outcome] : outcomes) {
    CaseResult result;
    result.id = id;
    result.outcome = outcome;
    report.cases.push_back(result);
  }
  return report;
}

RunReport applied(std::string_view text, RunReport report) {
  list_of(text).apply(report, kIds, "2026-11-24");
  return report;
}

std::vector<std::string> faults_of(const RunReport& report) {
  std::vector<std::string> texts;
  for (const KnownListFault& fault : report.known_faults) texts.push_back(fault.text);
  return texts;
}

TEST(KnownList, KnowsAFailureWithItsReason) {
  const RunReport report =
      applied("# why\nbody/a fail until=2026-11-24 # issue 7\n\nbody/b crash wontfix\n",
              report_with({{"body/a", Outcome::fail}, {"body/b", Outcome::crash}}));
  EXPECT_EQ(report.cases[0].known, "issue 7");
  EXPECT_TRUE(report.cases[1].known.has_value());
  EXPECT_TRUE(report.known_faults.empty());
}

TEST(KnownList, AnEntryWhoseCasePassesIsStale) {
  const RunReport report = applied("body/a fail", report_with({{"body/a", Outcome::pass}}));
  EXPECT_EQ(faults_of(report), std::vector<std::string>{"stale: body/a passes"});
  EXPECT_EQ(report.known_faults[0].line, 1U);
}

TEST(KnownList, AnotherOutcomeIsntKnown) {
  const RunReport report = applied("\nbody/a fail", report_with({{"body/a", Outcome::crash}}));
  EXPECT_FALSE(report.cases[0].known.has_value());
  EXPECT_EQ(faults_of(report), std::vector<std::string>{"body/a is listed as fail, and is crash"});
  EXPECT_EQ(report.known_faults[0].line, 2U);
}

TEST(KnownList, AnEntryHoldsOnItsLastDayAndNotAfter) {
  EXPECT_TRUE(applied("body/a fail until=2026-11-24", report_with({{"body/a", Outcome::fail}}))
                  .known_faults.empty());
  const RunReport late =
      applied("body/a fail until=2026-11-23", report_with({{"body/a", Outcome::fail}}));
  EXPECT_FALSE(late.cases[0].known.has_value());
  EXPECT_EQ(faults_of(late), std::vector<std::string>{"expired on 2026-11-23: body/a"});
}

TEST(KnownList, AnEntryThatNamesNoCaseIsAFaultAndOneThatWasntSelectedIsNot) {
  EXPECT_EQ(faults_of(applied("body/x fail", {})),
            std::vector<std::string>{"matches no case: body/x"});
  EXPECT_TRUE(
      applied("body/c fail", report_with({{"body/a", Outcome::pass}})).known_faults.empty());
}

TEST(KnownList, APatternMayNameTwentyCases) {
  std::vector<std::string> ids;
  for (int i = 0; i < 20; ++i) ids.push_back("body/" + std::to_string(i));
  RunReport report;
  list_of("body/* fail").apply(report, ids, "2026-11-24");
  EXPECT_TRUE(report.known_faults.empty());
  ids.push_back("body/one-more");
  list_of("body/* fail").apply(report, ids, "2026-11-24");
  EXPECT_EQ(faults_of(report), std::vector<std::string>{"body/* names 21 cases, more than 20"});
}

TEST(KnownList, WhatCouldntBeJudgedMakesNoEntryStale) {
  for (const Outcome outcome : {Outcome::not_run, Outcome::inconclusive, Outcome::protocol_error}) {
    const RunReport report = applied("body/a fail", report_with({{"body/a", outcome}}));
    EXPECT_TRUE(report.known_faults.empty());
    EXPECT_FALSE(report.cases[0].known.has_value());
  }
}

TEST(KnownList, KnowsRandomFailuresAndMissesNone) {
  RunReport report;
  report.random.emplace();
  CaseResult failure;
  failure.id = "random/read-request/json.comment/fail";
  failure.outcome = Outcome::fail;
  report.random->failures.push_back(failure);
  const RunReport result =
      applied("random/read-request/json.comment/fail fail # seen\nrandom/exchange/x fail", report);
  EXPECT_EQ(result.random->failures[0].known, "seen");
  EXPECT_TRUE(result.known_faults.empty());
}

TEST(KnownList, AWrongLineIsToldWithItsNumber) {
  EXPECT_NE(fault_of("body/a fail\nbody/b").find("line 2: "), std::string::npos);
  for (const char* line : {"body/a", "body/a pass", "body/a failed", "body/a fail until=2026-1-1",
                           "body/a fail until=2026-13-01", "body/a fail because"}) {
    EXPECT_NE(fault_of(line), "") << line;
  }
}

TEST(KnownList, IsWrittenAnewInOrderWithItsComments) {
  const KnownList list = list_of(
      "# About c.\nhttp/a fail wontfix # meant\n# About a.\nbody/a fail # why\nbody/b fail\n"
      "body/gone fail\n# The end.\n");
  const RunReport report = report_with({{"body/a", Outcome::crash},
                                        {"body/b", Outcome::pass},
                                        {"body/c", Outcome::timeout},
                                        {"http/a", Outcome::fail}});
  const std::string text = list.updated(report, kIds);
  EXPECT_EQ(text,
            "# About a.\nbody/a crash # why\n"
            "body/c timeout # new, without a reason yet\n"
            "# About c.\nhttp/a fail wontfix # meant\n"
            "# The end.\n");
  EXPECT_EQ(list_of(text).updated(report, kIds), text);
  RunReport again = report;
  list_of(text).apply(again, kIds, "2026-11-24");
  EXPECT_TRUE(again.known_faults.empty());
}

}  // namespace
}  // namespace connectorgroup
