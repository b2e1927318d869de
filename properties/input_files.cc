#include "properties/input_files.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace connectorgroup {
namespace {

bool is_input(const std::filesystem::path& file) {
  const std::filesystem::path extension = file.extension();
  return extension == ".json" || extension == ".http" ||
         (extension == ".md" && file.filename() != "README.md");
}

}  // namespace

std::optional<std::string> read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  // A folder opens on some systems, and only reading it fails.
  std::error_code error;
  if (!stream || std::filesystem::is_directory(file, error)) return std::nullopt;
  std::string bytes(std::istreambuf_iterator<char>(stream), {});
  if (stream.bad()) return std::nullopt;
  return bytes;
}

InputFiles input_files(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_regular_file(path, error)) return {{path}, {}};
  InputFiles inputs;
  std::filesystem::recursive_directory_iterator entry(path, error);
  for (const std::filesystem::recursive_directory_iterator end; !error && entry != end;
       entry.increment(error)) {
    if (entry->is_regular_file() && is_input(entry->path())) {
      inputs.files.push_back(entry->path());
    }
  }
  if (error) return {{}, path.string() + ": " + error.message()};
  if (inputs.files.empty()) return {{}, path.string() + ": no .json, .http or .md file in it"};
  std::sort(inputs.files.begin(), inputs.files.end());
  return inputs;
}

}  // namespace connectorgroup
