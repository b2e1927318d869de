// What must be known about a string before it is written: whether JSON may carry it, and how many
// bytes it takes there.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "model/rule.h"

namespace connectorgroup {

struct TextFault {
  Rule rule;           // one of json.utf8.*, or json.string.noncharacter
  std::size_t offset;  // from the start of the string; its size when it ended too early

  friend bool operator==(const TextFault&, const TextFault&) = default;
};

struct TextCheck {
  std::optional<TextFault> fault;
  // Bytes that the string takes between its quotes, escapes included; equal to its size when
  // nothing needs an escape. Meaningless beside a fault.
  std::size_t escaped_size;
};

// Bytes that one byte of a string takes in JSON: 1 where it stands for itself, 2 for the escapes
// \" \\ \b \t \n \f \r, 6 for those of the other controls (RFC 8785 section 3.2.2.2).
constexpr std::size_t escaped_size(unsigned char byte) {
  switch (byte) {
    case '"':
    case '\\':
    case '\b':
    case '\t':
    case '\n':
    case '\f':
    case '\r':
      return 2;
    default:
      return byte < 0x20 ? 6 : 1;
  }
}

// Finds the first byte that UTF-8 (RFC 3629 section 4) can't have there, or the first noncharacter
// (RFC 7493 section 2.1), whichever comes first. One pass, time O(text.size()), no allocation.
TextCheck check_text(std::string_view text);

}  // namespace connectorgroup
