#include "properties/conformance/report/terminal_report.h"

#include <algorithm>
#include <span>
#include <vector>

#include "properties/conformance/report/case_facts.h"
#include "properties/conformance/report/findings.h"
#include "properties/conformance/report/report_text.h"
#include "properties/conformance/report/terminal_layout.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kRed = "\x1B[1;31m";
constexpr std::string_view kYellow = "\x1B[1;33m";
constexpr std::string_view kGreen = "\x1B[1;32m";
constexpr std::string_view kPlain = "\x1B[0m";
constexpr std::size_t kWidthMin = 40;

using Pieces = std::vector<std::string>;

void append_colored(std::string_view color, std::string_view text, const TerminalStyle& style,
                    std::string& out) {
  if (style.colored) out += color;
  out += text;
  if (style.colored) out += kPlain;
}

TerminalLayout layout(const TerminalStyle& style, std::string& out) {
  return {std::max(style.width, kWidthMin), out};
}

FactLimits limits(const TerminalStyle& style) {
  if (style.verbosity == Verbosity::very_verbose) return {kWhole, kWhole, kWhole, kWhole};
  return {64, 400, 1024};
}

std::string upper_case(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

// "FAIL", "CRASH (known)", "PROTOCOL-ERROR"
void append_word(const CaseResult& result, const TerminalStyle& style, std::string& out) {
  const bool counts = result.scored && !result.known && is_failure(result.outcome);
  append_colored(counts ? kRed : kYellow, upper_case(name(result.outcome)), style, out);
  if (!result.scored) {
    out += " (not scored)";
  } else if (result.known) {
    out += " (known)";
  }
}

// --- A failure's block.

void append_title(const CaseResult& result, const TerminalStyle& style, std::string& out) {
  constexpr std::string_view kGap = "        ";
  append_word(result, style, out);
  out += ' ';
  out += visible(result.id);
  out += kGap;
  out += name(result.level);
  if (result.rule) {
    const RuleRow& rule = row(*result.rule);
    out += kGap;
    out += "rule ";
    out += rule.id;
    out += " (origin ";
    out += name(rule.origin);
    out += ')';
  }
  out += '\n';
}

void append_sentence(const CaseResult& result, TerminalLayout& block) {
  if (!result.rule) return;
  const RuleRow& rule = row(*result.rule);
  std::string text = "\"";
  text += rule.sentence;
  text += "\"   ";
  text += rule.clause;
  block.wrapped("sentence", text);
}

void append_input(std::string_view label, const std::string& bytes, const std::string& file,
                  const TerminalStyle& style, TerminalLayout& block) {
  const std::size_t shown = limits(style).input_bytes;
  block.pieces(label,
               Pieces{counted(bytes.size(), "byte", "bytes"), hex(bytes, shown),
                      input_text(bytes, shown), file.empty() ? "" : "file " + visible(file)});
}

void append_answers(const CaseResult& result, const TerminalStyle& style, TerminalLayout& block) {
  const std::size_t shown = limits(style).word_bytes;
  const std::string got = "got  " + got_text(result, shown);
  block.pieces("expected", Pieces{visible(result.expected, shown), got});
  block.wrapped("note", visible(result.note, shown));
  if (result.known) block.wrapped("known", visible(*result.known));
}

void append_circumstances(const CaseResult& result, const TerminalStyle& style,
                          TerminalLayout& block) {
  const std::string alone = result.alone ? "alone: " + alone_text(result) : "";
  const std::string shrunk = result.shrunk ? "shrunk " + shrunk_text(result) : "";
  const std::string twin = twin_text(result);
  block.pieces("law", Pieces{visible(result.law)});
  block.pieces(twin.empty() ? "tried" : "twin", Pieces{twin, alone, shrunk});
  if (!result.shrunk) return;
  const std::size_t shown = limits(style).word_bytes;
  append_input("shrunk", result.shrunk->input, "", style, block);
  block.pieces("", Pieces{"expected  " + visible(result.shrunk->expected, shown),
                          "got  " + visible(result.shrunk->got, shown)});
}

void append_reproduction(const Reproduction& reproduction, const TerminalStyle& style,
                         TerminalLayout& block) {
  std::string text;
  for (const std::string* line : {&reproduction.pipe, &reproduction.curl, &reproduction.replay}) {
    if (line->empty()) continue;
    text += line_to_copy(*line, limits(style).line_bytes);
    text += '\n';
  }
  block.lines("reproduce", text);
}

// --- Lists of failures.

void append_line(const CaseResult& result, const TerminalStyle& style, std::string& out) {
  append_word(result, style, out);
  out += ' ';
  out += visible(result.id);
  out += "   ";
  if (result.known) {
    out += visible(*result.known);
  } else if (is_failure(result.outcome) || result.outcome == Outcome::protocol_error) {
    out += headline(result, limits(style).word_bytes);
  } else {
    out += visible(result.note);
  }
  out += '\n';
}

void append_lines(std::span<const CaseResult* const> results, const TerminalStyle& style,
                  std::string& out) {
  for (const CaseResult* result : results) append_line(*result, style, out);
}

void append_blocks(std::span<const CaseResult* const> results, const TerminalStyle& style,
                   std::string& out) {
  for (const CaseResult* result : results) {
    append_failure(*result, style, out);
    out += '\n';
  }
}

// --- The summary.

void append_verdict(const RunReport& report, const TerminalStyle& style, std::string& out) {
  const RunVerdict ending = verdict(report);
  const std::string_view color = ending.status == 0 ? kGreen : ending.status == 1 ? kRed : kYellow;
  append_colored(color, upper_case(ending.word), style, out);
  out += ": ";
  out += ending.reason;
  out += '\n';
}

void append_counts(const RunReport& report, TerminalLayout& block) {
  const Counts counts = count(report);
  Pieces numbers{std::to_string(report.planned) + " planned"};
  for (const auto& [label, number] : count_rows(counts)) {
    numbers.push_back(std::to_string(number) + ' ' + std::string(label));
  }
  block.pieces("cases", numbers);
  block.wrapped("required", required_passed(counts) + " passed");
}

void append_broken_rules(const RunReport& report, TerminalLayout& block) {
  std::string_view label = "rules";
  for (const RunReport::BrokenRule& broken : report.broken_rules) {
    const RuleRow& rule = row(broken.rule);
    std::string share = std::to_string(broken.failed) + " of ";
    share += counted(broken.cases, "case failed", "cases failed");
    block.pieces(label, Pieces{std::string(rule.id), share, std::string(rule.clause)});
    label = "";
  }
}

void append_random(const RandomRun& random, TerminalLayout& block) {
  std::string inputs = counted(random.inputs, "input", "inputs");
  if (random.asked != 0) inputs += " of " + std::to_string(random.asked);
  const std::string bound =
      random.seconds ? "bounded by " + counted(*random.seconds, "second", "seconds") : "";
  block.pieces("random",
               Pieces{inputs, counted(random.questions, "question", "questions"), bound,
                      counted(random.failures.size(), "kind of failure", "kinds of failure")});
}

void append_list_faults(const RunReport& report, TerminalLayout& block) {
  std::string_view label = "known list";
  for (const KnownListFault& fault : report.known_faults) {
    block.wrapped(label, "line " + std::to_string(fault.line) + ": " + visible(fault.text));
    label = "";
  }
}

void append_circumstances(const RunReport& report, TerminalLayout& block) {
  if (report.restarts > 0) block.wrapped("restarts", std::to_string(report.restarts));
  std::string leftovers;
  for (const std::string& leftover : report.leftovers) leftovers += visible(leftover) + '\n';
  block.lines("left over", leftovers);
  block.wrapped("stopped", visible(report.stopped));
}

void append_subject(const RunReport& report, TerminalLayout& block) {
  block.pieces("subject", Pieces{subject_line(report)});
  const std::string revision =
      report.revision.empty() ? "no frozen revision" : "revision " + visible(report.revision);
  block.pieces("held to", Pieces{"contract " + visible(report.contract),
                                 "level " + std::string(name(report.level)), revision});
}

void append_seed(const RunReport& report, TerminalLayout& block) {
  if (report.random) block.wrapped("seed", std::to_string(report.random->seed));
}

}  // namespace

