#include "model/body/finite_number.h"

#include <algorithm>
#include <cstdint>

namespace connectorgroup {
namespace {

// The digits of 2^1024 - 2^970: half a unit in the last place above the largest finite number, from
// where on numbers round to infinity.
constexpr std::string_view kFirstInfinite =
    "1797693134862315807937289714053034150799341327100378269361737789804449682927647509466490179775"
    "87"
    "2070963302864166928879109465555478519404026306574886715058206819089020007083836762738548458177"
    "11"
    "5317644757302700698555713669596228429148198608349364752927190741684443655107043427115596995080"
    "93"
    "042880177904174497792";
constexpr auto kFirstInfinitePoint = static_cast<std::int64_t>(kFirstInfinite.size());

std::size_t digit_count(std::string_view text) {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

// Takes the digits at the beginning of `rest`.
std::string_view take_digits(std::string_view& rest) {
  const std::string_view digits = rest.substr(0, digit_count(rest));
  rest.remove_prefix(digits.size());
  return digits;
}

bool take(std::string_view& rest, char first, char second) {
  if (!rest.starts_with(first) && !rest.starts_with(second)) return false;
  rest.remove_prefix(1);
  return true;
}

struct Decimal {
  std::string_view integer;
  std::string_view fraction;
  std::int64_t exponent = 0;
};

// The exponent is held within +-10^10: further than any text's digits reach.
std::int64_t value_of(std::string_view digits, bool negative) {
  std::int64_t value = 0;
  for (const char digit : digits) {
    value = std::min<std::int64_t>(10'000'000'000, value * 10 + (digit - '0'));
  }
  return negative ? -value : value;
}

bool parse(std::string_view rest, Decimal& number) {
  take(rest, '-', '-');
  number.integer = take_digits(rest);
  if (number.integer.empty() || (number.integer.size() > 1 && number.integer[0] == '0')) {
    return false;
  }
  if (take(rest, '.', '.')) {
    number.fraction = take_digits(rest);
    if (number.fraction.empty()) return false;
  }
  if (take(rest, 'e', 'E')) {
    const bool negative = rest.starts_with('-');
    take(rest, '+', '-');
    const std::string_view digits = take_digits(rest);
    if (digits.empty()) return false;
    number.exponent = value_of(digits, negative);
  }
  return rest.empty();
}

// Digits from the first that isn't zero, compared with kFirstInfinite's as fractions.
bool reaches_infinity(const Decimal& number) {
  std::size_t i = 0;
  for (const std::string_view digits : {number.integer, number.fraction}) {
    for (const char digit : digits) {
      if (i == 0 && digit == '0') continue;
      if (i == kFirstInfinite.size()) return true;
      if (digit != kFirstInfinite[i]) return digit > kFirstInfinite[i];
      ++i;
    }
  }
  return i == kFirstInfinite.size();
}

}  // namespace

bool is_finite_number(std::string_view token) {
  Decimal number;
  if (!parse(token, number)) return false;
  // The magnitude is at least 10^(point-1) and below 10^point.
  const std::size_t zeros =
      std::min(number.fraction.find_first_not_of('0'), number.fraction.size());
  const bool below_one = number.integer == "0";
  if (below_one && zeros == number.fraction.size()) return true;
  const std::int64_t point =
      number.exponent + (below_one ? -static_cast<std::int64_t>(zeros)
                                   : static_cast<std::int64_t>(number.integer.size()));
  if (point != kFirstInfinitePoint) return point < kFirstInfinitePoint;
  return !reaches_infinity(number);
}

}  // namespace connectorgroup
