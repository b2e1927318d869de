// The octets of field values and reason phrases, a block at a time.
#pragma once

#include <cstddef>
#include <string_view>

#include "model/byte_block.h"
#include "model/http/octets.h"

namespace connectorgroup::http {

// Where the run of octets from `begin` ends that need no second look. It may end at a tab, which a
// value may have.
inline std::size_t plain_run(std::string_view octets, std::size_t begin, std::size_t end) {
  for (; end - begin >= kBlockSize; begin += kBlockSize) {
    const std::size_t found = ByteBlock::load(octets.data() + begin).control();
    if (found < kBlockSize) return begin + found;
  }
  while (begin < end && is(kFieldValue, octets[begin])) ++begin;
  return begin;
}

}  // namespace connectorgroup::http
