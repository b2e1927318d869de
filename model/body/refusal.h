// Why a text isn't accepted. Private to the model.
#pragma once

#include <string_view>

#include "model/body/limits.h"
#include "model/body/member_slots.h"
#include "model/body/verified_part.h"
#include "model/contract.h"
#include "model/violation.h"

namespace connectorgroup {

// Each finds the violation that the reference reader finds in the text, in the time that this takes
// for what is behind the verified part.
// REQUIRES: the text isn't accepted under the contract and the limits; in a collection's element,
// or between two, that shows there.
Violation refusal_of_object(std::string_view text, const Contract& contract, const Limits& limits,
                            Role role, const VerifiedPart& part);
Violation refusal_of_collection(std::string_view text, const Contract& contract,
                                const Limits& limits, const VerifiedPart& part);

}  // namespace connectorgroup
