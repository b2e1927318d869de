// cgconform power

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/commands/preparation.h"
#include "properties/conformance/power/background.h"
#include "properties/conformance/power/fuzz_trial.h"
#include "properties/conformance/power/power_text.h"
#include "properties/conformance/power/results.h"
#include "properties/conformance/power/shortcomings.h"
#include "properties/conformance/power/summary.h"
#include "properties/edits/random_source.h"
#include "properties/input_files.h"
#include "properties/law_rooms.h"
#include "properties/subjects/pipe/child_process.h"
#include "properties/subjects/pipe/interrupted.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;

// The seeds of the control, which is to show that nothing is found where there is nothing.
constexpr std::uint64_t kControlSeeds = 10;

// One trial that is to be made. Of the control there is one for each room, "model:http".
struct Task {
  std::string fault;
  Driver driver;
};

TrialGround ground_of(const PowerCommand& command, bool control) {
  TrialGround ground{command.common.corpus, command.budget};
  if (control) ground.budget.seeds = std::max(ground.budget.seeds, kControlSeeds);
  return ground;
}

Trial made_here(const PowerCommand& command, const Task& task, const FuzzGround& fuzz) {
  const std::optional<Fault> fault = find_fault(task.fault);
  const std::string control = "model:";
  const std::string room(fault ? fault->room : std::string_view(task.fault).substr(control.size()));
  const TrialGround ground = ground_of(command, !fault);
  const Fault* const tried = fault ? &*fault : nullptr;
  Trial trial = task.driver == Driver::fuzz ? fuzz_fault(tried, room, ground, fuzz)
                                            : try_fault(tried, room, task.driver, ground);
  trial.fault = task.fault;
  return trial;
}

std::vector<std::string> drivers_of(const PowerCommand& command) {
  if (!command.drivers.empty()) return command.drivers;
  std::vector<std::string> names;
  for (const Driver driver : kDrivers) {
    if (driver != Driver::fuzz || !command.fuzz_build.empty()) names.emplace_back(name(driver));
  }
  return names;
}

// Every fault that is named, or so many of them at even distances; then the control.
std::vector<std::string> faults_of(const PowerCommand& command) {
  std::vector<std::string> ids;
  for (const Fault& fault : every_fault()) {
    const std::string id(fault.id);
    if (command.only.empty() || is_named(command.only, id)) ids.push_back(id);
  }
  if (ids.empty()) throw Unusable{kUsage, "no fault is named so; `cgconform list --faults`"};
  if (command.sample > 0 && command.sample < ids.size()) {
    std::vector<std::string> some;
    for (std::size_t i = 0; i < command.sample; ++i) {
      some.push_back(ids[i * ids.size() / command.sample]);
    }
    ids = std::move(some);
  }
  for (const std::string_view room : kPowerRooms) {
    ids.push_back("model:" + std::string(room));
  }
  return ids;
}

std::vector<Task> tasks_of(const PowerCommand& command) {
  std::vector<Task> tasks;
  for (const std::string& fault : faults_of(command)) {
    for (const std::string& driver : drivers_of(command)) {
      tasks.push_back({fault, *find_driver(driver)});
    }
  }
  return tasks;
}

// What the command prints, without the end of its last line; empty where it fails.
std::string output_of(const std::vector<std::string>& command) {
  ChildProcess process(command);
  process.close_input();
  std::string output;
  std::string_view nothing;
  while (process.move(nothing, output, ChildProcess::Clock::now() + 1min) ==
         ChildProcess::Moved::octets) {
  }
  if (process.wait_for(1min) != 0) return {};
  while (output.ends_with('\n')) output.pop_back();
  return output;
}

// The commit that the corpus, and with it the program, is of.
std::string commit_of(const std::filesystem::path& corpus) {
  const std::string commit =
      output_of({"git", "-C", corpus.string(), "rev-parse", "--short=7", "HEAD"});
  if (commit.empty()) return "unknown";
  const std::string changes =
      output_of({"git", "-C", corpus.string(), "status", "--porcelain", "--untracked-files=no"});
  return changes.empty() ? commit : commit + "-changed";
}

