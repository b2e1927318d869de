// A subject on the other side of a channel that carries the lines of the protocol, such as a
// program over a pipe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "model/contract.h"
#include "properties/subject.h"

namespace connectorgroup {

// One request at a time.
class LineChannel {
 public:
  virtual ~LineChannel() = default;

  // The words of the answer behind its id, to the words of a request behind its id. Throws
  // SubjectFailure.
  virtual std::string ask(std::string_view words) = 0;
};

// Speaks the protocol over the channel. What the other side doesn't know it skips.
std::unique_ptr<Subject> make_line_subject(std::string name, const Contract& contract,
                                           std::unique_ptr<LineChannel> channel);

}  // namespace connectorgroup
