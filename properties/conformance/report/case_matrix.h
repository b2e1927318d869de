// The cases of several reports side by side, sorted by what a reader wants to see first.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "properties/conformance/report/report.h"

namespace connectorgroup {

// A case and what each report says of it, in the order of the reports; null where it isn't in one.
// Never all null.
struct MatrixRow {
  std::vector<const CaseResult*> results;

  // Of the first report that has the case.
  const CaseResult& first() const;
};

// How many cases of a group came to the same everywhere, without anything to look at.
struct MatrixGroup {
  std::string_view group;
  Outcome outcome = Outcome::pass;
  std::size_t cases = 0;
};

struct CaseMatrix {
  std::vector<MatrixRow> different;       // the subjects differ
  std::vector<MatrixRow> bad;             // the same failure or protocol error everywhere
  std::vector<MatrixGroup> unremarkable;  // the same pass, skip, ... everywhere; by group, outcome
};

// Points into the reports. Rows are in the order of their ids. A case that is known, or isn't
// scored, is compared like any other. Linear in the cases, but for the sorting.
CaseMatrix case_matrix(std::span<const RunReport> reports);

}  // namespace connectorgroup
