// What the reader that reads everything through an index counts: levels, members and its work.
#include "model/body/indexed_reader.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/contract.h"
#include "properties/drivers/nearby_texts.h"

namespace connectorgroup {
namespace {

class Counter final : public ConnectorGroupVisitor {
 public:
  void visit(const ConnectorGroupView&) override { ++count; }
  std::size_t count = 0;
};

class Indexed {
 public:
  explicit Indexed(const Limits& limits = {}, const Contract& contract = graph_2017())
      : reader_(contract, limits) {}

  bool object(std::string_view text, Role role, std::size_t depth = 1) {
    MemberSlots slots;
    return reader_.object(padded(text), role, depth, slots);
  }
  bool collection(std::string_view text) {
    Counter counter;
    CollectionSummary summary;
    const bool accepted = reader_.collection(padded(text), counter, summary);
    EXPECT_TRUE(!accepted || counter.count == summary.object_count) << text;
    return accepted;
  }
  std::uint64_t steps() const { return reader_.steps(); }

 private:
  PaddedText padded(std::string_view text) {
    return {placed_.place(text, kPadding), text.size() + kPadding};
  }

  IndexedReader reader_;
  PlacedText placed_;
};

constexpr std::string_view kName = R"("name":"a")";
constexpr std::string_view kGroup =
    R"("id":"i","name":"n","connectorGroupType":"t","isDefault":false)";

std::string braced(std::string_view members) { return "{" + std::string(members) + "}"; }

// --- Levels.

TEST(IndexedReader, AnObjectMayStandAsDeepAsTheLimit) {
  for (std::size_t depth = 1; depth < 6; ++depth) {
    EXPECT_TRUE(Indexed({.depth_max = depth}).object(braced(kName), Role::create_request, depth));
    EXPECT_FALSE(
        Indexed({.depth_max = depth}).object(braced(kName), Role::create_request, depth + 1));
  }
}

TEST(IndexedReader, WhatAnObjectHoldsIsDeeper) {
  for (const std::string_view value : {"[]", "{}"}) {
    for (std::size_t depth = 1; depth < 6; ++depth) {
      const std::string text = R"({"@a":)" + std::string(value) + "," + std::string(kName) + "}";
      EXPECT_TRUE(Indexed({.depth_max = depth + 1}).object(text, Role::create_request, depth));
      EXPECT_FALSE(Indexed({.depth_max = depth}).object(text, Role::create_request, depth));
    }
  }
}

struct Deep {
  std::string collection;
  std::size_t depth;
};

TEST(IndexedReader, TheLevelsOfACollectionAreCounted) {
  const std::string group(kGroup);
  for (const Deep& deep :
       {Deep{R"({"value":[]})", 2}, Deep{R"({"value":[{)" + group + "}]}", 3},
        Deep{R"({"value":[{)" + group + R"(,"a":[]}]})", 4},
        Deep{R"({"value":[{)" + group + R"(,"a":[{}]}]})", 5}, Deep{R"({"a":{},"value":[]})", 2},
        Deep{R"({"a":[[]],"value":[]})", 3}}) {
    EXPECT_TRUE(Indexed({.depth_max = deep.depth}).collection(deep.collection)) << deep.collection;
    EXPECT_FALSE(Indexed({.depth_max = deep.depth - 1}).collection(deep.collection))
        << deep.collection;
  }
}

// --- Members.

TEST(IndexedReader, MembersAreCountedInEachObject) {
  const std::string group = braced(kGroup);
  EXPECT_TRUE(Indexed({.members_max = 4}).object(group, Role::response));
  EXPECT_FALSE(Indexed({.members_max = 3}).object(group, Role::response));
  EXPECT_TRUE(Indexed({.members_max = 4}).collection(R"({"value":[)" + group + "]}"));
  EXPECT_FALSE(Indexed({.members_max = 3}).collection(R"({"value":[)" + group + "]}"));
  EXPECT_TRUE(Indexed({.members_max = 2}).collection(R"({"a":0,"value":[]})"));
  EXPECT_FALSE(Indexed({.members_max = 1}).collection(R"({"a":0,"value":[]})"));
}

// --- Collections.

struct Control {
  std::string_view members;
  bool is_accepted;
};

constexpr Control kControls[] = {
    {R"("value":[])", true},
    {"", false},
    {R"("a":[])", false},
    {R"("value":[],"value":[])", false},
    {R"("value":{})", false},
    {R"("value":[{}])", false},
    {R"("value":[1])", false},
    {R"("value":[{"id":"1","id":"1","name":"","connectorGroupType":"","isDefault":true}])", false},
    {R"("@odata.context":"","value":[])", true},
    {R"("@context":"","value":[])", true},
    {R"("@odata.context":1,"value":[])", false},
    {R"("value":[],"@odata.context":"")", false},
    {R"("value":[],"@context":"")", false},
    {R"("a":1,"@context":"","value":[])", false},
    {R"("@odata.count":0,"value":[],"@odata.nextLink":"")", true},
    {R"("@count":9007199254740991,"value":[],"@nextLink":"\n")", true},
    {R"("@count":9007199254740992,"value":[])", false},
    {R"("@count":1.0,"value":[])", false},
    {R"("@count":1e0,"value":[])", false},
    {R"("@count":-0,"value":[])", false},
    {R"("@count":"1","value":[])", false},
    {R"("@count":[],"value":[])", false},
    {R"("@nextLink":null,"value":[])", false},
    {R"("@count":1,"@count":1,"value":[])", false},
    {R"("@nextLink":"","@nextLink":"","value":[])", false},
    {R"("a":1,"value":[],"a":1)", false},
    {R"("a":1,"value":[],"\u0061":1)", false},
    {R"("valu\u0065":[])", true},
    {R"("a":nul,"value":[])", false},
    {R"("a":{"b":{},"b":{}},"value":[])", false},
};

TEST(IndexedReader, WhatACollectionHasBesideItsObjectsIsJudged) {
  Indexed indexed;
  for (const Control& control : kControls) {
    const std::string text = braced(control.members);
    EXPECT_EQ(indexed.collection(text), control.is_accepted) << text;
    EXPECT_FALSE(indexed.collection(text + "}")) << text;
    EXPECT_FALSE(indexed.collection(text.substr(0, text.size() - 1))) << text;
  }
}

// --- Work.

struct Work {
  std::string_view members;
  std::uint64_t steps;
};

// Strings and numbers as they are written, names that aren't declared, and each of them once more
// where they are sorted; elements of arrays.
constexpr Work kWorks[] = {
    {R"("name":"")", 2},
    {R"("name":"abc")", 5},
    {R"("n\u0061me":"abc")", 4 + 5},
    {R"("name":"\n","isDefault":true)", 4},
    {R"("name":"","connectorGroupType":"type")", 2 + 6},
    {R"("name":"","@abc":null)", 2 + 4 + 1},
    {R"("name":"","@abc":12.5)", 2 + 4 + 4 + 1},
    {R"("name":"","@a":[1,2,[]],"@b":"x")", 2 + 2 + 1 + 1 + 3 + 2 + 3 + 2},
    {R"("name":"","@a":{"bc":true,"d":false})", 2 + 2 + 2 + 1 + 2 + 1},
};

TEST(IndexedReader, DeclaredNamesAreNoWork) {
  Indexed indexed;
  EXPECT_TRUE(indexed.object(braced(kGroup), Role::response));
  EXPECT_EQ(indexed.steps(), 9u) << "the strings with their quotation marks";
}

TEST(IndexedReader, ItsWorkIsWhatItLooksAtBeyondOnePass) {
  Indexed indexed;
  for (const Work& work : kWorks) {
    EXPECT_TRUE(indexed.object(braced(work.members), Role::create_request)) << work.members;
    EXPECT_EQ(indexed.steps(), work.steps) << work.members;
  }
}

}  // namespace
}  // namespace connectorgroup
