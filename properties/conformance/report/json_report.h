// report.json: everything that a run found out, for programs. report.schema.json beside this file
// is its published schema. Unless durations were asked for, neither a clock nor the place of a file
// that the user didn't name goes in, so identical runs give identical bytes; each case has its own
// line.
//
// Inputs are hex. Any other text stands as it is where it is UTF-8 without control characters (but
// line feeds and tabs), marks of direction and noncharacters; where it isn't, or where it begins
// with the mark itself, it is kEscapedMark and the text of a C string literal
// (properties/escaped.h). So the report is UTF-8 without anything that a terminal acts upon, and
// loses nothing.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "properties/conformance/report/report.h"

namespace connectorgroup {

// Raised when a member changes its meaning or goes; not when an optional one is added.
inline constexpr std::string_view kJsonReportVersion = "1";
inline constexpr std::string_view kEscapedMark = "escaped:";

// Linear in the report.
std::string json_report(const RunReport& report);

// Why a text isn't a report.
struct JsonReportError {
  std::string place;  // "cases[3].outcome"; "byte 17" where it isn't JSON; empty: the whole
  std::string text;   // one line of visible text

  friend bool operator==(const JsonReportError&, const JsonReportError&) = default;
};

// What json_report() was given. Strict: members that are missing or unknown, other versions, names
// of rules and outcomes that don't exist, counts and an exit status that the cases don't bear out,
// and whatever check() finds are errors. Never throws on bad input.
std::variant<RunReport, JsonReportError> read_json_report(std::string_view text);

}  // namespace connectorgroup
