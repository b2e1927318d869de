// Any octets of a connection, answered by the reference service: every law of the service holds.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/law_session.h"

namespace {

// Enough for a dozen requests; longer inputs only slow the search.
constexpr std::size_t kSizeMax = 8192;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace connectorgroup;
  if (size > kSizeMax) return 0;
  static LawSession session(*find_room("service"));
  session.check({reinterpret_cast<const char*>(data), size});
  return 0;
}
