// What is made of trials: kept lines, records, what they sum up to, and what people are told.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <variant>
#include <vector>

#include "properties/conformance/power/power_text.h"
#include "properties/conformance/power/results.h"
#include "properties/conformance/power/shortcomings.h"
#include "properties/conformance/power/summary.h"
#include "properties/conformance/power/trial.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kPlanted = "structure.form-feed";
constexpr std::string_view kIgnored = "json.whitespace";

TrialRun found_at(std::uint64_t seed, std::uint64_t number) {
  TrialRun run;
  run.seed = seed;
  run.found = number;
  run.tried = number;
  run.by = "body.one-fault";
  return run;
}

TrialRun missed(std::uint64_t seed, std::uint64_t different) {
  TrialRun run;
  run.seed = seed;
  run.tried = 100;
  run.asked = 900;
  run.different = different;
  return run;
}

Trial trial(std::string_view fault, Driver driver, std::vector<TrialRun> runs) {
  Trial made;
  made.fault = fault;
  made.driver = driver;
  made.runs = std::move(runs);
  return made;
}

Trial by_laws(std::string_view fault, std::map<std::string, std::uint64_t> laws) {
  Trial made = trial(fault, Driver::laws, {found_at(0, 3)});
  made.found_by = std::move(laws);
  return made;
}

TEST(Trials, ALineIsReadAsWhatWasWritten) {
  Trial full = by_laws(kPlanted, {{"body.one-fault", 3}, {"body.respelling", 7}});
  full.crashes = 2;
  for (const Trial& each :
       {full, trial(kIgnored, Driver::random, {found_at(1, 5), missed(2, 4)})}) {
    EXPECT_EQ(trial_of(line_of(each)), each) << line_of(each);
  }
  EXPECT_EQ(trial_of("{\"fault\":\"a\",\"driver\":\"cases\",\"runs\""), std::nullopt);
  EXPECT_EQ(trial_of(R"({"fault":"a","driver":"nobody","runs":[]})"), std::nullopt);
  EXPECT_EQ(trial_of(""), std::nullopt);
}

TEST(Trials, EveryDriverHasAName) {
  for (const Driver driver : kDrivers) EXPECT_EQ(find_driver(name(driver)), driver);
  EXPECT_EQ(find_driver("nobody"), std::nullopt);
}

class TrialLogTest : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::remove(path_); }
  void TearDown() override {
    std::filesystem::remove(path_);
    std::filesystem::remove(path_ + ".before");
  }

  const std::string path_ = testing::TempDir() + "connectorgroup-trials.jsonl";
  const Trial first_ = trial(kPlanted, Driver::cases, {found_at(0, 5)});
  const Trial second_ = trial(kIgnored, Driver::random, {missed(1, 0)});
};

TEST_F(TrialLogTest, IsGoneOnWithByTheSameProgram) {
  {
    TrialLog log(path_, "program", {});
    EXPECT_TRUE(log.add(first_));
    EXPECT_EQ(log.find(kIgnored, Driver::random), nullptr);
  }
  TrialLog log(path_, "program", {});
  EXPECT_TRUE(log.add(second_));
  TrialLog again(path_, "program", {});
  EXPECT_EQ(again.trials(), (std::vector{first_, second_}));
  ASSERT_NE(again.find(kPlanted, Driver::cases), nullptr);
  EXPECT_EQ(again.find(kPlanted, Driver::laws), nullptr);
}

TEST_F(TrialLogTest, IsBegunAnewByAnotherProgramOrBudget) {
  TrialLog(path_, "program", {}).add(first_);
  EXPECT_TRUE(TrialLog(path_, "another", {}).trials().empty());
  Budget more;
  ++more.inputs;
  EXPECT_TRUE(TrialLog(path_, "program", more).trials().empty());
  TrialLog(path_, "another", {}).add(second_);
  EXPECT_EQ(TrialLog(path_, "another", {}).trials(), std::vector{second_});
  EXPECT_TRUE(TrialLog(path_, "program", {}).trials().empty());
  EXPECT_EQ(TrialLog(path_ + ".before", "program", {}).trials(), std::vector{first_});
}

