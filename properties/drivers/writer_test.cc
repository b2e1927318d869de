// The writer by itself: exact bytes, exact refusals, and the promises about its buffer. It doesn't
// ask the readers; that what is written reads back is a law on output.
#include "model/body/writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"
#include "model/rule.h"
#include "model/violation.h"
#include "properties/drivers/allocation_count.h"
#include "properties/drivers/writer_calls.h"

namespace connectorgroup {
namespace {

using namespace std::string_literals;

NewConnectorGroupView page_request() {
  return {"name-value", std::string_view("connectorGroupType-value"), false, {}};
}
ConnectorGroupView page_response() {
  return {"id-value", "name-value", "connectorGroupType-value", false, {}};
}
ConnectorGroupView beta_response() {
  return {"id", "name", "applicationProxy", true, std::string_view("eur")};
}

// ---- Bytes.

TEST(Writer, PageFormIsTheDocumentationByteForByte) {
  const std::string request_body = written(page_request(), Form::page);
  EXPECT_EQ(request_body,
            "{\n"
            "  \"name\": \"name-value\",\n"
            "  \"connectorGroupType\": \"connectorGroupType-value\",\n"
            "  \"isDefault\": false\n"
            "}");
  EXPECT_EQ(request_body.size(), 100u);
  const std::string response_body = written(page_response(), Form::page);
  EXPECT_EQ(response_body,
            "{\n"
            "  \"id\": \"id-value\",\n"
            "  \"name\": \"name-value\",\n"
            "  \"connectorGroupType\": \"connectorGroupType-value\",\n"
            "  \"isDefault\": false\n"
            "}");
  EXPECT_EQ(response_body.size(), 120u);
}

TEST(Writer, PageFormOfAListIsTheListPage) {
  ConnectorGroupView group = page_response();
  group.is_default = true;
  const std::string body = written(Collection{{group}, {}}, Form::page);
  EXPECT_EQ(body,
            "{\n"
            "  \"value\": [\n"
            "    {\n"
            "      \"id\": \"id-value\",\n"
            "      \"name\": \"name-value\",\n"
            "      \"connectorGroupType\": \"connectorGroupType-value\",\n"
            "      \"isDefault\": true\n"
            "    }\n"
            "  ]\n"
            "}");
  EXPECT_EQ(body.size(), 164u);
}

TEST(Writer, CanonicalFormIsThatOfTheSourceNotes) {
  const std::string request_body = written(page_request(), Form::canonical);
  EXPECT_EQ(request_body, R"({"connectorGroupType":"connectorGroupType-value","isDefault":false,)"
                          R"("name":"name-value"})");
  EXPECT_EQ(request_body.size(), 87u);
  const std::string response_body = written(page_response(), Form::canonical);
  EXPECT_EQ(response_body, R"({"connectorGroupType":"connectorGroupType-value","id":"id-value",)"
                           R"("isDefault":false,"name":"name-value"})");
  EXPECT_EQ(response_body.size(), 103u);
}

TEST(Writer, CompactFormKeepsTheDocumentedOrder) {
  EXPECT_EQ(written(page_request(), Form::compact),
            R"({"name":"name-value","connectorGroupType":"connectorGroupType-value",)"
            R"("isDefault":false})");
  EXPECT_EQ(written(beta_response(), Form::compact, graph_beta()),
            R"({"id":"id","name":"name","connectorGroupType":"applicationProxy","isDefault":true,)"
            R"("region":"eur"})");
}

TEST(Writer, RegionComesLastInEveryForm) {
  EXPECT_EQ(written(beta_response(), Form::canonical, graph_beta()),
            R"({"connectorGroupType":"applicationProxy","id":"id","isDefault":true,)"
            R"("name":"name","region":"eur"})");
  EXPECT_EQ(written(NewConnectorGroupView{"n", {}, {}, kNull}, Form::page, graph_beta()),
            "{\n  \"name\": \"n\",\n  \"region\": null\n}");
}

// The sorted order is a constant of the writer; this is where it meets the contracts' names.
TEST(Writer, CanonicalOrderSortsTheNamesOfEveryContract) {
  for (const Contract& contract : contracts()) {
    ConnectorGroupView group = beta_response();
    if (contract.member(MemberId::region).response == InResponse::unread) group.region = {};
    const std::string body = written(group, Form::canonical, contract);
    std::vector<std::string> names;
    for (const MemberSpec& spec : contract.members) {
      if (spec.response == InResponse::required) names.emplace_back(spec.name);
    }
    std::sort(names.begin(), names.end());
    std::size_t place = 0;
    for (const std::string& name : names) {
      place = body.find("\"" + name + "\":", place);
      EXPECT_NE(place, std::string::npos) << contract.id << " " << name;
    }
  }
}

TEST(Writer, AbsentMembersAreLeftOut) {
  EXPECT_EQ(written(request("n"), Form::page), "{\n  \"name\": \"n\"\n}");
  EXPECT_EQ(written(request(""), Form::compact), R"({"name":""})");
  EXPECT_EQ(written(request(std::string_view()), Form::canonical), R"({"name":""})");
}

TEST(Writer, CollectionWritesCountThenNextLinkThenObjects) {
  const ConnectorGroupView group{"1", "a", "t", true, {}};
  const Collection two{{group, {"2", "b", "t", false, {}}}, {"l", 12u}};
  EXPECT_EQ(written(two, Form::compact),
            R"({"@odata.count":12,"@odata.nextLink":"l","value":[)"
            R"({"id":"1","name":"a","connectorGroupType":"t","isDefault":true},)"
            R"({"id":"2","name":"b","connectorGroupType":"t","isDefault":false}]})");
  EXPECT_EQ(written(two, Form::canonical),
            R"({"@odata.count":12,"@odata.nextLink":"l","value":[)"
            R"({"connectorGroupType":"t","id":"1","isDefault":true,"name":"a"},)"
            R"({"connectorGroupType":"t","id":"2","isDefault":false,"name":"b"}]})");
  EXPECT_EQ(written(two, Form::page),
            "{\n  \"@odata.count\": 12,\n  \"@odata.nextLink\": \"l\",\n  \"value\": [\n"
            "    {\n      \"id\": \"1\",\n      \"name\": \"a\",\n"
            "      \"connectorGroupType\": \"t\",\n      \"isDefault\": true\n    },\n"
            "    {\n      \"id\": \"2\",\n      \"name\": \"b\",\n"
            "      \"connectorGroupType\": \"t\",\n      \"isDefault\": false\n    }\n  ]\n}");
}

TEST(Writer, CollectionControlsAreWrittenEachAlone) {
  EXPECT_EQ(written(Collection{}, Form::page), "{\n  \"value\": []\n}");
  EXPECT_EQ(written(Collection{}, Form::compact), R"({"value":[]})");
  EXPECT_EQ(written(Collection{}, Form::canonical), R"({"value":[]})");
  EXPECT_EQ(written(Collection{{}, {std::nullopt, 0u}}, Form::compact),
            R"({"@odata.count":0,"value":[]})");
  EXPECT_EQ(written(Collection{{}, {std::nullopt, 9007199254740991u}}, Form::page),
            "{\n  \"@odata.count\": 9007199254740991,\n  \"value\": []\n}");
  EXPECT_EQ(written(Collection{{}, {"https://x/?a=\"\\", std::nullopt}}, Form::compact),
            R"({"@odata.nextLink":"https://x/?a=\"\\","value":[]})");
  EXPECT_EQ(written(Collection{{}, {"", std::nullopt}}, Form::compact),
            R"({"@odata.nextLink":"","value":[]})");
}

// ---- Refusals.

const std::string kBad = "ok\xFF";

TEST(WriterRefusals, EveryStringOfARequestIsChecked) {
  NewConnectorGroupView group = page_request();
  group.connector_group_type = std::string_view(kBad);
  expect_refused(group, graph_2017(), Violation{Rule::json_utf8_range, 2, "connectorGroupType"});
  group.name = "\xC3";
  expect_refused(group, graph_2017(), Violation{Rule::json_utf8_truncated, 1, "name"});
  // A region that isn't UTF-8 is no region either; the encoding is named.
  expect_refused(NewConnectorGroupView{"n", {}, {}, std::string_view(kBad)}, graph_beta(),
                 Violation{Rule::json_utf8_range, 2, "region"});
}

TEST(WriterRefusals, EveryStringOfAResponseIsChecked) {
  const auto expected = [](std::string_view member) {
    return Violation{Rule::json_utf8_range, 2, member};
  };
  ConnectorGroupView group = beta_response();
  group.region = std::string_view(kBad);
  expect_refused(group, graph_beta(), expected("region"));
  group.connector_group_type = kBad;
  expect_refused(group, graph_beta(), expected("connectorGroupType"));
  group.name = kBad;
  expect_refused(group, graph_beta(), expected("name"));
  group.id = kBad;
  expect_refused(group, graph_beta(), expected("id"));
}

TEST(WriterRefusals, ARequestCarriesOnlyWhatItsContractLetsItSet) {
  for (const Member<std::string_view>& type :
       {Member<std::string_view>(kNull), Member<std::string_view>("applicationProxy"),
        Member<std::string_view>(kBad)}) {
    expect_refused(NewConnectorGroupView{"n", type, true, std::string_view("moon")}, graph_beta(),
                   Violation{Rule::body_member_read_only, 0, "connectorGroupType"});
  }
  for (const Member<bool>& is_default :
       {Member<bool>(kNull), Member<bool>(true), Member<bool>(false)}) {
    expect_refused(NewConnectorGroupView{"n", {}, is_default, std::string_view("moon")},
                   graph_beta(), Violation{Rule::body_member_read_only, 0, "isDefault"});
  }
  for (const Member<std::string_view>& region :
       {Member<std::string_view>(kNull), Member<std::string_view>("eur"),
        Member<std::string_view>(kBad)}) {
    expect_refused(NewConnectorGroupView{"n", {}, {}, region}, graph_2017(),
                   Violation{Rule::body_member_undeclared, 0, "region"});
  }
}

TEST(WriterRefusals, NullIsWrittenOnlyWhereTheMemberIsNullable) {
  expect_refused(NewConnectorGroupView{"n", kNull, kNull, {}}, graph_2017(),
                 Violation{Rule::body_member_null, 0, "connectorGroupType"});
  expect_refused(NewConnectorGroupView{"n", {}, kNull, {}}, graph_2017(),
                 Violation{Rule::body_member_null, 0, "isDefault"});
  ConnectorGroupView group = beta_response();
  group.region = kNull;
  EXPECT_EQ(written(group, Form::canonical, graph_beta()),
            R"({"connectorGroupType":"applicationProxy","id":"id","isDefault":true,)"
            R"("name":"name","region":null})");
}

TEST(WriterRefusals, AResponseHasTheMembersThatItsContractReads) {
  ConnectorGroupView group = beta_response();
  group.region = {};
  expect_refused(group, graph_beta(), Violation{Rule::body_member_missing, 0, "region"});
  group.region = kNull;
  expect_refused(group, graph_2017(), Violation{Rule::body_member_undeclared, 0, "region"});
  group.region = std::string_view("eur");
  expect_refused(group, graph_2017(), Violation{Rule::body_member_undeclared, 0, "region"});
}

TEST(WriterRefusals, ARequestNamesARegionThatIsDeclared) {
  const auto with_region = [](std::string_view region) {
    return NewConnectorGroupView{"n", {}, {}, region};
  };
  for (const std::string_view region : {"nam", "eur", "aus", "asia", "ind"}) {
    EXPECT_EQ(written(with_region(region), Form::compact, graph_beta()),
              "{\"name\":\"n\",\"region\":\"" + std::string(region) + "\"}");
  }
  expect_refused(with_region("unknownFutureValue"), graph_beta(),
                 Violation{Rule::body_enum_sentinel, 0, "region"});
  for (const std::string_view region : {"0", "-1", "007", "99999999999999999999", "-0"}) {
    expect_refused(with_region(region), graph_beta(),
                   Violation{Rule::body_enum_numeric, 0, "region"});
  }
  for (const std::string_view region : {"", "-", "--1", "+1", "1a", "1.0", " 1", "NAM", "nam ",
                                        "japan", "UnknownFutureValue", ":", "/"}) {
    expect_refused(with_region(region), graph_beta(),
                   Violation{Rule::body_enum_undeclared, 0, "region"});
  }
}

TEST(WriterRefusals, AResponseKeepsToClosedEnumerationsAndNotToOpenOnes) {
  ConnectorGroupView group = beta_response();
  for (const std::string_view region : {"japan", "unknownFutureValue", "0", ""}) {
    group.region = region;
    EXPECT_NE(written(group, Form::compact, graph_beta())
                  .find("\"region\":\"" + std::string(region) + "\"}"),
              std::string::npos);
  }
  for (const std::string_view type : {"", "0", "-1", "unknownFutureValue", "ApplicationProxy"}) {
    group.connector_group_type = type;
    expect_refused(group, graph_beta(),
                   Violation{Rule::body_enum_undeclared, 0, "connectorGroupType"});
  }
}

// What no contract of today says, but a row of its table could.
TEST(WriterRefusals, RulesComeFromTheContractsTable) {
  std::array<MemberSpec, kMemberCount> members{};
  std::copy_n(graph_beta().members.begin(), kMemberCount, members.begin());
  MemberSpec& region = members[static_cast<std::size_t>(MemberId::region)];
  region.nullable = false;
  region.evolvable = false;
  region.request = InRequest::required;
  region.name = "zone";
  const std::array<int, 1> statuses{201};
  const Contract contract{"test", "/", {}, "", "", members, statuses};
  EXPECT_EQ(written(beta_response(), Form::canonical, contract),
            R"({"connectorGroupType":"applicationProxy","id":"id","isDefault":true,)"
            R"("name":"name","zone":"eur"})");
  expect_refused(request("n"), contract, Violation{Rule::body_member_missing, 0, "zone"});
  ConnectorGroupView group = beta_response();
  group.region = kNull;
  expect_refused(group, contract, Violation{Rule::body_member_null, 0, "zone"});
  group.region = std::string_view("japan");
  expect_refused(group, contract, Violation{Rule::body_enum_undeclared, 0, "zone"});
}

TEST(WriterRefusals, ACollectionSaysWhichObjectOrThatItIsTheControls) {
  const Violation bad_name{Rule::json_utf8_range, 2, "name"};
  Collection collection{{page_response(), page_response(), page_response()}, {"next", 3u}};
  collection.groups[2].name = kBad;
  expect_refused(collection, graph_2017(), CollectionViolation{2, bad_name});
  collection.groups[0].name = kBad;
  expect_refused(collection, graph_2017(), CollectionViolation{0, bad_name});
  collection.controls.next_link = "\xEF\xBF\xBF";
  expect_refused(
      collection, graph_2017(),
      CollectionViolation{3, Violation{Rule::json_string_noncharacter, 0, "@odata.nextLink"}});
  for (const std::uint64_t count : {std::uint64_t{1} << 53, ~std::uint64_t{0}}) {
    collection.controls.count = count;
    expect_refused(
        collection, graph_2017(),
        CollectionViolation{3, Violation{Rule::json_number_integer_range, 0, "@odata.count"}});
  }
}

// ---- The buffer.

TEST(WriterBuffer, WritingAppends) {
  std::string out = "[";
  for (const Form form : kForms) {
    EXPECT_EQ(write(page_request(), form, graph_2017(), out), std::nullopt);
    EXPECT_EQ(write(page_response(), form, graph_2017(), out), std::nullopt);
    EXPECT_EQ(write(Collection{{page_response()}, {}}, form, graph_2017(), out), std::nullopt);
  }
  std::string expected = "[";
  for (const Form form : kForms) {
    expected += written(page_request(), form) + written(page_response(), form) +
                written(Collection{{page_response()}, {}}, form);
  }
  EXPECT_EQ(out, expected);
}

TEST(WriterBuffer, NothingIsAllocatedWhereTheCapacitySuffices) {
  const NewConnectorGroupView escaped = request("\x01\"\\ and some more that is plain");
  const Collection collection{{page_response(), page_response()}, {"link\n", 7u}};
  for (const Form form : kForms) {
    std::string exact =
        written(escaped, form) + written(page_response(), form) + written(collection, form);
    std::string out;
    out.reserve(exact.size());
    ASSERT_EQ(allocations_of([&] {
                static_cast<void>(write(escaped, form, graph_2017(), out));
                static_cast<void>(write(page_response(), form, graph_2017(), out));
                static_cast<void>(write(collection, form, graph_2017(), out));
              }),
              0u);
    EXPECT_EQ(out, exact);
  }
}

TEST(WriterBuffer, ARefusedObjectAllocatesNothing) {
  std::string out;
  EXPECT_EQ(allocations_of([&] {
              static_cast<void>(write(request("a long name \xFF"), Form::page, graph_2017(), out));
            }),
            0u);
  EXPECT_EQ(out.capacity(), std::string().capacity());
}

TEST(WriterBuffer, TheBufferGrowsGeometrically) {
  std::string out;
  EXPECT_EQ(allocations_of(
                [&] { static_cast<void>(write(page_response(), Form::page, graph_2017(), out)); }),
            1u);
  EXPECT_LT(allocations_of([&] {
              for (int i = 0; i < 20000; ++i) {
                static_cast<void>(write(page_response(), Form::page, graph_2017(), out));
              }
            }),
            40u);
  const Collection many{std::vector<ConnectorGroupView>(20000, page_response()), {}};
  std::string list;
  EXPECT_LT(
      allocations_of([&] { static_cast<void>(write(many, Form::compact, graph_2017(), list)); }),
      40u);
}

}  // namespace
}  // namespace connectorgroup
