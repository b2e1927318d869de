#include "properties/conformance/report/markdown_report.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "properties/conformance/report/case_facts.h"
#include "properties/conformance/report/findings.h"
#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

constexpr FactLimits kLimits{256, 400, 1024, 2048};
// Longer texts outside of blocks, such as a line of the known list.
constexpr std::size_t kCellBytes = 400;

// Text outside of blocks. Whatever Markdown might take for markup becomes a reference; that also
// holds in cells of tables, where a backslash in front of a bar wouldn't in all readers.
std::string inline_text(std::string_view bytes) {
  constexpr std::string_view kMarkup = "\\`*_{}[]<>()#|~&!:@$'\"";
  std::string out;
  for (const char c : visible(bytes, kCellBytes)) {
    if (kMarkup.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += "&#" + std::to_string(static_cast<int>(c)) + ";";
    }
  }
  return out;
}

// Where the text is HTML: in <summary>, which is one line, and in <pre>.
std::string html_text(std::string_view text) {
  std::string out;
  append_html(out, text);
  return out;
}

void append_row(std::string_view first, std::string_view second, std::string& out) {
  out += "| ";
  out += first;
  out += " | ";
  out += second;
  out += " |\n";
}

void append_counts(const RunReport& report, std::string& out) {
  const Counts counts = count(report);
  out += "| Outcome | Cases |\n| :-- | --: |\n";
  append_row("**required cases passed**", "**" + required_passed(counts) + "**", out);
  for (const auto& [label, number] : count_rows(counts)) {
    append_row(label, std::to_string(number), out);
  }
  append_row("planned", std::to_string(report.planned), out);
}

void append_broken_rules(const RunReport& report, std::string& out) {
  if (report.broken_rules.empty()) return;
  out += "\n### Broken rules, most likely first\n\n";
  out += "| Rule | Cases failed | Clause | Sentence |\n| :-- | --: | :-- | :-- |\n";
  for (const RunReport::BrokenRule& broken : report.broken_rules) {
    const RuleRow& rule = row(broken.rule);
    std::string share = std::to_string(broken.failed) + " of ";
    share += std::to_string(broken.cases);
    append_row(inline_text(rule.id) + " | " + share,
               inline_text(rule.clause) + " | " + inline_text(rule.sentence), out);
  }
}

void append_block(const CaseResult& result, std::string& out) {
  out += "<details><summary>";
  out += name(result.outcome);
  if (result.known) out += " (known)";
  out += ": ";
  out += html_text(visible(result.id, kCellBytes));
  out += "</summary>\n\n<pre>\n";
  for (const Fact& fact : case_facts(result, kLimits)) {
    std::string label(fact.label);
    label.resize(std::max(label.size() + 2, std::size_t{17}), ' ');
    out += label;
    out += html_text(fact.text) + "\n";
  }
  out += "</pre>\n\n</details>\n\n";
}

void append_blocks(std::string_view title, std::span<const CaseResult* const> results,
                   std::size_t& room, std::string& out) {
  if (results.empty()) return;
  out += "\n### ";
  out += title;
  out += "\n\n";
  std::size_t shown = 0;
  for (const CaseResult* result : results) {
    if (shown == room || out.size() > kMarkdownFailureBytesMax) break;
    append_block(*result, out);
    ++shown;
  }
  room -= shown;
  const std::size_t more = results.size() - shown;
  if (more == 0) return;
  out += "... and " + std::to_string(more);
  out += " more, which the other reports show.\n";
}

void append_list(std::string_view title, const std::vector<std::string>& texts, std::string& out) {
  if (texts.empty()) return;
  out += "\n### ";
  out += title;
  out += "\n\n";
  const std::size_t shown = std::min(kMarkdownFailuresMax, texts.size());
  for (std::size_t i = 0; i < shown; ++i) out += "- " + inline_text(texts[i]) + "\n";
  if (shown < texts.size()) {
    out += "- ... and " + std::to_string(texts.size() - shown);
    out += " more\n";
  }
}

std::vector<std::string> known_faults(const RunReport& report) {
  std::vector<std::string> lines;
  for (const KnownListFault& fault : report.known_faults) {
    lines.push_back("line " + std::to_string(fault.line) + ": " + fault.text);
  }
  return lines;
}

void append_circumstances(const RunReport& report, std::string& out) {
  out += "\n";
  if (report.random) {
    out += "Random inputs: " + std::to_string(report.random->inputs);
    out += ", seed " + std::to_string(report.random->seed) + ".\n";
  }
  if (report.restarts > 0) {
    out += "The subject was started again " + counted(report.restarts, "time", "times") + ".\n";
  }
  out += "Made by cgconform " + inline_text(report.tool_version) + ".\n";
}

std::string title(std::string_view word) {
  std::string_view mark = "\u26A0\uFE0F";
  if (word == "conforming") mark = "\u2705";
  if (word == "nonconforming") mark = "\u274C";
  std::string text(mark);
  text += ' ';
  text += word;
  return text;
}

}  // namespace

std::string markdown_report(const RunReport& report) {
  const RunVerdict ending = verdict(report);
  std::string out = "## " + title(ending.word) + ": connectorGroup conformance\n\n";
  out += inline_text(subject_line(report)) + ": " + inline_text(ending.reason) + ".\n";
  out += "Held to contract " + inline_text(report.contract);
  out += ", level " + std::string(name(report.level));
  if (!report.revision.empty()) out += ", revision " + inline_text(report.revision);
  out += ".\n\n";
  append_counts(report, out);
  append_broken_rules(report, out);

  const Findings found = findings(report);
  std::size_t room = kMarkdownFailuresMax;
  append_blocks("Failures", found.unexpected, room, out);
  append_blocks("Known failures", found.known, room, out);
  append_list("Faults of the known list", known_faults(report), out);
  append_list("Left on the server", report.leftovers, out);
  append_circumstances(report, out);
  return out;
}

}  // namespace connectorgroup
