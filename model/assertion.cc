#include "model/assertion.h"

#include <cstdio>
#include <cstdlib>

namespace connectorgroup {

void assertion_failed(const char* expectation, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, expectation);
  std::abort();
}

}  // namespace connectorgroup
