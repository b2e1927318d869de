#include "properties/conformance/runner.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "properties/conformance/diagnosis.h"
#include "properties/subjects/pipe/interrupted.h"

namespace connectorgroup {
namespace {

// The refusals that show, under one verb, that the subject doesn't accept everything.
struct Guard {
  std::vector<const ConformanceCase*> due;  // in the order of their ids
  bool refused_one = false;
};

// A key for the same question about different kinds of message.
std::pair<Verb, MessageKind> guard_key(const Question& question) {
  return {question.verb, question.message_kind};
}

}  // namespace

class Runner::Implementation {
 public:
  Implementation(const std::vector<ConformanceCase>& cases, Standard standard,
                 SubjectFactory factory, RunOptions options)
      : cases_(cases),
        observer_(std::move(standard), std::move(factory)),
        options_(std::move(options)) {}

  RunReport run();

 private:
  void plan();
  void run_cases();
  void report(const ConformanceCase& asked);
  // What became of a question, without twins and guards.
  const Observation& answered(const ConformanceCase& asked);
  void hold_against_twin(const ConformanceCase& asked, CaseResult& result);
  void hold_against_guards();
  bool refuses_something(Guard& guard);
  const ConformanceCase* find(std::string_view id) const;
  bool is_out_of_restarts() const { return restarts_ > options_.restarts_max; }
  void fill(const ConformanceCase& asked, const Observation& got, CaseResult& result) const;
  void diagnose();
  void ask_alone();

