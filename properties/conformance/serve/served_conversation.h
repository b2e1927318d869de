// What is said on one connection of a server, without the socket and without a clock: octets in,
// answers out, one request at a time. Answers are the model's (model/exchange/connection.h), and
// what the model leaves to whoever moves the octets is added here: 100 Continue, 408, an end of the
// connection that the server wants, the misbehaviour that was asked for, and the record.
//
// The model's Connection doesn't tell where a request ends. So a reader of its own reads along,
// with the same limits and therefore to the same verdict.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/exchange/connection.h"
#include "model/exchange/service.h"
#include "model/http/reader.h"
#include "properties/conformance/serve/request_record.h"
#include "properties/conformance/serve/serve_options.h"
#include "properties/conformance/serve/served_answer.h"

namespace connectorgroup {

// What the connections of a server have in common. It outlives them.
struct ServedState {
  Service& service;
  Identifiers& identifiers;
  const ServeOptions& options;
  RequestRecord* record = nullptr;  // null: requests aren't judged
  ServiceState groups;
};

class ServedConversation {
 public:
  // `connection` is its number in the record.
  ServedConversation(ServedState& shared, std::uint64_t connection);

  struct Taken {
    std::size_t octets = 0;  // what was taken: at least one, to the end of a request at most
    std::optional<ServedAnswer> answer;
  };
  // REQUIRES: octets, and no answer yet after which nothing goes on.
  Taken receive(std::string_view octets);

  // The client will send no more. Answers a request that is cut short by that.
  std::optional<ServedAnswer> end();

  // The answer to a request that takes too long.
  ServedAnswer time_out();

  // Octets that came after the last answer: they aren't answered, and belong to what is judged.
  void drop(std::string_view octets);

  // The connection has ended, and not because the server wanted it: judges what isn't yet.
  void conclude();

  // The next answer is the last one, and says so.
  void finish() { finishing_ = true; }

  // What the client is expected to send.
  enum class Due : std::uint8_t { request, rest_of_head, content };
  Due due() const;
  // The requests that have begun.
  std::uint64_t requests() const { return requests_; }

 private:
  void watch_beginning(std::string_view taken);
  bool is_continue_due();
  std::optional<ServedAnswer> settle(std::string octets);
  ServedAnswer answer_of(std::string octets, bool is_create) const;
  void record_request();

  ServedState& shared_;
  std::uint64_t connection_number_;
  Connection connection_;
  MessageReader reader_;
  bool finishing_ = false;
  // Of the request under way.
  std::uint64_t requests_ = 0;
  std::size_t skipped_ = 0;  // octets of an empty line before it
  bool begun_ = false;
  bool continued_ = false;
  std::string octets_;       // where they are judged
  std::size_t dropped_ = 0;  // of them, those that came after its refusal
};

}  // namespace connectorgroup
