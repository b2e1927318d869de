#include "properties/conformance/power/results.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>
#include <utility>

namespace connectorgroup {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const TrialRun& run) {
  Json object = Json::object();
  if (run.seed != 0) object["seed"] = run.seed;
  if (run.found) object["found"] = *run.found;
  object["tried"] = run.tried;
  if (!run.by.empty()) object["by"] = run.by;
  if (run.asked != 0) {
    object["asked"] = run.asked;
    object["different"] = run.different;
  }
  return object;
}

Json json_of(const Trial& trial) {
  Json object{{"fault", trial.fault}, {"driver", name(trial.driver)}};
  Json& runs = object["runs"] = Json::array();
  for (const TrialRun& run : trial.runs) runs.push_back(json_of(run));
  if (!trial.found_by.empty()) object["found_by"] = trial.found_by;
  if (trial.crashes != 0) object["crashes"] = trial.crashes;
  return object;
}

Json json_of(const Budget& budget) {
  return {{"seeds", budget.seeds},
          {"inputs", budget.inputs},
          {"executions", budget.executions},
          {"length", budget.length}};
}

// These throw nlohmann's exceptions where the value isn't what it should be.
TrialRun run_of(const Json& object) {
  TrialRun run;
  run.seed = object.value("seed", std::uint64_t{0});
  if (object.contains("found")) run.found = object.at("found").get<std::uint64_t>();
  run.tried = object.at("tried").get<std::uint64_t>();
  run.by = object.value("by", std::string());
  run.asked = object.value("asked", std::uint64_t{0});
  run.different = object.value("different", std::uint64_t{0});
  return run;
}

std::optional<Trial> trial_in(const Json& object) {
  Trial trial;
  trial.fault = object.at("fault").get<std::string>();
  const std::optional<Driver> driver = find_driver(object.at("driver").get<std::string>());
  if (!driver) return std::nullopt;
  trial.driver = *driver;
  for (const Json& run : object.at("runs")) trial.runs.push_back(run_of(run));
  if (object.contains("found_by")) {
    trial.found_by = object.at("found_by").get<std::map<std::string, std::uint64_t>>();
  }
  trial.crashes = object.value("crashes", std::uint64_t{0});
  return trial;
}

Budget budget_of(const Json& object) {
  return {object.at("seeds").get<std::uint64_t>(), object.at("inputs").get<std::uint64_t>(),
          object.at("executions").get<std::uint64_t>(), object.at("length").get<std::uint64_t>()};
}

}  // namespace

std::string line_of(const Trial& trial) { return json_of(trial).dump(); }

std::optional<Trial> trial_of(std::string_view line) {
  try {
    return trial_in(Json::parse(line));
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

TrialLog::TrialLog(std::string path, std::string program, const Budget& budget)
    : head_(Json{{"program", std::move(program)}, {"budget", json_of(budget)}}.dump()),
      path_(std::move(path)) {
  std::ifstream file(path_);
  std::string line;
  if (!std::getline(file, line) || line != head_) return;
  is_begun_ = true;
  while (std::getline(file, line)) {
    // The last line of a run that was cut off may be half a trial.
    if (std::optional<Trial> trial = trial_of(line)) trials_.push_back(*std::move(trial));
  }
}

const Trial* TrialLog::find(std::string_view fault, Driver driver) const {
  const auto found = std::find_if(trials_.begin(), trials_.end(), [&](const Trial& trial) {
    return trial.fault == fault && trial.driver == driver;
  });
  return found == trials_.end() ? nullptr : &*found;
}

bool TrialLog::add(Trial trial) {
  std::error_code none_there;
  if (!is_begun_) std::filesystem::rename(path_, path_ + ".before", none_there);
  std::ofstream file(path_, is_begun_ ? std::ios::app : std::ios::trunc);
  if (!is_begun_) file << head_;
  // In front, so that a trial behind half a line has a line of its own.
  file << '\n' << line_of(trial);
  is_begun_ = true;
  trials_.push_back(std::move(trial));
  return static_cast<bool>(file.flush());
}

std::string as_json(const PowerRecord& record) {
  std::ostringstream text;
  text << "{\"commit\":" << Json(record.commit) << ",\"date\":" << Json(record.date)
       << ",\"budget\":" << json_of(record.budget) << ",\"trials\":[";
  for (std::size_t i = 0; i < record.trials.size(); ++i) {
    text << (i == 0 ? "\n" : ",\n") << line_of(record.trials[i]);
  }
  text << "\n]}\n";
  return text.str();
}

std::variant<PowerRecord, std::string> parse_power_record(std::string_view text) {
  try {
    const Json object = Json::parse(text);
    PowerRecord record;
    record.commit = object.at("commit").get<std::string>();
    record.date = object.at("date").get<std::string>();
    record.budget = budget_of(object.at("budget"));
    for (const Json& each : object.at("trials")) {
      std::optional<Trial> trial = trial_in(each);
      if (!trial) return "no driver " + each.at("driver").dump();
      record.trials.push_back(*std::move(trial));
    }
    return record;
  } catch (const nlohmann::json::exception& fault) {
    return fault.what();
  }
}

}  // namespace connectorgroup
