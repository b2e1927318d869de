// Runs of ASCII are looked at eight bytes at a time, and byte by byte only where something in the
// eight needs an escape. Everything else is decoded one character at a time, by the table of
// RFC 3629 section 4.
#include "model/body/text_check.h"

#include <cstdint>
#include <cstring>

namespace connectorgroup {
namespace {

using Word = std::uint64_t;
constexpr Word kEachByte = 0x0101010101010101u;
constexpr Word kHighBits = kEachByte * 0x80;

Word load(const char* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof(word));
  return word;
}

// REQUIRES: 1 <= limit <= 128. Exact as a question about the whole word (Anderson, "Bit Twiddling
// Hacks"): a borrow can only come out of a byte that is itself below the limit.
constexpr bool has_byte_below(Word word, Word limit) {
  return ((word - kEachByte * limit) & ~word & kHighBits) != 0;
}

constexpr bool has_byte(Word word, Word byte) { return has_byte_below(word ^ kEachByte * byte, 1); }

constexpr bool needs_escape(Word ascii) {
  return has_byte_below(ascii, 0x20) || has_byte(ascii, '"') || has_byte(ascii, '\\');
}

// Bytes that escapes add to the text.
std::size_t escape_growth(std::string_view text) {
  std::size_t growth = 0;
  for (const char c : text) growth += escaped_size(static_cast<unsigned char>(c)) - 1;
  return growth;
}

constexpr bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

constexpr bool is_noncharacter(std::uint32_t code_point) {
  return (code_point & 0xFFFE) == 0xFFFE || (code_point >= 0xFDD0 && code_point <= 0xFDEF);
}

// Why no character begins with this byte. REQUIRES: it isn't ASCII.
std::optional<Rule> lead_fault(unsigned char lead) {
  if (is_continuation(lead)) return Rule::json_utf8_continuation;
  if (lead < 0xC2) return Rule::json_utf8_overlong;
  if (lead > 0xF4) return Rule::json_utf8_range;
  return std::nullopt;
}

// Four leads leave their second byte only a part of the continuation bytes.
std::optional<Rule> second_fault(unsigned char lead, unsigned char second) {
  if (lead == 0xE0 && second < 0xA0) return Rule::json_utf8_overlong;
  if (lead == 0xED && second > 0x9F) return Rule::json_utf8_surrogate;
  if (lead == 0xF0 && second < 0x90) return Rule::json_utf8_overlong;
  if (lead == 0xF4 && second > 0x8F) return Rule::json_utf8_range;
  return std::nullopt;
}

// Checks the character beyond ASCII that begins at `position`, and moves past it if it is sound.
std::optional<TextFault> check_character(std::string_view text, std::size_t& position) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char lead = byte(position);
  if (const auto rule = lead_fault(lead)) return TextFault{*rule, position};

  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t code_point = lead & (0x7Fu >> length);
  for (std::size_t at = position + 1; at < position + length; ++at) {
    if (at == text.size() || !is_continuation(byte(at))) {
      return TextFault{Rule::json_utf8_truncated, at};
    }
    if (at == position + 1) {
      if (const auto rule = second_fault(lead, byte(at))) return TextFault{*rule, at};
    }
    code_point = code_point << 6 | (byte(at) & 0x3Fu);
  }
  if (is_noncharacter(code_point)) return TextFault{Rule::json_string_noncharacter, position};
  position += length;
  return std::nullopt;
}

}  // namespace

TextCheck check_text(std::string_view text) {
  std::size_t growth = 0;
  std::size_t position = 0;
  while (position < text.size()) {
    if (text.size() - position >= sizeof(Word)) {
      const Word word = load(text.data() + position);
      if ((word & kHighBits) == 0) {
        if (needs_escape(word)) growth += escape_growth(text.substr(position, sizeof(Word)));
        position += sizeof(Word);
        continue;
      }
    }
    const auto byte = static_cast<unsigned char>(text[position]);
    if (byte < 0x80) {
      growth += escaped_size(byte) - 1;
      ++position;
    } else if (const auto fault = check_character(text, position)) {
      return {fault, 0};
    }
  }
  return {std::nullopt, text.size() + growth};
}

}  // namespace connectorgroup
