// What the reader and the audit of pages do with bytes, before any of them means something: lines,
// characters, strings for reports. Each is held to what it promises on every small input.

#include <gtest/gtest.h>

#include <cctype>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/page/findings.h"
#include "model/page/json_text.h"
#include "model/page/lines.h"
#include "properties/drivers/code_points.h"
#include "properties/escaped.h"

namespace connectorgroup::page {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// All texts of these characters, up to the length.
std::vector<std::string> texts_of(std::string_view characters, std::size_t length) {
  std::vector<std::string> all{""};
  std::size_t begin = 0;
  for (std::size_t i = 0; i < length; ++i) {
    const std::size_t end = all.size();
    for (; begin < end; ++begin) {
      for (const char c : characters) all.push_back(all[begin] + c);
    }
  }
  return all;
}

// --- Lines --------------------------------------------------------------------------------------

TEST(PageLines, AreThePageTakenApartAtItsLineEnds) {
  for (const std::string& text : texts_of("a\n\r", 8)) {
    const std::vector<SourceLine> lines = split_lines(text);
    std::string joined;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const SourceLine& line = lines[i];
      EXPECT_EQ(line.text.data(), text.data() + joined.size()) << "a line is a view of the page";
      joined.append(line.text).append(line.ending);
      EXPECT_EQ(line.text.find_first_of("\r\n"), std::string::npos) << escaped(text, 99);
      if (line.ending.empty()) {
        EXPECT_EQ(i + 1, lines.size()) << escaped(text, 99);
        EXPECT_FALSE(line.text.empty()) << escaped(text, 99);
      } else if (line.ending != "\n" && line.ending != "\r\n") {
        EXPECT_EQ(line.ending, "\r") << escaped(text, 99);
        EXPECT_NE(text.substr(joined.size(), 1), "\n") << escaped(text, 99);
      }
    }
    EXPECT_EQ(joined, text);
  }
}

TEST(PageLines, AreTrimmedAtBothEndsAlone) {
  for (const std::string& text : texts_of("a \t.", 6)) {
    const std::string_view trimmed = trim(text);
    if (trimmed.empty()) {
      EXPECT_EQ(text.find_first_not_of(" \t"), std::string::npos) << text;
      continue;
    }
    EXPECT_EQ(std::string_view(" \t").find(trimmed.front()), std::string::npos) << text;
    EXPECT_EQ(std::string_view(" \t").find(trimmed.back()), std::string::npos) << text;
    const auto before = static_cast<std::size_t>(trimmed.data() - text.data());
    EXPECT_EQ(text.substr(0, before).find_first_not_of(" \t"), std::string::npos) << text;
    EXPECT_EQ(text.find_first_not_of(" \t", before + trimmed.size()), std::string::npos) << text;
  }
  EXPECT_EQ(trim(" .a. ", "."), " .a. ");
  EXPECT_EQ(trim("..a. ..", "."), "a. ");
}

// --- Bytes in reports ---------------------------------------------------------------------------

std::string in_json(std::string_view bytes) {
  std::string out = "before";
  append_json_string(out, bytes);
  EXPECT_EQ(out.substr(0, 7), "before\"");
  return out.substr(6);
}

std::string visible(std::string_view bytes) {
  std::string out = "before";
  append_visible(out, bytes);
  EXPECT_EQ(out.substr(0, 6), "before");
  return out.substr(6);
}

std::string hex_of(int byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto value = static_cast<std::size_t>(byte);
  return {kDigits[value / 16], kDigits[value % 16]};
}

TEST(PageText, HasEachByteInTheFormOfItsFormat) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string bytes(1, static_cast<char>(byte));
    std::string json = bytes;
    std::string shown = bytes;
    if (byte >= 0x80) {
      json = shown = kReplacement;
    } else if (byte == '"' || byte == '\\') {
      json = "\\" + bytes;
    } else if (byte < 0x20) {
      json = "\\u00" + hex_of(byte);
    }
    if (byte < 0x20 || byte == 0x7F) shown = byte == '\t' ? " " : "\\x" + hex_of(byte);
    EXPECT_EQ(in_json(bytes + bytes), "\"" + json + json + "\"");
    EXPECT_EQ(visible(bytes + bytes), shown + shown);
    for (const std::string_view before : {"", "a", "\n", "é"}) {
      for (const std::string_view behind : {"", "b", "\\"}) {
        const std::string around = std::string(before) + bytes + std::string(behind);
        EXPECT_EQ(in_json(around), "\"" + (before == "\n" ? "\\u000A" : std::string(before)) +
                                       json + (behind == "\\" ? "\\\\" : std::string(behind)) +
                                       "\"");
        EXPECT_EQ(visible(around),
                  (before == "\n" ? "\\x0A" : std::string(before)) + shown + std::string(behind));
      }
    }
  }
}

TEST(PageText, HasEachByteOfAPathAsUrisDo) {
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    // RFC 3986: pchar and the solidus; but for the colon, which would end a scheme.
    const bool stands =
        byte < 0x80 && (std::isalnum(byte) != 0 ||
                        std::string_view("-._~!$&'()*+,;=@/").find(c) != std::string_view::npos);
    std::string out = "file:";
    append_uri_path(out, std::string_view(&c, 1));
    EXPECT_EQ(out, "file:" + (stands ? std::string(1, c) : "%" + hex_of(byte))) << byte;
  }
}

