// The service: what it does, the fields and bodies of its answers, and what it leaves in the state.
// What it refuses is in service_refusal_test.cc.

#include "model/exchange/service.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/body/reader.h"
#include "model/exchange/create.h"
#include "model/exchange/preconditions.h"
#include "model/exchange/refusal.h"
#include "model/exchange/route.h"
#include "model/http/status.h"
#include "model/http/writer.h"
#include "properties/drivers/service_fixture.h"

namespace connectorgroup {
namespace {

using Fields = std::vector<Field>;

constexpr std::string_view kPath = AskedService::kPath;
constexpr std::string_view kJson = "application/json;odata.metadata=minimal;charset=utf-8";
constexpr std::string_view kPage = AskedService::kPageBody;

std::string id(int number) { return AskedService::id(number); }
std::string item(int number) { return AskedService::path_of(id(number)); }

AskedService beta_service() {
  ServiceOptions options;
  options.contract = &graph_beta();
  return AskedService(options);
}
constexpr std::string_view kBetaPath =
    "/beta/onPremisesPublishingProfiles/applicationProxy/connectorGroups";

// --- Create.

TEST(ServiceCreate, AnswersThePagesExample) {
  AskedService service;
  const Response response = service.ask("POST", kPath, kPage);
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.reason, "Created");
  EXPECT_EQ(response.fields, (Fields{{"Location", "https://graph.microsoft.com" + item(1)},
                                     {"Content-Type", std::string(kJson)},
                                     {"OData-Version", "4.0"},
                                     {"ETag", "\"1\""}}));
  EXPECT_EQ(response.content,
            "{\"@odata.context\":\"https://graph.microsoft.com/beta/$metadata#connectorGroups/"
            "$entity\",\"id\":\"" +
                id(1) +
                "\",\"name\":\"name-value\",\"connectorGroupType\":\"connectorGroupType-value\","
                "\"isDefault\":false}");
  EXPECT_EQ(service.state.size(), 1u);
}

TEST(ServiceCreate, FillsInWhatIsLeftOut) {
  AskedService service;
  service.ask("POST", kPath, "{\"name\":\"a\"}");
  EXPECT_EQ(service.state.find(id(1))->group,
            (ConnectorGroup{id(1), "a", "applicationProxy", false, {}}));
  service.ask("POST", kPath, "{\"isDefault\":true,\"name\":\"\",\"connectorGroupType\":\"\"}");
  EXPECT_EQ(service.state.find(id(2))->group, (ConnectorGroup{id(2), "", "", true, {}}));
}

TEST(ServiceCreate, OfTheBetaContractHasARegion) {
  AskedService service = beta_service();
  const Response response = service.ask("POST", kBetaPath, "{\"name\":\"a\",\"region\":\"eur\"}");
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.content,
            "{\"@odata.context\":\"https://graph.microsoft.com/beta/$metadata#"
            "onPremisesPublishingProfiles('applicationProxy')/connectorGroups/$entity\",\"id\":\"" +
                id(1) +
                "\",\"name\":\"a\",\"connectorGroupType\":\"applicationProxy\",\"isDefault\":false,"
                "\"region\":\"eur\"}");
  for (const std::string_view body : {"{\"name\":\"a\"}", "{\"name\":\"a\",\"region\":null}"}) {
    const std::string content = service.ask("POST", kBetaPath, body).content;
    EXPECT_TRUE(content.ends_with("\"region\":null}")) << content;
  }
}

TEST(ServiceCreate, AnswersTheStatusThatIsChosen) {
  ServiceOptions options;
  options.contract = &graph_beta();
  options.create_status = 200;
  AskedService service(options);
  const Response response = service.ask("POST", kBetaPath, "{\"name\":\"a\"}");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(field_of(response, "Location"), std::nullopt);
}

TEST(ServiceCreate, HasAddressesBelowItsRoot) {
  ServiceOptions options;
  options.root = "";
  AskedService service(options);
  const Response response = service.ask("POST", "/v1.0/connectorGroups", "{\"name\":\"a\"}");
  EXPECT_EQ(field_of(response, "Location"), "/v1.0/connectorGroups/" + id(1));
  EXPECT_TRUE(response.content.starts_with(
      "{\"@odata.context\":\"/v1.0/$metadata#connectorGroups/$entity\","));
}

