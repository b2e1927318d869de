// `cgconform serve`: a server as a program.
#pragma once

#include <ostream>

#include "properties/conformance/serve/serve_options.h"

namespace connectorgroup {

// Serves until SIGINT or SIGTERM, and gives the exit status, a ServeStatus (server.h). Once clients
// can connect it writes one line to `out`, and flushes: "listening on http://127.0.0.1:8080".
// Everything else, faults and what was judged, goes to `log`.
int serve(const ServeOptions& options, std::ostream& out, std::ostream& log);

}  // namespace connectorgroup
