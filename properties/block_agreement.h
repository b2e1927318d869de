// Whether blocks of bytes are what the bytes are one by one. Without the rest of the suite, so that
// it can be compiled for machines that nothing else is built for.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "model/byte_block.h"

namespace connectorgroup {

// What blocks are asked about, byte by byte.
namespace one_byte {

inline bool is_delimiter(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}
inline bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
inline bool ends_token68(char c) {
  const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  const bool digit = c >= '0' && c <= '9';
  return !letter && !digit && std::string_view("-._~+/").find(c) == std::string_view::npos;
}
inline bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
inline bool is_special(char c) { return is_delimiter(c) || is_beyond_ascii(c); }

}  // namespace one_byte

// What a block says otherwise of these bytes, or nothing: "". REQUIRES: at least kFourBlocksSize
// bytes and one more; size <= kBlockSize; flipped < 8 * kBlockSize. A block is also held against
// its first `size` bytes, and against those with the bit `flipped` changed.
template <class Block>
std::string_view blocks_differ(std::string_view bytes, std::size_t size, std::size_t flipped) {
  const Block block = Block::load(bytes.data());
  std::array<std::uint64_t, 2> words;
  std::memcpy(words.data(), bytes.data(), kBlockSize);
  if (Block::of(words[0], words[1]).special() != block.special()) return "another block of words";
  const auto index = [bytes](bool (*is)(char)) {
    const auto first_end = bytes.begin() + kBlockSize;
    return static_cast<std::size_t>(std::find_if(bytes.begin(), first_end, is) - bytes.begin());
  };
  if (block.special() != index(one_byte::is_special)) return "another special byte";
  if (block.delimiter() != index(one_byte::is_delimiter)) return "another delimiter";
  if (block.control() != index(one_byte::is_control)) return "another control character";
  if (block.other() != index(one_byte::ends_token68)) return "another end of a token68";
  if (block.is_ascii() != (index(one_byte::is_beyond_ascii) == kBlockSize))
    return "other than ASCII";

  const auto has_suspect_pair = [bytes](std::size_t blocks) {
    for (std::size_t i = 0; i < blocks * kBlockSize; ++i) {
      const auto first = static_cast<unsigned char>(bytes[i]);
      const auto second = static_cast<unsigned char>(bytes[i + 1]);
      if (first == 0xBF && second >= 0xBE && second <= 0xBF) return true;
      if (first == 0xEF && second == 0xB7) return true;
    }
    return false;
  };
  if (Block::has_suspect_pair(bytes.data()) != has_suspect_pair(1)) return "another suspect pair";

  const FourBlocks four = Block::look_at_four(bytes.data());
  const auto any = [bytes](bool (*is)(char)) {
    return std::any_of(bytes.begin(), bytes.begin() + kFourBlocksSize, is);
  };
  if (four.has_delimiter != any(one_byte::is_delimiter)) return "another delimiter in four";
  if (four.has_suspect_pair != has_suspect_pair(4)) return "another suspect pair in four";

  if (Block::four_have_control(bytes.data()) != any(one_byte::is_control))
    return "another control in four";
  if (Block::four_have_other(bytes.data()) != any(one_byte::ends_token68)) {
    return "another end of a token68 in four";
  }

  const auto end_of_two = bytes.begin() + 2 * kBlockSize;
  const auto special =
      std::find_if(bytes.begin(), end_of_two, one_byte::is_special) - bytes.begin();
  if (Block::special_of_two(bytes.data()) != static_cast<std::size_t>(special)) {
    return "another special byte in two";
  }
  alignas(kBlockSize) std::array<char, 2 * kBlockSize> expected_two{};
  alignas(kBlockSize) std::array<char, 2 * kBlockSize> mask_two{};
  std::copy_n(bytes.begin(), 2 * size, expected_two.begin());
  std::fill_n(mask_two.begin(), 2 * size, '\xFF');
  const auto two_show = [&] {
    return Block::two_show(bytes.data(), expected_two.data(), mask_two.data());
  };
  if (!two_show()) return "two don't show what is there";
  for (std::size_t i = flipped / 8; i < expected_two.size(); i += kBlockSize) {
    expected_two[i] = static_cast<char>(expected_two[i] ^ 1);
    if (two_show()) return "two show what isn't there";
    expected_two[i] = static_cast<char>(expected_two[i] ^ 1);
  }

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
