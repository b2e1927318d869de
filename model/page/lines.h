// A page as lines, each with its own ending. Private to connectorgroup::page.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace connectorgroup::page {

// `text` without the characters of `dropped` at either end.
std::string_view trim(std::string_view text, std::string_view dropped = " \t");

// One line of the page. Both views borrow from the page.
struct SourceLine {
  std::string_view text;
  std::string_view ending;  // LF, CRLF, CR, or nothing at the end of the page
};

// Splits where cmark does.
std::vector<SourceLine> split_lines(std::string_view page);

// A line of a block: what is left of the source line without its container's prefix.
struct BlockLine {
  std::string text;
  std::string_view ending;
  std::size_t number;
};

}  // namespace connectorgroup::page
