// Someone's own reader beside the model's, on the same texts. A row's name is
//
//   read-request/<texts>/<who>      create requests: the texts below, and those that ask for the
//                                   objects of body_bench: one/<form>, one-of-64/compact
//   read-response/<texts>/<who>     where the implementation has the verb
//   read/one/<form>/<who>           body_bench's rows of responses, the same texts; with that verb
//   read/one-of-64/compact/<who>
//   read/collection/<form>/<who>    its rows of collections; where the implementation reads them
//
// Texts are the page's example (`page`), and all texts of the corpus that are due to be accepted,
// in turn (`corpus`), so that a branch predictor can't learn one by heart. body_bench's are of the
// page's contract, graph-2017, and are left out under another.
//
// Who: the implementation; model-view, the model's reader, which is given the same plain text and
// has to copy it; and model-padded-view, which reads it in place. The implementation's rows hold
// what its adapter does, and a sink that looks at each value and drops it; the model's, the making
// of the view. Every answer is judged before it is timed. Exit status: 0 when at least one row ran
// and no answer was wrong, 1 otherwise, 2 for a command line or an implementation that can't be
// used.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <deque>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/instruction_counter.h"
#include "bench/own/own_texts.h"
#include "bench/row_report.h"
#include "bench/rows.h"
#include "model/body/reader.h"
#include "properties/conformance/judge.h"
#include "properties/conformance/linked_subject.h"
#include "properties/subject_failure.h"
#include "properties/subjects/own/implementation.h"

namespace connectorgroup::bench {
namespace {

constexpr int kUsage = 2;
constexpr const char* kProgram = CONNECTORGROUP_OWN_PREFIX "_bench";

void look_at(const connectorgroup_sink*, const char* key, const connectorgroup_value* value) {
  benchmark::DoNotOptimize(key);
  benchmark::DoNotOptimize(*value);
}

class OwnReader {
 public:
  explicit OwnReader(Verb verb) {
    const connectorgroup_implementation& own = *connectorgroup_get_implementation();
    read_ = verb == Verb::read_request    ? own.read_request
            : verb == Verb::read_response ? own.read_response
                                          : own.read_collection;
  }
  bool read(const Text& text) const {
    const std::string_view plain = text.plain();
    return read_(plain.data(), plain.size(), &sink_) == CONNECTORGROUP_ACCEPT;
  }

 private:
  connectorgroup_read read_;
  connectorgroup_sink sink_{&look_at};
};

struct LookAtEach final : ConnectorGroupVisitor {
  void visit(const ConnectorGroupView& group) override { benchmark::DoNotOptimize(group); }
};

template <bool kInPlace>
class ModelReader {
 public:
  explicit ModelReader(Verb verb) : verb_(verb), reader_(*LinkedSubject::standard().contract) {}

  bool read(const Text& text) {
    if constexpr (kInPlace) {
      return reads(text.padded());
    } else {
      return reads(text.plain());
    }
  }

 private:
  template <class Given>
  bool reads(const Given& given) {
    LookAtEach look_at_each;
    return verb_ == Verb::read_request    ? accepts(reader_.read_create_request(given))
           : verb_ == Verb::read_response ? accepts(reader_.read_response(given))
                                          : accepts(reader_.read_collection(given, look_at_each));
  }

  template <class Value>
  static bool accepts(const Result<Value>& result) {
    if (result.accepted()) benchmark::DoNotOptimize(result.value());
    return result.accepted();
  }

  Verb verb_;
  BodyReader reader_;
};

// Texts, and what is wrong with the implementation's answers to them.
class JudgedTexts {
 public:
  // `judge` must outlive this.
  JudgedTexts(OwnTexts texts, Judge& judge) : texts_(std::move(texts)), judge_(judge) {}

  const OwnTexts& texts() const { return texts_; }

  // The first answer that is wrong, or null. Judged once, when it is first to be timed: not all
  // rows run, and Google Benchmark calls a row several times.
  const char* wrong_answer() {
    if (!is_judged_) wrong_ = judged();
    is_judged_ = true;
    return wrong_ ? wrong_->c_str() : nullptr;
  }

