// The list of a subject's known failures, so that a run tells of new ones only:
//
//   # Numbers are read by a library.
//   body/reject/**/json/number/leading-zero/* fail until=2027-03-31 # upstream issue 17
//   service/create-then-get crash wontfix
//
// Each line names cases by id or pattern (cases.h), and how they fail: fail, crash, timeout,
// untestable or order-dependent. Behind it may stand the last day on which the entry holds, the
// word `wontfix` for a failure that is meant to stay, and a reason.
//
// A list that isn't true any more fails the run: an entry whose day has passed, one whose cases
// pass or fail otherwise, one that names no case, or more than twenty.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "properties/conformance/report/report.h"

namespace connectorgroup {

struct KnownEntry {
  std::size_t line = 0;  // from 1
  std::string pattern;
  Outcome outcome = Outcome::fail;
  std::string until;  // "2027-03-31", or empty
  bool wontfix = false;
  std::string reason;                 // may be empty
  std::vector<std::string> comments;  // the lines before it, each with its '#', or empty ones
};

inline constexpr std::size_t kKnownCasesMax = 20;  // of one entry

class KnownList {
 public:
  // The list, or its first fault with the number of the line.
  static std::variant<KnownList, std::string> parse(std::string_view text);

  // Marks the failures of the report that the list knows, and adds the list's faults to it. `ids`:
  // of all cases, in their order, so that an entry for one that wasn't selected isn't a fault.
  // `today` as "2027-03-31". Entries for random failures ("random/...") that didn't show are no
  // fault: another seed may show them.
  void apply(RunReport& report, const std::vector<std::string>& ids, std::string_view today) const;

  // The list after this run, in the order of its patterns: entries whose cases pass now are gone,
  // those that fail otherwise say so, new failures are added. Comments stay. Entries whose day has
  // passed stay as they are: that is for people to decide.
  std::string updated(const RunReport& report, const std::vector<std::string>& ids) const;

  const std::vector<KnownEntry>& entries() const { return entries_; }

 private:
  std::vector<KnownEntry> entries_;
  std::vector<std::string> last_comments_;  // behind the last entry
};

}  // namespace connectorgroup
