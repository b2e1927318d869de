// The badge: counts, and colours that promise nothing that wasn't tried.
#include "properties/conformance/report/badge_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "properties/conformance/report/report_examples.h"

namespace connectorgroup {
namespace {

std::string color(const RunReport& report) {
  return nlohmann::json::parse(badge_report(report)).at("color").get<std::string>();
}

TEST(BadgeReport, IsWhatShieldsTakes) {
  EXPECT_EQ(badge_report(passing_report()),
            "{\"schemaVersion\":1,\"label\":\"connectorGroup\",\"message\":\"required 3/3 \u00B7 "
            "rev 2026-1\",\"color\":\"brightgreen\"}\n");
}

TEST(BadgeReport, LeavesOutARevisionThatIsNotFrozen) {
  RunReport report = passing_report();
  report.revision.clear();
  EXPECT_EQ(nlohmann::json::parse(badge_report(report)).at("message"), "required 3/3");
}

TEST(BadgeReport, IsRedWhereARequiredCaseFails) {
  for (const Outcome outcome : {Outcome::fail, Outcome::crash, Outcome::timeout,
                                Outcome::untestable, Outcome::order_dependent}) {
    RunReport report = passing_report();
    case_of(report, "b").outcome = outcome;
    EXPECT_EQ(color(report), "red") << name(outcome);
    case_of(report, "b").known = "issue 12";
    EXPECT_EQ(color(report), "red") << name(outcome);
    report.complete = false;
    EXPECT_EQ(color(report), "red") << name(outcome);
  }
}

TEST(BadgeReport, IsRedWhereARequiredRuleFailsAtRandom) {
  RunReport report = passing_report();
  report.random = full_report().random;
  EXPECT_EQ(color(report), "red");
  report.random->failures[0].level = Level::recommended;
  EXPECT_EQ(color(report), "brightgreen");
}

TEST(BadgeReport, IsGreyWhereARequiredCaseWasNotJudged) {
  for (const Outcome outcome :
       {Outcome::skipped, Outcome::inconclusive, Outcome::not_run, Outcome::protocol_error}) {
    RunReport report = passing_report();
    case_of(report, "b").outcome = outcome;
    EXPECT_EQ(color(report), "lightgrey") << name(outcome);
  }
}

TEST(BadgeReport, IsGreyWhereTheRunIsIncompleteOrEmpty) {
  RunReport report = passing_report();
  report.complete = false;
  EXPECT_EQ(color(report), "lightgrey");
  report = passing_report();
  for (CaseResult& result : report.cases) result.level = Level::recommended;
  EXPECT_EQ(color(report), "lightgrey");
  EXPECT_EQ(color(RunReport{}), "lightgrey");
}

TEST(BadgeReport, OtherLevelsAndUnscoredCasesDoNotColourIt) {
  RunReport report = passing_report();
  case_of(report, "b").outcome = Outcome::fail;
  case_of(report, "b").level = Level::recommended;
  case_of(report, "c").outcome = Outcome::fail;
  case_of(report, "c").scored = false;
  EXPECT_EQ(color(report), "brightgreen");
}

TEST(BadgeReport, CarriesAnyRevision) {
  const auto badge = nlohmann::json::parse(badge_report(hostile_report()));
  EXPECT_EQ(badge.size(), 4U);
  EXPECT_TRUE(is_harmless(badge.at("message").get<std::string>()));
}

}  // namespace
}  // namespace connectorgroup
