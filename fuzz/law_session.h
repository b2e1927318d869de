// What a fuzz target of laws does with an input: holds it to the laws of its room, and aborts, with
// the commands that repeat it, where one breaks.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "properties/law_rooms.h"
#include "properties/suite.h"

namespace connectorgroup {

class LawSession {
 public:
  // CONNECTORGROUP_FUZZ_LAW names the law that every input is held to, or `all`. Without it, that
  // is the room's first law and two more that the input's bytes choose. Anything else there, or a
  // law of another room, ends the program. CONNECTORGROUP_FUZZ_EFFORT is `sampled`, which it is
  // without it, or `thorough`, as other drivers hold inputs to laws. CONNECTORGROUP_FAULT names a
  // planted fault (properties/faults/) that is tried in place of the model, under the contract that
  // CONNECTORGROUP_FAULT_CONTRACT names; targets for a fuzzing service know none.
  explicit LawSession(const LawRoom& room);

  // Prints "executions: N", and "accepted: N of M", which fuzz/run.cmake reads: a target that
  // accepts next to nothing tests next to nothing.
  ~LawSession();

  LawSession(const LawSession&) = delete;
  LawSession& operator=(const LawSession&) = delete;

  // With subjects that have read nothing yet: what an input does mustn't depend on those before it,
  // or neither coverage nor a failure could be repeated.
  void check(std::string_view bytes);

 private:
  void choose(std::string_view bytes);
  Suite suite() const;

  const LawRoom& room_;
  Effort effort_;
  bool fixed_ = false;
  std::vector<Law> laws_;
  // Makes the subject that is tried, unless it is the model.
  std::function<std::unique_ptr<Subject>()> make_;
  std::size_t executions_ = 0;
  Suite::Acceptance acceptance_;
};

}  // namespace connectorgroup
