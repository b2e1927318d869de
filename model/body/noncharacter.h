// Private to the model.
#pragma once

#include <string_view>

namespace connectorgroup {

// True when the text holds a noncharacter (RFC 7493 section 2.1). REQUIRES: well-formed UTF-8. Time
// O(utf8.size()), for nearly all texts a sixteenth of that.
bool has_noncharacter(std::string_view utf8);

}  // namespace connectorgroup
