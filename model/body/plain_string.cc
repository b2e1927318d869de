#include "model/body/plain_string.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "model/body/json_escape.h"
#include "model/body/noncharacter.h"

namespace connectorgroup {
namespace {

// Whether it is well-formed UTF-8 without noncharacters.
bool is_text(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size()) && !has_noncharacter(bytes);
}

}  // namespace

void StringReader::give_up() {
  used_ = 0;
  blocks_.erase(blocks_.begin(), blocks_.end() - 1);
}

// Room for more than twice as much as there was, into which the `size` bytes that have been decoded
// are moved.
char* StringReader::grow(const char* decoded, std::size_t size) {
  constexpr std::size_t kLeast = 4096;
  capacity_ = std::max(2 * capacity_, kLeast);
  used_ = 0;
  auto block = std::make_unique_for_overwrite<char[]>(capacity_);
  std::copy_n(decoded, size, block.get());
  blocks_.push_back(std::move(block));
  return blocks_.back().get();
}

// `at` is the first byte that isn't plain: what is before it is ASCII.
const char* StringReader::read_on(const char* begin, const char* at, const char* end,
                                  std::string_view& out) {
  const char* const behind_ascii = at;
  bool is_suspect = false;
  while (end - at > static_cast<std::ptrdiff_t>(kFourBlocksSize)) {
    const FourBlocks found = ByteBlock::look_at_four(at);
    if (found.has_delimiter) break;
    is_suspect = is_suspect || found.has_suspect_pair;
    at += kFourBlocksSize;
  }
  for (;;) {
    if (at >= end) return beyond(end);
    const ByteBlock block = ByteBlock::load(at);
    const std::size_t plain = block.delimiter();
    is_suspect = is_suspect || ByteBlock::has_suspect_pair(at);
    at += plain;
    if (plain == kBlockSize) continue;
    if (at >= end) return beyond(end);
    if (*at == '\\') return decode(begin, end, out);
    if (*at != '"') return beyond(end);
    out = std::string_view(begin, static_cast<std::size_t>(at - begin));
    const std::string_view rest(behind_ascii, static_cast<std::size_t>(at - behind_ascii));
    const bool is_utf8 = simdjson::validate_utf8(rest.data(), rest.size());
    if (is_utf8 && !(is_suspect && has_noncharacter(rest))) return at + 1;
    ill_text_ = {begin, rest, is_utf8, is_suspect};
    return beyond(end);
  }
}

// There is an escape.
const char* StringReader::decode(const char* begin, const char* end, std::string_view& out) {
  // What one round may append: a block, and the longest characters.
  constexpr std::size_t kEscapesMost = 8;
  constexpr std::size_t kRound = kBlockSize + kEscapesMost * 4;
  if (capacity_ - used_ < kRound) grow(nullptr, 0);
  char* decoded = blocks_.back().get() + used_;
  char* last_round = decoded + (capacity_ - used_ - kRound);
  char* to = decoded;
  bool is_ascii = true;
  for (const char* at = begin; at < end;) {
    if (to > last_round) {
      const auto size = static_cast<std::size_t>(to - decoded);
      decoded = grow(decoded, size);
      last_round = decoded + (capacity_ - kRound);
      to = decoded + size;
    }
    const ByteBlock block = ByteBlock::load(at);
    std::memcpy(to, at, kBlockSize);
    is_ascii = is_ascii && block.is_ascii();
    const std::size_t plain = block.delimiter();
    at += plain;
    to += plain;
    if (plain == kBlockSize) continue;
    if (*at == '\\') {
      // Others often follow; no more of them than there is room for.
      for (std::size_t left = kEscapesMost; left > 0 && *at == '\\' && at < end; --left) {
        to = escapes::append_escape(at, to);
        if (to == nullptr) return beyond(end);
      }
      continue;
    }
    if (*at != '"') return beyond(end);
    out = std::string_view(decoded, static_cast<std::size_t>(to - decoded));
    used_ += out.size();
    return is_ascii || is_text(out) ? at + 1 : beyond(end);
  }
  return beyond(end);
}

}  // namespace connectorgroup
