// Why a Content-Length isn't that of its body: each change that can explain it.
#include "model/page/length_explanation.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

namespace connectorgroup {
namespace {

std::string because(std::string_view body, std::uint64_t declared) {
  const std::optional<LengthExplanation> found = explain_length(body, declared);
  return found ? found->text : "";
}

TEST(LengthExplanation, IsTheSingleChangeThatMakesIt) {
  constexpr std::string_view kBody = "{\n \"a\": false,\n \"b\": \"true é\"\n}";
  static_assert(kBody.size() == 32);
  EXPECT_EQ(because(kBody, 31), "it is the length with `true` in place of `false` on line 2");
  EXPECT_EQ(because(kBody, 35), "it is the length with line ends of CRLF");
  EXPECT_EQ(because(kBody, 33),
            "it counts a line end more, of LF: the last line's, or that of the empty line");
  EXPECT_EQ(because(kBody, 34),
            "it counts a line end more, of CRLF: the last line's, or that of the empty line");
  EXPECT_EQ(because(kBody, 37),
            "it is the length with line ends of CRLF and one more: the last line's, or that of the "
            "empty line");
  EXPECT_EQ(because(kBody, 25), "it is the length without white space between tokens");
  for (const std::uint64_t other : {0u, 24u, 26u, 30u, 36u, 38u})
    EXPECT_EQ(because(kBody, other), "");
}

TEST(LengthExplanation, LooksForLiteralsOutsideStrings) {
  EXPECT_EQ(because(R"([true, "true", "\"true"])", 25),
            "it is the length with `false` in place of `true` on line 1");
  EXPECT_EQ(because("[true,\rtrue]", 13),
            "it is the length with `false` in place of one of the 2 `true` in the body");
  EXPECT_EQ(because("[false,\r\nfalse,\nfalse]", 21),
            "it is the length with `true` in place of one of the 3 `false` in the body");
  EXPECT_EQ(because("false", 4), "");
  EXPECT_EQ(because(R"(["false"])", 8), "");
}

TEST(LengthExplanation, KnowsTheReverseOfLineEnds) {
  EXPECT_EQ(because("{\r\n}", 3), "it is the length with line ends of LF");
  EXPECT_EQ(because("{\r\n\r\n\n}", 5), "it is the length with line ends of LF");
  EXPECT_EQ(because("{\r\n\r\n\n}", 8), "it is the length with line ends of CRLF");
}

TEST(LengthExplanation, KnowsOtherWaysToCount) {
  EXPECT_EQ(because("äö𝄞x", 4), "it counts characters, not octets");
  EXPECT_EQ(because("äö𝄞x", 5), "it counts units of UTF-16, not octets");
  EXPECT_EQ(because(" \n{}\t\n", 2), "it is the length without the white space at the body's ends");
  EXPECT_EQ(because("{ }", 2), "it is the length without white space between tokens");
  EXPECT_EQ(because("a b", 2), "");
}

TEST(LengthExplanation, CountsLinesFromTheGivenOne) {
  EXPECT_EQ(explain_length("{\n\"a\":false}", 11, 40)->text,
            "it is the length with `true` in place of `false` on line 41");
}

// The lengths that pages about the connectorGroup declared in 2017, beside those of their bodies.
TEST(LengthExplanation, ExplainsThePagesOfTheTime) {
  const auto group = [](std::string_view value, std::string_view id) {
    return "{\n" + std::string(id) + "  \"name\": \"name-value\",\n" +
           "  \"connectorGroupType\": \"connectorGroupType-value\",\n  \"isDefault\": " +
           std::string(value) + "\n}";
  };
  const std::string id = "  \"id\": \"id-value\",\n";
  EXPECT_EQ(group("true", id).size(), 119u);  // get, update
  EXPECT_EQ(group("true", "").size(), 99u);
  for (const auto& [body, declared] :
       {std::pair{group("false", ""), 99u}, std::pair{group("false", id), 119u}}) {
    const std::optional<LengthExplanation> found = explain_length(body, declared);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->cause, LengthCause::literal);
    EXPECT_FALSE(found->line_ends());
    EXPECT_EQ(explain_length(body, declared + 5)->line_ends(), true) << "CRLF but for the last one";
  }
}

}  // namespace
}  // namespace connectorgroup