class OneIdentifier : public Identifiers {
 public:
  explicit OneIdentifier(std::string text) : text_(std::move(text)) {}
  std::string next() override { return text_; }

 private:
  std::string text_;
};

TEST(ServiceCreate, EncodesTheIdInItsAddress) {
  const std::vector<std::string> ids{"a/b", "%41", "it's", "\xC3\xA9 ?#", "$count", "a%2Fb"};
  for (const std::string& text : ids) {
    AskedService service;
    OneIdentifier identifiers(text);
    const Request request = AskedService::request("POST", kPath, "{\"name\":\"a\"}");
    const Response created =
        service.service.step(service.state, ViewOf(request).request(), identifiers);
    const std::string location = field_of(created, "Location").value_or("");
    const Response got = service.ask("GET", location);
    EXPECT_EQ(got.status, 200) << location;
    EXPECT_EQ(got.content, created.content);
  }
}

TEST(ServiceCreate, BodiesAreRefusedWithRulePlaceAndTarget) {
  struct Row {
    std::string_view body, message, target;
  };
  const std::vector<Row> rows{
      {"{\"name\":\"a\",}", "(byte 12 of the content)", ""},
      {"{}", "(byte 1 of the content, name)", "name"},
      {"{\"name\":1}", "(byte 1 of the content, name)", "name"},
      {"{\"name\":\"a\",\"id\":\"1\"}", "(byte 12 of the content, id)", "id"},
      {"", "(byte 0 of the content)", ""},
      {"[]", "(byte 0 of the content)", ""},
  };
  for (const Row& row : rows) {
    AskedService service;
    const Response response = service.ask("POST", kPath, row.body);
    const Violation violation = BodyReader().read_create_request(row.body).violation();
    expect_refusal(response, 400, connectorgroup::row(violation.rule).id);
    const ODataError error = error_in(response);
    EXPECT_EQ(error.message, std::string(connectorgroup::row(violation.rule).id) + ": " +
                                 std::string(connectorgroup::row(violation.rule).sentence) + " " +
                                 std::string(row.message));
    EXPECT_EQ(error.target.has_value() ? error.target.value() : "", row.target);
    EXPECT_EQ(service.state.size(), 0u);
  }
}

// --- Read.

TEST(ServiceGet, ReturnsWhatCreateReturned) {
  AskedService service;
  const Response created = service.ask("POST", kPath, kPage);
  const std::string encoded = "/b%65ta/connector%47roups/%300000000-0000-0000-0000-000000000001";
  for (const std::string& target : {item(1), std::string(kPath) + "('" + id(1) + "')",
                                    std::string(kPath) + "(%27" + id(1) + "%27)", encoded,
                                    item(1) + "?a=b", "https://other" + item(1)}) {
    const Response response = service.ask("GET", target);
    EXPECT_EQ(response.status, 200) << target;
    EXPECT_EQ(response.content, created.content);
    EXPECT_EQ(response.fields, (Fields{{"Content-Type", std::string(kJson)},
                                       {"ETag", "\"1\""},
                                       {"OData-Version", "4.0"}}));
  }
}

TEST(ServiceGet, HasTheVersionThatWasAskedFor) {
  AskedService service;
  service.ask("POST", kPath, kPage);
  const Response response = service.ask("GET", "/v1.0/connectorGroups/" + id(1));
  EXPECT_NE(response.content.find("/v1.0/$metadata#"), std::string::npos);
}

TEST(ServiceHead, IsGetWithoutContent) {
  AskedService service;
  service.ask("POST", kPath, kPage);
  for (const std::string& target :
       {item(1), std::string(kPath), item(2), std::string("/x"), item(1) + "?$select=id"}) {
    Response get = service.ask("GET", target);
    const Response head = service.ask("HEAD", target);
    EXPECT_EQ(head.status, get.status);
    EXPECT_EQ(head.content, "");
    get.fields.push_back({"Content-Length", std::to_string(get.content.size())});
    EXPECT_EQ(head.fields, get.fields) << target;
  }
}

