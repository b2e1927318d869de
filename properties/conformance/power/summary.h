// What trials say of the suite: which faults it finds, how soon, and what each law and each group
// of cases contributes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "properties/conformance/power/trial.h"

namespace connectorgroup {

// Of the model itself, tried with the laws of a room: "model:http".
bool is_control(std::string_view fault);

// How a trial ended.
enum class Found : std::uint8_t {
  always,     // in each run
  sometimes,  // for some seeds
  seen,       // never, though answers differed from the model's: no law minds
  unseen,     // never, and no input made a difference, or that isn't known
};
Found found_in(const Trial& trial);

// The middle one of what the runs needed, of those that found it; the lower of two.
std::optional<std::uint64_t> median(const Trial& trial);
std::optional<std::uint64_t> largest(const Trial& trial);

// The trials of one driver on one kind of fault.
struct DriverSummary {
  std::size_t tried = 0;      // faults
  std::size_t always = 0;     // found in every run
  std::size_t sometimes = 0;  // in some
  std::size_t seen = 0;
  std::size_t unseen = 0;
  std::optional<std::uint64_t> median;   // of the faults' medians
  std::optional<std::uint64_t> largest;  // of all runs that found one
};
// `planted`: those of the catalogue; otherwise the ignored rules.
DriverSummary summary_of(std::span<const Trial> trials, Driver driver, bool planted);

// What one law, or one group of cases, finds.
struct Contribution {
  std::string name;
  std::size_t found = 0;
  std::vector<std::string> alone;  // faults that nothing else of its kind finds
};
// Of Driver::laws or Driver::cases, in the order of their names; those of `names` that found
// nothing as well.
std::vector<Contribution> contributions(std::span<const Trial> trials, Driver driver,
                                        const std::vector<std::string>& names);

// A fault that no driver of the kind found in every run.
struct Gap {
  std::string fault;
  std::string what;  // one line: which drivers, and how far they came
};
// Of the catalogue of cases and laws on the corpus; and of what searches: random and fuzz. Faults
// that weren't tried by any of these are none.
std::vector<Gap> catalogue_gaps(std::span<const Trial> trials);
std::vector<Gap> search_gaps(std::span<const Trial> trials);

// The trials of the model itself that found something.
std::vector<std::string> false_alarms(std::span<const Trial> trials);

}  // namespace connectorgroup
