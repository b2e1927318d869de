// What there is to say about one case that didn't pass: the pieces that the terminal, JUnit,
// Markdown and HTML arrange each in their own way. All texts are visible() ones.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "properties/conformance/report/report.h"

namespace connectorgroup {

// Longer pieces are cut, with a remark of how much is left out.
struct FactLimits {
  std::size_t input_bytes = 256;   // of the input's hex
  std::size_t word_bytes = 400;    // of what was expected and got
  std::size_t error_bytes = 1024;  // of the end of the standard error
  std::size_t line_bytes = 4096;   // of a line to copy; a longer one is left out whole
  bool input_as_text = true;       // beside its hex
};

struct Fact {
  std::string_view label;  // "expected"
  std::string text;        // one line, but for "stderr"
};

// The facts that the case has, in the order of reading: level, rule, sentence, clause, input, hex,
// text, file, expected, got, note, law, twin, alone, those of the shrunk input, known, pipe, curl,
// replay, stderr.
std::vector<Fact> case_facts(const CaseResult& result, const FactLimits& limits);

// "expected reject, got accept name=\"sales\"": the line beside a failure's name.
std::string headline(const CaseResult& result, std::size_t word_bytes);

// The words that the subject answered, or "no answer", with how it misbehaved.
std::string got_text(const CaseResult& result, std::size_t word_bytes);
// "body/accept/.../zero.json: pass". Empty where there is no twin.
std::string twin_text(const CaseResult& result);
// "same result", or what the case alone came to. Empty where it wasn't tried.
std::string alone_text(const CaseResult& result);
// "from 214 bytes to 12 in 41 calls". Empty where it wasn't shrunk.
std::string shrunk_text(const CaseResult& result);
// The line; where it is too long, how long it is.
std::string line_to_copy(const std::string& line, std::size_t line_bytes);
// The end of the text, whole lines where there are any.
std::string_view tail(std::string_view text, std::size_t size_max);

}  // namespace connectorgroup
