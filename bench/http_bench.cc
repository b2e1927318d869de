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
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "bench/context.h"
#include "bench/http_messages.h"
#include "bench/http_peer.h"
#include "bench/iterations.h"

namespace connectorgroup::bench {

void HttpSuite::register_rows(std::optional<std::int64_t> iterations) {
  // Stable: the rows of one group stay in the order of the peers.
  std::vector<std::string_view> groups;
  for (const Row& row : rows_) {
    if (std::find(groups.begin(), groups.end(), row.group) == groups.end()) {
      groups.push_back(row.group);
    }
  }
  for (const std::string_view group : groups) {
    for (const Row& row : rows_) {
      if (row.group != group) continue;
      auto* registered =
          benchmark::RegisterBenchmark((row.group + "/" + row.peer).c_str(), row.run);
      if (iterations) registered->Iterations(*iterations);
    }
  }
}

template <class Message>
void HttpSuite::add_limit(const char* what, const MessageGroup<Message>& group) {
  rows_.push_back({what + group.name, "memcpy", [&group](benchmark::State& state) {
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
                   }});
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

constexpr const char* kPageRequest =
    CONNECTORGROUP_CORPUS "/body/accept/graph-2017/create-request/page/documented-example.json";
constexpr const char* kPageResponse =
    CONNECTORGROUP_CORPUS "/body/accept/graph-2017/response/page/documented-example.json";

std::optional<std::string> contents(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "http_bench: can't read %s\n", path);
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

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
  const std::optional<std::string> request_body = contents(kPageRequest);
  const std::optional<std::string> response_body = contents(kPageResponse);
  if (!request_body || !response_body) return 1;
  const HttpMessages messages(*request_body, *response_body);
  HttpSuite suite(messages);
  add_all(suite);
  add_context();
  suite.register_rows(take_iterations(argc, argv));
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  const std::size_t row_count = benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  if (row_count == 0) std::fputs("http_bench: no row matches the filter\n", stderr);
  if (suite.failure_count() > 0) {
    std::fputs("http_bench: a row's result isn't the expected one; see its error\n", stderr);
  }
  return row_count > 0 && suite.failure_count() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace connectorgroup::bench

int main(int argc, char** argv) { return connectorgroup::bench::run(argc, argv); }
