// What the service refuses, or answers without doing it: each status with its fields and its error.

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/exchange/preconditions.h"
#include "model/exchange/refusal.h"
#include "model/exchange/route.h"
#include "model/exchange/service.h"
#include "properties/drivers/service_fixture.h"

namespace connectorgroup {
namespace {

using Fields = std::vector<Field>;

constexpr std::string_view kPath = AskedService::kPath;
constexpr std::string_view kPage = AskedService::kPageBody;

std::string id(int number) { return AskedService::id(number); }
std::string item(int number) { return AskedService::path_of(id(number)); }

// --- Routes and methods.

TEST(ServiceRoute, IsTheContracts) {
  struct Row {
    std::string_view target;
    Route::Kind kind;
    std::string_view id;
  };
  const std::vector<Row> rows{
      {"/beta/connectorGroups", Route::Kind::collection, ""},
      {"/v1.0/connectorGroups?x", Route::Kind::collection, ""},
      {"http://h/beta/connectorGroups", Route::Kind::collection, ""},
      {"/beta/connectorGroups/a", Route::Kind::item, "a"},
      {"/beta/connectorGroups/a?x/y", Route::Kind::item, "a"},
      {"/beta/connectorGroups/a%2Fb%2541", Route::Kind::item, "a/b%41"},
      {"/beta/connectorGroups/('a')", Route::Kind::item, "('a')"},
      {"/beta/connectorGroups('a')", Route::Kind::item, "a"},
      {"/beta/connectorGroups('it''s')", Route::Kind::item, "it's"},
      {"/beta/connectorGroups('a%2Fb')", Route::Kind::item, "a/b"},
      {"/beta/connectorGroups('')", Route::Kind::item, ""},
      {"/beta/connectorGroups/", Route::Kind::none, ""},
      {"/beta/connectorGroups/a/", Route::Kind::none, ""},
      {"/beta/connectorGroups/a/members", Route::Kind::none, ""},
      {"/beta/connectorGroups('a')/members", Route::Kind::none, ""},
      {"/beta/connectorGroups('a'", Route::Kind::none, ""},
      {"/beta/connectorGroups(a)", Route::Kind::none, ""},
      {"/beta/connectorGroups('a'b')", Route::Kind::none, ""},
      {"/beta/connectorGroups(')", Route::Kind::none, ""},
      {"/beta/connectorGroups(''')", Route::Kind::none, ""},
      {"/beta/connectorGroups()", Route::Kind::none, ""},
      {"/beta/connectorGroupsa", Route::Kind::none, ""},
      {"/beta/connectorGroup/a", Route::Kind::none, ""},
      {"/beta", Route::Kind::none, ""},
      {"/v2.0/connectorGroups/a", Route::Kind::none, ""},
      {"*", Route::Kind::none, ""},
  };
  for (const Row& row : rows) {
    const Route route = find_route(row.target, graph_2017());
    EXPECT_EQ(route.kind, row.kind) << row.target;
    EXPECT_EQ(route.id, row.id) << row.target;
    EXPECT_EQ(route.fault.has_value(), row.kind == Route::Kind::none) << row.target;
    EXPECT_EQ(route.version.empty(), row.kind == Route::Kind::none) << row.target;
  }
}

TEST(ServiceRoute, UnknownPathsAre404) {
  AskedService service;
  expect_refusal(service.ask("GET", "/v9/connectorGroups"), 404, "exchange.version-segment");
  expect_refusal(service.ask("GET", "/beta/groups"), 404, "exchange.path");
  expect_refusal(service.ask("POST", "/beta/connectorGroups/", kPage), 404, "exchange.path");
  expect_refusal(service.ask("OPTIONS", "*"), 404, "exchange.version-segment");
  expect_refusal(service.ask("GET", item(1)), 404, "exchange.write.status");
  const ODataError error = error_in(service.ask("GET", "/beta/groups"));
  EXPECT_NE(error.message.find("(byte 5 of the target)"), std::string::npos) << error.message;
}

TEST(ServiceMethod, UnknownIs501) {
  AskedService service;
  for (const std::string_view method : {"CONNECT", "get", "FROB", "PROPFIND", "post"}) {
    expect_refusal(service.ask(method, kPath), 501, "exchange.method");
  }
}

TEST(ServiceMethod, OfAnotherPathIs405WithAllow) {
  AskedService service;
  service.ask("POST", kPath, kPage);
  for (const std::string_view method : {"PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}) {
    const Response response = service.ask(method, kPath, "{}");
    expect_refusal(response, 405, "exchange.method");
    EXPECT_EQ(field_of(response, "Allow"), "GET, HEAD, POST");
  }
  for (const std::string_view method : {"PUT", "POST", "OPTIONS", "TRACE"}) {
    const Response response = service.ask(method, item(1), kPage);
    expect_refusal(response, 405, "exchange.method");
    EXPECT_EQ(field_of(response, "Allow"), "DELETE, GET, HEAD, PATCH");
  }
  EXPECT_EQ(service.state.size(), 1u);
}

// --- Credentials.

TEST(ServiceCredentials, AreChallengedAsRfc6750Says) {
  struct Row {
    std::string_view authorization;
    int status;
    std::string_view challenge, rule;
  };
  const std::string realm = "Bearer realm=\"graph.microsoft.com\"";
  const std::string request = realm + ", error=\"invalid_request\"";
  const std::vector<Row> rows{
      {"", 401, realm, "exchange.authorization.missing"},
      {"Basic dXNlcg==", 401, realm, "bearer.scheme"},
      {"t", 401, realm, "bearer.scheme"},
      {"Bearer", 400, request, "bearer.token"},
      {"Bearer a b", 400, request, "bearer.token"},
      {"Bearer a=b", 400, request, "bearer.token"},
  };
  for (const Row& row : rows) {
    AskedService service;
    for (const std::string_view method : {"POST", "GET"}) {
      const Response response = service.ask_with(
          method, kPath, {{"Authorization", std::string(row.authorization)}}, kPage);
      expect_refusal(response, row.status, row.rule);
      EXPECT_EQ(field_of(response, "WWW-Authenticate"), row.challenge) << row.authorization;
    }
    EXPECT_EQ(service.state.size(), 0u);
  }
}

TEST(ServiceCredentials, OfTwoMethodsAreRefused) {
  AskedService service;
  const Response response = service.ask("GET", std::string(kPath) + "?access_token=a");
  expect_refusal(response, 400, "bearer.one-method");
  EXPECT_EQ(field_of(response, "WWW-Authenticate"),
            "Bearer realm=\"graph.microsoft.com\", error=\"invalid_request\"");
  expect_refusal(
      service.ask_with("GET", std::string(kPath) + "?access_token=a", {{"Authorization", ""}}), 401,
      "exchange.authorization.missing");
}

TEST(ServiceCredentials, AreThoseThatAreTaken) {
  ServiceOptions options;
  options.tokens = {"a", "b=="};
  options.realm = "r";
  AskedService service(options);
  for (const std::string_view token : {"a", "b=="}) {
    const Fields fields{{"Authorization", "bearer  " + std::string(token)}};
    EXPECT_EQ(service.ask_with("GET", kPath, fields).status, 200);
  }
  const Response response = service.ask("GET", kPath);
  expect_refusal(response, 401, "exchange.write.status");
  EXPECT_EQ(field_of(response, "WWW-Authenticate"), "Bearer realm=\"r\", error=\"invalid_token\"");
}

// --- Content.

TEST(ServiceContent, NeedsALength) {
  AskedService service;
  service.ask("POST", kPath, kPage);
  expect_refusal(service.ask_with("POST", kPath, {{"Content-Length", ""}}), 411,
                 "json.text.incomplete");
  expect_refusal(service.ask_with("PATCH", item(1), {{"Content-Length", ""}}), 411,
                 "json.text.incomplete");
  expect_refusal(service.ask("POST", kPath), 400, "json.text.incomplete");
  const Fields chunked{{"Content-Length", ""}, {"Transfer-Encoding", "chunked"}};
  expect_refusal(service.ask_with("POST", kPath, chunked), 400, "json.text.incomplete");
  EXPECT_EQ(service.ask_with("POST", kPath, chunked, kPage).status, 201);
  EXPECT_EQ(service.ask_with("DELETE", item(1), {{"Content-Length", ""}}).status, 204);
}

TEST(ServiceContent, HasATypeAndNoCoding) {
  struct Row {
    std::string_view field, value;
    int status;
    std::string_view rule;
  };
  const std::vector<Row> rows{
      {"Content-Type", "", 415, "exchange.content-type.missing"},
      {"Content-Type", "text/json", 415, "exchange.content-type.json"},
      {"Content-Type", "application/json;charset=utf-16", 415, "exchange.content-type.charset"},
      {"Content-Type", "application", 400, "http.media-type.syntax"},
      {"Content-Encoding", "gzip", 415, "exchange.content-encoding"},
  };
  AskedService service;
  service.ask("POST", kPath, kPage);
  for (const Row& row : rows) {
    const Fields fields{{std::string(row.field), std::string(row.value)}};
    for (const bool create : {true, false}) {
      const Response response =
          service.ask_with(create ? "POST" : "PATCH", create ? std::string(kPath) : item(1), fields,
                           create ? kPage : "{}");
      expect_refusal(response, row.status, row.rule);
      const bool coding = row.field == "Content-Encoding";
      EXPECT_EQ(field_of(response, "Accept-Encoding"),
                coding ? std::optional<std::string>("identity") : std::nullopt);
    }
    // Without content of its own, a request may say what it likes.
    EXPECT_EQ(service.ask_with("GET", kPath, fields).status, 200);
  }
  EXPECT_EQ(service.state.size(), 1u);
  for (const std::string_view type : {"Application/JSON", "application/json; charset=\"UTF-8\"",
                                      "application/json;odata.metadata=full"}) {
    EXPECT_EQ(service.ask_with("POST", kPath, {{"Content-Type", std::string(type)}}, kPage).status,
              201);
  }
}

TEST(ServiceContent, HasALimit) {
  ServiceOptions options;
  options.limits.bytes_max = 12;
  AskedService service(options);
  EXPECT_EQ(service.ask("POST", kPath, "{\"name\":\"a\"}").status, 201);
  expect_refusal(service.ask("POST", kPath, "{\"name\":\"a\"} "), 413, "limit.bytes");
  expect_refusal(service.ask("PATCH", item(1), "{\"name\":\"ab\"}"), 413, "limit.bytes");
  // What is too long isn't looked into.
  expect_refusal(service.ask("POST", kPath, "[\"name\",\"ab\"]"), 413, "limit.bytes");
}

// --- Preconditions.

TEST(ServicePrecondition, ByIfMatch) {
  AskedService service;
  service.ask("POST", kPath, kPage);
  for (const std::string_view value : {"\"2\"", "W/\"1\"", "\"11\"", "1", "\"x\", \"y\""}) {
    const Fields fields{{"If-Match", std::string(value)}};
    for (const std::string_view method : {"PATCH", "DELETE", "GET"}) {
      expect_refusal(service.ask_with(method, item(1), fields, "{}"), 412, "exchange.etag");
    }
    expect_refusal(service.ask_with("POST", kPath, fields, kPage), 412, "exchange.etag");
  }
  for (const std::string_view value :
       {"\"1\"", "*", "\"x\", \"1\"", "\"1\", \"x\"", " ,\"1\"", "W/\"x\",\"1\""}) {
    const Fields fields{{"If-Match", std::string(value)}};
    EXPECT_EQ(service.ask_with("PATCH", item(1), fields, "{}").status, 200) << value;
    EXPECT_EQ(service.ask_with("GET", item(1), fields).status, 200) << value;
  }
  const Fields current{{"If-Match", "\"1\""}};
  EXPECT_EQ(service.ask_with("PATCH", item(1), current, "{\"name\":\"b\"}").status, 200);
  expect_refusal(service.ask_with("DELETE", item(1), current), 412, "exchange.etag");
  EXPECT_EQ(service.ask_with("DELETE", item(1), {{"If-Match", "\"2\""}}).status, 204);
  // What isn't there is 404, whatever is asked of it.
  expect_refusal(service.ask_with("DELETE", item(1), current), 404, "exchange.write.status");
}

TEST(ServicePrecondition, ByIfNoneMatch) {
  AskedService service;
  service.ask("POST", kPath, kPage);
  for (const std::string_view value : {"\"1\"", "W/\"1\"", "*", "\"x\",\"1\"", "\"1\",\"x\""}) {
    const Fields fields{{"If-None-Match", std::string(value)}};
    for (const std::string_view method : {"GET", "HEAD"}) {
      const Response response = service.ask_with(method, item(1), fields);
      EXPECT_EQ(response.status, 304) << value;
      EXPECT_EQ(response.fields, (Fields{{"ETag", "\"1\""}, {"OData-Version", "4.0"}}));
      EXPECT_EQ(response.content, "");
    }
    expect_refusal(service.ask_with("PATCH", item(1), fields, "{}"), 412, "exchange.etag");
    expect_refusal(service.ask_with("DELETE", item(1), fields), 412, "exchange.etag");
  }
  EXPECT_EQ(service.ask_with("GET", item(1), {{"If-None-Match", "\"2\""}}).status, 200);
  EXPECT_EQ(service.ask_with("GET", kPath, {{"If-None-Match", "\"1\""}}).status, 200);
  EXPECT_EQ(service.ask_with("GET", kPath, {{"If-None-Match", "*"}}).status, 304);
  expect_refusal(service.ask_with("POST", kPath, {{"If-None-Match", "*"}}, kPage), 412,
                 "exchange.etag");
}

TEST(ServicePrecondition, MayBeRequired) {
  ServiceOptions options;
  options.match_required = true;
  AskedService service(options);
  EXPECT_EQ(service.ask("POST", kPath, kPage).status, 201);
  EXPECT_EQ(service.ask("GET", item(1)).status, 200);
  expect_refusal(service.ask("PATCH", item(1), "{}"), 428, "exchange.etag");
  expect_refusal(service.ask("DELETE", item(1)), 428, "exchange.etag");
  EXPECT_EQ(service.ask_with("DELETE", item(1), {{"If-Match", "*"}}).status, 204);
}

TEST(ServicePrecondition, MayComeInSeveralFields) {
  const std::vector<FieldView> fields{{"If-Match", "\"a\""}, {"x", "y"}, {"if-match", "\"b\""}};
  EXPECT_EQ(if_match(fields, "\"a\""), Condition::holds);
  EXPECT_EQ(if_match(fields, "\"b\""), Condition::holds);
  EXPECT_EQ(if_match(fields, "\"c\""), Condition::fails);
  EXPECT_EQ(if_match(fields, std::nullopt), Condition::fails);
  EXPECT_EQ(if_match({}, "\"b\""), Condition::absent);
  EXPECT_EQ(if_none_match(fields, "\"b\""), Condition::absent);
}

TEST(ServicePrecondition, TagsStandBetweenCommas) {
  const auto lists = [](std::string_view value, std::string_view tag) {
    return if_match(std::vector<FieldView>{{"If-Match", value}}, tag) == Condition::holds;
  };
  EXPECT_TRUE(lists("\"\", \"1\"", "\"1\""));
  EXPECT_TRUE(lists("\"\"", "\"\""));
  EXPECT_TRUE(lists("\"a\"\t,\"1\" ,", "\"1\""));
  EXPECT_FALSE(lists("\"a\",\"b\"", "\",\""));
  EXPECT_FALSE(lists("\"a\"\"1\"", "\"1\""));
  EXPECT_FALSE(lists("\"a\" \"1\"", "\"1\""));
  EXPECT_FALSE(lists("\"a\";\"1\"", "\"1\""));
  EXPECT_FALSE(lists("", "\"1\""));
  EXPECT_FALSE(lists("\"", "\"1\""));
}

// --- Refusals.

TEST(ServiceRefusal, NamesTheRequest) {
  AskedService service;
  const auto inner = [&service](std::string_view client) {
    return *error_in(service.ask_with("GET", "/x", {{"Client-Request-Id", std::string(client)}}))
                .inner;
  };
  EXPECT_EQ(inner(""), (InnerError{std::nullopt, id(1), std::nullopt}));
  EXPECT_EQ(inner("a-b"), (InnerError{std::nullopt, id(2), "a-b"}));
  EXPECT_EQ(inner("a b"), (InnerError{std::nullopt, id(3), std::nullopt}));
  EXPECT_EQ(inner("\xFF"), (InnerError{std::nullopt, id(4), std::nullopt}));
  EXPECT_EQ(inner("!~").client_request_id, "!~");
  EXPECT_EQ(inner(std::string(64, 'a')).client_request_id, std::string(64, 'a'));
  EXPECT_EQ(inner(std::string(65, 'a')).client_request_id, std::nullopt);
}

// As the documented errors are, not sorted.
TEST(ServiceRefusal, HasItsMembersInDocumentedOrder) {
  AskedService service;
  const std::string content = service.ask("GET", "/x").content;
  EXPECT_LT(content.find("\"code\""), content.find("\"message\""));
  EXPECT_LT(content.find("\"message\""), content.find("\"innerError\""));
  EXPECT_NE(content.find("\"innerError\""), std::string::npos);
}

TEST(ServiceRefusal, IsTheFirstThatApplies) {
  // Each request has the fault of its row and of all rows below it.
  AskedService service;
  const std::string nothing = item(9);
  expect_refusal(service.ask_with("FROB", "/x", {{"Authorization", ""}}), 501, "exchange.method");
  expect_refusal(service.ask_with("PUT", "/x", {{"Authorization", ""}}), 404,
                 "exchange.version-segment");
  expect_refusal(service.ask_with("PUT", nothing + "?$x", {{"Authorization", ""}}), 405,
                 "exchange.method");
  expect_refusal(service.ask_with("PATCH", nothing + "?$x", {{"Authorization", ""}}), 401,
                 "exchange.authorization.missing");
  expect_refusal(service.ask("PATCH", nothing + "?$x"), 501, "exchange.write.status");
  service.ask("POST", kPath, kPage);
  const Fields bare{{"Content-Length", ""}, {"Content-Type", ""}, {"If-Match", "\"x\""}};
  expect_refusal(service.ask_with("PATCH", nothing, bare), 404, "exchange.write.status");
  expect_refusal(service.ask_with("PATCH", item(1), bare), 411, "json.text.incomplete");
  expect_refusal(service.ask_with("PATCH", item(1), bare, "["), 415,
                 "exchange.content-type.missing");
  expect_refusal(service.ask_with("PATCH", item(1), {{"If-Match", "\"x\""}}, "["), 412,
                 "exchange.etag");
  expect_refusal(service.ask("PATCH", item(1), "["), 400, "body.object");
}

TEST(ServiceRefusal, CodesAreStatusesInCamelCase) {
  EXPECT_EQ(error_code(400), "badRequest");
  EXPECT_EQ(error_code(401), "unauthorized");
  EXPECT_EQ(error_code(405), "methodNotAllowed");
  EXPECT_EQ(error_code(414), "uriTooLong");
  EXPECT_EQ(error_code(505), "httpVersionNotSupported");
  EXPECT_EQ(error_code(299), "");
}

}  // namespace
}  // namespace connectorgroup
