#include "properties/conformance/commands/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>

namespace connectorgroup {

namespace {

bool write_all(std::FILE* file, std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0;
}

}  // namespace

bool write_out(std::string_view text) {
  if (write_all(stdout, text)) return true;
  complain(std::string("can't write: ") + std::strerror(errno));
  return false;
}

bool write_error(std::string_view text) { return write_all(stderr, text); }

bool write_file(const std::string& path, std::string_view text) {
  if (path == "-") return write_out(text);
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  bool written = file != nullptr && write_all(file, text);
  const int error = errno;
  if (file != nullptr && std::fclose(file) != 0) written = false;
  if (!written) complain("can't write " + path + ": " + std::strerror(error));
  return written;
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm day{};
  gmtime_r(&now, &day);
  char text[sizeof "2027-03-31"];
  std::strftime(text, sizeof text, "%Y-%m-%d", &day);
  return text;
}

void complain(std::string_view text) {
  std::fprintf(stderr, "cgconform: %.*s\n", static_cast<int>(text.size()), text.data());
}

}  // namespace connectorgroup
