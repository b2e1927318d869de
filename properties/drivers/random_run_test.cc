#include "properties/conformance/random_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "properties/subject_failure.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

constexpr std::uint64_t kInputs = 60;

RandomRun run(SubjectFactory factory, Level level, std::uint64_t seed = 1,
              const Contract& contract = graph_2017()) {
  RandomOptions options;
  options.seed = seed;
  options.inputs = kInputs;
  options.corpus = CONNECTORGROUP_CORPUS;
  return run_random(Standard{&contract, level, {}}, factory, options);
}

SubjectFactory fault(Rule rule) {
  return [rule] { return make_faulty_model(graph_2017(), RuleSet(rule)); };
}

bool names_rule(const RandomRun& run, Rule rule) {
  return std::any_of(run.failures.begin(), run.failures.end(),
                     [rule](const CaseResult& failure) { return failure.rule == rule; });
}

TEST(RandomRun, TheModelGivesNoAlarm) {
  for (const Contract& contract : contracts()) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const RandomRun result =
          run([&] { return make_whole_model(contract); }, Level::choice, seed, contract);
      EXPECT_EQ(result.inputs, kInputs);
      EXPECT_GT(result.questions, 10 * kInputs);
      for (const CaseResult& failure : result.failures) {
        ADD_FAILURE() << "seed " << seed << " " << failure.id << ": expected " << failure.expected
                      << ", got " << failure.got;
      }
    }
  }
}

TEST(RandomRun, AFaultIsFoundAndItsRuleNamed) {
  for (const Rule rule : {Rule::json_string_control, Rule::body_member_duplicate,
                          Rule::http_host_missing, Rule::json_utf8_overlong}) {
    EXPECT_TRUE(names_rule(run(fault(rule), Level::choice), rule)) << row(rule).id;
  }
}

TEST(RandomRun, WhatIsFreeAtTheLevelIsNoFailure) {
  EXPECT_TRUE(run(fault(Rule::json_text_bom), Level::required).failures.empty());
  EXPECT_TRUE(run(fault(Rule::json_string_lone_surrogate), Level::required).failures.empty());
  EXPECT_FALSE(run(fault(Rule::json_string_lone_surrogate), Level::recommended).failures.empty());
}

TEST(RandomRun, TheSeedDecidesEverything) {
  const RandomRun first = run(fault(Rule::json_string_control), Level::required, 5);
  const RandomRun again = run(fault(Rule::json_string_control), Level::required, 5);
  const RandomRun other = run(fault(Rule::json_string_control), Level::required, 6);
  EXPECT_EQ(first.questions, again.questions);
  ASSERT_FALSE(first.failures.empty());
  EXPECT_EQ(first.failures[0].input, again.failures[0].input);
  EXPECT_NE(first.questions, other.questions);
}

TEST(RandomRun, ASubjectThatKeepsCrashingEndsIt) {
  class Crashing : public Subject {
   public:
    std::string name() const override { return "crashing"; }
    const Contract& contract() const override { return graph_2017(); }
    ReadAnswer read(BodyKind, std::string_view) override {
      throw SubjectFailure(Misbehaviour::crash, "killed");
    }
    WriteAnswer write(BodyKind, const BodyValue&, Form) override { return {}; }
  };
  const RandomRun result = run([] { return std::make_unique<Crashing>(); }, Level::required);
  EXPECT_LT(result.inputs, kInputs);
  ASSERT_FALSE(result.failures.empty());
  for (const CaseResult& failure : result.failures) EXPECT_EQ(failure.outcome, Outcome::crash);
}

}  // namespace
}  // namespace connectorgroup
