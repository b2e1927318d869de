// Counts heap allocations and the memory that they hold, in a program that links allocations.cc:
// operator new and delete are replaced there. Peers that call malloc themselves report to
// count_allocation(); what they hold isn't seen.
#pragma once

#include <cstddef>
#include <optional>

namespace connectorgroup::bench {

// Allocations of the calling thread since it started. Counting costs an increment per allocation,
// the same for every peer.
std::size_t allocation_count();

void count_allocation();

// Memory that the calling thread has taken since the gauge was made, and not given back: as many
// bytes as the allocator set aside for it. One gauge at a time in a thread; while there is none,
// taking and giving back cost a look at whether there is one.
class MemoryGauge {
 public:
  MemoryGauge();
  ~MemoryGauge();
  MemoryGauge(const MemoryGauge&) = delete;
  MemoryGauge& operator=(const MemoryGauge&) = delete;

  // Nothing where the C library doesn't tell what it set aside.
  std::optional<std::size_t> bytes() const;
};

}  // namespace connectorgroup::bench
