#include "fuzz/own/question_session.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "properties/conformance/linked_subject.h"
#include "properties/conformance/wrong_answer.h"
#include "properties/subject_failure.h"
#include "properties/subjects/own/crash_note.h"

// An engine's; the replay program has none.
extern "C" __attribute__((weak)) std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                                              std::size_t size_max);

namespace connectorgroup {
namespace {

constexpr int kUsage = 2;

[[noreturn]] void refuse(const std::string& complaint) {
  std::fprintf(stderr, CONNECTORGROUP_OWN_TARGET ": %s\n", complaint.c_str());
  // Not exit(), which engines take for a finding.
  std::_Exit(kUsage);
}

Standard required_standard(std::span<const Verb> verbs) {
  if (const auto complaint = LinkedSubject::complaint()) refuse(*complaint);
  if (std::none_of(verbs.begin(), verbs.end(), LinkedSubject::offers)) {
    std::string text = "the implementation offers nothing that this target asks about:";
    for (const Verb verb : verbs) text.append(" ").append(name(verb));
    refuse(text);
  }
  return LinkedSubject::standard();
}

// How cgconform check calls what the verb reads; empty where it doesn't check that.
std::string_view checked_as(Verb verb) {
  switch (verb) {
    case Verb::read_request:
      return "create-request";
    case Verb::read_response:
      return "create-response";
    case Verb::read_collection:
      return "collection";
    case Verb::read_error:
      return "error";
    default:
      return {};
  }
}

std::string commands(const Question& question, const Standard& standard) {
  std::string text = "  repeat, with the file that the fuzzer names below:\n";
  text += "    " CONNECTORGROUP_OWN_TARGET " FILE\n";
  text +=
      "    " CONNECTORGROUP_OWN_PREFIX "_properties --as " + verb_for_shell(question) + " FILE\n";
  text += "  minimise:\n    " CONNECTORGROUP_OWN_TARGET " -minimize_crash=1 -runs=100000 FILE\n";
  if (!checked_as(question.verb).empty()) {
    text += "  what the model says:\n    cgconform check --contract ";
    text.append(standard.contract->id).append(" --as ").append(checked_as(question.verb));
    text += " FILE\n";
  }
  return text;
}

[[noreturn]] void tell(const WrongAnswer& wrong, const Question& question, const Expectation& due,
                       const Standard& standard) {
  std::fprintf(stderr, "%s%s", told(wrong, question, due, standard).c_str(),
               commands(question, standard).c_str());
  std::abort();
}

// Answers that may differ when the question is put again: a service makes a new id each time.
bool is_repeatable(Verb verb) { return verb != Verb::exchange && verb != Verb::script; }

}  // namespace

QuestionSession::QuestionSession(std::span<const Verb> verbs) : judge_(required_standard(verbs)) {
  subject_ = LinkedSubject::make();
  // An engine tells of crashes itself, and keeps the input.
  if (LLVMFuzzerMutate == nullptr) note_crashes(CONNECTORGROUP_OWN_TARGET);
}

QuestionSession::~QuestionSession() {
  std::fprintf(stderr, "accepted: %zu of %zu\n", accepted_, inputs_);
  std::fprintf(stderr, "questions: due to be accepted %zu, refused %zu, either %zu\n", due_accept_,
               due_reject_, due_either_);
  if (due_accept_ == 0) {
    std::fprintf(stderr,
                 "nothing was due to be accepted, so this says little: give it the seeds\n");
  }
}

Answer QuestionSession::answer_to(const Question& question, const Expectation& due) {
  try {
    return ask(*subject_, question);
  } catch (const SubjectFailure& failure) {
    tell({"no answer", "an answer", failure.what()}, question, due, judge_.standard());
  }
}

void QuestionSession::count(const Expectation& due, const Judgement& judgement) {
  if (due.due == Due::accept) ++due_accept_;
  if (due.due == Due::reject) ++due_reject_;
  if (due.due == Due::free || due.due == Due::incomplete) ++due_either_;
  if (judgement.accepted && !is_counted_) ++accepted_;
  is_counted_ = is_counted_ || judgement.accepted;
}

void QuestionSession::put(const Question& question) {
  if (!LinkedSubject::offers(question.verb)) return;
  const Expectation due = judge_.expect(question);
  const Answer answer = answer_to(question, due);
  const Judgement judgement = judge_.judge(question, due, answer);
  if (is_failure(judgement.outcome)) {
    tell({"a wrong answer", judgement.expected, judgement.got, judgement.note}, question, due,
         judge_.standard());
  }
  count(due, judgement);
  if (!is_repeatable(question.verb)) return;
  const Answer again = answer_to(question, due);
  if (again != answer) {
    tell({"another answer to the same question", shown(question, answer) + ", as before",
          shown(question, again)},
         question, due, judge_.standard());
  }
}

}  // namespace connectorgroup
