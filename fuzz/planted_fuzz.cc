// Must fail, in each way that minimising has to tell from the others. Not a target to be run by an
// engine: the canary is.
//
// An input fails by the first word of these that it holds: "overread" reads behind the input,
// "overflow" adds one to the greatest number, "endless" never ends, "asserts" breaks an assertion,
// "aborts" ends with a signal, "at-times" does so each time but the second, counted by a file in
// the working folder.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string_view>

#include "model/assertion.h"

namespace {

// Volatile, so that no compiler knows better.
volatile int sink = 0;

void read_behind(const std::uint8_t* data, std::size_t size) { sink = data[size]; }

void add_to_the_greatest() {
  volatile int greatest = std::numeric_limits<int>::max();
  sink = greatest + 1;
}

void never_end() {
  for (;;) sink = 1;
}

void abort_but_the_second_time() {
  const std::filesystem::path mark("planted_fuzz.runs");
  std::error_code error;
  const bool second = std::filesystem::exists(mark) && std::filesystem::file_size(mark, error) == 1;
  std::ofstream(mark, std::ios::app) << '.';
  if (!second) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto holds = [bytes](std::string_view word) {
    return bytes.find(word) != std::string_view::npos;
  };
  if (holds("overread")) read_behind(data, size);
  if (holds("overflow")) add_to_the_greatest();
  if (holds("endless")) never_end();
  CONNECTORGROUP_ASSERT(!holds("asserts"));
  if (holds("aborts")) std::abort();
  if (holds("at-times")) abort_but_the_second_time();
  return 0;
}
