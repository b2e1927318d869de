#include "properties/conformance/report/outcome.h"

namespace connectorgroup {
namespace {

constexpr std::array<std::string_view, kOutcomes.size()> kOutcomeNames{
    "pass",           "fail",       "crash",           "timeout",
    "protocol-error", "untestable", "order-dependent", "skipped",
    "inconclusive",   "not-run"};

}  // namespace

std::string_view name(Outcome outcome) { return kOutcomeNames[static_cast<std::size_t>(outcome)]; }

std::optional<Outcome> find_outcome(std::string_view wanted) {
  for (const Outcome outcome : kOutcomes) {
    if (name(outcome) == wanted) return outcome;
  }
  return std::nullopt;
}

bool is_failure(Outcome outcome) {
  return outcome == Outcome::fail || outcome == Outcome::crash || outcome == Outcome::timeout ||
         outcome == Outcome::untestable || outcome == Outcome::order_dependent;
}

Outcome outcome_of(Misbehaviour misbehaviour) {
  switch (misbehaviour) {
    case Misbehaviour::no_start:
      return Outcome::not_run;
    case Misbehaviour::crash:
    case Misbehaviour::early_exit:
    case Misbehaviour::closed_pipe:
      return Outcome::crash;
    case Misbehaviour::hang:
    case Misbehaviour::slow_drip:
      return Outcome::timeout;
    case Misbehaviour::flood:
    case Misbehaviour::garbage:
    case Misbehaviour::wrong_id:
    case Misbehaviour::own_error:
      break;
  }
  return Outcome::protocol_error;
}

}  // namespace connectorgroup
