// What people are told of a question that wasn't answered rightly.
#pragma once

#include <string>

#include "properties/conformance/judge.h"
#include "properties/conformance/question.h"
#include "properties/conformance/standard.h"

namespace connectorgroup {

struct WrongAnswer {
  std::string what;  // "a wrong answer"
  std::string expected;
  std::string got;
  std::string note = {};
};

// Verb, contract and level; the broken rule with its sentence and clause; the input, escaped; what
// was due, and what came. Several lines.
std::string told(const WrongAnswer& wrong, const Question& question, const Expectation& due,
                 const Standard& standard);

// The verb as a shell takes it for --as: read-request, 'read-message request'.
std::string verb_for_shell(const Question& question);

}  // namespace connectorgroup
