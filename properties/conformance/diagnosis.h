// Which rules the failures of a run point at.
#pragma once

#include <vector>

#include "properties/conformance/cases.h"
#include "properties/conformance/report/report.h"

namespace connectorgroup {

struct CaseOutcome {
  const ConformanceCase* asked = nullptr;
  Outcome outcome = Outcome::not_run;
};

// A case that must be refused points at its rule. One that must be accepted points at each rule of
// demand `accept` that it needs: a model which ignores the rule refuses it. First stands the rule
// of whose cases the largest share failed; of equal ones, that which explains most failures; then
// that which comes first in the table.
std::vector<RunReport::BrokenRule> broken_rules(const std::vector<CaseOutcome>& outcomes,
                                                const Contract& contract);

}  // namespace connectorgroup
