// Bytes of any kind as strings that a format can carry. Private to connectorgroup::page.
#pragma once

#include <string>
#include <string_view>

namespace connectorgroup::page {

// Appends a JSON string, with its quotes. Bytes that aren't UTF-8 become U+FFFD, one each, and so
// do noncharacters, which I-JSON can't carry.
void append_json_string(std::string& out, std::string_view bytes);

// Appends text for a terminal or a log: on one line, controls as \xNN, bytes that aren't UTF-8 as
// U+FFFD.
void append_visible(std::string& out, std::string_view bytes);

// Appends a path as the path of a URI (RFC 3986 section 3.3).
void append_uri_path(std::string& out, std::string_view path);

}  // namespace connectorgroup::page
