#include "properties/drivers/allocation_count.h"

#include <cstdlib>
#include <new>

namespace {
std::size_t allocations = 0;
std::size_t releases = 0;
}  // namespace

// The array forms call these; all forms have to be replaced together, since sanitizers match pairs.
// Kept out of line: where the compiler sees only one half of a pair inlined, it takes free() for a
// mismatch.
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (void* memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  if (memory != nullptr) ++releases;
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, const std::nothrow_t&) noexcept {
  operator delete(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  operator delete(memory);
}

namespace connectorgroup {

std::size_t allocations_so_far() { return allocations; }
std::size_t releases_so_far() { return releases; }

}  // namespace connectorgroup
