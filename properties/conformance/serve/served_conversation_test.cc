// What clients that behave get from a server: right answers, in their order, however their octets
// are cut.

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <variant>
#include <vector>

#include "model/exchange/create.h"
#include "model/http/writer.h"
#include "properties/conformance/serve/blocking_client.h"
#include "properties/conformance/serve/running_server.h"

namespace connectorgroup {
namespace {

using std::chrono_literals::operator""ms;

// What the model's reader makes of a response to a create.
std::optional<Created> created_by(const Response& response) {
  std::string octets;
  EXPECT_FALSE(write_response(ViewOf(response).response(), MessageKind::response, octets));
  CreateReader reader;
  const Result<CreateResponseView> read = reader.read_response(octets);
  EXPECT_TRUE(read.accepted()) << describe(read.violation());
  if (!read.accepted()) return std::nullopt;
  const auto* created = std::get_if<CreatedView>(&read.value());
  EXPECT_NE(created, nullptr) << octets;
  if (created == nullptr) return std::nullopt;
  return own(*created);
}

std::string created_name(const std::optional<Response>& response) {
  if (!response) return "(no answer)";
  const std::optional<Created> created = created_by(*response);
  return created ? created->group.name : "(no group)";
}

TEST(ServedConversation, AnswersThePagesRequestAsTheModelReadsIt) {
  const RunningServer server;
  BlockingClient client(server.port());
  ASSERT_TRUE(client.send(page_create_request()));
  const std::optional<Response> response = client.read_response();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 201);
  const std::optional<Created> created = created_by(*response);
  ASSERT_TRUE(created);
  EXPECT_EQ(created->group.name, "name-value");
  EXPECT_EQ(created->group.connector_group_type, "connectorGroupType-value");
  EXPECT_FALSE(created->group.is_default);
  EXPECT_FALSE(created->group.id.empty());
}

TEST(ServedConversation, LocationLeadsBackToTheServer) {
  RunningServer server;
  BlockingClient client(server.port());
  ASSERT_TRUE(client.send(create_request("a")));
  const std::optional<Response> response = client.read_response();
  ASSERT_TRUE(response);
  const std::optional<Created> created = created_by(*response);
  ASSERT_TRUE(created && created->location);
  EXPECT_TRUE(created->location->starts_with(server.server().url() + "/beta/connectorGroups/"))
      << *created->location;
  ASSERT_TRUE(client.send("GET " + *created->location +
                          " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n\r\n"));
  const std::optional<Response> got = client.read_response();
  ASSERT_TRUE(got);
  EXPECT_EQ(got->status, 200);
  EXPECT_NE(got->content.find(created->group.id), std::string::npos);
}

TEST(ServedConversation, AnswersPipelinedRequestsInTheirOrder) {
  const RunningServer server;
  BlockingClient client(server.port());
  std::string octets;
  for (int number = 0; number < 50; ++number) {
    octets += create_request(std::to_string(number)) + list_request();
  }
  ASSERT_TRUE(client.send(octets));
  for (std::size_t number = 0; number < 50; ++number) {
    EXPECT_EQ(created_name(client.read_response()), std::to_string(number));
    const std::optional<Response> list = client.read_response();
    ASSERT_TRUE(list);
    const auto names = names_in(list->content);
    ASSERT_TRUE(names);
    EXPECT_EQ(names->size(), number + 1);
  }
}

TEST(ServedConversation, AnswersOctetsThatComeOneByOne) {
  const RunningServer server;
  BlockingClient client(server.port());
  for (const char octet : create_request("one") + "\r\n" + create_request("two")) {
    ASSERT_TRUE(client.send(std::string(1, octet)));
  }
  EXPECT_EQ(created_name(client.read_response()), "one");
  EXPECT_EQ(created_name(client.read_response()), "two");
}

TEST(ServedConversation, KeepsConnectionsOfClientsThatDontReadYet) {
  ServeOptions options;
  options.backlog_max = 1000;  // each list has more
  const RunningServer server(options);
  BlockingClient client(server.port());
  const std::string name(60000, 'n');
  std::string octets = create_request(name);
  for (int number = 0; number < 300; ++number) octets += list_request();
  ASSERT_TRUE(client.send(octets));
  EXPECT_EQ(created_name(client.read_response()), name);
  for (int number = 0; number < 300; ++number) {
    const std::optional<Response> list = client.read_response();
    ASSERT_TRUE(list) << number;
    const auto names = names_in(list->content);
    ASSERT_TRUE(names && names->size() == 1) << number;
    EXPECT_EQ(names->front(), name);
  }
}

TEST(ServedConversation, AnswersAClientThatHasEndedItsSide) {
  const RunningServer server;
  BlockingClient client(server.port());
  ASSERT_TRUE(client.send(create_request("one") + create_request("two")));
  client.end_sending();
  EXPECT_EQ(created_name(client.read_response()), "one");
  EXPECT_EQ(created_name(client.read_response()), "two");
  const BlockingClient::Rest rest = client.read_to_end();
  EXPECT_EQ(rest.octets, "");
  EXPECT_EQ(rest.end, BlockingClient::End::closed);
}

TEST(ServedConversation, RefusesARequestThatIsCutShort) {
  const RunningServer server;
  BlockingClient client(server.port());
  const std::string octets = create_request("cut");
  ASSERT_TRUE(client.send(octets.substr(0, octets.size() - 1)));
  client.end_sending();
  const std::optional<Response> response = client.read_response();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 400);
  EXPECT_NE(response->content.find("http.message.incomplete"), std::string::npos);
  EXPECT_EQ(client.read_to_end().end, BlockingClient::End::closed);
}

