// Any bytes taken apart as if they were JSON: strings, words, brackets, commas and colons, whatever
// is wrong with them. The shrinker changes texts by these parts; most of its inputs are malformed,
// so properties/edits/json_tree.h has no tree for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace connectorgroup {

enum class LooseKind : std::uint8_t {
  string,   // in double or single quotes; one that isn't closed ends with the text
  word,     // a number, a literal or what stands in their place: letters, digits, + - . _
  bracket,  // one of { [ ] }
  comma,
  colon,
  comment,
  other,  // a byte, or a character of UTF-8
};

struct LooseToken {
  LooseKind kind = LooseKind::other;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool closed = false;  // of a string: with its closing quote
};

// What stands between two commas of a container, without the white space around it; it may be
// empty. A string behind a member's value begins another item, as if there were a comma.
struct LooseItem {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::optional<LooseToken> name;  // the string before the colon
  // Its last token or container, such as the value of a member. Empty where the item is, and where
  // a colon comes last.
  std::size_t value_begin = 0;
  std::size_t value_end = 0;
  std::optional<std::size_t> container;  // the value, as an index into LooseJson::containers
  std::optional<LooseToken> token;       // the value, if it is a token
};

// An object or array. What its bracket lacks is taken to stand where another bracket or the end of
// the text needs it.
struct LooseContainer {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<LooseItem> items;  // none where there is nothing between the brackets
};

struct LooseJson {
  std::vector<LooseToken> tokens;
  // In the order in which they begin. The first is the text itself, which has no brackets.
  std::vector<LooseContainer> containers;
};

// Never fails. O(text.size()); nesting is kept on the heap.
LooseJson take_apart(std::string_view text);

}  // namespace connectorgroup
