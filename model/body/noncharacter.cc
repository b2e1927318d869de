#include "model/body/noncharacter.h"

#include <cstddef>

#include "model/byte_block.h"

namespace connectorgroup {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

// The character whose lead byte is at `i` is U+FDD0 to U+FDEF (EF B7 90..AF), or the last two of a
// plane: U+FFFE and U+FFFF (EF BF BE..BF), U+nFFFE and U+nFFFF (Fx ?F BF BE..BF). REQUIRES: the
// lead byte is at least EF.
bool is_noncharacter_at(std::string_view utf8, std::size_t i) {
  const unsigned lead = byte_at(utf8, i);
  if (lead == 0xEF) {
    const unsigned second = byte_at(utf8, i + 1);
    const unsigned third = byte_at(utf8, i + 2);
    return (second == 0xB7 && third >= 0x90 && third <= 0xAF) || (second == 0xBF && third >= 0xBE);
  }
  return (byte_at(utf8, i + 1) & 0x0F) == 0x0F && byte_at(utf8, i + 2) == 0xBF &&
         byte_at(utf8, i + 3) >= 0xBE;
}

// The first whose lead byte is in [begin, end).
std::size_t find_noncharacter_in(std::string_view utf8, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (byte_at(utf8, i) >= 0xEF && is_noncharacter_at(utf8, i)) return i;
  }
  return std::string_view::npos;
}

}  // namespace

std::size_t find_noncharacter(std::string_view utf8) {
  // Bytes of a character before its last two.
  constexpr std::size_t kBefore = 2;
  std::size_t i = 0;
  for (; i + kBlockSize < utf8.size(); i += kBlockSize) {
    // Their last bytes, or for those of the block FDD0 their first, are hardly ever in use
    // otherwise.
    if (!ByteBlock::has_suspect_pair(utf8.data() + i)) continue;
    const std::size_t found =
        find_noncharacter_in(utf8, i < kBefore ? 0 : i - kBefore, i + kBlockSize);
    if (found != std::string_view::npos) return found;
  }
  return find_noncharacter_in(utf8, i < kBefore ? 0 : i - kBefore, utf8.size());
}

}  // namespace connectorgroup
