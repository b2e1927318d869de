#include "properties/guarded_text.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstring>

#include "model/assertion.h"

namespace connectorgroup {
namespace {

std::size_t page_size() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

}  // namespace

GuardedText::~GuardedText() {
  if (pages_ != nullptr) munmap(pages_, readable_ + page_size());
}

void GuardedText::grow(std::size_t size) {
  if (pages_ != nullptr) munmap(pages_, readable_ + page_size());
  readable_ = (size / page_size() + 1) * page_size();
  void* mapped = mmap(nullptr, readable_ + page_size(), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CONNECTORGROUP_ASSERT(mapped != MAP_FAILED);
  pages_ = static_cast<char*>(mapped);
  const int guarded = mprotect(pages_ + readable_, page_size(), PROT_NONE);
  CONNECTORGROUP_ASSERT(guarded == 0);
}

std::string_view GuardedText::place(std::string_view text, std::size_t padding_size,
                                    std::string_view padding) {
  const std::size_t size = text.size() + padding_size;
  if (pages_ == nullptr || size > readable_) grow(size);
  char* begin = pages_ + readable_ - size;
  if (!text.empty()) std::memcpy(begin, text.data(), text.size());
  for (std::size_t i = 0; i < padding_size; ++i)
    begin[text.size() + i] = padding[i % padding.size()];
  return {begin, text.size()};
}

}  // namespace connectorgroup
