// Subjects that misbehave on purpose, for holding the runner against what it must say of them.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "properties/conformance/report/report.h"

namespace connectorgroup {

struct PlannedMisbehaviour {
  std::string_view name;  // "crash-by-signal"
  std::string_view what;  // one line for people
  // What a run of the cases that selftest asks must say of the first that is asked.
  Outcome outcome;
  std::optional<Misbehaviour> misbehaviour;
};

std::span<const PlannedMisbehaviour> planned_misbehaviours();
const PlannedMisbehaviour* find_planned(std::string_view name);

// Speaks the line protocol on standard input and output, in this manner. Gives the exit status, if
// it comes to that.
int misbehave(const PlannedMisbehaviour& planned);

}  // namespace connectorgroup
