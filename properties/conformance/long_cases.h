// Cases about texts that are too long for the corpus: their readers take them in pieces.
#pragma once

#include <vector>

#include "properties/conformance/cases.h"

namespace connectorgroup {

// Requests in which a character, or a number, lies across every multiple of 4096 bytes that is a
// power of two, to 64 KiB: where a buffer of the usual sizes ends.
std::vector<ConformanceCase> long_cases();

}  // namespace connectorgroup
