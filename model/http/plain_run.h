// The octets of field values and reason phrases, eight at a time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "model/http/octets.h"

namespace connectorgroup::http {

// Of eight octets, the high bit of each that is a control character, a tab included, or DEL. The
// octets are looked at side by side, and no carry crosses to the next one: the high bits are masked
// off before anything is added.
inline std::uint64_t controls(const char* octets) {
  constexpr std::uint64_t kLow = 0x7F7F7F7F7F7F7F7FU;
  constexpr std::uint64_t kHigh = ~kLow;
  std::uint64_t word = 0;
  std::memcpy(&word, octets, sizeof word);
  const std::uint64_t low = word & kLow;
  const std::uint64_t at_least_space = low + 0x6060606060606060U;  // high bit: low >= 0x20
  const std::uint64_t is_delete = low + 0x0101010101010101U;       // high bit: low == 0x7F
  return (~at_least_space | is_delete) & ~word & kHigh;
}

// Which of eight octets, in the order of memory, is the first that has a bit in the word that they
// were read into.
inline std::size_t first_octet_of(std::uint64_t bits) {
  const int zeros =
      std::endian::native == std::endian::little ? std::countr_zero(bits) : std::countl_zero(bits);
  return static_cast<std::size_t>(zeros) / 8;
}

// Where the run of octets from `begin` ends that need no second look. It may end at a tab, which a
// value may have.
inline std::size_t plain_run(std::string_view octets, std::size_t begin, std::size_t end) {
  for (; end - begin >= sizeof(std::uint64_t); begin += sizeof(std::uint64_t)) {
    const std::uint64_t found = controls(octets.data() + begin);
    if (found != 0) return begin + first_octet_of(found);
  }
  while (begin < end && is(kFieldValue, octets[begin])) ++begin;
  return begin;
}

}  // namespace connectorgroup::http
