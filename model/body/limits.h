// What a reader of bodies is willing to take. RFC 8259 section 9 lets a parser set limits;
// exceeding one is a rule of its own (limit.*), never a syntax error.
#pragma once

#include <cstddef>

namespace connectorgroup {

// Both readers recurse or keep state per level of nesting; this bounds what `depth_max` may be.
inline constexpr std::size_t kDepthMaxHighest = 1024;

struct Limits {
  // Size of the whole text. At most 4 GiB - 65, the reach of simdjson's 32-bit index.
  std::size_t bytes_max = std::size_t{16} << 20;
  // Nested objects and arrays, the body itself being the first. 1 to kDepthMaxHighest.
  std::size_t depth_max = 64;
  // Members of any one object, at any depth. At least 1.
  std::size_t members_max = 1024;
};

}  // namespace connectorgroup
