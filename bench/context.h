// What a run of benchmarks was made with.
#pragma once

namespace connectorgroup::bench {

// Adds compiler, flags, assertions, CPU and its cores to the context that Google Benchmark prints
// and writes into its JSON: times mean nothing without them.
void add_context();

}  // namespace connectorgroup::bench
