// The create exchange as a whole: what is read of a message, and which of its violations is named.
// What is written is in create_writer_test.cc, what single fields may hold in bearer_test.cc and
// target_test.cc, and the corpus has each rule.

#include "model/exchange/create.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "properties/escaped.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kHead =
    "POST /beta/connectorGroups HTTP/1.1\r\n"
    "Host: h\r\n"
    "Authorization: Bearer a\r\n"
    "Content-Type: application/json\r\n";
constexpr std::string_view kBody = "{\"name\":\"sales\"}";
constexpr std::string_view kAnswer =
    "{\"id\":\"1\",\"name\":\"sales\",\"connectorGroupType\":\"x\",\"isDefault\":false}";
constexpr std::string_view kError = "{\"error\":{\"code\":\"c\",\"message\":\"m\"}}";

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

// The head with Content-Length, and the body.
std::string counted(std::string_view head, std::string_view body) {
  return joined({head, "Content-Length: ", std::to_string(body.size()), "\r\n\r\n", body});
}

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string result(text);
  const std::size_t at = result.find(what);
  EXPECT_NE(at, std::string::npos) << what << " isn't in " << text;
  return at == std::string::npos ? result : result.replace(at, what.size(), by);
}

using MaybeViolation = std::optional<Violation>;

MaybeViolation request_violation(std::string_view octets, const RuleSet& ignored = {},
                                 const ExchangeLimits& limits = {},
                                 const Contract& contract = graph_2017()) {
  CreateReader reader(contract, limits, ignored);
  const Result<CreateRequestView> read = reader.read_request(octets);
  if (read.accepted()) return std::nullopt;
  return read.violation();
}

MaybeViolation response_violation(std::string_view octets, const RuleSet& ignored = {},
                                  const Contract& contract = graph_2017()) {
  CreateReader reader(contract, {}, ignored);
  const Result<CreateResponseView> read = reader.read_response(octets);
  if (read.accepted()) return std::nullopt;
  return read.violation();
}

// The rule, and the offset of the text's first '^', which is taken out. Without one: accepted.
struct Marked {
  std::string text;
  std::optional<std::size_t> offset;
};
Marked marked(std::string text) {
  const std::size_t at = text.find('^');
  if (at == std::string::npos) return {text, std::nullopt};
  text.erase(at, 1);
  return {text, at};
}

void expect_request(const std::string& text, std::optional<Rule> rule,
                    const ExchangeLimits& limits = {}) {
  const Marked expected = marked(text);
  const MaybeViolation got = request_violation(expected.text, {}, limits);
  const std::string what =
      escaped(expected.text) + "\n  got: " + (got ? describe(*got) : "accepted");
  ASSERT_EQ(got.has_value(), rule.has_value()) << what;
  if (!got) return;
  EXPECT_EQ(row(got->rule).id, row(*rule).id) << what;
  EXPECT_EQ(got->offset, expected.offset) << what;
}

// --- Requests.

TEST(CreateRequest, IsReadAsAWhole) {
  CreateReader reader;
  const std::string octets = counted(
      "POST /v1%2E0/connectorGroups?a=b HTTP/1.1\r\n"
      "host:\tgraph.microsoft.com:443 \r\n"
      "AUTHORIZATION: bearer  mF_9.B5f-4.1JqM\r\n"
      "X-Other: 1\r\n"
      "content-type: Application/JSON ; charset=\"UTF-8\"\r\n",
      "{\"isDefault\":true,\"n\\u0061me\":\"a\\nb\"}");
  const Result<CreateRequestView> read = reader.read_request(octets);
  ASSERT_TRUE(read.accepted()) << describe(read.violation());
  CreateRequestView expected{"v1.0", "graph.microsoft.com:443", "a=b", "mF_9.B5f-4.1JqM", {}};
  expected.group.name = "a\nb";
  expected.group.is_default = true;
  EXPECT_EQ(read.value(), expected);
  EXPECT_EQ(reader.contract().id, "graph-2017");
}

