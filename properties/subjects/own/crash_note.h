// The last words of a program that an implementation takes along: what it was asked when it
// crashed.
#pragma once

namespace connectorgroup {

// From now on a fatal signal, a sanitizer's report, or exit() while a linked implementation answers
// (call_in_progress()) leaves the question on standard error, as a line of the line protocol; the
// program ends as it would have, but for exit(), whose status becomes 1. `program` must live on.
void note_crashes(const char* program);

}  // namespace connectorgroup
