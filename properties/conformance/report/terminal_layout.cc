#include "properties/conformance/report/terminal_layout.h"

#include <algorithm>

namespace connectorgroup {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kLabel = 11;
constexpr std::size_t kMargin = kIndent + kLabel;
constexpr std::string_view kGap = "   ";

// In characters, as far as those are one column wide.
std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace

void TerminalLayout::begin(std::string_view label) {
  out_->append(kIndent, ' ');
  out_->append(label);
  out_->append(kLabel - std::min(kLabel - 1, label.size()), ' ');
}

void TerminalLayout::pieces(std::string_view label, std::span<const std::string> pieces) {
  std::size_t column = 0;
  for (const std::string& piece : pieces) {
    if (piece.empty()) continue;
    const std::size_t size = columns(piece);
    if (column == 0) {
      begin(label);
      column = kMargin;
    } else if (column + kGap.size() + size > width_) {
      out_->append("\n").append(kMargin, ' ');
      column = kMargin;
    } else {
      out_->append(kGap);
      column += kGap.size();
    }
    out_->append(piece);
    column += size;
  }
  if (column > 0) out_->append("\n");
}

void TerminalLayout::wrapped(std::string_view label, std::string_view text) {
  if (text.empty()) return;
  begin(label);
  std::size_t column = kMargin;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    const std::size_t size = columns(word);
    if (column > kMargin && column + 1 + size > width_) {
      out_->append("\n").append(kMargin, ' ');
      column = kMargin;
    } else if (column > kMargin) {
      out_->append(" ");
      ++column;
    }
    out_->append(word);
    column += size;
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  out_->append("\n");
}

void TerminalLayout::lines(std::string_view label, std::string_view text) {
  bool first = true;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (first) {
      begin(label);
    } else {
      out_->append(kMargin, ' ');
    }
    first = false;
    out_->append(line).append("\n");
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
}

}  // namespace connectorgroup
