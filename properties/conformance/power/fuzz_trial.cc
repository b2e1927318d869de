#include "properties/conformance/power/fuzz_trial.h"

#include <chrono>
#include <optional>
#include <stdexcept>
#include <utility>

#include "properties/input_files.h"
#include "properties/subjects/pipe/child_process.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;

// Runs it to its end.
void run(const std::vector<std::string>& command,
         const std::vector<std::pair<std::string, std::string>>& environment) {
  ChildProcess process(command, environment);
  process.close_input();
  std::string output;
  std::string_view nothing;
  while (process.move(nothing, output, ChildProcess::Clock::now() + 1h) ==
         ChildProcess::Moved::octets) {
  }
  const std::optional<int> status = process.wait_for(1min);
  if (status != 0) {
    throw std::runtime_error(command.front() + ": " +
                             (status ? describe_status(*status) : "doesn't end") + "\n" + output +
                             process.error_output());
  }
}

// What follows the last `label` on its line.
std::optional<std::string> told(const std::string& log, const std::string& label) {
  const std::size_t at = log.rfind("\n" + label);
  if (at == std::string::npos) return std::nullopt;
  const std::size_t begin = at + 1 + label.size();
  return log.substr(begin, log.find('\n', begin) - begin);
}

std::string content_of(const std::filesystem::path& file) {
  std::optional<std::string> text = read_file(file);
  if (!text) throw std::runtime_error(file.string() + " can't be read");
  return *std::move(text);
}

TrialRun result_of(const std::filesystem::path& work, std::uint64_t seed) {
  const std::string log = content_of(work / "log.txt");
  const std::optional<std::string> executions = told(log, "executions: ");
  if (!executions) throw std::runtime_error((work / "log.txt").string() + " tells no executions");
  TrialRun run;
  run.seed = seed;
  run.tried = std::stoull(*executions);
  if (content_of(work / "status.txt") == "0") return run;
  const std::optional<std::string> law = told(log, "law broken: ");
  if (!law) throw std::runtime_error((work / "log.txt").string() + ": ended, and no law broke");
  run.found = run.tried;
  run.by = law->substr(0, law->find(' '));
  return run;
}

}  // namespace

Trial fuzz_fault(const Fault* fault, const std::string& room, const TrialGround& ground,
                 const FuzzGround& fuzz) {
  Trial trial;
  trial.fault = fault != nullptr ? std::string(fault->id) : "model";
  trial.driver = Driver::fuzz;
  std::vector<std::pair<std::string, std::string>> environment{
      {"CONNECTORGROUP_FUZZ_RUNS", std::to_string(ground.budget.executions)},
      {"ASAN_OPTIONS", "symbolize=0"}};  // half of the time of a trial that ends soon
  if (fault != nullptr) {
    environment.emplace_back("CONNECTORGROUP_FAULT", fault->id);
    environment.emplace_back("CONNECTORGROUP_FAULT_CONTRACT",
                             contract_of(*fault, ground.corpus).id);
  }
  for (std::uint64_t seed = 1; seed <= ground.budget.seeds; ++seed) {
    std::filesystem::create_directories(fuzz.work);
    run({"cmake", "-DTARGET=" + room + "_fuzz", "-DBINARY_DIR=" + fuzz.binaries.string(),
         "-DCORPUS_DIR=" + ground.corpus.string(), "-DWORK_DIR=" + fuzz.work.string(),
         "-DSEED=" + std::to_string(seed), "-P", (fuzz.scripts / "run-target.cmake").string()},
        environment);
    trial.runs.push_back(result_of(fuzz.work, seed));
    std::filesystem::remove_all(fuzz.work);
  }
  return trial;
}

}  // namespace connectorgroup
