// Bodies that are mended member by member, so that the next fault is found: what is changed, and
// where its bytes were.
#include "model/page/mended_body.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"

namespace connectorgroup::page {
namespace {

const MemberSpec& member(MemberId id, const Contract& contract = graph_2017()) {
  return contract.member(id);
}

TEST(MendedBody, MakesAMemberAnAnnotationInPlace) {
  const auto made = [](std::string_view body) {
    MendedBody mended(body);
    const bool is_made = mended.make_annotation(1);
    EXPECT_EQ(mended.is_made_annotation(1), is_made);
    EXPECT_FALSE(mended.is_made_annotation(0));
    EXPECT_EQ(is_made, mended.text() != body);
    for (std::size_t i = 0; i <= body.size(); ++i) EXPECT_EQ(mended.offset_in_body(i), i);
    return is_made ? mended.text() : "";
  };
  EXPECT_EQ(made(R"({"name":1})"), R"({"n@me":1})");
  EXPECT_EQ(made(R"({"id":1})"), R"({"i@":1})");
  EXPECT_EQ(made(R"({"x":1})"), R"({"@":1})");
  // Nothing can be put into a name without moving a byte, where it is empty or begins an escape.
  EXPECT_EQ(made(R"({"":1})"), "");
  EXPECT_EQ(made(R"({"n\u0061me":1})"), "");
  EXPECT_EQ(made(R"({"a@b":1})"), "");
  EXPECT_EQ(made(R"({"@":1})"), "");
}

TEST(MendedBody, KnowsWhichMembersItMadeAnnotations) {
  MendedBody mended(R"({"ab":1,"cd":2,"ef":3})");
  EXPECT_TRUE(mended.make_annotation(8));
  EXPECT_TRUE(mended.make_annotation(1));
  EXPECT_FALSE(mended.make_annotation(1));
  EXPECT_EQ(mended.text(), R"({"a@":1,"c@":2,"ef":3})");
  for (std::size_t i = 0; i < mended.text().size(); ++i) {
    EXPECT_EQ(mended.is_made_annotation(i), i == 1 || i == 8) << i;
  }
}

TEST(MendedBody, AddsAMemberThatTheContractTakes) {
  const auto added = [](std::string_view body, std::size_t brace, const MemberSpec& spec) {
    MendedBody mended(body);
    mended.add_member(spec, brace);
    return mended.text();
  };
  EXPECT_EQ(added("{}", 1, member(MemberId::name)), R"({"name":""})");
  EXPECT_EQ(added("{ \n}", 3, member(MemberId::is_default)), "{ \n\"isDefault\":false}");
  EXPECT_EQ(added(R"({"a":1 } )", 7, member(MemberId::id)), R"({"a":1 ,"id":""} )");
  EXPECT_EQ(added(R"({"a":1,\n})", 9, member(MemberId::id)), R"({"a":1,\n,"id":""})");
  EXPECT_EQ(added("{\"a\":1,\n}", 8, member(MemberId::id)), "{\"a\":1,\n\"id\":\"\"}");
  EXPECT_EQ(added("{}", 1, member(MemberId::region, graph_beta())), R"({"region":"nam"})");
}

TEST(MendedBody, KnowsWhereItsBytesWere) {
  const std::string body = R"([{},{"a":1}])";
  MendedBody mended(body);
  mended.add_member(member(MemberId::id), 2);
  const std::size_t moved = mended.text().size() - body.size();
  mended.add_member(member(MemberId::name), 10 + moved);
  ASSERT_EQ(mended.text(), R"([{"id":""},{"a":1,"name":""}])");
  // What was added is where it was added.
  std::vector<std::size_t> expected{0, 1};
  expected.insert(expected.end(), moved, 2);
  for (std::size_t i = 2; i < 10; ++i) expected.push_back(i);
  expected.insert(expected.end(), mended.text().size() - body.size() - moved, 10);
  for (std::size_t i = 10; i <= body.size(); ++i) expected.push_back(i);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(mended.offset_in_body(i), expected[i]) << i;
  }
}

}  // namespace
}  // namespace connectorgroup::page
