#include "properties/conformance/revision.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

#include "properties/input_files.h"

namespace connectorgroup {
namespace {

// "2026-10" as {2026, 10}, so that it comes after "2026-2".
std::pair<int, int> order_of(const std::string& name) {
  std::istringstream words(name);
  int year = 0;
  int number = 0;
  char dash = 0;
  words >> year >> dash >> number;
  return {year, number};
}

}  // namespace

std::vector<std::string> revisions(const std::filesystem::path& corpus) {
  std::vector<std::string> names;
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(corpus / "revisions", missing)) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end(), [](const std::string& left, const std::string& right) {
    return order_of(left) < order_of(right);
  });
  return names;
}

std::variant<Revision, std::string> load_revision(const std::filesystem::path& corpus,
                                                  const std::string& name) {
  const std::vector<std::string> names = revisions(corpus);
  if (std::find(names.begin(), names.end(), name) == names.end()) {
    std::string text = "there is no revision \"" + name + "\"; there are:";
    for (const std::string& each : names) text.append(" ").append(each);
    return text;
  }
  const std::filesystem::path path = corpus / "revisions" / (name + ".txt");
  const std::optional<std::string> content = read_file(path);
  if (!content) return path.string() + " can't be read";
  Revision revision{name, {}};
  std::istringstream lines(*content);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && !line.starts_with('#')) revision.ids.insert(line);
  }
  return revision;
}

}  // namespace connectorgroup
