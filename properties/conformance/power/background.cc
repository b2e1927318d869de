#include "properties/conformance/power/background.h"

#include <optional>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>

#include "model/contract.h"
#include "properties/conformance/cases.h"
#include "properties/conformance/power/trial.h"
#include "properties/input_files.h"
#include "properties/law_rooms.h"

namespace connectorgroup {
namespace {

// Lines of "name<tab>reason"; or the line that is none.
std::variant<Reasons, std::string> read_reasons(const std::filesystem::path& file) {
  Reasons reasons;
  std::istringstream lines(read_file(file).value_or(""));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    if (line.empty() || line.front() == '#') continue;
    if (tab == std::string::npos || tab + 1 == line.size()) {
      return file.string() + ": no reason in \"" + line + "\"";
    }
    reasons.emplace(line.substr(0, tab), line.substr(tab + 1));
  }
  return reasons;
}

std::vector<std::string> every_law() {
  std::vector<std::string> laws;
  for (const std::string_view room : kPowerRooms) {
    for (const Law& law : find_room(room)->laws) laws.emplace_back(law.id);
  }
  return laws;
}

std::variant<std::vector<std::string>, std::string> every_group(
    const std::filesystem::path& corpus) {
  std::set<std::string> groups;
  for (const Contract& contract : contracts()) {
    CasesAnswer cases = load_cases(corpus, contract);
    if (auto* fault = std::get_if<std::string>(&cases)) return std::move(*fault);
    for (const ConformanceCase& each : std::get<std::vector<ConformanceCase>>(cases)) {
      groups.insert(each.group);
    }
  }
  return std::vector<std::string>(groups.begin(), groups.end());
}

}  // namespace

std::variant<Background, std::string> load_background(const std::filesystem::path& corpus) {
  const std::filesystem::path faults = corpus.parent_path() / "properties/faults";
  Background background;
  background.laws = every_law();
  auto groups = every_group(corpus);
  if (auto* fault = std::get_if<std::string>(&groups)) return std::move(*fault);
  background.groups = std::get<std::vector<std::string>>(std::move(groups));
  for (const auto& [reasons, name] : {std::pair(&background.unfound, "unfound.tsv"),
                                      std::pair(&background.not_alone, "not-alone.tsv")}) {
    auto read = read_reasons(faults / name);
    if (auto* fault = std::get_if<std::string>(&read)) return std::move(*fault);
    *reasons = std::get<Reasons>(std::move(read));
  }
  return background;
}

}  // namespace connectorgroup
