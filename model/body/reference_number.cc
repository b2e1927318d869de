#include "model/body/reference_number.h"

#include <algorithm>
#include <string>

namespace connectorgroup::reference {
namespace {

constexpr std::string_view kLargestInteger = "9007199254740991";  // 2^53-1

// 2^1024 - 2^970, whole.
constexpr std::string_view kInfinityThreshold =
    "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017"
    "977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273"
    "854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704"
    "342711559699508093042880177904174497792";

std::string_view without_sign(std::string_view token) {
  if (token.starts_with('-') || token.starts_with('+')) token.remove_prefix(1);
  return token;
}

std::string_view without_leading_zeros(std::string_view digits) {
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// The exponent, held within +-10^9: further than any text's digits reach.
long long exponent_of(std::string_view text) {
  constexpr long long kFar = 1'000'000'000;
  const bool negative = text.starts_with('-');
  long long value = 0;
  for (const char digit : without_sign(text)) value = std::min(kFar, value * 10 + (digit - '0'));
  return negative ? -value : value;
}

}  // namespace

bool is_plain_integer(std::string_view token) { return all_digits(token); }

bool exceeds_integer_range(std::string_view token) {
  const std::string_view digits = without_sign(token);
  if (!all_digits(digits)) return false;
  const std::string_view significant = without_leading_zeros(digits);
  if (significant.size() != kLargestInteger.size()) {
    return significant.size() > kLargestInteger.size();
  }
  return significant > kLargestInteger;
}

bool exceeds_binary64(std::string_view token) {
  const std::string_view magnitude = without_sign(token);
  const std::size_t mark = magnitude.find_first_of("eE");
  const std::string_view decimal = magnitude.substr(0, mark);
  const long long exponent =
      mark == std::string_view::npos ? 0 : exponent_of(magnitude.substr(mark + 1));

  // The number is 0.<digits> * 10^point.
  const std::size_t dot = std::min(decimal.find('.'), decimal.size());
  std::string digits(decimal.substr(0, dot));
  if (dot < decimal.size()) digits += decimal.substr(dot + 1);
  const std::string_view significant = without_leading_zeros(digits);
  if (significant.empty()) return false;
  const long long point = static_cast<long long>(dot) -
                          static_cast<long long>(digits.size() - significant.size()) + exponent;

  const auto threshold_size = static_cast<long long>(kInfinityThreshold.size());
  if (point != threshold_size) return point > threshold_size;
  // Same power of ten: as fractions, texts of digits compare like the numbers, but for zeros at the
  // end of the shorter one, and the threshold has none.
  return significant >= kInfinityThreshold;
}

bool exponent_only_grows(std::string_view token) {
  const std::size_t mark = token.find_first_of("eE");
  if (mark == std::string_view::npos) return false;
  const std::string_view exponent = token.substr(mark + 1);
  return !exponent.starts_with('-') && all_digits(without_sign(exponent));
}

}  // namespace connectorgroup::reference