TEST_F(TrialLogTest, LosesOnlyTheLineThatWasCutOff) {
  TrialLog(path_, "program", {}).add(first_);
  std::ofstream(path_, std::ios::app) << "\n{\"fault\":\"half";
  TrialLog(path_, "program", {}).add(second_);
  EXPECT_EQ(TrialLog(path_, "program", {}).trials(), (std::vector{first_, second_}));
}

TEST(PowerRecordText, IsReadAsWhatWasWritten) {
  const PowerRecord record{"1e610d4",
                           "2026-11-30",
                           {3, 10, 20, 2},
                           {trial(kPlanted, Driver::cases, {found_at(0, 5)}),
                            trial(kIgnored, Driver::fuzz, {missed(1, 0)})}};
  const auto read = parse_power_record(as_json(record));
  ASSERT_TRUE(std::holds_alternative<PowerRecord>(read)) << std::get<std::string>(read);
  EXPECT_EQ(std::get<PowerRecord>(read), record);
  for (const char* wrong : {"", "[]", R"({"commit":"a"})"}) {
    EXPECT_TRUE(std::holds_alternative<std::string>(parse_power_record(wrong))) << wrong;
  }
}

TEST(PowerSummary, TellsHowATrialEnded) {
  EXPECT_EQ(found_in(trial("a", Driver::random, {found_at(1, 5), found_at(2, 9)})), Found::always);
  EXPECT_EQ(found_in(trial("a", Driver::random, {found_at(1, 5), missed(2, 1)})), Found::sometimes);
  EXPECT_EQ(found_in(trial("a", Driver::random, {missed(1, 0), missed(2, 1)})), Found::seen);
  EXPECT_EQ(found_in(trial("a", Driver::random, {missed(1, 0)})), Found::unseen);
  EXPECT_EQ(found_in(trial("a", Driver::random, {})), Found::unseen);
}

TEST(PowerSummary, CountsByDriverAndKind) {
  const std::vector<Trial> trials{
      trial(kPlanted, Driver::random, {found_at(1, 5), found_at(2, 90), found_at(3, 7)}),
      trial(kIgnored, Driver::random, {found_at(1, 1), missed(2, 3)}),
      trial(kPlanted, Driver::cases, {missed(0, 0)}),
      trial("model:body", Driver::random, {missed(1, 0)})};
  const DriverSummary planted = summary_of(trials, Driver::random, true);
  EXPECT_EQ(planted.tried, 1U);
  EXPECT_EQ(planted.always, 1U);
  EXPECT_EQ(planted.median, 7U);
  EXPECT_EQ(planted.largest, 90U);
  const DriverSummary rules = summary_of(trials, Driver::random, false);
  EXPECT_EQ(rules.tried, 1U);
  EXPECT_EQ(rules.sometimes, 1U);
  EXPECT_EQ(summary_of(trials, Driver::cases, true).unseen, 1U);
}

TEST(PowerSummary, KnowsWhatEachLawFindsAlone) {
  const std::vector<Trial> trials{by_laws("a", {{"one", 1}}),
                                  by_laws("b", {{"one", 2}, {"two", 2}}),
                                  by_laws("model:body", {{"three", 1}})};
  const std::vector<Contribution> all = contributions(trials, Driver::laws, {"one", "zero"});
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].name, "one");
  EXPECT_EQ(all[0].found, 2U);
  EXPECT_EQ(all[0].alone, std::vector<std::string>{"a"});
  EXPECT_EQ(all[1].found, 1U);
  EXPECT_TRUE(all[1].alone.empty());
  EXPECT_EQ(all[2].name, "zero");
  EXPECT_EQ(all[2].found, 0U);
}

TEST(PowerSummary, AGapIsWhatNoDriverOfAKindAlwaysFinds) {
  const std::vector<Trial> trials{trial("a", Driver::cases, {missed(0, 0)}),
                                  trial("a", Driver::laws, {found_at(0, 1)}),
                                  trial("b", Driver::cases, {missed(0, 0)}),
                                  trial("b", Driver::laws, {missed(0, 6)}),
                                  trial("b", Driver::random, {found_at(1, 1), missed(2, 0)}),
                                  trial("a", Driver::random, {missed(1, 0)}),
                                  trial("a", Driver::fuzz, {found_at(1, 9)})};
  const std::vector<Gap> catalogue = catalogue_gaps(trials);
  ASSERT_EQ(catalogue.size(), 1U);
  EXPECT_EQ(catalogue[0].fault, "b");
  EXPECT_EQ(catalogue[0].what,
            "cases: no answer differed; laws: answers differed, and no law minded");
  const std::vector<Gap> search = search_gaps(trials);
  ASSERT_EQ(search.size(), 1U);
  EXPECT_EQ(search[0].what, "random: found with 1 of 2 seeds");
}

