// The readers by themselves: values, reuse, allocation, padding. That they agree and what they
// refuse are laws and corpus cases.

#include "model/body/reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/body/reference_reader.h"
#include "properties/drivers/allocation_count.h"
#include "properties/drivers/reader_answers.h"
#include "properties/guarded_text.h"

namespace connectorgroup {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

constexpr auto kResponse =
    R"({"id":"i","name":"n","connectorGroupType":"applicationProxy","isDefault":true,"region":null})"sv;

class CountingVisitor final : public ConnectorGroupVisitor {
 public:
  void visit(const ConnectorGroupView& group) override { bytes += group.name.size(); }
  std::size_t bytes = 0;
};

TEST(Reader, KeepsAbsentNullAndEmptyApart) {
  BodyReader reader(graph_beta());
  const auto region = [&reader](std::string_view text) {
    return own(reader.read_create_request(text).value()).region;
  };
  EXPECT_TRUE(region(R"({"name":"a"})").is_absent());
  EXPECT_TRUE(region(R"({"name":"a","region":null})").is_null());
  EXPECT_EQ(region(R"({"name":"a","region":"eur"})").value(), "eur");
  BodyReader page_reader(graph_2017());
  const auto read = page_reader.read_create_request(R"({"name":"","connectorGroupType":""})"sv);
  EXPECT_EQ(own(read.value()).name, "");
  EXPECT_EQ(read.value().connector_group_type.value(), "");
  EXPECT_TRUE(read.value().is_default.is_absent());
}

TEST(Reader, UnescapesNamesAndValues) {
  BodyReader reader;
  const auto read =
      reader.read_create_request(R"({"\u006eame":"a\"\\\/\b\f\n\r\t\u0000\u00E9\uD834\uDD1E"})"sv);
  EXPECT_EQ(read.value().name, "a\"\\/\b\f\n\r\t\0\xC3\xA9\xF0\x9D\x84\x9E"sv);
}

TEST(Reader, BorrowsFromAPaddedTextWhereNothingIsEscaped) {
  GuardedText memory;
  const std::string_view text =
      memory.place(R"({"name":"plain","connectorGroupType":"esc\u0061ped"})", kPadding);
  BodyReader reader;
  const NewConnectorGroupView view =
      reader.read_create_request(PaddedText{text, text.size() + kPadding}).value();
  EXPECT_GE(view.name.data(), text.data());
  EXPECT_LT(view.name.data(), text.data() + text.size());
  const char* escaped = view.connector_group_type.value().data();
  EXPECT_TRUE(escaped < text.data() || escaped >= text.data() + text.size());
}

