// What is written of the create exchange: its octets, that they are read back, and what is refused.

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/exchange/context.h"
#include "model/exchange/create.h"

namespace connectorgroup {
namespace {

using MaybeViolation = std::optional<Violation>;

CreateRequestView new_request() {
  CreateRequestView request{"v1.0", "graph.microsoft.com:443", "a=b?c/%41", "aZ09-._~+/==", {}};
  request.group.name = "na\"me\n\xC3\xA9";
  request.group.connector_group_type = std::string_view("t");
  request.group.is_default = true;
  return request;
}

TEST(WriteCreateRequest, IsReadBack) {
  for (const Form form : {Form::page, Form::compact, Form::canonical}) {
    for (const bool with_query : {false, true}) {
      CreateRequestView request = new_request();
      if (!with_query) request.query = std::nullopt;
      std::string octets = "before";
      ASSERT_EQ(write_create_request(request, form, graph_2017(), octets), std::nullopt);
      ASSERT_TRUE(octets.starts_with("before"));
      CreateReader reader;
      const Result<CreateRequestView> read =
          reader.read_request(std::string_view(octets).substr(6));
      ASSERT_TRUE(read.accepted()) << octets << describe(read.violation());
      EXPECT_EQ(read.value(), request);
    }
  }
}

TEST(WriteCreateRequest, HasTheseOctets) {
  CreateRequestView request{"beta", "h", std::nullopt, "t", {}};
  request.group.name = "a";
  std::string octets;
  ASSERT_EQ(write_create_request(request, Form::compact, graph_2017(), octets), std::nullopt);
  EXPECT_EQ(octets,
            "POST /beta/connectorGroups HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n"
            "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"a\"}");
}

TEST(WriteCreateRequest, CountsContentOfAnySize) {
  for (const std::size_t size : {0u, 1u, 88u, 89u, 988u, 989u, 9988u, 9989u}) {
    const std::string name(size, 'n');
    CreateRequestView request = new_request();
    request.group = {};
    request.group.name = name;
    std::string octets = "before";
    ASSERT_EQ(write_create_request(request, Form::compact, graph_2017(), octets), std::nullopt);
    CreateReader reader;
    const Result<CreateRequestView> read = reader.read_request(std::string_view(octets).substr(6));
    ASSERT_TRUE(read.accepted()) << octets << describe(read.violation());
    EXPECT_EQ(read.value(), request);
  }
}

// Which the writer of messages judges.
TEST(WriteCreateRequest, TakesAnyAuthority) {
  for (const std::string_view authority : {"[::1]:80", "a%20b", "h:", "h:8080"}) {
    CreateRequestView request = new_request();
    request.authority = authority;
    std::string octets;
    ASSERT_EQ(write_create_request(request, Form::compact, graph_2017(), octets), std::nullopt);
    CreateReader reader;
    const Result<CreateRequestView> read = reader.read_request(octets);
    ASSERT_TRUE(read.accepted()) << octets << describe(read.violation());
    EXPECT_EQ(read.value(), request);
  }
}

TEST(WriteCreateRequest, RefusesWhatTheReaderWould) {
  struct Row {
    void (*change)(CreateRequestView&);
    Violation expected;
  };
  const std::vector<Row> rows{
      {[](CreateRequestView& r) { r.version = "v2.0"; },
       {Rule::exchange_version_segment, 0, "version"}},
      {[](CreateRequestView& r) { r.version = ""; },
       {Rule::exchange_version_segment, 0, "version"}},
      {[](CreateRequestView& r) { r.authority = ""; }, {Rule::http_host_empty, 0, "Host"}},
      {[](CreateRequestView& r) { r.authority = "a b"; }, {Rule::http_host_value, 2, "Host"}},
      {[](CreateRequestView& r) { r.authority = "a\r\nb"; }, {Rule::http_line_bare_cr, 1, "Host"}},
      {[](CreateRequestView& r) { r.query = "a b"; }, {Rule::http_target_character, 1, "query"}},
      {[](CreateRequestView& r) { r.query = "a#"; }, {Rule::http_target_character, 1, "query"}},
      {[](CreateRequestView& r) { r.query = "ab%4"; }, {Rule::http_target_percent, 4, "query"}},
      {[](CreateRequestView& r) { r.query = "ab%xy"; }, {Rule::http_target_percent, 3, "query"}},
      {[](CreateRequestView& r) { r.query = "access_token=a"; },
       {Rule::bearer_one_method, 0, "Authorization"}},
      {[](CreateRequestView& r) { r.token = ""; }, {Rule::bearer_token, 0, "Authorization"}},
      {[](CreateRequestView& r) { r.token = " a"; }, {Rule::bearer_token, 0, "Authorization"}},
      {[](CreateRequestView& r) { r.token = "ab c"; }, {Rule::bearer_token, 2, "Authorization"}},
      {[](CreateRequestView& r) { r.token = "a\r\n"; }, {Rule::bearer_token, 1, "Authorization"}},
      {[](CreateRequestView& r) { r.group.name = "a\xFF"; }, {Rule::json_utf8_range, 1, "name"}},
      {[](CreateRequestView& r) { r.group.region = std::string_view("eur"); },
       {Rule::body_member_undeclared, 0, "region"}},
  };
  for (const Row& row : rows) {
    CreateRequestView request = new_request();
    row.change(request);
    std::string octets = "before";
    const MaybeViolation got = write_create_request(request, Form::compact, graph_2017(), octets);
    EXPECT_EQ(got, row.expected) << (got ? describe(*got) : "written: " + octets);
    EXPECT_EQ(octets, "before");
  }
}

Created created_group() {
  return {201, "/beta/connectorGroups/a%20b", {"a b", "n", "t", true, {}}};
}

TEST(WriteCreateResponse, IsReadBack) {
  for (const Form form : {Form::page, Form::compact, Form::canonical}) {
    for (const std::string& context :
         {std::string(), entity_context("https://h", "beta", graph_2017())}) {
      const Created created = created_group();
      std::string octets;
      ASSERT_EQ(write_create_response(view(created), context, form, graph_2017(), octets),
                std::nullopt);
      CreateReader reader;
      const Result<CreateResponseView> read = reader.read_response(octets);
      ASSERT_TRUE(read.accepted()) << octets << describe(read.violation());
      EXPECT_EQ(own(std::get<CreatedView>(read.value())), created);
      EXPECT_EQ(octets.find(context.empty() ? "odata.metadata=none" : "odata.metadata=minimal") !=
                    std::string::npos,
                true);
    }
  }
}

TEST(WriteCreateResponse, PutsTheContextFirst) {
  const std::string context = entity_context("", "beta", graph_beta());
  EXPECT_EQ(context,
            "/beta/$metadata#onPremisesPublishingProfiles('applicationProxy')/connectorGroups/"
            "$entity");
  std::string page = "x{\n  \"id\": \"1\"\n}";
  insert_context("/c", Form::page, 1, page);
  EXPECT_EQ(page, "x{\n  \"@odata.context\": \"/c\",\n  \"id\": \"1\"\n}");
  std::string compact = "{\"id\":\"1\"}";
  insert_context("/c", Form::compact, 0, compact);
  EXPECT_EQ(compact, "{\"@odata.context\":\"/c\",\"id\":\"1\"}");
}

TEST(WriteCreateResponse, RefusesWhatTheReaderWould) {
  const auto violation_of = [](void (*change)(Created&)) {
    Created created = created_group();
    change(created);
    std::string octets = "before";
    const MaybeViolation got =
        write_create_response(view(created), "", Form::compact, graph_2017(), octets);
    EXPECT_EQ(octets, "before");
    return got;
  };
  EXPECT_EQ(violation_of([](Created& c) { c.status = 200; }),
            (Violation{Rule::exchange_status, 0, "status"}));
  EXPECT_EQ(violation_of([](Created& c) { c.location = "a b"; }),
            (Violation{Rule::exchange_location_syntax, 1, "Location"}));
  EXPECT_EQ(violation_of([](Created& c) { c.group.id = "\x80"; }),
            (Violation{Rule::json_utf8_continuation, 0, "id"}));
}

Refused refused_with(int status) {
  Refused refused;
  refused.status = status;
  refused.error.code = "c";
  refused.error.message = "m";
  return refused;
}

TEST(WriteCreateResponse, OfErrorIsReadBack) {
  Refused refused = refused_with(401);
  refused.challenges = {"Basic", "Bearer realm=\"a\", error=\"invalid_token\""};
  refused.allow = "GET";
  refused.retry_after = "120";
  refused.location = "/a";
  refused.error.target = std::string("name");
  refused.error.details = {{"d", "e", {}}};
  refused.error.inner.emplace();
  refused.error.inner->request_id = "1";
  for (const Form form : {Form::page, Form::compact, Form::canonical}) {
    std::string octets;
    ASSERT_EQ(write_create_response(refused, form, octets), std::nullopt);
    CreateReader reader;
    const Result<CreateResponseView> read = reader.read_response(octets);
    ASSERT_TRUE(read.accepted()) << octets << describe(read.violation());
    EXPECT_EQ(std::get<Refused>(read.value()), refused);
  }
}

TEST(WriteCreateResponse, OfErrorRefusesWhatTheReaderWould) {
  struct Row {
    int status;
    void (*change)(Refused&);
    Violation expected;
  };
  const std::vector<Row> rows{
      {399, [](Refused&) {}, {Rule::exchange_status, 0, "status"}},
      {600, [](Refused&) {}, {Rule::exchange_status, 0, "status"}},
      {401, [](Refused&) {}, {Rule::exchange_www_authenticate_missing, 0, "WWW-Authenticate"}},
      {401,
       [](Refused& r) { r.challenges = {"Basic"}; },
       {Rule::bearer_challenge_scheme, 0, "WWW-Authenticate"}},
      {400,
       [](Refused& r) { r.challenges = {"Bearer a=b c"}; },
       {Rule::bearer_challenge_syntax, 11, "WWW-Authenticate"}},
      {400,
       [](Refused& r) { r.challenges = {"Bearer error=invalid_token"}; },
       {Rule::bearer_error_status, 13, "WWW-Authenticate"}},
      {405, [](Refused&) {}, {Rule::exchange_allow_missing, 0, "Allow"}},
      {405, [](Refused& r) { r.allow = "a\n"; }, {Rule::http_line_bare_lf, 1, "Allow"}},
      {400,
       [](Refused& r) { r.retry_after = "1.5"; },
       {Rule::http_retry_after_syntax, 1, "Retry-After"}},
      {400, [](Refused& r) { r.location = "<"; }, {Rule::exchange_location_syntax, 0, "Location"}},
      {400, [](Refused& r) { r.error.code = ""; }, {Rule::error_text_empty, 0, "code"}},
  };
  for (const Row& row : rows) {
    Refused refused = refused_with(row.status);
    row.change(refused);
    std::string octets = "before";
    const MaybeViolation got = write_create_response(refused, Form::compact, octets);
    EXPECT_EQ(got, row.expected) << (got ? describe(*got) : "written: " + octets);
    EXPECT_EQ(octets, "before");
  }
}

TEST(CreateValues, AreOwnedAndViewed) {
  const CreateRequest request = own(new_request());
  EXPECT_EQ(view(request), new_request());
  EXPECT_EQ(own(view(created_group())), created_group());
}

}  // namespace
}  // namespace connectorgroup
