// Someone's own reader beside the model's, on the same documents. A row's name is
//
//   <verb>/<documents>/<who>   such as read-request/corpus/model
//
// Verbs are read-request and, where the implementation has it, read-response. Documents are the
// page's example (`page`), and all texts of the corpus that are due to be accepted, in turn
// (`corpus`), so that a branch predictor can't learn one by heart. Every document's answer is
// judged before anything is timed.
//
// The implementation's rows hold what its adapter does, and a sink that looks at each value and
// drops it; the model's, the making of the view. Exit status: 0 when at least one row ran and no
// answer was wrong, 1 otherwise, 2 for a command line or an implementation that can't be used.

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/allocations.h"
#include "bench/context.h"
#include "model/body/reader.h"
#include "properties/conformance/judge.h"
#include "properties/conformance/linked_subject.h"
#include "properties/input_files.h"
#include "properties/subject_failure.h"
#include "properties/subjects/own/implementation.h"

namespace connectorgroup::bench {
namespace {

constexpr int kUsage = 2;
constexpr const char* kProgram = CONNECTORGROUP_OWN_PREFIX "_bench";

// Texts of one verb that are due to be accepted.
struct Documents {
  Verb verb;
  std::string name;
  std::vector<std::string> texts;
};

std::size_t size_of(const Documents& documents) {
  std::size_t size = 0;
  for (const std::string& text : documents.texts) size += text.size();
  return size;
}

void look_at(const connectorgroup_sink*, const char* key, const connectorgroup_value* value) {
  benchmark::DoNotOptimize(key);
  benchmark::DoNotOptimize(*value);
}

class OwnReader {
 public:
  explicit OwnReader(Verb verb) {
    const connectorgroup_implementation& own = *connectorgroup_get_implementation();
    read_ = verb == Verb::read_request ? own.read_request : own.read_response;
  }
  bool read(const std::string& text) const {
    return read_(text.data(), text.size(), &sink_) == CONNECTORGROUP_ACCEPT;
  }

 private:
  connectorgroup_read read_;
  connectorgroup_sink sink_{&look_at};
};

class ModelReader {
 public:
  explicit ModelReader(Verb verb)
      : reads_requests_(verb == Verb::read_request), reader_(*LinkedSubject::standard().contract) {}

  bool read(const std::string& text) {
    return reads_requests_ ? accepts(reader_.read_create_request(text))
                           : accepts(reader_.read_response(text));
  }

 private:
  template <class View>
  static bool accepts(const Result<View>& result) {
    if (result.accepted()) benchmark::DoNotOptimize(result.value());
    return result.accepted();
  }

  bool reads_requests_;
  BodyReader reader_;
};

// Rates, and the allocations of one pass; behind the timed loop.
template <class Reader>
void report(benchmark::State& state, const Documents& documents, Reader& reader) {
  const auto count = static_cast<std::int64_t>(documents.texts.size());
  const auto iterations = static_cast<std::int64_t>(state.iterations());
  state.SetItemsProcessed(iterations);
  state.SetBytesProcessed(iterations * static_cast<std::int64_t>(size_of(documents)) / count);
  const std::size_t before = allocation_count();
  for (const std::string& text : documents.texts) {
    bool accepted = reader.read(text);
    benchmark::DoNotOptimize(accepted);
  }
  state.counters["allocations/object"] =
      static_cast<double>(allocation_count() - before) / static_cast<double>(count);
}

template <class Reader>
void time_reads(benchmark::State& state, const Documents& documents) {
  Reader reader(documents.verb);
  std::size_t next = 0;
  for ([[maybe_unused]] auto _ : state) {
    bool accepted = reader.read(documents.texts[next]);
    benchmark::DoNotOptimize(accepted);
    next = next + 1 == documents.texts.size() ? 0 : next + 1;
  }
  report(state, documents, reader);
}

// The first answer that is wrong, or nothing.
std::optional<std::string> wrong_answer(const Documents& documents, Judge& judge) {
  const auto subject = LinkedSubject::make();
  for (const std::string& text : documents.texts) {
    const Question question{documents.verb, text};
    const Expectation due = judge.expect(question);
    try {
      const Judgement judged = judge.judge(question, due, ask(*subject, question));
      if (judged.outcome == Outcome::pass) continue;
      return "expected " + judged.expected + ", got " + judged.got;
    } catch (const SubjectFailure& failure) {
      return failure.what();
    }
  }
  return std::nullopt;
}

// The accepted texts of this folder of the corpus.
std::optional<Documents> load(Verb verb, const std::string& name, const std::string& folder,
                              Judge& judge) {
  Documents documents{verb, name, {}};
  const std::string path = std::string(CONNECTORGROUP_CORPUS "/body/accept/")
                               .append(judge.standard().contract->id)
                               .append(verb == Verb::read_request ? "/create-request" : "/response")
                               .append(folder);
  const InputFiles inputs = input_files(path);
  for (const std::filesystem::path& file : inputs.files) {
    std::optional<std::string> text = read_file(file);
    if (text && judge.expect({verb, *text}).due == Due::accept) {
      documents.texts.push_back(*std::move(text));
    }
  }
  if (!documents.texts.empty()) return documents;
  std::fprintf(stderr, "%s: no document in %s: %s\n", kProgram, path.c_str(), inputs.error.c_str());
  return std::nullopt;
}

class Rows {
 public:
  explicit Rows(Judge& judge) : judge_(judge) {}

  // False: there is nothing to read.
  bool add(Verb verb) {
    const bool is_graph_2017 = judge_.standard().contract == &graph_2017();
    const auto page = load(verb, "page", is_graph_2017 ? "/page" : "/service", judge_);
    const auto corpus = load(verb, "corpus", "", judge_);
    if (!page || !corpus) return false;
    add(*page);
    add(*corpus);
    return true;
  }
  std::size_t wrong() const { return wrong_; }

 private:
  void add(const Documents& documents) {
    const std::string name =
        std::string(connectorgroup::name(documents.verb)) + "/" + documents.name + "/";
    benchmark::RegisterBenchmark((name + "model").c_str(), [documents](benchmark::State& state) {
      time_reads<ModelReader>(state, documents);
    });
    const std::optional<std::string> wrong = wrong_answer(documents, judge_);
    if (wrong) ++wrong_;
    benchmark::RegisterBenchmark((name + CONNECTORGROUP_OWN_PREFIX).c_str(),
                                 [documents, wrong](benchmark::State& state) {
                                   if (wrong) return state.SkipWithError(wrong->c_str());
                                   time_reads<OwnReader>(state, documents);
                                 });
  }

  Judge& judge_;
  std::size_t wrong_ = 0;
};

int run(int argc, char** argv) {
  if (const auto complaint = LinkedSubject::complaint()) {
    std::fprintf(stderr, "%s: %s\n", kProgram, complaint->c_str());
    return kUsage;
  }
  Judge judge(LinkedSubject::standard());
  Rows rows(judge);
  if (!rows.add(Verb::read_request)) return 1;
  if (LinkedSubject::offers(Verb::read_response) && !rows.add(Verb::read_response)) return 1;
  add_context();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return kUsage;
  const std::size_t row_count = benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  if (row_count == 0) std::fprintf(stderr, "%s: no row matches the filter\n", kProgram);
  if (rows.wrong() > 0) {
    std::fprintf(stderr, "%s: an answer is wrong, so it wasn't timed\n", kProgram);
  }
  return row_count > 0 && rows.wrong() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace connectorgroup::bench

int main(int argc, char** argv) { return connectorgroup::bench::run(argc, argv); }
