// A text that ends where readable memory ends: one byte further and the process faults, whatever
// the compiler and without any sanitizer. POSIX.
#pragma once

#include <cstddef>
#include <string_view>

namespace connectorgroup {

class GuardedText {
 public:
  GuardedText() = default;
  ~GuardedText();
  GuardedText(const GuardedText&) = delete;
  GuardedText& operator=(const GuardedText&) = delete;

  // Copies `text`, followed by `padding_size` bytes of `padding` again and again, so that the last
  // of them is the last readable byte. The view covers the text without the padding and is valid
  // until the next call.
  std::string_view place(std::string_view text, std::size_t padding_size = 0,
                         std::string_view padding = " ");

 private:
  void grow(std::size_t size);

  char* pages_ = nullptr;
  std::size_t readable_ = 0;  // bytes from pages_ to the guard page
};

}  // namespace connectorgroup
