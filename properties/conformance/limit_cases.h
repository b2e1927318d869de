// Cases about limits that are too large for files: the strict model's own limits, which are its
// choice, so they are of level choice.
#pragma once

#include <vector>

#include "properties/conformance/cases.h"

namespace connectorgroup {

// For each limit a text that just exceeds it, and its twin, which just doesn't.
std::vector<ConformanceCase> limit_cases();

}  // namespace connectorgroup
