// What share of generated inputs was of some kind, held against stated bounds: a generator that
// drifts into generating one thing only makes every law look good.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace connectorgroup::generators {

struct Bound {
  std::string_view label;
  double least;  // percent
  double most;
};

class Shares {
 public:
  // The bounds must outlive it.
  explicit Shares(std::span<const Bound> bounds) : bounds_(bounds) {}

  // Begins with the next input; what is said afterwards is of that.
  void next() { ++inputs_; }
  // The input is of this kind. Says nothing twice.
  void is(std::string_view label);

  // Nothing, or the label whose share is out of its bounds, with the share. For at least 500
  // inputs.
  std::optional<std::string> complaint() const;

  // One line per label: its share and its bounds.
  std::string table() const;

 private:
  struct Count {
    std::size_t inputs = 0;
    std::size_t last = 0;  // the input that was counted last
  };

  double share(std::string_view label) const;

  std::span<const Bound> bounds_;
  std::size_t inputs_ = 0;
  std::map<std::string, Count, std::less<>> counts_;
};

}  // namespace connectorgroup::generators
