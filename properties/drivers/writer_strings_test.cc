// The strings that the writer writes or refuses, against an oracle that shares nothing with it.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/writer.h"
#include "properties/drivers/writer_calls.h"
#include "properties/edits/random_source.h"

namespace connectorgroup {
namespace {

using namespace std::string_literals;

// RFC 8785 section 3.2.2.2, spelt out.
constexpr std::array<std::string_view, 32> kControlEscapes{
    "\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005", "\\u0006", "\\u0007",
    "\\b",     "\\t",     "\\n",     "\\u000b", "\\f",     "\\r",     "\\u000e", "\\u000f",
    "\\u0010", "\\u0011", "\\u0012", "\\u0013", "\\u0014", "\\u0015", "\\u0016", "\\u0017",
    "\\u0018", "\\u0019", "\\u001a", "\\u001b", "\\u001c", "\\u001d", "\\u001e", "\\u001f"};

std::string escaped_by_table(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < kControlEscapes.size()) {
      result += kControlEscapes[byte];
    } else {
      if (c == '"' || c == '\\') result += '\\';
      result += c;
    }
  }
  return result;
}

// RFC 3629 section 4, the grammar as it stands there.
struct Range {
  unsigned char low;
  unsigned char high;
};
constexpr Range kTail{0x80, 0xBF};
const std::vector<std::vector<Range>>& utf8_characters() {
  static const std::vector<std::vector<Range>> alternatives{
      {{0x00, 0x7F}},
      {{0xC2, 0xDF}, kTail},
      {{0xE0, 0xE0}, {0xA0, 0xBF}, kTail},
      {{0xE1, 0xEC}, kTail, kTail},
      {{0xED, 0xED}, {0x80, 0x9F}, kTail},
      {{0xEE, 0xEF}, kTail, kTail},
      {{0xF0, 0xF0}, {0x90, 0xBF}, kTail, kTail},
      {{0xF1, 0xF3}, kTail, kTail, kTail},
      {{0xF4, 0xF4}, {0x80, 0x8F}, kTail, kTail},
  };
  return alternatives;
}

std::string utf8(std::uint32_t code_point) {
  std::string bytes;
  const auto add = [&bytes](std::uint32_t byte) { bytes += static_cast<char>(byte); };
  if (code_point < 0x80) {
    add(code_point);
  } else if (code_point < 0x800) {
    add(0xC0 + code_point / 64);
  } else if (code_point < 0x10000) {
    add(0xE0 + code_point / 4096);
    add(0x80 + code_point / 64 % 64);
  } else {
    add(0xF0 + code_point / 262144);
    add(0x80 + code_point / 4096 % 64);
    add(0x80 + code_point / 64 % 64);
  }
  if (code_point >= 0x80) add(0x80 + code_point % 64);
  return bytes;
}

const std::set<std::string, std::less<>>& noncharacters() {
  static const std::set<std::string, std::less<>> all = [] {
    std::set<std::string, std::less<>> encoded;
    for (std::uint32_t c = 0xFDD0; c <= 0xFDEF; ++c) encoded.insert(utf8(c));
    for (std::uint32_t plane = 0; plane <= 0x10; ++plane) {
      encoded.insert(utf8(plane * 0x10000 + 0xFFFE));
      encoded.insert(utf8(plane * 0x10000 + 0xFFFF));
    }
    return encoded;
  }();
  return all;
}

// Why the byte at `place` can't continue the character that begins at `start`.
Rule fault_at(std::string_view text, std::size_t start, std::size_t place) {
  const auto lead = static_cast<unsigned char>(text[start]);
  if (place == start) {
    if (lead < 0xC0) return Rule::json_utf8_continuation;
    return lead < 0xC2 ? Rule::json_utf8_overlong : Rule::json_utf8_range;
  }
  const bool continues =
      place < text.size() && (static_cast<unsigned char>(text[place]) & 0xC0) == 0x80;
  if (!continues) return Rule::json_utf8_truncated;
  if (lead == 0xED) return Rule::json_utf8_surrogate;
  return lead == 0xF4 ? Rule::json_utf8_range : Rule::json_utf8_overlong;
}

std::optional<Violation> fault_by_grammar(std::string_view text, std::string_view member) {
  std::size_t start = 0;
  while (start < text.size()) {
    std::size_t longest = 0;
    bool whole = false;
    for (const std::vector<Range>& alternative : utf8_characters()) {
      std::size_t i = 0;
      while (i < alternative.size() && start + i < text.size() &&
             static_cast<unsigned char>(text[start + i]) >= alternative[i].low &&
             static_cast<unsigned char>(text[start + i]) <= alternative[i].high) {
        ++i;
      }
      longest = std::max(longest, i);
      if (i == alternative.size()) whole = true;
    }
    if (!whole) {
      return Violation{fault_at(text, start, start + longest), start + longest, member};
    }
    if (noncharacters().count(text.substr(start, longest)) != 0) {
      return Violation{Rule::json_string_noncharacter, start, member};
    }
    start += longest;
  }
  return std::nullopt;
}

// One string, as a name, written or refused as the oracle says. It is copied to where nothing
// follows its last byte, so that AddressSanitizer sees a read beyond it.
void check_string(std::string_view original) {
  const std::vector<char> exact(original.begin(), original.end());
  const std::string_view text(exact.data(), exact.size());
  std::string out = "before";
  const auto broken = write_create_request(request(text), Form::compact, graph_2017(), out);
  const auto expected = fault_by_grammar(text, "name");
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
