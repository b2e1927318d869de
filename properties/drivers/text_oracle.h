// What a writer makes of a text, by tables that share nothing with the model.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/text_check.h"
#include "properties/drivers/code_points.h"

namespace connectorgroup {

// RFC 8785 section 3.2.2.2, spelt out.
inline constexpr std::array<std::string_view, 32> kControlEscapes{
    "\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005", "\\u0006", "\\u0007",
    "\\b",     "\\t",     "\\n",     "\\u000b", "\\f",     "\\r",     "\\u000e", "\\u000f",
    "\\u0010", "\\u0011", "\\u0012", "\\u0013", "\\u0014", "\\u0015", "\\u0016", "\\u0017",
    "\\u0018", "\\u0019", "\\u001a", "\\u001b", "\\u001c", "\\u001d", "\\u001e", "\\u001f"};

inline std::string escaped_by_table(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < kControlEscapes.size()) {
      result += kControlEscapes[byte];
    } else {
      if (c == '"' || c == '\\') result += '\\';
      result += c;
    }
  }
  return result;
}

// RFC 3629 section 4, the grammar as it stands there.
struct ByteRange {
  unsigned char low;
  unsigned char high;
};
inline constexpr ByteRange kTail{0x80, 0xBF};
inline const std::vector<std::vector<ByteRange>>& utf8_characters() {
  static const std::vector<std::vector<ByteRange>> alternatives{
      {{0x00, 0x7F}},
      {{0xC2, 0xDF}, kTail},
      {{0xE0, 0xE0}, {0xA0, 0xBF}, kTail},
      {{0xE1, 0xEC}, kTail, kTail},
      {{0xED, 0xED}, {0x80, 0x9F}, kTail},
      {{0xEE, 0xEF}, kTail, kTail},
      {{0xF0, 0xF0}, {0x90, 0xBF}, kTail, kTail},
      {{0xF1, 0xF3}, kTail, kTail, kTail},
      {{0xF4, 0xF4}, {0x80, 0x8F}, kTail, kTail},
  };
  return alternatives;
}

inline const std::set<std::string, std::less<>>& noncharacters() {
  static const std::set<std::string, std::less<>> all = [] {
    std::set<std::string, std::less<>> encoded;
    for (std::uint32_t c = 0xFDD0; c <= 0xFDEF; ++c) encoded.insert(utf8(c));
    for (std::uint32_t plane = 0; plane <= 0x10; ++plane) {
      encoded.insert(utf8(plane * 0x10000 + 0xFFFE));
      encoded.insert(utf8(plane * 0x10000 + 0xFFFF));
    }
    return encoded;
  }();
  return all;
}

// Why the byte at `place` can't continue the character that begins at `start`.
inline Rule fault_at(std::string_view text, std::size_t start, std::size_t place) {
  const auto lead = static_cast<unsigned char>(text[start]);
  if (place == start) {
    if (lead < 0xC0) return Rule::json_utf8_continuation;
    return lead < 0xC2 ? Rule::json_utf8_overlong : Rule::json_utf8_range;
  }
  const bool continues =
      place < text.size() && (static_cast<unsigned char>(text[place]) & 0xC0) == 0x80;
  if (!continues) return Rule::json_utf8_truncated;
  if (lead == 0xED) return Rule::json_utf8_surrogate;
  return lead == 0xF4 ? Rule::json_utf8_range : Rule::json_utf8_overlong;
}

inline std::optional<TextFault> fault_by_grammar(std::string_view text) {
  std::size_t start = 0;
  while (start < text.size()) {
    std::size_t longest = 0;
    bool whole = false;
    for (const std::vector<ByteRange>& alternative : utf8_characters()) {
      if (whole) break;  // No character begins another.
      std::size_t i = 0;
      while (i < alternative.size() && start + i < text.size() &&
             static_cast<unsigned char>(text[start + i]) >= alternative[i].low &&
             static_cast<unsigned char>(text[start + i]) <= alternative[i].high) {
        ++i;
      }
      longest = std::max(longest, i);
      if (i == alternative.size()) whole = true;
    }
    if (!whole) {
      return TextFault{fault_at(text, start, start + longest), start + longest};
    }
    if (longest > 2 && noncharacters().count(text.substr(start, longest)) != 0) {
      return TextFault{Rule::json_string_noncharacter, start};
    }
    start += longest;
  }
  return std::nullopt;
}

}  // namespace connectorgroup
