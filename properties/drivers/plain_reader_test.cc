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

TEST(WaysOfReading, LimitsThatHoldWhatIsExpectedNeedNoIndex) {
  // Collections are three levels deep; the declared members, and those that aren't and are kept.
  for (const Limits& limits : {Limits{.depth_max = 3}, Limits{.members_max = 5 + 8 + 1}}) {
    BodyReader reader(graph_2017(), limits);
    EXPECT_TRUE(reader.read_response(kCompactForm).accepted());
    EXPECT_EQ(reader.paths(), (ReadingPaths{0, 1, 0}));
  }
  for (const Limits& limits : {Limits{.depth_max = 2}, Limits{.members_max = 5 + 8}}) {
    BodyReader reader(graph_2017(), limits);
    EXPECT_TRUE(reader.read_response(kCompactForm).accepted());
    EXPECT_EQ(reader.paths(), (ReadingPaths{0, 0, 1}));
  }
}

TEST(WaysOfReading, ATextAsLongAsTheLimitNeedsNoIndex) {
  BodyReader reader(graph_2017(), Limits{.bytes_max = kCompactForm.size()});
  EXPECT_TRUE(reader.read_response(kCompactForm).accepted());
  EXPECT_EQ(reader.paths(), (ReadingPaths{0, 1, 0}));
}

TEST(WaysOfReading, ATextBeyondTheLimitIsntTakenForTheOneBeforeInItsPlace) {
  constexpr std::size_t kLimit = 15;
  BodyReader reader(graph_2017(), Limits{.bytes_max = kLimit});
  std::string buffer(200, ' ');
  const auto violation_of = [&](std::string_view text) {
    std::copy(text.begin(), text.end(), buffer.begin());
    return reader
        .read_create_request(
            PaddedText{std::string_view(buffer).substr(0, text.size()), buffer.size()})
        .violation();
  };
  EXPECT_EQ(violation_of(R"({"name":"a",})"), (Violation{Rule::json_object_trailing_comma, 12}));
  EXPECT_EQ(violation_of(R"({"name":"aa,}aaaaaaaa"})"), (Violation{Rule::limit_bytes, kLimit}));
}

// --- What a way costs.

TEST(WaysOfReading, WithoutExpectationsACollectionIsReadThroughTheIndexOnce) {
  BodyReader reader(graph_2017(), {}, Expectations::off);
  Counter counter;
  EXPECT_TRUE(reader.read_collection(collection_of(5), counter).accepted());
  EXPECT_EQ(counter.count, 5u);
  EXPECT_EQ(reader.paths(), (ReadingPaths{0, 0, 5}));
}

class Work : public testing::Test {
 protected:
  // Each by a reader that has read something else before.
  std::uint64_t of_object(std::string_view text, Expectations expectations) {
    BodyReader reader = used(expectations);
    EXPECT_TRUE(reader.read_response(text).accepted()) << text;
    return reader.steps();
  }
  std::uint64_t of_collection(std::string_view text, Expectations expectations) {
    BodyReader reader = used(expectations);
    EXPECT_TRUE(reader.read_collection(text, counter_).accepted()) << text;
    return reader.steps();
  }

 private:
  BodyReader used(Expectations expectations) {
    BodyReader reader(graph_2017(), {}, expectations);
    EXPECT_TRUE(reader.read_collection(collection_of(2, R"(,"x":[1,2])"), counter_).accepted());
    return reader;
  }

  Counter counter_;
};

TEST_F(Work, IsNoneWhereEverythingIsExpected) {
  EXPECT_EQ(BodyReader().steps(), 0u);
  EXPECT_EQ(of_object(kCompactForm, Expectations::on), 0u);
  EXPECT_EQ(of_collection(collection_of(3), Expectations::on), 0u);
}

TEST_F(Work, OfAnObjectIsTheIndexesWhereItAsksForOne) {
  const std::string text = std::string(kCompactForm).insert(1, R"("x":[1,{"y":2}],)");
  EXPECT_GT(of_object(text, Expectations::off), 0u);
  EXPECT_EQ(of_object(text, Expectations::on), of_object(text, Expectations::off));
}

TEST_F(Work, OfACollectionWithAMemberOfItsOwnIsTheIndexes) {
  // Two names, which are read and sorted, and a number.
  const std::string_view text = R"({"value":[],"abc":12})";
  for (const Expectations expectations : {Expectations::on, Expectations::off}) {
    EXPECT_EQ(of_collection(text, expectations), 5u + 3u + 2u + 2u);
  }
}

TEST_F(Work, OfACollectionIsThatOfItsObjectsThatAskForAnIndex) {
  const std::string first = std::string(kCompactForm).insert(1, R"("x":[1,{"y":2}],)");
  const std::string second = std::string(kPageForm).insert(1, R"("x":17,)");
  const std::string plain(kCompactForm);
  const std::string text = R"({"value":[)" + first + "," + plain + "," + second + "]}";
  const std::uint64_t of_two =
      of_object(first, Expectations::on) + of_object(second, Expectations::on);
  EXPECT_EQ(of_collection(text, Expectations::on), of_two);
  // What the collection itself has that asks for an index makes all of it be read once more.
  const std::string whole = std::string(text).insert(text.size() - 1, R"(,"z":[])");
  EXPECT_EQ(of_collection(whole, Expectations::on),
            of_two + of_collection(whole, Expectations::off));
}

TEST(WaysOfReading, ObjectsReadBeforeASurpriseAreSeenOnce) {
  for (const std::size_t count : {0u, 1u, 2u, 5u}) {
    BodyReader reader;
    Counter counter;
    std::string text = collection_of(count);
    text.insert(text.size() - 1, R"(,"@a.b":[1])");
    EXPECT_TRUE(reader.read_collection(text, counter).accepted());
    EXPECT_EQ(counter.count, count);
    EXPECT_EQ(reader.paths().by_index, count);
  }
}

