// What reports for people say first and list first, the same in each of them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/conformance/report/report.h"

namespace connectorgroup {

// The exit status in words.
struct RunVerdict {
  int status = 0;         // exit_status()
  std::string_view word;  // "conforming", "nonconforming", "known list out of date", "not judged"
  std::string reason;     // one line: "2 cases failed, 1 fault of the known list"
};
RunVerdict verdict(const RunReport& report);

// What is worth a look, each in the order of the report, random failures behind the cases. Points
// into the report.
struct Findings {
  std::vector<const CaseResult*> unexpected;  // failures that aren't known, and protocol errors
  std::vector<const CaseResult*> known;       // failures that the known list names
  std::vector<const CaseResult*> unscored;    // what isn't a pass, of cases that don't count
  std::vector<const CaseResult*> unjudged;    // skipped, inconclusive, not run
};
Findings findings(const RunReport& report);

// The counts as rows of a table: passes first, then what there is any of, "known" and "not scored"
// last. The numbers add up to Counts::total().
std::vector<std::pair<std::string_view, std::size_t>> count_rows(const Counts& counts);

// "140/142". A count, never a share: who refuses everything has a good share.
std::string required_passed(const Counts& counts);

// "exec:python3 mine.py (mine 1.2)". Visible text.
std::string subject_line(const RunReport& report);

}  // namespace connectorgroup
