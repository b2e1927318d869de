// What became of a question that was put to a subject.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "properties/subject_failure.h"

namespace connectorgroup {

// What became of a case. Only `pass` is a pass.
enum class Outcome : std::uint8_t {
  pass,
  fail,             // the wrong answer
  crash,            // died (Misbehaviour crash, early_exit, closed_pipe)
  timeout,          // too slow (hang, slow_drip)
  protocol_error,   // an answer that isn't one (flood, garbage, wrong_id, own_error): the wrapper's
                    // fault, not shown to be the implementation's
  untestable,       // the twin wasn't accepted, or a verb that it needs was skipped: counts as a
                    // failure
  order_dependent,  // the wrong answer, but the right one on a fresh subject: what came before
                    // made the difference, which says nothing of the case's rule
  skipped,          // of a verb that is optional and that the subject skipped, or not asked for
  inconclusive,     // a server that answered 401, 403, 429, 5xx or a redirect
  not_run,          // the run ended before
};
inline constexpr std::array<Outcome, 10> kOutcomes{
    Outcome::pass,           Outcome::fail,       Outcome::crash,           Outcome::timeout,
    Outcome::protocol_error, Outcome::untestable, Outcome::order_dependent, Outcome::skipped,
    Outcome::inconclusive,   Outcome::not_run};
// "pass", ..., "protocol-error", "not-run"
std::string_view name(Outcome outcome);
std::optional<Outcome> find_outcome(std::string_view name);
// fail, crash, timeout, untestable, order_dependent: what makes a subject nonconforming. A protocol
// error doesn't: then the subject couldn't be judged.
bool is_failure(Outcome outcome);
Outcome outcome_of(Misbehaviour misbehaviour);

}  // namespace connectorgroup
