// JSON strings, read where they stand. Private to the model.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "model/body/byte_block.h"

namespace connectorgroup {

// Reads strings of a padded text: kPadding bytes behind its end may be looked at, whatever they
// hold. Strings with escapes are decoded into memory of the reader, which is used again and again;
// others are views of the text.
class StringReader {
 public:
  // Gives up what was decoded.
  void clear() {
    used_ = 0;
    if (blocks_.size() > 1) forget_older_blocks();
  }

  // The string whose content begins at `at`, in a text that ends at `end`. Returns what stands
  // behind its closing quotation mark, or null where no accepted text has what is there:
  // well-formed UTF-8 without control characters, lone surrogates and noncharacters. Time O(size of
  // the string).
  const char* read(const char* at, const char* end, std::string_view& out) {
    const char* const begin = at;
    for (; at < end; at += kBlockSize) {
      const std::size_t plain = ByteBlock::load(at).special();
      if (plain == kBlockSize) continue;
      at += plain;
      if (*at != '"') return read_on(begin, at, end, out);
      out = std::string_view(begin, static_cast<std::size_t>(at - begin));
      return at + 1;
    }
    return nullptr;
  }

 private:
  const char* read_on(const char* begin, const char* at, const char* end, std::string_view& out);
  const char* decode(const char* begin, const char* at, const char* end, std::string_view& out);
  char* grow(const char* decoded, std::size_t size);
  void forget_older_blocks();

  // Only the last has room; the others hold strings that are still in use.
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t capacity_ = 0;
  std::size_t used_ = 0;
};

}  // namespace connectorgroup
