#include "model/body/string_fault.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "model/body/json_escape.h"
#include "model/body/noncharacter.h"
#include "model/body/text_check.h"
#include "model/byte_block.h"

namespace connectorgroup {
namespace {

bool is_well_formed(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Where the character at fault begins.
std::size_t begin_of_character(std::string_view bytes, const TextFault& fault) {
  std::size_t at = fault.offset;
  // Behind its first byte: where the next one is missing, or isn't one that may follow the first.
  const bool is_inside = fault.rule == Rule::json_utf8_truncated ||
                         (fault.rule != Rule::json_utf8_continuation && is_continuation(bytes[at]));
  if (!is_inside) return at;
  do --at;
  while (is_continuation(bytes[at]));
  return at;
}

// The first fault of bytes that aren't well-formed, noncharacters before it aside, unless they are
// near. Looks again at one half after the other, since looking at each character takes longer.
TextFault first_ill_formed(std::string_view bytes) {
  constexpr std::size_t kFewBytes = 64;
  std::size_t right = 0;
  for (std::size_t until = bytes.size(); until - right > kFewBytes;) {
    std::size_t middle = right + (until - right) / 2;
    // No character is divided.
    for (int i = 0; i < 3 && is_continuation(bytes[middle]); ++i) --middle;
    if (is_well_formed(bytes.substr(right, middle - right)))
      right = middle;
    else
      until = middle;
  }
  // Up to the end, not `until`: what is ill-formed may be divided there.
  TextFault fault = *check_text(bytes.substr(right)).fault;
  fault.offset += right;
  return fault;
}

// The first fault of bytes, if they have one.
std::optional<TextFault> first_fault(std::string_view bytes, bool is_utf8,
                                     bool may_have_noncharacter) {
  std::optional<TextFault> fault;
  if (!is_utf8) {
    fault = first_ill_formed(bytes);
    bytes = bytes.substr(0, begin_of_character(bytes, *fault));
  }
  if (!may_have_noncharacter) return fault;
  const std::size_t noncharacter = find_noncharacter(bytes);
  if (noncharacter == bytes.npos) return fault;
  return TextFault{Rule::json_string_noncharacter, noncharacter};
}

// That one, in bytes of a text that ends at `end`.
StringFault fault_of(const TextFault& fault, std::string_view bytes, const char* end) {
  const char* const character = bytes.data() + begin_of_character(bytes, fault);
  const char* const at = bytes.data() + fault.offset;
  if (at == end) return {character};
  return {character, fault.rule, at};
}

}  // namespace

StringFault find_string_fault(const char* begin, const char* end) {
  const auto behind_escape = [end](const char* escape) {
    std::array<char, 4> character{};
    return escapes::append_escape(escape, character.data()) != nullptr && escape <= end ? escape
                                                                                        : nullptr;
  };
  const char* behind_ascii = nullptr;
  const char* at = begin;
  for (const char* next = at; next != nullptr && at < end;) {
    if (behind_ascii == nullptr) {
      // Not by what is found in each: the next needn't wait for it.
      while (at < end && ByteBlock::load(at).special() == kBlockSize) at += kBlockSize;
      if (at < end && !ByteBlock::load(at).is_ascii()) behind_ascii = at;
    }
    while (end - at > static_cast<std::ptrdiff_t>(kFourBlocksSize) && behind_ascii != nullptr &&
           !ByteBlock::look_at_four(at).has_delimiter) {
      at += kFourBlocksSize;
    }
    const std::size_t plain = ByteBlock::load(at).delimiter();
    at += plain;
    if (plain == kBlockSize) continue;
    next = nullptr;
    while (at < end && *at == '\\' && (next = behind_escape(at)) != nullptr) at = next;
  }
  at = std::min(at, end);
  const char* const bytes = behind_ascii == nullptr ? at : behind_ascii;
  const std::string_view rest(bytes, static_cast<std::size_t>(at - bytes));
  if (const auto fault = first_fault(rest, is_well_formed(rest), true))
    return fault_of(*fault, rest, end);
  if (at == end || static_cast<unsigned char>(*at) >= ' ') return {at};
  return {at, Rule::json_string_control, at};
}

StringFault find_string_fault(const IllText& ill_text) {
  const std::string_view bytes = ill_text.bytes;
  return fault_of(*first_fault(bytes, ill_text.is_utf8, ill_text.may_have_noncharacter), bytes,
                  nullptr);
}

}  // namespace connectorgroup
