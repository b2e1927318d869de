// What the reader by index does with JSON, by itself: which values it takes, what it makes of them,
// and the work that it counts.
#include "model/body/json_walk.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/drivers/allocation_count.h"
#include "properties/escaped.h"
#include "properties/guarded_text.h"

namespace connectorgroup {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;
namespace ondemand = simdjson::ondemand;

class Walk : public testing::Test {
 protected:
  bool open(std::string_view text) { return open_in_place(walk_.pad(text)); }
  bool open_in_place(const PaddedText& text) { return walk_.open(text, document_, body_); }

  // Hands each member of the body that was opened to `action`, which says whether to go on.
  template <class Action>
  bool each_member(const Action& action) {
    for (auto member : body_) {
      ondemand::field field;
      if (std::move(member).get(field) != simdjson::SUCCESS || !action(field)) return false;
    }
    return JsonWalk::at_end(document_);
  }

  // Asks `take` whether it takes the value of an object's one member. What simdjson finds wrong
  // behind that counts as well.
  template <class Take>
  bool takes(std::string_view value, const Take& take) {
    text_ = R"({"v":)" + std::string(value) + "}";
    return open(text_) && each_member([&](ondemand::field& field) { return take(field.value()); });
  }
  bool takes_string(std::string_view value) {
    return takes(value, [&](ondemand::value& it) { return walk_.string(it, string_); });
  }
  bool takes_boolean(std::string_view value) {
    return takes(value, [&](ondemand::value& it) { return walk_.boolean(it, boolean_); });
  }
  bool takes_null(std::string_view value) {
    return takes(value, [&](ondemand::value& it) { return walk_.null(it); });
  }
  bool takes_number(std::string_view value) {
    return takes(value,
                 [&](ondemand::value& it) { return walk_.number(it, number_, is_integer_); });
  }
  bool skips(std::string_view value) {
    return takes(value, [&](ondemand::value& it) { return walk_.skip(it, 1); });
  }
  std::uint64_t steps_of_skipping(std::string_view value) {
    EXPECT_TRUE(skips(value)) << value;
    return walk_.steps();
  }

  static constexpr Limits kFew{.bytes_max = 400, .depth_max = 4, .members_max = 3};

  JsonWalk walk_{kFew};
  ondemand::document document_;
  ondemand::object body_;
  std::string text_;
  std::string_view string_;
  bool boolean_ = false;
  double number_ = 0;
  bool is_integer_ = false;
};

// ---- Texts.

TEST_F(Walk, PadsWhatIsWithinTheLimit) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kFew.bytes_max}) {
    const std::string text(size, 't');
    const PaddedText padded = walk_.pad(text);
    EXPECT_EQ(padded.text, text);
    EXPECT_NE(padded.text.data(), text.data());
    EXPECT_GE(padded.capacity, size + kPadding);
  }
}

TEST_F(Walk, CopiesNothingThatIsBeyondTheLimit) {
  const std::string text(kFew.bytes_max + 1, 't');
  PaddedText padded;
  EXPECT_EQ(allocations_of([&] { padded = walk_.pad(text); }), 0u);
  EXPECT_EQ(padded.text.data(), text.data());
  EXPECT_EQ(padded.text.size(), text.size());
  EXPECT_FALSE(open_in_place(padded));
}

TEST_F(Walk, PadsShorterTextsWhereLongerOnesWere) {
  static_cast<void>(walk_.pad(std::string(kFew.bytes_max, 't')));
  EXPECT_EQ(allocations_of([&] {
              for (std::size_t size = 0; size <= kFew.bytes_max; ++size) {
                EXPECT_EQ(walk_.pad(std::string_view(text_).substr(0, size)).text.data(),
                          walk_.pad("").text.data());
              }
            }),
            0u);
}