TEST(CreateRequest, OfAWholeUriHasItsAuthority) {
  CreateReader reader;
  const std::string octets =
      counted(replaced(kHead, "/beta", "https://graph.microsoft.com/beta"), kBody);
  const Result<CreateRequestView> read = reader.read_request(octets);
  ASSERT_TRUE(read.accepted()) << describe(read.violation());
  EXPECT_EQ(read.value().authority, "graph.microsoft.com");
  EXPECT_EQ(read.value().query, std::nullopt);
}

TEST(CreateRequest, OfThePageIsAcceptedWithTheTrueLength) {
  const std::string body =
      "{\n  \"name\": \"name-value\",\n  \"connectorGroupType\": \"connectorGroupType-value\",\n"
      "  \"isDefault\": false\n}";
  ASSERT_EQ(body.size(), 100u);
  const std::string head =
      "POST https://graph.microsoft.com/beta/connectorGroups HTTP/1.1\r\n"
      "Host: graph.microsoft.com\r\n"
      "Authorization: Bearer a\r\n"
      "Content-type: application/json\r\n"
      "Content-length: ";
  expect_request(head + "100\r\n\r\n" + body, std::nullopt);
  // As the page has it, 99: the body lacks its brace, which would begin the next message.
  expect_request(head + "99\r\n\r\n" + body.substr(0, 99) + "^}", Rule::json_text_incomplete);
  expect_request(head + "101\r\n\r\n" + body + "^", Rule::http_message_incomplete);
}

TEST(CreateRequest, NamesTheFirstViolationOfItsOctets) {
  const std::string fields =
      "Authorization: Bearer a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
  // Method, version, path, fields, empty line, body: each hides what follows.
  expect_request("^GET /x/y HTTP/1.1\r\nHost: h\r\n\r\n", Rule::exchange_method);
  expect_request("POST /^x/y HTTP/1.1\r\nHost: h\r\n\r\n", Rule::exchange_version_segment);
  expect_request("POST /beta^/y HTTP/1.1\r\nHost: h\r\n\r\n", Rule::exchange_path);
  expect_request(
      "POST /beta/connectorGroups HTTP/1.1\r\nHost: h\r\nContent-Type: ^a/b\r\n"
      "Authorization: Basic a\r\n\r\n",
      Rule::exchange_content_type_json);
  expect_request(
      "POST /beta/connectorGroups HTTP/1.1\r\nHost: h\r\nAuthorization: ^Basic a\r\n"
      "Content-Type: a/b\r\n\r\n",
      Rule::bearer_scheme);
  expect_request("POST /beta/connectorGroups HTTP/1.1\r\nHost: h\r\n^\r\n{",
                 Rule::exchange_authorization_missing);
  expect_request(
      "POST /beta/connectorGroups HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer a\r\n^\r\n{",
      Rule::exchange_content_type_missing);
  expect_request(
      "POST /beta/connectorGroups HTTP/1.1\r\nHost: h\r\n" + replaced(fields, "{}", "{^}x"),
      Rule::body_member_missing);
}

TEST(CreateRequest, AMediaTypeIsJudgedAsFarAsItGoes) {
  const auto with = [](std::string_view type) {
    return counted(replaced(kHead, "application/json", type), kBody);
  };
  expect_request(with("^text/html; charset"), Rule::exchange_content_type_json);
  expect_request(with("text/^;"), Rule::http_media_type_syntax);
  expect_request(with("application/json; charset=^latin1; x"), Rule::exchange_content_type_charset);
  expect_request(with("application/json; charset^"), Rule::http_media_type_syntax);
}

TEST(CreateRequest, FramingTakesItsPlaceInTheOrder) {
  const std::string_view line = "POST /beta/connectorGroups HTTP/1.1\r\n";
  // A fault of framing behind one of the exchange, and before one.
  expect_request("^PUT /beta/connectorGroups HTTP/1.1\r\nHost : h\r\n\r\n", Rule::exchange_method);
  expect_request("PUT ^ /beta/connectorGroups HTTP/1.1\r\n", Rule::http_request_line_space);
  expect_request(joined({line, "Host^ : h\r\nContent-Type: a/b\r\n\r\n"}),
                 Rule::http_field_name_space);
  expect_request(joined({line, "Host: h\r\nContent-Type: ^a/b\r\nX : y\r\n\r\n"}),
                 Rule::exchange_content_type_json);
  // A field whose line isn't whole isn't judged.
  expect_request(joined({line, "Host: h\r\nContent-Type: a/b^"}), Rule::http_message_incomplete);
  // Missing fields show at the empty line alone.
  expect_request(joined({line, "Host: h\r\n^"}), Rule::http_message_incomplete);
  expect_request(joined({line, "^\r\n"}), Rule::http_host_missing);
}