TEST(PowerSummary, WhatIsFoundOfTheModelIsAFalseAlarm) {
  const std::vector<Trial> trials{trial("model:http", Driver::random, {missed(1, 0)}),
                                  trial("model:body", Driver::laws, {found_at(0, 4)})};
  EXPECT_EQ(false_alarms(trials), std::vector<std::string>{"model:body by laws: body.one-fault"});
}

PowerRecord record_of(std::vector<Trial> trials) {
  return {"1e610d4", "2026-11-30", {}, std::move(trials)};
}

TEST(PowerShortcomings, AMissNeedsAReasonAndAReasonAMiss) {
  const PowerRecord missing = record_of({trial(kPlanted, Driver::random, {missed(1, 0)})});
  EXPECT_EQ(shortcomings(missing, {}),
            "NOT FOUND    structure.form-feed: random: no answer differed\n");
  const Background excused{{}, {}, {{std::string(kPlanted), "Because."}}, {}};
  EXPECT_EQ(shortcomings(missing, excused), "");
  const PowerRecord found = record_of({trial(kPlanted, Driver::random, {found_at(1, 2)})});
  EXPECT_EQ(shortcomings(found, excused),
            "STALE        structure.form-feed: isn't missed: Because.\n");
  // A record of other faults says nothing of it.
  EXPECT_EQ(shortcomings(record_of({trial(kIgnored, Driver::random, {found_at(1, 2)})}), excused),
            "");
}

TEST(PowerShortcomings, AReasonMayExcuseNoAlarmAndNoGapOfTheCatalogue) {
  const Background excused{{}, {}, {{"model:body", "x"}, {std::string(kPlanted), "x"}}, {}};
  const std::string told =
      shortcomings(record_of({trial("model:body", Driver::random, {found_at(1, 2)}),
                              trial(kPlanted, Driver::cases, {missed(0, 0)})}),
                   excused);
  EXPECT_NE(told.find("FALSE ALARM  model: model:body by random"), std::string::npos) << told;
  EXPECT_NE(told.find("NOT FOUND    structure.form-feed: cases"), std::string::npos) << told;
}

// Every fault, found by the law and the group of cases.
PowerRecord whole_record(const std::string& law, const std::string& group) {
  std::vector<Trial> trials;
  for (const Fault& fault : every_fault()) {
    trials.push_back(by_laws(fault.id, {{law, 1}}));
    trials.push_back(trial(fault.id, Driver::cases, {found_at(0, 1)}));
    trials.back().found_by = {{group, 1}};
  }
  return record_of(std::move(trials));
}

TEST(PowerShortcomings, WhatFindsNothingAloneNeedsAReason) {
  PowerRecord record = whole_record("one", "group");
  EXPECT_EQ(shortcomings(record, {{"one", "two"}, {"group", "other"}, {}, {}}),
            "NEEDLESS     two: finds nothing that no other finds\n"
            "NEEDLESS     other: finds nothing that no other finds\n");
  EXPECT_EQ(shortcomings(record, {{"one", "two"}, {}, {}, {{"two", "Because."}}}), "");
  EXPECT_EQ(shortcomings(record, {{"one"}, {}, {}, {{"one", "Because."}}}),
            "STALE        one: finds something alone, or isn't there: Because.\n");
  EXPECT_EQ(untried(record), "");
  // Without one fault nobody can know.
  record.trials.erase(record.trials.begin(), record.trials.begin() + 2);
  EXPECT_EQ(shortcomings(record, {{"two"}, {}, {}, {}}), "");
  EXPECT_EQ(untried(record), "NOT TRIED    " + std::string(every_fault().front().id) +
                                 ": the record is of another list of faults\n");
}

