#include "properties/conformance/power/shortcomings.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "properties/conformance/power/summary.h"

namespace connectorgroup {
namespace {

std::string line(std::string_view label, const std::string& name, const std::string& what) {
  std::string text(label);
  text.resize(std::max<std::size_t>(text.size(), 13), ' ');
  return text + name + ": " + what + "\n";
}

// Reasons that are for nothing: what they excuse isn't so.
std::string stale(const Reasons& left, const std::string& what) {
  std::string text;
  for (const auto& [name, reason] : left) text += line("STALE", name, what + ": " + reason);
  return text;
}

// Of what the searches miss: those without a reason, and reasons of what they don't miss.
std::string unexplained(const PowerRecord& record, Reasons known) {
  std::string text;
  for (const Gap& gap : search_gaps(record.trials)) {
    if (known.erase(gap.fault) == 0) text += line("NOT FOUND", gap.fault, gap.what);
  }
  std::erase_if(known, [&record](const auto& each) {
    const bool tried =
        std::any_of(record.trials.begin(), record.trials.end(), [&each](const Trial& trial) {
          return trial.fault == each.first && has_seeds(trial.driver);
        });
    return !tried && find_fault(each.first).has_value();
  });
  return text + stale(known, "isn't missed");
}

// The laws and groups that find nothing alone: those without a reason, and reasons of what does.
std::string needless(const PowerRecord& record, const Background& background) {
  std::string text;
  Reasons known = background.not_alone;
  for (const auto& [driver, names] :
       {std::pair(Driver::laws, &background.laws), std::pair(Driver::cases, &background.groups)}) {
    for (const Contribution& each : contributions(record.trials, driver, *names)) {
      if (each.alone.empty() && known.erase(each.name) == 0) {
        text += line("NEEDLESS", each.name, "finds nothing that no other finds");
      }
    }
  }
  return text + stale(known, "finds something alone, or isn't there");
}

bool has_trials(const PowerRecord& record, Driver driver) {
  return std::any_of(record.trials.begin(), record.trials.end(),
                     [driver](const Trial& trial) { return trial.driver == driver; });
}

}  // namespace

std::string untried(const PowerRecord& record) {
  std::set<std::string_view> tried;
  for (const Trial& trial : record.trials) tried.insert(trial.fault);
  std::string text;
  for (const Fault& fault : every_fault()) {
    if (!tried.contains(fault.id)) {
      text += line("NOT TRIED", std::string(fault.id), "the record is of another list of faults");
    }
  }
  return text;
}

std::string shortcomings(const PowerRecord& record, const Background& background) {
  std::string text;
  for (const std::string& alarm : false_alarms(record.trials)) {
    text += line("FALSE ALARM", "model", alarm);
  }
  for (const Gap& gap : catalogue_gaps(record.trials)) {
    text += line("NOT FOUND", gap.fault, gap.what);
  }
  text += unexplained(record, background.unfound);
  // Some faults say nothing of what is needless.
  const bool whole = untried(record).empty() && has_trials(record, Driver::laws) &&
                     has_trials(record, Driver::cases);
  return whole ? text + needless(record, background) : text;
}

}  // namespace connectorgroup
