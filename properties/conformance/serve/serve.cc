#include "properties/conformance/serve/serve.h"

#include "properties/conformance/serve/server.h"

namespace connectorgroup {

int serve(const ServeOptions& options, std::ostream& out, std::ostream& log) {
  Server server(options);
  if (const auto failure = server.listen()) {
    log << failure->reason << std::endl;
    return static_cast<int>(failure->status);
  }
  // Before the line: whoever waits for it may send a signal next.
  server.stop_on_signals();
  out << "listening on " << server.url() << std::endl;
  server.run();
  const Server::Counts counts = server.counts();
  if (options.record || options.expect_clean) {
    log << counts.requests << (counts.requests == 1 ? " request, " : " requests, ")
        << counts.requests_with_violations << " broke rules" << std::endl;
  }
  if (const auto fault = server.fault()) log << "the record isn't whole: " << *fault << std::endl;
  return static_cast<int>(server.status());
}

}  // namespace connectorgroup
