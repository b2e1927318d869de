// Connections of scripts: octets in pieces and several requests at once, their end, and what their
// answers leave to be deleted.
#include "properties/subjects/http/watched_connection.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "properties/subject_failure.h"
#include "properties/subjects/http/http_subject.h"
#include "properties/subjects/http/told_server.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;
using Conversation = ToldServer::Conversation;

std::unique_ptr<HttpSubject> subject_at(const ToldServer& server, std::chrono::milliseconds time) {
  HttpSubjectOptions options;
  options.url = server.url();
  options.answer_timeout = time;
  return std::get<std::unique_ptr<HttpSubject>>(make_http_subject(options));
}

std::string create_request() { return "POST /beta/connectorGroups HTTP/1.1\r\nHost: a\r\n\r\n"; }

std::string created(const std::string& id) {
  return response(201, "", std::string("{\"id\":\"").append(id).append("\"}"));
}

std::string received_to_end(ServerConnection& connection) {
  std::string all;
  for (std::string some = connection.receive(); !some.empty(); some = connection.receive()) {
    all += some;
  }
  return all;
}

TEST(WatchedConnection, SendsPiecesAsTheyAreWithoutAim) {
  const std::string octets = "POST /beta HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n";
  ToldServer server(answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
  const auto connection = subject_at(server, 10s)->connect();
  for (const char octet : octets) connection->send(std::string_view(&octet, 1));
  EXPECT_EQ(received_to_end(*connection), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(server.received().at(0), octets);
  // After the end both go on to show it.
  connection->send("more");
  EXPECT_EQ(connection->receive(), "");
}

TEST(WatchedConnection, ItsEndReachesTheServerWhichMayStillAnswer) {
  ToldServer server([](Conversation& client) {
    if (client.read_to_end()) client.send("seen");
  });
  const auto connection = subject_at(server, 10s)->connect();
  connection->send("half a request");
  connection->end();
  EXPECT_EQ(received_to_end(*connection), "seen");
  EXPECT_EQ(server.received().at(0), "half a request");
}

TEST(WatchedConnection, SilenceIsAHangAndAResetAnEnd) {
  ToldServer silent([](Conversation& client) { client.read_to_end(); });
  {
    const auto connection = subject_at(silent, 200ms)->connect();
    connection->send("GET");
    try {
      connection->receive();
      FAIL() << "received";
    } catch (const SubjectFailure& failure) {
      EXPECT_EQ(failure.misbehaviour(), Misbehaviour::hang);
    }
  }
  ToldServer resetting([](Conversation& client) {
    client.read(3);
    client.reset();
  });
  const auto connection = subject_at(resetting, 10s)->connect();
  connection->send("GET");
  EXPECT_EQ(connection->receive(), "");
}

TEST(WatchedConnection, AnEarlyAnswerDoesntKeepTheRestFromBeingSent) {
  ToldServer server([](Conversation& client) {
    client.read(1);
    client.send("x");
    client.read_to_end();
  });
  const auto connection = subject_at(server, 10s)->connect();
  const std::string large(std::size_t{8} << 20, 'y');
  connection->send(large);
  EXPECT_EQ(connection->receive(), "x");
  connection->end();
  EXPECT_EQ(connection->receive(), "");
  EXPECT_EQ(server.received().at(0).size(), large.size());
}

// Two creates at once, their answers in pieces, an interim one between them, and one to HEAD whose
// length announces content that doesn't come.
TEST(WatchedConnection, EveryCreateIsDeletedByTheSubject) {
  ToldServer server([](Conversation& client) {
    if (client.number() > 0) {
      client.read_request();
      client.send("HTTP/1.1 204 Gone\r\n\r\n");
      return;
    }
    for (int count = 0; count < 3; ++count) client.read_request();
    client.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
    const std::string answers =
        created("1").append("HTTP/1.1 100 Continue\r\n\r\n").append(created("2"));
    for (const char octet : answers) client.send(std::string_view(&octet, 1));
  });
  const auto subject = subject_at(server, 10s);
  const auto connection = subject->connect();
  connection->send("HEAD /beta/connectorGroups HTTP/1.1\r\nHost: a\r\n\r\n" + create_request() +
                   create_request());
  received_to_end(*connection);
  subject->reset();
  ASSERT_EQ(server.received().size(), 3U);
  EXPECT_TRUE(server.received()[1].starts_with("DELETE /beta/connectorGroups/1 HTTP/1.1\r\n"));
  EXPECT_TRUE(server.received()[2].starts_with("DELETE /beta/connectorGroups/2 HTTP/1.1\r\n"));
  EXPECT_TRUE(subject->leftovers().empty());
}

}  // namespace
}  // namespace connectorgroup
