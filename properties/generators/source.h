// Draws from a generator outside of a property of RapidCheck's.
#pragma once

#include <rapidcheck.h>

#include <cstdint>
#include <string>
#include <utility>

namespace connectorgroup::generators {

// The same inputs for the same seed. Their sizes go up and begin anew, as in a property.
class Source {
 public:
  Source(rc::Gen<std::string> generator, std::uint64_t seed)
      : generator_(std::move(generator)), random_(seed) {}

  std::string next() {
    constexpr int kSizes = 100;  // RapidCheck's own range
    const int size = static_cast<int>(drawn_++ % kSizes);
    return generator_(random_.split(), size).value();
  }

 private:
  rc::Gen<std::string> generator_;
  rc::Random random_;
  std::uint64_t drawn_ = 0;
};

}  // namespace connectorgroup::generators
