// Code points as the standards have them, in code that shares nothing with the model's.
#pragma once

#include <cstdint>
#include <string>

namespace connectorgroup {

// RFC 3629 section 3.
inline std::string utf8(std::uint32_t code_point) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  const auto tail = [&](unsigned shift) { return byte(0x80 | (code_point >> shift & 0x3F)); };
  if (code_point < 0x80) return {byte(code_point)};
  if (code_point < 0x800) return {byte(0xC0 | code_point >> 6), tail(0)};
  if (code_point < 0x10000) return {byte(0xE0 | code_point >> 12), tail(6), tail(0)};
  return {byte(0xF0 | code_point >> 18), tail(12), tail(6), tail(0)};
}

// As Unicode counts them: the 32 from U+FDD0, and the last two of each of the 17 planes.
inline bool is_noncharacter(std::uint32_t code_point) {
  return (code_point >= 0xFDD0 && code_point < 0xFDD0 + 32) || code_point % 0x10000 >= 0xFFFE;
}

}  // namespace connectorgroup