TEST(ServiceList, HasAllGroupsInTheOrderOfTheirCreation) {
  AskedService service;
  const std::string context =
      "{\"@odata.context\":\"https://graph.microsoft.com/beta/$metadata#connectorGroups\",";
  EXPECT_EQ(service.ask("GET", kPath).content, context + "\"value\":[]}");
  for (const std::string_view name : {"c", "a", "b"}) {
    service.ask("POST", kPath, "{\"name\":\"" + std::string(name) + "\"}");
  }
  const auto group = [](int number, std::string_view name) {
    return "{\"id\":\"" + id(number) + "\",\"name\":\"" + std::string(name) +
           "\",\"connectorGroupType\":\"applicationProxy\",\"isDefault\":false}";
  };
  const Response response = service.ask("GET", kPath);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.fields,
            (Fields{{"Content-Type", std::string(kJson)}, {"OData-Version", "4.0"}}));
  EXPECT_EQ(response.content, context + "\"value\":[" + group(1, "c") + "," + group(2, "a") + "," +
                                  group(3, "b") + "]}");
  service.ask("DELETE", item(2));
  service.ask("POST", kPath, "{\"name\":\"d\"}");
  EXPECT_EQ(service.ask("GET", kPath).content, context + "\"value\":[" + group(1, "c") + "," +
                                                   group(3, "b") + "," + group(4, "d") + "]}");
}

TEST(ServiceList, TakesTopSkipAndCount) {
  AskedService service;
  for (int i = 0; i < 4; ++i) service.ask("POST", kPath, "{\"name\":\"a\"}");
  struct Row {
    std::string_view query;
    std::optional<std::uint64_t> count;
    std::vector<int> ids;
  };
  const std::vector<Row> rows{
      {"?$top=2", std::nullopt, {1, 2}},
      {"?$top=0", std::nullopt, {}},
      {"?$top=9", std::nullopt, {1, 2, 3, 4}},
      {"?$skip=1", std::nullopt, {2, 3, 4}},
      {"?$skip=0", std::nullopt, {1, 2, 3, 4}},
      {"?$skip=4", std::nullopt, {}},
      {"?$skip=18446744073709551615", std::nullopt, {}},
      {"?$skip=1&$top=2", std::nullopt, {2, 3}},
      {"?%24top=1", std::nullopt, {1}},
      {"?$count=true&$top=1", 4, {1}},
      {"?$count=false", std::nullopt, {1, 2, 3, 4}},
      {"?top=1&filter=x", std::nullopt, {1, 2, 3, 4}},
      {"?", std::nullopt, {1, 2, 3, 4}},
  };
  struct Collector : ConnectorGroupVisitor {
    void visit(const ConnectorGroupView& group) override { ids.emplace_back(group.id); }
    std::vector<std::string> ids;
  };
  for (const Row& row : rows) {
    const Response response = service.ask("GET", std::string(kPath).append(row.query));
    BodyReader reader;
    Collector collector;
    const Result<CollectionSummary> read = reader.read_collection(response.content, collector);
    ASSERT_TRUE(read.accepted()) << row.query << response.content;
    EXPECT_EQ(read.value().controls.count, row.count) << row.query;
    std::vector<std::string> expected;
    for (const int number : row.ids) expected.push_back(id(number));
    EXPECT_EQ(collector.ids, expected) << row.query;
  }
}

TEST(ServiceQuery, NeverPassesOverASystemOption) {
  AskedService service;
  service.ask("POST", kPath, kPage);
  for (const std::string_view query :
       {"?$filter=name", "?$select=id", "?$orderby=name", "?$expand=members", "?$search=a",
        "?$skiptoken=a", "?$format=json", "?$other=1", "?$", "?a=b&$apply=c", "?$top",
        "?%24filter=a", "?$Top=1"}) {
    expect_refusal(service.ask("GET", std::string(kPath).append(query)), 501,
                   "exchange.write.status");
  }
  for (const std::string_view query : {"?$top=1", "?$count=true", "?$select=id"}) {
    expect_refusal(service.ask("GET", item(1).append(query)), 501, "exchange.write.status");
    expect_refusal(service.ask("POST", std::string(kPath).append(query), kPage), 501,
                   "exchange.write.status");
    expect_refusal(service.ask("DELETE", item(1).append(query)), 501, "exchange.write.status");
  }
  for (const std::string_view query :
       {"?$top=-1", "?$top=", "?$top=a", "?$top=1a", "?$top=+1", "?$skip=1.0",
        "?$count=", "?$count=TRUE", "?$count=1", "?$top=1&$top=1", "?$top=99999999999999999999"}) {
    expect_refusal(service.ask("GET", std::string(kPath).append(query)), 400,
                   "exchange.write.status");
  }
}

