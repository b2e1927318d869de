// The laws on generated inputs, put to any subject.
//
// A law asks a subject many questions about its input: the input itself, respelled, cut short, with
// one rule broken, written and read back. Here every question goes to the subject under test, its
// answer is judged by itself, and the law goes on with the model's. So the laws are what makes
// questions, and a failure is a question with a wrong answer, whichever law asked it. Answers that
// the standard leaves free are never failures.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "properties/conformance/report/report.h"
#include "properties/conformance/runner.h"
#include "properties/conformance/shrink.h"
#include "properties/conformance/standard.h"

namespace connectorgroup {

struct RandomOptions {
  std::uint64_t seed = 1;
  std::uint64_t inputs = 0;  // 0: as many as the time allows
  std::optional<std::chrono::seconds> time;
  std::size_t restarts_max = 20;
  // Questions that may be asked to make each failure small; 0: none is.
  std::size_t shrink_calls_max = kShrinkCallsMax;
  // The subject answers whole requests: bodies of create requests are put into one.
  bool is_server = false;
  std::filesystem::path corpus;  // some inputs are edited files of it
};

// One failure for each bucket: verb, outcome and rule. Two runs with the same options but `time`
// ask the same questions. REQUIRES: inputs or time.
RandomRun run_random(const Standard& standard, const SubjectFactory& factory,
                     const RandomOptions& options);

}  // namespace connectorgroup
