#include "bench/context.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <optional>
#include <set>
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

// The CPUs as Linux on x86 tells them; elsewhere the context has no lines for what is missing.
struct Cpus {
  std::optional<std::string> model;
  std::set<std::string> cores;  // each named by its package and its number there
};

Cpus cpus() {
  Cpus told;
  std::string package;
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) continue;
    const std::string value = line.substr(colon + 2);
    if (line.starts_with("model name")) told.model = value;
    if (line.starts_with("physical id")) package = value + "/";
    if (line.starts_with("core id")) told.cores.insert(package + value);
  }
  return told;
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
  const Cpus told = cpus();
  if (told.model) benchmark::AddCustomContext("cpu", *told.model);
  // Beside num_cpus, which counts hardware threads: two of one core share its units.
  if (!told.cores.empty()) {
    benchmark::AddCustomContext("cpu_cores", std::to_string(told.cores.size()));
  }
}

}  // namespace connectorgroup::bench
