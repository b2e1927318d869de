// Whether a number is finite in binary64, decided on its digits. simdjson decides it for short
// tokens; on long ones its parse_double() (seen in 3.0.1) loses digits of fractions with more than
// 19 of them, and refuses exponents with more than 19 digits. Private to the fast reader.
#pragma once

#include <cstddef>
#include <string_view>

namespace connectorgroup {

// Up to this size a token is simdjson's: it can have neither of the above.
inline constexpr std::size_t kReliableNumberSize = 19;

// True when the token follows the grammar of RFC 8259 section 6 and its magnitude doesn't round to
// infinity. O(token.size()).
bool is_finite_number(std::string_view token);

}  // namespace connectorgroup
