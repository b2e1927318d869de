// An engine that tells what each input covers: prints, for each file of the folder in the order of
// names, a hash of which of the profile's counters this input alone moves. Then it runs them in
// reverse order and says which cover something else than before: state that outlives an input.
//
//   <target> FOLDER [NAME-HASH...]
//
// NAME-HASH: of functions that don't count, as profiles name them (the low 64 bits of the MD5 of
// the mangled name), in hexadecimal. All inputs are run once beforehand, so that buffers have grown
// and statics are made. Exit status: 0 all the same, 1 some differ, 2 no argument, 3 no inputs.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" void __llvm_profile_reset_counters();
extern "C" std::uint64_t* __llvm_profile_begin_counters();
extern "C" std::uint64_t* __llvm_profile_end_counters();

// What compiler-rt's InstrProfiling.h declares.
using IntPtrT = void*;
enum ValueKind : std::uint8_t {
#define VALUE_PROF_KIND(Enumerator, Value, Description) Enumerator = Value,
#include "profile/InstrProfData.inc"
};
struct ProfileData {
#define INSTR_PROF_DATA(Type, LLVMType, Name, Initializer) Type Name;
#include "profile/InstrProfData.inc"
};
extern "C" const ProfileData* __llvm_profile_begin_data();
extern "C" const ProfileData* __llvm_profile_end_data();
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

// Since LLVM 14 a function's record has the distance to its counters.
std::uint64_t* counters_of(const ProfileData& function) {
  auto* const counters = static_cast<std::uint64_t*>(function.CounterPtr);
  if (counters >= __llvm_profile_begin_counters() && counters < __llvm_profile_end_counters()) {
    return counters;
  }
  return reinterpret_cast<std::uint64_t*>(reinterpret_cast<std::uintptr_t>(&function) +
                                          reinterpret_cast<std::uintptr_t>(function.CounterPtr));
}

void forget(const std::vector<std::uint64_t>& functions) {
  for (const ProfileData* function = __llvm_profile_begin_data();
       function != __llvm_profile_end_data(); ++function) {
    if (std::find(functions.begin(), functions.end(), function->NameRef) == functions.end())
      continue;
    std::fill_n(counters_of(*function), function->NumCounters, 0);
  }
}

// FNV-1a over the counters: whether each region was entered. How often isn't ours alone to say.
std::uint64_t covered_by(const Bytes& bytes, const std::vector<std::uint64_t>& ignored) {
  __llvm_profile_reset_counters();
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  forget(ignored);
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const std::uint64_t* at = __llvm_profile_begin_counters();
       at != __llvm_profile_end_counters(); ++at) {
    hash = (hash ^ (*at == 0 ? 0U : 1U)) * 0x100000001b3;
  }
  return hash;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  // A target may print as it ends, into the midst of what is buffered.
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  std::vector<std::uint64_t> ignored;
  for (int i = 2; i < argc; ++i) ignored.push_back(std::strtoull(argv[i], nullptr, 16));
  std::vector<Input> inputs = read_inputs(argv[1]);
  for (const Input& input : inputs) covered_by(input.bytes, ignored);
  for (Input& input : inputs) {
    input.covered = covered_by(input.bytes, ignored);
    std::printf("%s %016llx\n", input.name.c_str(), static_cast<unsigned long long>(input.covered));
  }
  int differ = 0;
  for (auto input = inputs.rbegin(); input != inputs.rend(); ++input) {
    if (covered_by(input->bytes, ignored) == input->covered) continue;
    std::printf("differs: %s\n", input->name.c_str());
    differ = 1;
  }
  return inputs.empty() ? 3 : differ;
}
