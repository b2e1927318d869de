// What a fuzz target is linked with to say what each input reaches: a line for each file with the
// number of edges, the hash of how often each was taken, and the file's name, in the order of
// paths; then a line with the edges that all files reach together.
//
//   body_fuzz_coverage [--backwards] FILE-OR-FOLDER...
//
// Every file is run twice, and the second run counts, so that what is built on first use is there.
// With --backwards the files are run from the last to the first. What is printed may depend neither
// on the order, nor on where the program's memory lies: an input whose coverage isn't its own leads
// the engine astray, and makes its runs impossible to repeat. fuzz/check-coverage.cmake compares.
//
// Exit status: 0 all inputs ran; 2 wrong arguments; 3 a path can't be read or holds no input; 4
// nothing here is instrumented.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/edits/random_source.h"
#include "properties/input_files.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr int kUsage = 2;
constexpr int kUnreadable = 3;
constexpr int kNotInstrumented = 4;

// The compiler's counters, one byte for each edge of the instrumented code.
std::uint8_t* counters_begin = nullptr;
std::uint8_t* counters_end = nullptr;

struct Input {
  std::filesystem::path file;
  std::vector<std::uint8_t> bytes;
  std::size_t edges = 0;
  std::uint64_t hash = 0;
};

std::size_t count_edges(std::string_view counters) {
  return counters.size() -
         static_cast<std::size_t>(std::count(counters.begin(), counters.end(), '\0'));
}

std::string run(const Input& input) {
  std::fill(counters_begin, counters_end, std::uint8_t{0});
  LLVMFuzzerTestOneInput(input.bytes.data(), input.bytes.size());
  return std::string(counters_begin, counters_end);
}

// Nothing, or what is wrong with the path.
std::string load(const std::filesystem::path& path, std::vector<Input>& inputs) {
  const connectorgroup::InputFiles found = connectorgroup::input_files(path);
  for (const std::filesystem::path& file : found.files) {
    const std::optional<std::string> read = connectorgroup::read_file(file);
    if (!read) return file.string() + " can't be read";
    inputs.push_back({file, {read->begin(), read->end()}});
  }
  return found.error;
}

void print(const std::vector<Input>& inputs, std::string_view reached) {
  for (const Input& input : inputs) {
    std::printf("%zu %016llx %s\n", input.edges, static_cast<unsigned long long>(input.hash),
                input.file.c_str());
  }
  std::printf("all files: %zu of %zu edges\n", count_edges(reached), reached.size());
}

int complain(const char* program, const std::string& complaint, int status) {
  std::fprintf(stderr, "%s: %s\n", program, complaint.c_str());
  return status;
}

}  // namespace

// Called before main for each binary that is instrumented; here that is one.
extern "C" void __sanitizer_cov_8bit_counters_init(std::uint8_t* begin, std::uint8_t* end) {
  counters_begin = begin;
  counters_end = end;
}

int main(int argc, char** argv) {
  std::vector<std::string> paths(argv + 1, argv + argc);
  const bool backwards = !paths.empty() && paths.front() == "--backwards";
  if (backwards) paths.erase(paths.begin());
  if (paths.empty()) return complain(argv[0], "usage: [--backwards] FILE-OR-FOLDER...", kUsage);
  if (counters_begin == counters_end) {
    return complain(argv[0], "built without an engine's instrumentation", kNotInstrumented);
  }
  std::vector<Input> inputs;
  for (const std::string& path : paths) {
    const std::string error = load(path, inputs);
    if (!error.empty()) return complain(argv[0], error, kUnreadable);
  }
  if (backwards) std::reverse(inputs.begin(), inputs.end());
  std::string reached(static_cast<std::size_t>(counters_end - counters_begin), '\0');
  for (const Input& input : inputs) run(input);
  for (Input& input : inputs) {
    const std::string counters = run(input);
    input.edges = count_edges(counters);
    input.hash = connectorgroup::hash_of(counters);
    std::transform(counters.begin(), counters.end(), reached.begin(), reached.begin(),
                   [](char one, char other) { return static_cast<char>(one | other); });
  }
  if (backwards) std::reverse(inputs.begin(), inputs.end());
  print(inputs, reached);
  return 0;
}
