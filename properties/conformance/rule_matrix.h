// What several subjects do, by rule: where they differ from the strict model, and which of them do
// the same.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/rule.h"
#include "properties/conformance/report/report.h"

namespace connectorgroup {

// One subject's answers to the cases of one rule.
struct RuleCell {
  std::size_t judged = 0;  // passed, failed, crashed or timed out
  std::size_t other = 0;   // of these: not as the strict model
};

struct RuleMatrixRow {
  Rule rule{};
  std::vector<RuleCell> cells;  // of each report
};

struct RuleMatrix {
  std::vector<std::string> subjects;  // with their versions
  // Of the rules about which a subject differs from the model, in the order of the table.
  std::vector<RuleMatrixRow> rows;
  // Subjects by index that gave the same verdict in every case, in the order of the reports.
  std::vector<std::vector<std::size_t>> clusters;
};

// REQUIRES: reports of the same cases.
RuleMatrix rule_matrix(std::span<const RunReport> reports);

// As Markdown: the clusters, and a table of rules by subjects, "3/8" where three of eight cases
// were answered otherwise than by the model, "-" where none could be judged.
std::string as_markdown(const RuleMatrix& matrix);

}  // namespace connectorgroup
