// A fuzzing engine of the kind that comes as an archive with a main of its own, as those of AFL++,
// honggfuzz and Centipede do: runs each file of each folder given, and a few mutants of it.
//
//   <target> FOLDER...
//
// LLVMFuzzerMutate is a stub as AFL++'s driver has one; a mutator must be sound over it.
// Exit status: 0 all ran, 1 a hook broke its promise, 2 no arguments, 3 no inputs.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" __attribute__((weak)) int LLVMFuzzerInitialize(int* argc, char*** argv);
extern "C" __attribute__((weak)) std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data,
                                                                     std::size_t size,
                                                                     std::size_t size_max,
                                                                     unsigned int seed);

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t*, std::size_t, std::size_t) { return 0; }

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr unsigned int kMutants = 2;
constexpr std::size_t kGrowth = 64;

Bytes read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// In a heap block of exactly its size, so that a sanitizer sees a read past its end.
void run(const Bytes& bytes) {
  const Bytes input(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

bool run_mutant(Bytes bytes, unsigned int seed) {
  const std::size_t size = bytes.size();
  const std::size_t size_max = size + kGrowth;
  bytes.resize(size_max);
  const std::size_t mutated = LLVMFuzzerCustomMutator(bytes.data(), size, size_max, seed);
  if (mutated > size_max) return false;
  bytes.resize(mutated);
  run(bytes);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  if (LLVMFuzzerInitialize != nullptr) LLVMFuzzerInitialize(&argc, &argv);
  std::size_t inputs = 0;
  std::size_t mutants = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      const Bytes bytes = read(entry.path());
      run(bytes);
      ++inputs;
      if (LLVMFuzzerCustomMutator == nullptr) continue;
      for (unsigned int seed = 0; seed < kMutants; ++seed, ++mutants) {
        if (!run_mutant(bytes, seed)) {
          std::printf("the mutator exceeded its size\n");
          return 1;
        }
      }
    }
  }
  std::printf("ran %zu inputs, %zu mutants\n", inputs, mutants);
  return inputs == 0 ? 3 : 0;
}