TEST(PowerText, SaysWhatWasFoundAndWhatWasNot) {
  const PowerRecord record{"1e610d4",
                           "2026-11-30",
                           {},
                           {trial(kPlanted, Driver::cases, {found_at(0, 1234)}),
                            trial(kIgnored, Driver::cases, {missed(0, 0)}),
                            trial("model:body", Driver::cases, {missed(0, 0)})}};
  const std::string summary = summary_markdown(record);
  EXPECT_NE(summary.find("| the cases of `cgconform run` | 0 of 1 | 1 of 1 | 1,234, 1,234 |"),
            std::string::npos)
      << summary;
  EXPECT_NE(summary.find("| no alarm |"), std::string::npos) << summary;
  EXPECT_NE(summary.find("1 are found by no case and by no law on the corpus; "), std::string::npos)
      << summary;
  const std::string whole = whole_markdown(
      record, {{"body.moved"}, {}, {{"json.whitespace", "unused"}}, {{"body.moved", "Because."}}});
  EXPECT_NE(whole.find("- `json.whitespace`: cases: no answer differed\n"), std::string::npos);
  EXPECT_NE(whole.find("| body.moved | 0 | Because. |\n"), std::string::npos) << whole;
  EXPECT_NE(whole.find("| `structure.form-feed` | 1,234 |"), std::string::npos);
}

TEST(PowerText, SaysWhatNoSearchFindsWhereOneWasMade) {
  const PowerRecord record = record_of({trial(kPlanted, Driver::random, {missed(1, 0)})});
  EXPECT_NE(summary_markdown(record).find(", and 1 by no search with every seed; "),
            std::string::npos);
}

TEST(PowerText, SaysWhyASearchMissesAFault) {
  const PowerRecord record{
      "1e610d4", "2026-11-30", {}, {trial(kPlanted, Driver::random, {missed(1, 0)})}};
  const std::string whole =
      whole_markdown(record, {{}, {}, {{std::string(kPlanted), "Because."}}, {}});
  EXPECT_NE(whole.find("- `structure.form-feed`: random: no answer differed. Because.\n"),
            std::string::npos)
      << whole;
}

TEST(PowerBackground, HasEveryLawThatFaultsAreHeldToAndEveryGroup) {
  const auto loaded = load_background(CONNECTORGROUP_CORPUS);
  ASSERT_TRUE(std::holds_alternative<Background>(loaded)) << std::get<std::string>(loaded);
  const Background& background = std::get<Background>(loaded);
  const auto has = [](const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  EXPECT_TRUE(has(background.laws, "body.moved"));
  EXPECT_TRUE(has(background.laws, "service.moved"));
  EXPECT_FALSE(has(background.laws, "page.third-opinion"));
  EXPECT_TRUE(has(background.groups, "body json.number"));
  EXPECT_TRUE(has(background.groups, "limit"));
}

TEST(PowerText, AnAlarmOfTheModelCannotBeOverlooked) {
  const PowerRecord record{
      "1e610d4", "2026-11-30", {}, {trial("model:body", Driver::cases, {found_at(0, 3)})}};
  EXPECT_NE(summary_markdown(record).find("1 ALARMS"), std::string::npos);
}

TEST(PowerText, TheHeatMapIsAPageByItself) {
  const PowerRecord record{"1e<b>d4",
                           "2026-11-30",
                           {},
                           {trial(kPlanted, Driver::cases, {found_at(0, 50)}),
                            by_laws(kPlanted, {{"body.one-fault", 3}}),
                            trial(kPlanted, Driver::random, {missed(1, 2)})}};
  const std::string page = heat_map(record);
  EXPECT_EQ(page.find("<b>"), std::string::npos);
  EXPECT_EQ(page.find("://"), std::string::npos);  // nothing is loaded
  EXPECT_NE(page.find("<td class=\"h1\">50</td>"), std::string::npos);
  EXPECT_NE(page.find("<td class=\"miss\">differs</td>"), std::string::npos);
  EXPECT_NE(page.find("body.one-fault: file 3"), std::string::npos);
  EXPECT_NE(page.find("Takes a form feed for white space."), std::string::npos);
}

}  // namespace
}  // namespace connectorgroup