// simdjson looks at the byte behind the text where brackets are missing, and goes on if it is a
// comma.
TEST(Reader, TakesNothingBehindAPaddedTextForAPartOfIt) {
  for (const std::string_view text :
       {R"({"@a":[{})"sv, R"({"name":"a","@a":[[{})"sv, R"({"@a":[{}])"sv, R"({"@a":{"b":{})"sv,
        R"({"value":[{})"sv, R"({"name":"a")"sv, R"({"name":"a)"sv, R"({"name":)"sv, R"({)"sv}) {
    for (const BodyKind kind : kBodyKinds) {
      const std::vector<NamedRefusal> all = all_refusals(text, {kind});
      for (const NamedRefusal& answer : all) {
        EXPECT_EQ(answer.refusal, all.front().refusal) << text << ", " << answer.reader;
      }
    }
  }
}

TEST(Reader, CopiesAnUnpaddedText) {
  std::string text = R"({"name":"plain"})";
  BodyReader reader;
  const NewConnectorGroupView view = reader.read_create_request(text).value();
  text.assign(text.size(), 'x');
  EXPECT_EQ(view.name, "plain");
}

TEST(Reader, AllocatesNothingAfterWarmUp) {
  const std::string escaped_text =
      R"({"@odata.context":"c","id":"\u0069","name":"\u00e9","connectorGroupType":"t","isDefault":)"
      R"(true,"extra":{"a":[1,{"b":null}],"c":"\n"}})";
  const std::string collection = R"({"@odata.count":2,"value":[)" + escaped_text + "," +
                                 std::string(kResponse) + R"(],"@odata.nextLink":"l"})";
  BodyReader reader;
  CountingVisitor visitor;
  const auto read_all = [&] {
    const bool request =
        reader.read_create_request(R"({"name":"\u0061","@a.b":[{}]})"sv).accepted();
    const bool response = reader.read_response(escaped_text).accepted();
    const bool objects = reader.read_collection(collection, visitor).accepted();
    return request && response && objects;
  };
  ASSERT_TRUE(read_all());
  EXPECT_EQ(allocations_of([&] { EXPECT_TRUE(read_all()); }), 0u);
}

TEST(Reader, IsUsableAfterARefusal) {
  BodyReader reader;
  KeepingVisitor visitor;
  EXPECT_FALSE(reader.read_create_request(R"({"name":"a")"sv).accepted());
  EXPECT_FALSE(reader.read_collection(R"({"value":[{}]})"sv, visitor).accepted());
  EXPECT_FALSE(reader.read_response("\xFF"sv).accepted());
  EXPECT_EQ(reader.read_create_request(R"({"name":"b"})"sv).value().name, "b");
}

TEST(Reader, VisitsACollectionInOrderWithItsControls) {
  const std::string text =
      R"({"@odata.count":7,"value":[{"id":"1","name":"a","connectorGroupType":)"
      R"("t","isDefault":false},{"isDefault":true,"connectorGroupType":"u",)"
      R"("name":"b","id":"2"}],"@odata.nextLink":"next"})";
  BodyReader reader;
  KeepingVisitor visitor;
  const auto summary = reader.read_collection(text, visitor);
  ASSERT_TRUE(summary.accepted());
  EXPECT_EQ(summary.value().object_count, 2u);
  EXPECT_EQ(summary.value().controls, (CollectionControlsView{"next", 7}));
  const std::vector<ConnectorGroup> expected{{"1", "a", "t", false, {}}, {"2", "b", "u", true, {}}};
  EXPECT_EQ(visitor.groups, expected);
  const auto reference = ReferenceReader().read_collection(text);
  EXPECT_EQ(reference.value().groups, expected);
}

TEST(Reader, TellsWhatTheObjectsBeforeAViolationWere) {
  const std::string good = R"({"id":"1","name":"a","connectorGroupType":"t","isDefault":false})";
  BodyReader reader;
  KeepingVisitor visitor;
  const auto summary = reader.read_collection(R"({"value":[)" + good + R"(,{"id":2}]})", visitor);
  ASSERT_FALSE(summary.accepted());
  EXPECT_EQ(summary.violation(), (Violation{Rule::body_member_type, 11 + good.size() + 1, "id"}));
  EXPECT_EQ(visitor.groups.size(), 1u);
}

// Where simdjson 3.0.1 alone would be wrong: more digits than its parse_double() keeps.
TEST(Reader, JudgesNumbersOfAnyLength) {
  const auto accepted = [](const std::string& number) {
    const std::string text = R"({"name":"a","@a.b":)" + number + "}";
    const bool fast = BodyReader().read_create_request(text).accepted();
    EXPECT_EQ(fast, ReferenceReader().read_create_request(text).accepted()) << number;
    return fast;
  };
  const std::string zeros(400, '0');
  EXPECT_TRUE(accepted("1e" + zeros + "1"));
  EXPECT_TRUE(accepted("0e99999999999999999999"));
  EXPECT_TRUE(accepted("1e-99999999999999999999"));
  EXPECT_FALSE(accepted("1e99999999999999999999"));
  EXPECT_FALSE(accepted("0.99999999999999999999999999e309"));
  EXPECT_FALSE(accepted("0.17976931348623159000000e309"));
  EXPECT_TRUE(accepted("0.17976931348623158000000e309"));
  EXPECT_TRUE(accepted("1.7976931348623157e308"));
  EXPECT_FALSE(accepted("1.7976931348623159e308"));
  EXPECT_FALSE(accepted("1" + zeros));
  EXPECT_FALSE(accepted("1" + zeros + ".0"));
  EXPECT_TRUE(accepted("1" + zeros + "e-200"));
  EXPECT_TRUE(accepted("0." + zeros + "1e600"));
  EXPECT_TRUE(accepted("-9007199254740991"));
  EXPECT_FALSE(accepted("-9007199254740992"));
  EXPECT_FALSE(accepted("0" + zeros));
}

// 2^1024 - 2^970 is the first that rounds to infinity; its neighbour below is 1 less in the last
// digit.
TEST(Reader, FindsTheBorderOfBinary64Exactly) {
  const std::string border =
      "17976931348623158079372897140530341507993413271003782693617377898044496829276475094664901797"
      "75872070963302864166928879109465555478519404026306574886715058206819089020007083836762738548"
      "45817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711"
      "559699508093042880177904174497792";
  ASSERT_EQ(border.size(), 309u);
  std::string below = border;
  below.back() = '1';
  for (const auto& [number, accepted] : {std::pair{border, false}, std::pair{below, true}}) {
    const std::string text = R"({"name":"a","@a.b":)" + number + ".0}";
    EXPECT_EQ(BodyReader().read_create_request(text).accepted(), accepted);
    EXPECT_EQ(ReferenceReader().read_create_request(text).accepted(), accepted);
  }
}

TEST(Violation, IsDescribedWithRuleOffsetAndMember) {
  const auto refused = BodyReader().read_response(R"({"id":"i"})"sv);
  EXPECT_EQ(describe(refused.violation()),
            "body.member.missing at byte 9 (name): Every required member must be present.");
}

}  // namespace
}  // namespace connectorgroup
