#include "properties/subject_failure.h"

namespace connectorgroup {

std::string_view name(Misbehaviour misbehaviour) {
  constexpr std::array<std::string_view, kMisbehaviours.size()> kNames{
      "no-start",  "crash", "early-exit", "closed-pipe", "hang",
      "slow-drip", "flood", "garbage",    "wrong-id",    "own-error"};
  return kNames[static_cast<std::size_t>(misbehaviour)];
}

}  // namespace connectorgroup
