#include "properties/drivers/allocation_count.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define CONNECTORGROUP_ADDRESS_SANITIZER
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CONNECTORGROUP_ADDRESS_SANITIZER
#endif
#endif

namespace {

std::size_t allocations = 0;
std::size_t releases = 0;

#if defined(CONNECTORGROUP_ADDRESS_SANITIZER)

// Which sees whatever is done behind the end of what is allocated.
void* allocate(std::size_t size) { return std::malloc(size == 0 ? 1 : size); }
void release(void* memory) { std::free(memory); }

#else

// In front of what is allocated stands its size, and behind it stand bytes that nobody may write:
// where one was written, the program ends when the memory is given back.
constexpr std::size_t kGuardSize = alignof(std::max_align_t);
constexpr char kGuard = '\x5A';

void* allocate(std::size_t size) {
  auto* const begin = static_cast<char*>(std::malloc(kGuardSize + size + kGuardSize));
  if (begin == nullptr) return nullptr;
  std::memcpy(begin, &size, sizeof size);
  std::fill_n(begin + kGuardSize + size, kGuardSize, kGuard);
  return begin + kGuardSize;
}

void release(void* memory) {
  char* const begin = static_cast<char*>(memory) - kGuardSize;
  std::size_t size = 0;
  std::memcpy(&size, begin, sizeof size);
  const char* const behind = begin + kGuardSize + size;
  if (!std::all_of(behind, behind + kGuardSize, [](char byte) { return byte == kGuard; })) {
    std::fputs("memory was written behind its end\n", stderr);
    std::abort();
  }
  std::free(begin);
}

#endif

}  // namespace

// All forms have to be replaced together, since sanitizers match pairs; theirs of arrays don't call
// the others, as the library's do. Kept out of line: where the compiler sees only one half of a
// pair inlined, it takes free() for a mismatch.
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return allocate(size);
}
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (void* memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  if (memory == nullptr) return;
  ++releases;
  release(memory);
}
[[gnu::noinline]] void operator delete(void* memory, const std::nothrow_t&) noexcept {
  operator delete(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  operator delete(memory);
}
[[gnu::noinline]] void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return operator new(size, std::nothrow);
}
[[gnu::noinline]] void* operator new[](std::size_t size) { return operator new(size); }
[[gnu::noinline]] void operator delete[](void* memory) noexcept { operator delete(memory); }
[[gnu::noinline]] void operator delete[](void* memory, const std::nothrow_t&) noexcept {
  operator delete(memory);
}
[[gnu::noinline]] void operator delete[](void* memory, std::size_t) noexcept {
  operator delete(memory);
}

namespace connectorgroup {

std::size_t allocations_so_far() { return allocations; }
std::size_t releases_so_far() { return releases; }

}  // namespace connectorgroup
