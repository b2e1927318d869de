#include "properties/edits/prefix_cursor.h"

#include <algorithm>

namespace connectorgroup {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool is_space(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

int hex_value(char byte) {
  if (is_digit(byte)) return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  return -1;
}

// The value of four hexadecimal digits, or -1.
int unit_of(std::string_view digits) {
  int unit = 0;
  for (const char digit : digits) {
    if (hex_value(digit) < 0) return -1;
    unit = unit * 16 + hex_value(digit);
  }
  return unit;
}

}  // namespace

bool PrefixCursor::take(char byte) {
  if (at_end() || prefix_[at_] != byte) return false;
  ++at_;
  return true;
}

std::size_t PrefixCursor::take_digits() {
  const std::size_t start = at_;
  while (!at_end() && is_digit(prefix_[at_])) ++at_;
  return at_ - start;
}

void PrefixCursor::skip_space() {
  while (!at_end() && is_space(prefix_[at_])) ++at_;
}

Token PrefixCursor::string(std::string& content) {
  ++at_;
  while (!at_end()) {
    const auto byte = static_cast<unsigned char>(prefix_[at_]);
    if (take('"')) return Token::taken;
    if (byte < 0x20) return Token::broken;
    if (byte == '\\' || byte >= 0x80) {
      const Token token = byte == '\\' ? escape(content) : character(content);
      if (token != Token::taken) return token;
    } else {
      content += prefix_[at_++];
    }
  }
  return Token::cut;
}

Token PrefixCursor::escape(std::string& content) {
  ++at_;
  if (at_end()) {
    added_ += 'n';
    return Token::cut;
  }
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const char letter = prefix_[at_++];
  if (letter == 'u') return unicode_escape(content);
  const std::size_t i = kLetters.find(letter);
  if (i == std::string_view::npos) return Token::broken;
  content += kMeanings[i];
  return Token::taken;
}

// The missing digits are zeros, which makes no surrogate but a high one, and no noncharacter. A
// high surrogate is followed by the lowest low one, as far as it isn't there.
Token PrefixCursor::unicode_escape(std::string& content) {
  constexpr std::string_view kLowHalf = "\\uDC00";
  std::string digits(prefix_.substr(at_, 4));
  at_ += digits.size();
  const std::size_t missing = 4 - digits.size();
  digits.append(missing, '0');
  const int unit = unit_of(digits);
  if (unit < 0) return Token::broken;
  added_.append(missing, '0');
  if (unit >= 0xD800 && unit <= 0xDBFF) {
    const std::size_t there = std::min(prefix_.size() - at_, kLowHalf.size());
    at_ += there;
    added_ += kLowHalf.substr(there);
    if (there < kLowHalf.size()) return Token::cut;
  }
  if (missing > 0) return Token::cut;
  if (unit < 0x80) {
    content += static_cast<char>(unit);
  } else {
    content += "\\u" + digits;
  }
  return Token::taken;
}

// The lowest continuation bytes that are possible make no noncharacter.
Token PrefixCursor::character(std::string& content) {
  const auto lead = static_cast<unsigned char>(prefix_[at_]);
  if (lead < 0xC2 || lead > 0xF4) return Token::broken;
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const std::string_view there = prefix_.substr(at_, size);
  for (const char c : there.substr(1)) {
    if ((static_cast<unsigned char>(c) & 0xC0u) != 0x80u) return Token::broken;
  }
  at_ += there.size();
  content += there;
  for (std::size_t i = there.size(); i < size; ++i) {
    const bool after_lead = i == 1;
    added_ += after_lead && lead == 0xE0 ? '\xA0' : after_lead && lead == 0xF0 ? '\x90' : '\x80';
  }
  return there.size() < size ? Token::cut : Token::taken;
}

// A number that is cut off may be too large as it stands, and is made tiny as long as its exponent
// can still be negative: further than any text's digits reach.
Token PrefixCursor::number(bool digits_only) {
  const auto cut = [this](std::string_view rest) {
    added_ += rest;
    return Token::cut;
  };
  take('-');
  const std::size_t integer_size = take_digits();
  if (at_end()) return cut(integer_size == 0 ? "0" : digits_only ? "" : "e-999999999");
  if (integer_size == 0) return Token::broken;
  if (take('.')) {
    const std::size_t fraction_size = take_digits();
    if (at_end()) return cut(fraction_size == 0 ? "0e-999999999" : "e-999999999");
    if (fraction_size == 0) return Token::broken;
  }
  if (!take('e') && !take('E')) return Token::taken;
  if (at_end()) return cut("-999999999");
  const bool negative = take('-');
  if (!negative) take('+');
  const std::size_t exponent_size = take_digits();
  if (at_end()) return cut(negative ? "999999999" : exponent_size == 0 ? "0" : "");
  return exponent_size == 0 ? Token::broken : Token::taken;
}

Token PrefixCursor::literal(std::string_view word) {
  const std::string_view there = prefix_.substr(at_, word.size());
  if (!word.starts_with(there)) return Token::broken;
  at_ += there.size();
  added_ += word.substr(there.size());
  return there.size() < word.size() ? Token::cut : Token::taken;
}

}  // namespace connectorgroup
