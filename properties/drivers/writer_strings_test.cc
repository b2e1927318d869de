// The strings that the writer writes or refuses, against an oracle that shares nothing with it.

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/writer.h"
#include "properties/drivers/text_oracle.h"
#include "properties/drivers/writer_calls.h"
#include "properties/edits/random_source.h"

namespace connectorgroup {
namespace {

using namespace std::string_literals;

// One string, as a name, written or refused as the oracle says. It is copied to where nothing
// follows its last byte, so that AddressSanitizer sees a read beyond it.
void check_string(std::string_view original) {
  const std::vector<char> exact(original.begin(), original.end());
  const std::string_view text(exact.data(), exact.size());
  std::string out = "before";
  const auto broken = write_create_request(request(text), Form::compact, graph_2017(), out);
  std::optional<Violation> expected;
  if (const auto fault = fault_by_grammar(text)) {
    expected = Violation{fault->rule, fault->offset, "name"};
  }
  ASSERT_EQ(broken, expected) << testing::PrintToString(std::string(text));
  ASSERT_EQ(out, expected ? "before"s : "before{\"name\":\"" + escaped_by_table(text) + "\"}");
}

// Every string of `size` bytes from `alphabet`.
void check_all_strings(std::string_view alphabet, std::size_t size) {
  std::vector<std::size_t> digits(size, 0);
  std::string text(size, alphabet[0]);
  while (!testing::Test::HasFatalFailure()) {
    for (std::size_t i = 0; i < size; ++i) text[i] = alphabet[digits[i]];
    check_string(text);
    std::size_t i = 0;
    while (i < size && ++digits[i] == alphabet.size()) digits[i++] = 0;
    if (i == size) return;
  }
}

std::string every_byte() {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  return bytes;
}

// The first and last byte of each class that UTF-8, the noncharacters and the escapes tell apart.
const std::string kBoundaryBytes =
    "\x00\x1F \"\\a\x7F\x80\x8F\x90\x9F\xA0\xB7\xBE\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF"
    "\xF0\xF1\xF3\xF4\xF5\xFF"s;
const std::string kFewBoundaryBytes =
    "a\"\x80\x8F\x90\x9F\xA0\xBE\xBF\xC1\xC2\xE0\xED\xEF\xF0\xF1\xF3\xF4\xF5"s;

TEST(WriterStrings, EveryAsciiCharacterIsWrittenAsTheTableSays) {
  std::string all;
  for (char c = 0; c >= 0 && c < 0x7F; ++c) {
    check_string(std::string(1, c));
    all += c;
  }
  check_string("\x7F");
  check_string(all + "\x7F");
}

TEST(WriterStrings, NothingElseIsEscaped) {
  EXPECT_EQ(written(request("/<>&\x7F\xC2\x80\xC3\xA9\xE2\x80\xA8\xE2\x80\xA9\xF0\x9F\x98\x80"),
                    Form::canonical),
            "{\"name\":\"/<>&\x7F\xC2\x80\xC3\xA9\xE2\x80\xA8\xE2\x80\xA9\xF0\x9F\x98\x80\"}");
  // Neither composed nor, at the start of a string, taken for a byte order mark.
  EXPECT_EQ(written(request("\xEF\xBB\xBF"
                            "e\xCC\x81"),
                    Form::canonical),
            "{\"name\":\"\xEF\xBB\xBF"
            "e\xCC\x81\"}");
}

TEST(WriterStrings, EveryShortStringIsJudgedAsTheGrammarSays) {
  check_all_strings(every_byte(), 1);
  check_all_strings(every_byte(), 2);
  check_all_strings(kBoundaryBytes, 3);
  check_all_strings(kFewBoundaryBytes, 4);
}

TEST(WriterStrings, EveryCodePointIsWrittenRawUnlessItIsANoncharacterOrSurrogate) {
  for (std::uint32_t code_point = 0; code_point <= 0x110000 && !HasFatalFailure();
       code_point += code_point < 0x10000 || (code_point & 0xFFFF) >= 0xFFF0 ? 1 : 7) {
    check_string(utf8(code_point));
  }
}

TEST(WriterStrings, TheVerdictDoesNotDependOnAlignmentOrNeighbours) {
  const std::array<std::string, 14> middles{
      "\"",       "\\",           "\x1F",         "\x7F", "\xC3\xA9",     "\xF0\x9F\x98\x80",
      "\xBF",     "\xC1\xBF",     "\xE0\x9F\xBF", "\xC3", "\xED\xA0\x80", "\xF4\x90\x80\x80",
      "\xE2\x82", "\xEF\xB7\x90",
  };
  for (const std::string& middle : middles) {
    for (std::size_t before = 0; before <= 17; ++before) {
      for (std::size_t after = 0; after <= 17 && !HasFatalFailure(); ++after) {
        check_string(std::string(before, '~') + middle + std::string(after, ' '));
      }
    }
  }
}

TEST(WriterStrings, RandomTextsAreJudgedAsTheGrammarSays) {
  const std::array<std::string, 12> pieces{"a",
                                           "plain text ",
                                           "\"",
                                           "\\",
                                           "\n",
                                           "\x01",
                                           "\x7F",
                                           "\xC3\xA9",
                                           "\xE2\x82\xAC",
                                           "\xF0\x9F\x98\x80",
                                           "\xEF\xBF\xBD",
                                           "\xF4\x8F\xBF\xBD"};
  for (std::uint64_t seed = 0; seed < 20000 && !HasFatalFailure(); ++seed) {
    RandomSource random(seed);
    std::string text;
    for (std::size_t i = random.below(24); i > 0; --i) text += pieces[random.below(pieces.size())];
    if (!text.empty() && random.chance(1, 2)) {
      text[random.below(text.size())] = static_cast<char>(random.below(256));
    }
    check_string(text);
  }
}

TEST(WriterStrings, OffsetNamesTheByteThatCannotStandThere) {
  struct Case {
    std::string text;
    Rule rule;
    std::size_t offset;
  };
  const std::array<Case, 12> cases{{
      {"ab\x80", Rule::json_utf8_continuation, 2},
      {"ab\xC3", Rule::json_utf8_truncated, 3},
      {"ab\xC3z", Rule::json_utf8_truncated, 3},
      {"ab\xE2\x82\"", Rule::json_utf8_truncated, 4},
      {"ab\xC0\xAF", Rule::json_utf8_overlong, 2},
      {"ab\xE0\x80\x80", Rule::json_utf8_overlong, 3},
      {"ab\xF0\x8F\xBF\xBF", Rule::json_utf8_overlong, 3},
      {"ab\xED\xA0\x80", Rule::json_utf8_surrogate, 3},
      {"ab\xF4\x90\x80\x80", Rule::json_utf8_range, 3},
      {"ab\xF5\x80\x80\x80", Rule::json_utf8_range, 2},
      {"ab\xEF\xBF\xBE", Rule::json_string_noncharacter, 2},
      {"ab\xF0\x9F\xBF\xBF\x80", Rule::json_string_noncharacter, 2},
  }};
  for (const Case& c : cases) {
    expect_refused(request(c.text), graph_2017(), Violation{c.rule, c.offset, "name"});
  }
}

}  // namespace
}  // namespace connectorgroup
