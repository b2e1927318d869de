// A badge as shields.io's endpoint takes it: "connectorGroup | required 142/142 · rev 2026-1".
#pragma once

#include <string>

#include "properties/conformance/report/report.h"

namespace connectorgroup {

// JSON. Red where any required case fails, known or not, or a required rule on a random input. Else
// grey where the run was incomplete or couldn't be judged, or where any required case neither
// passed nor failed: what wasn't tried isn't promised. Else green. Never a percentage.
std::string badge_report(const RunReport& report);

}  // namespace connectorgroup
