#include "properties/conformance/report/report_text.h"

#include <array>

namespace connectorgroup {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::string_view kUpperDigits = "0123456789ABCDEF";

std::uint8_t byte_at(std::string_view text, std::size_t index) {
  return static_cast<std::uint8_t>(text[index]);
}

// The rows of the table of RFC 3629 section 4: which second byte may follow a first one.
struct Sequence {
  std::uint8_t first_min, first_max;
  std::uint8_t second_min, second_max;
  std::size_t size;
};
constexpr std::array<Sequence, 8> kSequences{{{0xC2, 0xDF, 0x80, 0xBF, 2},
                                              {0xE0, 0xE0, 0xA0, 0xBF, 3},
                                              {0xE1, 0xEC, 0x80, 0xBF, 3},
                                              {0xED, 0xED, 0x80, 0x9F, 3},
                                              {0xEE, 0xEF, 0x80, 0xBF, 3},
                                              {0xF0, 0xF0, 0x90, 0xBF, 4},
                                              {0xF1, 0xF3, 0x80, 0xBF, 4},
                                              {0xF4, 0xF4, 0x80, 0x8F, 4}}};

bool continues(std::string_view text, const Sequence& sequence) {
  if (text.size() < sequence.size) return false;
  const std::uint8_t second = byte_at(text, 1);
  if (second < sequence.second_min || second > sequence.second_max) return false;
  for (std::size_t i = 2; i < sequence.size; ++i) {
    if ((byte_at(text, i) & 0xC0) != 0x80) return false;
  }
  return true;
}

// REQUIRES: one character of well-formed UTF-8.
std::uint32_t code_point(std::string_view character) {
  if (character.size() == 1) return byte_at(character, 0);
  std::uint32_t point = byte_at(character, 0) & (0x7FU >> character.size());
  for (std::size_t i = 1; i < character.size(); ++i) {
    point = point << 6 | (byte_at(character, i) & 0x3FU);
  }
  return point;
}

bool is_between(std::uint32_t point, std::uint32_t first, std::uint32_t last) {
  return first <= point && point <= last;
}

bool must_be_escaped(std::uint32_t point) {
  return point < 0x20 || is_between(point, 0x7F, 0x9F)           // C0, DEL, C1
         || point == 0x61C || is_between(point, 0x200E, 0x200F)  // marks of direction
         || is_between(point, 0x2028, 0x202E)  // line ends, overrides of direction
         || is_between(point, 0x2066, 0x2069)  // isolates of direction
         || point == 0xFEFF                    // byte order mark
         || is_between(point, 0xFDD0, 0xFDEF) || (point & 0xFFFE) == 0xFFFE;  // noncharacters
}

// How many bytes at the start of `text` can be shown as they are: a whole character or none.
std::size_t shown_size(std::string_view text, LineEnds line_ends) {
  const std::size_t size = utf8_character_size(text);
  if (size == 0) return 0;
  if (line_ends == LineEnds::keep && (text[0] == '\n' || text[0] == '\t')) return 1;
  return must_be_escaped(code_point(text.substr(0, size))) ? 0 : size;
}

void append_escape(std::uint8_t byte, std::string& out) {
  out += {'\\', 'x', kUpperDigits[byte >> 4], kUpperDigits[byte & 0xF]};
}

// A character that the cut would halve is left out whole.
std::string_view cut(std::string_view bytes, std::size_t size_max) {
  if (bytes.size() <= size_max) return bytes;
  std::size_t size = size_max;
  for (std::size_t back = 0; back < 4 && back <= size_max; ++back) {
    const std::size_t begin = size_max - back;
    if (utf8_character_size(bytes.substr(begin)) > back) {
      size = begin;
      break;
    }
  }
  return bytes.substr(0, size);
}

void append_remark(std::size_t left_out, std::string& out) {
  if (left_out == 0) return;
  out += " ... and " + counted(left_out, "byte", "bytes");
  out += " more";
}

std::optional<std::uint8_t> digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
  return std::nullopt;
}

