// What I-JSON (RFC 7493 section 2.2) asks of a number, decided in decimal on its digits, without
// any floating-point arithmetic.
#pragma once

#include <string_view>

namespace connectorgroup::reference {

// Each REQUIRES a token that follows the grammar of RFC 8259 section 6; one that doesn't (read by a
// reader that ignores a rule on numbers) gets some answer and no harm.

// Only digits, with no sign, fraction or exponent.
bool is_plain_integer(std::string_view token);

// An integer, written without fraction and exponent, whose magnitude is above 2^53-1.
bool exceeds_integer_range(std::string_view token);

// A magnitude that rounds to infinity in binary64: at least 2^1024 - 2^970, half a unit in the last
// place above the largest finite number (ties go to even, which is infinity there).
bool exceeds_binary64(std::string_view token);

// The token has an exponent that isn't negative and has a digit: more digits can't make it smaller.
bool exponent_only_grows(std::string_view token);

}  // namespace connectorgroup::reference
