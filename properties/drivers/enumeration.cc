#include "properties/drivers/enumeration.h"

#include <vector>

namespace connectorgroup {

bool enumerate_tokens(std::span<const std::string_view> tokens, std::span<const Frame> frames,
                      std::size_t length, const Visit& visit) {
  std::vector<std::size_t> chosen;
  for (;;) {
    std::string text;
    for (const std::size_t token : chosen) text += tokens[token];
    for (const Frame& frame : frames) {
      if (!visit(std::string(frame.before) + text + std::string(frame.after))) return false;
    }
    std::size_t i = chosen.size();
    while (i > 0 && ++chosen[i - 1] == tokens.size()) chosen[--i] = 0;
    if (i > 0) continue;
    if (chosen.size() == length) return true;
    chosen.push_back(0);
  }
}

bool enumerate_texts(std::span<const std::string_view> texts, std::span<const Frame> frames,
                     const Visit& visit) {
  for (const std::string_view text : texts) {
    for (const Frame& frame : frames) {
      if (!visit(std::string(frame.before).append(text).append(frame.after))) return false;
    }
  }
  return true;
}

}  // namespace connectorgroup
