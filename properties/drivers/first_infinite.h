// The border of binary64.
#pragma once

#include <cstddef>
#include <string>

namespace connectorgroup {

// 2^1024 - 2^970, by doubling 2^54 - 1 digit by digit. Half a unit in the last place above the
// largest finite number: the first that rounds to infinity.
inline std::string first_infinite() {
  std::string digits = "18014398509481983";
  for (int i = 0; i < 970; ++i) {
    int carry = 0;
    for (std::size_t at = digits.size(); at-- > 0;) {
      const int doubled = 2 * (digits[at] - '0') + carry;
      digits[at] = static_cast<char>('0' + doubled % 10);
      carry = doubled / 10;
    }
    if (carry > 0) digits.insert(digits.begin(), '1');
  }
  return digits;
}

}  // namespace connectorgroup