bool is_carried(std::uint32_t code_point) {
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  return !surrogate && !is_noncharacter(code_point);
}

// A replacement for each byte.
std::string replaced(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) text += kReplacement;
  return text;
}

TEST(PageText, HasEveryCharacterBeyondAsciiAsItIs) {
  for (std::uint32_t block = 0x80; block < 0x110000; block += 0x80) {
    std::string bytes;
    std::string expected;
    for (std::uint32_t code_point = block; code_point < block + 0x80; ++code_point) {
      const std::string character = utf8(code_point);
      bytes += character;
      expected += is_carried(code_point) ? character : replaced(character);
    }
    ASSERT_EQ(visible(bytes), expected) << block;
    ASSERT_EQ(in_json(bytes), "\"" + expected + "\"") << block;
  }
}

TEST(PageText, HasAReplacementForEachByteThatIsNoCharacter) {
  for (const std::string_view character : {"é", "€", "𝄞", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBD"}) {
    for (std::size_t size = 1; size < character.size(); ++size) {
      const std::string_view begun = character.substr(0, size);
      const std::string_view end = character.substr(size);
      for (const std::string_view behind : {"", "x", "é"}) {
        EXPECT_EQ(visible(std::string(begun) + std::string(behind)),
                  replaced(begun) + std::string(behind));
        EXPECT_EQ(visible(std::string(end) + std::string(behind)),
                  replaced(end) + std::string(behind));
      }
    }
  }
  for (const std::string_view bytes :
       {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80"}) {
    EXPECT_EQ(visible(bytes), replaced(bytes));
  }
}

// --- What findings show -------------------------------------------------------------------------

TEST(PageFindings, ShowALineWholeAndOfMoreTheFirstCharacters) {
  for (std::size_t size = 0; size <= 130; ++size) {
    const std::string text(size, 'a');
    EXPECT_EQ(shown(text), size <= 120 ? text : std::string(120, 'a') + "...");
  }
}

TEST(PageFindings, CutNoCharacter) {
  for (const std::string_view character : {"é", "€", "𝄞"}) {
    for (std::size_t before = 110; before <= 121; ++before) {
      std::string text(before, 'a');
      while (text.size() < 130) text += character;
      std::string kept(before, 'a');
      while (kept.size() + character.size() <= 120) kept += character;
      EXPECT_EQ(shown(text), kept.substr(0, before <= 120 ? kept.size() : 120) + "...") << before;
    }
  }
  // Bytes that continue none are cut anywhere, rather than looked through for a beginning.
  EXPECT_EQ(shown(std::string(130, '\x80')), std::string(116, '\x80') + "...");
}

TEST(PageFindings, CountColumnsInCharacters) {
  const Findings findings("\xEF\xBB\xBF> a\té€𝄞b\r\n\nlast");
  EXPECT_EQ(findings.line(1), "> a\té€𝄞b");
  EXPECT_EQ(findings.line(2), "");
  EXPECT_EQ(findings.line(3), "last");
  // The byte each character begins with, and its column.
  constexpr std::pair<std::size_t, std::size_t> kPlaces[] = {
      {0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {6, 6}, {9, 7}, {13, 8}, {14, 9}};
  for (const auto& [offset, column] : kPlaces) {
    EXPECT_EQ(findings.spot(1, offset).line, 1u);
    EXPECT_EQ(findings.spot(1, offset).column, column) << offset;
    // The same of any end of the line.
    for (std::size_t begin = 0; begin <= offset; ++begin) {
      const std::string_view end = findings.line(1).substr(begin);
      EXPECT_EQ(findings.spot(1, end, offset - begin).column, column) << offset;
    }
  }
  EXPECT_EQ(findings.spot(2, "", 0).column, 1u);
  EXPECT_EQ(findings.spot(3, "t", 0).line, 3u);
}

TEST(PageFindings, AreSortedByPlaceThenCheck) {
  Findings findings("a\nb\nc\n");
  findings.add(PageCheck::body_json, {2, 3}).actual = "fifth";
  findings.add(PageCheck::body_json, {2, 1}).actual = "third";
  findings.add(PageCheck::body_json, {1, 9}).actual = "second";
  findings.add(PageCheck::body_json, {3, 0}).actual = "last";
  findings.add(PageCheck::host_missing, {2, 3}).actual = "fourth";
  findings.add(PageCheck::host_missing, {1, 0}).actual = "first";
  findings.add(PageCheck::body_json, {2, 3}).actual = "sixth";
  std::vector<std::string> order;
  for (const AuditFinding& finding : findings.take()) order.push_back(finding.actual);
  EXPECT_EQ(order, (std::vector<std::string>{"first", "second", "third", "fourth", "fifth", "sixth",
                                             "last"}));
}

TEST(PageFindings, HaveTheRuleOfTheirCheckUnlessTheyHaveAnother) {
  Findings findings("a\n");
  EXPECT_EQ(findings.add(PageCheck::host_missing, {1}).rule, Rule::http_host_missing);
  EXPECT_EQ(findings.add(PageCheck::host_missing, {1}, Rule::http_method).rule, Rule::http_method);
  EXPECT_EQ(findings.add(PageCheck::too_large, {1}).rule, std::nullopt);
}

}  // namespace
}  // namespace connectorgroup::page
