// How objects are read: which way each goes, and what that costs. That the ways agree is a law.
#include "model/body/reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "properties/drivers/allocation_count.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kPageForm =
    "{\n  \"id\": \"1\",\n  \"name\": \"a\",\n  \"connectorGroupType\": \"t\",\n  \"isDefault\": "
    "true\n}";
constexpr std::string_view kCompactForm =
    R"({"id":"1","name":"a","connectorGroupType":"t","isDefault":false})";

class Ways : public testing::Test {
 protected:
  void expect(std::uint64_t by_layout, std::uint64_t by_members, std::uint64_t by_index) {
    const ReadingPaths paths = reader_.paths();
    EXPECT_EQ(paths.by_layout, by_layout);
    EXPECT_EQ(paths.by_members, by_members);
    EXPECT_EQ(paths.by_index, by_index);
  }

  BodyReader reader_{graph_beta()};
};

// Members of graph-2017's response, with one more.
std::string with_region(std::string_view region) {
  return R"({"id":"1","name":"a","connectorGroupType":"applicationProxy","isDefault":false,"region":)" +
         std::string(region) + "}";
}

TEST_F(Ways, AnObjectIsReadByTheLayoutOfTheOneBefore) {
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(reader_.read_response(with_region("\"eur\"")).accepted());
  expect(4, 1, 0);
}

TEST_F(Ways, NullStandsWhereAStringDid) {
  for (const std::string_view region : {"\"eur\"", "null", "\"\"", "null"}) {
    EXPECT_TRUE(reader_.read_response(with_region(region)).accepted());
  }
  expect(3, 1, 0);
}

TEST(WaysOfReading, SeveralLayoutsAreRemembered) {
  BodyReader reader;
  for (int i = 0; i < 4; ++i) {
    EXPECT_TRUE(reader.read_response(kPageForm).accepted());
    EXPECT_TRUE(reader.read_response(kCompactForm).accepted());
  }
  EXPECT_EQ(reader.paths(), (ReadingPaths{6, 2, 0}));
}

// Its members in the order that `order` says: four digits.
std::string in_order(std::string_view order) {
  constexpr std::array kMembers{R"("id":"1")"sv, R"("name":"a")"sv, R"("connectorGroupType":"t")"sv,
                                R"("isDefault":false)"sv};
  std::string text = "{";
  for (const char digit : order) {
    if (text.size() > 1) text += ',';
    text += kMembers.at(static_cast<std::size_t>(digit) - '0');
  }
  return text + "}";
}

TEST(WaysOfReading, MembersInAnyOrderAreKnownOnceEachHasStoodFirstAndLater) {
  BodyReader reader;
  std::string order = "0123";
  const auto read_all = [&] {
    do {
      EXPECT_TRUE(reader.read_response(in_order(order)).accepted()) << order;
    } while (std::next_permutation(order.begin(), order.end()));
  };
  read_all();
  const ReadingPaths first = reader.paths();
  EXPECT_GT(first.by_members, 0u);
  // More often than the reader goes on expecting something where nothing comes as expected.
  for (int i = 0; i < 100; ++i) read_all();
  EXPECT_EQ(reader.paths(), (ReadingPaths{first.by_layout + 100 * 24, first.by_members, 0}));
}

TEST(WaysOfReading, WhiteSpaceMayGrow) {
  BodyReader reader;
  for (const std::size_t spaces : {0u, 1u, 40u, 100u, 0u, 100u}) {
    const std::string gap(spaces, ' ');
    for (const std::string_view separator : {"{", "}", ":", ","}) {
      std::string text;
      for (const char c : kCompactForm) {
        const bool is_separator = separator.find(c) != std::string_view::npos;
        text += is_separator ? c + gap : std::string(1, c);
      }
      EXPECT_TRUE(reader.read_response(text).accepted()) << text;
    }
  }
  EXPECT_EQ(reader.paths().by_index, 0u);
}

