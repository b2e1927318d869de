#include "properties/conformance/report/case_matrix.h"

#include <algorithm>
#include <map>
#include <utility>

namespace connectorgroup {
namespace {

using Rows = std::map<std::string_view, MatrixRow>;

Rows all_rows(std::span<const RunReport> reports) {
  Rows rows;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    for (const CaseResult& result : reports[i].cases) {
      MatrixRow& row = rows[result.id];
      row.results.resize(reports.size(), nullptr);
      row.results[i] = &result;
    }
  }
  return rows;
}

bool differs(const MatrixRow& row) {
  const Outcome outcome = row.first().outcome;
  return std::any_of(row.results.begin(), row.results.end(), [outcome](const CaseResult* result) {
    return result == nullptr || result->outcome != outcome;
  });
}

}  // namespace

const CaseResult& MatrixRow::first() const {
  return **std::find_if(results.begin(), results.end(),
                        [](const CaseResult* result) { return result != nullptr; });
}

CaseMatrix case_matrix(std::span<const RunReport> reports) {
  CaseMatrix matrix;
  std::map<std::pair<std::string_view, Outcome>, std::size_t> unremarkable;
  for (auto& [id, row] : all_rows(reports)) {
    const CaseResult& result = row.first();
    if (differs(row)) {
      matrix.different.push_back(std::move(row));
    } else if (is_failure(result.outcome) || result.outcome == Outcome::protocol_error) {
      matrix.bad.push_back(std::move(row));
    } else {
      ++unremarkable[{result.group, result.outcome}];
    }
  }
  for (const auto& [key, cases] : unremarkable) {
    matrix.unremarkable.push_back({key.first, key.second, cases});
  }
  return matrix;
}

}  // namespace connectorgroup