TEST_F(Walk, OpensObjectsWithinTheLimit) {
  const std::string longest = "{" + std::string(kFew.bytes_max - 2, ' ') + "}";
  EXPECT_TRUE(open(longest));
  EXPECT_FALSE(open(longest + " "));
  EXPECT_TRUE(open(" {}"));
  for (const std::string_view text :
       {""sv, " "sv, "[]"sv, "1"sv, "null"sv, R"("{}")"sv, "\xEF\xBB\xBF{}"sv,
        "{\"\xEF\xBF\xBF\":1}"sv, "{\"\x80\":1}"sv}) {
    EXPECT_FALSE(open(text)) << escaped(text);
  }
}

TEST_F(Walk, AnObjectIsAtItsEndWhereNothingFollows) {
  const auto all = [](const ondemand::field&) { return true; };
  EXPECT_TRUE(open("{} \t\r\n") && each_member(all));
  EXPECT_FALSE(open("{} {}") && each_member(all));
  EXPECT_FALSE(open("{},") && each_member(all));
}

TEST_F(Walk, StartsAnewWithEachText) {
  EXPECT_EQ(walk_.steps(), 0u);
  ASSERT_TRUE(takes_string(R"("abc")"));
  walk_.add_name("left over");
  EXPECT_GT(walk_.steps(), 0u);
  ASSERT_TRUE(open("{}"));
  EXPECT_EQ(walk_.steps(), 0u);
  EXPECT_EQ(walk_.names_begin(), 0u);
}

// ---- Single values.

TEST_F(Walk, ATokenHasNoWhiteSpaceBehindIt) {
  for (const std::string_view token : {"1"sv, "true"sv, R"("a b")"sv, "{"sv}) {
    for (const std::string_view space : {""sv, " "sv, "\t"sv, "\n"sv, "\r"sv, "\r\n\t  "sv}) {
      const std::string rest = token == "{" ? "}" : "";
      EXPECT_TRUE(takes(std::string(token).append(space) + rest, [&](ondemand::value& it) {
        EXPECT_EQ(JsonWalk::token(it), token);
        return walk_.skip(it, 1);
      }));
    }
  }
  // Other control characters are none.
  for (const char other : "\x08\x0B\x0E\x1F"sv) {
    takes("1"s + other, [&](ondemand::value& it) {
      EXPECT_EQ(JsonWalk::token(it), "1"s + other);
      return false;
    });
  }
}

TEST_F(Walk, AStringWithoutEscapesIsAViewOfTheText) {
  for (const std::string_view content : {""sv, "a"sv, "\xC3\xA9 and more"sv}) {
    const std::string text = R"({"v":")" + std::string(content) + R"("})";
    const PaddedText padded = walk_.pad(text);
    ASSERT_TRUE(open_in_place(padded));
    ASSERT_TRUE(
        each_member([&](ondemand::field& field) { return walk_.string(field.value(), string_); }));
    EXPECT_EQ(string_, content);
    EXPECT_EQ(string_.data(), padded.text.data() + R"({"v":")"sv.size());
  }
}

TEST_F(Walk, EscapesOfAStringAreResolved) {
  ASSERT_TRUE(takes_string(R"("\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00")"));
  EXPECT_EQ(string_, "\"\\/\b\f\n\r\t\xC3\xA9\xF0\x9F\x98\x80");
}

TEST_F(Walk, OnlyStringsOfCharactersAreStrings) {
  for (const std::string_view value :
       {R"("\uFFFF")"sv, R"("\uFDD0")"sv, R"("\uD83F\uDFFE")"sv, R"("\uD800")"sv, R"("\x")"sv,
        "\"\x01\""sv, "1"sv, "12"sv, "true"sv, "null"sv, "{}"sv, "[]"sv, R"("a"b)"sv, R"(1"b")"sv,
        R"("a""b")"sv}) {
    EXPECT_FALSE(takes_string(value)) << escaped(value);
  }
}

