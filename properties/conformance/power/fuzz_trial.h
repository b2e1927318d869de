// A planted fault put to the fuzz target of its room, in a build of the preset `fuzz`.
#pragma once

#include <filesystem>
#include <string>

#include "properties/conformance/power/trial.h"

namespace connectorgroup {

struct FuzzGround {
  std::filesystem::path binaries;  // the folder with the targets: build/fuzz/fuzz
  std::filesystem::path scripts;   // the folder with run-target.cmake: fuzz
  std::filesystem::path work;      // a folder of this trial's own, which is made
};

// Throws std::runtime_error, for people, where a target couldn't be run or ended otherwise than by
// its last execution or a law.
Trial fuzz_fault(const Fault* fault, const std::string& room, const TrialGround& ground,
                 const FuzzGround& fuzz);

}  // namespace connectorgroup
