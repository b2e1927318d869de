// Heads of messages as the strict reader sees them. Private to connectorgroup::page.
#pragma once

#include <optional>
#include <string_view>

#include "model/http/reader.h"

namespace connectorgroup::page {

class WireJudge {
 public:
  // What the strict reader refuses in a message's head: the start line and the fields, each with
  // its CRLF, and the empty line. Content isn't waited for.
  std::optional<Violation> judge(MessageKind kind, std::string_view head);

 private:
  MessageReader reader_{MessageKind::request};
};

}  // namespace connectorgroup::page
