// What keeps a suite from being said to find everything, as a record of trials shows it.
#pragma once

#include <string>

#include "properties/conformance/power/background.h"
#include "properties/conformance/power/results.h"

namespace connectorgroup {

// A line each, empty where there is nothing to say. Each begins with what it is about:
//   FALSE ALARM  the model itself was found at fault
//   NOT FOUND    a fault that no case and no law on the corpus finds; or no search with every seed,
//                for which no reason is known
//   NEEDLESS     a law or a group of cases that finds nothing that no other finds, likewise; asked
//                of records of every fault alone, since some say nothing of that
//   STALE        a reason for what isn't so
std::string shortcomings(const PowerRecord& record, const Background& background);

// NOT TRIED: the faults that a record lacks, a line each.
std::string untried(const PowerRecord& record);

}  // namespace connectorgroup
