// Reports made by hand, for the tests of their forms.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "properties/conformance/report/report.h"

namespace connectorgroup {

// A case of level required about json.number.leading-zero, with an input, a twin that passed and
// lines to copy.
CaseResult example_case(const std::string& id, Outcome outcome);

// A complete, conforming run: three cases that passed, each in a group of its own.
RunReport passing_report();

// A run that has one of everything: each outcome, a known failure, a case that isn't scored, a
// shrunk failure, a random one, a fault of the known list, a leftover, a stop. check() finds
// nothing in it.
RunReport full_report();

// Bytes that formats have to do something about: NUL, escapes of terminals, the end of CDATA,
// markup of HTML, Markdown and JSON, C1 controls, marks of direction, invalid UTF-8, noncharacters.
std::string_view hostile_bytes();

// full_report() with those bytes in every text.
RunReport hostile_report();

// Changes one case of the report, found by its id. REQUIRES: there is one.
CaseResult& case_of(RunReport& report, std::string_view id);

// How often `part` stands in `text`.
std::size_t occurrences(std::string_view text, std::string_view part);

// Whether no byte is a control character but a line feed, and all is UTF-8.
bool is_harmless(std::string_view text);

}  // namespace connectorgroup
