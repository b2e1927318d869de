// Any bytes as text: what is shown, what is escaped, and that hex and escapes lose nothing.
#include "properties/conformance/report/report_text.h"

#include <gtest/gtest.h>

#include <string>

#include "properties/conformance/report/report_examples.h"
#include "properties/escaped.h"

namespace connectorgroup {
namespace {

TEST(Utf8CharacterSize, FollowsTheTableOfRfc3629) {
  EXPECT_EQ(utf8_character_size(""), 0U);
  EXPECT_EQ(utf8_character_size("a"), 1U);
  EXPECT_EQ(utf8_character_size("\xC2\x80"), 2U);
  EXPECT_EQ(utf8_character_size("\xE0\xA0\x80"), 3U);
  EXPECT_EQ(utf8_character_size("\xED\x9F\xBF"), 3U);
  EXPECT_EQ(utf8_character_size("\xEE\x80\x80"), 3U);
  EXPECT_EQ(utf8_character_size("\xF0\x90\x80\x80"), 4U);
  EXPECT_EQ(utf8_character_size("\xF3\xBF\xBF\xBF"), 4U);
  EXPECT_EQ(utf8_character_size("\xF4\x8F\xBF\xBF"), 4U);
}

TEST(Utf8CharacterSize, IsNothingForIllFormedBytes) {
  for (const char* bytes :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2 ", "\xC2\xC0", "\xE0\x9F\xBF",
        "\xED\xA0\x80", "\xE2\x82", "\xE2\x82 ", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
        "\xF1\x80\x80", "\xF1\x80\x80\xC0", "\xF5\x80\x80\x80", "\xFF"}) {
    EXPECT_EQ(utf8_character_size(bytes), 0U) << escaped(bytes);
  }
}

TEST(Visible, KeepsTextOfAllLanguages) {
  constexpr std::string_view kText =
      "a \\ \" <&> \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80 \xC2\xA0 \xEF\xBF\xBD";
  EXPECT_EQ(visible(kText), kText);
  EXPECT_TRUE(is_visible(kText));
}

TEST(Visible, EscapesWhatATerminalOrAFormatActsUpon) {
  EXPECT_EQ(visible(std::string(1, '\0')), "\\x00");
  EXPECT_EQ(visible("\x1B[31m"), "\\x1B[31m");
  EXPECT_EQ(visible("\x1F\x7F"), "\\x1F\\x7F");
  EXPECT_EQ(visible("\xC2\x80\xC2\x9B\xC2\x9F"), "\\xC2\\x80\\xC2\\x9B\\xC2\\x9F");  // C1
  for (const char* character :
       {"\xD8\x9C", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAA",
        "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA9", "\xEF\xBB\xBF", "\xEF\xB7\x90",
        "\xEF\xB7\xAF", "\xEF\xBF\xBE", "\xEF\xBF\xBF", "\xF0\x9F\xBF\xBE", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(visible(character).starts_with("\\x")) << escaped(character);
    EXPECT_FALSE(is_visible(character)) << escaped(character);
  }
  // Their neighbours are text.
  for (const char* character : {"\xE2\x80\x90", "\xE2\x80\xAF", "\xE2\x81\xA5", "\xE2\x81\xAA",
                                "\xEF\xB7\x8F", "\xEF\xB7\xB0", "\xEF\xBF\xBD"}) {
    EXPECT_EQ(visible(character), character) << escaped(character);
  }
}

TEST(Visible, EscapesEachByteThatIsNotUtf8) {
  EXPECT_EQ(visible("a\xFF\xC3(b"), "a\\xFF\\xC3(b");
  EXPECT_EQ(visible("\xED\xA0\x80"), "\\xED\\xA0\\x80");
}

TEST(Visible, KeepsLineEndsWhereTold) {
  EXPECT_EQ(visible("a\n\tb\r"), "a\\x0A\\x09b\\x0D");
  EXPECT_EQ(visible("a\n\tb\r", kWhole, LineEnds::keep), "a\n\tb\\x0D");
  EXPECT_TRUE(is_visible("a\n\tb"));
  EXPECT_FALSE(is_visible("a\rb"));
}

TEST(Visible, CutsBetweenCharacters) {
  EXPECT_EQ(visible("abcdef", 6), "abcdef");
  EXPECT_EQ(visible("abcdef", 4), "abcd ... and 2 bytes more");
  EXPECT_EQ(visible("ab\xE2\x82\xAC", 4), "ab ... and 3 bytes more");
  EXPECT_EQ(visible("a\xE2\x82\xAC z", 4), "a\xE2\x82\xAC ... and 2 bytes more");
  EXPECT_EQ(visible("ab\xFF\xFF", 3), "ab\\xFF ... and 1 byte more");
  EXPECT_EQ(visible("\xE2\x82\xAC", 0), " ... and 3 bytes more");
}

TEST(Visible, LeavesNothingHostile) {
  EXPECT_FALSE(is_visible(hostile_bytes()));
  EXPECT_TRUE(is_visible(visible(hostile_bytes())));
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text(1, static_cast<char>(byte));
    const bool printable = byte >= 0x20 && byte < 0x7F;
    EXPECT_EQ(visible(text) == text, printable) << byte;
  }
}

TEST(InputText, ShowsJsonAsItStandsAndOtherBytesAsNumbers) {
  EXPECT_EQ(input_text("{\"a\":\"\\u0041\"}\n"), "{\"a\":\"\\u0041\"}\\n");
  EXPECT_EQ(input_text("\xC3\xA9\t\x7F\x1B"), "\\xC3\\xA9\\x09\\x7F\\x1B");
  EXPECT_EQ(input_text("abc", 2), "ab ... and 1 byte more");
  EXPECT_TRUE(is_harmless(input_text(hostile_bytes())));
}

TEST(Hex, ComesBackAsItWas) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  EXPECT_EQ(unhex(hex(bytes)), bytes);
  EXPECT_EQ(hex("\x0A\xF0"), "0af0");
  EXPECT_EQ(unhex("0aF0"), "\x0A\xF0");
  EXPECT_EQ(unhex(""), "");
  EXPECT_EQ(hex("abc", 2), "6162 ... and 1 byte more");
}

