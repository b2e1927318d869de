// A record of trials for people: Markdown, and a page with a heat map.
#pragma once

#include <string>

#include "properties/conformance/power/background.h"
#include "properties/conformance/power/results.h"

namespace connectorgroup {

// The table by drivers, and what isn't found: what the README shows.
std::string summary_markdown(const PowerRecord& record);

// The same, and every fault, every law and every group of cases, with the reasons that are known.
std::string whole_markdown(const PowerRecord& record, const Background& background);

// A page by itself, without anything from elsewhere: faults by drivers and laws.
std::string heat_map(const PowerRecord& record);

}  // namespace connectorgroup
