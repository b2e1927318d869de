// Inputs on disk: what the drivers that replay files read.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace connectorgroup {

// The bytes of a file; nothing when it can't be read.
std::optional<std::string> read_file(const std::filesystem::path& file);

struct InputFiles {
  std::vector<std::filesystem::path> files;
  // Why there are none, naming the path; empty otherwise.
  std::string error;
};

// The inputs that a path stands for: a file for itself, a folder for the .json, .http and .md files
// below it, but for a README.md, in the order of their paths. That there are none is an error: a
// driver that had nothing to do must not look like one that found nothing wrong.
InputFiles input_files(const std::filesystem::path& path);

}  // namespace connectorgroup
