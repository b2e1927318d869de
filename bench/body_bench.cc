// Reading and writing bodies, this project's way and others', measured side by side on the same
// bytes. bench/README.md explains the rows; a row's name is
//
//   read/one/<form>/<peer>               the page's response: page-form, compact; and responses
//                                        with a long name: escapes-1k, non-ascii-1k, name-20k
//   read/one-of-64/compact/<peer>        64 different responses, in turn
//   read/collection/<form>/<peer>        10,000 objects: compact, page-form, shuffled
//   read/collection/compact/<threads>/<peer>   one-thread, and two-threads with a reader each
//   read/collection-of-<n>/compact/<peer>      100, 1k, 10k, 100k, 1M objects
//   write/one/page-form/<peer>           the page's response
//   write/collection/compact/<peer>      10,000 objects
//   refuse/<text>/<fault>/<peer>         a text that breaks one rule
//   refuse/<text>/<fault>/accepted-twin-view   the model's reader, on that text without the fault
//   limit/<text>/<form>/<part>           part of a reader's work alone
//
// Every result is compared with the expected one before anything is timed. Exit status: 0 when at
// least one row ran and none was wrong, 1 otherwise, 2 for a command line that isn't understood.
//
// body_bench --iterations=<n> ... runs that many iterations of each row, for a tool that counts
// instructions: the difference between two counts is what the iterations in between cost.
//
// body_bench --accepts prints what each reader accepts that it should refuse, and times nothing.

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/context.h"
#include "bench/documents.h"
#include "bench/iterations.h"
#include "bench/peer.h"
#include "bench/refused_texts.h"

namespace connectorgroup::bench {

void Suite::register_rows(std::optional<std::int64_t> iterations) {
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

void Suite::register_row(const Row& row, std::optional<std::int64_t> iterations) {
  auto* registered = benchmark::RegisterBenchmark((row.group + "/" + row.peer).c_str(), row.run);
  if (iterations) registered->Iterations(*iterations);
  if (row.settings.repetitions) registered->Repetitions(*row.settings.repetitions);
  // The CPU's time is that of all threads: only real time tells whether they hinder one another.
  if (row.settings.threads) registered->Threads(*row.settings.threads)->UseRealTime();
}

namespace {

constexpr const char* kPageResponse =
    CONNECTORGROUP_CORPUS "/body/accept/graph-2017/response/page/documented-example.json";

std::optional<std::string> contents(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void add_all(Suite& suite) {
  add_model(suite);
  add_simdjson_ondemand(suite);
  add_simdjson_dom(suite);
#ifdef CONNECTORGROUP_BENCH_BOOST_JSON
  add_boost_json(suite);
#endif
  add_rapidjson(suite);
  add_nlohmann(suite);
  add_limits(suite);
}

// Views and owned values come from one parse, so a library's verdicts are listed once.
bool is_variant(std::string_view peer) { return peer.ends_with("-view"); }

// Prints what each peer's reader makes of texts that must be refused, as a Markdown table. False: a
// peer refuses the accepted twin of one, so that its verdict on the other means nothing.
bool print_what_is_accepted(const Suite& suite) {
  std::string head = "| text | rule |";
  std::string rule_line = "|---|---|";
  for (const Suite::Judge& judge : suite.judges()) {
    if (is_variant(judge.peer)) continue;
    head += " " + judge.peer + " |";
    rule_line += "---|";
  }
  std::printf("%s\n%s\n", head.c_str(), rule_line.c_str());
  bool twins_accepted = true;
  for (const BadText& bad : bad_texts()) {
    std::string line = "| " + std::string(bad.name) + " | " + std::string(row(bad.rule).id) + " |";
    for (const Suite::Judge& judge : suite.judges()) {
      if (is_variant(judge.peer)) continue;
      const bool twin_accepted = judge.accepts(bad.twin);
      twins_accepted = twins_accepted && twin_accepted;
      line += !twin_accepted            ? " refuses its twin |"
              : judge.accepts(bad.text) ? " **accepts** |"
                                        : " refuses |";
    }
    std::printf("%s\n", line.c_str());
  }
  return twins_accepted;
}

// Beside what made the run: which simdjson, in which of its implementations.
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

int run(int argc, char** argv) {
  const std::optional<std::string> page_text = contents(kPageResponse);
  if (!page_text) {
    std::fprintf(stderr, "body_bench: can't read %s\n", kPageResponse);
    return 1;
  }
  const Documents documents(*page_text);
  const std::vector<RefusedText> refused = refused_texts(documents);
  Suite suite(documents, refused);
  add_all(suite);
  if (argc == 2 && std::string_view(argv[1]) == "--accepts") {
    return print_what_is_accepted(suite) ? 0 : 1;
  }
  add_context();
  add_simdjson_context();
  suite.register_rows(take_iterations(argc, argv));
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  const std::size_t row_count = benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  if (row_count == 0) std::fputs("body_bench: no row matches the filter\n", stderr);
  if (suite.failure_count() > 0) {
    std::fputs("body_bench: a row's result isn't the expected one; see its error\n", stderr);
  }
  return row_count > 0 && suite.failure_count() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace connectorgroup::bench

int main(int argc, char** argv) { return connectorgroup::bench::run(argc, argv); }
