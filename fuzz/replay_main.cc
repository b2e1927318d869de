// What a fuzz target is linked with where there is no fuzzing engine: runs it once on each file
// given, and on each .json file of each folder given.
//
// Each input lies in a heap block of exactly its size, so that a sanitizer sees a read past its
// end. Exit status: 0 all inputs ran, 2 no arguments, 3 a path can't be read or holds no input.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "properties/input_files.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr int kUsage = 2;
constexpr int kUnreadable = 3;

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s FILE-OR-FOLDER...\n", argv[0]);
    return kUsage;
  }
  std::size_t count = 0;
  for (int i = 1; i < argc; ++i) {
    const connectorgroup::InputFiles inputs = connectorgroup::input_files(argv[i]);
    if (!inputs.error.empty()) {
      std::fprintf(stderr, "%s: %s\n", argv[0], inputs.error.c_str());
      return kUnreadable;
    }
    for (const std::filesystem::path& file : inputs.files) {
      const std::optional<std::string> read = connectorgroup::read_file(file);
      if (!read) {
        std::fprintf(stderr, "%s: %s can't be read\n", argv[0], file.c_str());
        return kUnreadable;
      }
      const std::vector<std::uint8_t> bytes(read->begin(), read->end());
      LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
      ++count;
    }
  }
  std::printf("ran %zu inputs\n", count);
  return 0;
}
