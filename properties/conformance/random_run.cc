#include "properties/conformance/random_run.h"

#include <rapidcheck.h>

#include <map>
#include <tuple>
#include <utility>

#include "properties/conformance/failure_shrinker.h"
#include "properties/generators/messages.h"
#include "properties/generators/source.h"
#include "properties/generators/texts.h"
#include "properties/input_files.h"
#include "properties/law_rooms.h"
#include "properties/subjects/pipe/interrupted.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

Verb read_verb(BodyKind kind) { return static_cast<Verb>(kind); }
static_assert(static_cast<int>(Verb::read_error) == static_cast<int>(BodyKind::error));

// Puts questions to the subject under test and keeps the wrong answers.
class Examiner {
 public:
  Examiner(const Standard& standard, const SubjectFactory& factory, bool is_server)
      : contract_(*standard.contract),
        level_(standard.level),
        is_server_(is_server),
        observer_(standard, factory) {}

  void begin(std::string_view law) { law_ = law; }

  // False: the subject skips the verb.
  bool examine(const Question& asked) {
    const bool is_body = is_server_ && asked.verb == Verb::read_request;
    const Question question = is_body ? in_request(asked, contract_) : asked;
    ++questions_;
    const Observation observed = observer_.observe(question);
    if (observed.misbehaviour) ++failures_to_answer_;
    if (!observed.skipped) keep(question, observed);
    return !observed.skipped;
  }

  std::uint64_t questions() const { return questions_; }
  std::size_t failures_to_answer() const { return failures_to_answer_; }

  // One for each bucket.
  std::vector<CaseResult> failures() const {
    std::vector<CaseResult> all;
    for (const auto& [bucket, kept] : buckets_) all.push_back(told(kept));
    return all;
  }

  // Makes the input of each smaller. Throws Interrupted.
  void shrink(std::size_t calls_max) {
    for (auto& [bucket, kept] : buckets_) {
      kept.result.shrunk = shrink_failure(observer_, kept.question, calls_max);
    }
  }

 private:
  using Bucket = std::tuple<Verb, Outcome, std::string>;
  struct Kept {
    CaseResult result;
    Question question;
  };

  // The failure, where it is the first of its bucket or smaller than that.
  void keep(const Question& question, const Observation& observed) {
    const Judgement& judgement = observed.judgement;
    const bool failed = is_failure(judgement.outcome) ||
                        judgement.outcome == Outcome::protocol_error ||
                        judgement.outcome == Outcome::not_run;
    if (!failed) return;
    const bool is_refusal = observed.due.due == Due::reject && observed.due.rule;
    const std::string rule(is_refusal ? row(*observed.due.rule).id : "accepted");
    Kept& kept = buckets_[{question.verb, judgement.outcome, rule}];
    if (!kept.result.id.empty() && kept.question.input.size() <= question.input.size()) return;
    kept.question = question;
    kept.result = result_of(question, observed, rule);
  }

  CaseResult result_of(const Question& question, const Observation& observed,
                       const std::string& rule) const {
    CaseResult result;
    const Judgement& judgement = observed.judgement;
    result.id = std::string("random/").append(name(question.verb)).append("/").append(rule);
    result.id.append("/").append(name(judgement.outcome));
    result.group = "random";
    result.verb = name(question.verb);
    result.level = level_;
    if (observed.due.due == Due::reject) result.rule = observed.due.rule;
    result.outcome = judgement.outcome;
    result.misbehaviour = observed.misbehaviour;
    result.error_output = observed.error_output;
    result.expected = judgement.expected;
    result.got = judgement.got;
    result.note = judgement.note;
    result.input = question.input;
    result.law = law_;
    return result;
  }

  // With the words that ask for the smallest input that is known.
  static CaseResult told(const Kept& kept) {
    CaseResult result = kept.result;
    Question question = kept.question;
    if (result.shrunk) question.input = result.shrunk->input;
    result.reproduction.pipe = line_of(question);
    return result;
  }

  const Contract& contract_;
  Level level_;
  bool is_server_;
  Observer observer_;
  std::string law_;
  std::uint64_t questions_ = 0;
  std::size_t failures_to_answer_ = 0;
  std::map<Bucket, Kept> buckets_;
};

// What laws are shown: it has every question examined, and answers as the model.
class Examined : public Subject {
 public:
  Examined(const Contract& contract, Examiner& examiner)
      : model_(make_whole_model(contract)), examiner_(examiner) {}

