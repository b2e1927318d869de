// An engine that tells what each input covers: prints, for each file of the folder in the order of
// names, a hash of the profile's counters after this input alone. Then it runs them in reverse
// order and says which cover something else than before: state that outlives an input.
//
//   <target> FOLDER
//
// All inputs are run once beforehand, so that buffers have grown and statics are made.
// Exit status: 0 all the same, 1 some differ, 2 no argument, 3 no inputs.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" void __llvm_profile_reset_counters();
extern "C" std::uint64_t* __llvm_profile_begin_counters();
extern "C" std::uint64_t* __llvm_profile_end_counters();
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t*, std::size_t, std::size_t) { return 0; }

namespace {

using Bytes = std::vector<std::uint8_t>;

struct Input {
  std::string name;
  Bytes bytes;
  std::uint64_t covered = 0;
};

std::vector<Input> read_inputs(const std::filesystem::path& folder) {
  std::vector<Input> inputs;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream stream(entry.path(), std::ios::binary);
    inputs.push_back({entry.path().filename().string(),
                      {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()}});
  }
  std::sort(inputs.begin(), inputs.end(),
            [](const Input& left, const Input& right) { return left.name < right.name; });
  return inputs;
}

// FNV-1a over the counters: how often each region was entered, not only whether.
std::uint64_t covered_by(const Bytes& bytes) {
  __llvm_profile_reset_counters();
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const std::uint64_t* at = __llvm_profile_begin_counters();
       at != __llvm_profile_end_counters(); ++at) {
    hash = (hash ^ *at) * 0x100000001b3;
  }
  return hash;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::vector<Input> inputs = read_inputs(argv[1]);
  for (const Input& input : inputs) covered_by(input.bytes);
  for (Input& input : inputs) {
    input.covered = covered_by(input.bytes);
    std::printf("%s %016llx\n", input.name.c_str(), static_cast<unsigned long long>(input.covered));
  }
  int differ = 0;
  for (auto input = inputs.rbegin(); input != inputs.rend(); ++input) {
    if (covered_by(input->bytes) == input->covered) continue;
    std::printf("differs: %s\n", input->name.c_str());
    differ = 1;
  }
  return inputs.empty() ? 3 : differ;
}
