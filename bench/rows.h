// The rows of a benchmark program, and how many of them were wrong.
#pragma once

#include <benchmark/benchmark.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorgroup::bench {

// What Google Benchmark is told about a row in particular; it says so at the end of the row's name.
struct RowSettings {
  std::optional<int> threads = std::nullopt;      // that many run it at once; real time counts then
  std::optional<int> repetitions = std::nullopt;  // instead of as many as the command line says
};

// Must outlive the benchmarks that it registers.
class Rows {
 public:
  using Run = std::function<void(benchmark::State&)>;

  Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  // The benchmark `group`/`peer`.
  void add_row(std::string group, std::string_view peer, Run run, const RowSettings& settings = {});

  // Skips a benchmark whose result isn't the expected one, and remembers that.
  void fail(benchmark::State& state, const char* what);

  // Hands the rows to Google Benchmark, those of one group side by side, and runs those that the
  // command line asks for: once per program. The exit status: 0 when at least one row ran and none
  // was wrong, 1 otherwise, 2 for a command line that isn't understood.
  int run(const char* program, int argc, char** argv);

 private:
  struct Row {
    std::string group;
    std::string peer;
    Run run;
    RowSettings settings;
  };

  // Each to run `iterations` times, or as often as Google Benchmark sees fit.
  void register_rows(std::optional<std::int64_t> iterations) const;
  static void register_row(const Row& row, std::optional<std::int64_t> iterations);

  std::vector<Row> rows_;
  std::atomic<std::size_t> failure_count_ = 0;  // a row's threads fail together
};

}  // namespace connectorgroup::bench
