#include "model/exchange/content_fields.h"

#include <algorithm>

#include "model/assertion.h"
#include "model/exchange/first_violation.h"
#include "model/http/field_values.h"
#include "model/http/message.h"
#include "model/http/octets.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kContentType = "Content-Type";

// The parameters' faults. `value` is what they are views into.
void judge_parameters(std::string_view value, const MediaType& type, const RuleSet& ignored,
                      FirstViolation& first) {
  for (const Parameter& parameter : type.parameters) {
    if (!equal_ignoring_case(parameter.name, "charset")) {
      const auto offset = static_cast<std::size_t>(parameter.name.data() - value.data());
      if (ignored.has(Rule::exchange_content_type_parameters)) {
        first.add({Rule::exchange_content_type_parameters, offset, kContentType});
      }
    } else if (!equal_ignoring_case(parameter.value, "utf-8") &&
               !ignored.has(Rule::exchange_content_type_charset)) {
      first.add({Rule::exchange_content_type_charset, parameter.value_offset, kContentType});
    }
  }
}

void judge_type(std::string_view value, const MediaType& type, const RuleSet& ignored,
                FirstViolation& first) {
  const bool is_json =
      equal_ignoring_case(type.type, "application") && equal_ignoring_case(type.subtype, "json");
  if (!type.subtype.empty() && !is_json && !ignored.has(Rule::exchange_content_type_json)) {
    first.add({Rule::exchange_content_type_json, 0, kContentType});
  }
  judge_parameters(value, type, ignored, first);
}

}  // namespace

std::optional<Violation> judge_content_type(std::string_view value, const RuleSet& ignored) {
  FirstViolation first;
  const Result<MediaType> strict = read_media_type(value, ignored);
  if (strict.accepted()) {
    judge_type(value, strict.value(), ignored, first);
    return first.violation();
  }
  first.add({strict.violation().rule, strict.violation().offset, kContentType});
  // What stands before a fault is judged too: its offset may be smaller.
  const Result<MediaType> lenient = read_media_type(value, RuleSet(Rule::http_media_type_syntax));
  CONNECTORGROUP_ASSERT(lenient.accepted());
  judge_type(value, lenient.value(), ignored, first);
  return first.violation();
}

std::optional<Violation> judge_content_encoding(std::string_view value, const RuleSet& ignored) {
  if (ignored.has(Rule::exchange_content_encoding)) return std::nullopt;
  while (!value.empty()) {
    std::string_view coding = value.substr(0, value.find(','));
    value.remove_prefix(std::min(coding.size() + 1, value.size()));
    while (!coding.empty() && http::is_white_space(coding.front())) coding.remove_prefix(1);
    while (!coding.empty() && http::is_white_space(coding.back())) coding.remove_suffix(1);
    if (!coding.empty() && !equal_ignoring_case(coding, "identity")) {
      return Violation{Rule::exchange_content_encoding, 0, "Content-Encoding"};
    }
  }
  return std::nullopt;
}

}  // namespace connectorgroup
