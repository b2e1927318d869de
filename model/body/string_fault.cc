#include "model/body/string_fault.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "model/body/json_escape.h"
#include "model/body/noncharacter.h"
#include "model/body/text_check.h"
#include "model/byte_block.h"

namespace connectorgroup {
namespace {

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

const char* string_right_until(const char* begin, const char* end) {
  const auto behind_escape = [end](const char* escape) {
    std::array<char, 4> character{};
    return escapes::append_escape(escape, character.data()) != nullptr && escape <= end ? escape
                                                                                        : nullptr;
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

}  // namespace connectorgroup
