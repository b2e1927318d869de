// The model with one thing done otherwise: what a faulty implementation looks like from outside.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "model/contract.h"
#include "properties/exchange_subject.h"
#include "properties/subject.h"

namespace connectorgroup {

// Each function is asked in place of the subject's of the same name, and is given the model, which
// it may ask what is right; what is left out is as the model does it. A function may keep state: no
// two subjects share a deviation.
struct Deviation {
  std::function<ReadAnswer(Subject& model, BodyKind kind, std::string_view text)> read;
  std::function<WriteAnswer(Subject& model, BodyKind kind, const BodyValue& value, Form form)>
      write;
  std::function<MessageAnswer(Subject& model, MessageKind kind,
                              std::span<const std::string_view> segments, Ending ending)>
      read_message;
  std::function<WriteAnswer(Subject& model, MessageKind kind, const Message& message)>
      write_message;
  // Of what `read` or `read_message` did. Without it, no steps are counted for them.
  std::function<std::uint64_t(Subject& model)> steps;

  // The octets that answer one whole request, by itself or on a connection with others. The groups
  // are the model's, which is asked by its exchange().
  std::function<std::string(Subject& model, std::string_view request)> answer;

  // What stands between a client and a connection to the subject.
  std::function<std::unique_ptr<ServerConnection>(std::unique_ptr<ServerConnection> right)>
      connection;

  // Told when the groups are forgotten, for who keeps some itself.
  std::function<void()> reset;

  // Makes what reads and writes whole exchanges under the subject's contract. From it follow
  // read_create_response(), and `answer` where that is left out: what it accepts is created, what
  // it refuses is refused.
  std::function<std::shared_ptr<ExchangeSubject>(const Contract& contract)> exchange;
};

// The model but for the deviation. `contract` must outlive it.
std::unique_ptr<Subject> make_deviating_subject(std::string name, const Contract& contract,
                                                Deviation deviation);

}  // namespace connectorgroup
