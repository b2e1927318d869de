#include "bench/rows.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "bench/context.h"
#include "bench/iterations.h"

namespace connectorgroup::bench {
namespace {

constexpr int kUsage = 2;

}  // namespace

void Rows::add_row(std::string group, std::string_view peer, Run run, const RowSettings& settings) {
  rows_.push_back({std::move(group), std::string(peer), std::move(run), settings});
}

void Rows::fail(benchmark::State& state, const char* what) {
  ++failure_count_;
  state.SkipWithError(what);
}

int Rows::run(const char* program, int argc, char** argv) {
  add_context();
  register_rows(take_iterations(argc, argv));
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return kUsage;
  const std::size_t row_count = benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  if (row_count == 0) std::fprintf(stderr, "%s: no row matches the filter\n", program);
  if (failure_count_ > 0) {
    std::fprintf(stderr, "%s: a row's result isn't the expected one; see its error\n", program);
  }
  return row_count > 0 && failure_count_ == 0 ? 0 : 1;
}

void Rows::register_rows(std::optional<std::int64_t> iterations) const {
  // The rows of one group stay in the order of the peers.
  std::vector<std::string_view> groups;
  for (const Row& row : rows_) {
    if (std::find(groups.begin(), groups.end(), row.group) == groups.end()) {
      groups.push_back(row.group);
    }
  }
  for (const std::string_view group : groups) {
    for (const Row& row : rows_) {
      if (row.group == group) register_row(row, iterations);
    }
  }
}

void Rows::register_row(const Row& row, std::optional<std::int64_t> iterations) {
  auto* registered = benchmark::RegisterBenchmark((row.group + "/" + row.peer).c_str(), row.run);
  if (iterations) registered->Iterations(*iterations);
  if (row.settings.repetitions) registered->Repetitions(*row.settings.repetitions);
  // The CPU's time is that of all threads: only real time tells whether they hinder one another.
  if (row.settings.threads) registered->Threads(*row.settings.threads)->UseRealTime();
}

}  // namespace connectorgroup::bench
