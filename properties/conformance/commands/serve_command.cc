// cgconform serve

#include <csignal>
#include <iostream>

#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/serve/serve.h"
#include "properties/conformance/serve/served_misbehaviour.h"

namespace connectorgroup {

std::string misbehaviours_text() {
  std::string text;
  for (const ServedMisbehaviour& each : served_misbehaviours()) {
    text.append(each.name).append(each.name.size() < 20 ? 20 - each.name.size() : 1, ' ');
    text.append(each.sentence);
    text.append(each.rule ? " (" + std::string(row(*each.rule).id) + ")" : " (must be accepted)");
    text.append("\n");
  }
  return text;
}

int serve_command(const ServeCommand& command) {
  if (command.misbehaviour == "list") {
    return write_out(misbehaviours_text()) ? kConforming : kInternal;
  }
  ServeOptions options;
  options.contract = command.contract;
  options.address = command.address;
  options.port = command.port;
  options.tokens = command.tokens;
  options.connections_max = command.connections_max;
  options.expect_clean = command.expect_clean;
  if (!command.record.empty()) options.record = command.record;
  if (!command.misbehaviour.empty()) {
    options.misbehaviour = find_served_misbehaviour(command.misbehaviour);
    if (options.misbehaviour == nullptr) {
      complain("there is no misbehaviour \"" + command.misbehaviour + "\"; there are:\n" +
               misbehaviours_text());
      return kUsage;
    }
  }
  // The server handles them itself.
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  return serve(options, std::cout, std::cerr);
}

}  // namespace connectorgroup
