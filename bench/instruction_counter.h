// Instructions that a thread retires, counted by the machine itself where kernel and hardware let
// it: Linux, with perf_event_paranoid at most 2 and a CPU whose counters aren't hidden, as they are
// in most virtual machines. Elsewhere there is no count, and nothing else differs.
#pragma once

#include <cstdint>
#include <optional>

namespace connectorgroup::bench {

// What the kernel answers. Its times say for how long the event was wanted and for how long it had
// a counter of the hardware, which events may have to share.
struct CounterReading {
  std::uint64_t value = 0;
  std::uint64_t nanoseconds_enabled = 0;
  std::uint64_t nanoseconds_running = 0;
};

// The count, extrapolated where the counter was shared; nothing where it never ran.
std::optional<double> count_of(const CounterReading& reading);

// Counts the calling thread's instructions outside the kernel, from its making on.
class InstructionCounter {
 public:
  InstructionCounter();
  ~InstructionCounter();
  InstructionCounter(const InstructionCounter&) = delete;
  InstructionCounter& operator=(const InstructionCounter&) = delete;

  std::optional<double> count() const;

 private:
  int file_ = -1;
};

}  // namespace connectorgroup::bench