void append_heading(const RunReport& report, const TerminalStyle& style, std::string& out) {
  if (style.verbosity == Verbosity::quiet) return;
  out += "cgconform " + visible(report.tool_version) + '\n';
  TerminalLayout block = layout(style, out);
  append_subject(report, block);
  append_seed(report, block);
}

void append_failure(const CaseResult& result, const TerminalStyle& style, std::string& out) {
  append_title(result, style, out);
  TerminalLayout block = layout(style, out);
  append_sentence(result, block);
  append_input("input", result.input, result.input_file, style, block);
  append_answers(result, style, block);
  append_circumstances(result, style, block);
  block.lines("stderr", visible(tail(result.error_output, limits(style).error_bytes), kWhole,
                                LineEnds::keep));
  append_reproduction(result.reproduction, style, block);
}

void append_failures(const RunReport& report, const TerminalStyle& style, std::string& out) {
  const Findings found = findings(report);
  const std::span<const CaseResult* const> unexpected(found.unexpected);
  const bool has_blocks = style.verbosity != Verbosity::quiet;
  const std::size_t blocks = has_blocks ? std::min(style.blocks_max, unexpected.size()) : 0;
  append_blocks(unexpected.first(blocks), style, out);
  append_lines(unexpected.subspan(blocks), style, out);
  if (style.verbosity == Verbosity::normal) append_lines(found.known, style, out);
  if (style.verbosity < Verbosity::verbose) return;
  append_blocks(found.known, style, out);
  append_blocks(found.unscored, style, out);
  append_lines(found.unjudged, style, out);
}

void append_summary(const RunReport& report, const TerminalStyle& style, std::string& out) {
  if (style.verbosity != Verbosity::quiet) {
    TerminalLayout block = layout(style, out);
    append_broken_rules(report, block);
    append_list_faults(report, block);
    append_subject(report, block);
    append_counts(report, block);
    if (report.random) append_random(*report.random, block);
    append_circumstances(report, block);
    append_seed(report, block);
  }
  append_verdict(report, style, out);
}

void append_report(const RunReport& report, const TerminalStyle& style, std::string& out) {
  append_failures(report, style, out);
  append_summary(report, style, out);
}

}  // namespace connectorgroup
