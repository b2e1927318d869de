// What a subject makes of the octets of a connection, and of a message that it is to write.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "model/http/message.h"
#include "model/violation.h"

namespace connectorgroup {

using Message = std::variant<Request, Response>;

// Whether octets may follow those that a subject is given.
enum class Ending : std::uint8_t {
  open,    // more may come
  closed,  // the connection has ended
};

enum class MessageVerdict : std::uint8_t {
  accept,
  reject,
  incomplete,  // possible so far, and the connection is open
  skip,        // the subject doesn't offer this operation
};
std::string_view name(MessageVerdict verdict);

struct MessageAnswer {
  MessageVerdict verdict = MessageVerdict::skip;
  // Accepted: the first message on the connection, and how many octets it takes.
  Message message;
  std::size_t size = 0;
  // Rejected: the reason, from subjects that give one. Informs; never decides a verdict.
  std::optional<Violation> why;

  friend bool operator==(const MessageAnswer&, const MessageAnswer&) = default;
};

// For messages to people: verdict, reason and parts on one line, strings escaped.
std::string describe(const MessageAnswer& answer);
std::string describe(const Message& message);

}  // namespace connectorgroup
