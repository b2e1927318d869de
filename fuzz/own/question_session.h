// What a fuzz target of someone's own implementation does with an input: asks about it, judges the
// answer by what is due at the level, and aborts, with the commands that repeat it, where it is
// wrong. The same question gets the same answer twice.
//
// That a rejected input's twin is accepted can't be asked for each input here; that the
// implementation doesn't just refuse everything shows on the seeds, a part of which are due to be
// accepted.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "properties/conformance/judge.h"
#include "properties/conformance/question.h"
#include "properties/subject.h"

namespace connectorgroup {

class QuestionSession {
 public:
  // `verbs`: what this target asks about. Ends the program with 2 where the implementation offers
  // none of them or can't be asked at all.
  explicit QuestionSession(std::span<const Verb> verbs);

  // Prints "accepted: N of M", of the inputs, and of how many questions which answer was due.
  ~QuestionSession();

  QuestionSession(const QuestionSession&) = delete;
  QuestionSession& operator=(const QuestionSession&) = delete;

  // Counts an input, before its questions.
  void begin() {
    ++inputs_;
    is_counted_ = false;
  }
  // Puts the question; nothing where the implementation doesn't offer its verb.
  void put(const Question& question);

 private:
  Answer answer_to(const Question& question, const Expectation& due);
  void count(const Expectation& due, const Judgement& judgement);

  std::unique_ptr<Subject> subject_;
  Judge judge_;
  std::size_t inputs_ = 0;
  std::size_t accepted_ = 0;
  bool is_counted_ = false;  // this input as accepted
  std::size_t due_accept_ = 0;
  std::size_t due_reject_ = 0;
  std::size_t due_either_ = 0;
};

}  // namespace connectorgroup
