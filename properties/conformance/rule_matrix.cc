#include "properties/conformance/rule_matrix.h"

#include <algorithm>
#include <map>

namespace connectorgroup {
namespace {

bool is_judged(Outcome outcome) {
  return outcome == Outcome::pass || outcome == Outcome::fail || outcome == Outcome::crash ||
         outcome == Outcome::timeout;
}

std::string subject_name(const RunReport& report) {
  const bool is_own = report.subject == "model" || report.subject.starts_with("fault:");
  if (is_own || report.subject_version.empty()) return report.subject;
  const std::string& name = report.subject_name.empty() ? report.subject : report.subject_name;
  return name + " " + report.subject_version;
}

// Whether the reports have the same verdict in every case. A value may differ where the model's
// does, so it is the outcome that tells.
bool behave_alike(const RunReport& left, const RunReport& right) {
  return std::equal(left.cases.begin(), left.cases.end(), right.cases.begin(), right.cases.end(),
                    [](const CaseResult& a, const CaseResult& b) {
                      return a.outcome == b.outcome && a.got == b.got;
                    });
}

std::string in_cell(const RuleCell& cell) {
  if (cell.judged == 0) return "-";
  return std::to_string(cell.other) + "/" + std::to_string(cell.judged);
}

void escape_bars(std::string& text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) {
    text.insert(at, "\\");
  }
}

}  // namespace

RuleMatrix rule_matrix(std::span<const RunReport> reports) {
  RuleMatrix matrix;
  std::map<Rule, RuleMatrixRow> rows;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    matrix.subjects.push_back(subject_name(reports[i]));
    for (const CaseResult& result : reports[i].cases) {
      if (!result.rule || !is_judged(result.outcome)) continue;
      RuleMatrixRow& row = rows[*result.rule];
      row.rule = *result.rule;
      row.cells.resize(reports.size());
      ++row.cells[i].judged;
      if (result.outcome != Outcome::pass) ++row.cells[i].other;
    }
    const auto alike = std::find_if(
        matrix.clusters.begin(), matrix.clusters.end(),
        [&](const auto& cluster) { return behave_alike(reports[cluster.front()], reports[i]); });
    if (alike == matrix.clusters.end()) {
      matrix.clusters.push_back({i});
    } else {
      alike->push_back(i);
    }
  }
  for (const auto& [rule, row] : rows) {
    const bool differs = std::any_of(row.cells.begin(), row.cells.end(),
                                     [](const RuleCell& cell) { return cell.other > 0; });
    if (differs) matrix.rows.push_back(row);
  }
  return matrix;
}

std::string as_markdown(const RuleMatrix& matrix) {
  std::string text;
  for (const std::vector<std::size_t>& cluster : matrix.clusters) {
    if (cluster.size() < 2) continue;
    text.append("The same in every case:");
    for (const std::size_t i : cluster) {
      text.append(i == cluster.front() ? " " : ", ").append(matrix.subjects[i]);
    }
    text.append(".\n\n");
  }
  text.append(
      "Cases answered otherwise than by the strict model, of those that are about the rule.\n");
  text.append("At level required that breaks the rule; elsewhere it is permitted.\n\n");
  text.append("| rule | level |");
  for (std::string subject : matrix.subjects) {
    escape_bars(subject);
    text.append(" ").append(subject).append(" |");
  }
  text.append("\n| --- | --- |");
  for (std::size_t i = 0; i < matrix.subjects.size(); ++i) text.append(" --- |");
  text.append("\n");
  for (const RuleMatrixRow& each : matrix.rows) {
    const RuleRow& rule = row(each.rule);
    text.append("| `").append(rule.id).append("` | ").append(name(rule.level)).append(" |");
    for (const RuleCell& cell : each.cells) text.append(" ").append(in_cell(cell)).append(" |");
    text.append("\n");
  }
  return text;
}

}  // namespace connectorgroup
