// A fixed number of iterations for every row of a program, for a tool that counts instructions.
#pragma once

#include <cstdint>
#include <optional>

namespace connectorgroup::bench {

// The number of --iterations=<n>, which must come first and is taken away. Nothing: there is no
// such option.
std::optional<std::int64_t> take_iterations(int& argc, char** argv);

}  // namespace connectorgroup::bench
