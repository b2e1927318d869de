// The implementation that this program is linked with, as a subject, and what it is held to.
// Whoever compiles this defines CONNECTORGROUP_OWN_CONTRACT and CONNECTORGROUP_OWN_LEVEL, both
// texts, such as "graph-2017" and "required": connectorgroup_add_suite() in cmake/suite.cmake does.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "properties/conformance/question.h"
#include "properties/conformance/standard.h"
#include "properties/subject.h"

namespace connectorgroup {

class LinkedSubject {
 public:
  // Why it can't be asked: of another version, without read_request; or the contract or the level
  // that this was compiled with is none. Nothing where it can.
  static std::optional<std::string> complaint();

  // REQUIRES of all: no complaint.
  static Standard standard();
  static std::unique_ptr<Subject> make();
  // Whether it has a function for the verb.
  static bool offers(Verb verb);
};

}  // namespace connectorgroup