TEST(CreateRequest, ABodyIsJudgedAsFarAsItGoes) {
  // What is cut off breaks the framing, unless what is there is wrong already.
  expect_request(joined({kHead, "Content-Length: 16\r\n\r\n{\"name\":^"}),
                 Rule::http_message_incomplete);
  expect_request(joined({kHead, "Content-Length: 16\r\n\r\n{^'name'"}),
                 Rule::json_string_single_quote);
  expect_request(joined({kHead, "Content-Length: 16\r\n\r\n^"}), Rule::http_message_incomplete);
  // Whole, but too short; and what follows counts less.
  expect_request(joined({kHead, "Content-Length: 8\r\n\r\n{\"name\":^"}),
                 Rule::json_text_incomplete);
  expect_request(joined({kHead, "Content-Length: 8\r\n\r\n{\"name\":^x"}),
                 Rule::json_text_incomplete);
  expect_request(joined({kHead, "Content-Length: 16\r\n\r\n", kBody, "^x"}),
                 Rule::http_message_trailing);
  expect_request(joined({kHead, "Content-Length: 18\r\n\r\n", kBody, " ^xy"}),
                 Rule::json_text_trailing);
  // No content at all.
  expect_request(joined({kHead, "\r\n^"}), Rule::json_text_incomplete);
  expect_request(joined({kHead, "Content-Length: 0\r\n\r\n^"}), Rule::json_text_incomplete);
}

TEST(CreateRequest, OffsetsInChunksAreThoseOnTheWire) {
  const std::string head = joined({kHead, "Transfer-Encoding: chunked\r\n\r\n"});
  expect_request(head + "8\r\n{\"name\":\r\n8;x=y\r\n\"sales\"}\r\n0\r\n\r\n", std::nullopt);
  expect_request(head + "8\r\n{\"name\":\r\n8;x=y\r\n^'sales'}\r\n0\r\n\r\n",
                 Rule::json_string_single_quote);
  expect_request(head + "8\r\n{\"name\":\r\n9\r\n\"sales\"}^x\r\n0\r\n\r\n",
                 Rule::json_text_trailing);
  expect_request(head + "1\r\n{\r\n1\r\n^}\r\n0\r\n\r\n", Rule::body_member_missing);
  // The body's fault comes before, or behind, the chunks' own.
  expect_request(head + "8\r\n{\"name\"^;\r\n8x\r\n", Rule::json_object_colon);
  expect_request(head + "8\r\n{\"name\":\r\n^x", Rule::http_chunk_size);
  expect_request(head + "8\r\n{\"name\":^x\r\n;", Rule::http_chunk_data_end);
}

TEST(CreateRequest, TrailersAreNotJudged) {
  const std::string head = joined({kHead, "Transfer-Encoding: chunked\r\n\r\n"});
  expect_request(head + "10\r\n" + std::string(kBody) + "\r\n0\r\nX-Sum: 1\r\n\r\n", std::nullopt);
}

TEST(CreateRequest, OfHttpOneZeroNeedsNoHost) {
  CreateReader reader;
  const std::string octets =
      counted(replaced(replaced(kHead, "HTTP/1.1", "HTTP/1.0"), "Host: h\r\n", ""), kBody);
  const Result<CreateRequestView> read = reader.read_request(octets);
  ASSERT_TRUE(read.accepted()) << describe(read.violation());
  EXPECT_EQ(read.value().authority, "");
}

