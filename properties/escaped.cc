#include "properties/escaped.h"

namespace connectorgroup {

std::string escaped(std::string_view bytes, std::size_t size_max) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  bool after_hex = false;
  for (const char c : bytes.substr(0, size_max)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool printable = byte >= 0x20 && byte < 0x7F;
    // In C++ a digit behind \xNN would belong to it.
    const bool hides =
        after_hex && std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos;
    after_hex = false;
    if (c == '"' || c == '\\') {
      text += {'\\', c};
    } else if (c == '\n') {
      text += "\\n";
    } else if (printable && !hides) {
      text += c;
    } else {
      text += {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 0xF]};
      after_hex = true;
    }
  }
  if (bytes.size() > size_max) {
    text += " ... and " + std::to_string(bytes.size() - size_max) + " bytes more";
  }
  return text;
}

}  // namespace connectorgroup
