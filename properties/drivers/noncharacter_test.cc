// Noncharacters by themselves, at every place of the blocks that they are looked for in.
#include "model/body/noncharacter.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "properties/drivers/code_points.h"

#include "properties/guarded_text.h"

namespace connectorgroup {
namespace {

// All noncharacters, and around them what differs in few bits: so do the last of each row of the
// first planes, whose last two bytes may be a noncharacter's.
std::vector<std::uint32_t> near_noncharacters() {
  std::vector<std::uint32_t> result;
  for (std::uint32_t code_point = 0x2FF0; code_point < 0x110000; ++code_point) {
    const bool is_surrogate = code_point >= 0xD800 && code_point < 0xE000;
    const bool is_near = (code_point >= 0xFDC0 && code_point < 0xFE00) ||
                         code_point % 0x10000 >= 0xFFBC || code_point % 0x10000 < 2 ||
                         (code_point < 0x30000 && code_point % 0x1000 >= 0xFFD);
    if (is_near && !is_surrogate) result.push_back(code_point);
  }
  return result;
}

constexpr std::size_t kPlaces = 35;  // in two blocks and behind them

TEST(Noncharacter, IsFoundWhereverItStandsAndNothingElseIs) {
  std::size_t found = 0;
  for (const std::uint32_t code_point : near_noncharacters()) {
    if (is_noncharacter(code_point)) ++found;
    for (std::size_t before = 0; before < kPlaces; ++before) {
      for (const std::size_t behind : {0u, 1u, 40u}) {
        const std::string text =
            std::string(before, 'a') + utf8(code_point) + std::string(behind, 'a');
        ASSERT_EQ(find_noncharacter(text), is_noncharacter(code_point) ? before : text.npos)
            << std::hex << code_point << std::dec << " at " << before << " of " << text.size();
      }
    }
  }
  EXPECT_EQ(found, 66u);
}

// A pair of bytes that may be a noncharacter's makes a whole block be looked at: what stands there
// besides must neither hide one nor be taken for one.
TEST(Noncharacter, IsFoundBehindWhatOnlyLooksLikeOne) {
  const std::string suspect = utf8(0x2FFE) + utf8(0xFDCF) + utf8(0x1EFFF);
  for (std::size_t before = 0; before < kPlaces; ++before) {
    const std::string text = std::string(before, 'a') + suspect;
    EXPECT_FALSE(has_noncharacter(text)) << before;
    EXPECT_FALSE(has_noncharacter(text + std::string(40, 'a'))) << before;
    EXPECT_EQ(find_noncharacter(text + utf8(0xFFFF)), text.size()) << before;
    EXPECT_EQ(find_noncharacter(text + utf8(0x10FFFE) + std::string(40, 'a')), text.size())
        << before;
    EXPECT_EQ(find_noncharacter(utf8(0xFDD0) + text + utf8(0xFFFF)), 0u) << before;
  }
}

// Where a character's last bytes and the next one's first would make one, too.
TEST(Noncharacter, IsNotMadeOfTwoCharacters) {
  for (const std::uint32_t first : {0xEFFFu, 0xFDCFu, 0xFFBFu, 0x2FFFu, 0x1EFFFu, 0x10EFFFu}) {
    for (const std::uint32_t second : {0x80u, 0x7FFu, 0xFFFDu, 0xFDF0u, 0xFFFDDu, 0x10FFFDu}) {
      for (std::size_t before = 0; before < kPlaces; ++before) {
        const std::string text = std::string(before, 'a') + utf8(first) + utf8(second);
        ASSERT_FALSE(has_noncharacter(text)) << std::hex << first << " and " << second;
        ASSERT_FALSE(has_noncharacter(text + std::string(40, 'a')));
      }
    }
  }
}

TEST(Noncharacter, IsLookedForInTheTextAlone) {
  GuardedText memory;
  for (std::size_t before = 0; before < 100; ++before) {
    // With what may begin one, and where memory ends.
    const std::string text = std::string(before, 'a') + "\xF0\x9F\x98\xBF";
    EXPECT_FALSE(has_noncharacter(memory.place(text)));
  }
}

TEST(Noncharacter, IsInNoTextThatIsEmptyOrShort) {
  for (const char* text : {"", "a", "\xC3\xBF", "\xEF\xBB\xBF"}) {
    EXPECT_FALSE(has_noncharacter(text)) << text;
  }
}

}  // namespace
}  // namespace connectorgroup
