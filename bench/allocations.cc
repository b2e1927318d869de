#include "bench/allocations.h"

#include <cstdlib>
#include <new>

namespace connectorgroup::bench {
namespace {

thread_local constinit std::size_t allocations = 0;

void* allocate(std::size_t size) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}

void* allocate(std::size_t size, std::align_val_t alignment) noexcept {
  ++allocations;
  const auto unit = static_cast<std::size_t>(alignment);
  // aligned_alloc() wants a size that is a multiple of the alignment, and not zero.
  const std::size_t units = size / unit + (size % unit != 0 || size == 0 ? 1 : 0);
  return std::aligned_alloc(unit, units * unit);
}

void* or_throw(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

std::size_t allocation_count() { return allocations; }
void count_allocation() { ++allocations; }

}  // namespace connectorgroup::bench

// All forms are replaced, though the standard's own would forward to a few: the sanitizers' don't,
// and would then see memory of one allocator freed by another.
namespace bench = connectorgroup::bench;

void* operator new(std::size_t size) { return bench::or_throw(bench::allocate(size)); }
void* operator new[](std::size_t size) { return bench::or_throw(bench::allocate(size)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return bench::allocate(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return bench::allocate(size);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return bench::or_throw(bench::allocate(size, alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return bench::or_throw(bench::allocate(size, alignment));
}
void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return bench::allocate(size, alignment);
}
void* operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
  return bench::allocate(size, alignment);
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
  std::free(memory);
}
