// How a server ends: what has begun is answered, for a time of grace.

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "model/exchange/service.h"
#include "model/http/message.h"
#include "model/http/reader.h"
#include "properties/conformance/serve/blocking_client.h"
#include "properties/conformance/serve/running_server.h"
#include "properties/conformance/serve/served_conversation.h"

namespace connectorgroup {
namespace {

using std::chrono_literals::operator""ms;
using End = BlockingClient::End;

const std::string kContent = R"({"name":"in flight"})";

// A client whose request has begun, as the server has said.
void begin_request(BlockingClient& client) {
  ASSERT_TRUE(client.send(create_head(kContent.size(), "Expect: 100-continue\r\n")));
  const std::optional<Response> go_on = client.read_response();
  ASSERT_TRUE(go_on && go_on->status == 100);
}

TEST(ServedStop, AnswersWhatIsInFlightAndSaysThatItIsTheLast) {
  RunningServer server;
  BlockingClient busy(server.port());
  begin_request(busy);
  BlockingClient idle(server.port());
  ASSERT_TRUE(idle.send(create_request("before")));
  ASSERT_TRUE(idle.read_response());
  server.server().stop();
  const BlockingClient::Rest rest = idle.read_to_end();
  EXPECT_EQ(rest.octets, "");
  EXPECT_EQ(rest.end, End::closed);
  // It is stopping by now: no one else gets in.
  EXPECT_FALSE(BlockingClient(server.port()).is_connected());

  ASSERT_TRUE(busy.send(kContent + create_request("too late")));
  const std::optional<Response> answer = busy.read_response();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 201);
  const Field* connection = find_field(answer->fields, "Connection");
  ASSERT_NE(connection, nullptr);
  EXPECT_EQ(connection->value, "close");
  busy.end_sending();
  const BlockingClient::Rest rest_of_busy = busy.read_to_end();
  EXPECT_EQ(rest_of_busy.octets, "");
  EXPECT_EQ(rest_of_busy.end, End::closed);
  server.wait();
}

TEST(ServedStop, WaitsNoLongerThanTheTimeOfGrace) {
  ServeOptions options;
  options.times.grace = 50ms;
  options.expect_clean = true;
  RunningServer server(options);
  BlockingClient busy(server.port());
  begin_request(busy);
  EXPECT_EQ(server.stop(), ServeStatus::not_served) << "what the server broke off isn't judged";
  EXPECT_EQ(busy.read_to_end().octets, "");
}

TEST(ServedStop, SendsAnAnswerThatIsUnderWayToItsEnd) {
  RunningServer server;
  BlockingClient client(server.port());
  const std::string name(2000000, 'n');
  ASSERT_TRUE(client.send(create_request(name) + list_request()));
  ASSERT_TRUE(client.is_readable_within(std::chrono::seconds(30)));
  server.server().stop();
  const std::optional<Response> created = client.read_response();
  ASSERT_TRUE(created);
  EXPECT_EQ(created->status, 201);
  EXPECT_NE(created->content.find(name), std::string::npos);
  client.end_sending();
  client.read_to_end();
  server.wait();
}

// Otherwise a fault of the client would look as if none had come.
TEST(ServedStop, JudgesWhatWasRefusedThoughTheClientStays) {
  ServeOptions options;
  options.times.grace = 50ms;
  options.times.linger = std::chrono::minutes(1);
  options.expect_clean = true;
  RunningServer server(options);
  BlockingClient client(server.port());
  ASSERT_TRUE(client.send("hello\r\n"));
  ASSERT_TRUE(client.read_response());
  EXPECT_EQ(server.stop(), ServeStatus::rules_broken);
}

TEST(ServedStop, DoesntWaitForWhatFollowsAnEmptyLine) {
  ServeOptions options;
  options.times.grace = options.times.idle = std::chrono::hours(1);
  for (int attempt = 0; attempt < 100; ++attempt) {
    RunningServer server(options);
    BlockingClient client(server.port());
    ASSERT_TRUE(client.send(create_request("a")));
    ASSERT_TRUE(client.read_response());
    ASSERT_TRUE(client.send("\r\n"));
    server.server().stop();
    ASSERT_NE(client.read_to_end().end, End::none);
  }
}

TEST(ServedStop, SaysCloseOnceToAClientThatAskedToBeKept) {
  ServeOptions options;
  Service service;
  CountedIdentifiers identifiers;
  ServedState state{service, identifiers, options, nullptr, {}};
  ServedConversation conversation(state, 1);
  std::string request = create_request("kept", "Connection: keep-alive\r\n");
  request.replace(request.find("HTTP/1.1"), 8, "HTTP/1.0");
  conversation.finish();
  const ServedConversation::Taken taken = conversation.receive(request);
  ASSERT_TRUE(taken.answer);
  EXPECT_EQ(taken.answer->then, ServedAnswer::Then::close);
  MessageReader reader(MessageKind::response);
  ASSERT_EQ(reader.read(taken.answer->octets), ReadState::complete);
  std::vector<std::string_view> said;
  for (const FieldView& field : reader.response().fields) {
    if (equal_ignoring_case(field.name, "Connection")) said.push_back(field.value);
  }
  EXPECT_EQ(said, std::vector<std::string_view>{"close"});
}

TEST(ServedStop, MayBeAskedBeforeItRunsAndTwice) {
  Server server{ServeOptions{}};
  ASSERT_FALSE(server.listen());
  server.stop();
  server.stop();
  server.run();
  EXPECT_EQ(server.status(), ServeStatus::good);
}

}  // namespace
}  // namespace connectorgroup
