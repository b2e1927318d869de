// Any octets of a connection, read as requests and as responses: every law of HTTP messages holds.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/law_session.h"

namespace {

// Every rule but the limits shows in far fewer octets; longer inputs only slow the search.
constexpr std::size_t kSizeMax = 8192;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace connectorgroup;
  if (size > kSizeMax) return 0;
  static LawSession session(*find_room("http"));
  session.check({reinterpret_cast<const char*>(data), size});
  return 0;
}
