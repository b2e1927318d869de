// Any bytes as text that a report can carry. What a subject says may hold escape sequences of
// terminals, invalid UTF-8, or characters that a format forbids; none of it gets out as it came in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace connectorgroup {

inline constexpr std::size_t kWhole = std::numeric_limits<std::size_t>::max();

// The size in bytes of the first character, or 0 where `text` is empty or doesn't begin with
// well-formed UTF-8 (RFC 3629 section 4).
std::size_t utf8_character_size(std::string_view text);

enum class LineEnds : std::uint8_t { escape, keep };

// The text as people may see it in any format. It is UTF-8 and has none of these, each byte of
// which becomes \xNN: bytes that aren't UTF-8, control characters (C0, DEL and C1), characters that
// turn the direction of writing or end a line, the byte order mark, and noncharacters. Line feeds
// and tabs are kept where told. Of more than `size_max` bytes the first ones, and a remark of how
// many were left out.
std::string visible(std::string_view bytes, std::size_t size_max = kWhole,
                    LineEnds line_ends = LineEnds::escape);
// Whether visible() with line ends kept would change nothing.
bool is_visible(std::string_view bytes);

// An input as people may read it: printable ASCII as itself, a line feed as \n, any other byte as
// \xNN. Quotes and backslashes stay as they are, since JSON is full of them; exact is hex() alone.
// Cut like visible().
std::string input_text(std::string_view bytes, std::size_t size_max = kWhole);

// "7b7d". Of more than `size_max` bytes the first ones, and "... and 5 bytes more".
std::string hex(std::string_view bytes, std::size_t size_max = kWhole);
// The bytes of two digits each, in either case; nothing where it isn't that.
std::optional<std::string> unhex(std::string_view digits);

// The reverse of escaped() (properties/escaped.h) of all bytes; nothing where it isn't that. Quotes
// may stand unescaped.
std::optional<std::string> unescaped(std::string_view text);

// "1 case", "2 cases".
std::string counted(std::size_t count, std::string_view one, std::string_view several);

// Appends the text with the characters & < > " ' as references of HTML.
void append_html(std::string& out, std::string_view text);

}  // namespace connectorgroup
