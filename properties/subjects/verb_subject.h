// A subject behind something that answers the verbs of the line protocol with values: the other
// side of a pipe, or functions that are linked with it. What no right answer can be is a
// SubjectFailure.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "model/contract.h"
#include "properties/subject.h"
#include "properties/subjects/pipe/line_protocol.h"

namespace connectorgroup {

// One call of a verb. The views are valid during the call.
struct VerbCall {
  std::string_view verb;              // "read-request"
  std::string_view kind = {};         // of messages: "request", "response", "response-to-head"
  std::string_view octets = {};       // of what is read; may be empty
  line_protocol::Pairs members = {};  // of what is written
};

class VerbAnswerer {
 public:
  virtual ~VerbAnswerer() = default;

  // Throws SubjectFailure.
  virtual line_protocol::Reply answer(const VerbCall& call) = 0;
  virtual Subject::Identity identity(const Contract& contract) = 0;
};

// `contract` must outlive it.
std::unique_ptr<Subject> make_verb_subject(std::string name, const Contract& contract,
                                           std::unique_ptr<VerbAnswerer> answerer);

}  // namespace connectorgroup