TEST(CreateRequest, HasLimits) {
  ExchangeLimits limits;
  limits.body.bytes_max = 15;
  const std::string octets = counted(kHead, kBody);
  std::string at_limit = octets;
  at_limit.insert(octets.size() - 1, "^");
  expect_request(at_limit, Rule::limit_bytes, limits);
  limits.body.bytes_max = 16;
  expect_request(octets, std::nullopt, limits);
  limits.http.content_max = 15;
  expect_request(joined({kHead, "Content-Length: ^16\r\n\r\n", kBody}), Rule::limit_content,
                 limits);
}

TEST(CreateRequest, IgnoresSetsOfRules) {
  const std::string wrong =
      "GET /x/y HTTP/1.1\r\nAuthorization: Basic a b\r\nContent-Type: a/b; charset=c\r\n"
      "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n{}x";
  RuleSet ignored;
  std::vector<Rule> broken;
  for (MaybeViolation got = request_violation(wrong); got;
       got = request_violation(wrong, ignored)) {
    ASSERT_FALSE(ignored.has(got->rule)) << describe(*got);
    broken.push_back(got->rule);
    ignored.add(got->rule);
  }
  EXPECT_EQ(broken,
            (std::vector<Rule>{
                Rule::exchange_method, Rule::exchange_version_segment, Rule::exchange_path,
                Rule::bearer_scheme, Rule::bearer_token, Rule::exchange_content_type_json,
                Rule::exchange_content_type_charset, Rule::exchange_content_encoding,
                Rule::http_host_missing, Rule::body_member_missing, Rule::json_text_trailing}));
  CreateReader reader(graph_2017(), {}, ignored);
  const Result<CreateRequestView> read = reader.read_request(wrong);
  ASSERT_TRUE(read.accepted());
  EXPECT_EQ(read.value().token, "a b");
  EXPECT_EQ(read.value().version, "beta");
  EXPECT_EQ(read.value().group, NewConnectorGroupView{});
}

TEST(CreateRequest, IsReadWholeWhateverIsIgnored) {
  CreateReader reader(graph_2017(), {}, RuleSet(Rule::exchange_method));
  const std::string octets = counted(kHead, kBody);
  const Result<CreateRequestView> request = reader.read_request(octets);
  ASSERT_TRUE(request.accepted());
  EXPECT_EQ(request.value().group.name, "sales");
  const std::string answer =
      counted("HTTP/1.1 201 \r\nContent-Type: application/json\r\n", kAnswer);
  const Result<CreateResponseView> response = reader.read_response(answer);
  ASSERT_TRUE(response.accepted());
  ASSERT_TRUE(std::holds_alternative<CreatedView>(response.value()));
  EXPECT_EQ(std::get<CreatedView>(response.value()).group.name, "sales");
}

TEST(CreateRequest, AQueryIsNamedAtItsMark) {
  const std::string octets = counted(replaced(kHead, " HTTP", "?a=1 HTTP"), kBody);
  EXPECT_EQ(request_violation(octets), std::nullopt);
  EXPECT_EQ(request_violation(octets, RuleSet(Rule::exchange_query)),
            (Violation{Rule::exchange_query, octets.find('?')}));
}

TEST(CreateRequest, MayNameIdentityAsItsCoding) {
  for (const std::string_view value : {"identity", "identity,identity", ", Identity\t,", ""}) {
    const std::string octets = counted(joined({kHead, "Content-Encoding: ", value, "\r\n"}), kBody);
    EXPECT_EQ(request_violation(octets), std::nullopt) << value;
  }
  for (const std::string_view value : {"gzip", "identity,gzip", "identity x"}) {
    expect_request(counted(joined({kHead, "^Content-Encoding: ", value, "\r\n"}), kBody),
                   Rule::exchange_content_encoding);
  }
}

// A reader that ignores that any field may come knows those of the exchange.
TEST(CreateRequest, HasAFieldThatIsUnknownWhereAnyOtherIsTaken) {
  const RuleSet ignored(Rule::exchange_fields_unknown);
  const std::string octets =
      counted(joined({kHead, "Connection: close\r\nAccept: */*\r\n"}), kBody);
  EXPECT_EQ(request_violation(octets, ignored), std::nullopt);
  const std::string other = replaced(octets, "Accept", "X-Other");
  EXPECT_EQ(request_violation(other, ignored),
            (Violation{Rule::exchange_fields_unknown, other.find("X-Other")}));
  EXPECT_EQ(request_violation(other), std::nullopt);
}

