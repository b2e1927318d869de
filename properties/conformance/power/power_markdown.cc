#include <algorithm>
#include <map>

#include "properties/conformance/power/power_text.h"
#include "properties/conformance/power/summary.h"

namespace connectorgroup {
namespace {

// 20000 as 20,000.
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string what_is_tried(Driver driver, const Budget& budget) {
  switch (driver) {
    case Driver::cases:
      return "the cases of `cgconform run`";
    case Driver::laws:
      return "the laws on the files of the corpus";
    case Driver::exhaustive:
      return "the laws on all texts of up to " + grouped(budget.length) + " tokens";
    case Driver::random:
      return "the laws on generated inputs, " + grouped(budget.inputs) + " with each of " +
             grouped(budget.seeds) + " seeds";
    case Driver::arbitrary:
      return "control: RapidCheck's own strings in place of these";
    case Driver::fuzz:
      return "the fuzz targets, " + grouped(budget.executions) + " executions with each of " +
             grouped(budget.seeds) + " seeds";
  }
  return {};
}

std::string cell(const DriverSummary& summary) {
  if (summary.tried == 0) return "-";
  std::string text = grouped(summary.always) + " of " + grouped(summary.tried);
  if (summary.sometimes > 0) text += ", " + grouped(summary.sometimes) + " for some seeds";
  return text;
}

std::string number(const std::optional<std::uint64_t>& value) {
  return value ? grouped(*value) : "-";
}

std::string driver_rows(const PowerRecord& record) {
  std::string text =
      "| what is tried | rules ignored | catalogue of faults | median, largest |\n"
      "|---|---|---|---|\n";
  for (const Driver driver : kDrivers) {
    const DriverSummary rules = summary_of(record.trials, driver, false);
    const DriverSummary planted = summary_of(record.trials, driver, true);
    if (rules.tried + planted.tried == 0) continue;
    const std::uint64_t most = std::max(rules.largest.value_or(0), planted.largest.value_or(0));
    text += "| " + what_is_tried(driver, record.budget) + " | " + cell(rules) + " | " +
            cell(planted) + " | " + number(planted.median) + ", " +
            (most == 0 ? "-" : grouped(most)) + " |\n";
  }
  return text;
}

// How many of the faults a crash would show, were crashes all that is looked for.
std::string crash_row(const PowerRecord& record) {
  std::size_t rules = 0;
  std::size_t rules_tried = 0;
  std::size_t planted = 0;
  std::size_t planted_tried = 0;
  for (const Trial& trial : record.trials) {
    if (trial.driver != Driver::cases || is_control(trial.fault)) continue;
    const bool is_planted = find_planted_fault(trial.fault) != nullptr;
    ++(is_planted ? planted_tried : rules_tried);
    if (trial.crashes > 0) ++(is_planted ? planted : rules);
  }
  if (rules_tried + planted_tried == 0) return {};
  return "| control: the cases, were crashes and hangs all that counts | " + grouped(rules) +
         " of " + grouped(rules_tried) + " | " + grouped(planted) + " of " +
         grouped(planted_tried) + " | - |\n";
}

std::string clean_row(const PowerRecord& record) {
  std::size_t runs = 0;
  for (const Trial& trial : record.trials) {
    if (is_control(trial.fault)) runs += trial.runs.size();
  }
  if (runs == 0) return {};
  const std::size_t alarms = false_alarms(record.trials).size();
  const std::string found = alarms == 0 ? "no alarm" : grouped(alarms) + " ALARMS";
  return "| control: the model itself, " + grouped(runs) + " runs of all of these | " + found +
         " | " + found + " | - |\n";
}

// What is said of this one, or nothing.
std::string reason_for(const Reasons& reasons, const std::string& name) {
  const auto found = reasons.find(name);
  return found == reasons.end() ? std::string() : found->second;
}

std::string list_of(const std::vector<Gap>& gaps, const Reasons& reasons,
                    const std::string& title) {
  if (gaps.empty()) return {};
  std::string text = "\n" + title + "\n\n";
  for (const Gap& gap : gaps) {
    const std::string reason = reason_for(reasons, gap.fault);
    text += "- `" + gap.fault + "`: " + gap.what + (reason.empty() ? "" : ". " + reason) + "\n";
  }
  return text;
}

// "12", "12 (3 of 5)", "-", "minded by none"
std::string in_cell(const Trial* trial) {
  if (trial == nullptr) return "";
  switch (found_in(*trial)) {
    case Found::always:
      return number(median(*trial));
    case Found::sometimes: {
      const auto found = std::count_if(trial->runs.begin(), trial->runs.end(),
                                       [](const TrialRun& run) { return run.found.has_value(); });
      return number(median(*trial)) + " (" + std::to_string(found) + " of " +
             std::to_string(trial->runs.size()) + ")";
    }
    case Found::seen:
      return "differs";
    case Found::unseen:
      break;
  }
  return "-";
}

std::string fault_rows(const PowerRecord& record) {
  std::map<std::pair<std::string, Driver>, const Trial*> trials;
  for (const Trial& trial : record.trials) trials[{trial.fault, trial.driver}] = &trial;
  std::string text = "| fault |";
  std::string line = "\n|---|";
  for (const Driver driver : kDrivers) {
    text += " " + std::string(name(driver)) + " |";
    line += "---|";
  }
  text += " what |" + line + "---|\n";
  for (const Fault& fault : every_fault()) {
    text += "| `" + std::string(fault.id) + "` |";
    for (const Driver driver : kDrivers) {
      const auto found = trials.find({std::string(fault.id), driver});
      text += " " + in_cell(found == trials.end() ? nullptr : found->second) + " |";
    }
    text +=
        " " + (fault.planted != nullptr ? std::string(fault.planted->what) : "ignored") + " |\n";
  }
  return text;
}

// What it finds alone, or why it stays.
std::string alone_cell(const Contribution& each, const Reasons& reasons) {
  std::string text;
  for (const std::string& fault : each.alone) text += (text.empty() ? "`" : ", `") + fault + "`";
  return text.empty() ? reason_for(reasons, each.name) : text;
}

std::string contribution_rows(const std::vector<Contribution>& all, const Reasons& reasons,
                              const std::string& what) {
  std::string text = "| " + what + " | finds | finds alone, or why it stays |\n|---|---|---|\n";
  for (const Contribution& each : all) {
    text +=
        "| " + each.name + " | " + grouped(each.found) + " | " + alone_cell(each, reasons) + " |\n";
  }
  return text;
}

std::string gap_lists(const PowerRecord& record, const Reasons& unfound) {
  return list_of(catalogue_gaps(record.trials), {},
                 "Found by no case and by no law on the corpus:") +
         list_of(search_gaps(record.trials), unfound,
                 "Found neither with every seed of the generators nor with every seed of the "
                 "fuzz targets:");
}

bool was_searched(const PowerRecord& record) {
  return std::any_of(record.trials.begin(), record.trials.end(), [](const Trial& trial) {
    return trial.driver == Driver::random || trial.driver == Driver::fuzz;
  });
}

}  // namespace

std::string summary_markdown(const PowerRecord& record) {
  std::string text = driver_rows(record) + crash_row(record) + clean_row(record) + "\n" +
                     grouped(catalogue_gaps(record.trials).size()) +
                     " are found by no case and by no law on the corpus";
  if (was_searched(record)) {
    text += ", and " + grouped(search_gaps(record.trials).size()) + " by no search with every seed";
  }
  return text + "; `POWER.md` lists them.\n";
}

std::string whole_markdown(const PowerRecord& record, const Background& background) {
  const auto rows = [&](Driver driver, const std::vector<std::string>& names, const char* what) {
    return contribution_rows(contributions(record.trials, driver, names), background.not_alone,
                             what);
  };
  return "# What the suite finds\n\nOf planted faults, at commit `" + record.commit + "` on " +
         record.date + ".\n\n" + summary_markdown(record) + gap_lists(record, background.unfound) +
         "\n## Every fault\n\nThe number of the case, file, input or execution that showed it "
         "first; of several seeds the median.\n`differs`: some answer was another than the "
         "model's, and nothing minded. `-`: no answer was.\n\n" +
         fault_rows(record) + "\n## Every law\n\nOn the files of the corpus.\n\n" +
         rows(Driver::laws, background.laws, "law") + "\n## Every group of cases\n\n" +
         rows(Driver::cases, background.groups, "group");
}

}  // namespace connectorgroup
