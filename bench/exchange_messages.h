// The messages of whole exchanges that exchange_bench reads and writes, under the page's contract.
//
// The octets of a message and the values in it are built together, by drawn_message.h,
// spelled_group.h and no reader or writer that is measured: what a peer makes of one is compared
// with the other.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/documents.h"
#include "model/body/writer.h"
#include "model/exchange/create.h"

namespace connectorgroup::bench {

// What a service asks of a create request, fields and body, and a client of its answer. Where there
// is no Location, it is empty.
struct CreateRequestValues {
  std::string_view version;  // the path's first segment: "beta"
  std::string_view host;
  std::string_view token;
  NewConnectorGroupView group;

  friend bool operator==(const CreateRequestValues&, const CreateRequestValues&) = default;
};
struct CreatedValues {
  int status = 0;
  std::string_view location;
  ConnectorGroupView group;

  friend bool operator==(const CreatedValues&, const CreatedValues&) = default;
};

// A message, and what was put into it.
struct SpelledRequest {
  Text octets;
  std::string target;
  CreateRequest request;

  CreateRequestValues values() const;
  CreateRequestView said() const { return view(request); }
};
struct SpelledCreated {
  Text octets;
  Created created;

  CreatedValues values() const;
  CreatedView said() const { return view(created); }
};

// Messages that one row reads or writes in turn.
template <class Message>
struct ExchangeForm {
  std::string name;  // "short-token", "one-of-64": the fourth part of a benchmark's name
  Form body;         // of the messages that are written
  std::vector<Message> messages;
};

// Everything that is read and written, made once per program and never changed.
class ExchangeMessages {
 public:
  // The bodies of the page's request and response.
  ExchangeMessages(std::string_view request_body, std::string_view response_body);

  // To be read: the page's request with what it lacks and a token of 64 octets; and 64 requests as
  // clients send them, each of another object, some without its optional members.
  std::span<const ExchangeForm<SpelledRequest>> requests() const { return requests_; }
  // The page's response; and 64 as Graph sends them, each of another object.
  std::span<const ExchangeForm<SpelledCreated>> responses() const { return responses_; }

  // To be written: the same values, with no field but those that the exchange needs.
  std::span<const ExchangeForm<SpelledRequest>> written_requests() const {
    return written_requests_;
  }
  // All with a Location.
  std::span<const ExchangeForm<SpelledCreated>> written_responses() const {
    return written_responses_;
  }

 private:
  std::vector<ExchangeForm<SpelledRequest>> requests_;
  std::vector<ExchangeForm<SpelledCreated>> responses_;
  std::vector<ExchangeForm<SpelledRequest>> written_requests_;
  std::vector<ExchangeForm<SpelledCreated>> written_responses_;
};

}  // namespace connectorgroup::bench
