// The table of rules: well-formed, and no row without a case or a stated reason.

#include "model/rule.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "properties/conformance/catalogue.h"
#include "properties/input_files.h"

namespace connectorgroup {
namespace {

bool made_of(std::string_view part, std::string_view letters) {
  return !part.empty() && part.find_first_not_of(letters) == std::string_view::npos;
}

// [a-z0-9]+(\.[a-z0-9-]+)+
bool is_id(std::string_view id) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
  constexpr std::string_view kLettersAndHyphen = "abcdefghijklmnopqrstuvwxyz0123456789-";
  std::size_t dot = id.find('.');
  if (dot == std::string_view::npos || !made_of(id.substr(0, dot), kLetters)) return false;
  while (dot != std::string_view::npos) {
    id.remove_prefix(dot + 1);
    dot = id.find('.');
    if (!made_of(id.substr(0, dot), kLettersAndHyphen)) return false;
  }
  return true;
}

TEST(RuleTable, KnowsAnIdWhenItSeesOne) {
  for (const std::string_view id : {"json.value", "json.text.trailing-comma", "a.1", "a1.b-2.c"}) {
    EXPECT_TRUE(is_id(id)) << id;
  }
  for (const std::string_view id :
       {"", "json", ".json", "json.", "json..value", "Json.value", "json.value_x", "js-on.value"}) {
    EXPECT_FALSE(is_id(id)) << id;
  }
}

TEST(RuleTable, IdsAreUniqueAndWellFormed) {
  std::set<std::string_view> ids;
  for (const RuleRow& candidate : rules()) {
    EXPECT_TRUE(is_id(candidate.id)) << candidate.id;
    EXPECT_TRUE(ids.insert(candidate.id).second) << "twice: " << candidate.id;
  }
  EXPECT_EQ(ids.size(), kRuleCount);
}

TEST(RuleTable, EveryIdFindsItsRule) {
  for (const RuleRow& candidate : rules()) {
    EXPECT_EQ(find_rule(candidate.id), candidate.rule) << candidate.id;
    EXPECT_EQ(row(candidate.rule).id, candidate.id);
  }
  EXPECT_FALSE(find_rule("json.string").has_value());
  EXPECT_FALSE(find_rule("").has_value());
}

TEST(RuleTable, EveryRowHasASentenceAndAClause) {
  for (const RuleRow& candidate : rules()) {
    EXPECT_TRUE(candidate.sentence.ends_with('.')) << candidate.id;
    EXPECT_FALSE(candidate.clause.empty()) << candidate.id;
    EXPECT_FALSE(candidate.note.ends_with('.')) << candidate.id << ": a note is no sentence";
  }
}

TEST(RuleTable, RefusedRulesAloneHaveAPlace) {
  for (const RuleRow& candidate : rules()) {
    EXPECT_EQ(candidate.place != Place::none, candidate.demand == Demand::refuse) << candidate.id;
  }
}

TEST(RuleTable, RulesThatNoReaderJudgesSayWhy) {
  for (const RuleRow& candidate : rules()) {
    if (candidate.demand != Demand::write && candidate.demand != Demand::excluded) continue;
    EXPECT_FALSE(candidate.note.empty()) << candidate.id;
  }
}

TEST(RuleTable, EveryRuleOfReadingHasACaseOrSaysWhyNot) {
  const CatalogueAnswer answer = load_catalogue(CONNECTORGROUP_CORPUS);
  const auto* cases = std::get_if<std::vector<Case>>(&answer);
  ASSERT_NE(cases, nullptr) << std::get<CatalogueError>(answer).text;
  std::set<Rule> covered;
  for (const Case& expected : *cases) {
    if (expected.rule) covered.insert(*expected.rule);
  }
  for (const RuleRow& candidate : body_rules()) {
    if (candidate.demand != Demand::refuse && candidate.demand != Demand::accept) continue;
    // Not both: a note that explains the lack of cases is wrong when there are some.
    EXPECT_NE(covered.contains(candidate.rule), !candidate.note.empty()) << candidate.id;
  }
}

std::string listed(const RuleRow& rule) {
  std::string line;
  for (const std::string_view column : {rule.id, name(rule.demand), name(rule.level),
                                        name(rule.origin), name(rule.place), rule.clause}) {
    if (!line.empty()) line += '\t';
    line += column;
  }
  return line;
}

// Who reads the corpus without this program takes rules from there; and what a rule demands of an
// implementation, and how strongly, is never changed by the way.
TEST(RuleTable, IsTheListBesideTheCorpus) {
  const std::optional<std::string> text =
      read_file(std::filesystem::path(CONNECTORGROUP_CORPUS) / "rules.tsv");
  ASSERT_TRUE(text.has_value());
  std::istringstream lines(*text);
  std::vector<std::string> listed_rules;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('#')) listed_rules.push_back(line);
  }
  ASSERT_FALSE(listed_rules.empty());
  EXPECT_EQ(listed_rules.front(), "rule\tdemand\tlevel\torigin\tplace\tclause");
  listed_rules.erase(listed_rules.begin());
  for (const RuleRow& candidate : rules()) {
    const auto index = static_cast<std::size_t>(&candidate - rules().data());
    EXPECT_EQ(index < listed_rules.size() ? listed_rules[index] : "", listed(candidate))
        << "rules.tsv has the first line; if the change is meant, it is to have the second";
  }
  EXPECT_EQ(listed_rules.size(), kRuleCount);
}

TEST(RuleTable, NamesAreUnique) {
  using Names = std::vector<std::string_view>;
  const std::vector<std::pair<std::string_view, Names>> enumerations{
      {"Demand",
       {name(Demand::refuse), name(Demand::accept), name(Demand::write), name(Demand::excluded)}},
      {"Level", {name(Level::required), name(Level::recommended), name(Level::choice)}},
      {"Origin",
       {name(Origin::rfc), name(Origin::odata), name(Origin::graph), name(Origin::page),
        name(Origin::suite)}},
      {"Place",
       {name(Place::byte), name(Place::unit), name(Place::member), name(Place::closing_brace),
        name(Place::field), name(Place::empty_line), name(Place::end), name(Place::none)}}};
  for (const auto& [enumeration, names] : enumerations) {
    EXPECT_EQ(std::set<std::string_view>(names.begin(), names.end()).size(), names.size())
        << enumeration;
    EXPECT_EQ(std::count(names.begin(), names.end(), ""), 0) << enumeration;
  }
}

TEST(RuleSet, HoldsWhatWasAdded) {
  EXPECT_TRUE(RuleSet().empty());
  const RuleSet both = RuleSet(Rule::json_text_bom).add(Rule::enum_sentinel_in_update);
  EXPECT_FALSE(both.empty());
  for (const RuleRow& candidate : rules()) {
    const bool added =
        candidate.rule == Rule::json_text_bom || candidate.rule == Rule::enum_sentinel_in_update;
    EXPECT_EQ(both.has(candidate.rule), added) << candidate.id;
  }
}

}  // namespace
}  // namespace connectorgroup
