// Why a Content-Length isn't that of its body: each change that can explain it.
#include "model/page/length_explanation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace connectorgroup {
namespace {

std::string because(std::string_view body, std::uint64_t declared) {
  const std::optional<LengthExplanation> found = explain_length(body, declared, 1);
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

TEST(LengthExplanation, CountsLinesThatEndInAString) {
  EXPECT_EQ(because("{\"a\": \"\\\n\",\n\"b\": true}", 23),
            "it is the length with `false` in place of `true` on line 3");
  EXPECT_EQ(because("[\"\\\r\n\\\"\n\", true]", 17),
            "it is the length with `false` in place of `true` on line 3");
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
    const std::optional<LengthExplanation> found = explain_length(body, declared, 1);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->cause, LengthCause::literal);
    EXPECT_FALSE(found->line_ends());
    EXPECT_EQ(explain_length(body, declared + 5, 1)->line_ends(), true)
        << "CRLF but for the last one";
  }
}

// --- Every small body, with every length --------------------------------------------------------

std::string replaced(std::string text, std::string_view part, std::string_view other) {
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += other.size()) {
    text.replace(at, part.size(), other);
  }
  return text;
}

constexpr std::string_view kWhiteSpace = " \t\r\n";

// A change of a body, made and measured.
struct Change {
  LengthCause cause;
  std::string text;
  std::size_t length;  // that it gives
};

// The pieces of a JSON text as JSON's grammar has them, each with the line it begins on: a string
// (or what begins one), a line end, white space, a literal, or any other byte.
struct Piece {
  std::string text;
  std::size_t line;
};

std::vector<Piece> pieces_of(std::string_view body) {
  std::vector<Piece> pieces;
  std::size_t line = 1;
  while (!body.empty()) {
    std::size_t size = 1;
    if (body.front() == '"') {
      while (size < body.size() && body[size] != '"') size += body[size] == '\\' ? 2U : 1U;
      size = std::min(size + 1, body.size());
    } else {
      for (const std::string_view whole : {"true", "false", "\r\n"}) {
        if (body.starts_with(whole)) size = whole.size();
      }
    }
    pieces.push_back({std::string(body.substr(0, size)), line});
    const std::string& text = pieces.back().text;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n")) ++line;
    }
    body.remove_prefix(size);
  }
  return pieces;
}

void add_literals(const std::vector<Piece>& pieces, std::size_t size,
                  std::vector<Change>& changes) {
  for (const bool written : {false, true}) {
    const std::string is = written ? "true" : "false";
    const std::string meant = written ? "false" : "true";
    std::size_t count = 0;
    std::size_t line = 0;
    for (const Piece& piece : pieces) {
      if (piece.text != is) continue;
      ++count;
      line = piece.line;
    }
    if (count == 0) continue;
    const std::string which =
        count == 1 ? "`" + is + "` on line " + std::to_string(line)
                   : "one of the " + std::to_string(count) + " `" + is + "` in the body";
    changes.push_back({LengthCause::literal,
                       "it is the length with `" + meant + "` in place of " + which,
                       size - is.size() + meant.size()});
  }
}

