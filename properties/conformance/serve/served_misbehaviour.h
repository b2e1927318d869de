// Answers that are wrong on purpose, so that a client's reading can be tested: each breaks one
// rule, or is unusual and breaks none.
//
// They are given to creates that succeed: the group is there afterwards, and everything else is
// answered rightly. So a client that sees the fault, and looks, finds what it made.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "model/contract.h"
#include "model/http/message.h"
#include "model/rule.h"
#include "properties/conformance/serve/served_answer.h"

namespace connectorgroup {

struct ServedMisbehaviour {
  std::string_view name;      // "wrong-length-short"
  std::string_view sentence;  // what it does, for people
  // What CreateReader::read_response names first of the octets; nothing: a client must accept them.
  // Where the answer ends too early, or never begins, that is http.message.incomplete.
  std::optional<Rule> rule;
  // REQUIRES: the right answer to a create, which has content.
  ServedAnswer (*answer)(const Response& right);
};

// All of them, in the order in which a list shows them.
std::span<const ServedMisbehaviour> served_misbehaviours();
// The one of this name, or null.
const ServedMisbehaviour* find_served_misbehaviour(std::string_view name);

// What is sent in place of the right answer to a POST; where that doesn't say that the contract's
// group was created, it is sent as it is. After an answer whose end a client can't know, the
// connection is closed, so that the client needn't wait.
ServedAnswer misbehave(const ServedMisbehaviour& misbehaviour, std::string_view right,
                       const Contract& contract);

}  // namespace connectorgroup
