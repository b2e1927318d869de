// JSON strings, read where they stand. Private to the model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "model/byte_block.h"

namespace connectorgroup {

// How many blocks of a string are looked at together. One is less work for short strings. Two make
// it less likely that the number of rounds differs from the string before, which can't be foreseen
// where strings of different members follow each other in any order.
enum class Stride : std::uint8_t { block = 1, two_blocks = 2 };

// What was refused last because its bytes are no text: not well-formed, or with a noncharacter.
struct IllText {
  const char* string = nullptr;  // where the string's content begins; null: nothing was
  std::string_view bytes;  // of it up to its closing quotation mark, some ASCII before left out
  bool is_utf8 = false;
  bool may_have_noncharacter = false;
};

// Reads strings of a padded text: kPadding bytes behind its end may be looked at, whatever they
// hold. Strings with escapes are decoded into memory of the reader, which is used again and again;
// others are views of the text.
class StringReader {
 public:
  // Gives up what was decoded.
  void clear() {
    if (used_ > 0) give_up();
  }

  // The string whose content begins at `at`, in a text that ends at `end`. Returns what stands
  // behind its closing quotation mark. That is beyond `end` where no accepted text has what is
  // there: well-formed UTF-8 without control characters, lone surrogates and noncharacters. Time
  // O(size of the string).
  // REQUIRES: a block is readable at `at`
  template <Stride kStride = Stride::block>
  const char* read(const char* at, const char* end, std::string_view& out) {
    const char* const begin = at;
    std::size_t plain = ByteBlock::load(at).special();
    if (plain == kBlockSize) {
      constexpr std::size_t kStep = static_cast<std::size_t>(kStride) * kBlockSize;
      // Not `+= plain`: what comes next needn't wait for what is found here.
      for (at += kBlockSize;; at += kStep) {
        if (at >= end) return beyond(end);
        if constexpr (kStride == Stride::block)
          plain = ByteBlock::load(at).special();
        else
          plain = ByteBlock::special_of_two(at);
        if (plain < kStep) break;
      }
    }
    at += plain;
    if (*at != '"') return read_on(begin, at, end, out);
    out = std::string_view(begin, static_cast<std::size_t>(at - begin));
    return at + 1;
  }

  // Of strings without escapes, since this was last called.
  IllText take_ill_text() { return std::exchange(ill_text_, {}); }

 private:
  static const char* beyond(const char* end) { return end + 1; }
  const char* read_on(const char* begin, const char* at, const char* end, std::string_view& out);
  const char* decode(const char* begin, const char* end, std::string_view& out);
  char* grow(const char* decoded, std::size_t size);
  void give_up();

  // Only the last has room; the others hold strings that are still in use.
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t capacity_ = 0;
  std::size_t used_ = 0;
  IllText ill_text_;
};

}  // namespace connectorgroup
