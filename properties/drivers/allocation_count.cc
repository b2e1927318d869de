#include "properties/drivers/allocation_count.h"

#include <cstdlib>
#include <new>

namespace {
std::size_t count = 0;
}  // namespace

// The array forms call these; all forms have to be replaced together, since sanitizers match pairs.
// Kept out of line: where the compiler sees only one half of a pair inlined, it takes free() for a
// mismatch.
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++count;
  return std::malloc(size == 0 ? 1 : size);
}
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (void* memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace connectorgroup {

std::size_t allocations_so_far() { return count; }

}  // namespace connectorgroup
