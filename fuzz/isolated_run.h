// One execution of a fuzz target in a process of its own, so that the caller outlives whatever the
// input does.
#pragma once

#include <string_view>

#include "fuzz/failure_signature.h"

namespace connectorgroup {

// Runs the target that this program is linked with on a heap block of exactly these bytes. An
// execution that takes more than `seconds` of processor time, or a multiple of it by the clock, is
// ended. Returns an empty kind where nothing failed.
FailureSignature run_isolated(std::string_view bytes, unsigned seconds);

}  // namespace connectorgroup
