// What trials came to, as text that can be kept, added to and read again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "properties/conformance/power/trial.h"

namespace connectorgroup {

// One trial on one line of JSON, without line end.
std::string line_of(const Trial& trial);
// Nothing where the line isn't one.
std::optional<Trial> trial_of(std::string_view line);

// Trials that were begun on another day are gone on with: each line of the file is a trial, and the
// first says which program they are of and within which budget.
class TrialLog {
 public:
  // Reads what the file has of the same program and budget. A file of anything else gets ".before"
  // behind its name when the first trial is written.
  TrialLog(std::string path, std::string program, const Budget& budget);

  // The trial that was kept, or null.
  const Trial* find(std::string_view fault, Driver driver) const;
  // Keeps it, and writes it to the file. False: it can't be written.
  bool add(Trial trial);

  const std::vector<Trial>& trials() const { return trials_; }

 private:
  std::string head_;
  std::string path_;
  std::vector<Trial> trials_;
  bool is_begun_ = false;  // the file has this head
};

// All that a report is written from.
struct PowerRecord {
  std::string commit;  // "1e610d4", with "-changed" where the tree had changes
  std::string date;    // "2026-11-30"
  Budget budget;
  std::vector<Trial> trials;  // in the order of the faults, the control last

  friend bool operator==(const PowerRecord&, const PowerRecord&) = default;
};

// JSON with a line for each trial, so that two records can be compared line by line.
std::string as_json(const PowerRecord& record);
// The record, or what is wrong with the text.
std::variant<PowerRecord, std::string> parse_power_record(std::string_view text);

}  // namespace connectorgroup
