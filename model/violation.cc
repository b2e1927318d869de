#include "model/violation.h"

namespace connectorgroup {

std::string describe(const Violation& violation) {
  const RuleRow& broken = row(violation.rule);
  std::string text(broken.id);
  text += " at byte " + std::to_string(violation.offset);
  if (!violation.member.empty()) text += " (" + std::string(violation.member) + ")";
  text += ": ";
  text += broken.sentence;
  return text;
}

}  // namespace connectorgroup
