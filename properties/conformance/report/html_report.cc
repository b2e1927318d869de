#include "properties/conformance/report/html_report.h"

#include <string_view>
#include <vector>

#include "properties/conformance/report/case_facts.h"
#include "properties/conformance/report/case_matrix.h"
#include "properties/conformance/report/findings.h"
#include "properties/conformance/report/html_page.h"
#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

constexpr FactLimits kLimits{1024, 1000, 4096, 8192};
constexpr std::string_view kScroll =
    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"";

// --- Pieces. `text` is visible(); what isn't escaped here is markup of our own.

void append_element(std::string_view begin, std::string_view text, std::string_view end,
                    std::string& out) {
  out += begin;
  append_html(out, text);
  out += end;
}

// Outcomes are told apart by a word and a sign; the colour comes on top.
std::string_view color_class(Outcome outcome) {
  if (outcome == Outcome::pass) return "good";
  return is_failure(outcome) || outcome == Outcome::protocol_error ? "bad" : "odd";
}

std::string_view sign(Outcome outcome) {
  if (outcome == Outcome::pass) return "\u2713 ";
  return is_failure(outcome) || outcome == Outcome::protocol_error ? "\u2717 " : "\u2013 ";
}

void append_word(const CaseResult& result, std::string& out) {
  out += "<span class=\"word ";
  out += color_class(result.outcome);
  out += "\">";
  out += sign(result.outcome);
  out += name(result.outcome);
  out += "</span>";
  if (!result.scored) out += " <span class=\"quiet\">not scored</span>";
  if (result.known) out += " <span class=\"quiet\">known</span>";
}

void append_table_begin(std::string_view label, std::string_view caption, std::string& out) {
  append_element(kScroll, label, "\">\n<table>\n", out);
  append_element("<caption>", caption, "</caption>\n", out);
}

void append_table_end(std::string& out) { out += "</table>\n</div>\n"; }

// --- What came of each subject.

void append_verdict_row(const RunReport& report, std::string& out) {
  const RunVerdict ending = verdict(report);
  const Counts counts = count(report);
  append_element("<tr><th scope=\"row\">", subject_line(report), "</th>", out);
  const std::string_view color = ending.status == 0 ? "good" : ending.status == 1 ? "bad" : "odd";
  const std::string_view mark = ending.status == 0   ? "\u2713 "
                                : ending.status == 1 ? "\u2717 "
                                                     : "\u2013 ";
  out += "<td><span class=\"word ";
  out += color;
  out += "\">";
  out += mark;
  out += ending.word;
  append_element("</span><br>", ending.reason, "</td>", out);
  append_element("<td class=\"number\">", required_passed(counts), "</td><td>", out);
  for (const auto& [label, number] : count_rows(counts)) {
    out += std::to_string(number) + " ";
    out += label;
    out += "<br>";
  }
  out += "</td><td>";
  append_element("", visible(report.contract), "<br>level ", out);
  out += name(report.level);
  append_element("<br>revision ", report.revision.empty() ? "\u2013" : visible(report.revision),
                 "</td></tr>\n", out);
}

void append_verdicts(std::span<const RunReport> reports, std::string& out) {
  append_table_begin("Verdicts", "What each subject came to", out);
  out +=
      "<thead><tr><th scope=\"col\">Subject</th><th scope=\"col\">Verdict</th>"
      "<th scope=\"col\" class=\"number\">Required passed</th><th scope=\"col\">Cases</th>"
      "<th scope=\"col\">Held to</th></tr></thead>\n<tbody>\n";
  for (const RunReport& report : reports) append_verdict_row(report, out);
  out += "</tbody>\n";
  append_table_end(out);
}

// --- One case.

void append_facts(const std::vector<Fact>& facts, std::string& out) {
  out += "<dl>";
  for (const Fact& fact : facts) {
    append_element("<dt>", fact.label, "</dt><dd>", out);
    const bool is_prose = fact.label == "sentence" || fact.label == "clause";
    const std::string_view element = fact.label == "stderr" ? "pre" : "code";
    if (!is_prose) (out += "<").append(element) += ">";
    append_html(out, fact.text);
    if (!is_prose) (out += "</").append(element) += ">";
    out += "</dd>";
  }
  out += "</dl>";
}

