#include "model/assertion.h"

#include <cstdio>
#include <cstdlib>

namespace connectorgroup {

// unreachable from here: no assertion fails in a run that ends well
void assertion_failed(const char* expectation, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, expectation);
  std::abort();
}
// unreachable to here

}  // namespace connectorgroup