std::optional<char> byte_of(std::string_view two_digits) {
  if (two_digits.size() != 2) return std::nullopt;
  const auto high = digit(two_digits[0]);
  const auto low = digit(two_digits[1]);
  if (!high || !low) return std::nullopt;
  return static_cast<char>(*high << 4 | *low);
}

// What the escape at the start of `text` stands for, and takes it off. REQUIRES: a backslash.
std::optional<char> take_escape(std::string_view& text) {
  const char kind = text.size() < 2 ? '\0' : text[1];
  const std::string_view digits = text.substr(text.size() < 2 ? text.size() : 2, 2);
  text.remove_prefix(text.size() < 2 ? text.size() : 2);
  if (kind == 'n') return '\n';
  if (kind == '"' || kind == '\\') return kind;
  if (kind != 'x') return std::nullopt;
  text.remove_prefix(digits.size());
  return byte_of(digits);
}

}  // namespace

std::size_t utf8_character_size(std::string_view text) {
  if (text.empty()) return 0;
  const std::uint8_t first = byte_at(text, 0);
  if (first < 0x80) return 1;
  for (const Sequence& sequence : kSequences) {
    if (first < sequence.first_min || first > sequence.first_max) continue;
    return continues(text, sequence) ? sequence.size : 0;
  }
  return 0;
}

std::string visible(std::string_view bytes, std::size_t size_max, LineEnds line_ends) {
  std::string out;
  std::string_view rest = cut(bytes, size_max);
  const std::size_t left_out = bytes.size() - rest.size();
  while (!rest.empty()) {
    const std::size_t size = shown_size(rest, line_ends);
    if (size == 0) {
      append_escape(byte_at(rest, 0), out);
    } else {
      out += rest.substr(0, size);
    }
    rest.remove_prefix(size == 0 ? 1 : size);
  }
  append_remark(left_out, out);
  return out;
}

bool is_visible(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t size = shown_size(bytes, LineEnds::keep);
    if (size == 0) return false;
    bytes.remove_prefix(size);
  }
  return true;
}

std::string input_text(std::string_view bytes, std::size_t size_max) {
  std::string out;
  const std::string_view shown = bytes.substr(0, size_max);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::uint8_t byte = byte_at(shown, i);
    if (byte == '\n') {
      out += "\\n";
    } else if (byte >= 0x20 && byte < 0x7F) {
      out += shown[i];
    } else {
      append_escape(byte, out);
    }
  }
  append_remark(bytes.size() - shown.size(), out);
  return out;
}

std::string hex(std::string_view bytes, std::size_t size_max) {
  std::string out;
  const std::string_view shown = bytes.substr(0, size_max);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    out += {kDigits[byte_at(shown, i) >> 4], kDigits[byte_at(shown, i) & 0xF]};
  }
  append_remark(bytes.size() - shown.size(), out);
  return out;
}

std::optional<std::string> unhex(std::string_view digits) {
  std::string bytes;
  while (!digits.empty()) {
    const auto byte = byte_of(digits.substr(0, 2));
    if (!byte) return std::nullopt;
    bytes += *byte;
    digits.remove_prefix(2);
  }
  return bytes;
}

std::optional<std::string> unescaped(std::string_view text) {
  std::string bytes;
  while (!text.empty()) {
    if (text[0] != '\\') {
      bytes += text[0];
      text.remove_prefix(1);
    } else if (const auto byte = take_escape(text)) {
      bytes += *byte;
    } else {
      return std::nullopt;
    }
  }
  return bytes;
}

std::string counted(std::size_t count, std::string_view one, std::string_view several) {
  std::string text = std::to_string(count);
  text += ' ';
  text += count == 1 ? one : several;
  return text;
}

void append_html(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
}

}  // namespace connectorgroup
