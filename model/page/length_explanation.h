// Why a Content-Length isn't that of its body: the one change of the body that makes it so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace connectorgroup {

// From the most specific to the least: a literal must be there to be another, while any body can
// have another line end.
enum class LengthCause : std::uint8_t {
  literal,  // true for false, or the reverse
  // Line ends. The text is the same, and its length depends on what carries it.
  crlf_line_ends,  // LF against CRLF; the last line has none
  lf_line_ends,    // the reverse
  outer_line_end,  // one more line end, before or behind the body: LF or CRLF
  crlf_and_outer_line_end,
  // Other ways to count.
  outer_spaces,  // white space at either end isn't counted
  minified,      // white space between JSON's tokens isn't counted
  characters,    // characters are counted, not octets
  utf16_units,   // units of UTF-16 are counted
};

struct LengthExplanation {
  LengthCause cause;
  std::string text;  // for people: "it is the length with line ends of CRLF"

  // Whether line ends alone make the difference.
  bool line_ends() const {
    return cause >= LengthCause::crlf_line_ends && cause <= LengthCause::crlf_and_outer_line_end;
  }
};

// The change that gives `body` the length `declared`: of those that do, the first in the order of
// LengthCause. Nothing if none does. The explanation counts lines from `first_line`, the body's
// first. REQUIRES: declared != body.size(), and the body isn't white space alone. Time
// O(body.size()).
std::optional<LengthExplanation> explain_length(std::string_view body, std::uint64_t declared,
                                                std::size_t first_line);

}  // namespace connectorgroup
