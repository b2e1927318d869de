// One question put to a subject under test, with what is due and what became of it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "properties/conformance/judge.h"
#include "properties/conformance/question.h"
#include "properties/conformance/report/report.h"
#include "properties/conformance/standard.h"

namespace connectorgroup {

// Makes the subject anew, with nothing left of what it was asked before. Throws SubjectFailure.
using SubjectFactory = std::function<std::unique_ptr<Subject>()>;

// A subject's answer to one question, judged; or how it failed to answer.
struct Observation {
  Expectation due;
  Judgement judgement;
  std::optional<Misbehaviour> misbehaviour;
  std::string error_output;              // of a subject that failed to answer
  bool skipped = false;                  // the subject said that it doesn't do this
  std::chrono::microseconds duration{};  // until the answer, or until it was known to have failed
};

// Puts questions to one subject after the other: a subject that failed to answer is started anew
// for the next question.
class Observer {
 public:
  Observer(Standard standard, SubjectFactory factory)
      : judge_(std::move(standard)), factory_(std::move(factory)) {}

  const Standard& standard() const { return judge_.standard(); }

  // Throws Interrupted.
  Observation observe(const Question& question) { return observe(question, subject_); }
  // The same, of a subject that was asked nothing before.
  Observation observe_alone(const Question& question);

 private:
  Observation observe(const Question& question, std::unique_ptr<Subject>& subject);

  Judge judge_;
  SubjectFactory factory_;
  std::unique_ptr<Subject> subject_;
};

}  // namespace connectorgroup
