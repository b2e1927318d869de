// The connection: what is answered to a stream of octets, when it closes, and that the cut of the
// stream doesn't matter.

#include "model/exchange/connection.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "model/exchange/refusal.h"
#include "properties/drivers/service_fixture.h"
#include "properties/escaped.h"

namespace connectorgroup {
namespace {

const std::string kGet =
    "GET /beta/connectorGroups HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n\r\n";
const std::string kPost =
    "POST /beta/connectorGroups HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n"
    "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"a\"}";
const std::string kHead = "HEAD" + kGet.substr(3);

std::string with_field(const std::string& request, std::string_view field) {
  return std::string(request).insert(request.find("\r\n") + 2, std::string(field) + "\r\n");
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

struct Answers {
  std::string octets;
  std::vector<Response> responses;
  bool closed = false;  // before the octets ended
  ServiceState state;
};

// The answers to the octets, cut into pieces of this many. `methods`: HEAD where the answer of that
// place has no content.
Answers answers_to(std::string_view octets, std::size_t piece = std::string_view::npos,
                   const HttpLimits& limits = {}) {
  Service service;
  ServiceState state;
  CountedIdentifiers identifiers;
  Connection connection(service, state, identifiers, limits);
  Answers answers;
  for (std::size_t at = 0; at < octets.size(); at += std::min(piece, octets.size() - at)) {
    // Freed at once: nothing may be kept of what was received.
    const std::string received(octets.substr(at, piece));
    connection.receive(received, answers.octets);
  }
  answers.closed = connection.is_closed();
  connection.end(answers.octets);
  EXPECT_TRUE(connection.is_closed());
  answers.state = state;
  return answers;
}

// Reads the responses; to HEAD where the request of that place is.
Answers read(Answers answers, const std::vector<MessageKind>& kinds) {
  std::string_view rest = answers.octets;
  MessageReader reader(MessageKind::response);
  for (const MessageKind kind : kinds) {
    reader.next(kind);
    rest.remove_prefix(reader.feed(rest));
    if (reader.state() != ReadState::complete) {
      ADD_FAILURE() << "no whole answer: " << escaped(answers.octets);
      return answers;
    }
    answers.responses.push_back(own(reader.response()));
  }
  EXPECT_EQ(rest, "") << "more than the answers";
  return answers;
}

constexpr MessageKind kAnswer = MessageKind::response;
constexpr MessageKind kToHead = MessageKind::response_to_head;

std::vector<int> statuses(const Answers& answers) {
  std::vector<int> all;
  for (const Response& response : answers.responses) all.push_back(response.status);
  return all;
}

TEST(Connection, AnswersRequestsInTheirOrder) {
  const Answers answers = read(answers_to(kPost + kGet + kHead + "\r\n" + kPost + kGet),
                               {kAnswer, kAnswer, kToHead, kAnswer, kAnswer});
  EXPECT_EQ(statuses(answers), (std::vector<int>{201, 200, 200, 201, 200}));
  EXPECT_FALSE(answers.closed);
  EXPECT_EQ(answers.state.size(), 2u);
  for (const Response& response : answers.responses) {
    EXPECT_EQ(field_of(response, "Connection"), std::nullopt);
  }
  EXPECT_EQ(field_of(answers.responses[2], "Content-Length"),
            std::to_string(answers.responses[1].content.size()));
}

TEST(Connection, HasTheseOctets) {
  const std::string remove =
      "DELETE /beta/connectorGroups/00000000-0000-0000-0000-000000000001 HTTP/1.1\r\nHost: h\r\n"
      "Authorization: Bearer t\r\nConnection: close\r\n\r\n";
  const std::string answer = answers_to(kPost + remove).octets;
  EXPECT_TRUE(
      answer.ends_with("\r\n\r\n{\"@odata.context\":\"https://graph.microsoft.com/beta/"
                       "$metadata#connectorGroups/$entity\",\"id\":\"00000000-0000-0000-"
                       "0000-000000000001\",\"name\":\"a\",\"connectorGroupType\":"
                       "\"applicationProxy\",\"isDefault\":false}"
                       "HTTP/1.1 204 No Content\r\nOData-Version: 4.0\r\n"
                       "Connection: close\r\n\r\n"))
      << answer;
}

TEST(Connection, ClosesWhenItIsAskedTo) {
  const Answers answers =
      read(answers_to(with_field(kGet, "Connection: x, Close") + kGet), {kAnswer});
  EXPECT_TRUE(answers.closed);
  EXPECT_EQ(field_of(answers.responses[0], "Connection"), "close");
}

TEST(Connection, OfHttpOneZeroClosesUnlessItIsKept) {
  const std::string old = replaced(kGet, "HTTP/1.1", "HTTP/1.0");
  const Answers closed = read(answers_to(old + kGet), {kAnswer});
  EXPECT_TRUE(closed.closed);
  EXPECT_EQ(field_of(closed.responses[0], "Connection"), "close");
  const Answers kept =
      read(answers_to(with_field(old, "Connection: Keep-Alive") + kGet), {kAnswer, kAnswer});
  EXPECT_FALSE(kept.closed);
  EXPECT_EQ(field_of(kept.responses[0], "Connection"), "keep-alive");
  EXPECT_EQ(kept.responses[0].minor_version, 1);
}

TEST(Connection, RefusesOctetsThatArentARequest) {
  struct Row {
    std::string octets;
    int status;
    std::string_view rule;
    std::size_t offset;
  };
  const std::vector<Row> rows{
      {"\x16\x03\x01", 400, "http.method", 0},
      {"GET  / HTTP/1.1\r\n", 400, "http.request-line.space", 4},
      {"GET / HTTP/2.0\r\n\r\n", 505, "http.version.major", 11},
      {replaced(kGet, "Host: h\r\n", ""), 400, "http.host.missing", 61},
      {with_field(kPost, "Transfer-Encoding: chunked"), 400, "http.transfer-encoding.with-length",
       131},
      {with_field(kGet, "Transfer-Encoding: gzip"), 501, "http.transfer-encoding.unknown", 55},
      {with_field(kGet, "Content-Length: 99999999999999999999"), 413, "http.content-length.range",
       52},
      {with_field(kGet, "Content-Length: 16777217"), 413, "limit.content", 52},
      {"GET /" + std::string(20000, 'a'), 414, "limit.line", 16384},
      {with_field(kGet, "X: " + std::string(20000, 'a')), 431, "limit.line", 36 + 16384},
      {with_field(kGet, "Transfer-Encoding: chunked") + "x", 400, "http.chunk.size", 100},
      {with_field(kGet, "Transfer-Encoding: chunked") + "1;" + std::string(20000, 'a'), 400,
       "limit.line", 100 + 16384},
      {with_field(kGet, "Transfer-Encoding: chunked") + "11111111111111111\r\n", 413,
       "http.chunk.size-range", 100},
  };
  for (const Row& row : rows) {
    const Answers answers = read(answers_to(row.octets + kGet), {kAnswer});
    ASSERT_EQ(answers.responses.size(), 1u) << escaped(row.octets, 200);
    EXPECT_TRUE(answers.closed) << escaped(row.octets, 200);
    const Response& response = answers.responses[0];
    EXPECT_EQ(response.status, row.status) << escaped(row.octets, 200);
    EXPECT_EQ(field_of(response, "Connection"), "close");
    const ODataError error = error_in(response);
    EXPECT_EQ(error.code, error_code(row.status));
    EXPECT_TRUE(error.message.starts_with(std::string(row.rule) + ": ")) << error.message;
    EXPECT_NE(error.message.find("(byte " + std::to_string(row.offset) + " of the request"),
              std::string::npos)
        << error.message;
  }
}

TEST(Connection, RefusesTooManyFields) {
  HttpLimits limits;
  limits.fields_max = 2;
  const Answers answers =
      read(answers_to(with_field(kGet, "X: y"), std::string_view::npos, limits), {kAnswer});
  EXPECT_EQ(statuses(answers), std::vector<int>{431});
}

TEST(Connection, ARefusalOfHeadHasNoContent) {
  const Answers answers = read(answers_to(replaced(kHead, "Host", "Host ") + kGet), {kToHead});
  EXPECT_EQ(statuses(answers), std::vector<int>{400});
}

TEST(Connection, OffsetsCountFromTheRequestsFirstOctet) {
  const Answers answers = read(answers_to(kGet + kGet + "GET /\r\n"), {kAnswer, kAnswer, kAnswer});
  EXPECT_EQ(statuses(answers), (std::vector<int>{200, 200, 400}));
  EXPECT_NE(error_in(answers.responses[2]).message.find("(byte 5 of the request"),
            std::string::npos)
      << error_in(answers.responses[2]).message;
}

TEST(Connection, ARequestThatIsCutShortIsAnsweredAtTheEnd) {
  for (std::size_t size = 1; size < kPost.size(); ++size) {
    const Answers answers = read(answers_to(kGet + kPost.substr(0, size)), {kAnswer, kAnswer});
    EXPECT_FALSE(answers.closed);
    EXPECT_EQ(statuses(answers), (std::vector<int>{200, 400})) << size;
    EXPECT_TRUE(error_in(answers.responses[1]).message.starts_with("http.message.incomplete: "));
    EXPECT_EQ(answers.state.size(), 0u);
  }
  // Nothing was begun.
  EXPECT_EQ(answers_to("").octets, "");
  read(answers_to(kGet), {kAnswer});
}

TEST(Connection, TheCutOfTheOctetsDoesntMatter) {
  const std::string chunked =
      replaced(replaced(kPost, "Content-Length: 12", "Transfer-Encoding: chunked"),
               "{\"name\":\"a\"}", "3\r\n{\"n\r\n9;x=y\r\name\":\"a\"}\r\n0\r\nX: y\r\n\r\n");
  for (const std::string& octets :
       {kPost + kGet + kHead + chunked + kGet, kPost + kGet + "GET  /", chunked + "x" + kGet,
        kGet + with_field(kGet, "Connection: close") + kGet, kPost.substr(0, 100)}) {
    const Answers whole = answers_to(octets);
    for (const std::size_t piece : {1u, 2u, 3u, 7u, 50u, 151u}) {
      const Answers cut = answers_to(octets, piece);
      EXPECT_EQ(cut.octets, whole.octets) << piece;
      EXPECT_EQ(cut.closed, whole.closed) << piece;
      EXPECT_EQ(cut.state, whole.state) << piece;
    }
  }
}

TEST(Connection, SaysNothingOnceItIsClosed) {
  Service service;
  ServiceState state;
  CountedIdentifiers identifiers;
  Connection connection(service, state, identifiers);
  std::string out;
  connection.receive("x y", out);
  EXPECT_TRUE(connection.is_closed());
  const std::string answer = out;
  connection.receive(kGet, out);
  connection.receive("", out);
  connection.end(out);
  connection.end(out);
  EXPECT_EQ(out, answer);
}

TEST(Connection, MayShareItsStateWithOthers) {
  Service service;
  ServiceState state;
  CountedIdentifiers identifiers;
  Connection first(service, state, identifiers);
  Connection second(service, state, identifiers);
  std::string out;
  first.receive(kPost.substr(0, 20), out);
  second.receive(kPost, out);
  EXPECT_EQ(state.size(), 1u);
  first.receive(kPost.substr(20), out);
  EXPECT_EQ(state.size(), 2u);
}

}  // namespace
}  // namespace connectorgroup
