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

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/documents.h"
#include "bench/page_body.h"
#include "bench/peer.h"
#include "bench/refused_texts.h"
#include "bench/simdjson_context.h"

namespace connectorgroup::bench {

namespace {

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

int run(int argc, char** argv) {
  const std::optional<std::string> page_text = page_response_body();
  if (!page_text) return 1;
  const Documents documents(*page_text);
  const std::vector<RefusedText> refused = refused_texts(documents);
  Suite suite(documents, refused);
  add_all(suite);
  if (argc == 2 && std::string_view(argv[1]) == "--accepts") {
    return print_what_is_accepted(suite) ? 0 : 1;
  }
  add_simdjson_context();
  return suite.run("body_bench", argc, argv);
}

}  // namespace
}  // namespace connectorgroup::bench

int main(int argc, char** argv) { return connectorgroup::bench::run(argc, argv); }