// --- Update and delete.

TEST(ServiceUpdate, ChangesWhatIsSent) {
  AskedService service;
  service.ask("POST", kPath, kPage);
  const Response response = service.ask("PATCH", item(1), "{\"name\":\"new\"}");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(
      response.fields,
      (Fields{{"Content-Type", std::string(kJson)}, {"ETag", "\"2\""}, {"OData-Version", "4.0"}}));
  EXPECT_EQ(response.content, service.ask("GET", item(1)).content);
  EXPECT_EQ(service.state.find(id(1))->group,
            (ConnectorGroup{id(1), "new", "connectorGroupType-value", false, {}}));
  service.ask("PATCH", item(1), "{\"isDefault\":true,\"connectorGroupType\":\"t\"}");
  EXPECT_EQ(service.state.find(id(1))->group, (ConnectorGroup{id(1), "new", "t", true, {}}));
  service.ask("PATCH", item(1), "{\"name\":\"\"}");
  EXPECT_EQ(service.state.find(id(1))->group, (ConnectorGroup{id(1), "", "t", true, {}}));
}

TEST(ServiceUpdate, WithoutAChangeKeepsTheTag) {
  AskedService service;
  service.ask("POST", kPath, kPage);
  for (const std::string_view body :
       {"{}", "{\"name\":\"name-value\"}", "{\"@odata.etag\":\"x\",\"a@b\":1}"}) {
    const Response response = service.ask("PATCH", item(1), body);
    EXPECT_EQ(response.status, 200) << body;
    EXPECT_EQ(field_of(response, "ETag"), "\"1\"") << body;
  }
}

TEST(ServiceUpdate, OfARegion) {
  AskedService service = beta_service();
  service.ask("POST", kBetaPath, "{\"name\":\"a\",\"region\":\"eur\"}");
  const std::string target = std::string(kBetaPath) + "/" + id(1);
  const auto region = [&service] { return service.state.find(id(1))->group.region; };
  service.ask("PATCH", target, "{\"region\":\"nam\"}");
  EXPECT_EQ(region(), Member<std::string>("nam"));
  // The sentinel leaves the member as it is, beside others that change.
  const Response kept =
      service.ask("PATCH", target, "{\"region\":\"unknownFutureValue\",\"name\":\"b\"}");
  EXPECT_EQ(kept.status, 200);
  EXPECT_EQ(region(), Member<std::string>("nam"));
  EXPECT_EQ(service.state.find(id(1))->group.name, "b");
  service.ask("PATCH", target, "{\"region\":null}");
  EXPECT_TRUE(region().is_null());
  expect_refusal(service.ask("PATCH", target, "{\"region\":\"japan\"}"), 400,
                 "body.enum.undeclared");
  expect_refusal(service.ask("PATCH", target, "{\"isDefault\":true}"), 400,
                 "body.member.read-only");
}

TEST(ServiceUpdate, IsRefusedByTheRulesOfBodies) {
  AskedService service;
  service.ask("POST", kPath, kPage);
  const ServiceState before = service.state;
  struct Row {
    std::string_view body, rule;
  };
  const std::vector<Row> rows{
      {"{\"name\":null}", "body.member.null"},
      {"{\"name\":1}", "body.member.type"},
      {"{\"id\":\"x\"}", "body.member.read-only"},
      {"{\"region\":\"eur\"}", "body.member.undeclared"},
      {"{\"name\":\"a\",\"name\":\"b\"}", "body.member.duplicate"},
      {"{\"name\":\"a\"", "json.text.incomplete"},
      {"", "json.text.incomplete"},
      {"[]", "body.object"},
  };
  for (const Row& row : rows) {
    expect_refusal(service.ask("PATCH", item(1), row.body), 400, row.rule);
  }
  EXPECT_EQ(service.state.groups(), before.groups());
}

TEST(ServiceUpdate, InA2017ContractTakesAnyType) {
  AskedService service;
  service.ask("POST", kPath, kPage);
  service.ask("PATCH", item(1), "{\"connectorGroupType\":\"unknownFutureValue\"}");
  EXPECT_EQ(service.state.find(id(1))->group.connector_group_type, "unknownFutureValue");
}

