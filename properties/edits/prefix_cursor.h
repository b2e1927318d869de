// JSON tokens at the end of a text that stopped early: takes them from a prefix one by one, and
// finishes the one that the prefix cuts off. Shares no code with the readers, which complete.h is
// there to judge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace connectorgroup {

enum class Token : std::uint8_t {
  taken,
  cut,     // the prefix ends in it; what it lacks was added
  broken,  // no token begins so
};

class PrefixCursor {
 public:
  // The prefix must outlive the cursor.
  explicit PrefixCursor(std::string_view prefix) : prefix_(prefix) {}

  std::size_t position() const { return at_; }
  bool at_end() const { return at_ >= prefix_.size(); }
  // REQUIRES: !at_end().
  char peek() const { return prefix_[at_]; }
  // Takes this byte, if it is the next one.
  bool take(char byte);
  void skip_space();

  // Adds to what follows the prefix.
  void add(std::string_view bytes) { added_ += bytes; }
  bool added_nothing() const { return added_.empty(); }
  // The prefix and what was added.
  std::string completed() const { return std::string(prefix_) + added_; }

  // Each REQUIRES the token's first byte at the cursor, and finishes a token that is cut off, but
  // for a string's closing quote.

  // `content` gets the string with its ASCII characters unescaped. Others can't be part of a name
  // that anything depends on, and stay as they are spelled. Of a cut string, it gets the characters
  // that are whole.
  Token string(std::string& content);
  // `digits_only`: the number must be without fraction and exponent.
  Token number(bool digits_only);
  Token literal(std::string_view word);

  static bool begins_number(char byte) { return byte == '-' || (byte >= '0' && byte <= '9'); }

 private:
  std::size_t take_digits();
  Token escape(std::string& content);
  Token unicode_escape(std::string& content);
  Token character(std::string& content);

  std::string_view prefix_;
  std::size_t at_ = 0;
  std::string added_;
};

}  // namespace connectorgroup
