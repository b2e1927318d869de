// What a person gets to read of typical failures, how often the subject is asked for it, and what
// the shrinker promises whatever the input and the answers.
#include "properties/conformance/shrink.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "properties/conformance/shrink_expectation.h"
#include "properties/edits/json_tree.h"
#include "properties/edits/random_source.h"
#include "properties/escaped.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup {
namespace {

const std::string kContent =
    R"({"name": "Group of connectors", "connectorGroupType": "applicationProxy", )"
    R"("isDefault": false})";

constexpr std::array<Shape, 3> kShapes{Shape::body, Shape::message, Shape::bytes};

// The strict reader refuses for this rule; who ignores the rule accepts.
class BodyFault {
 public:
  BodyFault(Rule rule, BodyKind kind)
      : rule_(rule),
        kind_(kind),
        strict_(make_reference_subject(graph_2017())),
        faulty_(make_reference_subject(graph_2017(), RuleSet(rule))) {}

  bool operator()(std::string_view text) const {
    const ReadAnswer answer = strict_->read(kind_, text);
    return answer.verdict == Verdict::reject && answer.why && answer.why->rule == rule_ &&
           faulty_->read(kind_, text).verdict == Verdict::accept;
  }

 private:
  Rule rule_;
  BodyKind kind_;
  std::shared_ptr<Subject> strict_;
  std::shared_ptr<Subject> faulty_;
};

// --- Bodies.

// Two kilobytes of a response, with this text for a value deep in it.
std::string response_around(const std::string& deep) {
  std::array<std::string, 2> extras;
  for (int i = 0; i < 20; ++i) {
    extras[i < 10 ? 0 : 1] +=
        "  \"extra" + std::to_string(i) +
        "@vendor.note\" : [ true, -12.5e3, { \"text\" : \"some \\u0074ext, "
        "\\\"quoted\\\" [and] so on\", \"more\" : [ [ ], { }, null ] } ],\r\n";
  }
  return "{\r\n" + extras[0] + R"(  "id" : "c6d8e4b4-0a3f-4a6f-8f0d-5f5d6f0c7b11",
  "name" : "Group, \u00e9\ud83d\ude00 of \"some\" length",
  "deep@vendor.note" : { "list" : [ 1, 2, { "inner" : [ "a", )" +
         deep + R"(, false ] }, 3 ] },
)" + extras[1] +
         R"(  "connectorGroupType" : "applicationProxy", "isDefault" : true
})";
}

void expect_deep_shrinks(const std::string& deep, Rule rule, std::string_view smallest) {
  const std::string input = response_around(deep);
  ASSERT_GT(input.size(), 2000U);
  expect_shrinks(input, Shape::body, BodyFault(rule, BodyKind::response), smallest, 175);
}

TEST(ShrinkBody, FindsADuplicateMemberDeepInside) {
  expect_deep_shrinks(
      R"({"x":1,"some name":[2],"y":{},"some\u0020name":"3","z":4})", Rule::body_member_duplicate,
      R"({"id":"","name":"","":{"":0,"":0},"connectorGroupType":"","isDefault":true})");
}

TEST(ShrinkBody, FindsALeadingZero) {
  expect_deep_shrinks(R"([1, -0012.50e1, 3])", Rule::json_number_leading_zero,
                      R"({"id":"","name":"","":00,"connectorGroupType":"","isDefault":true})");
}

TEST(ShrinkBody, FindsWhatIsNoNumber) {
  const BodyFault fault(Rule::json_number_not_finite, BodyKind::response);
  // Who takes NaN for a number may take N for a body: another failure.
  const auto fails = [&fault](std::string_view text) {
    return text.substr(0, 1) == "{" && fault(text);
  };
  expect_shrinks(response_around("NaN"), Shape::body, fails,
                 R"({"id":"","name":"","":N,"connectorGroupType":"","isDefault":true})", 175);
}

TEST(ShrinkBody, FindsInvalidUtf8) {
  expect_deep_shrinks("\"some text\xC3\xA9 before \xE2\x82 and behind it\"",
                      Rule::json_utf8_truncated,
                      "{\"id\":\"\",\"name\":\"\",\"\":\"\xE2\",\"connectorGroupType\":\"\","
                      "\"isDefault\":true}");
}

TEST(ShrinkBody, ReplacesHundredsOfDigits) {
  expect_deep_shrinks(std::string(400, '7') + ".5", Rule::json_number_magnitude,
                      R"({"id":"","name":"","":1e999,"connectorGroupType":"","isDefault":true})");
}

TEST(ShrinkBody, FindsALoneSurrogateInALongName) {
  for (const std::size_t at : {0U, 1U, 140U, 150U, 299U, 300U}) {
    std::string name(300, 'n');
    name.insert(at, R"(\udc00)");
    expect_shrinks(R"({ "isDefault" : false, "name" : ")" + name + R"(" })", Shape::body,
                   BodyFault(Rule::json_string_lone_surrogate, BodyKind::create_request),
                   R"({"name":"\udc00"})", 40);
  }
}

TEST(ShrinkBody, NeedsFarFewerCallsThanBytesDo) {
  const std::string input = response_around("NaN");
  const BodyFault fault(Rule::json_number_not_finite, BodyKind::response);
  const ShrinkResult by_structure = shrink(input, Shape::body, fault);
  const ShrinkResult by_bytes = shrink(input, Shape::bytes, fault, 100000);
  EXPECT_FALSE(by_bytes.budget_spent);
  EXPECT_LT(by_structure.calls * 10, by_bytes.calls);
  EXPECT_LE(by_structure.input.size(), by_bytes.input.size());
}

// Each is what is left of a text for which nothing matters but that it has this in it.
TEST(ShrinkBody, IsLeftWithNothingButWhatMatters) {
  for (const std::string_view part :
       {"\\ud800", "[,]", "}{", "'", "\"\"", "/*", "\xFF", "01", "é"}) {
    std::string input = R"({"a":[1,2,{"b":"c"}],"d":)";
    input.append(part)
        .append(R"(,"e":[[["f"]],true],"g":"\u0041\n"} /* )")
        .append(part)
        .append("*/");
    expect_shrinks(
        input, Shape::body, [part](std::string_view text) { return text.find(part) != text.npos; },
        part, 35);
  }
}

TEST(ShrinkBody, ShortensWhatHasNoBrackets) {
  const auto fails = [](std::string_view text) { return text.find('x') != text.npos; };
  expect_shrinks("{\"a\": [1, 2, \"xyz", Shape::body, fails, "x", 20);
  expect_shrinks("]]}} , x : : x [[", Shape::body, fails, "x", 20);
  expect_shrinks("it's 'x", Shape::body, fails, "x", 20);
  expect_shrinks(R"(["y", {"z": "an x in it"}])", Shape::body, fails, "x", 20);
}

TEST(ShrinkBody, KeepsTheEscapeThatMatters) {
  const auto fails = [](std::string_view text) {
    const std::optional<JsonTree> tree = parse_json(text);
    return tree &&
           tree->values[0].content ==
               "A\xC3\xA9"
               "B" &&
           text.find("u0041") != text.npos;
  };
  expect_shrinks(R"("\u0041\u00e9\u0042")", Shape::body, fails,
                 "\"\\u0041\xC3\xA9"
                 "B\"",
                 25);
}

TEST(ShrinkBody, TakesAnyDepth) {
  const std::string deep = std::string(200000, '[') + "x" + std::string(200000, ']');
  const auto fails = [](std::string_view text) { return text.find('x') != text.npos; };
  expect_shrinks(deep, Shape::body, fails, "x", 8);
  expect_shrinks(std::string(200000, '[') + "x", Shape::body, fails, "x", 8);
}

TEST(ShrinkBody, KeepsATreeThatItCantReduce) {
  // Nothing but well-formed texts with two strings "k" in different containers.
  const auto fails = [](std::string_view text) {
    const std::optional<JsonTree> tree = parse_json(text);
    if (!tree) return false;
    std::set<std::size_t> levels;
    for (const JsonValue& value : tree->values) {
      if (value.content == "k") levels.insert(value.level);
    }
    return levels.size() == 2;
  };
  expect_shrinks(R"({"a":[0,1],"b":{"c":[["k",{"d":"e"}]]},"f":"k"})", Shape::body, fails,
                 R"({"":["k"],"":"k"})", 70);
}

// --- What holds for all inputs and answers.

TEST(Shrink, NeverAsksTwiceNorAboutTheInputNorMoreThanAllowed) {
  RandomSource random(7);
  const std::array<std::string, 3> inputs{
      response_around("NaN"),
      "POST /a HTTP/1.1\r\nHost: b\r\nContent-Length: 93\r\n\r\n" + kContent,
      std::string(300, '\0') + "\"\\u{[,:\r\n" + kContent};
  for (std::size_t round = 0; round < 300; ++round) {
    std::string input = inputs[random.below(inputs.size())];
    for (std::size_t i = random.below(20); i > 0; --i) {
      input[random.below(input.size())] = static_cast<char>(random.below(256));
    }
    const Shape shape = kShapes[random.below(kShapes.size())];
    const std::size_t calls_max = random.below(500);
    const std::uint64_t salt = random.next();
    const std::uint64_t share = 1 + random.below(20);
    std::set<std::string> asked{input};
    std::size_t calls = 0;
    const auto fails = [&](std::string_view text) {
      ++calls;
      EXPECT_TRUE(asked.insert(std::string(text)).second) << escaped(text);
      EXPECT_LE(text.size(), input.size());
      return (hash_of(text) ^ salt) % share == 0;
    };
    const ShrinkResult result = shrink(input, shape, fails, calls_max);
    ASSERT_EQ(result.calls, calls);
    ASSERT_LE(calls, calls_max);
    ASSERT_TRUE(result.input == input || (hash_of(result.input) ^ salt) % share == 0);
    if (result.budget_spent) {
      ASSERT_EQ(calls, calls_max);
    }
    // The same answers give the same result; and a result that isn't for want of calls is minimal.
    const auto same = [&](std::string_view text) { return (hash_of(text) ^ salt) % share == 0; };
    ASSERT_EQ(shrink(input, shape, same, calls_max).input, result.input);
    if (!result.budget_spent) {
      ASSERT_EQ(shrink(result.input, shape, same, calls_max).input, result.input);
    }
  }
}

TEST(Shrink, SaysWhenCallsWereTooFew) {
  for (const Shape shape : kShapes) {
    std::size_t calls = 0;
    const auto fails = [&calls](std::string_view) {
      ++calls;
      return false;
    };
    const ShrinkResult none = shrink("[1,2]", shape, fails, 0);
    EXPECT_TRUE(none.budget_spent);
    EXPECT_EQ(none.input, "[1,2]");
    EXPECT_EQ(calls, 0U);
    const std::size_t needed = shrink("[1,2]", shape, fails, 1000).calls;
    EXPECT_FALSE(shrink("[1,2]", shape, fails, needed).budget_spent);
    EXPECT_TRUE(shrink("[1,2]", shape, fails, needed - 1).budget_spent);
  }
}

TEST(Shrink, HasNothingToDoForAnEmptyInput) {
  for (const Shape shape : kShapes) {
    const ShrinkResult result = shrink("", shape, [](std::string_view) { return true; });
    EXPECT_EQ(result.input, "");
    EXPECT_EQ(result.calls, 0U);
    EXPECT_FALSE(result.budget_spent);
  }
}

TEST(Shrink, FindsTheEmptyInputAtOnceWhereAllFails) {
  for (const Shape shape : kShapes) {
    const auto fails = [](std::string_view) { return true; };
    const ShrinkResult result = shrink(kContent, shape, fails);
    EXPECT_EQ(result.input, "");
    EXPECT_LE(result.calls, 10U);
  }
}

TEST(Shrink, LetsExceptionsThrough) {
  for (const Shape shape : kShapes) {
    const auto fails = [](std::string_view) -> bool { throw std::runtime_error("died"); };
    EXPECT_THROW(shrink(kContent, shape, fails), std::runtime_error);
  }
}

TEST(ShrinkBytes, LeavesNoByteThatCouldGo) {
  // An odd number of 'x' and a byte that isn't ASCII, in this order.
  const auto fails = [](std::string_view text) {
    const std::size_t at = text.find('\xF0');
    if (at == text.npos) return false;
    std::size_t count = 0;
    for (const char byte : text.substr(0, at)) count += byte == 'x' ? 1 : 0;
    return count % 2 == 1;
  };
  expect_shrinks("the xylophones next box\xF0x and more of what says nothing", Shape::bytes, fails,
                 "x\xF0", 60);
  const ShrinkResult three = shrink("kk1k", Shape::bytes, [](std::string_view text) {
    return std::count(text.begin(), text.end(), 'k') == 3;
  });
  EXPECT_EQ(three.input, "kkk");
  const ShrinkResult any =
      shrink("q\x01w\xFEx", Shape::bytes, [](std::string_view text) { return text.size() == 5; });
  EXPECT_EQ(any.input, "aaaaa");
}

}  // namespace
}  // namespace connectorgroup
