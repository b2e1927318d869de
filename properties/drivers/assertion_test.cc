// What becomes of a program whose own expectation is broken.
#include "model/assertion.h"

#include <gtest/gtest.h>

#include <csignal>

namespace connectorgroup {
namespace {

TEST(Assertion, NamesWhatIsBrokenAndWhereThenAborts) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(assertion_failed("a < b", "some/file.cc", 27), testing::KilledBySignal(SIGABRT),
              "some/file.cc:27: assertion failed: a < b");
}

}  // namespace
}  // namespace connectorgroup
