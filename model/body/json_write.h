// What the writers do with JSON: strings are checked and measured, `out` grows by the size of what
// follows, and the bytes are copied to their places. Private to the model.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/body/text_check.h"

namespace connectorgroup::writing {

// A value that was checked and measured.
struct MeasuredValue {
  std::string_view text;  // a string's bytes, or a literal or number as it is written
  bool quoted = false;
  std::size_t size = 0;  // bytes that it takes in the body, quotes and escapes included
};

inline constexpr std::size_t kQuotesSize = 2;

inline MeasuredValue literal(std::string_view text) { return {text, false, text.size()}; }

// Checks and measures a string; `value` is set unless there is a fault.
inline std::optional<TextFault> measure(std::string_view text, MeasuredValue& value) {
  const TextCheck check = check_text(text);
  if (check.fault) return check.fault;
  value = {text, true, check.escaped_size + kQuotesSize};
  return std::nullopt;
}

// Extends `out` by `size` bytes and returns the place of the first. Grows geometrically where the
// capacity doesn't suffice, which resize() alone doesn't promise.
inline char* extend(std::string& out, std::size_t size) {
  const std::size_t old_size = out.size();
  if (out.capacity() - old_size < size) {
    out.reserve(std::max(old_size + size, old_size + old_size / 2));
  }
  out.resize(old_size + size);
  return out.data() + old_size;
}

// Each of these writes at `at` and returns the place behind what it wrote.

inline char* put(char* at, std::string_view piece) {
  return std::copy(piece.begin(), piece.end(), at);
}

inline char* put_escape(char* at, char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  constexpr std::string_view kShortControls = "\b\t\n\f\r";
  constexpr std::string_view kShortLetters = "btnfr";
  *at++ = '\\';
  if (c == '"' || c == '\\') {
    *at++ = c;
    return at;
  }
  if (const std::size_t i = kShortControls.find(c); i != std::string_view::npos) {
    *at++ = kShortLetters[i];
    return at;
  }
  const auto byte = static_cast<unsigned char>(c);
  at = put(at, "u00");
  *at++ = kDigits[byte >> 4];
  *at++ = kDigits[byte & 0x0F];
  return at;
}

// Takes value.size bytes.
inline char* put(char* at, const MeasuredValue& value) {
  if (!value.quoted) return put(at, value.text);
  *at++ = '"';
  if (value.size == value.text.size() + kQuotesSize) {
    at = put(at, value.text);
  } else {
    for (const char c : value.text) {
      if (escaped_size(static_cast<unsigned char>(c)) == 1) {
        *at++ = c;
      } else {
        at = put_escape(at, c);
      }
    }
  }
  *at++ = '"';
  return at;
}

}  // namespace connectorgroup::writing
