// The catalogue of planted faults is judged: each is what it says, and differs from the model where
// it says.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "properties/faults/planted_fault.h"
#include "properties/law.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

// The words of a list with a blank between each two.
std::vector<std::string_view> words(std::string_view list) {
  std::vector<std::string_view> all;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    all.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return all;
}

class EachFault : public testing::TestWithParam<PlantedFault> {};

TEST_P(EachFault, SaysWhatIsBroken) {
  const PlantedFault& fault = GetParam();
  EXPECT_TRUE(fault.what.ends_with('.'));
  EXPECT_NE(fault.id.find('.'), std::string_view::npos);
  EXPECT_FALSE(find_rule(fault.id).has_value());
  ASSERT_FALSE(words(fault.breaks).empty());
  const bool breaks_rules = find_rule(words(fault.breaks).front()).has_value();
  for (const std::string_view broken : words(fault.breaks)) {
    EXPECT_EQ(find_rule(broken).has_value(), breaks_rules) << broken;
    EXPECT_EQ(find_law(broken) != nullptr, !breaks_rules) << broken;
  }
}

TEST_P(EachFault, DiffersFromTheModelOnItsWitness) {
  const PlantedFault& fault = GetParam();
  const Question witness = fault.witness();
  const std::unique_ptr<Subject> faulty = fault.make(fault.contract());
  const std::unique_ptr<Subject> model = make_whole_model(fault.contract());
  EXPECT_EQ(faulty->name(), "fault:" + std::string(fault.id));
  if (fault.before != nullptr) {
    ask(*faulty, fault.before());
    ask(*model, fault.before());
  }
  const Answer wrong = ask(*faulty, witness);
  EXPECT_FALSE(is_skip(wrong));
  const bool right = wrong == ask(*model, witness);
  const bool right_work = !faulty->steps() || faulty->steps() == model->steps();
  EXPECT_FALSE(right && right_work) << shown(witness, wrong);
}

INSTANTIATE_TEST_SUITE_P(Catalogue, EachFault, testing::ValuesIn(planted_faults()),
                         [](const auto& parameter) {
                           std::string name(parameter.param.id);
                           std::replace_if(
                               name.begin(), name.end(),
                               [](char c) { return c == '.' || c == '-'; }, '_');
                           return name;
                         });

TEST(Faults, HaveIdsAndSentencesOfTheirOwn) {
  std::set<std::string_view> ids;
  std::set<std::string_view> sentences;
  for (const PlantedFault& fault : planted_faults()) {
    EXPECT_TRUE(ids.insert(fault.id).second) << fault.id;
    EXPECT_TRUE(sentences.insert(fault.what).second) << fault.id;
    EXPECT_EQ(find_planted_fault(fault.id), &fault);
  }
  EXPECT_EQ(find_planted_fault("no.such-fault"), nullptr);
}

}  // namespace

// GoogleTest prints a parameter that it shows.
void PrintTo(const PlantedFault& fault, std::ostream* out) { *out << fault.id; }

}  // namespace connectorgroup
