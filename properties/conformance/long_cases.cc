#include "properties/conformance/long_cases.h"

#include <string>
#include <string_view>
#include <utility>

namespace connectorgroup {
namespace {

constexpr std::size_t kSize = 70'000;

// `piece` again and again behind `begin`.
std::string repeated(std::string_view begin, std::string_view piece) {
  std::string text(begin);
  while (text.size() < kSize) text += piece;
  return text;
}

ConformanceCase accepted(std::string id, Rule rule, std::string text) {
  return {std::move(id), "long", {Verb::read_request, std::move(text)}, Level::required, rule, {},
          false};
}

}  // namespace

std::vector<ConformanceCase> long_cases() {
  // A power of two is no multiple of three, and a character of three bytes begins at each.
  const std::string characters = repeated(R"({"name":")", "\xE2\x82\xAC") + "\"}";
  // It is two or four behind a multiple of six, and a number ends six behind byte 6.
  const std::string numbers = repeated(R"({"@x":[)", "12345,") + R"(0],"name":"a"})";
  return {accepted("long/character-across-blocks", Rule::json_string_raw_utf8, characters),
          accepted("long/number-across-blocks", Rule::json_number_forms, numbers)};
}

}  // namespace connectorgroup
