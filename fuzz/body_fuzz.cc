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
#include <vector>

#include "properties/edits/random_source.h"
#include "properties/suite.h"

namespace {

using namespace connectorgroup;

// Every rule but the limits shows in far fewer bytes; longer inputs only slow the search.
constexpr std::size_t kSizeMax = 16384;

// Laws beside agreement that an input is held to.
constexpr std::size_t kChosen = 2;

class Session {
 public:
  Session() {
    const char* named = std::getenv("CONNECTORGROUP_FUZZ_LAW");
    if (named == nullptr || *named == '\0') return;
    fixed_ = true;
    if (std::string_view(named) == "all") {
      laws_.assign(body_laws().begin(), body_laws().end());
    } else if (const Law* law = find_law(named)) {
      laws_ = {*law};
    } else {
      std::fprintf(stderr, "CONNECTORGROUP_FUZZ_LAW=%s isn't a law\n", named);
      std::exit(2);
    }
  }

  // Read by fuzz/run.cmake: a target that accepts next to nothing tests next to nothing.
  ~Session() {
    std::fprintf(stderr, "accepted: %zu of %zu\n", suite_.acceptance().accepted,
                 suite_.acceptance().inputs);
  }

  void check(std::string_view bytes) {
    if (!fixed_) choose(bytes);
    const std::optional<Failure> failure = suite_.check(laws_, bytes, Effort::sampled);
    if (!failure) return;
    std::fprintf(stderr, "%s", repair_kit(*failure, bytes, "").c_str());
    std::abort();
  }

 private:
  void choose(std::string_view bytes) {
    const std::span<const Law> others = body_laws().subspan(1);
    RandomSource random(hash_of(bytes));
    laws_ = {body_laws().front()};
    const std::size_t first = random.below(others.size());
    for (std::size_t i = 0; i < kChosen; ++i) laws_.push_back(others[(first + i) % others.size()]);
  }

  bool fixed_ = false;
  std::vector<Law> laws_;
  Suite suite_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > kSizeMax) return 0;
  static Session session;
  session.check({reinterpret_cast<const char*>(data), size});
  return 0;
}
