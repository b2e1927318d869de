// Which numbers are finite in binary64: the digits of the limit itself, in all ways to write it.
#include "model/body/finite_number.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include "properties/drivers/first_infinite.h"

namespace connectorgroup {
namespace {

std::string last_finite_integer() {
  std::string digits = first_infinite();
  --digits.back();  // It is even, and no power of ten.
  return digits;
}

void expect(bool finite, const std::string& magnitude) {
  EXPECT_EQ(is_finite_number(magnitude), finite) << magnitude;
  EXPECT_EQ(is_finite_number("-" + magnitude), finite) << "-" << magnitude;
}

TEST(FiniteNumber, TheLimitItselfIsInfiniteHoweverItIsWritten) {
  const std::string digits = first_infinite();
  ASSERT_EQ(digits.size(), 309u);
  for (const std::string& written :
       {digits, digits + ".0", digits + "e0", digits + "E+0", digits + "0e-1",
        digits + std::string(20, '0') + "e-20", "0." + digits + "e309", "0.00" + digits + "e311",
        digits.substr(0, 1) + "." + digits.substr(1) + "e308",
        digits.substr(0, 100) + "." + digits.substr(100) + "e+209", digits + ".000001"}) {
    expect(false, written);
  }
}

TEST(FiniteNumber, WhatIsBelowTheLimitIsFiniteHoweverItIsWritten) {
  const std::string digits = last_finite_integer();
  for (const std::string& written :
       {digits, digits + ".9", digits + "." + std::string(400, '9'), digits + "0e-1",
        "0." + digits + "e309", "0.00" + digits + "9e311",
        digits.substr(0, 1) + "." + digits.substr(1) + "e308", digits.substr(0, 20) + "e289",
        first_infinite().substr(0, 308) + "e0"}) {
    expect(true, written);
  }
}

TEST(FiniteNumber, EachDigitOfTheLimitCounts) {
  const std::string digits = first_infinite();
  for (std::size_t i = 0; i < digits.size(); ++i) {
    std::string other = digits;
    if (other[i] < '9') {
      ++other[i];
      expect(false, other);
      other = digits;
    }
    if (other[i] > '0' && i > 0) {
      --other[i];
      expect(true, other);
    }
    // The digits up to there, and no more: the rest are zeros.
    const std::string cut = digits.substr(0, i + 1);
    const bool is_whole = digits.find_first_not_of('0', i + 1) == std::string::npos;
    expect(!is_whole, cut + "e" + std::to_string(digits.size() - i - 1));
  }
}

TEST(FiniteNumber, PowersOfTenTurnInfiniteAt309) {
  for (const char* written : {"1e308", "0.1e309", "10e307", "1E+308", "1.0e308", "1e00308"}) {
    expect(true, written);
  }
  for (const char* written : {"1e309", "0.1e310", "10e308", "1E+309", "2e308", "1e00309"}) {
    expect(false, written);
  }
  expect(true, "1" + std::string(308, '0'));
  expect(false, "1" + std::string(309, '0'));
  expect(true, "1" + std::string(400, '0') + "e-92");
  expect(false, "1" + std::string(400, '0') + "e-91");
  expect(true, "0." + std::string(400, '0') + "1e709");
  expect(false, "0." + std::string(400, '0') + "1e710");
}

TEST(FiniteNumber, ExponentsMayHaveAnyNumberOfDigits) {
  const std::string many(25, '9');
  expect(false, "1e" + many);
  expect(false, "0.1e+" + many);
  expect(true, "1e-" + many);
  expect(true, "0e" + many);
  expect(true, "0.000e" + many);
  expect(false, "0.0001E" + many);
  expect(true, "1e-" + std::string(25, '0') + "1");
}

TEST(FiniteNumber, ZerosAndOrdinaryNumbersAreFinite) {
  for (const char* written : {"0", "0.0", "0e0", "0.5", "7", "10", "123456789012345678901234567890",
                              "0.1234567890123456789012345", "9.9e-400"}) {
    expect(true, written);
  }
}

TEST(FiniteNumber, OtherTextsAreNoNumbers) {
  for (const char* text :
       {"",     "-",     "--1",  "+1",    "01",  "00",  "1.",   ".5",   "1.e5", "1e",
        "1e+",  "1e-",   "1ee5", "1e+-5", "1/5", "1-5", "1d5",  "1D5",  "1f5",  "1F5",
        "1e,5", "1e*5",  "1e.5", "1e/5",  ",5",  "/5",  "1e5x", "1e5 ", "0x10", "1 ",
        " 1",   "1.5.5", "1,5",  "1e5.5", "a",   "e5",  "1/",   "1:"}) {
    expect(false, text);
  }
}

}  // namespace
}  // namespace connectorgroup