  const std::vector<ConformanceCase>& cases_;
  Observer observer_;
  RunOptions options_;
  std::vector<const ConformanceCase*> planned_;
  std::map<std::pair<Verb, MessageKind>, Guard> guards_;
  std::map<std::string_view, Observation> answers_;  // by id
  std::size_t restarts_ = 0;
  std::size_t failures_ = 0;
  RunReport report_;
};

const ConformanceCase* Runner::Implementation::find(std::string_view id) const {
  const auto found = std::lower_bound(
      cases_.begin(), cases_.end(), id,
      [](const ConformanceCase& left, std::string_view right) { return left.id < right; });
  return found != cases_.end() && found->id == id ? &*found : nullptr;
}

void Runner::Implementation::plan() {
  for (const ConformanceCase& each : cases_) {
    if (options_.selected(each)) planned_.push_back(&each);
    if (each.must_reject && each.level <= observer_.standard().level) {
      guards_[guard_key(each.question)].due.push_back(&each);
    }
  }
  report_.planned = planned_.size();
  report_.contract = observer_.standard().contract->id;
  report_.level = observer_.standard().level;
}

const Observation& Runner::Implementation::answered(const ConformanceCase& asked) {
  const auto known = answers_.find(asked.id);
  if (known != answers_.end()) return known->second;
  Observation got = observer_.observe(asked.question);
  if (got.misbehaviour) ++restarts_;
  if (got.due.due == Due::reject && got.judgement.outcome == Outcome::pass) {
    guards_[guard_key(asked.question)].refused_one = true;
  }
  return answers_.emplace(asked.id, std::move(got)).first->second;
}

void Runner::Implementation::fill(const ConformanceCase& asked, const Observation& got,
                                  CaseResult& result) const {
  result.outcome = got.judgement.outcome;
  result.expected = got.judgement.expected;
  result.got = got.judgement.got;
  result.note = got.judgement.note;
  result.misbehaviour = got.misbehaviour;
  result.error_output = got.error_output;
  if (options_.tells_durations) result.duration = got.duration;
  if (result.expected.empty()) result.expected = asked.must_reject ? "reject" : "accept";
}

// A refusal beside a twin that is refused too, or isn't answered, shows nothing.
void Runner::Implementation::hold_against_twin(const ConformanceCase& asked, CaseResult& result) {
  const ConformanceCase* twin = asked.twin.empty() ? nullptr : find(asked.twin);
  if (twin == nullptr) return;
  const Observation& got = answered(*twin);
  result.twin_outcome = got.judgement.outcome;
  if (result.outcome != Outcome::pass || !asked.must_reject) return;
  if (got.judgement.outcome == Outcome::pass) return;
  if (got.due.due == Due::free && got.judgement.accepted) return;
  result.outcome =
      got.judgement.outcome == Outcome::inconclusive ? Outcome::inconclusive : Outcome::untestable;
  result.note =
      "refused, but so is its twin, which differs in the tested feature alone: " + twin->id;
}

void Runner::Implementation::report(const ConformanceCase& asked) {
  CaseResult result;
  result.id = asked.id;
  result.group = asked.group;
  result.verb = name(asked.question.verb);
  result.level = asked.level;
  result.scored = options_.scored(asked);
  result.rule = asked.rule;
  result.input = asked.question.input;
  result.twin = asked.twin;
  if (is_out_of_restarts() || !report_.stopped.empty()) {
    result.outcome = Outcome::not_run;
    result.note = report_.stopped;
  } else {
    fill(asked, answered(asked), result);
    hold_against_twin(asked, result);
    if (is_failure(result.outcome)) ++failures_;
    // It didn't start: nothing that is asked afterwards will be answered either.
    if (result.outcome == Outcome::not_run) report_.stopped = result.note;
  }
  if (is_out_of_restarts() && report_.stopped.empty()) {
    report_.stopped = "the subject failed to answer more than " +
                      std::to_string(options_.restarts_max) + " times";
  }
  if (options_.failures_max > 0 && failures_ >= options_.failures_max && report_.stopped.empty()) {
    report_.stopped = "stopped after " + std::to_string(failures_) + " failures, as asked";
  }
  report_.cases.push_back(std::move(result));
}

bool Runner::Implementation::refuses_something(Guard& guard) {
  for (const ConformanceCase* due : guard.due) {
    if (guard.refused_one || is_out_of_restarts()) break;
    answered(*due);
  }
  return guard.refused_one || guard.due.empty();
}

// An acceptance by who refuses nothing under the verb shows nothing.
void Runner::Implementation::hold_against_guards() {
  for (CaseResult& result : report_.cases) {
    const ConformanceCase& asked = *find(result.id);
    if (result.outcome != Outcome::pass || asked.must_reject) continue;
    const auto guard = guards_.find(guard_key(asked.question));
    if (guard == guards_.end() || refuses_something(guard->second)) continue;
    result.outcome = Outcome::untestable;
    result.note = "accepted, but the subject refuses nothing under " + result.verb;
  }
}

void Runner::Implementation::run_cases() {
  for (std::size_t i = 0; i < planned_.size(); ++i) {
    if (report_.stopped.empty()) {
      options_.progress(planned_.size(), {i, failures_, restarts_, planned_[i]->id});
    }
    try {
      report(*planned_[i]);
    } catch (const Interrupted&) {
      report_.stopped = "interrupted";
      report(*planned_[i]);
    }
  }
}

// A failure that isn't one on a fresh subject depends on what came before.
void Runner::Implementation::ask_alone() {
  for (CaseResult& result : report_.cases) {
    if (!report_.stopped.empty()) return;
    if (result.outcome != Outcome::fail) continue;
    result.alone = observer_.observe_alone(find(result.id)->question).judgement.outcome;
    if (result.alone != Outcome::pass) continue;
    result.outcome = Outcome::order_dependent;
    result.note = "right when it is asked alone, so what came before made it wrong";
  }
}

void Runner::Implementation::diagnose() {
  std::vector<CaseOutcome> outcomes;
  for (const CaseResult& result : report_.cases) {
    outcomes.push_back({find(result.id), result.outcome});
  }
  report_.broken_rules = broken_rules(outcomes, *observer_.standard().contract);
}

RunReport Runner::Implementation::run() {
  plan();
  run_cases();
  if (report_.stopped.empty()) {
    try {
      hold_against_guards();
      if (options_.asks_alone) ask_alone();
    } catch (const Interrupted&) {
      report_.stopped = "interrupted";
    }
  }
  diagnose();
  report_.restarts = restarts_;
  report_.complete = report_.stopped.empty();
  return std::move(report_);
}

Runner::Runner(const std::vector<ConformanceCase>& cases, Standard standard, SubjectFactory factory,
               RunOptions options)
    : implementation_(std::make_unique<Implementation>(cases, std::move(standard),
                                                       std::move(factory), std::move(options))) {}
Runner::~Runner() = default;

RunReport Runner::run() { return implementation_->run(); }

}  // namespace connectorgroup
