// What a server does about clients that send too much, too slowly or nothing, don't read, or break
// off; and that the others don't notice.

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <vector>

#include "properties/conformance/serve/blocking_client.h"
#include "properties/conformance/serve/running_server.h"

namespace connectorgroup {
namespace {

using std::chrono_literals::operator""ms;
using End = BlockingClient::End;

// The status of the next answer, or 0.
int status_of_next(BlockingClient& client) {
  const std::optional<Response> response = client.read_response();
  return response ? response->status : 0;
}

// Another client is served as if nothing were.
void expect_served(std::uint16_t port) {
  BlockingClient client(port);
  ASSERT_TRUE(client.send(create_request("other")));
  EXPECT_EQ(status_of_next(client), 201);
}

// An answer that says that it is the last one, and the end: not a reset.
void expect_refused(BlockingClient& client, int status) {
  const std::optional<Response> response = client.read_response();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, status);
  const ViewOf view(*response);
  EXPECT_FALSE(keeps_connection(1, view.response().fields));
  const BlockingClient::Rest rest = client.read_to_end();
  EXPECT_EQ(rest.octets, "");
  EXPECT_EQ(rest.end, End::closed);
}

TEST(ServedLimits, AnswersATooLongHeadOnceItIsTooLong) {
  const RunningServer server;
  BlockingClient client(server.port());
  ASSERT_TRUE(client.send("GET /beta/connectorGroups HTTP/1.1\r\nX-Long: "));
  // More than the limit, and more than is read at once.
  ASSERT_TRUE(client.send(std::string(100000, 'x')));
  expect_served(server.port());
  expect_refused(client, 431);
}

TEST(ServedLimits, AnswersATooLongTarget) {
  const RunningServer server;
  BlockingClient client(server.port());
  ASSERT_TRUE(client.send("GET /" + std::string(100000, 'x')));
  expect_refused(client, 414);
}

// All of the content is sent before the answer is read: unread octets must not reset it.
TEST(ServedLimits, AnswersTooMuchContentWithoutReset) {
  ServeOptions options;
  options.limits.http.content_max = 1000;
  options.times.linger = std::chrono::seconds(20);
  const RunningServer server(options);
  BlockingClient client(server.port());
  constexpr std::size_t kSize = std::size_t{8} << 20;
  ASSERT_TRUE(client.send(create_head(kSize)));
  ASSERT_TRUE(client.send(std::string(kSize, ' ')));
  expect_served(server.port());
  client.end_sending();
  expect_refused(client, 413);
}

TEST(ServedLimits, StopsLingeringAfterATime) {
  ServeOptions options;
  options.times.linger = 50ms;
  const RunningServer server(options);
  BlockingClient client(server.port());
  ASSERT_TRUE(client.send("no request\r\n\r\n"));
  EXPECT_EQ(status_of_next(client), 400);
  // It doesn't end its side; in the end the server closes all the same, which a write shows.
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  bool gone = false;
  while (!gone && std::chrono::steady_clock::now() < patience) gone = !client.send("x");
  EXPECT_TRUE(gone);
}

// The time isn't renewed by octets.
TEST(ServedLimits, AnswersAHeadThatComesTooSlowly) {
  ServeOptions options;
  options.times.head = 200ms;
  const RunningServer server(options);
  BlockingClient client(server.port());
  ASSERT_TRUE(client.send("GET /beta/connectorGroups HTTP/1.1\r\nX-Slow: "));
  for (int octets = 0; octets < 1500 && !client.is_readable_within(20ms); ++octets) {
    ASSERT_TRUE(client.send("x"));
  }
  expect_served(server.port());
  expect_refused(client, 408);
}

TEST(ServedLimits, AnswersContentThatDoesntCome) {
  ServeOptions options;
  options.times.content = 50ms;
  const RunningServer server(options);
  BlockingClient client(server.port());
  const std::string request = create_request("slow");
  ASSERT_TRUE(client.send(request.substr(0, request.size() - 2)));
  expect_refused(client, 408);
}

// An answer to HEAD has no content, whatever its fields say.
TEST(ServedLimits, AnswersHeadWhoseContentDoesntComeWithoutContent) {
  ServeOptions options;
  options.times.content = 50ms;
  const RunningServer server(options);
  BlockingClient client(server.port());
  ASSERT_TRUE(
      client.send("HEAD /beta/connectorGroups HTTP/1.1\r\nHost: h\r\n"
                  "Content-Length: 5\r\n\r\n"));
  const std::optional<Response> response = client.read_response(MessageKind::response_to_head);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 408);
  EXPECT_EQ(client.read_to_end().octets, "");
}

TEST(ServedLimits, ClosesIdleConnectionsWithoutAWord) {
  ServeOptions options;
  options.times.idle = 50ms;
  options.times.head = std::chrono::minutes(1);
  const RunningServer server(options);
  // Never used; used; and an empty line, which begins no request.
  for (const std::string& octets : {std::string(), create_request("a"), std::string("\r\n")}) {
    BlockingClient client(server.port());
    if (!octets.empty()) {
      ASSERT_TRUE(client.send(octets));
    }
    if (octets.size() > 2) {
      EXPECT_EQ(status_of_next(client), 201);
    }
    const BlockingClient::Rest rest = client.read_to_end();
    EXPECT_EQ(rest.octets, "");
    EXPECT_EQ(rest.end, End::closed);
  }
}