TEST(CreateRequest, IsJudgedWhereAnotherReaderReadIt) {
  CreateReader reader;
  MessageReader message(MessageKind::request);
  const std::string octets = counted(kHead, kBody);
  for (const char& octet : octets) message.feed({&octet, 1});
  ASSERT_EQ(message.state(), ReadState::complete);
  const Result<CreateRequestView> read = reader.judge_request(message);
  ASSERT_TRUE(read.accepted()) << describe(read.violation());
  EXPECT_EQ(read.value().group.name, "sales");

  const std::string bad = replaced(octets, "name", "Name");
  message.next();
  message.feed(std::string_view(bad).substr(0, 50));
  message.feed(std::string_view(bad).substr(50));
  EXPECT_EQ(reader.judge_request(message).violation(),
            (Violation{Rule::body_member_names_case_sensitive, bad.find("\"Name"), "name"}));
  message.next();
  message.read("POST");
  EXPECT_EQ(reader.judge_request(message).violation(),
            (Violation{Rule::http_message_incomplete, 4}));
}

// A reader keeps a target and a content type that were right, to know them again.
TEST(CreateRequest, WhatWasRightBeforeMakesNothingElseRight) {
  const std::string right = counted(kHead, kBody);
  const std::vector<std::string> others{
      replaced(right, "/beta/connectorGroups", "/v1.0/connectorGroups"),
      replaced(right, "/beta/connectorGroups", "/beta/connectorGroups?a=b"),
      replaced(right, "/beta/connectorGroups", "https://a/beta/connectorGroups"),
      replaced(right, "/beta/connectorGroups", "/beta/connectorGroup"),
      replaced(right, "/beta/connectorGroups", "/b%65ta/connectorGroups"),
      replaced(right, "application/json", "application/json; charset=utf-8"),
      replaced(right, "application/json", "application/jsom"),
      replaced(right, "application/json", ""),
  };
  CreateReader reader;
  for (const std::string& other : others) {
    for (const std::string& octets : {right, other, other, right}) {
      CreateReader alone;
      EXPECT_EQ(reader.read_request(octets), alone.read_request(octets)) << octets;
    }
  }
}

TEST(CreateRequest, AReaderForgetsTheLastMessage) {
  CreateReader reader;
  const std::string good = counted(kHead, kBody);
  const std::string bad = counted(kHead, "{\"name\":1}");
  const std::string answer =
      counted("HTTP/1.1 201 \r\nContent-Type: application/json\r\n", kAnswer);
  for (int round = 0; round < 3; ++round) {
    EXPECT_TRUE(reader.read_request(good).accepted());
    EXPECT_FALSE(reader.read_request(bad).accepted());
    EXPECT_TRUE(reader.read_response(answer).accepted());
    EXPECT_FALSE(reader.read_response(good).accepted());
    EXPECT_FALSE(reader.read_request("").accepted());
  }
}

// --- Responses.

TEST(CreateResponse, OfSuccessHasTheGroup) {
  CreateReader reader;
  const std::string octets = counted(
      "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nLocation: /a/1\r\n", kAnswer);
  const Result<CreateResponseView> read = reader.read_response(octets);
  ASSERT_TRUE(read.accepted()) << describe(read.violation());
  const auto* created = std::get_if<CreatedView>(&read.value());
  ASSERT_NE(created, nullptr);
  EXPECT_EQ(*created, (CreatedView{201, "/a/1", {"1", "sales", "x", false, {}}}));
}

TEST(CreateResponse, OfErrorHasTheErrorAndItsFields) {
  CreateReader reader;
  const std::string octets = counted(
      "HTTP/1.1 405 \r\nContent-Type: application/json\r\nAllow:\r\nAllow: GET\r\n"
      "allow: \r\nAllow: POST\r\nRetry-After: 5\r\nWWW-Authenticate: Basic\r\n"
      "www-authenticate: Bearer a=b\r\nLocation: b\r\n",
      kError);
  const Result<CreateResponseView> read = reader.read_response(octets);
  ASSERT_TRUE(read.accepted()) << describe(read.violation());
  const auto* refused = std::get_if<Refused>(&read.value());
  ASSERT_NE(refused, nullptr);
  Refused expected{405, {}, {"Basic", "Bearer a=b"}, "GET, POST", "5", "b"};
  expected.error.code = "c";
  expected.error.message = "m";
  EXPECT_EQ(*refused, expected);
}

