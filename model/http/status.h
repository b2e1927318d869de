// Status codes and their usual reason phrases.
#pragma once

#include <string_view>

namespace connectorgroup {

// RFC 9110 section 15, and RFC 6585 sections 3 to 6. Empty for a code that neither defines.
std::string_view reason_phrase(int status);

// RFC 9112 section 6.3: 1xx, 204 and 304 end with their header section.
constexpr bool status_has_no_content(int status) {
  return (status >= 100 && status < 200) || status == 204 || status == 304;
}

}  // namespace connectorgroup
