// The audit of documentation pages: the examples of a page held against the rules of the wire
// (RFC 9110, RFC 9112), of JSON, and, where they are about the connectorGroup, against its
// contract.
//
// Every fault is found, not the first alone: where a line can't be read as it stands, the audit
// repairs it (a missing version, a placeholder, a header without syntax) and goes on. Of a body,
// the first violation of each rule is found, and every member that is at fault.
//
// What is audited: each example that the reader of pages gives of type request or response, with or
// without annotation. Blocks of other types promise nothing. That a method or a path is one that
// the service has isn't judged, nor is prose.
//
// Time O(n) in the page beside cmark (see reader.h), but O(n log n) in its JSON. Owns what it
// returns.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"
#include "model/page/checks.h"
#include "model/page/reader.h"
#include "model/rule.h"

namespace connectorgroup {

struct AuditFinding {
  std::size_t line;  // from 1
  // From 1, in characters: of a line that isn't UTF-8, in bytes that don't continue a character. 0:
  // the line as a whole, or something that it lacks.
  std::size_t column;
  PageCheck check;
  // The rule of the wire, the body or the exchange that is broken, where there is one.
  std::optional<Rule> rule;
  // What the page says: a header's value, a row of a table, the contract's member; may be empty.
  std::string declared;
  // What is there; may be empty. Both may hold any bytes of the page.
  std::string actual;
  // What happens to those who trust the example or send it as it is; may be empty.
  std::string consequence;
  // Which single change would make it right; may be empty.
  std::string explanation;

  friend bool operator==(const AuditFinding&, const AuditFinding&) = default;
};

struct AuditOptions {
  // What connectorGroup bodies are held to. Null: the contract whose path the example's request, or
  // another one of the page, uses; graph-2017 if none does.
  const Contract* contract = nullptr;
};

// `reading` is read_page(markdown). In the order of lines, then columns, then checks.
std::vector<AuditFinding> audit(std::string_view markdown, const PageReading& reading,
                                const AuditOptions& options = {});

// Reads, then audits.
std::vector<AuditFinding> audit_page(std::string_view markdown, const AuditOptions& options = {});

}  // namespace connectorgroup
