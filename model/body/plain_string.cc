#include "model/body/plain_string.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "model/body/noncharacter.h"
#include "model/body/text_check.h"

namespace connectorgroup {
namespace {

// What one character behind a reverse solidus stands for; 0: no such escape, or \u.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> escapes{};
  escapes['"'] = '"';
  escapes['\\'] = '\\';
  escapes['/'] = '/';
  escapes['b'] = '\b';
  escapes['f'] = '\f';
  escapes['n'] = '\n';
  escapes['r'] = '\r';
  escapes['t'] = '\t';
  return escapes;
}();

constexpr std::uint32_t kNoDigit = 0x10000;  // more than four digits make

constexpr std::array<std::uint32_t, 256> kHexDigits = [] {
  std::array<std::uint32_t, 256> digits{};
  digits.fill(kNoDigit);
  for (std::uint32_t i = 0; i < 10; ++i) digits['0' + i] = i;
  for (std::uint32_t i = 0; i < 6; ++i) digits['a' + i] = digits['A' + i] = 10 + i;
  return digits;
}();

std::uint32_t digit(char c) { return kHexDigits[static_cast<unsigned char>(c)]; }

// Four hexadecimal digits, or at least kNoDigit.
std::uint32_t code_unit(const char* at) {
  return digit(at[0]) << 12 | digit(at[1]) << 8 | digit(at[2]) << 4 | digit(at[3]);
}

char* append_utf8(std::uint32_t code_point, char* to) {
  const auto put = [&to](std::uint32_t byte) { *to++ = static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
  return to;
}

bool is_noncharacter(std::uint32_t code_point) {
  return (code_point & 0xFFFE) == 0xFFFE || (code_point >= 0xFDD0 && code_point <= 0xFDEF);
}

// The \u escape at `at`, or the pair of them, which is moved behind it. Null: there is none that
// stands for a character. What it looks at beyond the string's end is no digit first.
char* append_unicode_escape(const char*& at, char* to) {
  std::uint32_t code_point = code_unit(at + 2);
  at += 6;
  if (code_point >= kNoDigit) return nullptr;
  if (code_point >= 0xD800 && code_point <= 0xDFFF) {
    if (code_point > 0xDBFF || at[0] != '\\' || at[1] != 'u') return nullptr;
    const std::uint32_t low = code_unit(at + 2);
    at += 6;
    if (low < 0xDC00 || low > 0xDFFF) return nullptr;
    code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
  }
  return is_noncharacter(code_point) ? nullptr : append_utf8(code_point, to);
}

// The same of any escape.
char* append_escape(const char*& at, char* to) {
  *to = kEscapes[static_cast<unsigned char>(at[1])];
  if (*to == '\0') return at[1] == 'u' ? append_unicode_escape(at, to) : nullptr;
  at += 2;
  return to + 1;
}

// Whether it is well-formed UTF-8 without noncharacters.
bool is_text(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size()) && !has_noncharacter(bytes);
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Before the character at fault in bytes that aren't text.
const char* fault_in(const char* begin, const char* end) {
  const TextFault fault = *check_text({begin, static_cast<std::size_t>(end - begin)}).fault;
  const char* at = begin + fault.offset;
  // Behind its first byte: where the next one is missing, or isn't one that may follow the first.
  const bool is_inside = fault.rule == Rule::json_utf8_truncated ||
                         (fault.rule != Rule::json_utf8_continuation && is_continuation(*at));
  if (!is_inside) return at;
  do --at;
  while (is_continuation(*at));
  return at;
}

// The same of any bytes: their end, if nothing is at fault.
const char* text_until(const char* begin, const char* end) {
  constexpr std::ptrdiff_t kStepLeast = 64;
  std::ptrdiff_t step = 64 * kStepLeast;
  while (begin < end) {
    const char* until = end - begin > step ? begin + step : end;
    // No character is divided.
    for (int i = 0; i < 3 && until < end && is_continuation(*until); ++i) --until;
    if (is_text({begin, static_cast<std::size_t>(until - begin)})) {
      begin = until;
    } else if (step > kStepLeast) {
      step /= 4;
    } else {
      return fault_in(begin, until);
    }
  }
  return end;
}

}  // namespace

const char* StringReader::right_until(const char* begin, const char* end) {
  const auto behind_escape = [end](const char* escape) {
    std::array<char, 4> character{};
    return append_escape(escape, character.data()) != nullptr && escape <= end ? escape : nullptr;
  };
  bool is_ascii = true;
  const char* at = begin;
  for (const char* next = at; next != nullptr && at < end;) {
    // Not by what is found in each: the next needn't wait for it.
    while (is_ascii && at < end && ByteBlock::load(at).special() == kBlockSize) at += kBlockSize;
    while (end - at > static_cast<std::ptrdiff_t>(kFourBlocksSize) &&
           !ByteBlock::look_at_four(at).has_delimiter) {
      is_ascii = false;
      at += kFourBlocksSize;
    }
    const ByteBlock block = ByteBlock::load(at);
    is_ascii = is_ascii && block.is_ascii();
    const std::size_t plain = block.delimiter();
    at += plain;
    if (plain == kBlockSize) continue;
    next = nullptr;
    while (at < end && *at == '\\' && (next = behind_escape(at)) != nullptr) at = next;
  }
  at = std::min(at, end);
  return is_ascii ? at : text_until(begin, at);
}

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

// `at` is the first byte that isn't plain.
const char* StringReader::read_on(const char* begin, const char* at, const char* end,
                                  std::string_view& out) {
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
    const bool is_utf8 = simdjson::validate_utf8(out.data(), out.size());
    return is_utf8 && !(is_suspect && has_noncharacter(out)) ? at + 1 : beyond(end);
  }
}

// There is an escape.
const char* StringReader::decode(const char* begin, const char* end, std::string_view& out) {
  // What one round may append: a block, and the longest characters.
  constexpr std::size_t kEscapesMost = 8;
  constexpr std::size_t kRound = kBlockSize + kEscapesMost * 4;
  char* decoded = blocks_.empty() ? nullptr : blocks_.back().get() + used_;
  char* to = decoded;
  bool is_ascii = true;
  for (const char* at = begin; at < end;) {
    const auto size = static_cast<std::size_t>(to - decoded);
    if (capacity_ - used_ < size + kRound) {
      decoded = grow(decoded, size);
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
        to = append_escape(at, to);
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