TEST(ServedLimits, GivesUpOnAClientThatNeverReads) {
  ServeOptions options;
  options.times.write = 100ms;
  options.backlog_max = 100000;
  const RunningServer server(options);
  BlockingClient client(BlockingClient::Options{4096});
  ASSERT_TRUE(client.connect(server.port()));
  ASSERT_TRUE(client.send(create_request(std::string(1000000, 'n'))));
  // More than the system keeps for a connection.
  constexpr std::size_t kAsked = 30;
  for (std::size_t number = 0; number < kAsked; ++number) ASSERT_TRUE(client.send(list_request()));
  expect_served(server.port());
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  bool gone = false;
  while (!gone && std::chrono::steady_clock::now() < patience) gone = !client.send("\r\n");
  EXPECT_TRUE(gone);
  std::size_t answered = 0;
  while (client.read_response()) ++answered;
  EXPECT_LT(answered, kAsked);
}

// Otherwise a client could fill the server's memory.
TEST(ServedLimits, DoesntAnswerMoreThanAClientTakes) {
  ServeOptions options;
  options.backlog_max = 100000;
  const RunningServer server(options);
  BlockingClient client(BlockingClient::Options{4096});
  ASSERT_TRUE(client.connect(server.port()));
  std::string octets = create_request(std::string(1000000, 'n'));
  constexpr int kAsked = 30;
  for (int number = 0; number < kAsked; ++number) octets += list_request();
  ASSERT_TRUE(client.send(octets + create_request("after")));
  ASSERT_TRUE(client.is_readable_within(std::chrono::seconds(30)));

  BlockingClient other(server.port());
  for (int look = 0; look < 10; ++look) {
    ASSERT_TRUE(other.send(list_request()));
    const std::optional<Response> list = other.read_response();
    ASSERT_TRUE(list);
    const auto names = names_in(list->content);
    ASSERT_TRUE(names);
    EXPECT_EQ(names->size(), 1U) << "the group after all those lists is there already";
  }

  EXPECT_EQ(status_of_next(client), 201);
  for (int number = 0; number < kAsked; ++number) EXPECT_EQ(status_of_next(client), 200);
  EXPECT_EQ(status_of_next(client), 201) << "it goes on as soon as the client reads";
}

TEST(ServedLimits, OutlivesClientsThatReset) {
  const RunningServer server;
  const std::string request = create_request("reset");
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{5}, request.size() / 2, request.size() - 1, request.size()}) {
    BlockingClient client(server.port());
    ASSERT_TRUE(client.send(request.substr(0, size)));
    client.reset();
  }
  // One whose answers are on their way.
  BlockingClient greedy(server.port());
  ASSERT_TRUE(greedy.send(create_request(std::string(500000, 'n'))));
  EXPECT_EQ(status_of_next(greedy), 201);
  for (int number = 0; number < 10; ++number) ASSERT_TRUE(greedy.send(list_request()));
  greedy.reset();
  expect_served(server.port());
}

TEST(ServedLimits, LetsFurtherConnectionsWait) {
  ServeOptions options;
  options.connections_max = 2;
  const RunningServer server(options);
  std::vector<BlockingClient> clients(2);
  for (BlockingClient& client : clients) {
    ASSERT_TRUE(client.connect(server.port()));
    ASSERT_TRUE(client.send(create_request("in")));
    EXPECT_EQ(status_of_next(client), 201);
  }
  BlockingClient waiting(server.port());
  ASSERT_TRUE(waiting.send(create_request("waiting")));
  EXPECT_FALSE(waiting.is_readable_within(200ms));
  clients.pop_back();
  EXPECT_EQ(status_of_next(waiting), 201);
}

// Takes every file descriptor that is free, and gives them back.
class NoFileDescriptors {
 public:
  NoFileDescriptors() {
    getrlimit(RLIMIT_NOFILE, &before_);
    const int lowest_free = ::dup(STDOUT_FILENO);
    ::close(lowest_free);
    rlimit none = before_;
    none.rlim_cur = static_cast<rlim_t>(lowest_free);
    EXPECT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  }
  ~NoFileDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
  NoFileDescriptors(const NoFileDescriptors&) = delete;

 private:
  rlimit before_{};
};

TEST(ServedLimits, OutlivesALackOfFileDescriptors) {
  ServeOptions options;
  options.times.accept_again = 20ms;
  const RunningServer server(options);
  BlockingClient early(server.port());
  ASSERT_TRUE(early.send(create_request("early")));
  EXPECT_EQ(status_of_next(early), 201);
  BlockingClient late;
  {
    const NoFileDescriptors none;
    ASSERT_LT(::dup(STDOUT_FILENO), 0);
    ASSERT_TRUE(late.connect(server.port()));
    ASSERT_TRUE(late.send(create_request("late")));
    EXPECT_FALSE(late.is_readable_within(200ms));
    ASSERT_TRUE(early.send(create_request("early")));
    EXPECT_EQ(status_of_next(early), 201);
  }
  EXPECT_EQ(status_of_next(late), 201);
  expect_served(server.port());
}

}  // namespace
}  // namespace connectorgroup