TEST(ServiceDelete, RemovesTheGroup) {
  AskedService service;
  service.ask("POST", kPath, kPage);
  const Response response = service.ask("DELETE", item(1));
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.reason, "No Content");
  EXPECT_EQ(response.fields, (Fields{{"OData-Version", "4.0"}}));
  EXPECT_EQ(response.content, "");
  for (const std::string_view method : {"GET", "PATCH", "DELETE"}) {
    expect_refusal(service.ask(method, item(1), "{}"), 404, "exchange.write.status");
  }
  EXPECT_EQ(service.state.size(), 0u);
}

// --- What a client sees.

// Every answer to a create request is one that the model's own reader of responses accepts.
TEST(ServiceAnswers, AreAcceptedByTheReader) {
  AskedService service;
  const std::string path(kPath);
  const std::vector<Request> requests{
      AskedService::request("POST", path, kPage),
      AskedService::request("POST", path, "{"),
      AskedService::request("POST", path + "?access_token=a", kPage),
      AskedService::request("PUT", path, kPage),
      AskedService::request("FROB", path, kPage),
      AskedService::request("POST", "/x", kPage),
      AskedService::request("POST", path + "?$x", kPage),
  };
  for (const Request& request : requests) {
    for (const std::string_view left_out :
         {"", "Authorization", "Content-Type", "Content-Length"}) {
      Request changed = request;
      std::erase_if(changed.fields,
                    [left_out](const Field& field) { return field.name == left_out; });
      const Response response = service.ask(changed);
      std::string octets;
      ASSERT_EQ(write_response(ViewOf(response).response(), MessageKind::response, octets),
                std::nullopt);
      CreateReader reader;
      const Result<CreateResponseView> read = reader.read_response(octets);
      EXPECT_TRUE(read.accepted()) << octets << "\n" << describe(read.violation());
    }
  }
}

TEST(ServiceState, HoldsTwentyThousandGroups) {
  constexpr int kCount = 20000;
  AskedService service;
  for (int i = 0; i < kCount; ++i) {
    ASSERT_EQ(service.ask("POST", kPath, "{\"name\":\"" + std::to_string(i) + "\"}").status, 201);
  }
  ASSERT_EQ(service.state.size(), static_cast<std::size_t>(kCount));
  std::vector<std::string> ids;
  for (const auto& [created, stored] : service.state.groups()) {
    EXPECT_EQ(stored.group.name, std::to_string(created));
    ids.push_back(stored.group.id);
  }
  // From both ends, so that no order of looking is the lucky one.
  for (int i = 0; i < kCount; ++i) {
    const std::string& next =
        ids[static_cast<std::size_t>(i % 2 == 0 ? i / 2 : kCount - 1 - i / 2)];
    ASSERT_EQ(service.ask("GET", AskedService::path_of(next)).status, 200);
    ASSERT_EQ(service.ask("DELETE", AskedService::path_of(next)).status, 204);
  }
  EXPECT_EQ(service.state.size(), 0u);
}

TEST(ServiceState, IsAPlainValue) {
  AskedService service;
  service.ask("POST", kPath, kPage);
  const ServiceState before = service.state;
  EXPECT_EQ(service.state, before);
  service.ask("PATCH", item(1), "{\"name\":\"b\"}");
  EXPECT_NE(service.state, before);
  EXPECT_EQ(before.find(id(1))->group.name, "name-value");
  ServiceState copy = before;
  EXPECT_FALSE(copy.add(before.find(id(1))->group));
  EXPECT_FALSE(copy.remove("other"));
  EXPECT_EQ(copy, before);
}

TEST(CountedIdentifiers, LookLikeUuids) {
  CountedIdentifiers identifiers;
  std::set<std::string> seen;
  for (int i = 0; i < 5000; ++i) {
    const std::string text = identifiers.next();
    EXPECT_EQ(text.size(), 36u);
    EXPECT_TRUE(seen.insert(text).second);
  }
  EXPECT_EQ(*seen.rbegin(), "00000000-0000-0000-0000-000000001388");
}

}  // namespace
}  // namespace connectorgroup
