#include "model/page/length_explanation.h"

#include <algorithm>
#include <cstddef>

#include "model/assertion.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n";

struct LineEnds {
  std::size_t lf = 0;
  std::size_t crlf = 0;
};

LineEnds count_line_ends(std::string_view body) {
  LineEnds ends;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] != '\n') continue;
    ++(i > 0 && body[i - 1] == '\r' ? ends.crlf : ends.lf);
  }
  return ends;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::size_t count_characters(std::string_view body) {
  return static_cast<std::size_t>(
      std::count_if(body.begin(), body.end(), [](char c) { return !is_continuation(c); }));
}

// Characters beyond U+FFFF, whose UTF-8 begins with F0 or more, take two units.
std::size_t count_utf16_units(std::string_view body) {
  return count_characters(body) +
         static_cast<std::size_t>(std::count_if(body.begin(), body.end(), [](char c) {
           return static_cast<unsigned char>(c) >= 0xF0;
         }));
}

// What is between the tokens of a JSON text, and the literals true and false in it.
struct TokenScan {
  std::size_t white_space = 0;
  std::size_t true_count = 0;
  std::size_t false_count = 0;
  std::size_t true_line = 0;  // of the last one
  std::size_t false_line = 0;
};

TokenScan scan(std::string_view body, std::size_t line) {
  TokenScan result;
  bool in_string = false;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (c == '\n' || (c == '\r' && body.substr(i + 1, 1) != "\n")) ++line;
    if (c == '"') {
      in_string = !in_string;
    } else if (in_string) {
      // The escapes that decide where the string ends; a line end behind a reverse solidus is one.
      const std::string_view next = body.substr(i + 1, 1);
      if (c == '\\' && (next == "\"" || next == "\\")) ++i;
    } else if (kWhiteSpace.find(c) != std::string_view::npos) {
      ++result.white_space;
    } else if (body.substr(i, 4) == "true") {
      ++result.true_count;
      result.true_line = line;
    } else if (body.substr(i, 5) == "false") {
      ++result.false_count;
      result.false_line = line;
    }
  }
  return result;
}

bool opens_json(std::string_view body) {
  const char first = body[body.find_first_not_of(kWhiteSpace)];
  return first == '{' || first == '[';
}

std::size_t outer_spaces(std::string_view body) {
  return body.size() -
         (body.find_last_not_of(kWhiteSpace) - body.find_first_not_of(kWhiteSpace) + 1);
}

std::string swapped(std::string_view written, std::string_view meant, std::size_t count,
                    std::size_t line) {
  const std::string which =
      count == 1
          ? "`" + std::string(written) + "` on line " + std::to_string(line)
          : "one of the " + std::to_string(count) + " `" + std::string(written) + "` in the body";
  return "it is the length with `" + std::string(meant) + "` in place of " + which;
}

class Explainer {
 public:
  Explainer(std::string_view body, std::uint64_t declared, std::size_t first_line)
      : body_(body), declared_(declared), first_line_(first_line) {}

  std::optional<LengthExplanation> explain() const {
    const bool json = opens_json(body_);
    const TokenScan tokens = json ? scan(body_, first_line_) : TokenScan{};
    if (auto found = by_literal(tokens)) return found;
    if (auto found = by_line_ends()) return found;
    if (matches(body_.size() - outer_spaces(body_))) {
      return {{LengthCause::outer_spaces,
               "it is the length without the white space at the body's ends"}};
    }
    if (json && matches(body_.size() - tokens.white_space)) {
      return {{LengthCause::minified, "it is the length without white space between tokens"}};
    }
    if (matches(count_characters(body_))) {
      return {{LengthCause::characters, "it counts characters, not octets"}};
    }
    if (matches(count_utf16_units(body_))) {
      return {{LengthCause::utf16_units, "it counts units of UTF-16, not octets"}};
    }
    return std::nullopt;
  }

 private:
  bool matches(std::size_t size) const { return declared_ == size; }

  std::optional<LengthExplanation> by_literal(const TokenScan& tokens) const {
    if (tokens.false_count > 0 && matches(body_.size() - 1)) {
      return {
          {LengthCause::literal, swapped("false", "true", tokens.false_count, tokens.false_line)}};
    }
    if (tokens.true_count > 0 && matches(body_.size() + 1)) {
      return {
          {LengthCause::literal, swapped("true", "false", tokens.true_count, tokens.true_line)}};
    }
    return std::nullopt;
  }

  // What changes no line end gives the body's own length, which isn't the declared one.
  std::optional<LengthExplanation> by_line_ends() const {
    const LineEnds ends = count_line_ends(body_);
    const std::size_t with_crlf = body_.size() + ends.lf;
    if (matches(with_crlf)) {
      return {{LengthCause::crlf_line_ends, "it is the length with line ends of CRLF"}};
    }
    if (matches(body_.size() - ends.crlf)) {
      return {{LengthCause::lf_line_ends, "it is the length with line ends of LF"}};
    }
    if (matches(body_.size() + 1)) {
      return {{LengthCause::outer_line_end,
               "it counts a line end more, of LF: the last line's, or that of the empty line"}};
    }
    if (matches(body_.size() + 2)) {
      return {{LengthCause::outer_line_end,
               "it counts a line end more, of CRLF: the last line's, or that of the empty line"}};
    }
    if (matches(with_crlf + 2)) {
      return {{LengthCause::crlf_and_outer_line_end,
               "it is the length with line ends of CRLF and one more: the last line's, or that of "
               "the empty line"}};
    }
    return std::nullopt;
  }

  std::string_view body_;
  std::uint64_t declared_;
  std::size_t first_line_;
};

}  // namespace

std::optional<LengthExplanation> explain_length(std::string_view body, std::uint64_t declared,
                                                std::size_t first_line) {
  CONNECTORGROUP_ASSERT(declared != body.size());
  CONNECTORGROUP_ASSERT(body.find_first_not_of(kWhiteSpace) != std::string_view::npos);
  return Explainer(body, declared, first_line).explain();
}

}  // namespace connectorgroup
