#include "bench/context.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <optional>
#include <string>

namespace connectorgroup::bench {
namespace {

std::string compiler() {
#ifdef __clang__
  return "clang " __clang_version__;
#else
  return "g++ " __VERSION__;
#endif
}

// As Linux tells it; elsewhere the context has no line for it.
std::optional<std::string> cpu_model() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return std::nullopt;
}

}  // namespace

void add_context() {
  benchmark::AddCustomContext("compiler", compiler());
#ifdef CONNECTORGROUP_BENCH_FLAGS
  benchmark::AddCustomContext("compiler_flags", CONNECTORGROUP_BENCH_FLAGS);
#endif
#ifdef CONNECTORGROUP_NO_ASSERTIONS
  benchmark::AddCustomContext("assertions", "off");
#else
  benchmark::AddCustomContext("assertions", "on");
#endif
  if (const std::optional<std::string> model = cpu_model()) {
    benchmark::AddCustomContext("cpu", *model);
  }
}

}  // namespace connectorgroup::bench
