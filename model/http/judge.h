// What a message that is being read breaks, and which rules don't count.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "model/rule.h"
#include "model/violation.h"

namespace connectorgroup::http {

class Judge {
 public:
  explicit Judge(const RuleSet& ignored) : ignored_(ignored) {
    for (const RuleRow& candidate : rules()) {
      withholds_ = withholds_ || (candidate.demand == Demand::accept && has(candidate.rule));
    }
  }

  // The octets break `rule` at `offset`: true when that is ignored, else reading is over.
  bool refuse(Rule rule, std::size_t offset, std::string_view field = {}) {
    if (has(rule)) return true;
    violation_ = Violation{rule, offset, field};
    return false;
  }
  // The octets use what `rule` grants: true, unless that rule is ignored.
  bool grant(Rule rule, std::size_t offset, std::string_view field = {}) {
    if (!has(rule)) return true;
    violation_ = Violation{rule, offset, field};
    return false;
  }
  bool ignores(Rule rule) const { return has(rule); }
  // Some rule that grants something is ignored, so that uses of what is granted have to be noticed.
  bool withholds() const { return withholds_; }

  const std::optional<Violation>& violation() const { return violation_; }

 private:
  bool has(Rule rule) const { return ignored_.has(rule); }

  RuleSet ignored_;
  bool withholds_ = false;
  std::optional<Violation> violation_;
};

}  // namespace connectorgroup::http
