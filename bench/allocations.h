// Counts heap allocations, in a program that links allocations.cc: operator new and delete are
// replaced there. Peers that call malloc themselves report to count_allocation().
#pragma once

#include <cstddef>

namespace connectorgroup::bench {

// Allocations of the calling thread since it started. Counting costs an increment per allocation,
// the same for every peer.
std::size_t allocation_count();

void count_allocation();

}  // namespace connectorgroup::bench
