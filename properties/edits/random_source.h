// Where edits get their choices from. RapidCheck and libFuzzer seed one; laws seed it from the
// bytes that they check, so that everything can be repeated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/assertion.h"

namespace connectorgroup {

// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): the
// same numbers on every platform, unlike the distributions of <random>.
class RandomSource {
 public:
  explicit RandomSource(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  // A number in [0, bound). REQUIRES: bound > 0. The bias is below bound / 2^64.
  std::size_t below(std::size_t bound) {
    CONNECTORGROUP_ASSERT(bound > 0);
    return static_cast<std::size_t>(next() % bound);
  }

  // True `numerator` times out of `denominator`.
  bool chance(std::size_t numerator, std::size_t denominator) {
    return below(denominator) < numerator;
  }

 private:
  std::uint64_t state_;
};

// FNV-1a, 64 bits: a stable seed or name for some bytes. Not for untrusted hash tables.
constexpr std::uint64_t hash_of(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : bytes) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  }
  return hash;
}

}  // namespace connectorgroup