void expect_response(const std::string& text, std::optional<Rule> rule,
                     const Contract& contract = graph_2017()) {
  const Marked expected = marked(text);
  const MaybeViolation got = response_violation(expected.text, {}, contract);
  const std::string what =
      escaped(expected.text) + "\n  got: " + (got ? describe(*got) : "accepted");
  ASSERT_EQ(got.has_value(), rule.has_value()) << what;
  if (!got) return;
  EXPECT_EQ(row(got->rule).id, row(*rule).id) << what;
  EXPECT_EQ(got->offset, expected.offset) << what;
}

TEST(CreateResponse, StatusDecidesWhatIsRead) {
  const std::string fields = "\r\nContent-Type: application/json\r\nLocation: a\r\n";
  const auto with_status = [&fields](std::string_view status, std::string_view body) {
    return counted(joined({"HTTP/1.1 ", status, fields}), body);
  };
  expect_response(with_status("201 ", kAnswer), std::nullopt);
  for (const std::string_view status : {"^100 ", "^200 ", "^204 ", "^299 ", "^302 ", "^399 "}) {
    expect_response(joined({"HTTP/1.1 ", status, fields, "\r\n"}), Rule::exchange_status);
  }
  for (const std::string_view status : {"400 ", "402 ", "418 ", "499 ", "500 ", "599 "}) {
    expect_response(with_status(status, kError), std::nullopt);
    expect_response(with_status(status, replaced(kAnswer, "{", "{^")), Rule::error_member_sibling);
  }
  expect_response(with_status("201 ", replaced(kError, "}}", "}^}")), Rule::body_member_missing);
}

// As Graph's page of errors lists them (concepts/errors.md).
TEST(CreateResponse, KnowsDocumentedStatusesAloneWhereItIgnoresThatAnyMayCome) {
  const RuleSet ignored(Rule::exchange_error_any_code);
  const std::string error = replaced(kError, "\"c\"", "\"accessDenied\"");
  std::vector<int> known;
  for (int status = 400; status < 600; ++status) {
    const MaybeViolation got =
        response_violation(counted(joined({"HTTP/1.1 ", std::to_string(status),
                                           " \r\nContent-Type: application/json\r\nAllow: GET\r\n"
                                           "WWW-Authenticate: Bearer realm=\"a\"\r\n"}),
                                   error),
                           ignored);
    if (got) {
      EXPECT_EQ(*got, (Violation{Rule::exchange_error_any_code, 9})) << status;
    } else {
      known.push_back(status);
    }
  }
  EXPECT_EQ(known, (std::vector{400, 401, 402, 403, 404, 405, 406, 409, 410, 411, 412, 413,
                                415, 416, 422, 423, 429, 500, 501, 503, 504, 507, 509}));
}

// Beyond 599 there is no class of statuses (RFC 9110 section 15).
TEST(CreateResponse, ErrorsEndWithTheirClass) {
  const RuleSet ignored(Rule::http_status_range);
  for (const auto& [status, rule] : std::vector<std::pair<int, std::optional<Rule>>>{
           {399, Rule::exchange_status}, {400, {}}, {599, {}}, {600, Rule::exchange_status}}) {
    const MaybeViolation got =
        response_violation(counted(joined({"HTTP/1.1 ", std::to_string(status),
                                           " \r\nContent-Type: application/json\r\n"}),
                                   kError),
                           ignored);
    const MaybeViolation due = rule ? MaybeViolation({*rule, 9}) : std::nullopt;
    EXPECT_EQ(got, due) << status;
  }
}

TEST(CreateResponse, StatusesAreTheContracts) {
  const std::string answer = replaced(replaced(kAnswer, "\"x\"", "\"applicationProxy\""), "false",
                                      "false,\"region\":\"japan\"");
  const std::string ok = counted("HTTP/1.1 ^200 OK\r\nContent-Type: application/json\r\n", answer);
  expect_response(ok, Rule::exchange_status, graph_2017());
  expect_response(marked(ok).text, std::nullopt, graph_beta());
}

