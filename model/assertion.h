// Assertions about our own code. Bad input is never an assertion: it is a Violation.
#pragma once

namespace connectorgroup {

// Prints the broken expectation and its place to standard error, then aborts. Kept out of line so
// that an assertion costs its caller one compare and one never-taken branch.
[[noreturn]] void assertion_failed(const char* expectation, const char* file, int line);

}  // namespace connectorgroup

// On in every build, Release included; benchmark builds define CONNECTORGROUP_NO_ASSERTIONS. Then
// the expectation isn't evaluated, but what it names still counts as used.
#ifdef CONNECTORGROUP_NO_ASSERTIONS
#define CONNECTORGROUP_ASSERT(expectation) static_cast<void>(sizeof((expectation) ? 1 : 0))
#else
#define CONNECTORGROUP_ASSERT(expectation) \
  ((expectation) ? static_cast<void>(0)    \
                 : ::connectorgroup::assertion_failed(#expectation, __FILE__, __LINE__))
#endif
