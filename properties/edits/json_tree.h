// A JSON text as a tree that remembers where everything stands, so that edits can change one place
// and leave the rest of the bytes alone. Independent of both readers on purpose: a mistake in a
// reader must not hide itself in the edits that test it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorgroup {

// Deeper texts aren't parsed. Above every depth that a reader may be told to accept.
inline constexpr std::size_t kTreeDepthMax = 1100;

enum class JsonKind : std::uint8_t { object, array, string, number, literal };

// A member's name. Offsets count bytes from the start of the text; the quotes are included.
struct JsonName {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t colon = 0;
  std::string content;  // unescaped, UTF-8
};

struct JsonValue {
  JsonKind kind = JsonKind::literal;
  std::size_t begin = 0;              // the value's first byte
  std::size_t end = 0;                // one past its last byte
  std::size_t level = 0;              // objects and arrays around it; 0 for the outermost value
  std::vector<std::size_t> children;  // indices into JsonTree::values, in the order of the text
  std::string content;                // a string's characters, unescaped, UTF-8
  std::optional<JsonName> name;       // where the value is a member of an object
};

struct JsonTree {
  // In the order of the text: a value comes before those inside it. The outermost is the first.
  std::vector<JsonValue> values;
  // Where a token or white space begins or ends outside of strings, ascending, 0 and size included.
  // Positions may repeat.
  std::vector<std::size_t> gaps;
};

// The tree of one JSON text (RFC 8259, any outermost value), or nothing when the text isn't JSON in
// valid UTF-8, has a lone escaped surrogate, or is deeper than kTreeDepthMax. Duplicate names,
// noncharacters and numbers of any size are kept. Never fails on any bytes; O(text.size()).
std::optional<JsonTree> parse_json(std::string_view text);

// The character at `at` inside a JSON string, which may be an escape or a pair of them, and moves
// `at` past it. Nothing when there is no character that JSON allows; `at` is then unspecified.
std::optional<char32_t> take_string_character(std::string_view text, std::size_t& at);

// The character that is encoded at `at`, which is moved past it. Nothing, and `at` is left alone,
// when the bytes there aren't valid UTF-8 (RFC 3629). REQUIRES: at < text.size().
std::optional<char32_t> take_utf8(std::string_view text, std::size_t& at);

// REQUIRES: a Unicode scalar value.
void append_utf8(char32_t character, std::string& out);

}  // namespace connectorgroup
