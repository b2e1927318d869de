#include "properties/conformance/commands/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace connectorgroup {

bool write_out(std::string_view text) {
  const std::size_t written = std::fwrite(text.data(), 1, text.size(), stdout);
  if (written == text.size() && std::fflush(stdout) == 0) return true;
  complain(std::string("can't write: ") + std::strerror(errno));
  return false;
}

void complain(std::string_view text) {
  std::fprintf(stderr, "cgconform: %.*s\n", static_cast<int>(text.size()), text.data());
}

}  // namespace connectorgroup
