// Messages to octets. What is written is accepted by MessageReader, given limits that it fits, and
// read back as the same message; what it would refuse isn't written.
//
// Content-Length is always true: where the fields have one, in any spelling, its value is replaced
// by the number of octets of the content, and any further ones are left out; where they have none
// it is added as the last field, unless the message has no content and needs none (a request of a
// method for which content means nothing). A response of status 1xx, 204 or 304 is written without
// one. A Transfer-Encoding field is left out; a message with trailers is sent in one chunk, with
// Transfer-Encoding: chunked in the place of Content-Length. The version written is HTTP/1.1, or
// HTTP/1.0 where the message says so.
//
// Each function appends to `out`; on a violation the size and the bytes of `out` are as they were.
// REQUIRES: no view that is passed in borrows from `out`. Time O(octets written). Stateless.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "model/http/message.h"
#include "model/violation.h"

namespace connectorgroup {

// Where in a message a violation lies.
struct MessageViolation {
  enum class Part : std::uint8_t { start_line, field, trailer, content, message };
  Part part;
  std::size_t index;  // of the field or trailer; else 0
  // The offset counts from the start of the method, target, reason, field name or field value that
  // is at fault, and is 0 where the message as a whole is. A value with white space at either end,
  // which wouldn't be read back, breaks http.write.refuses-unrepresentable.
  Violation violation;

  friend bool operator==(const MessageViolation&, const MessageViolation&) = default;
};

std::optional<MessageViolation> write_request(const RequestView& request, std::string& out);
// `kind` is response or response_to_head. To HEAD, Content-Length is written as it is in the
// fields, if it is, and no content: the message must have none.
std::optional<MessageViolation> write_response(const ResponseView& response, MessageKind kind,
                                               std::string& out);

}  // namespace connectorgroup
