// Any bytes as a page of documentation: every law of pages holds.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/law_session.h"

namespace {

// A page with an exchange takes half of it. Longer ones are slow: cmark 0.30 takes quadratic time
// for some hostile texts.
constexpr std::size_t kSizeMax = 4096;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace connectorgroup;
  if (size > kSizeMax) return 0;
  static LawSession session(*find_room("page"));
  session.check({reinterpret_cast<const char*>(data), size});
  return 0;
}