TEST_F(Walk, ANameIsWhatItsEscapesSay) {
  std::vector<std::string> names;
  const auto add = [&](ondemand::field& field) {
    std::string_view name;
    if (!walk_.name(field, name)) return false;
    names.emplace_back(name);
    return walk_.null(field.value());
  };
  ASSERT_TRUE(open(R"({"":null,"a":null,"\u0061\n":null})") && each_member(add));
  EXPECT_EQ(names, (std::vector<std::string>{"", "a", "a\n"}));
  EXPECT_EQ(walk_.steps(), 0u + 1u + 2u);
  for (const std::string_view name : {R"(\uFFFE)", R"(\uFDEF)", R"(\uD800)"}) {
    EXPECT_FALSE(open(R"({")" + std::string(name) + R"(":null})") && each_member(add)) << name;
  }
}

// Whatever stands behind a literal, in front of the end of its object.
TEST_F(Walk, LiteralsAreWholeTokens) {
  for (int i = 0; i < 256; ++i) {
    const char byte = static_cast<char>(i);
    const bool is_space = " \t\r\n"sv.find(byte) != std::string_view::npos;
    EXPECT_EQ(takes_boolean("true"s + byte), is_space) << i;
    EXPECT_EQ(takes_boolean("false"s + byte), is_space) << i;
    EXPECT_EQ(takes_null("null"s + byte), is_space) << i;
    EXPECT_EQ(skips("true"s + byte), is_space) << i;
    EXPECT_EQ(skips("false"s + byte), is_space) << i;
    EXPECT_EQ(skips("null"s + byte), is_space) << i;
  }
}

TEST_F(Walk, OnlyTheLiteralsAreTakenForThem) {
  EXPECT_TRUE(takes_boolean("true"));
  EXPECT_TRUE(boolean_);
  EXPECT_TRUE(takes_boolean("false"));
  EXPECT_FALSE(boolean_);
  EXPECT_TRUE(takes_null("null"));
  for (const std::string_view value :
       {"tru", "fals", "nul", "True", "FALSE", "Null", "nulL", "1", "0", "\"true\"", "\"null\"",
        "{}", "[]", "none", "nil", "t", "f", "n"}) {
    EXPECT_FALSE(takes_boolean(value)) << value;
    EXPECT_FALSE(takes_null(value)) << value;
  }
  EXPECT_FALSE(takes_boolean("null"));
  EXPECT_FALSE(takes_null("true"));
  EXPECT_FALSE(takes_null("false"));
}

TEST_F(Walk, NumbersAreThoseOfIJson) {
  struct Case {
    std::string_view token;
    double value;
    bool is_integer;
  };
  for (const Case& number :
       {Case{"0", 0, true}, Case{"-0", 0, true}, Case{"7", 7, true}, Case{"-12", -12, true},
        Case{"1.5", 1.5, false}, Case{"1e2", 100, false}, Case{"1E2", 100, false},
        Case{"9007199254740991", 9007199254740991.0, true},
        Case{"-9007199254740991", -9007199254740991.0, true},
        Case{"1.23456789012345678", 1.23456789012345678, false},
        Case{"9007199254740992.0", 9007199254740992.0, false}}) {
    EXPECT_TRUE(takes_number(number.token)) << number.token;
    EXPECT_EQ(number_, number.value) << number.token;
    EXPECT_EQ(is_integer_, number.is_integer) << number.token;
    EXPECT_EQ(walk_.steps(), number.token.size());
  }
  for (const std::string_view value : {"9007199254740992",
                                       "-9007199254740992",
                                       "9007199254740993",
                                       "1234567890123456789",
                                       "12345678901234567890",
                                       "1e309",
                                       "-1e309",
                                       "1e00000000000000309",
                                       "1e000000000000000309",
                                       "01",
                                       "+1",
                                       "1.",
                                       ".5",
                                       "-",
                                       "1e",
                                       "/",
                                       ":",
                                       "true",
                                       "\"1\"",
                                       "{}"}) {
    EXPECT_FALSE(takes_number(value)) << value;
  }
}

