// What tells one failure of a fuzz target from another: what the target said and how it ended.
#pragma once

#include <string>
#include <string_view>

namespace connectorgroup {

// How a run of a target ended.
enum class RunEnd { clean, failed, out_of_time };

// Two failures are the same where both parts are.
struct FailureSignature {
  // "law body.respelling", "AddressSanitizer heap-buffer-overflow", "UndefinedBehaviorSanitizer",
  // "assertion", "signal 11", "timeout".
  std::string kind;
  // Of a law, the subject and what was found, without numbers and quoted bytes; of a sanitizer, the
  // first frame that isn't its own, or the place in the source; of an assertion, its place. Empty
  // where there is none.
  std::string place;

  bool operator==(const FailureSignature&) const = default;
};

std::string describe(const FailureSignature& signature);

// Empty `kind` where the run was clean. `report` is what the target wrote to standard error;
// `signal` is the signal that ended it, or 0.
//
// Frames are taken as they are, module and offset: a process that symbolises each candidate of a
// search would spend its time on that. `is_own_frame` says whether the frame of this address is a
// sanitizer's own.
FailureSignature signature_of(RunEnd end, std::string_view report, int signal,
                              bool (*is_own_frame)(const void* address));

}  // namespace connectorgroup
