// Holds the mutator that it is linked with to what every engine relies on: it stays within the size
// it is given, does the same for the same seed, changes what it is given, and makes both accepted
// and refused inputs. Built without an engine, so byte mutations are the mutator's own.
//
//   mutator_check FOLDER
//
// What is accepted is for the first room of laws to say that takes the folder's kind of files.
// Exit status: 0 all holds, 1 something doesn't, 2 wrong arguments, 3 no inputs.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/escaped.h"
#include "properties/input_files.h"
#include "properties/law_rooms.h"

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned int seed);
extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1,
                                                 const std::uint8_t* data2, std::size_t size2,
                                                 std::uint8_t* out, std::size_t out_size_max,
                                                 unsigned int seed);

namespace {

using namespace connectorgroup;

constexpr std::size_t kSizeMax = 512;
constexpr unsigned int kSeeds = 8;
// Of a hundred mutants. A mutator outside of these bounds leaves one side of the model alone.
constexpr std::size_t kAcceptedLeast = 10;
constexpr std::size_t kAcceptedMost = 80;

// Null where no room takes such files.
const LawRoom* room_for(const std::filesystem::path& file) {
  for (const LawRoom& room : law_rooms()) {
    if (kind_of(file) == room.input) return &room;
  }
  return nullptr;
}

std::string mutated(std::string_view text, unsigned int seed) {
  std::string buffer(text);
  buffer.resize(kSizeMax);
  const std::size_t size = LLVMFuzzerCustomMutator(reinterpret_cast<std::uint8_t*>(buffer.data()),
                                                   text.size(), kSizeMax, seed);
  buffer.resize(std::min(size, kSizeMax + 1));
  return buffer;
}

std::string crossed(std::string_view first, std::string_view second, unsigned int seed) {
  std::string buffer(kSizeMax, '\0');
  const std::size_t size =
      LLVMFuzzerCustomCrossOver(reinterpret_cast<const std::uint8_t*>(first.data()), first.size(),
                                reinterpret_cast<const std::uint8_t*>(second.data()), second.size(),
                                reinterpret_cast<std::uint8_t*>(buffer.data()), kSizeMax, seed);
  buffer.resize(std::min(size, kSizeMax + 1));
  return buffer;
}

class Check {
 public:
  explicit Check(const LawRoom& room) : room_(room), subjects_(room.subjects()) {}

  void pair(std::string_view text, std::string_view other) {
    for (unsigned int seed = 1; seed <= kSeeds; ++seed) {
      const std::string mutant = mutated(text, seed);
      expect(mutant.size() <= kSizeMax, "a mutant exceeds its size", text, seed);
      expect(mutated(text, seed) == mutant, "one seed gave two mutants", text, seed);
      if (mutant != text) ++changed_;
      if (accepted(mutant)) ++accepted_;
      ++mutants_;
      const std::string child = crossed(text, other, seed);
      expect(child.size() <= kSizeMax, "a crossover exceeds its size", text, seed);
      expect(crossed(text, other, seed) == child, "one seed gave two crossovers", text, seed);
    }
  }

  bool holds() {
    expect(100 * changed_ >= 90 * mutants_, "more than a tenth of the mutants are copies", {}, 0);
    expect(100 * accepted_ >= kAcceptedLeast * mutants_, "too few accepted mutants", {}, 0);
    expect(100 * accepted_ <= kAcceptedMost * mutants_, "too many accepted mutants", {}, 0);
    std::printf("%zu mutants, %zu changed, %zu accepted: %zu broken\n", mutants_, changed_,
                accepted_, broken_);
    return broken_ == 0;
  }

 private:
  void expect(bool condition, const char* what, std::string_view text, unsigned int seed) {
    if (condition) return;
    ++broken_;
    std::printf("%s: seed %u, text \"%s\"\n", what, seed, escaped(text).c_str());
  }

  bool accepted(std::string_view text) const {
    return std::any_of(subjects_.begin(), subjects_.end(),
                       [&](const auto& subject) { return room_.accepts(text, *subject); });
  }

  const LawRoom& room_;
  Subjects subjects_;
  std::size_t mutants_ = 0;
  std::size_t changed_ = 0;
  std::size_t accepted_ = 0;
  std::size_t broken_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: mutator_check FOLDER\n");
    return 2;
  }
  const InputFiles inputs = input_files(argv[1]);
  std::vector<std::string> texts;
  for (const std::filesystem::path& file : inputs.files) {
    const std::optional<std::string> text = read_file(file);
    if (text && text->size() <= kSizeMax) texts.push_back(*text);
  }
  if (texts.empty()) {
    std::fprintf(stderr, "mutator_check: no inputs: %s\n", inputs.error.c_str());
    return 3;
  }
  const LawRoom* room = room_for(inputs.files.front());
  if (room == nullptr) {
    std::fprintf(stderr, "mutator_check: no law takes %s\n", inputs.files.front().c_str());
    return 3;
  }
  Check check(*room);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    check.pair(texts[i], texts[(i * 7 + 1) % texts.size()]);
  }
  return check.holds() ? 0 : 1;
}
