// The peers by themselves: what each adapter says of a connection that all parsers read alike, how
// it says that one ended, and that no limit of theirs is in the way.

#include "properties/http_peers/peer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "properties/drivers/built_http_peers.h"

namespace connectorgroup {
namespace {

constexpr MessageKind kRequest = MessageKind::request;
constexpr MessageKind kResponse = MessageKind::response;
constexpr MessageKind kResponseToHead = MessageKind::response_to_head;

struct Connection {
  std::string_view name;
  MessageKind kind;
  std::string octets;
  std::string described;
};

std::string fields(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "X" + std::to_string(i) + ": a\r\n";
  return text;
}

std::string described_fields(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += ", \"X" + std::to_string(i) + "\": \"a\"";
  return text;
}

const std::vector<Connection>& connections() {
  static const std::vector<Connection> all{
      {"nothing", kRequest, "", "clean"},
      {"two requests", kRequest,
       "POST /x?y HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.0\r\nE:\r\n\r\n",
       R"(["POST" "/x?y" HTTP/1.1 {"Host": "a", "Content-Length": "3"} content "abc" up to 53] )"
       R"(["GET" "/" HTTP/1.0 {"E": ""} content "" closes up to 75] clean)"},
      {"chunks and trailers, twice", kRequest,
       "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\nT: u\r\n\r\n"
       "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nV: w\r\nV: x\r\n\r\n",
       R"(["PUT" "/" HTTP/1.1 {"Transfer-Encoding": "chunked"} content "abc" trailers {"T": "u"} )"
       R"(up to 70] ["PUT" "/" HTTP/1.1 {"Transfer-Encoding": "chunked"} content "" )"
       R"(trailers {"V": "w", "V": "x"} up to 133] clean)"},
      {"more fields than node hands over at once", kRequest,
       "GET / HTTP/1.1\r\nHost: a\r\n" + fields(40) + "\r\nGET / HTTP/1.1\r\n\r\n",
       R"(["GET" "/" HTTP/1.1 {"Host": "a")" + described_fields(40) +
           R"(} content "" up to 337] ["GET" "/" HTTP/1.1 {} content "" up to 355] clean)"},
      {"a request behind one that asks for an upgrade", kRequest,
       "GET / HTTP/1.1\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nGET /b HTTP/1.1\r\n\r\n"
       "G@T / HTTP/1.1\r\n\r\n",
       R"(["GET" "/" HTTP/1.1 {"Upgrade": "x", "Connection": "upgrade"} content "" up to 51] )"
       R"(["GET" "/b" HTTP/1.1 {} content "" up to 70] refused)"},
      {"no request behind one that asks for an upgrade", kRequest,
       "GET / HTTP/1.1\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nG@T / HTTP/1.1\r\n\r\n",
       R"(["GET" "/" HTTP/1.1 {"Upgrade": "x", "Connection": "upgrade"} content "" up to 51] refused)"},
      {"a part of a head", kRequest, "GET / HTTP/1.1\r\nHost: a\r\n", "incomplete"},
      {"a part of the content", kRequest, "PUT / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab",
       "incomplete"},
      {"a part of a chunk", kRequest, "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\na",
       "incomplete"},
      {"no request", kRequest, "@", "refused"},
      {"no second request", kRequest, "GET / HTTP/1.1\r\n\r\n@",
       R"(["GET" "/" HTTP/1.1 {} content "" up to 18] refused)"},
      {"responses", kResponse,
       "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Well done\r\nContent-Length: 1\r\n\r\na"
       "HTTP/1.1 200 OK\r\n\r\nuntil\r\nthe end",
       R"([100 "Continue" HTTP/1.1 {} content "" up to 25] )"
       R"([201 "Well done" HTTP/1.1 {"Content-Length": "1"} content "a" up to 71] )"
       R"([200 "OK" HTTP/1.1 {} content "until\x0D\nthe end" closes up to 104] clean)"},
      {"a response without content, up to the end", kResponse, "HTTP/1.1 200 OK\r\n\r\n",
       R"([200 "OK" HTTP/1.1 {} content "" closes up to 19] clean)"},
      {"a part of a response", kResponse, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n",
       "incomplete"},
      {"responses to HEAD", kResponseToHead,
       "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: "
       "chunked\r\n"
       "\r\n",
       R"([200 "OK" HTTP/1.1 {"Content-Length": "9"} content "" up to 38] )"
       R"([200 "OK" HTTP/1.1 {"Transfer-Encoding": "chunked"} content "" up to 85] clean)"},
  };
  return all;
}

// Without the peer's own word for a refusal.
std::string without_error(PeerReading reading) {
  reading.error.clear();
  return describe(reading);
}

TEST(HttpPeers, SayAlikeWhatAConnectionCarries) {
  for (const Connection& connection : connections()) {
    SCOPED_TRACE(connection.name);
    for (HttpPeer* const peer : built_http_peers()) {
      EXPECT_EQ(without_error(peer->read(connection.kind, connection.octets)), connection.described)
          << peer->name() << " " << peer->version();
    }
  }
}

TEST(HttpPeers, AreUnderTheirNames) {
  std::vector<std::string_view> names;
  for (const HttpPeer* const peer : built_http_peers()) {
    names.push_back(peer->name());
    EXPECT_NE(peer->version(), "");
  }
  const std::vector<std::string_view> expected{"beast", "http-parser", "llhttp"};
  ASSERT_LE(names.size(), expected.size());
  EXPECT_TRUE(std::equal(names.begin(), names.end(), expected.begin()));
}

// A request with a long target and field, a long content, and a request behind it.
void read_long_request(HttpPeer& peer, std::size_t head_size, std::size_t content_size) {
  SCOPED_TRACE(peer.name());
  const std::string target = "/" + std::string(head_size, 'a');
  const std::string value(head_size, 'b');
  const std::string content(content_size, 'c');
  const PeerReading reading =
      peer.read(kRequest, "POST " + target + " HTTP/1.1\r\nX: " + value +
                              "\r\nContent-Length: " + std::to_string(content_size) + "\r\n\r\n" +
                              content + "GET / HTTP/1.1\r\n\r\n");
  ASSERT_EQ(reading.messages.size(), 2u) << reading.error;
  EXPECT_EQ(reading.messages[0].target, target);
  EXPECT_EQ(reading.messages[0].fields[0].value, value);
  EXPECT_EQ(reading.messages[0].content, content);
  EXPECT_EQ(reading.messages[1].target, "/");
}

TEST(HttpPeers, HaveNoLimitsOfTheirOwn) {
  for (HttpPeer* const peer : in_process_http_peers()) read_long_request(*peer, 200'000, 9'000'000);
}

TEST(HttpPeers, SayWhyTheyRefuse) {
  for (HttpPeer* const peer : built_http_peers()) {
    EXPECT_NE(peer->read(kRequest, "@").error, "") << peer->name();
  }
}

#ifdef CONNECTORGROUP_NODE
// It is fed octet by octet, so it gets fewer.
TEST(Llhttp, HasNoLimitOfItsOwn) {
  HttpPeer& llhttp = *built_http_peers().back();
  ASSERT_EQ(llhttp.name(), "llhttp");
  read_long_request(llhttp, 100'000, 20'000);
}

TEST(Llhttp, IsNoPeerWhereNodeCannotBeStarted) {
  EXPECT_EQ(make_llhttp_peer("/nowhere/node", CONNECTORGROUP_LLHTTP_SCRIPT), nullptr);
  EXPECT_EQ(make_llhttp_peer("true", CONNECTORGROUP_LLHTTP_SCRIPT), nullptr);
  EXPECT_EQ(make_llhttp_peer("echo", CONNECTORGROUP_LLHTTP_SCRIPT), nullptr);
}
#endif

}  // namespace
}  // namespace connectorgroup