TEST(ServedConversation, ClosesAfterTheAnswerThatTheClientAsksToBeTheLast) {
  const RunningServer server;
  BlockingClient client(server.port());
  ASSERT_TRUE(client.send(create_request("last", "Connection: close\r\n")));
  const std::optional<Response> response = client.read_response();
  EXPECT_EQ(created_name(response), "last");
  const BlockingClient::Rest rest = client.read_to_end();
  EXPECT_EQ(rest.octets, "");
  EXPECT_EQ(rest.end, BlockingClient::End::closed);
}

TEST(ServedConversation, SaysContinueToAClientThatWaitsForIt) {
  const RunningServer server;
  BlockingClient client(server.port());
  const std::string content = R"({"name":"patient"})";
  for (const std::string_view expectation : {"100-continue", "100-Continue"}) {
    const std::string field = "Expect: " + std::string(expectation) + "\r\n";
    ASSERT_TRUE(client.send(create_head(content.size(), field)));
    const std::optional<Response> go_on = client.read_response();
    ASSERT_TRUE(go_on);
    EXPECT_EQ(go_on->status, 100);
    ASSERT_TRUE(client.send(content.substr(0, 5)));
    ASSERT_TRUE(client.send(content.substr(5)));
    EXPECT_EQ(created_name(client.read_response()), "patient");
  }
}

TEST(ServedConversation, DoesntSayContinueWhereItMustnt) {
  const RunningServer server;
  BlockingClient client(server.port());
  // The content is there already.
  ASSERT_TRUE(client.send(create_request("whole", "Expect: 100-continue\r\n")));
  EXPECT_EQ(created_name(client.read_response()), "whole");
  // The head alone says that it will be refused.
  ASSERT_TRUE(client.send(create_head(std::size_t{1} << 40U, "Expect: 100-continue\r\n")));
  const std::optional<Response> refused = client.read_response();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 413);
  // A client of HTTP/1.0 doesn't know what it says.
  BlockingClient old(server.port());
  std::string octets = create_request("old", "Expect: 100-continue\r\n");
  octets.replace(octets.find("HTTP/1.1"), 8, "HTTP/1.0");
  const std::size_t head_end = octets.find("\r\n\r\n") + 4;
  ASSERT_TRUE(old.send(octets.substr(0, head_end)));
  EXPECT_FALSE(old.is_readable_within(100ms));
  ASSERT_TRUE(old.send(octets.substr(head_end)));
  EXPECT_EQ(created_name(old.read_response()), "old");
}

TEST(ServedConversation, TakesOnlyItsTokensAndAnswersItsContract) {
  ServeOptions options;
  options.tokens = {"right"};
  options.contract = &graph_beta();
  options.root = "";
  const RunningServer server(options);
  BlockingClient client(server.port());
  ASSERT_TRUE(client.send(create_request("a")));
  const std::optional<Response> other_path = client.read_response();
  ASSERT_TRUE(other_path);
  EXPECT_EQ(other_path->status, 404);
  std::string octets = create_request("a");
  octets.replace(octets.find("/connectorGroups"), 16, graph_beta().path);
  ASSERT_TRUE(client.send(octets));
  const std::optional<Response> other_token = client.read_response();
  ASSERT_TRUE(other_token);
  EXPECT_EQ(other_token->status, 401);
  octets.replace(octets.find("Bearer t"), 8, "Bearer right");
  ASSERT_TRUE(client.send(octets));
  const std::optional<Response> created = client.read_response();
  ASSERT_TRUE(created);
  EXPECT_EQ(created->status, 201);
  const Field* location = find_field(created->fields, "Location");
  ASSERT_NE(location, nullptr);
  EXPECT_TRUE(location->value.starts_with("/beta/onPremisesPublishingProfiles/"));
}

}  // namespace
}  // namespace connectorgroup
