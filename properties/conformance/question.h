// What a case asks of a subject, and what it answers: the verbs of the line protocol as values, so
// that the same question can be put to a function, a pipe or a server.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "properties/conformance/service_scripts.h"
#include "properties/subject.h"

namespace connectorgroup {

enum class Verb : std::uint8_t {
  read_request,
  read_response,
  read_collection,
  read_error,
  write_request,
  write_response,
  read_message,
  read_last_message,     // the connection ends behind the octets
  read_create_response,  // a whole HTTP response
  exchange,              // a whole HTTP request, to a service without groups
  script,                // several requests (service_scripts.h)
  // What only subjects in this process are asked.
  write_collection,
  write_error,
  write_message,
};
// As in the line protocol: "read-request". Of script: "service".
std::string_view name(Verb verb);
// Of the verbs that are about a body: which one. REQUIRES: of those.
BodyKind body_kind(Verb verb);
// A subject may leave it out and be judged on the rest.
bool is_optional(Verb verb);

struct Question {
  Verb verb = Verb::read_request;
  std::string input = {};                           // bytes; of writes and scripts none
  MessageKind message_kind = MessageKind::request;  // of messages
  BodyValue value = {};                             // of writes of bodies
  const ServiceScript* script = nullptr;            // of script
  Form form = Form::compact;                        // of writes of bodies; the protocol's
  Message message = {};                             // of write_message
};

using Answer = std::variant<ReadAnswer, WriteAnswer, MessageAnswer, ExchangeAnswer, ScriptAnswer>;

// Whether octets are one whole message of this kind, or refused: what an exchange can be asked
// about. More messages than one, and what waits for more, are the scripts' to try.
bool is_one_message(MessageKind kind, std::string_view octets);

// Throws SubjectFailure.
Answer ask(Subject& subject, const Question& question);

bool is_skip(const Answer& answer);

// The words of the line protocol that ask this, without id; empty where it has none.
std::string line_of(const Question& question);

// The verb of this name, of those that a line asks for.
std::optional<Verb> find_verb(std::string_view name);

// What such words ask: "read-request 7b7d". Nothing, and `fault`, where they ask nothing.
std::optional<Question> question_of(const std::vector<std::string_view>& words, std::string& fault);

// What the answer says, of what the protocol can say, on one line: `reject`, `accept name="x"`.
std::string shown(const Question& question, const Answer& answer);

}  // namespace connectorgroup
