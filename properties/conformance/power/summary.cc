#include "properties/conformance/power/summary.h"

#include <algorithm>
#include <map>
#include <set>

namespace connectorgroup {
namespace {

bool is_planted(const Trial& trial) { return find_planted_fault(trial.fault) != nullptr; }

std::vector<std::uint64_t> needed(const Trial& trial) {
  std::vector<std::uint64_t> numbers;
  for (const TrialRun& run : trial.runs) {
    if (run.found) numbers.push_back(*run.found);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::optional<std::uint64_t> middle(const std::vector<std::uint64_t>& sorted) {
  if (sorted.empty()) return std::nullopt;
  return sorted[(sorted.size() - 1) / 2];
}

std::string how(const Trial& trial) {
  std::string text(name(trial.driver));
  switch (found_in(trial)) {
    case Found::always:
      return text + ": found";
    case Found::sometimes:
      return text + ": found with " + std::to_string(needed(trial).size()) + " of " +
             std::to_string(trial.runs.size()) + " seeds";
    case Found::seen:
      return text + ": answers differed, and no law minded";
    case Found::unseen:
      break;
  }
  return text + ": no answer differed";
}

std::vector<Gap> gaps(std::span<const Trial> trials, const std::set<Driver>& drivers) {
  std::map<std::string, Gap> by_fault;
  std::set<std::string> found;
  for (const Trial& trial : trials) {
    if (is_control(trial.fault) || !drivers.contains(trial.driver)) continue;
    if (found_in(trial) == Found::always) found.insert(trial.fault);
    Gap& gap = by_fault[trial.fault];
    gap.fault = trial.fault;
    gap.what += (gap.what.empty() ? "" : "; ") + how(trial);
  }
  std::vector<Gap> left;
  for (const auto& [fault, gap] : by_fault) {
    if (!found.contains(fault)) left.push_back(gap);
  }
  return left;
}

}  // namespace

bool is_control(std::string_view fault) { return fault.starts_with("model:"); }

Found found_in(const Trial& trial) {
  const std::size_t found = needed(trial).size();
  if (found == trial.runs.size() && found > 0) return Found::always;
  if (found > 0) return Found::sometimes;
  const bool seen = std::any_of(trial.runs.begin(), trial.runs.end(),
                                [](const TrialRun& run) { return run.different > 0; });
  return seen ? Found::seen : Found::unseen;
}

std::optional<std::uint64_t> median(const Trial& trial) { return middle(needed(trial)); }

std::optional<std::uint64_t> largest(const Trial& trial) {
  const std::vector<std::uint64_t> numbers = needed(trial);
  if (numbers.empty()) return std::nullopt;
  return numbers.back();
}

DriverSummary summary_of(std::span<const Trial> trials, Driver driver, bool planted) {
  DriverSummary summary;
  std::vector<std::uint64_t> medians;
  for (const Trial& trial : trials) {
    if (trial.driver != driver || is_control(trial.fault) || is_planted(trial) != planted) continue;
    ++summary.tried;
    switch (found_in(trial)) {
      case Found::always:
        ++summary.always;
        break;
      case Found::sometimes:
        ++summary.sometimes;
        break;
      case Found::seen:
        ++summary.seen;
        break;
      case Found::unseen:
        ++summary.unseen;
        break;
    }
    if (const auto number = median(trial)) medians.push_back(*number);
    if (const auto number = largest(trial)) {
      summary.largest = std::max(summary.largest.value_or(0), *number);
    }
  }
  std::sort(medians.begin(), medians.end());
  summary.median = middle(medians);
  return summary;
}

std::vector<Contribution> contributions(std::span<const Trial> trials, Driver driver,
                                        const std::vector<std::string>& names) {
  std::map<std::string, Contribution> by_name;
  for (const std::string& name : names) by_name[name].name = name;
  for (const Trial& trial : trials) {
    if (trial.driver != driver || is_control(trial.fault)) continue;
    for (const auto& [name, count] : trial.found_by) {
      Contribution& contribution = by_name[name];
      contribution.name = name;
      ++contribution.found;
      if (trial.found_by.size() == 1) contribution.alone.push_back(trial.fault);
    }
  }
  std::vector<Contribution> all;
  for (const auto& [name, contribution] : by_name) all.push_back(contribution);
  return all;
}

std::vector<Gap> catalogue_gaps(std::span<const Trial> trials) {
  return gaps(trials, {Driver::cases, Driver::laws});
}

std::vector<Gap> search_gaps(std::span<const Trial> trials) {
  return gaps(trials, {Driver::random, Driver::fuzz});
}

std::vector<std::string> false_alarms(std::span<const Trial> trials) {
  std::vector<std::string> alarms;
  for (const Trial& trial : trials) {
    if (!is_control(trial.fault)) continue;
    for (const TrialRun& run : trial.runs) {
      if (run.found)
        alarms.push_back(trial.fault + " by " + std::string(name(trial.driver)) + ": " + run.by);
    }
  }
  return alarms;
}

}  // namespace connectorgroup
