#include "properties/conformance/observation.h"

#include "properties/subject_failure.h"

namespace connectorgroup {

Observation Observer::observe_alone(const Question& question) {
  std::unique_ptr<Subject> fresh;
  return observe(question, fresh);
}

Observation Observer::observe(const Question& question, std::unique_ptr<Subject>& subject) {
  Observation observed;
  observed.due = judge_.expect(question);
  using Clock = std::chrono::steady_clock;
  const Clock::time_point asked = Clock::now();
  const auto stop = [&observed, asked] {
    observed.duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - asked);
  };
  try {
    if (!subject) subject = factory_();
    const Answer answer = ask(*subject, question);
    stop();
    observed.skipped = is_skip(answer);
    observed.judgement = judge_.judge(question, observed.due, answer);
  } catch (const SubjectFailure& failure) {
    stop();
    subject.reset();
    observed.judgement.outcome = outcome_of(failure.misbehaviour());
    observed.judgement.note = failure.what();
    observed.misbehaviour = failure.misbehaviour();
    observed.error_output = failure.error_output();
  }
  return observed;
}

}  // namespace connectorgroup
