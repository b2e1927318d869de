// The octets of field values, reason phrases and tokens, a block at a time.
#pragma once

#include <cstddef>
#include <string_view>

#include "model/byte_block.h"
#include "model/http/octets.h"

namespace connectorgroup::http {

// Where the run of octets from `begin` ends that need no second look. It may end at a tab, which a
// value may have.
inline std::size_t plain_run(std::string_view octets, std::size_t begin, std::size_t end) {
  // Few values are longer than four blocks; those that are, are much longer.
  const std::size_t near = begin + kFourBlocksSize;
  for (; end - begin >= kBlockSize; begin += kBlockSize) {
    if (begin == near) {
      while (end - begin >= kFourBlocksSize &&
             !ByteBlock::four_have_control(octets.data() + begin)) {
        begin += kFourBlocksSize;
      }
      if (end - begin < kBlockSize) break;
    }
    const std::size_t found = ByteBlock::load(octets.data() + begin).control();
    if (found < kBlockSize) return begin + found;
  }
  while (begin < end && is(kFieldValue, octets[begin])) ++begin;
  return begin;
}

// Where the run of octets from `begin` ends that a token68 may have in front of its equals signs
// (RFC 9110 section 11.2).
inline std::size_t token68_run(std::string_view octets, std::size_t begin) {
  if (octets.size() - begin < kBlockSize) return run_of<kToken68>(octets, begin);
  while (octets.size() - begin >= kFourBlocksSize &&
         !ByteBlock::four_have_other(octets.data() + begin)) {
    begin += kFourBlocksSize;
  }
  const std::size_t last = octets.size() - kBlockSize;
  for (; begin < last; begin += kBlockSize) {
    const std::size_t found = ByteBlock::load(octets.data() + begin).other();
    if (found < kBlockSize) return begin + found;
  }
  return last + ByteBlock::load(octets.data() + last).other();  // may overlap the one before
}

}  // namespace connectorgroup::http