// Of more than nineteen bytes, only whether it can be carried is found out.
TEST_F(Walk, OfALongNumberNoValueIsSaid) {
  for (const std::string_view token : {"1.234567890123456789"sv, "0.00000000000000000000000001"sv,
                                       "1e000000000000000000000000000001"sv}) {
    number_ = 5;
    EXPECT_TRUE(takes_number(token)) << token;
    EXPECT_FALSE(is_integer_) << token;
    EXPECT_EQ(number_, 0) << token;
    EXPECT_EQ(walk_.steps(), token.size());
  }
}

// ---- Values that are skipped.

TEST_F(Walk, WhateverIsSkippedIsLookedAt) {
  for (const std::string_view value : {"{}"sv, "[]"sv, R"({"a":[1,{"b":null}]})"sv,
                                       R"(["a",true,false,null,-1.5])"sv, R"("\n")"sv}) {
    EXPECT_TRUE(skips(value)) << value;
  }
  for (const std::string_view value : {"{"sv,
                                       "["sv,
                                       "]"sv,
                                       "{]"sv,
                                       "[}"sv,
                                       "[1,]"sv,
                                       "[,1]"sv,
                                       "[1 2]"sv,
                                       R"({"a"})"sv,
                                       R"({"a":})"sv,
                                       R"({"a":1,})"sv,
                                       R"({a:1})"sv,
                                       R"({"a":"\uFFFF"})"sv,
                                       R"(["\uFFFF"])"sv,
                                       R"({"\uFFFF":1})"sv,
                                       "[01]"sv,
                                       "[9007199254740992]"sv,
                                       R"({"a":1e999})"sv,
                                       "[tru]"sv,
                                       "[nul]"sv,
                                       "/"sv,
                                       ":"sv,
                                       "-"sv,
                                       "x"sv,
                                       "z}"sv,
                                       "|}"sv,
                                       "Z]"sv,
                                       "\\]"sv}) {
    EXPECT_FALSE(skips(value)) << value;
  }
}

// Where brackets are missing, what stands behind the text may look like more of it. Memory ends
// behind the padding.
TEST_F(Walk, NothingIsReadBehindTheText) {
  GuardedText memory;
  for (const std::string_view text :
       {R"({"v":[1)"sv, R"({"v":[)"sv, R"({"v":{"a":1)"sv, R"({"v":{"a":)"sv, R"({"v":{)"sv,
        R"({"v":[[1])"sv, R"({"v":[1,)"sv, R"({"v":)"sv}) {
    for (const char separator : ",:]}1\" "sv) {
      for (int byte = 1; byte < 128; ++byte) {
        const std::string padding{separator, static_cast<char>(byte), ' '};
        const std::string_view placed = memory.place(text, kPadding, padding);
        ASSERT_FALSE(
            open_in_place({placed, placed.size() + kPadding}) &&
            each_member([&](ondemand::field& field) { return walk_.skip(field.value(), 1); }))
            << text << " in front of " << escaped(padding);
      }
    }
  }
}

TEST_F(Walk, NestingIsLimited) {
  const auto nested = [](std::string_view open, std::string_view close, std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += open;
    text.append(open == R"({"a":)"sv ? "1" : "");
    for (std::size_t i = 0; i < depth; ++i) text += close;
    return text;
  };
  // The body is the first.
  for (const auto& [open, close] : {std::pair{R"({"a":)"sv, "}"sv}, std::pair{"["sv, "]"sv}}) {
    EXPECT_TRUE(skips(nested(open, close, kFew.depth_max - 1))) << open;
    EXPECT_FALSE(skips(nested(open, close, kFew.depth_max))) << open;
  }
  EXPECT_TRUE(walk_.within_depth(kFew.depth_max));
  EXPECT_FALSE(walk_.within_depth(kFew.depth_max + 1));
}

