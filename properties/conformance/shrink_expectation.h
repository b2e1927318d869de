// What the tests of the shrinker expect of one input.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <functional>
#include <string_view>

#include "properties/conformance/shrink.h"
#include "properties/escaped.h"

namespace connectorgroup {

using Fails = std::function<bool(std::string_view)>;

// The smallest input, in at most so many calls; and shrinking that again changes nothing.
inline void expect_shrinks(std::string_view input, Shape shape, const Fails& fails,
                           std::string_view smallest, std::size_t calls_max) {
  SCOPED_TRACE(escaped(input));
  ASSERT_TRUE(fails(input));
  const ShrinkResult result = shrink(input, shape, fails);
  EXPECT_EQ(escaped(result.input), escaped(smallest));
  EXPECT_LE(result.calls, calls_max);
  EXPECT_FALSE(result.budget_spent);
  const ShrinkResult again = shrink(result.input, shape, fails);
  EXPECT_EQ(again.input, result.input);
  EXPECT_FALSE(again.budget_spent);
}

}  // namespace connectorgroup
