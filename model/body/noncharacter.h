// Private to the model.
#pragma once

#include <cstddef>
#include <string_view>

namespace connectorgroup {

// Where the text's first noncharacter begins (RFC 7493 section 2.1); npos: it holds none. REQUIRES:
// well-formed UTF-8. Time O(utf8.size()), for nearly all texts a sixteenth of that.
std::size_t find_noncharacter(std::string_view utf8);

inline bool has_noncharacter(std::string_view utf8) {
  return find_noncharacter(utf8) != std::string_view::npos;
}

}  // namespace connectorgroup
