// What a fuzz target is linked with where there is no fuzzing engine: runs it once on each file
// given, and on each .json file of each folder given.
//
// Each input lies in a heap block of exactly its size, so that a sanitizer sees a read past its
// end. Exit status: 0 all inputs ran, 2 no arguments, 3 a path can't be read or holds no input.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr int kUsage = 2;
constexpr int kUnreadable = 3;

bool run(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::vector<char> read{std::istreambuf_iterator<char>(in),
                               std::istreambuf_iterator<char>()};
  if (!in.is_open() || in.bad()) return false;
  const std::vector<std::uint8_t> bytes(read.begin(), read.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  return true;
}

std::vector<std::filesystem::path> files_of(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_regular_file(path, error)) return {path};
  std::vector<std::filesystem::path> files;
  for (std::filesystem::recursive_directory_iterator entry(path, error), end;
       !error && entry != end; entry.increment(error)) {
    if (entry->is_regular_file() && entry->path().extension() == ".json") {
      files.push_back(entry->path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s FILE-OR-FOLDER...\n", argv[0]);
    return kUsage;
  }
  std::size_t count = 0;
  for (int i = 1; i < argc; ++i) {
    const std::vector<std::filesystem::path> files = files_of(argv[i]);
    if (files.empty()) {
      std::fprintf(stderr, "%s: %s holds no input\n", argv[0], argv[i]);
      return kUnreadable;
    }
    for (const std::filesystem::path& file : files) {
      if (!run(file)) {
        std::fprintf(stderr, "%s: %s can't be read\n", argv[0], file.c_str());
        return kUnreadable;
      }
      ++count;
    }
  }
  std::printf("ran %zu inputs\n", count);
  return 0;
}
