// Malformed texts and messages in parts: those that a person would see, and none out of place.
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "properties/conformance/loose_json.h"
#include "properties/conformance/loose_message.h"
#include "properties/edits/random_source.h"
#include "properties/escaped.h"

namespace connectorgroup {
namespace {

using Parts = std::vector<std::string>;

Parts tokens(std::string_view text) {
  Parts parts;
  for (const LooseToken& token : take_apart(text).tokens) {
    parts.emplace_back(text.substr(token.begin, token.end - token.begin));
  }
  return parts;
}

// The items of a container, "name -> value" where they have a name.
Parts items(std::string_view text, std::size_t container) {
  Parts parts;
  const LooseJson json = take_apart(text);
  for (const LooseItem& item : json.containers.at(container).items) {
    std::string part;
    if (item.name) {
      part = text.substr(item.name->begin, item.name->end - item.name->begin);
      part += " -> ";
    }
    part += text.substr(item.value_begin, item.value_end - item.value_begin);
    parts.push_back(part);
  }
  return parts;
}

Parts containers(std::string_view text) {
  Parts parts;
  for (const LooseContainer& container : take_apart(text).containers) {
    parts.emplace_back(text.substr(container.begin, container.end - container.begin));
  }
  return parts;
}

TEST(LooseJson, HasTheTokensOfAnyText) {
  EXPECT_EQ(tokens(R"({"a\"b" : [-1.5e+3,true]})"),
            (Parts{"{", R"("a\"b")", ":", "[", "-1.5e+3", ",", "true", "]", "}"}));
  EXPECT_EQ(tokens("'a' 'b"), (Parts{"'a'", "'", "b"}));
  EXPECT_EQ(tokens("1/*[*/2//]\n3/4"), (Parts{"1", "/*[*/", "2", "//]\n", "3", "/", "4"}));
  EXPECT_EQ(tokens("\xC3\xA9\xC3;\"a"), (Parts{"\xC3\xA9", "\xC3", ";", "\"a"}));
  EXPECT_EQ(tokens("\"\\"), Parts{"\"\\"});
  EXPECT_EQ(tokens(" \t\r\n"), Parts{});
}

TEST(LooseJson, HasTheItemsOfMalformedContainers) {
  EXPECT_EQ(items(R"({"a":1,"b" 2,:3,"c":})", 1), (Parts{"\"a\" -> 1", "2", "3", "\"c\" -> "}));
  EXPECT_EQ(items("[,1,]", 1), (Parts{"", "1", ""}));
  EXPECT_EQ(items("[]", 1), Parts{});
  EXPECT_EQ(items(R"({"a":1"b":[2]"c":3})", 1),
            (Parts{"\"a\" -> 1", "\"b\" -> [2]", "\"c\" -> 3"}));
  EXPECT_EQ(items(R"({"a":"b":"c"})", 1), (Parts{"\"a\" -> \"c\""}));
  EXPECT_EQ(items("{} x, y", 0), (Parts{"x", "y"}));
}

TEST(LooseJson, ClosesContainersAsFarAsTheTextDoes) {
  EXPECT_EQ(containers("[{1]2"), (Parts{"[{1]2", "[{1]", "{1"}));
  EXPECT_EQ(containers("{[}]"), (Parts{"{[}]", "{[}", "["}));
  EXPECT_EQ(containers("]}1"), Parts{"]}1"});
  EXPECT_EQ(containers("[\"]"), (Parts{"[\"]", "[\"]"}));
}

// Parts lie in the text, in order, and inside what holds them.
void expect_in_place(std::string_view text) {
  SCOPED_TRACE(escaped(text));
  const LooseJson json = take_apart(text);
  std::size_t at = 0;
  for (const LooseToken& token : json.tokens) {
    ASSERT_LE(at, token.begin);
    ASSERT_LT(token.begin, token.end);
    at = token.end;
  }
  ASSERT_LE(at, text.size());
  for (const LooseContainer& container : json.containers) {
    at = container.begin;
    for (const LooseItem& item : container.items) {
      ASSERT_LE(at, item.begin);
      ASSERT_LE(item.begin, item.value_begin);
      ASSERT_LE(item.value_begin, item.value_end);
      ASSERT_EQ(item.value_end, item.end);
      at = item.end;
    }
    ASSERT_LE(at, container.end);
    ASSERT_LE(container.end, text.size());
  }
}

TEST(LooseJson, KeepsItsPartsInPlaceWhateverTheText) {
  constexpr std::string_view kBytes = "{}[],:\"\"''\\/*/a1 \n\xC3\xA9\xFF";
  RandomSource random(11);
  for (int i = 0; i < 20000; ++i) {
    std::string text(random.below(24), ' ');
    for (char& byte : text) byte = kBytes[random.below(kBytes.size())];
    expect_in_place(text);
  }
}

TEST(LooseJson, TakesAnyDepthInLinearTime) {
  const std::string opening = std::string(300000, '{') + std::string(300000, '[');
  EXPECT_EQ(take_apart(opening + std::string(300000, '}')).containers.size(), 600001U);
  EXPECT_EQ(take_apart(std::string(600000, '\'')).tokens.size(), 300000U);
  std::string unclosed;
  while (unclosed.size() < 600000) unclosed += "\\'";
  EXPECT_EQ(take_apart(unclosed + '\\').tokens.size(), 600001U);
}

std::string part(std::string_view text, TextRange range) {
  return std::string(text.substr(range.begin, range.size()));
}

TEST(LooseMessage, HasLinesTargetValuesAndContent) {
  const std::string text =
      "\r\nPOST /a b HTTP/1.1\r\nHost : c\nContent-length:\t3 \r\n folded\r\n\r\nabcde\n";
  const LooseMessage message = take_message_apart(text);
  EXPECT_EQ(part(text, message.target), "/a b");
  Parts lines;
  for (const TextRange line : message.lines) lines.push_back(part(text, line));
  EXPECT_EQ(lines, (Parts{"\r\n", "POST /a b HTTP/1.1\r\n", "Host : c\n", "Content-length:\t3 \r\n",
                          " folded\r\n", "\r\n", "de\n"}));
  ASSERT_EQ(message.values.size(), 2U);
  EXPECT_EQ(part(text, message.values[0]), " c");
  EXPECT_EQ(part(text, message.content), "abc");
  ASSERT_EQ(message.true_lengths.size(), 1U);
  EXPECT_EQ(part(text, message.true_lengths[0]), "3");
  ASSERT_EQ(message.framing_lines.size(), 1U);
}

TEST(LooseMessage, TakesTheLengthThatIsRight) {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n";
  const std::string right = head + "\r\nabcde";
  EXPECT_EQ(part(right, take_message_apart(right).content), "abcde");
  EXPECT_EQ(part(right, take_message_apart(right).true_lengths.at(0)), "5");
  EXPECT_EQ(take_message_apart(right).target.size(), 0U);
  const std::string short_by_one = head + "\r\nabcd";
  EXPECT_EQ(part(short_by_one, take_message_apart(short_by_one).content), "ab");
  const std::string too_short = head + "\r\na";
  EXPECT_EQ(part(too_short, take_message_apart(too_short).content), "a");
  EXPECT_TRUE(take_message_apart(too_short).true_lengths.empty());
}

TEST(LooseMessage, HasChunksAsFarAsTheirSizesAreRight) {
  const std::string head = "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n";
  const std::string text = head + "3;a=b\r\nabc\r\n02\r\nde0\r\nX: y\r\n\r\n";
  const LooseMessage message = take_message_apart(text);
  ASSERT_EQ(message.chunks.size(), 2U);
  EXPECT_EQ(part(text, message.chunks[0].data), "abc");
  EXPECT_EQ(part(text, message.chunks[1].size), "02");
  EXPECT_EQ(part(text, message.chunks[1].data), "de");
  EXPECT_EQ(text.substr(message.chunks[1].end), "0\r\nX: y\r\n\r\n");
  Parts lines;
  for (const TextRange line : message.lines) lines.push_back(part(text, line));
  EXPECT_EQ(lines, (Parts{"POST / HTTP/1.1\r\n", "Transfer-Encoding: gzip, Chunked\r\n", "\r\n",
                          "3;a=b\r\n", "\r\n", "02\r\n", "0\r\n", "X: y\r\n", "\r\n"}));
  for (const char* size : {"ffffffffffffffffff\r\nabc", "4\r\nabc", "x\r\n", "", "-1\r\nabc"}) {
    EXPECT_TRUE(take_message_apart(head + size).chunks.empty()) << size;
  }
}

}  // namespace
}  // namespace connectorgroup
