// A listed difference between the readers and nlohmann/json that no longer exists is removed.

#include "properties/third_opinion.h"

#include <gtest/gtest.h>

#include "properties/escaped.h"

namespace connectorgroup {
namespace {

TEST(ThirdOpinion, StillDiffersWhereListed) {
  for (const PermittedDifference& difference : permitted_differences()) {
    SCOPED_TRACE(std::string(difference.id) + ": \"" + escaped(difference.witness) + "\"");
    EXPECT_TRUE(nlohmann_accepts(difference.witness));
    const std::optional<Violation> violation = json_violation(difference.witness);
    ASSERT_TRUE(violation.has_value());
    EXPECT_TRUE(difference.covers(difference.witness, *violation));
  }
}

TEST(ThirdOpinion, EachListedDifferenceCoversItsOwnWitnessAlone) {
  for (const PermittedDifference& difference : permitted_differences()) {
    for (const PermittedDifference& other : permitted_differences()) {
      const std::optional<Violation> violation = json_violation(other.witness);
      ASSERT_TRUE(violation.has_value());
      EXPECT_EQ(difference.covers(other.witness, *violation), &difference == &other)
          << difference.id << " and " << other.id;
    }
  }
}

TEST(ThirdOpinion, TakesAnyValueForJson) {
  for (const char* text : {"1", "\"\"", "[]", "null", "{\"a\":1,\"a\":2}", " {} "}) {
    EXPECT_FALSE(json_violation(text).has_value()) << text;
    EXPECT_TRUE(nlohmann_accepts(text)) << text;
  }
  for (const char* text : {"", "{", "{}{}", "[1,]", "01", "\"\\ud800\""}) {
    EXPECT_TRUE(json_violation(text).has_value()) << text;
    EXPECT_FALSE(nlohmann_accepts(text)) << text;
  }
}

}  // namespace
}  // namespace connectorgroup
