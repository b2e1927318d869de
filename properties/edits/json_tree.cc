#include "properties/edits/json_tree.h"

#include <array>
#include <utility>

#include "model/assertion.h"

namespace connectorgroup {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

std::optional<char32_t> hex_value(char c) {
  if (is_digit(c)) return static_cast<char32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<char32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<char32_t>(c - 'A' + 10);
  return std::nullopt;
}

// The UTF-16 code unit written as \uXXXX at `at`.
std::optional<char32_t> take_unit(std::string_view text, std::size_t& at) {
  if (text.size() - at < 6 || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  char32_t unit = 0;
  for (std::size_t i = 2; i < 6; ++i) {
    const std::optional<char32_t> digit = hex_value(text[at + i]);
    if (!digit) return std::nullopt;
    unit = unit * 16 + *digit;
  }
  at += 6;
  return unit;
}

std::optional<char32_t> take_unicode_escape(std::string_view text, std::size_t& at) {
  const std::optional<char32_t> high = take_unit(text, at);
  if (!high || !is_surrogate(*high)) return high;
  const std::optional<char32_t> low = take_unit(text, at);
  if (*high > 0xDBFF || !low || *low < 0xDC00 || *low > 0xDFFF) return std::nullopt;
  return 0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00);
}

std::optional<char32_t> take_escape(std::string_view text, std::size_t& at) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  if (text.size() - at < 2) return std::nullopt;
  if (text[at + 1] == 'u') return take_unicode_escape(text, at);
  const std::size_t letter = kLetters.find(text[at + 1]);
  if (letter == std::string_view::npos) return std::nullopt;
  at += 2;
  return static_cast<char32_t>(kMeanings[letter]);
}

// One pass over the text with the open containers on its own stack, so that no nesting can exhaust
// the machine's.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::optional<JsonTree> parse() {
    do {
      if (!take_value()) return std::nullopt;
    } while (!open_.empty());
    return at_ == text_.size() ? std::optional(std::move(tree_)) : std::nullopt;
  }

 private:
  bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }

  void mark() { tree_.gaps.push_back(at_); }

  void skip_space() {
    mark();
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    mark();
  }

  bool take(char c) {
    if (!next_is(c)) return false;
    ++at_;
    skip_space();
    return true;
  }

  // A value with its name, if it is a member; then what closes or goes on behind it.
  bool take_value() {
    JsonValue value;
    value.level = open_.size();
    if (open_.empty()) skip_space();
    if (!open_.empty() && innermost().kind == JsonKind::object && !take_name(value)) return false;
    if (at_ == text_.size()) return false;
    value.begin = at_;
    const bool opens = text_[at_] == '{' || text_[at_] == '[';
    if (opens) {
      value.kind = text_[at_] == '{' ? JsonKind::object : JsonKind::array;
    } else if (!take_scalar(value)) {
      return false;
    }
    value.end = at_;
    if (!open_.empty()) innermost().children.push_back(tree_.values.size());
    tree_.values.push_back(std::move(value));
    return opens ? open_container() : close_containers();
  }

  bool take_name(JsonValue& value) {
    JsonName name;
    name.begin = at_;
    if (!take_string(name.content)) return false;
    name.end = at_;
    skip_space();
    name.colon = at_;
    value.name = std::move(name);
    return take(':');
  }

  bool open_container() {
    if (open_.size() == kTreeDepthMax) return false;
    open_.push_back(tree_.values.size() - 1);
    ++at_;
    skip_space();
    return next_is(closer()) ? close_containers() : true;
  }

  // Behind a value, or an opening bracket that is closed at once: closes all that end here, and
  // stops where the next value begins or the text should end.
  bool close_containers() {
    skip_space_behind_value();
    while (!open_.empty()) {
      if (next_is(closer())) {
        ++at_;
        innermost().end = at_;
        open_.pop_back();
        skip_space();
      } else {
        return take(',');
      }
    }
    return true;
  }

  void skip_space_behind_value() {
    if (tree_.gaps.back() != at_) skip_space();
  }

  bool take_scalar(JsonValue& value) {
    if (next_is('"')) {
      value.kind = JsonKind::string;
      return take_string(value.content);
    }
    if (next_is('-') || is_digit(text_[at_])) {
      value.kind = JsonKind::number;
      return take_number();
    }
    for (const std::string_view literal : {"true", "false", "null"}) {
      if (text_.substr(at_, literal.size()) == literal) {
        at_ += literal.size();
        return true;
      }
    }
    return false;
  }

  bool take_string(std::string& content) {
    if (!next_is('"')) return false;
    ++at_;
    while (!next_is('"')) {
      const std::optional<char32_t> character = take_string_character(text_, at_);
      if (!character) return false;
      append_utf8(*character, content);
    }
    ++at_;
    return true;
  }

  bool take_digits() {
    const std::size_t first = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return at_ > first;
  }

  bool take_number() {
    if (next_is('-')) ++at_;
    const bool zero = next_is('0');
    const std::size_t first = at_;
    if (!take_digits() || (zero && at_ - first > 1)) return false;
    if (next_is('.')) {
      ++at_;
      if (!take_digits()) return false;
    }
    if (next_is('e') || next_is('E')) {
      ++at_;
      if (next_is('+') || next_is('-')) ++at_;
      if (!take_digits()) return false;
    }
    return true;
  }

  JsonValue& innermost() { return tree_.values[open_.back()]; }
  char closer() { return innermost().kind == JsonKind::object ? '}' : ']'; }

  std::string_view text_;
  std::size_t at_ = 0;
  JsonTree tree_;
  std::vector<std::size_t> open_;
};

}  // namespace

std::optional<char32_t> take_utf8(std::string_view text, std::size_t& at) {
  const unsigned lead = byte_at(text, at);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) return std::nullopt;
  char32_t character = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned continuation = byte_at(text, at + i);
    if ((continuation & 0xC0u) != 0x80u) return std::nullopt;
    character = (character << 6) | (continuation & 0x3Fu);
  }
  constexpr std::array<char32_t, 5> kLowest{0, 0, 0x80, 0x800, 0x10000};
  if (character < kLowest[length] || character > 0x10FFFF || is_surrogate(character)) {
    return std::nullopt;
  }
  at += length;
  return character;
}

std::optional<char32_t> take_string_character(std::string_view text, std::size_t& at) {
  if (at >= text.size() || text[at] == '"' || byte_at(text, at) < 0x20) return std::nullopt;
  return text[at] == '\\' ? take_escape(text, at) : take_utf8(text, at);
}

void append_utf8(char32_t character, std::string& out) {
  CONNECTORGROUP_ASSERT(character <= 0x10FFFF && !is_surrogate(character));
  const auto append = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (character < 0x80) {
    append(character);
  } else if (character < 0x800) {
    append(0xC0 | (character >> 6));
    append(0x80 | (character & 0x3F));
  } else if (character < 0x10000) {
    append(0xE0 | (character >> 12));
    append(0x80 | ((character >> 6) & 0x3F));
    append(0x80 | (character & 0x3F));
  } else {
    append(0xF0 | (character >> 18));
    append(0x80 | ((character >> 12) & 0x3F));
    append(0x80 | ((character >> 6) & 0x3F));
    append(0x80 | (character & 0x3F));
  }
}

std::optional<JsonTree> parse_json(std::string_view text) { return Parser(text).parse(); }

}  // namespace connectorgroup
