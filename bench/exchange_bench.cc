// Reading and writing whole messages of the create exchange, framing, fields and body together:
// this project's way, and by a library of HTTP with one of JSON, measured side by side on the same
// octets and into the same values. bench/README.md explains the rows; a row's name is
//
//   read/exchange/request/<form>/<peer>    the page's request with a short token; 64 in turn
//   read/exchange/response/<form>/<peer>   the page's response; 64 in turn
//   write/exchange/request/<form>/<peer>   the same values, written
//   write/exchange/response/<form>/<peer>
//
// Every result is compared with the expected one before anything is timed. Exit status: 0 when at
// least one row ran and none was wrong, 1 otherwise, 2 for a command line that isn't understood.
//
// exchange_bench --iterations=<n> ... runs that many iterations of each row, for a tool that counts
// instructions: the difference between two counts is what the iterations in between cost.

#include <optional>
#include <string>

#include "bench/exchange_messages.h"
#include "bench/exchange_peer.h"
#include "bench/page_body.h"
#include "bench/simdjson_context.h"

namespace connectorgroup::bench {
namespace {

void add_all(ExchangeSuite& suite) {
  add_model(suite);
#ifdef CONNECTORGROUP_PEER_BEAST
  add_beast_simdjson_ondemand(suite);
  add_beast_simdjson_dom(suite);
  add_beast_rapidjson(suite);
  add_beast_nlohmann(suite);
#endif
#ifdef CONNECTORGROUP_PEER_HTTP_PARSER
  add_http_parser_simdjson_ondemand(suite);
  add_http_parser_simdjson_dom(suite);
  add_http_parser_rapidjson(suite);
#endif
}

int run(int argc, char** argv) {
  const std::optional<std::string> request_body = page_request_body();
  const std::optional<std::string> response_body = page_response_body();
  if (!request_body || !response_body) return 1;
  const ExchangeMessages messages(*request_body, *response_body);
  ExchangeSuite suite(messages);
  add_all(suite);
  add_simdjson_context();
  return suite.run("exchange_bench", argc, argv);
}

}  // namespace
}  // namespace connectorgroup::bench

int main(int argc, char** argv) { return connectorgroup::bench::run(argc, argv); }
