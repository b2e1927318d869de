// Strings for the reference reader: escapes (RFC 8259 section 7), UTF-8 (RFC 3629) and what I-JSON
// (RFC 7493) forbids in them.

#include <array>
#include <cstddef>
#include <optional>

#include "model/body/reference_json.h"

namespace connectorgroup::reference {
namespace {

bool is_continuation(unsigned char byte) { return byte >= 0x80 && byte <= 0xBF; }

int hex_value(unsigned char byte) {
  if (is_digit(byte)) return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  return -1;
}

// RFC 7493 section 2.1.
bool is_noncharacter(unsigned code_point) {
  return (code_point >= 0xFDD0 && code_point <= 0xFDEF) || (code_point & 0xFFFE) == 0xFFFE;
}

// RFC 3629 section 3. Encodes surrogates as well: a reader that ignores json.string.lone-surrogate
// has to put them somewhere.
void append_utf8(unsigned code_point, std::string& value) {
  const auto put = [&value](unsigned byte) { value.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

// REQUIRES: `bytes` is one character in well-formed UTF-8, beyond ASCII.
unsigned decode_utf8(std::string_view bytes) {
  unsigned code_point = static_cast<unsigned char>(bytes[0]);
  code_point &= bytes.size() == 2 ? 0x1Fu : bytes.size() == 3 ? 0x0Fu : 0x07u;
  for (const char c : bytes.substr(1)) {
    code_point = (code_point << 6) | (static_cast<unsigned char>(c) & 0x3Fu);
  }
  return code_point;
}

// The rule that a character's second byte breaks after this lead byte, although it is a
// continuation byte: RFC 3629 section 4 narrows the range after E0, ED, F0 and F4.
std::optional<Rule> rule_of_second_byte(unsigned char lead, unsigned char second) {
  if (lead == 0xE0 && second < 0xA0) return Rule::json_utf8_overlong;
  if (lead == 0xED && second >= 0xA0) return Rule::json_utf8_surrogate;
  if (lead == 0xF0 && second < 0x90) return Rule::json_utf8_overlong;
  if (lead == 0xF4 && second >= 0x90) return Rule::json_utf8_range;
  return std::nullopt;
}

// The bytes that stand for themselves in any string.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) plain[byte] = true;
  plain['"'] = plain['\''] = plain['\\'] = false;
  return plain;
}();

}  // namespace

bool JsonCursor::string(std::string& value) {
  const unsigned char quote = peek();
  ++position_;
  value.clear();
  if (position_ == known_.begin) position_ = known_.end;
  for (;;) {
    take_plain(value);
    if (!need_byte()) return false;
    const unsigned char byte = peek();
    if (byte == quote) {
      ++position_;
      return true;
    }
    if (byte == '\\') {
      if (!escape(value)) return false;
    } else if (byte >= 0x80) {
      if (!character(value)) return false;
    } else {
      if (byte < 0x20 && !refuse(Rule::json_string_control, position_)) return false;
      if (byte == 0x7F && !grant(Rule::json_string_raw_del_and_separators, position_)) return false;
      value.push_back(static_cast<char>(byte));
      ++position_;
    }
  }
}

// What neither ends the string nor concerns any rule, all at once.
void JsonCursor::take_plain(std::string& value) {
  const std::size_t start = position_;
  while (position_ < text_.size() && kPlain[static_cast<unsigned char>(text_[position_])])
    ++position_;
  value.append(taken_since(start));
  steps_ += position_ - start;
}

bool JsonCursor::escape(std::string& value) {
  const std::size_t start = position_++;
  if (!need_byte()) return false;
  constexpr std::string_view kLetters = "\"\\bfnrt";
  constexpr std::string_view kMeanings = "\"\\\b\f\n\r\t";
  const unsigned char letter = peek();
  if (letter == 'u') return unicode_escape(value, start);
  if (letter == '/') {
    if (!grant(Rule::json_string_solidus_escape, start)) return false;
    value.push_back('/');
  } else if (const std::size_t i = kLetters.find(static_cast<char>(letter));
             i != std::string_view::npos) {
    if (!grant(Rule::json_string_two_character_escapes, start)) return false;
    value.push_back(kMeanings[i]);
  } else {
    // Ignored, the backslash is dropped and its letter kept, even a control character; beyond ASCII
    // it is read as any other character.
    if (!refuse(Rule::json_string_escape, position_)) return false;
    if (letter >= 0x80) return true;
    value.push_back(static_cast<char>(letter));
  }
  ++position_;
  return true;
}

bool JsonCursor::unicode_escape(std::string& value, std::size_t start) {
  ++position_;
  if (!grant(Rule::json_string_unicode_escape, start)) return false;
  unsigned unit = 0;
  if (!first_unit(start, unit)) return false;
  if (unit >= 0xD800 && unit <= 0xDBFF) return low_half(value, start, unit);
  if (unit == 0 && !grant(Rule::json_string_null_character, start)) return false;
  append_utf8(unit, value);
  return true;
}

// One hexadecimal digit into `unit`. Ignored, a byte that is none ends the digits.
bool JsonCursor::hex_digit(unsigned& unit, bool& taken) {
  if (!need_byte()) return false;
  const unsigned char byte = peek();
  const int digit = hex_value(byte);
  taken = digit >= 0;
  if (!taken) return refuse(Rule::json_string_escape_hex, position_);
  if (byte >= 'A' && byte <= 'F' && !grant(Rule::json_string_hex_case, position_)) return false;
  unit = (unit << 4) | static_cast<unsigned>(digit);
  ++position_;
  return true;
}

// The four digits of an escape that isn't the low half of a pair. Judged after each digit, since
// some surrogates and noncharacters are certain before the last: \uDC.. to \uDF.., \uFDD. and
// \uFDE.
bool JsonCursor::first_unit(std::size_t start, unsigned& unit) {
  for (int i = 0; i < 4; ++i) {
    bool taken = false;
    if (!hex_digit(unit, taken)) return false;
    if (!taken) return true;
    if (i == 1 && unit >= 0xDC && unit <= 0xDF &&
        !refuse(Rule::json_string_lone_surrogate, start)) {
      return false;
    }
    const bool noncharacter =
        (i == 2 && (unit == 0xFDD || unit == 0xFDE)) || (i == 3 && is_noncharacter(unit));
    if (noncharacter && !refuse(Rule::json_string_noncharacter, start)) return false;
  }
  return true;
}

// The escape \uDC00 to \uDFFF that must follow a high surrogate. Where it doesn't and that is
// ignored, the high surrogate stands alone and what follows is read again by itself.
bool JsonCursor::low_half(std::string& value, std::size_t start, unsigned high) {
  const std::size_t after_high = position_;
  const auto alone = [&] {
    if (!refuse(Rule::json_string_lone_surrogate, start)) return false;
    position_ = after_high;
    append_utf8(high, value);
    return true;
  };
  for (const char expected : {'\\', 'u'}) {
    if (!need_byte()) return false;
    if (peek() != static_cast<unsigned char>(expected)) return alone();
    ++position_;
  }
  unsigned low = 0;
  for (int i = 0; i < 4; ++i) {
    bool taken = false;
    if (!hex_digit(low, taken)) return false;
    if (!taken) return alone();
    const bool possible = i == 0 ? low == 0xD : i == 1 ? low >= 0xDC : true;
    if (!possible) return alone();
  }
  const unsigned code_point = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
  if (!grant(Rule::json_string_surrogate_pair, start)) return false;
  if (is_noncharacter(code_point) && !refuse(Rule::json_string_noncharacter, start)) return false;
  append_utf8(code_point, value);
  return true;
}

// One character beyond ASCII, after RFC 3629 section 4. Ignored, ill-formed bytes are kept as they
// are.
bool JsonCursor::character(std::string& value) {
  const std::size_t start = position_;
  const unsigned char lead = peek();
  if (lead < 0xC0 && !refuse(Rule::json_utf8_continuation, start)) return false;
  if ((lead == 0xC0 || lead == 0xC1) && !refuse(Rule::json_utf8_overlong, start)) return false;
  if (lead >= 0xF5 && !refuse(Rule::json_utf8_range, start)) return false;
  value.push_back(static_cast<char>(lead));
  ++position_;
  if (lead < 0xC0) return true;
  return continuation_bytes(start, value);
}

bool JsonCursor::continuation_bytes(std::size_t start, std::string& value) {
  const auto lead = static_cast<unsigned char>(text_[start]);
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  bool well_formed = lead >= 0xC2 && lead <= 0xF4;
  for (std::size_t i = 1; i < size; ++i) {
    if (!need_byte()) return false;
    const unsigned char byte = peek();
    if (!is_continuation(byte)) {
      // F5 to FF are no lead bytes: what follows them isn't missed.
      return lead >= 0xF5 || refuse(Rule::json_utf8_truncated, position_);
    }
    if (i == 1) {
      if (const std::optional<Rule> rule = rule_of_second_byte(lead, byte)) {
        if (!refuse(*rule, position_)) return false;
        well_formed = false;
      }
    }
    value.push_back(static_cast<char>(byte));
    ++position_;
  }
  return !well_formed || judge_character(start, taken_since(start));
}

bool JsonCursor::judge_character(std::size_t start, std::string_view bytes) {
  const unsigned code_point = decode_utf8(bytes);
  if (is_noncharacter(code_point) && !refuse(Rule::json_string_noncharacter, start)) return false;
  const bool separator = code_point <= 0x9F || code_point == 0x2028 || code_point == 0x2029;
  return grant(separator ? Rule::json_string_raw_del_and_separators : Rule::json_string_raw_utf8,
               start);
}

}  // namespace connectorgroup::reference
