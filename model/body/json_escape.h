// The escapes of JSON strings (RFC 8259 section 7), decoded. Private to the model.
#pragma once

#include <array>
#include <cstdint>

// They are inlined whatever the compiler thinks of their size: calls between two escapes take a
// fifth of the time of a string that is full of them.
namespace connectorgroup::escapes {

// What one character behind a reverse solidus stands for; 0: no such escape, or \u.
inline constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> escapes{};
  escapes['"'] = '"';
  escapes['\\'] = '\\';
  escapes['/'] = '/';
  escapes['b'] = '\b';
  escapes['f'] = '\f';
  escapes['n'] = '\n';
  escapes['r'] = '\r';
  escapes['t'] = '\t';
  return escapes;
}();

inline constexpr std::uint32_t kNoDigit = 0x10000;  // more than four digits make

inline constexpr std::array<std::uint32_t, 256> kHexDigits = [] {
  std::array<std::uint32_t, 256> digits{};
  digits.fill(kNoDigit);
  for (std::uint32_t i = 0; i < 10; ++i) digits['0' + i] = i;
  for (std::uint32_t i = 0; i < 6; ++i) digits['a' + i] = digits['A' + i] = 10 + i;
  return digits;
}();

inline std::uint32_t digit(char c) { return kHexDigits[static_cast<unsigned char>(c)]; }

// Four hexadecimal digits, or at least kNoDigit.
inline std::uint32_t code_unit(const char* at) {
  return digit(at[0]) << 12 | digit(at[1]) << 8 | digit(at[2]) << 4 | digit(at[3]);
}

[[gnu::always_inline]] inline char* append_utf8(std::uint32_t code_point, char* to) {
  const auto put = [&to](std::uint32_t byte) { *to++ = static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
  return to;
}

inline bool is_noncharacter(std::uint32_t code_point) {
  return (code_point & 0xFFFE) == 0xFFFE || (code_point >= 0xFDD0 && code_point <= 0xFDEF);
}

// The \u escape at `at`, or the pair of them, which is moved behind it. Null: there is none that
// stands for a character. What it looks at beyond the string's end is no digit first.
[[gnu::always_inline]] inline char* append_unicode_escape(const char*& at, char* to) {
  std::uint32_t code_point = code_unit(at + 2);
  at += 6;
  if (code_point >= kNoDigit) return nullptr;
  if (code_point >= 0xD800 && code_point <= 0xDFFF) {
    if (code_point > 0xDBFF || at[0] != '\\' || at[1] != 'u') return nullptr;
    const std::uint32_t low = code_unit(at + 2);
    at += 6;
    if (low < 0xDC00 || low > 0xDFFF) return nullptr;
    code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
  }
  return is_noncharacter(code_point) ? nullptr : append_utf8(code_point, to);
}

// The same of any escape.
[[gnu::always_inline]] inline char* append_escape(const char*& at, char* to) {
  *to = kEscapes[static_cast<unsigned char>(at[1])];
  if (*to == '\0') return at[1] == 'u' ? append_unicode_escape(at, to) : nullptr;
  at += 2;
  return to + 1;
}

}  // namespace connectorgroup::escapes