TEST(CreateResponse, NamesTheFirstViolationOfItsOctets) {
  expect_response("HT^P/1.1 302 \r\n\r\n", Rule::http_version_form);
  expect_response("HTTP/1.1 ^302 \r\nLocation: <\r\n\r\n", Rule::exchange_status);
  expect_response("HTTP/1.1 201 \r\nLocation: ^<\r\nRetry-After: x\r\n\r\n",
                  Rule::exchange_location_syntax);
  expect_response("HTTP/1.1 201 \r\nRetry-After: ^x\r\nLocation: <\r\n\r\n",
                  Rule::http_retry_after_syntax);
  expect_response("HTTP/1.1 401 \r\nWWW-Authenticate: Basic ^\"\r\n\r\n",
                  Rule::bearer_challenge_syntax);
  // Of what is missing at the empty line, the order of the table decides.
  expect_response("HTTP/1.1 401 \r\n^\r\n", Rule::exchange_content_type_missing);
  expect_response("HTTP/1.1 401 \r\nContent-Type: application/json\r\n^\r\n",
                  Rule::exchange_www_authenticate_missing);
  expect_response(
      "HTTP/1.1 401 \r\nContent-Type: application/json\r\nWWW-Authenticate: Basic\r\n^\r\n",
      Rule::bearer_challenge_scheme);
  expect_response("HTTP/1.1 405 \r\nContent-Type: application/json\r\n^\r\n",
                  Rule::exchange_allow_missing);
  expect_response("HTTP/1.1 400 \r\nContent-Type: application/json\r\n\r\n^",
                  Rule::json_text_incomplete);
}

TEST(CreateResponse, OnlyASuccessMayLackALocation) {
  const RuleSet absent(Rule::exchange_location_absent);
  const std::string type = "\r\nContent-Type: application/json\r\n";
  EXPECT_EQ(response_violation(counted("HTTP/1.1 400 " + type, kError), absent), std::nullopt);
  const MaybeViolation got = response_violation(counted("HTTP/1.1 201 " + type, kAnswer), absent);
  ASSERT_TRUE(got.has_value());
  EXPECT_EQ(got->rule, Rule::exchange_location_absent);
}

TEST(CreateResponse, OfAnyLengthIsJudgedWithinItsOctets) {
  RuleSet framing;
  for (const RuleRow& candidate : http_rules()) {
    if (candidate.demand == Demand::refuse) framing.add(candidate.rule);
  }
  for (const std::string_view octets :
       {"", "O", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 302 \r\n\r\n"}) {
    const MaybeViolation got = response_violation(octets, framing);
    ASSERT_TRUE(got.has_value()) << octets;
    EXPECT_EQ(row(got->rule).id, "exchange.status") << octets;
    EXPECT_EQ(got->offset, std::min<std::size_t>(octets.size(), 9)) << octets;
  }
}

TEST(CreateResponse, ChallengesMayComeInSeveralFields) {
  const std::string fields = "HTTP/1.1 401 \r\nContent-Type: application/json\r\n";
  expect_response(counted(fields + "WWW-Authenticate: Basic realm=a\r\n"
                                   "WWW-Authenticate: Bearer realm=b, error=invalid_token\r\n",
                          kError),
                  std::nullopt);
  expect_response(counted(fields + "WWW-Authenticate: Bearer realm=b\r\n"
                                   "WWW-Authenticate: Bearer error=^invalid_request\r\n",
                          kError),
                  Rule::bearer_error_status);
}

TEST(CreateResponse, ContentMayEndWithTheConnection) {
  expect_response(joined({"HTTP/1.1 201 \r\nContent-Type: application/json\r\n\r\n", kAnswer}),
                  std::nullopt);
  expect_response(joined({"HTTP/1.1 201 \r\nContent-Type: application/json\r\n\r\n",
                          kAnswer.substr(0, 5), "^"}),
                  Rule::json_text_incomplete);
}

}  // namespace
}  // namespace connectorgroup
