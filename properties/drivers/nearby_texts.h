// Texts that differ in one place from one that programs write.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace connectorgroup {

// What means something in JSON, and what is beside that.
inline constexpr std::string_view kTellingBytes =
    "\"\\{}[],: \n\r\t/019.-+eEntfurbA@~\x0B\x0C\x0E\x1F\x7F\x80\xC3\xEF";

// What stands behind a text may be looked at, and is none of it.
inline constexpr std::string_view kTellingPaddings[] = {" ", ",", "}", "]}",  "\"",
                                                        "0", ":", "e", "{\"", "\x80"};

// The text ends at each place; each byte is put in there or replaces what is there; some bytes are
// left out or stand there twice. `visit` says whether to go on.
template <class Visit>
void visit_nearby_texts(std::string_view text, const Visit& visit) {
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const std::string before(text.substr(0, at));
    const std::string_view behind = text.substr(at);
    if (!visit(before)) return;
    for (const char byte : kTellingBytes) {
      if (!visit((before + byte).append(behind))) return;
      if (!behind.empty() && !visit((before + byte).append(behind.substr(1)))) return;
    }
    for (const std::size_t size : {1u, 2u, 5u}) {
      if (size <= behind.size() && !visit(std::string(before).append(behind.substr(size)))) return;
      if (!visit(std::string(before).append(behind.substr(0, size)).append(behind))) return;
    }
  }
}

// A text in memory of its own with padding behind it, so that a sanitizer sees what is read beyond
// that. Each has another padding than the one before.
class PlacedText {
 public:
  std::string_view place(std::string_view text, std::size_t padding_size) {
    const std::string_view padding = kTellingPaddings[++count_ % std::size(kTellingPaddings)];
    buffer_.assign(text);
    while (buffer_.size() < text.size() + padding_size) buffer_ += padding;
    buffer_.resize(text.size() + padding_size);
    buffer_.shrink_to_fit();
    return std::string_view(buffer_).substr(0, text.size());
  }

 private:
  std::string buffer_;
  std::size_t count_ = 0;
};

}  // namespace connectorgroup
