// Whether blocks of bytes are what the bytes are one by one. Without the rest of the suite, so that
// it can be compiled for machines that nothing else is built for.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "model/byte_block.h"

namespace connectorgroup {

inline bool is_delimiter(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}
inline bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
inline bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
inline bool is_special(char c) { return is_delimiter(c) || is_beyond_ascii(c); }
inline bool is_high_lead(char c) { return static_cast<unsigned char>(c) >= 0xEF; }

// What a block says otherwise of these bytes, or nothing: "". REQUIRES: at least kFourBlocksSize
// bytes; size <= kBlockSize; flipped < 8 * kBlockSize. A block is also held against its first
// `size` bytes, and against those with the bit `flipped` changed.
template <class Block>
std::string_view blocks_differ(std::string_view bytes, std::size_t size, std::size_t flipped) {
  const Block block = Block::load(bytes.data());
  const auto index = [bytes](bool (*is)(char)) {
    const auto first_end = bytes.begin() + kBlockSize;
    return static_cast<std::size_t>(std::find_if(bytes.begin(), first_end, is) - bytes.begin());
  };
  if (block.special() != index(is_special)) return "another special byte";
  if (block.delimiter() != index(is_delimiter)) return "another delimiter";
  if (block.control() != index(is_control)) return "another control character";
  if (block.is_ascii() != (index(is_beyond_ascii) == kBlockSize)) return "other than ASCII";
  if (block.has_high_lead() != (index(is_high_lead) < kBlockSize)) return "another high lead";

  const FourBlocks four = Block::look_at_four(bytes.data());
  const auto any = [bytes](bool (*is)(char)) {
    return std::any_of(bytes.begin(), bytes.begin() + kFourBlocksSize, is);
  };
  if (four.has_delimiter != any(is_delimiter)) return "another delimiter in four";
  if (four.has_high_lead != any(is_high_lead)) return "another high lead in four";

  std::array<char, kBlockSize> expected{};
  std::array<char, kBlockSize> mask{};
  std::copy_n(bytes.begin(), size, expected.begin());
  std::fill_n(mask.begin(), size, '\xFF');
  const auto shows = [&] {
    return block.shows(Block::load(expected.data()), Block::load(mask.data()));
  };
  if (!shows()) return "doesn't show what is there";
  const std::size_t at = flipped / 8;
  expected[at] = static_cast<char>(expected[at] ^ static_cast<char>(1U << flipped % 8));
  return shows() ? "shows what isn't there" : "";
}

}  // namespace connectorgroup