class Power {
 public:
  explicit Power(const PowerCommand& command)
      : command_(command),
        tasks_(tasks_of(command)),
        log_(command.results, key_of({command.program}), command.budget),
        fuzz_log_(fuzz_results(command), key_of(fuzz_binaries()), command.budget) {}

  PowerRecord run() {
    if (command_.fuzz_build.empty() &&
        std::any_of(tasks_.begin(), tasks_.end(),
                    [](const Task& task) { return task.driver == Driver::fuzz; })) {
      throw Unusable{kUsage,
                     "fuzz needs --fuzz-build: cmake --preset fuzz-plain && "
                     "cmake --build --preset fuzz-plain"};
    }
    std::filesystem::create_directories(std::filesystem::absolute(command_.results).parent_path());
    {
      Progress progress(tasks_.size(), {isatty(STDERR_FILENO) != 0, command_.common.width},
                        standard_error_);
      progress_ = &progress;
      work_off();
    }
    if (!complaint_.empty()) throw Unusable{kNotJudged, complaint_};
    throw_if_interrupted();
    return record();
  }

 private:
  // Trials of the fuzz targets are of other programs, and stay when this one changes.
  static std::string fuzz_results(const PowerCommand& command) {
    std::filesystem::path path = command.results;
    const std::string extension = path.extension().string();
    return path.replace_extension(".fuzz" + extension).string();
  }

  // What trials depend on beside the budget.
  static std::string key_of(const std::vector<std::filesystem::path>& programs) {
    std::string octets;
    for (const std::filesystem::path& program : programs) {
      octets += read_file(program).value_or("");
    }
    std::ostringstream key;
    key << std::hex << hash_of(octets);
    return key.str();
  }

  std::vector<std::filesystem::path> fuzz_binaries() const {
    std::vector<std::filesystem::path> binaries;
    for (const std::string_view room : kPowerRooms) {
      binaries.push_back(command_.fuzz_build / "fuzz" / (std::string(room) + "_fuzz"));
    }
    return binaries;
  }

  TrialLog& log_of(Driver driver) { return driver == Driver::fuzz ? fuzz_log_ : log_; }
  const TrialLog& log_of(Driver driver) const { return driver == Driver::fuzz ? fuzz_log_ : log_; }

  void work_off() {
    std::vector<std::thread> workers;
    for (std::size_t i = 0; i < std::max<std::size_t>(command_.jobs, 1); ++i) {
      workers.emplace_back([this] {
        while (const Task* task = next()) make(*task);
      });
    }
    for (std::thread& worker : workers) worker.join();
  }

  const Task* next() {
    const std::lock_guard lock(mutex_);
    while (next_ < tasks_.size() && complaint_.empty() && !interrupt_asked.load()) {
      const Task& task = tasks_[next_++];
      if (log_of(task.driver).find(task.fault, task.driver) == nullptr) return &task;
      ++done_;
    }
    return nullptr;
  }

  void make(const Task& task) {
    try {
      const Trial trial = task.driver == Driver::fuzz ? fuzzed(task) : made_by_process(task);
      const std::lock_guard lock(mutex_);
      ++done_;
      if (!log_of(task.driver).add(trial)) complaint_ = "can't write " + command_.results;
      progress_->update({done_, 0, 0, task.fault});
    } catch (const Interrupted&) {
      // The others see it as well; what is done is kept.
    } catch (const std::runtime_error& failure) {
      const std::lock_guard lock(mutex_);
      complaint_ = task.fault + " by " + std::string(name(task.driver)) + ": " + failure.what();
    }
  }

  Trial fuzzed(const Task& task) {
    const FuzzGround fuzz{
        command_.fuzz_build / "fuzz", command_.common.corpus.parent_path() / "fuzz",
        std::filesystem::absolute(command_.results).parent_path() / ("fuzz-" + task.fault)};
    return made_here(command_, task, fuzz);
  }