TEST(WaysOfReading, WhatStandsBehindATextIsNoneOfIt) {
  BodyReader reader;
  for (const std::string_view form : {kPageForm, kCompactForm}) {
    EXPECT_TRUE(reader.read_response(form).accepted());
    for (std::size_t size = 0; size < form.size(); ++size) {
      // The text goes on in its padding, as one that is read piece by piece from a larger one does.
      std::string bytes(form.substr(0, size + kPadding));
      bytes.resize(size + kPadding, '"');
      bytes.shrink_to_fit();
      const PaddedText text{std::string_view(bytes).substr(0, size), bytes.size()};
      EXPECT_FALSE(reader.read_response(text).accepted()) << text.text;
    }
  }
}

TEST_F(Ways, StringsOfAnyContentAreRead) {
  for (const std::string_view name : {"\\u00e9\\n", "\xC3\xA9", "", "plain"}) {
    const std::string text = R"({"name":")" + std::string(name) + R"("})";
    EXPECT_TRUE(reader_.read_create_request(text).accepted()) << name;
  }
  expect(3, 1, 0);
}

TEST_F(Ways, UnreadMembersAreReadUnlessTheirValuesAreNestedOrNumbers) {
  for (const std::string_view value : {"\"a\"", "\"b\"", "true", "null"}) {
    EXPECT_TRUE(reader_.read_create_request(R"({"name":"a","@a.b":)" + std::string(value) + "}")
                    .accepted());
  }
  expect(3, 1, 0);
  for (const std::string_view value : {"1", "[]", "{}"}) {
    EXPECT_TRUE(reader_.read_create_request(R"({"name":"a","@a.b":)" + std::string(value) + "}")
                    .accepted());
  }
  expect(3, 1, 3);
}

class Counter : public ConnectorGroupVisitor {
 public:
  void visit(const ConnectorGroupView&) override { ++count; }
  std::size_t count = 0;
};

std::string collection_of(std::size_t count, std::string_view extra = "") {
  std::string text = R"({"value":[)";
  for (std::size_t i = 0; i < count; ++i) {
    text += (i == 0 ? "" : ",") + std::string(kCompactForm.substr(0, kCompactForm.size() - 1));
    if (i == count / 2) text += extra;
    text += "}";
  }
  return text + "]}";
}

TEST(WaysOfReading, OneSurprisingObjectOfACollectionIsReadByItself) {
  BodyReader reader;
  Counter counter;
  EXPECT_TRUE(reader.read_collection(collection_of(9, R"(,"x":[{"y":"]}"}])"), counter).accepted());
  EXPECT_EQ(counter.count, 9u);
  EXPECT_EQ(reader.paths(), (ReadingPaths{7, 1, 1}));
}

TEST(WaysOfReading, WhatACollectionHasBesideItsObjectsIsReadThroughTheIndexOnce) {
  BodyReader reader;
  Counter counter;
  std::string text = collection_of(3);
  text.insert(text.size() - 1, R"(,"@a.b":[1])");
  const auto summary = reader.read_collection(text, counter);
  ASSERT_TRUE(summary.accepted());
  EXPECT_EQ(summary.value().object_count, 3u);
  EXPECT_EQ(counter.count, 3u) << "each is seen once";
}

TEST(WaysOfReading, ACollectionTakesNoMemoryThatGrowsWithIt) {
  BodyReader reader;
  Counter counter;
  const auto read = [&](const std::string& text) {
    return allocations_of([&] {
      const PaddedText padded{std::string_view(text).substr(0, text.size() - kPadding),
                              text.size()};
      EXPECT_TRUE(reader.read_collection(padded, counter).accepted());
    });
  };
  const std::string padding(kPadding, ' ');
  read(collection_of(2, R"(,"x":[1])") + padding);
  EXPECT_EQ(read(collection_of(10000, R"(,"x":[1])") + padding), 0u);
}

TEST(WaysOfReading, ExpectationsCanBeOff) {
  BodyReader reader(graph_2017(), {}, Expectations::off);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(reader.read_response(kCompactForm).accepted());
  EXPECT_EQ(reader.paths(), (ReadingPaths{0, 0, 3}));
}

TEST(WaysOfReading, SmallLimitsAreForTheIndex) {
  BodyReader reader(graph_2017(), Limits{.members_max = 4});
  EXPECT_TRUE(reader.read_response(kCompactForm).accepted());
  EXPECT_EQ(reader.paths(), (ReadingPaths{0, 0, 1}));
}

}  // namespace
}  // namespace connectorgroup
