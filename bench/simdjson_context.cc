#include "bench/simdjson_context.h"

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <string>

namespace connectorgroup::bench {

void add_simdjson_context() {
  benchmark::AddCustomContext("simdjson_version",
                              std::to_string(int{simdjson::SIMDJSON_VERSION_MAJOR}) + "." +
                                  std::to_string(int{simdjson::SIMDJSON_VERSION_MINOR}) + "." +
                                  std::to_string(int{simdjson::SIMDJSON_VERSION_REVISION}));
  // Stage 1, the DOM and UTF-8 validation choose at run time; On-Demand's walk was compiled.
  benchmark::AddCustomContext("simdjson_implementation",
                              std::string(simdjson::get_active_implementation()->name()));
  benchmark::AddCustomContext("simdjson_ondemand_implementation",
                              std::string(simdjson::builtin_implementation()->name()));
}

}  // namespace connectorgroup::bench
