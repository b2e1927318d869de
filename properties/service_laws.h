// The laws of the service: what a connection to it owes to any octets. Each is a check of one
// sentence, which stands with it in the registry (service_laws()).
//
// The bytes of a law are what a client sends on one connection, under each contract. The functions
// that take a ServiceSubject are for tests of the laws themselves.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/contract.h"
#include "model/exchange/service.h"
#include "model/http/limits.h"
#include "model/http/message.h"
#include "properties/edits/random_source.h"
#include "properties/law.h"
#include "properties/service_subject.h"

namespace connectorgroup {

std::span<const Law> service_laws();

// A request of a stream, and the answer to it.
struct Answered {
  // Nothing where the octets were no request.
  std::optional<Request> request;
  std::string request_octets;
  Response response;
  std::string response_octets;
  bool to_head = false;
};

// What was asked and answered, or why the answers don't belong to what was asked: too few, too
// many, not messages, a connection that stays open or closes where it shouldn't.
struct Dialogue {
  std::vector<Answered> exchanges;
  Broken broken;
};
Dialogue read_dialogue(std::string_view octets, std::string_view answers,
                       const HttpLimits& limits = {});

// What is wrong with an answer by itself, or nothing.
Broken judge_form(const Answered& exchange, const Contract& contract);

// Any options of a service of this contract that takes the token "t".
ServiceOptions any_service_options(const Contract& contract, RandomSource& random);
// Any limits of its connections, which most requests keep.
HttpLimits any_connection_limits(RandomSource& random);

namespace laws {

Broken every_request_is_answered(std::string_view bytes, ServiceSubject& subject);
Broken answers_are_accepted(std::string_view bytes, ServiceSubject& subject);
Broken service_segmentation_changes_nothing(std::string_view bytes, ServiceSubject& subject,
                                            Effort effort);
Broken a_create_echoes_what_was_sent(std::string_view bytes, ServiceSubject& subject);
Broken reading_changes_nothing(std::string_view bytes, ServiceSubject& subject);
Broken commands_agree_with_a_map(std::string_view bytes, ServiceSubject& subject, Effort effort);

// Refusals (service_refusal_law.cc), and moved (moving_laws.cc).
Broken a_refusal_changes_nothing(std::string_view bytes, ServiceSubject& subject, Effort effort);
Broken a_moved_service_serves_on(std::string_view bytes, ServiceSubject& subject);

}  // namespace laws
}  // namespace connectorgroup
