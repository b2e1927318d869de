// Pages that the tests of the audit put together, and what they say of findings.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "model/page/audit.h"

namespace connectorgroup {

// Found by GoogleTest, by argument-dependent lookup, when an expectation fails.
inline void PrintTo(const AuditFinding& finding, std::ostream* out) {
  *out << finding.line << ':' << finding.column << ' ' << row(finding.check).id;
  if (finding.rule) *out << " (" << row(*finding.rule).id << ')';
  *out << " declared: " << finding.declared << "; actual: " << finding.actual
       << "; consequence: " << finding.consequence << "; explanation: " << finding.explanation;
}
inline void PrintTo(PageCheck check, std::ostream* out) { *out << row(check).id; }

namespace audited {

inline std::string comment(std::string_view annotation) {
  return "<!-- {" + std::string(annotation) + "} -->\n";
}
inline std::string fence(std::string_view content) {
  return "```http\n" + std::string(content) + "```\n";
}

inline std::string request(std::string_view content) {
  return comment(R"("blockType": "request")") + fence(content);
}
inline std::string response(std::string_view content, std::string_view members = "") {
  return comment(R"("blockType": "response")" + std::string(members)) + fence(content);
}

// An exchange that has no findings.
inline const std::string kRequest = request("GET /a HTTP/1.1\nHost: a\n\n");
inline const std::string kResponse =
    response("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 2\n\n{}\n");
inline const std::string kExchange = kRequest + kResponse;

inline std::vector<PageCheck> checks_of(const std::vector<AuditFinding>& findings) {
  std::vector<PageCheck> checks;
  for (const AuditFinding& finding : findings) checks.push_back(finding.check);
  return checks;
}

}  // namespace audited
}  // namespace connectorgroup