TEST(WaysOfReading, EscapedStringsTakeNoMoreMemoryFromTextToText) {
  BodyReader reader(graph_2017());
  Counter counter;
  const std::string object =
      R"({"id":"\u0031","name":"\u00e9","connectorGroupType":"\n","isDefault":true,"a":"\u0061"})";
  const std::string collection =
      R"({"@odata.context":"\u0063","value":[)" + object + R"(],"@odata.nextLink":"\u006e"})";
  const auto read = [&] {
    EXPECT_TRUE(reader.read_response(object).accepted());
    EXPECT_TRUE(reader.read_collection(collection, counter).accepted());
  };
  read();
  // Some 4 KiB are kept for such strings at first.
  EXPECT_EQ(allocations_of([&] {
              for (int i = 0; i < 5000; ++i) read();
            }),
            0u);
}

// --- What a refusal costs: the reference reader, which allocates, reads the member at fault.

std::string long_text(char letter) { return std::string(100, letter); }

// The first `count` members of a response whose strings need memory of their own.
std::string long_members(std::size_t count) {
  const std::string members[] = {R"("id":")" + long_text('i') + R"(",)",
                                 R"("name":")" + long_text('n') + R"(",)", R"("isDefault":true,)",
                                 R"(")" + long_text('u') + R"(":")" + long_text('v') + R"(",)"};
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += members[i];
  return text;
}

constexpr std::string_view kFaultyMembers[] = {
    R"("connectorGroupType":1})",
    R"("connectorGroupType":null})",
    R"("connectorGroupType":"\x"})",
    "\"connectorGroupType\":\"\xFF\"}",
    R"("connectorGroupType":"t"x)",
    R"("connectorGroupType" "t"})",
    R"("connectorGroupType":"t",})",
    R"("connectorGroupType":"t")",
    R"(connectorGroupType})",
    R"("x":01})",
    R"("x":[{"y":1,}]})",
};

// Of a reader that has read the same before.
std::size_t allocations_of_refusal(const std::string& text, bool is_collection) {
  BodyReader reader;
  Counter counter;
  const auto read = [&] {
    EXPECT_FALSE(is_collection ? reader.read_collection(text, counter).accepted()
                               : reader.read_response(text).accepted())
        << text;
  };
  read();
  return allocations_of(read);
}

// What shows at once needs no other reader, which would take memory for so long a name.
TEST(WaysOfReading, ASimpleReasonTakesNoMemory) {
  const std::string members[] = {R"("connectorGroupType":1)", R"("connectorGroupType":null)",
                                 R"("connectorGroupType":[])",
                                 R"("connectorGroupType":"t","connectorGroupType":"t")"};
  for (const std::string& member : members) {
    EXPECT_EQ(allocations_of_refusal("{" + member + "}", false), 0u) << member;
  }
}

TEST(WaysOfReading, WhatIsRefusedWhereItStandsIsntReadThroughTheIndex) {
  const std::string right = "{" + long_members(3) + R"("connectorGroupType":"t"})";
  for (const std::string_view faulty : kFaultyMembers) {
    if (faulty.starts_with("\"x\"")) continue;  // which asks for the index
    BodyReader reader;
    Counter counter;
    const std::string object = "{" + std::string(faulty);
    EXPECT_FALSE(reader.read_response(object).accepted()) << object;
    const std::string collection = R"({"value":[)" + right + "," + object + "]}";
    EXPECT_FALSE(reader.read_collection(collection, counter).accepted()) << object;
    EXPECT_EQ(reader.paths().by_index, 0u) << object;
  }
}

TEST(WaysOfReading, OfARefusedObjectTheMemberAtFaultAloneTakesMemory) {
  for (const std::string_view faulty : kFaultyMembers) {
    const auto text = [&](std::size_t right) { return "{" + long_members(right).append(faulty); };
    for (std::size_t right = 1; right <= 4; ++right) {
      EXPECT_EQ(allocations_of_refusal(text(right), false), allocations_of_refusal(text(0), false))
          << text(right);
    }
  }
}

TEST(WaysOfReading, OfARefusedCollectionTheMemberAtFaultAloneTakesMemory) {
  const std::string right = "{" + long_members(3) + R"("connectorGroupType":"t"})";
  for (const std::string_view faulty : kFaultyMembers) {
    const auto text = [&](std::size_t objects, std::size_t members) {
      std::string all = R"({"value":[)";
      for (std::size_t i = 0; i < objects; ++i) all.append(right).append(",");
      return all.append("{").append(long_members(members)).append(faulty);
    };
    const std::size_t due = allocations_of_refusal(text(0, 0), true);
    EXPECT_EQ(allocations_of_refusal(text(0, 4), true), due) << faulty;
    EXPECT_EQ(allocations_of_refusal(text(20, 0), true), due) << faulty;
  }
}

TEST(WaysOfReading, WhatStandsAtFaultBehindAnObjectTakesNoMemory) {
  const std::string right = "{" + long_members(3) + R"("connectorGroupType":"t"})";
  for (const std::string_view behind : {"x", "}", ",", "]"}) {
    EXPECT_EQ(allocations_of_refusal(right + std::string(behind), false), 0u) << behind;
  }
  for (const std::string_view behind : {"x", "}", ",]}", "]", "]}x", "],}"}) {
    const std::string text = R"({"value":[)" + right + std::string(behind);
    EXPECT_EQ(allocations_of_refusal(text, true), 0u) << behind;
  }
}

}  // namespace
}  // namespace connectorgroup
