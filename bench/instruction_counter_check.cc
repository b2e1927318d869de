// Holds the counter of instructions to what it promises: with counters of the hardware to a known
// amount of work, without them to silence. Exit status: 0 it keeps it, 1 it doesn't.

#include <cstdio>
#include <optional>

#include "bench/instruction_counter.h"

namespace {

using connectorgroup::bench::count_of;
using connectorgroup::bench::InstructionCounter;

bool expect(bool holds, const char* what) {
  if (!holds) std::fprintf(stderr, "instruction_counter_check: %s\n", what);
  return holds;
}

bool check_readings() {
  bool holds = expect(count_of({}) == std::nullopt, "a reading of nothing is no count");
  holds &= expect(count_of({7, 100, 0}) == std::nullopt, "a counter that never ran has no count");
  holds &= expect(count_of({0, 100, 100}) == 0.0, "no instructions are a count");
  holds &= expect(count_of({1000, 100, 100}) == 1000.0, "a counter of one's own counts all");
  return holds & expect(count_of({1000, 300, 100}) == 3000.0, "a shared counter is extrapolated");
}

void take_steps(int count) {
  [[maybe_unused]] volatile int last = 0;
  for (int step = 0; step < count; ++step) last = step;
}

// Each step is at least a store, and no compiler makes a hundred instructions of it.
bool check_steps() {
  constexpr int kSteps = 1'000'000;
  const InstructionCounter counter;
  const std::optional<double> before = counter.count();
  take_steps(kSteps);
  const std::optional<double> after = counter.count();
  if (!before && !after) {
    std::puts("instruction_counter_check: no counter here, and none is pretended");
    return true;
  }
  if (!expect(before && after, "a counter is there or isn't, and stays so")) return false;
  std::printf("instruction_counter_check: %.2f instructions a step\n", (*after - *before) / kSteps);
  return expect(*after - *before >= kSteps && *after - *before <= 100.0 * kSteps,
                "so many instructions can't be");
}

}  // namespace

int main() {
  const bool readings = check_readings();
  const bool steps = check_steps();
  return readings && steps ? 0 : 1;
}
