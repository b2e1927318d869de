#include "bench/instruction_counter.h"

#ifdef __linux__
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace connectorgroup::bench {

std::optional<double> count_of(const CounterReading& reading) {
  if (reading.nanoseconds_running == 0) return std::nullopt;
  return static_cast<double>(reading.value) * static_cast<double>(reading.nanoseconds_enabled) /
         static_cast<double>(reading.nanoseconds_running);
}

#ifdef __linux__

InstructionCounter::InstructionCounter() {
  perf_event_attr event{};
  event.size = sizeof event;
  event.type = PERF_TYPE_HARDWARE;
  event.config = PERF_COUNT_HW_INSTRUCTIONS;
  event.exclude_kernel = 1;
  event.exclude_hv = 1;
  event.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
  constexpr int kThisThread = 0, kAnyCpu = -1, kNoGroup = -1;
  file_ = static_cast<int>(
      syscall(SYS_perf_event_open, &event, kThisThread, kAnyCpu, kNoGroup, PERF_FLAG_FD_CLOEXEC));
}

InstructionCounter::~InstructionCounter() {
  if (file_ >= 0) close(file_);
}

std::optional<double> InstructionCounter::count() const {
  CounterReading reading;
  if (file_ < 0 || read(file_, &reading, sizeof reading) != sizeof reading) return std::nullopt;
  return count_of(reading);
}

#else

InstructionCounter::InstructionCounter() = default;
InstructionCounter::~InstructionCounter() = default;
std::optional<double> InstructionCounter::count() const { return std::nullopt; }

#endif

}  // namespace connectorgroup::bench