  // So that no trial sees what another left, and a fault that kills its process kills no other.
  Trial made_by_process(const Task& task) {
    const Budget& budget = command_.budget;
    const std::string line = output_of_trial(
        {command_.program.string(), "power", "--corpus", command_.common.corpus.string(), "--seeds",
         std::to_string(budget.seeds), "--inputs", std::to_string(budget.inputs), "--length",
         std::to_string(budget.length), "--trial", std::string(name(task.driver)), task.fault});
    std::optional<Trial> trial = trial_of(line);
    if (!trial) throw std::runtime_error("no trial came of it: " + line);
    return *std::move(trial);
  }

  static std::string output_of_trial(const std::vector<std::string>& command) {
    ChildProcess process(command);
    process.close_input();
    std::string output;
    std::string_view nothing;
    while (process.move(nothing, output, ChildProcess::Clock::now() + 10min) ==
           ChildProcess::Moved::octets) {
    }
    const std::optional<int> status = process.wait_for(10s);
    if (status == 0) return output;
    throw std::runtime_error((status ? describe_status(*status) : "it doesn't end") + "\n" +
                             process.error_output());
  }

  PowerRecord record() const {
    PowerRecord record{commit_of(command_.common.corpus), today(), command_.budget, {}};
    for (const Task& task : tasks_) {
      record.trials.push_back(*log_of(task.driver).find(task.fault, task.driver));
    }
    return record;
  }

  const PowerCommand& command_;
  std::vector<Task> tasks_;
  TrialLog log_;
  TrialLog fuzz_log_;
  StandardError standard_error_;
  Progress* progress_ = nullptr;
  std::mutex mutex_;  // of what follows, the log and the progress
  std::size_t next_ = 0;
  std::size_t done_ = 0;
  std::string complaint_;
};

PowerRecord read_record(const std::string& path) {
  const std::optional<std::string> text = read_file(path);
  if (!text) throw Unusable{kUsage, path + " can't be read"};
  auto record = parse_power_record(*text);
  if (const auto* fault = std::get_if<std::string>(&record)) {
    throw Unusable{kUsage, path + ": " + *fault};
  }
  return std::get<PowerRecord>(std::move(record));
}

Background background_of(const std::filesystem::path& corpus) {
  auto background = load_background(corpus);
  if (const auto* fault = std::get_if<std::string>(&background)) {
    throw Unusable{kInternal, *fault};
  }
  return std::get<Background>(std::move(background));
}

bool write_reports(const PowerCommand& command, const PowerRecord& record,
                   const Background& background) {
  bool written = true;
  for (const std::string& report : command.reports) {
    const std::size_t equals = report.find('=');
    const std::string kind = report.substr(0, equals);
    std::string text = summary_markdown(record);
    if (kind == "json") text = as_json(record);
    if (kind == "md") text = whole_markdown(record, background);
    if (kind == "html") text = heat_map(record);
    written = write_file(report.substr(equals + 1), text) && written;
  }
  return written;
}

int power(const PowerCommand& command) {
  const Background background = background_of(command.common.corpus);
  const PowerRecord record =
      command.record.empty() ? Power(command).run() : read_record(command.record);
  std::string short_of = shortcomings(record, background);
  if (!command.record.empty()) short_of += untried(record);
  const bool written = write_reports(command, record, background) &&
                       (!command.reports.empty() || write_out(summary_markdown(record))) &&
                       write_error(short_of);
  if (!written) return kInternal;
  return short_of.empty() ? kConforming : kNonconforming;
}

}  // namespace

int power_command(const PowerCommand& command) {
  return complaining([&command] { return power(command); });
}

int trial_command(const PowerCommand& command, const std::string& driver,
                  const std::string& fault) {
  return complaining([&] {
    const std::optional<Driver> found = find_driver(driver);
    if (!found || *found == Driver::fuzz || (!is_control(fault) && !find_fault(fault))) {
      throw Unusable{kUsage, "there is no trial \"" + driver + " " + fault + "\""};
    }
    const Trial trial = made_here(command, {fault, *found}, {});
    return write_out(line_of(trial) + "\n") ? kConforming : kInternal;
  });
}

}  // namespace connectorgroup
