// Several reports side by side.
#include "properties/conformance/report/case_matrix.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "properties/conformance/report/report_examples.h"

namespace connectorgroup {
namespace {

std::vector<std::string> ids(const std::vector<MatrixRow>& rows) {
  std::vector<std::string> all;
  for (const MatrixRow& row : rows) all.push_back(row.first().id);
  return all;
}

TEST(CaseMatrix, SeparatesWhatDiffersFromWhatFailsEverywhere) {
  std::vector<RunReport> reports{passing_report(), passing_report()};
  case_of(reports[0], "a").outcome = Outcome::fail;
  case_of(reports[1], "a").outcome = Outcome::crash;
  case_of(reports[0], "b").outcome = Outcome::fail;
  case_of(reports[1], "b").outcome = Outcome::fail;
  const CaseMatrix matrix = case_matrix(reports);
  EXPECT_EQ(ids(matrix.different), std::vector<std::string>{"a"});
  EXPECT_EQ(ids(matrix.bad), std::vector<std::string>{"b"});
  ASSERT_EQ(matrix.unremarkable.size(), 1U);
  EXPECT_EQ(matrix.unremarkable[0].group, "group c");
  EXPECT_EQ(matrix.unremarkable[0].cases, 1U);
}

TEST(CaseMatrix, ACaseThatOneReportLacksDiffers) {
  std::vector<RunReport> reports{passing_report(), passing_report()};
  reports[0].cases.erase(reports[0].cases.begin());
  const CaseMatrix matrix = case_matrix(reports);
  ASSERT_EQ(ids(matrix.different), std::vector<std::string>{"a"});
  EXPECT_EQ(matrix.different[0].results[0], nullptr);
  EXPECT_EQ(matrix.different[0].results[1], &reports[1].cases[0]);
  EXPECT_EQ(&matrix.different[0].first(), &reports[1].cases[0]);
}

TEST(CaseMatrix, OfOneReportNothingDiffers) {
  const std::vector<RunReport> reports{full_report()};
  const CaseMatrix matrix = case_matrix(reports);
  EXPECT_TRUE(matrix.different.empty());
  EXPECT_EQ(matrix.bad.size(), 10U);
  std::size_t others = 0;
  for (const MatrixGroup& group : matrix.unremarkable) others += group.cases;
  EXPECT_EQ(others, 4U);  // pass, skipped, inconclusive, not run
}

TEST(CaseMatrix, CountsGroupsByOutcome) {
  std::vector<RunReport> reports{passing_report()};
  for (CaseResult& result : reports[0].cases) result.group = "one";
  case_of(reports[0], "c").outcome = Outcome::skipped;
  const CaseMatrix matrix = case_matrix(reports);
  ASSERT_EQ(matrix.unremarkable.size(), 2U);
  EXPECT_EQ(matrix.unremarkable[0].outcome, Outcome::pass);
  EXPECT_EQ(matrix.unremarkable[0].cases, 2U);
  EXPECT_EQ(matrix.unremarkable[1].outcome, Outcome::skipped);
  EXPECT_EQ(matrix.unremarkable[1].cases, 1U);
}

}  // namespace
}  // namespace connectorgroup
