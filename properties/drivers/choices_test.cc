// The choices of a subject: found out, written, read, and what a run makes of them.
#include "properties/conformance/choices.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <variant>

#include "properties/conformance/revision.h"
#include "properties/conformance/rule_matrix.h"
#include "properties/conformance/runner.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

const std::vector<ConformanceCase>& all_cases() {
  static const CasesAnswer cases = load_cases(CONNECTORGROUP_CORPUS, graph_2017());
  return std::get<std::vector<ConformanceCase>>(cases);
}

SubjectFactory ignoring(RuleSet rules) {
  return [rules] { return make_faulty_model(graph_2017(), rules); };
}

RunReport run(const SubjectFactory& factory, Level level,
              const std::map<Rule, Choice>& choices = {}) {
  RunOptions options;
  options.selected = [](const ConformanceCase& each) { return names("body", each.id); };
  return Runner(all_cases(), Standard{&graph_2017(), level, choices}, factory, options).run();
}

std::map<Rule, Choice> parsed(const std::string& text) {
  const auto choices = parse_choices(text);
  const auto* fault = std::get_if<std::string>(&choices);
  EXPECT_EQ(fault, nullptr) << *fault;
  return fault == nullptr ? std::get<std::map<Rule, Choice>>(choices) : std::map<Rule, Choice>();
}

TEST(Choices, AreFoundOutAndHeldTo) {
  RuleSet ignored(Rule::json_text_bom);
  ignored.add(Rule::json_string_lone_surrogate);
  const auto observed = observed_choices(run(ignoring(ignored), Level::choice));
  const std::map<Rule, Choice> choices = parsed(written(observed));
  EXPECT_EQ(choices.at(Rule::json_text_bom), Choice::lenient);
  EXPECT_EQ(choices.at(Rule::json_string_lone_surrogate), Choice::lenient);
  EXPECT_EQ(choices.at(Rule::body_member_duplicate), Choice::strict);
  // Who keeps to them conforms; who doesn't, in either direction, doesn't.
  EXPECT_EQ(exit_status(run(ignoring(ignored), Level::required, choices)), 0);
  EXPECT_EQ(exit_status(run(ignoring({}), Level::required, choices)), 1);
  ignored.add(Rule::body_member_duplicate);
  EXPECT_EQ(exit_status(run(ignoring(ignored), Level::required, choices)), 1);
  EXPECT_EQ(exit_status(run(ignoring(ignored), Level::required)), 0);
}

TEST(Choices, ThatAreMadeBothWaysCantBeDeclared) {
  ObservedChoice both{Rule::json_text_bom, 2, 1};
  EXPECT_FALSE(both.is_consistent());
  EXPECT_EQ(written({both}), "# json.text.bom: strict in 2 cases, lenient in 1\n");
  EXPECT_TRUE(parsed(written({both})).empty());
}

TEST(Choices, AFileTellsOfItsFirstFault) {
  const auto fault_of = [](std::string_view text) {
    const auto choices = parse_choices(text);
    const auto* fault = std::get_if<std::string>(&choices);
    return fault == nullptr ? std::string() : *fault;
  };
  EXPECT_EQ(fault_of("# a comment\n\njson.text.bom strict # why\n"), "");
  EXPECT_NE(fault_of("\njson.text.bomb strict").find("line 2"), std::string::npos);
  EXPECT_NE(fault_of("json.comment lenient").find("no choice"), std::string::npos);
  EXPECT_NE(fault_of("json.text.bom maybe"), "");
  EXPECT_NE(fault_of("json.text.bom strict lenient"), "");
  EXPECT_NE(fault_of("json.text.bom strict\njson.text.bom strict").find("before"),
            std::string::npos);
}

TEST(RuleMatrix, SaysWhereSubjectsDifferAndWhoDoesTheSame) {
  std::vector<RunReport> reports;
  for (const RuleSet& ignored :
       {RuleSet(), RuleSet(Rule::json_comment), RuleSet(Rule::json_comment)}) {
    reports.push_back(run(ignoring(ignored), Level::choice));
    reports.back().subject = "fault:" + std::to_string(reports.size());
  }
  const RuleMatrix matrix = rule_matrix(reports);
  ASSERT_EQ(matrix.rows.size(), 1U);
  EXPECT_EQ(matrix.rows[0].rule, Rule::json_comment);
  EXPECT_EQ(matrix.rows[0].cells[0].other, 0U);
  EXPECT_GT(matrix.rows[0].cells[1].other, 0U);
  EXPECT_EQ(matrix.rows[0].cells[1].other, matrix.rows[0].cells[1].judged);
  const std::vector<std::vector<std::size_t>> clusters{{0}, {1, 2}};
  EXPECT_EQ(matrix.clusters, clusters);
  const std::string text = as_markdown(matrix);
  EXPECT_NE(text.find("The same in every case: fault:2, fault:3."), std::string::npos) << text;
  EXPECT_NE(text.find("| `json.comment` | required | 0/"), std::string::npos) << text;
}

// A frozen case may never go, nor get another id.
TEST(Revision, EveryCaseOfARevisionIsThere) {
  const std::vector<std::string> known = revisions(CONNECTORGROUP_CORPUS);
  ASSERT_FALSE(known.empty());
  std::set<std::string, std::less<>> ids;
  for (const Contract& contract : contracts()) {
    const CasesAnswer cases = load_cases(CONNECTORGROUP_CORPUS, contract);
    for (const auto& each : std::get<std::vector<ConformanceCase>>(cases)) ids.insert(each.id);
  }
  for (const std::string& name : known) {
    const auto revision = std::get<Revision>(load_revision(CONNECTORGROUP_CORPUS, name));
    EXPECT_GT(revision.ids.size(), 1000U);
    for (const std::string& id : revision.ids) EXPECT_TRUE(ids.contains(id)) << name << ": " << id;
  }
  EXPECT_TRUE(std::holds_alternative<std::string>(load_revision(CONNECTORGROUP_CORPUS, "1999-1")));
}

}  // namespace
}  // namespace connectorgroup
