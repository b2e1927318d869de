// The first of several violations of one text, in the order of its bytes.
#pragma once

#include <optional>

#include "model/violation.h"

namespace connectorgroup {

class FirstViolation {
 public:
  // Of two at the same offset the one that was added first stays.
  void add(const Violation& violation) {
    if (!violation_ || violation.offset < violation_->offset) violation_ = violation;
  }

  const std::optional<Violation>& violation() const { return violation_; }

 private:
  std::optional<Violation> violation_;
};

}  // namespace connectorgroup