 private:
  std::optional<std::string> judged() {
    const auto subject = LinkedSubject::make();
    for (const Text& text : texts_.texts) {
      const Question question{texts_.verb, std::string(text.plain())};
      const Expectation due = judge_.expect(question);
      try {
        const Judgement judgement = judge_.judge(question, due, ask(*subject, question));
        if (judgement.outcome == Outcome::pass) continue;
        return "expected " + judgement.expected + ", got " + judgement.got;
      } catch (const SubjectFailure& failure) {
        return failure.what();
      }
    }
    return std::nullopt;
  }

  OwnTexts texts_;
  Judge& judge_;
  bool is_judged_ = false;
  std::optional<std::string> wrong_;
};

template <class Reader>
void time_reads(benchmark::State& state, Rows& rows, const OwnTexts& texts) {
  Reader reader(texts.verb);
  Work work{texts.texts.size(), 0, texts.objects};
  for (const Text& text : texts.texts) {
    if (!reader.read(text)) return rows.fail(state, "a text was refused");
    work.bytes += text.plain().size();
  }
  std::size_t next = 0;
  const InstructionCounter instructions;
  for ([[maybe_unused]] auto _ : state) {
    bool accepted = reader.read(texts.texts[next]);
    benchmark::DoNotOptimize(accepted);
    next = next + 1 == texts.texts.size() ? 0 : next + 1;
  }
  report(state, work, instructions, [&] {
    for (const Text& text : texts.texts) {
      bool accepted = reader.read(text);
      benchmark::DoNotOptimize(accepted);
    }
  });
}

// `texts` must outlive the rows.
void add_rows(Rows& rows, JudgedTexts& texts) {
  const std::string& group = texts.texts().group;
  rows.add_row(group, "model-view", [&](benchmark::State& state) {
    time_reads<ModelReader<false>>(state, rows, texts.texts());
  });
  rows.add_row(group, "model-padded-view", [&](benchmark::State& state) {
    time_reads<ModelReader<true>>(state, rows, texts.texts());
  });
  rows.add_row(group, CONNECTORGROUP_OWN_PREFIX, [&](benchmark::State& state) {
    if (const char* wrong = texts.wrong_answer()) return rows.fail(state, wrong);
    time_reads<OwnReader>(state, rows, texts.texts());
  });
}

// All that the implementation has verbs for. Nothing where there is nothing to read.
std::optional<std::vector<OwnTexts>> all_texts(Judge& judge) {
  const bool is_graph_2017 = judge.standard().contract == &graph_2017();
  std::vector<OwnTexts> all;
  const auto add = [&all](std::optional<std::vector<OwnTexts>> found) {
    if (found) std::move(found->begin(), found->end(), std::back_inserter(all));
    return found.has_value();
  };
  for (const Verb verb : {Verb::read_request, Verb::read_response, Verb::read_collection}) {
    if (!LinkedSubject::offers(verb)) continue;
    if (verb != Verb::read_collection && !add(texts_of_corpus(verb, judge))) return std::nullopt;
    if (is_graph_2017 && !add(texts_of_body_bench(verb))) return std::nullopt;
  }
  return all;
}

int run(int argc, char** argv) {
  if (const auto complaint = LinkedSubject::complaint()) {
    std::fprintf(stderr, "%s: %s\n", kProgram, complaint->c_str());
    return kUsage;
  }
  Judge judge(LinkedSubject::standard());
  std::optional<std::vector<OwnTexts>> found = all_texts(judge);
  if (!found) return 1;
  std::deque<JudgedTexts> judged;  // whose members stay where they are
  for (OwnTexts& texts : *found) judged.emplace_back(std::move(texts), judge);
  Rows rows;
  for (JudgedTexts& texts : judged) add_rows(rows, texts);
  return rows.run(kProgram, argc, argv);
}

}  // namespace
}  // namespace connectorgroup::bench

int main(int argc, char** argv) { return connectorgroup::bench::run(argc, argv); }
