// cgconform answer

#include <iostream>
#include <string>

#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/responder.h"
#include "properties/subject_failure.h"

namespace connectorgroup {

int answer_command(const CommonOptions& common) {
  const auto found = find_subject(common.subject, common.subject_options);
  if (const auto* complaint = std::get_if<std::string>(&found)) {
    complain(*complaint);
    return kUsage;
  }
  const std::unique_ptr<Subject> subject = std::get<NamedSubject>(found).make();
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    try {
      std::cout << respond(*subject, line) << '\n' << std::flush;
    } catch (const SubjectFailure& failure) {
      complain(std::string(name(failure.misbehaviour())) + ": " + failure.what());
      return kNotJudged;
    }
    // Nobody reads on.
    if (!std::cout) return kInternal;
  }
  return kConforming;
}

}  // namespace connectorgroup
