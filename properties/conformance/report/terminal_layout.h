// Lines of a label and what belongs to it, within a width.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace connectorgroup {

// Writes lines such as
//   sentence   "Words of a sentence that
//              go on."   RFC 8259 s.6
// into a string. Pieces are text that people may see (report_text.h); what is too long for the
// width and has no space to break at stays whole.
class TerminalLayout {
 public:
  TerminalLayout(std::size_t width, std::string& out) : width_(width), out_(&out) {}

  // The pieces that aren't empty, three spaces apart, each whole, on as many lines as they need.
  // Nothing where all are empty.
  void pieces(std::string_view label, std::span<const std::string> pieces);
  // The text, broken at spaces.
  void wrapped(std::string_view label, std::string_view text);
  // Each line of the text for itself, unbroken.
  void lines(std::string_view label, std::string_view text);

 private:
  void begin(std::string_view label);

  std::size_t width_;
  std::string* out_;
};

}  // namespace connectorgroup
