// The limits of the readers at their edges, with limits small enough to write the texts down.

#include "model/body/limits.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "properties/drivers/reader_answers.h"
#include "properties/escaped.h"

namespace connectorgroup {
namespace {

void expect(std::string_view text, const ReadAs& as, const Refusal& expected) {
  for (const auto& [reader, got] : all_refusals(text, as)) {
    EXPECT_EQ(describe(got), describe(expected))
        << reader << ", bytes " << as.limits.bytes_max << ", depth " << as.limits.depth_max
        << ", members " << as.limits.members_max << ": \"" << escaped(text, 200) << "\"";
  }
}

ReadAs with_bytes(std::size_t bytes_max) {
  ReadAs as;
  as.limits.bytes_max = bytes_max;
  return as;
}

ReadAs with_depth(std::size_t depth_max, BodyKind kind = BodyKind::create_request) {
  ReadAs as;
  as.kind = kind;
  as.limits.depth_max = depth_max;
  return as;
}

ReadAs with_members(std::size_t members_max, BodyKind kind = BodyKind::create_request) {
  ReadAs as;
  as.kind = kind;
  as.limits.members_max = members_max;
  return as;
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

// --- Bytes.

constexpr std::string_view kBody = R"({"name":"a"})";

TEST(LimitOfBytes, IsTheLastSizeThatIsTaken) {
  expect(kBody, with_bytes(kBody.size()), std::nullopt);
  expect(kBody, with_bytes(kBody.size() + 1), std::nullopt);
  for (const std::string_view behind : {" ", "\n", "x", "}", "\xFF", "          "}) {
    const std::string text = std::string(kBody) + std::string(behind);
    expect(text, with_bytes(kBody.size()), Violation{Rule::limit_bytes, kBody.size()});
  }
}

TEST(LimitOfBytes, CountsWhiteSpaceInFront) {
  const std::string text = "   " + std::string(kBody);
  expect(text, with_bytes(text.size()), std::nullopt);
  expect(text, with_bytes(text.size() - 1), Violation{Rule::limit_bytes, text.size() - 1});
  expect(text, with_bytes(2), Violation{Rule::limit_bytes, 2});
}

TEST(LimitOfBytes, CutsAnywhere) {
  const std::string_view text = R"( {"@x":[true,-1.5e3,"\uD834\uDD1Eé"],"name":"a"} )";
  for (std::size_t size = 0; size < text.size(); ++size) {
    expect(text, with_bytes(size), Violation{Rule::limit_bytes, size});
  }
  expect(text, with_bytes(text.size()), std::nullopt);
}

TEST(LimitOfBytes, IsntTheEndOfAText) {
  expect("", with_bytes(0), Violation{Rule::json_text_incomplete, 0});
  expect("{", with_bytes(0), Violation{Rule::limit_bytes, 0});
  expect("{", with_bytes(1), Violation{Rule::json_text_incomplete, 1});
}

TEST(LimitOfBytes, YieldsToWhatIsWrongBefore) {
  const std::string_view text = R"({"name":1})";
  expect(text, with_bytes(9), Violation{Rule::body_member_type, 1, "name"});
  expect(text, with_bytes(8), Violation{Rule::limit_bytes, 8});
  expect("{\"name\":\"\x01\"}", with_bytes(10), Violation{Rule::json_string_control, 9});
  expect("{\"name\":\"\x01\"}", with_bytes(9), Violation{Rule::limit_bytes, 9});
  expect("{}x", with_bytes(2), Violation{Rule::body_member_missing, 1, "name"});
}

// --- Depth.

// `depth` levels in all, the innermost empty, and the offset of the innermost bracket.
std::string nested(std::string_view open, std::string_view close, std::size_t depth) {
  return R"({"@x":)" + repeated(open, depth - 1) + repeated(close, depth - 1) + R"(,"name":"a"})";
}
constexpr std::size_t kNestedAt = 6;

TEST(LimitOfDepth, IsTheDeepestLevelThatIsTaken) {
  for (const std::size_t limit : {std::size_t{2}, std::size_t{3}, std::size_t{4}, std::size_t{64},
                                  kDepthMaxHighest - 1, kDepthMaxHighest}) {
    expect(nested("[", "]", limit), with_depth(limit), std::nullopt);
    expect(nested("[", "]", limit + 1), with_depth(limit),
           Violation{Rule::limit_depth, kNestedAt + limit - 1});
    // Each level but the innermost opens with a name as well.
    expect(R"({"@x":)" + repeated(R"({"y":)", limit - 2) + "{}" + repeated("}", limit - 2) +
               R"(,"name":"a"})",
           with_depth(limit), std::nullopt);
    expect(R"({"@x":)" + repeated(R"({"y":)", limit - 1) + "{}" + repeated("}", limit - 1) +
               R"(,"name":"a"})",
           with_depth(limit), Violation{Rule::limit_depth, kNestedAt + 5 * (limit - 1)});
  }
}

TEST(LimitOfDepth, OfOneTakesTheBodyAlone) {
  expect(kBody, with_depth(1), std::nullopt);
  expect(R"({"@x":[],"name":"a"})", with_depth(1), Violation{Rule::limit_depth, 6});
  expect(R"({"@x":{},"name":"a"})", with_depth(1), Violation{Rule::limit_depth, 6});
  expect(R"({"@x":"[[[","name":"a"})", with_depth(1), std::nullopt);
}

TEST(LimitOfDepth, IsOfWhatIsOpenAtOnce) {
  expect(R"({"@x":[[],[],{}],"@y":[[]],"name":"a"})", with_depth(3), std::nullopt);
  expect(R"({"@x":[[],[],{}],"@y":[[[]]],"name":"a"})", with_depth(3),
         Violation{Rule::limit_depth, 24});
}

TEST(LimitOfDepth, CountsTheLevelsOfACollection) {
  const std::string_view group =
      R"({"value":[{"id":"i","name":"n","connectorGroupType":"t","isDefault":false}]})";
  expect(group, with_depth(3, BodyKind::collection), std::nullopt);
  expect(group, with_depth(2, BodyKind::collection), Violation{Rule::limit_depth, 10});
  expect(group, with_depth(1, BodyKind::collection), Violation{Rule::limit_depth, 9});
  expect(R"({"value":[]})", with_depth(2, BodyKind::collection), std::nullopt);
  // No element is there to be too deep: the array itself is.
  expect(R"({"value":[]})", with_depth(1, BodyKind::collection), Violation{Rule::limit_depth, 9});
}

TEST(LimitOfDepth, CountsTheLevelsOfWhatACollectionsObjectHolds) {
  const std::string group =
      R"({"value":[{"id":"i","name":"n","connectorGroupType":"t","isDefault":false,"x":)";
  for (const std::string_view value : {"[]", "{}"}) {
    const std::string text = group + std::string(value) + "}]}";
    expect(text, with_depth(4, BodyKind::collection), std::nullopt);
    expect(text, with_depth(3, BodyKind::collection), Violation{Rule::limit_depth, group.size()});
    const std::string deeper = group + "[" + std::string(value) + "]}]}";
    expect(deeper, with_depth(5, BodyKind::collection), std::nullopt);
    expect(deeper, with_depth(4, BodyKind::collection),
           Violation{Rule::limit_depth, group.size() + 1});
  }
}

TEST(LimitOfDepth, YieldsToWhatIsWrongBefore) {
  expect(R"({"@x":[#[]],"name":"a"})", with_depth(2), Violation{Rule::json_value, 7});
  expect(R"({"@x":[[#]],"name":"a"})", with_depth(2), Violation{Rule::limit_depth, 7});
  // A member of another type is refused for that at its bracket already.
  expect(R"({"name":[[]]})", with_depth(1), Violation{Rule::body_member_type, 1, "name"});
}

// --- Members.

// "@0":0,"@1":0, ...
std::string annotations(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "\"@" + std::to_string(i) + "\":0,";
  return text;
}

TEST(LimitOfMembers, IsTheLastMemberThatIsTaken) {
  for (const std::size_t limit :
       {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{9}, std::size_t{1024}}) {
    const std::string text = "{" + annotations(limit - 1) + R"("name":"a"})";
    expect(text, with_members(limit), std::nullopt);
    const std::size_t last_name = text.size() - std::string_view(R"("name":"a"})").size();
    if (limit > 1) {
      expect(text, with_members(limit - 1), Violation{Rule::limit_members, last_name});
    }
  }
}

TEST(LimitOfMembers, HoldsForNestedObjects) {
  const std::string_view text = R"({"@x":[{"a":0,"b":0,"c":0}],"name":"a"})";
  expect(text, with_members(3), std::nullopt);
  expect(text, with_members(2), Violation{Rule::limit_members, 20});
  const std::string_view deeper = R"({"@x":{"a":{"b":0,"c":0,"d":0}},"name":"a"})";
  expect(deeper, with_members(3), std::nullopt);
  expect(deeper, with_members(2), Violation{Rule::limit_members, 24});
}

TEST(LimitOfMembers, IsOfOneObject) {
  expect(R"({"@x":{"a":0,"b":0},"@y":{"c":0,"d":0},"name":"a"})", with_members(3), std::nullopt);
  expect(R"({"@x":[1,2,3,4,5],"name":"a"})", with_members(2), std::nullopt);
}

TEST(LimitOfMembers, HoldsForResponsesAndCollections) {
  const std::string_view group =
      R"({"id":"i","name":"n","connectorGroupType":"t","isDefault":false})";
  expect(group, with_members(4, BodyKind::response), std::nullopt);
  expect(group, with_members(3, BodyKind::response), Violation{Rule::limit_members, 46});
  const std::string collection = R"({"value":[)" + std::string(group) + "]}";
  expect(collection, with_members(4, BodyKind::collection), std::nullopt);
  expect(collection, with_members(3, BodyKind::collection), Violation{Rule::limit_members, 56});
  const std::string_view empty = R"({"@x":0,"value":[],"y":0})";
  expect(empty, with_members(3, BodyKind::collection), std::nullopt);
  expect(empty, with_members(2, BodyKind::collection), Violation{Rule::limit_members, 19});
}

TEST(LimitOfMembers, IsJudgedBeforeTheName) {
  expect(R"({"name":"a","name":"b"})", with_members(1), Violation{Rule::limit_members, 12});
  expect(R"({"name":"a","other":"b"})", with_members(1), Violation{Rule::limit_members, 12});
  // The closing quote decides that there is one member more.
  expect("{\"name\":\"a\",\"\x01\":\"b\"}", with_members(1),
         Violation{Rule::json_string_control, 13});
}

// --- By default, as limits.h documents.

TEST(LimitsByDefault, Are64LevelsAnd1024Members) {
  expect(nested("[", "]", 64), {}, std::nullopt);
  expect(nested("[", "]", 65), {}, Violation{Rule::limit_depth, kNestedAt + 63});
  const std::string text = "{" + annotations(1023) + R"("name":"a"})";
  expect(text, {}, std::nullopt);
  const std::string_view more = R"("@more":0,)";
  const std::size_t last_name = text.find(R"("name")") + more.size();
  expect(std::string(text).insert(1, more), {}, Violation{Rule::limit_members, last_name});
}

TEST(LimitsByDefault, Are16Mebibytes) {
  constexpr std::size_t kMost = 16 * 1024 * 1024;
  std::string text(kMost + kPadding + 1, ' ');
  text.replace(0, kBody.size(), kBody);
  BodyReader reader;
  const auto refusal_of = [&](std::size_t size) {
    return fast_refusal(reader, PaddedText{std::string_view(text).substr(0, size), text.size()},
                        BodyKind::create_request);
  };
  EXPECT_EQ(describe(refusal_of(kMost)), "accepted");
  EXPECT_EQ(describe(refusal_of(kMost + 1)), describe(Violation{Rule::limit_bytes, kMost}));
}

TEST(LimitsDeathTest, AreWithinTheirBounds) {
  EXPECT_EQ(kDepthMaxHighest, 1024u);
  for (const Limits& limits : {Limits{.depth_max = 0}, Limits{.depth_max = 1025},
                               Limits{.members_max = 0}, Limits{.bytes_max = 0xFFFFFFFFu - 63}}) {
    EXPECT_DEATH(BodyReader(graph_2017(), limits), "limits");
  }
  EXPECT_EQ(BodyReader(graph_2017(), Limits{.bytes_max = 0xFFFFFFFFu - 64}).limits().bytes_max,
            0xFFFFFFFFu - 64);
}

}  // namespace
}  // namespace connectorgroup