// In the order in which they are tried.
std::vector<Change> changes_of(const std::string& body) {
  std::vector<Change> changes;
  const std::size_t first = body.find_first_not_of(kWhiteSpace);
  const std::string bare = body.substr(first, body.find_last_not_of(kWhiteSpace) + 1 - first);
  const bool is_json = bare.front() == '{' || bare.front() == '[';
  const std::vector<Piece> pieces = is_json ? pieces_of(body) : std::vector<Piece>{};
  add_literals(pieces, body.size(), changes);
  const std::string lf = replaced(body, "\r\n", "\n");
  const std::string crlf = replaced(lf, "\n", "\r\n");
  const std::string one_more = ": the last line's, or that of the empty line";
  changes.push_back(
      {LengthCause::crlf_line_ends, "it is the length with line ends of CRLF", crlf.size()});
  changes.push_back(
      {LengthCause::lf_line_ends, "it is the length with line ends of LF", lf.size()});
  changes.push_back({LengthCause::outer_line_end, "it counts a line end more, of LF" + one_more,
                     body.size() + 1});
  changes.push_back({LengthCause::outer_line_end, "it counts a line end more, of CRLF" + one_more,
                     body.size() + 2});
  if (crlf.size() != body.size()) {
    changes.push_back({LengthCause::crlf_and_outer_line_end,
                       "it is the length with line ends of CRLF and one more" + one_more,
                       crlf.size() + 2});
  }
  changes.push_back({LengthCause::outer_spaces,
                     "it is the length without the white space at the body's ends", bare.size()});
  if (is_json) {
    std::size_t minified = 0;
    for (const Piece& piece : pieces) {
      if (piece.text.find_first_not_of(kWhiteSpace) != std::string::npos) {
        minified += piece.text.size();
      }
    }
    changes.push_back(
        {LengthCause::minified, "it is the length without white space between tokens", minified});
  }
  const auto bytes_from = [&body](unsigned char least) {
    return static_cast<std::size_t>(std::count_if(body.begin(), body.end(), [least](char c) {
      return static_cast<unsigned char>(c) >= least;
    }));
  };
  const std::size_t continuing = bytes_from(0x80) - bytes_from(0xC0);
  const std::size_t characters = body.size() - continuing;
  changes.push_back({LengthCause::characters, "it counts characters, not octets", characters});
  changes.push_back({LengthCause::utf16_units, "it counts units of UTF-16, not octets",
                     characters + bytes_from(0xF0)});
  return changes;
}

// All bodies of up to `length` of these parts that aren't white space alone.
std::vector<std::string> bodies_of(const std::vector<std::string>& parts, std::size_t length) {
  std::vector<std::string> all{""};
  std::size_t begin = 0;
  for (std::size_t i = 0; i < length; ++i) {
    const std::size_t end = all.size();
    for (; begin < end; ++begin) {
      for (const std::string& part : parts) all.push_back(all[begin] + part);
    }
  }
  std::erase_if(all, [](const std::string& body) {
    return body.find_first_not_of(kWhiteSpace) == std::string::npos;
  });
  return all;
}

void expect_first_change(const std::vector<std::string>& bodies) {
  for (const std::string& body : bodies) {
    // What stands around a body is none of it.
    const std::string around = "\r" + body + "\n";
    const std::string_view within = std::string_view(around).substr(1, body.size());
    const std::vector<Change> changes = changes_of(body);
    for (std::uint64_t declared = 0; declared <= 2 * body.size() + 4; ++declared) {
      if (declared == body.size()) continue;
      const auto first =
          std::find_if(changes.begin(), changes.end(),
                       [declared](const Change& change) { return change.length == declared; });
      const auto found = explain_length(within, declared, 1);
      ASSERT_EQ(found.has_value(), first != changes.end()) << body << ", " << declared;
      if (!found) continue;
      ASSERT_EQ(found->text, first->text) << body << ", " << declared;
      ASSERT_EQ(found->cause, first->cause) << body << ", " << declared;
    }
  }
}

TEST(LengthExplanation, IsTheFirstChangeThatMakesIt) {
  expect_first_change(bodies_of({"{", "\"", "\\", " ", "\r", "\n", "true", "false"}, 4));
}

TEST(LengthExplanation, IsTheFirstChangeWhateverTheCharacters) {
  expect_first_change(bodies_of({"[", "\n", "\t", "é", "€", "ﬁ", "𝄞", "\x80", "\xF0", "}"}, 3));
}

TEST(LengthExplanation, IsTheFirstChangeInLongerBodies) {
  std::vector<std::string> bodies;
  for (std::string body : bodies_of({" ", "\n", "\r\n", "true", "false", "\"\\\""}, 4)) {
    bodies.push_back("[" + body + "]");
    bodies.push_back("\n[\"true\"" + body + "] ");
  }
  expect_first_change(bodies);
}

}  // namespace
}  // namespace connectorgroup