  std::string name() const override { return model_->name(); }
  const Contract& contract() const override { return model_->contract(); }

  ReadAnswer read(BodyKind kind, std::string_view text) override {
    if (!examiner_.examine({read_verb(kind), std::string(text)})) return {};
    return model_->read(kind, text);
  }
  WriteAnswer write(BodyKind kind, const BodyValue& value, Form form) override {
    if (kind == BodyKind::create_request || kind == BodyKind::response) {
      Question question{kind == BodyKind::response ? Verb::write_response : Verb::write_request};
      question.value = value;
      examiner_.examine(question);
    }
    return model_->write(kind, value, form);
  }
  MessageAnswer read_message(MessageKind kind, std::span<const std::string_view> segments,
                             Ending ending) override {
    Question question{ending == Ending::open ? Verb::read_message : Verb::read_last_message};
    for (const std::string_view segment : segments) question.input += segment;
    question.message_kind = kind;
    examiner_.examine(question);
    return model_->read_message(kind, segments, ending);
  }
  WriteAnswer write_message(MessageKind kind, const Message& message) override {
    return model_->write_message(kind, message);
  }

 private:
  std::unique_ptr<Subject> model_;
  Examiner& examiner_;
};

std::vector<std::string> corpus_texts(const std::filesystem::path& folder) {
  constexpr std::size_t kSizeMax = 3072;
  std::vector<std::string> texts;
  for (const std::filesystem::path& file : input_files(folder).files) {
    std::optional<std::string> text = read_file(file);
    if (text && text->size() <= kSizeMax) texts.push_back(std::move(*text));
  }
  return texts;
}

class RandomRunner {
 public:
  RandomRunner(const Standard& standard, const SubjectFactory& factory,
               const RandomOptions& options)
      : options_(options),
        examiner_(standard, factory, options.is_server),
        examined_(*standard.contract, examiner_),
        bodies_(generators::body_texts(corpus_texts(options.corpus / "body")), options.seed),
        connections_(generators::connections(corpus_texts(options.corpus / "exchange")),
                     options.seed + 1) {}

  RandomRun run() {
    RandomRun result;
    result.seed = options_.seed;
    result.asked = options_.inputs;
    if (options_.time) result.seconds = static_cast<std::uint64_t>(options_.time->count());
    const auto end =
        std::chrono::steady_clock::now() + options_.time.value_or(std::chrono::hours(24 * 365));
    try {
      while ((options_.inputs == 0 || result.inputs < options_.inputs) &&
             std::chrono::steady_clock::now() < end && !interrupt_asked.load() &&
             examiner_.failures_to_answer() <= options_.restarts_max) {
        // Two bodies, then a connection.
        if (result.inputs % 3 == 2) {
          try_connection(connections_.next());
        } else {
          try_laws("body", bodies_.next());
        }
        ++result.inputs;
      }
      if (options_.shrink_calls_max > 0) examiner_.shrink(options_.shrink_calls_max);
    } catch (const Interrupted&) {
      // What was found until then is told; the caller sees interrupt_asked.
      interrupt_asked.store(true);
    }
    result.questions = examiner_.questions();
    result.failures = examiner_.failures();
    return result;
  }

 private:
  void try_laws(std::string_view room, const std::string& input) {
    for (const Law& law : find_room(room)->laws) {
      examiner_.begin(law.id);
      // Every rule broken once in each accepted input: these are the questions that find most.
      const bool breaks_rules = law.id.ends_with(".one-fault");
      // That the model keeps its own laws is for its tests to show.
      static_cast<void>(
          law.check(input, examined_, breaks_rules ? Effort::thorough : Effort::sampled));
    }
  }

  void try_connection(const std::string& input) {
    try_laws("http", input);
    examiner_.begin("exchange.agrees-with-oracle");
    if (is_one_message(MessageKind::request, input)) examiner_.examine({Verb::exchange, input});
    if (is_one_message(MessageKind::response, input)) {
      examiner_.examine({Verb::read_create_response, input});
    }
  }

  const RandomOptions& options_;
  Examiner examiner_;
  Examined examined_;
  generators::Source bodies_;
  generators::Source connections_;
};

}  // namespace

RandomRun run_random(const Standard& standard, const SubjectFactory& factory,
                     const RandomOptions& options) {
  return RandomRunner(standard, factory, options).run();
}

}  // namespace connectorgroup
