// Any bytes, read as every kind of body under both contracts: every law of bodies holds.
//
// The input is the body itself, so a file of the corpus, a body from the wire and a crash are the
// same kind of thing. What a law breaks is printed with the commands that repeat it; then the
// target aborts.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "properties/suite.h"

namespace {

using namespace connectorgroup;

// Every rule but the limits shows in far fewer bytes; longer inputs only slow the search.
constexpr std::size_t kSizeMax = 16384;

class Session {
 public:
  // Read by fuzz/run.cmake: a target that accepts next to nothing tests next to nothing.
  ~Session() {
    std::fprintf(stderr, "accepted: %zu of %zu\n", suite_.acceptance().accepted,
                 suite_.acceptance().inputs);
  }

  void check(std::string_view bytes) {
    const std::optional<Failure> failure = suite_.check(body_laws(), bytes, Effort::sampled);
    if (!failure) return;
    std::fprintf(stderr, "%s", repair_kit(*failure, bytes, "").c_str());
    std::abort();
  }

 private:
  Suite suite_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > kSizeMax) return 0;
  static Session session;
  session.check({reinterpret_cast<const char*>(data), size});
  return 0;
}
