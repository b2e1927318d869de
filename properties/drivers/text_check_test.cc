// The check of strings before they are written, by itself: its verdict and its measure, against an
// oracle that shares nothing with it.
#include "model/body/text_check.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "properties/drivers/text_oracle.h"
#include "properties/escaped.h"
#include "properties/guarded_text.h"

namespace connectorgroup {
namespace {

// At the end of readable memory.
void expect_due(std::string_view original) {
  static GuardedText memory;
  const std::string_view text = memory.place(original);
  const TextCheck check = check_text(text);
  const auto due = fault_by_grammar(text);
  ASSERT_EQ(check.fault.has_value(), due.has_value()) << escaped(text);
  if (due) {
    ASSERT_EQ(check.fault->rule, due->rule) << escaped(text);
    ASSERT_EQ(check.fault->offset, due->offset) << escaped(text);
  } else {
    ASSERT_EQ(check.escaped_size, escaped_by_table(text).size()) << escaped(text);
  }
}

// Words of eight bytes are looked at together.
constexpr std::size_t kSizes[] = {1, 2, 7, 8, 9, 15, 16, 17, 24};

TEST(TextCheck, EveryByteCountsAtEveryPlace) {
  for (const std::size_t size : kSizes) {
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, 'a');
        text[at] = static_cast<char>(byte);
        ASSERT_NO_FATAL_FAILURE(expect_due(text));
      }
    }
  }
}

// What is found out about a byte mustn't depend on those beside it.
TEST(TextCheck, EveryByteCountsAmongEveryOther) {
  for (int byte = 0; byte < 256; ++byte) {
    for (int other = 0; other < 256; ++other) {
      std::string text(8, static_cast<char>(other));
      for (const std::size_t at : {0u, 4u, 7u}) text[at] = static_cast<char>(byte);
      ASSERT_NO_FATAL_FAILURE(expect_due(text));
    }
  }
}

TEST(TextCheck, EveryMixtureOfEscapesIsMeasured) {
  constexpr std::string_view kKinds = "a\"\\\x01";
  constexpr std::size_t kPlaces = 5;
  for (std::size_t mixture = 0; mixture < 1u << 2 * kPlaces; ++mixture) {
    std::string text(8, 'a');
    for (std::size_t i = 0; i < kPlaces; ++i) text[i] = kKinds[mixture >> 2 * i & 3];
    ASSERT_NO_FATAL_FAILURE(expect_due(text));
  }
}

TEST(TextCheck, EveryCharacterCountsAtEveryPlace) {
  for (const std::string_view character :
       {"\xC2\x80",         "\xDF\xBF",         "\xE0\xA0\x80",     "\xED\x9F\xBF",
        "\xEF\xBF\xBD",     "\xEF\xBF\xBE",     "\xEF\xB7\x90",     "\xEF\xB7\xAF",
        "\xEF\xB7\xB0",     "\xF0\x90\x80\x80", "\xF0\x9F\xBF\xBF", "\xF4\x8F\xBF\xBD",
        "\xF4\x8F\xBF\xBF", "\xED\xA0\x80",     "\xE0\x9F\xBF",     "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC1\xBF",         "\xC2",
        "\xE2\x82",         "\xF0\x9F\x98"}) {
    for (std::size_t before = 0; before < 18; ++before) {
      for (std::size_t behind = 0; behind < 18; ++behind) {
        for (const char around : {'a', '"', '\x01'}) {
          ASSERT_NO_FATAL_FAILURE(expect_due(
              std::string(before, around).append(character).append(std::string(behind, around))));
        }
      }
    }
  }
}

TEST(TextCheck, NothingIsAllRight) {
  EXPECT_FALSE(check_text("").fault);
  EXPECT_EQ(check_text("").escaped_size, 0u);
}

// What one byte takes by itself.
TEST(TextCheck, ABytesEscapeHasItsSize) {
  for (int i = 0; i < 256; ++i) {
    const char byte = static_cast<char>(i);
    EXPECT_EQ(escaped_size(static_cast<unsigned char>(i)),
              escaped_by_table(std::string_view(&byte, 1)).size())
        << i;
  }
}

}  // namespace
}  // namespace connectorgroup
