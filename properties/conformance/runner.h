// Runs cases on a subject and reports what became of each.
//
// A refusal counts only if the case's twin is accepted in the same run; an acceptance only if the
// subject refuses something under the same verb. A subject that fails to answer is started anew, as
// often as the budget allows. A failing case is asked again alone, on a fresh subject. Twins and
// refusals that the selection lacks are asked as well, without being reported. Cases are asked in
// the order of their ids; nothing depends on time but timeouts.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "properties/conformance/cases.h"
#include "properties/conformance/observation.h"
#include "properties/conformance/report/progress.h"
#include "properties/conformance/report/report.h"

namespace connectorgroup {

struct RunOptions {
  // Of the cases: those to report.
  std::function<bool(const ConformanceCase&)> selected = [](const auto&) { return true; };
  // Those that count.
  std::function<bool(const ConformanceCase&)> scored = [](const auto&) { return true; };
  std::size_t restarts_max = 20;
  bool asks_alone = true;        // failing cases are asked again
  std::size_t failures_max = 0;  // the run ends with this failure; 0: never
  bool tells_durations = false;
  // Called before each case is asked, with how many there will be.
  std::function<void(std::size_t planned, const ProgressState&)> progress = [](auto, const auto&) {
  };
};

class Runner {
 public:
  // REQUIRES: the cases are in the order of their ids, and outlive it.
  Runner(const std::vector<ConformanceCase>& cases, Standard standard, SubjectFactory factory,
         RunOptions options = {});
  ~Runner();

  // The report but for what only the caller knows (subject, command, revision). An interruption
  // (interrupted.h) ends the run early, and the report says so.
  RunReport run();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace connectorgroup
