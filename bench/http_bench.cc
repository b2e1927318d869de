// Reading the messages of the create exchange, this project's way and others', measured side by
// side on the same octets. bench/README.md explains the rows; a row's name is
//
//   read/request/<form>/<peer>     the page's request with a short or a long token; 64 in turn
//   read/response/<form>/<peer>    the page's response; Graph's, whole and chunked; 64 in turn
//   limit/<message>/<form>/memcpy  the same octets, only copied
//
// Every result is compared with the expected one before anything is timed. Exit status: 0 when at
// least one row ran and none was wrong, 1 otherwise, 2 for a command line that isn't understood.
//
// http_bench --iterations=<n> ... runs that many iterations of each row, for a tool that counts
// instructions: the difference between two counts is what the iterations in between cost.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "bench/http_messages.h"
#include "bench/http_peer.h"
#include "bench/page_body.h"

namespace connectorgroup::bench {

template <class Message>
void HttpSuite::add_limit(const char* what, const MessageGroup<Message>& group) {
  add_row(what + group.name, "memcpy", [&group](benchmark::State& state) {
    std::string copy;
    for (const OnTheWire<Message>& message : group.messages) {
      copy.resize(std::max(copy.size(), message.octets.size()));
    }
    time_messages(state, group, [&copy](std::string_view octets) {
      std::memcpy(copy.data(), octets.data(), octets.size());
      char* copied = copy.data();
      benchmark::DoNotOptimize(copied);
      benchmark::ClobberMemory();
    });
  });
}

void HttpSuite::add_limits() {
  for (const MessageGroup<Request>& group : messages_->requests()) {
    add_limit("limit/request/", group);
  }
  for (const MessageGroup<Response>& group : messages_->responses()) {
    add_limit("limit/response/", group);
  }
}

namespace {

void add_all(HttpSuite& suite) {
  add_model(suite);
#ifdef CONNECTORGROUP_PEER_BEAST
  add_beast(suite);
#endif
#ifdef CONNECTORGROUP_PEER_HTTP_PARSER
  add_http_parser(suite);
#endif
  suite.add_limits();
}

int run(int argc, char** argv) {
  const std::optional<std::string> request_body = page_request_body();
  const std::optional<std::string> response_body = page_response_body();
  if (!request_body || !response_body) return 1;
  const HttpMessages messages(*request_body, *response_body);
  HttpSuite suite(messages);
  add_all(suite);
  return suite.run("http_bench", argc, argv);
}

}  // namespace
}  // namespace connectorgroup::bench

int main(int argc, char** argv) { return connectorgroup::bench::run(argc, argv); }
