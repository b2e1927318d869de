#include "properties/drivers/allocation_count.h"

#include <cstdlib>
#include <new>

namespace {
std::size_t count = 0;
}  // namespace

// Kept out of line: where the compiler sees only one half of a pair inlined, it takes free() for a
// mismatch.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++count;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace connectorgroup {

std::size_t allocations_so_far() { return count; }

}  // namespace connectorgroup