TEST(Hex, OtherTextIsNone) {
  for (const char* text : {"0", "0g", "g0", "00 ", "0x", "000", "/0", ":0", "@0", "`0"}) {
    EXPECT_EQ(unhex(text), std::nullopt) << text;
  }
}

TEST(Unescaped, IsTheReverseOfEscaped) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += std::string(1, static_cast<char>(byte)) + "1";
  EXPECT_EQ(unescaped(escaped(bytes, kWhole)), bytes);
  EXPECT_EQ(unescaped(escaped(hostile_bytes(), kWhole)), hostile_bytes());
  EXPECT_EQ(unescaped("\""), "\"");
}

TEST(Unescaped, OtherTextIsNone) {
  for (const char* text : {"\\", "\\x", "\\x0", "\\xg0", "\\t", "\\x 0", "a\\"}) {
    EXPECT_EQ(unescaped(text), std::nullopt) << text;
  }
}

TEST(Counted, KnowsOneFromSeveral) {
  EXPECT_EQ(counted(0, "case", "cases"), "0 cases");
  EXPECT_EQ(counted(1, "case", "cases"), "1 case");
  EXPECT_EQ(counted(2, "case", "cases"), "2 cases");
}

TEST(Html, ReferencesStandForMarkup) {
  std::string out = "x";
  append_html(out, "<a href=\"b\" id='c'>&amp;");
  EXPECT_EQ(out, "x&lt;a href=&quot;b&quot; id=&#39;c&#39;&gt;&amp;amp;");
}

}  // namespace
}  // namespace connectorgroup
