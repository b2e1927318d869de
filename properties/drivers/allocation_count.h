// Counts allocations, and what is given back: promises of the kind "allocates nothing after
// warm-up" are tested with it. The program that links this file has its global operator new
// replaced, and ends where memory was written behind its end.
#pragma once

#include <cstddef>

namespace connectorgroup {

// Calls of operator new since the program began. One thread.
std::size_t allocations_so_far();
// Calls of operator delete with memory.
std::size_t releases_so_far();

template <class Action>
std::size_t allocations_of(const Action& action) {
  const std::size_t before = allocations_so_far();
  action();
  return allocations_so_far() - before;
}

template <class Action>
std::size_t releases_of(const Action& action) {
  const std::size_t before = releases_so_far();
  action();
  return releases_so_far() - before;
}

}  // namespace connectorgroup