TEST_F(Walk, EachObjectHasItsOwnNames) {
  EXPECT_TRUE(skips(R"([{"a":1},{"a":1}])"));
  EXPECT_TRUE(skips(R"({"a":{"a":{"a":1}}})"));
  EXPECT_TRUE(skips(R"({"a":{"b":1,"c":1},"b":1})"));
  for (const std::string_view value :
       {R"({"a":1,"a":1})"sv, R"({"a":1,"b":2,"a":3})"sv, R"({"a":1,"\u0061":1})"sv,
        R"({"a":{"b":1,"b":1}})"sv, R"({"a":{"b":1},"a":1})"sv, R"([{"a":1,"a":1}])"sv}) {
    EXPECT_FALSE(skips(value)) << value;
  }
}

TEST_F(Walk, TheMembersOfEachObjectAreLimited) {
  EXPECT_TRUE(skips(R"({"a":1,"b":1,"c":1})"));
  EXPECT_FALSE(skips(R"({"a":1,"b":1,"c":1,"d":1})"));
  // Those around it aren't its own.
  EXPECT_TRUE(skips(R"({"a":1,"b":1,"c":{"a":1,"b":1,"c":1}})"));
  EXPECT_FALSE(skips(R"({"a":1,"b":1,"c":{"a":1,"b":1,"c":1,"d":1}})"));
  EXPECT_FALSE(walk_.too_many_members(kFew.members_max));
  EXPECT_TRUE(walk_.too_many_members(kFew.members_max + 1));
}

// ---- Names.

TEST_F(Walk, NamesAreForgottenFromWhereTheyBegin) {
  walk_.add_name("a");
  walk_.add_name("b");
  const std::size_t begin = walk_.names_begin();
  EXPECT_EQ(begin, 2u);
  EXPECT_TRUE(walk_.names_are_unique(begin));  // of none
  walk_.add_name("b");
  EXPECT_TRUE(walk_.names_are_unique(begin));  // of one, which an outer object has as well
  EXPECT_EQ(walk_.names_begin(), 2u);
  walk_.add_name("c");
  walk_.add_name("c");
  EXPECT_FALSE(walk_.names_are_unique(begin));
  EXPECT_EQ(walk_.names_begin(), 2u);
  for (const char* name : {"c", "d", "e", "c"}) walk_.add_name(name);
  EXPECT_FALSE(walk_.names_are_unique(begin));
  EXPECT_TRUE(walk_.names_are_unique(0));
  EXPECT_EQ(walk_.names_begin(), 0u);
}

// ---- The work that is counted.

TEST_F(Walk, EachByteAndMemberThatIsLookedAtAgainIsAStep) {
  EXPECT_EQ(steps_of_skipping("null"), 0u);
  EXPECT_EQ(steps_of_skipping("true"), 0u);
  EXPECT_EQ(steps_of_skipping("-12.5"), 5u);
  EXPECT_EQ(steps_of_skipping(R"("abc")"), 5u);
  EXPECT_EQ(steps_of_skipping(R"("\u0061")"), 8u);
  EXPECT_EQ(steps_of_skipping("[]"), 0u);
  EXPECT_EQ(steps_of_skipping("[null,[null,true],7]"), 2u + 3u + 1u);
  EXPECT_EQ(steps_of_skipping("{}"), 0u);
  // Of each member its name, and itself, to compare names.
  EXPECT_EQ(steps_of_skipping(R"({"a":null,"bcd":null})"), 1u + 3u + 2u);
  EXPECT_EQ(steps_of_skipping(R"({"a":{"b":null},"c":[null]})"), 3u + 1u + 1u + 2u);
}

// Names of other objects are no work for this one.
TEST_F(Walk, OfNamesOnlyTheObjectsOwnAreSteps) {
  walk_.add_name("a");
  walk_.add_name("b");
  EXPECT_TRUE(walk_.names_are_unique(1));
  EXPECT_EQ(walk_.steps(), 1u);
}

}  // namespace
}  // namespace connectorgroup
