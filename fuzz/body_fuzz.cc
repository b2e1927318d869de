// Any bytes, read as every kind of body under both contracts: every law of bodies holds.
//
// The input is the body itself, so a file of the corpus, a body from the wire and a crash are the
// same kind of thing. What a law breaks is printed with the commands that repeat it; then the
// target aborts.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/law_session.h"

namespace {

// Every rule but the limits shows in far fewer bytes; longer inputs only slow the search.
constexpr std::size_t kSizeMax = 16384;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace connectorgroup;
  if (size > kSizeMax) return 0;
  static LawSession session(*find_room("body"));
  session.check({reinterpret_cast<const char*>(data), size});
  return 0;
}
