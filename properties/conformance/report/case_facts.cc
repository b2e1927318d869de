#include "properties/conformance/report/case_facts.h"

#include <utility>

#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

void add(std::string_view label, std::string text, std::vector<Fact>& facts) {
  if (!text.empty()) facts.push_back({label, std::move(text)});
}

void add_rule(const CaseResult& result, std::vector<Fact>& facts) {
  if (!result.rule) return;
  const RuleRow& rule = row(*result.rule);
  add("rule", std::string(rule.id) + " (origin " + std::string(name(rule.origin)) + ")", facts);
  add("sentence", std::string(rule.sentence), facts);
  add("clause", std::string(rule.clause), facts);
}

void add_input(const CaseResult& result, const FactLimits& limits, std::vector<Fact>& facts) {
  add("input", counted(result.input.size(), "byte", "bytes"), facts);
  add("hex", hex(result.input, limits.input_bytes), facts);
  if (limits.input_as_text) add("text", input_text(result.input, limits.input_bytes), facts);
  add("file", visible(result.input_file), facts);
}

void add_shrunk(const CaseResult& result, const FactLimits& limits, std::vector<Fact>& facts) {
  if (!result.shrunk) return;
  add("shrunk", shrunk_text(result), facts);
  add("shrunk hex", hex(result.shrunk->input, limits.input_bytes), facts);
  if (limits.input_as_text) {
    add("shrunk text", input_text(result.shrunk->input, limits.input_bytes), facts);
  }
  add("shrunk expected", visible(result.shrunk->expected, limits.word_bytes), facts);
  add("shrunk got", visible(result.shrunk->got, limits.word_bytes), facts);
}

}  // namespace

std::vector<Fact> case_facts(const CaseResult& result, const FactLimits& limits) {
  std::vector<Fact> facts;
  add("level", std::string(name(result.level)), facts);
  add_rule(result, facts);
  add_input(result, limits, facts);
  add("expected", visible(result.expected, limits.word_bytes), facts);
  add("got", got_text(result, limits.word_bytes), facts);
  add("note", visible(result.note, limits.word_bytes), facts);
  add("law", visible(result.law), facts);
  add("twin", twin_text(result), facts);
  add("alone", alone_text(result), facts);
  add_shrunk(result, limits, facts);
  if (result.known) add("known", "listed: " + visible(*result.known), facts);
  add("pipe", line_to_copy(result.reproduction.pipe, limits.line_bytes), facts);
  add("curl", line_to_copy(result.reproduction.curl, limits.line_bytes), facts);
  add("replay", line_to_copy(result.reproduction.replay, limits.line_bytes), facts);
  add("stderr", visible(tail(result.error_output, limits.error_bytes), kWhole, LineEnds::keep),
      facts);
  return facts;
}

std::string headline(const CaseResult& result, std::size_t word_bytes) {
  std::string line;
  if (!result.expected.empty()) line = "expected " + visible(result.expected, word_bytes) + ", ";
  line += "got " + got_text(result, word_bytes);
  if (!result.note.empty()) line += ": " + visible(result.note, word_bytes);
  return line;
}

std::string got_text(const CaseResult& result, std::size_t word_bytes) {
  std::string text = result.got.empty() ? "no answer" : visible(result.got, word_bytes);
  if (result.misbehaviour) text += " (" + std::string(name(*result.misbehaviour)) + ")";
  return text;
}

std::string twin_text(const CaseResult& result) {
  if (result.twin.empty()) return {};
  std::string text = visible(result.twin);
  if (result.twin_outcome) text += ": " + std::string(name(*result.twin_outcome));
  return text;
}

std::string alone_text(const CaseResult& result) {
  if (!result.alone) return {};
  if (*result.alone == result.outcome) return "same result";
  return std::string(name(*result.alone)) + ", so it depends on what came before";
}

std::string shrunk_text(const CaseResult& result) {
  if (!result.shrunk) return {};
  std::string text = "from " + counted(result.input.size(), "byte", "bytes");
  text += " to " + std::to_string(result.shrunk->input.size());
  text += " in " + counted(result.shrunk->calls, "call", "calls");
  return text;
}

std::string line_to_copy(const std::string& line, std::size_t line_bytes) {
  if (line.size() <= line_bytes) return visible(line);
  return "(left out, since it has " + std::to_string(line.size()) + " bytes)";
}

std::string_view tail(std::string_view text, std::size_t size_max) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  if (text.size() <= size_max) return text;
  std::string_view end = text.substr(text.size() - size_max);
  const std::size_t line = end.find('\n');
  if (line != std::string_view::npos) end.remove_prefix(line + 1);
  return end;
}

}  // namespace connectorgroup
