#include "bench/allocations.h"

#include <cstdlib>
#include <new>

#include "model/assertion.h"

#if defined(__linux__)
#include <malloc.h>
#elif defined(__APPLE__)
#include <malloc/malloc.h>
#endif

namespace connectorgroup::bench {
namespace {

thread_local constinit std::size_t allocations = 0;
thread_local constinit bool is_gauged = false;
// Wraps around where more is given back than was taken.
thread_local constinit std::size_t gauged_bytes = 0;

#if defined(__linux__)
constexpr bool kSizesAreTold = true;
std::size_t size_of(void* memory) noexcept { return malloc_usable_size(memory); }
#elif defined(__APPLE__)
constexpr bool kSizesAreTold = true;
std::size_t size_of(void* memory) noexcept { return malloc_size(memory); }
#else
constexpr bool kSizesAreTold = false;
std::size_t size_of(void*) noexcept { return 0; }
#endif

void* counted(void* memory) noexcept {
  ++allocations;
  if (is_gauged) gauged_bytes += size_of(memory);
  return memory;
}

void* allocate(std::size_t size) noexcept { return counted(std::malloc(size == 0 ? 1 : size)); }

void* allocate(std::size_t size, std::align_val_t alignment) noexcept {
  const auto unit = static_cast<std::size_t>(alignment);
  // aligned_alloc() wants a size that is a multiple of the alignment, and not zero.
  const std::size_t units = size / unit + (size % unit != 0 || size == 0 ? 1 : 0);
  return counted(std::aligned_alloc(unit, units * unit));
}

void release(void* memory) noexcept {
  if (is_gauged) gauged_bytes -= size_of(memory);
  std::free(memory);
}

void* or_throw(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

std::size_t allocation_count() { return allocations; }
void count_allocation() { ++allocations; }

MemoryGauge::MemoryGauge() {
  CONNECTORGROUP_ASSERT(!is_gauged);
  gauged_bytes = 0;
  is_gauged = true;
}

MemoryGauge::~MemoryGauge() { is_gauged = false; }

std::optional<std::size_t> MemoryGauge::bytes() const {
  if (!kSizesAreTold) return std::nullopt;
  return gauged_bytes;
}

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

void operator delete(void* memory) noexcept { bench::release(memory); }
void operator delete[](void* memory) noexcept { bench::release(memory); }
void operator delete(void* memory, std::size_t) noexcept { bench::release(memory); }
void operator delete[](void* memory, std::size_t) noexcept { bench::release(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { bench::release(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { bench::release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { bench::release(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { bench::release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  bench::release(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
  bench::release(memory);
}
void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
  bench::release(memory);
}
void operator delete[](void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
  bench::release(memory);
}
