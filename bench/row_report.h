// What a row tells beside its time, the same in every program: rates, instructions, allocations.
#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "bench/allocations.h"
#include "bench/instruction_counter.h"

namespace connectorgroup::bench {

// What one benchmark handles in each pass over its documents.
struct Work {
  std::size_t iterations;  // that make one pass
  std::size_t bytes;
  std::size_t objects;
  const char* object = "object";  // what one of them is called
};

// Rates, instructions where the machine counts them, and the allocations of one pass; call it
// behind the timed loop. `pass` handles every document once, `instructions` were counted from
// before the loop on. Of several threads, what isn't a rate is the average.
template <class Pass>
void report(benchmark::State& state, const Work& work, const InstructionCounter& instructions,
            Pass&& pass) {
  const std::optional<double> counted = instructions.count();
  const auto passes = [&](std::size_t amount) {
    return static_cast<std::int64_t>(amount) * static_cast<std::int64_t>(state.iterations()) /
           static_cast<std::int64_t>(work.iterations);
  };
  state.SetBytesProcessed(passes(work.bytes));
  state.SetItemsProcessed(passes(work.objects));
  const auto average = [](double value) {
    return benchmark::Counter(value, benchmark::Counter::kAvgThreads);
  };
  if (counted) {
    state.counters["instructions/byte"] =
        average(*counted / static_cast<double>(passes(work.bytes)));
  }
  const std::size_t before = allocation_count();
  pass();
  state.counters[std::string("allocations/") + work.object] =
      average(static_cast<double>(allocation_count() - before) / static_cast<double>(work.objects));
}

}  // namespace connectorgroup::bench
