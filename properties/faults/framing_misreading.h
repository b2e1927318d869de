// What the files of the catalogue share that are about where a message ends.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "properties/conformance/question.h"
#include "properties/faults/wire_misreading.h"

namespace connectorgroup::faults {

// Makes `change` to the request or the response, where it is one.
template <class Change>
void change_parts(MessageAnswer& answer, Change change) {
  if (answer.verdict == MessageVerdict::accept) std::visit(change, answer.message);
}

// --- Witnesses.

// What a request begins with, but for the fields that frame it.
inline constexpr std::string_view kHead = "POST / HTTP/1.1\r\nHost: h\r\n";

// A request with this Content-Length.
inline Question with_length(std::string_view length, std::string_view content) {
  return message(std::string(kHead)
                     .append("Content-Length: ")
                     .append(length)
                     .append("\r\n\r\n")
                     .append(content));
}
inline std::string chunked_request(std::string_view chunks) {
  return std::string(kHead).append("Transfer-Encoding: chunked\r\n\r\n").append(chunks);
}

}  // namespace connectorgroup::faults
