// Makes the inputs small on which a subject fails.
//
// Every candidate is judged anew: it counts only if what is due is due for the same reason as
// before (the same rule is broken, or nothing is), and the subject fails in the same way: with the
// same verdict, or the same misbehaviour. So the small input shows the fault that the large one
// showed.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "properties/conformance/cases.h"
#include "properties/conformance/observation.h"
#include "properties/conformance/report/report.h"
#include "properties/conformance/shrink.h"

namespace connectorgroup {

// Whether there is an input to be made smaller. Values to write, scripts and inputs of more than a
// mebibyte have none.
bool can_be_shrunk(const Question& question);

// A subject that is too slow is waited for at each question.
inline constexpr std::size_t kShrinkTimeoutsMax = 20;

// The smaller input; nothing where the subject doesn't fail on this one, or none was found. Asks at
// most `calls_max` times, and kShrinkTimeoutsMax times where the failure is a timeout.
std::optional<Shrunk> shrink_failure(Observer& observer, const Question& question,
                                     std::size_t calls_max = kShrinkCallsMax);

// Shrinks the failing cases of a report: the first of each verb, outcome and rule, and of these the
// first twenty. An interruption ends it.
void shrink_failures(RunReport& report, const std::vector<ConformanceCase>& cases,
                     Observer& observer);

}  // namespace connectorgroup
