// The audit of request lines and status lines. Private to connectorgroup::page.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/page/findings.h"
#include "model/page/reader.h"
#include "model/page/wire_judge.h"

namespace connectorgroup::page {

// A request line in the documentation's dialect: a method, a target, which may hold spaces, and a
// version or none.
struct RequestLine {
  std::string_view method;
  std::string_view target;
  std::string_view version;
};
RequestLine split_request_line(std::string_view line);

// A line that the strict reader accepts, with what could be kept of the example's: the head that
// its headers are judged with. The target is always "/".
struct StartLine {
  std::string line;
  std::optional<int> status;  // of a response, where it can be read
};

// REQUIRES: the example has a start line.
StartLine audit_request_line(const PageExample& example, Findings& findings, WireJudge& wire);
StartLine audit_status_line(const PageExample& example, Findings& findings, WireJudge& wire);

}  // namespace connectorgroup::page