bool is_shared(std::string_view label) {
  return label == "level" || label == "rule" || label == "sentence" || label == "clause" ||
         label == "input" || label == "hex" || label == "text";
}

// The facts about the case itself, or those about what the subject made of it.
void append_some_facts(const CaseResult& result, bool shared, std::string& out) {
  std::vector<Fact> facts;
  for (Fact& fact : case_facts(result, kLimits)) {
    if (is_shared(fact.label) == shared) facts.push_back(std::move(fact));
  }
  append_facts(facts, out);
}

void append_details(const MatrixRow& row, std::span<const RunReport> reports, std::string& out) {
  append_some_facts(row.first(), true, out);
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const CaseResult* result = row.results[i];
    if (result == nullptr) continue;
    if (reports.size() > 1) append_element("<h3>", subject_line(reports[i]), "</h3>", out);
    append_some_facts(*result, false, out);
  }
}

// The first result that is worth a headline.
const CaseResult& most_telling(const MatrixRow& row) {
  for (const CaseResult* result : row.results) {
    if (result != nullptr && result->outcome != Outcome::pass) return *result;
  }
  return row.first();
}

void append_row(const MatrixRow& row, std::span<const RunReport> reports, std::string& out) {
  const CaseResult& first = row.first();
  const std::string rule(first.rule ? connectorgroup::row(*first.rule).id : "");
  append_element("<tbody class=\"row\" data-words=\"", visible(first.id) + " " + rule,
                 "\" data-outcomes=\"", out);
  for (std::size_t i = 0; i < row.results.size(); ++i) {
    if (i > 0) out += ' ';
    out += row.results[i] == nullptr ? "absent" : name(row.results[i]->outcome);
  }
  append_element("\">\n<tr><th scope=\"row\" class=\"case\">", visible(first.id), "</th>", out);
  append_element("<td class=\"aside\"><code>", rule, "</code></td><td class=\"aside\">", out);
  out += name(first.level);
  out += "</td>";
  for (const CaseResult* result : row.results) {
    out += "<td>";
    if (result == nullptr) {
      out += "<span class=\"quiet\">absent</span>";
    } else {
      append_word(*result, out);
    }
    out += "</td>";
  }
  out += "</tr>\n<tr><td colspan=\"" + std::to_string(3 + row.results.size());
  out += "\"><details class=\"case\"><summary>";
  append_html(out, headline(most_telling(row), 200));
  out += "</summary><div class=\"facts\">";
  append_details(row, reports, out);
  out += "</div></details></td></tr>\n</tbody>\n";
}

void append_rows(std::string_view title, std::string_view caption, std::span<const MatrixRow> rows,
                 std::span<const RunReport> reports, std::string& out) {
  if (rows.empty()) return;
  append_element("<h2>", title, "</h2>\n", out);
  append_table_begin(title, counted(rows.size(), "case", "cases") + std::string(caption), out);
  out +=
      "<thead><tr><th scope=\"col\">Case</th><th scope=\"col\" class=\"aside\">Rule</th>"
      "<th scope=\"col\" class=\"aside\">Level</th>";
  for (const RunReport& report : reports) {
    append_element("<th scope=\"col\">", subject_line(report), "</th>", out);
  }
  out += "</tr></thead>\n";
  for (const MatrixRow& row : rows) append_row(row, reports, out);
  append_table_end(out);
}

// --- The rest.

void append_random(std::span<const RunReport> reports, std::string& out) {
  for (const RunReport& report : reports) {
    if (!report.random) continue;
    append_element("<h2>Random inputs: ", subject_line(report), "</h2>\n", out);
    out += "<p>" + counted(report.random->inputs, "input", "inputs") + ", ";
    out += counted(report.random->questions, "question", "questions") + ", seed ";
    out += std::to_string(report.random->seed) + ", ";
    out += counted(report.random->failures.size(), "kind of failure", "kinds of failure");
    out += "</p>\n";
    for (const CaseResult& result : report.random->failures) {
      out += "<details><summary>";
      append_word(result, out);
      append_element(" ", visible(result.id), "</summary>", out);
      append_facts(case_facts(result, kLimits), out);
      out += "</details>\n";
    }
  }
}

