// The report for people at a terminal. Appends to `out`; nothing that a subject said gets out
// unescaped, so it can't move the cursor or change colours.
//
// A run prints its heading, then its progress (progress.h), then failures and summary. The seed
// stands in the first and in the last.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "properties/conformance/report/report.h"

namespace connectorgroup {

enum class Verbosity : std::uint8_t {
  quiet,    // -q: one line for each failure, and the verdict
  normal,   // a block for each failure; one line for each known one
  verbose,  // -v: a block for known failures and for those that aren't scored too, and one line
            // for each case that was skipped, inconclusive or not run
  very_verbose,  // -vv: inputs, answers and standard error whole
};

struct TerminalStyle {
  bool colored = false;     // escapes of ANSI terminals, of our own making only
  std::size_t width = 100;  // columns; sentences are wrapped, lines to copy aren't. At least 40.
  std::size_t blocks_max = 20;  // unexpected failures shown in full; of the others there is a line
  Verbosity verbosity = Verbosity::normal;
};

// What is run: tool, subject, contract, level, revision and seed. Of the report it needs no more.
void append_heading(const RunReport& report, const TerminalStyle& style, std::string& out);

// One case's block:
//   FAIL id        required        rule json.number.leading-zero (origin suite)
//     sentence   "..."   RFC 8259 s.6
//     input      23 bytes   7b22...   {"name":...   file ...
//     expected   reject   got  accept
//     twin       ...: pass   alone: same result   shrunk from 214 bytes to 12 in 41 calls
//     reproduce  printf ... | subject
void append_failure(const CaseResult& result, const TerminalStyle& style, std::string& out);

// All that didn't pass: unexpected failures, then known ones, then what wasn't judged.
void append_failures(const RunReport& report, const TerminalStyle& style, std::string& out);

// What the verdict rests on, count by count and rule by rule, the seed, and the verdict itself.
void append_summary(const RunReport& report, const TerminalStyle& style, std::string& out);

// append_failures() and append_summary().
void append_report(const RunReport& report, const TerminalStyle& style, std::string& out);

}  // namespace connectorgroup
