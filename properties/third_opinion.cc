#include "properties/third_opinion.h"

#include <array>
#include <nlohmann/json.hpp>

#include "model/body/reference_reader.h"

namespace connectorgroup {
namespace {

RuleSet all_but_json() {
  RuleSet ignored;
  for (const RuleRow& rule : body_rules()) {
    if (rule.demand == Demand::refuse && !rule.id.starts_with("json.")) ignored.add(rule.rule);
  }
  return ignored;
}

template <Rule rule>
bool is(std::string_view, const Violation& violation) {
  return violation.rule == rule;
}

// Outside of strings, nlohmann/json takes a NUL for the end of its input.
bool nul_byte(std::string_view text, const Violation& violation) {
  return violation.rule == Rule::json_whitespace && text[violation.offset] == '\0';
}

using namespace std::string_view_literals;

constexpr std::array<PermittedDifference, 4> kDifferences{{
    {"byte-order-mark", "RFC 8259 section 8.1 lets a parser skip one; nlohmann/json does.",
     "\xEF\xBB\xBF{}"sv, is<Rule::json_text_bom>},
    {"nul-ends-the-text", "Its lexer takes a NUL outside of strings for the end of the input.",
     "{}\0x"sv, nul_byte},
    {"integers-beyond-2^53", "It keeps integers of 64 bits, and makes larger ones floating-point.",
     "9007199254740993"sv, is<Rule::json_number_integer_range>},
    {"noncharacters", "They are a matter of I-JSON, which it doesn't claim.", "\"\\uFFFE\""sv,
     is<Rule::json_string_noncharacter>},
}};

}  // namespace

bool nlohmann_accepts(std::string_view text) {
  return nlohmann::json::accept(text.begin(), text.end());
}

std::optional<Violation> json_violation(std::string_view text) {
  static const RuleSet kIgnored = all_but_json();
  // Two contracts, one JSON: which of them reads doesn't matter once its rules are ignored.
  const auto result = ReferenceReader(graph_2017(), {}, kIgnored).read_create_request(text);
  if (result.accepted()) return std::nullopt;
  return result.violation();
}

std::span<const PermittedDifference> permitted_differences() { return kDifferences; }

}  // namespace connectorgroup