void append_unremarkable(std::span<const MatrixGroup> groups, std::string& out) {
  if (groups.empty()) return;
  out += "<h2>The same everywhere, and no failure</h2>\n<details><summary>";
  out += counted(groups.size(), "group", "groups");
  out += "</summary>\n";
  append_table_begin("Groups without failures", "Cases by group and outcome", out);
  out +=
      "<thead><tr><th scope=\"col\">Group</th><th scope=\"col\">Outcome</th>"
      "<th scope=\"col\" class=\"number\">Cases</th></tr></thead>\n<tbody>\n";
  for (const MatrixGroup& group : groups) {
    append_element("<tr><th scope=\"row\">", visible(group.group), "</th><td><span class=\"word ",
                   out);
    out += color_class(group.outcome);
    out += "\">";
    out += sign(group.outcome);
    out += name(group.outcome);
    out += "</span></td><td class=\"number\">" + std::to_string(group.cases) + "</td></tr>\n";
  }
  out += "</tbody>\n";
  append_table_end(out);
  out += "</details>\n";
}

void append_broken_rules(const RunReport& report, std::string& out) {
  for (const RunReport::BrokenRule& broken : report.broken_rules) {
    const RuleRow& rule = row(broken.rule);
    append_element("<li><code>", rule.id, "</code>: ", out);
    out += std::to_string(broken.failed) + " of " + counted(broken.cases, "case", "cases");
    append_element(" failed. ", rule.sentence, "", out);
    append_element(" <span class=\"quiet\">", rule.clause, "</span></li>\n", out);
  }
}

std::string remarks(const RunReport& report) {
  std::string items;
  append_broken_rules(report, items);
  for (const KnownListFault& fault : report.known_faults) {
    append_element("<li>Known list, line " + std::to_string(fault.line) + ": ", visible(fault.text),
                   "</li>\n", items);
  }
  for (const std::string& leftover : report.leftovers) {
    append_element("<li>Left on the server: ", visible(leftover), "</li>\n", items);
  }
  if (report.restarts > 0) {
    items += "<li>Started again " + counted(report.restarts, "time", "times") + "</li>\n";
  }
  return items;
}

// Of several subjects they are folded, so that the matrix is near.
void append_remarks(std::span<const RunReport> reports, std::string& out) {
  bool first = true;
  for (const RunReport& report : reports) {
    const std::string items = remarks(report);
    if (items.empty()) continue;
    if (first) out += "<h2>Broken rules and remarks</h2>\n";
    first = false;
    out += reports.size() > 1 ? "<details><summary>" : "<details open><summary>";
    append_element("", subject_line(report), "</summary>\n<ul>\n", out);
    out += items + "</ul>\n</details>\n";
  }
}

}  // namespace

std::string html_report(std::span<const RunReport> reports) {
  const CaseMatrix matrix = case_matrix(reports);
  std::string out(html_page::kBegin);
  out += "<main>\n<h1>connectorGroup conformance</h1>\n";
  append_verdicts(reports, out);
  append_remarks(reports, out);
  const bool has_rows = !matrix.different.empty() || !matrix.bad.empty();
  if (has_rows) out += html_page::kFilter;
  append_rows("Subjects differ", " on which the subjects differ", matrix.different, reports, out);
  append_rows(reports.size() > 1 ? "Failures everywhere" : "Failures",
              reports.size() > 1 ? " with the same failure everywhere" : " that failed", matrix.bad,
              reports, out);
  append_random(reports, out);
  append_unremarkable(matrix.unremarkable, out);
  out += "</main>\n";
  out += html_page::kEnd;
  return out;
}

}  // namespace connectorgroup
