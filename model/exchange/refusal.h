// How a service says no: the status that a broken rule calls for, and the error object that names
// it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/exchange/error.h"
#include "model/rule.h"
#include "model/violation.h"

namespace connectorgroup {

// The status of a refusal for a broken rule of a request's fields or body: 401, 404, 413, 415, or
// 400 where the rule calls for no other. Rules of framing are framing_status()'s.
int refusal_status(Rule rule);

// Where the octets of a message stop being one.
enum class FramingPart : std::uint8_t { start_line, fields, content };
// The status of a refusal of octets that aren't a request: 400, 413, 414, 431, 501 or 505.
int framing_status(Rule rule, FramingPart part);

// The status's name in camel case, as Graph's guidelines want an error's code: "badRequest". Empty
// for a status without a name.
std::string error_code(int status);

// What identifies a request in the answer to it.
struct RequestIds {
  std::string request_id;
  std::optional<std::string> client_request_id;  // as the client sent it
};

// The code of the status; a message that begins with the rule's id; the violation's member as the
// target. `reason` is a sentence: the rule's, or one that says more.
ODataError error_of(int status, Rule rule, std::string_view reason, const RequestIds& ids);
// With the rule's sentence and the place: "... (byte 3 of the content, member name)". `where` says
// what the offset counts in: "content".
ODataError error_of(int status, const Violation& violation, std::string_view where,
                    const RequestIds& ids);

}  // namespace connectorgroup
