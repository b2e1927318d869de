// The values that frame content, octet by octet: Content-Length and Transfer-Encoding. Each lives
// as long as the header section, so that fields that stand twice are held against each other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/http/judge.h"

namespace connectorgroup::http {

inline constexpr std::string_view kContentLength = "Content-Length";
inline constexpr std::string_view kTransferEncoding = "Transfer-Encoding";

// RFC 9110 section 8.6, RFC 9112 section 6.3.
class LengthValue {
 public:
  explicit LengthValue(Judge& judge) : judge_(&judge) {}

  // A new message.
  void forget() { length_.reset(); }

  // A field begins, continues, ends. `at` is the octet's place, or that of the line's end; `max` is
  // the limit on content. False: reading is over.
  void begin(std::uint64_t max);
  bool take(char octet, std::size_t at);
  bool end(std::size_t at);

  // The whole value of the first field at once. False: nothing was taken, since it isn't a number
  // of a few digits within the limit; it has to be taken octet by octet.
  bool take_usual(std::string_view digits, std::uint64_t max);

  // What the fields said, or nothing.
  const std::optional<std::uint64_t>& length() const { return length_; }

 private:
  void number_begins();
  bool digit(char octet, std::size_t at);
  bool number_ends();

  Judge* judge_;
  std::uint64_t max_ = 0;
  std::optional<std::uint64_t> length_;

  enum class Part : std::uint8_t { before, digits, after };
  Part part_ = Part::before;
  std::uint64_t number_ = 0;
  std::size_t number_begin_ = 0;
  std::size_t digit_count_ = 0;
};

// RFC 9112 sections 6.1 and 7.
class CodingsValue {
 public:
  explicit CodingsValue(Judge& judge) : judge_(&judge) {}

  // A new message.
  void forget() { chunked_ = false; }

  void begin();
  bool take(char octet, std::size_t at);
  bool end(std::size_t at);

  // The whole value of the first field at once. False: nothing was taken, since it isn't chunked
  // alone.
  bool take_usual(std::string_view value);

  // The content is chunked.
  bool chunked() const { return chunked_; }

 private:
  bool comma(std::size_t at);
  bool coding_ends();

  Judge* judge_;
  bool chunked_ = false;

  enum class Part : std::uint8_t { before, coding, after, skipped };
  Part part_ = Part::before;
  bool element_seen_ = false;  // in this field
  std::size_t coding_begin_ = 0;
  std::size_t coding_size_ = 0;
  bool is_chunked_ = false;  // the coding under way is "chunked" so far
  bool all_lower_ = false;   // and in lower case
};

}  // namespace connectorgroup::http
