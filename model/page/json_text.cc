#include "model/page/json_text.h"

#include <algorithm>
#include <cstddef>

#include "model/body/text_check.h"

namespace connectorgroup::page {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kHexDigits = "0123456789ABCDEF";

// The size of the character at the text's start: 0 where there is none that JSON can carry.
std::size_t character_size(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return 1;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (size > text.size() || check_text(text.substr(0, size)).fault) return 0;
  return size;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20; }

// Printable ASCII, but for the two that JSON escapes: most of what there is.
bool is_plain(char c) { return c >= ' ' && c < '\x7F' && c != '"' && c != '\\'; }

// Hands `bytes` on, character by character, except for runs of plain ones.
template <class Append>
void each_character(std::string_view bytes, Append append) {
  while (!bytes.empty()) {
    const auto end = std::find_if_not(bytes.begin(), bytes.end(), is_plain);
    std::size_t size = static_cast<std::size_t>(end - bytes.begin());
    if (size == 0) size = character_size(bytes);
    append(size == 0 ? kReplacement : bytes.substr(0, size));
    bytes.remove_prefix(size == 0 ? 1 : size);
  }
}

void append_hex(std::string& out, std::string_view mark, char c) {
  const auto byte = static_cast<unsigned char>(c);
  out.append(mark) += kHexDigits[byte >> 4];
  out += kHexDigits[byte & 0xF];
}

}  // namespace

void append_json_string(std::string& out, std::string_view bytes) {
  out += '"';
  each_character(bytes, [&out](std::string_view character) {
    const char c = character[0];
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (is_control(c)) {
      append_hex(out, "\\u00", c);
    } else {
      out += character;
    }
  });
  out += '"';
}

void append_visible(std::string& out, std::string_view bytes) {
  each_character(bytes, [&out](std::string_view character) {
    const char c = character[0];
    if (c == '\t') {
      out += ' ';
    } else if (is_control(c) || c == '\x7F') {
      append_hex(out, "\\x", c);
    } else {
      out += character;
    }
  });
}

void append_uri_path(std::string& out, std::string_view path) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@";
  for (const char c : path) {
    if (kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      append_hex(out, "%", c);
    }
  }
}

}  // namespace connectorgroup::page
