// Which rules a client's request breaks: not the first alone, as a reader says, but those behind it
// as well.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/contract.h"
#include "model/exchange/create.h"
#include "model/violation.h"

namespace connectorgroup {

// Of one request, no more rules than this are named.
inline constexpr std::size_t kRulesNamedMax = 16;
// Of a request with more octets than this, the first rule alone is named: each further one costs
// another reading.
inline constexpr std::size_t kNamedFurtherOctetsMax = std::size_t{256} << 10;

// Judges the octets of one request, in the order in which reading finds the rules: each that was
// found is ignored in the next reading. So a rule is named once, where it is broken first; and one
// behind another may be a consequence of it. What follows the request's end isn't judged.
//
// POST is a create, on whatever path, since the contract has no other; it is judged as CreateReader
// does. A request of another method is judged for its framing and its bearer token. Octets that end
// too early break http.message.incomplete, where that is the first rule: behind another, the
// client may have stopped because it was refused.
//
// Time O(n) for each rule that is named.
std::vector<Violation> judge_request_octets(std::string_view octets, const Contract& contract,
                                            const ExchangeLimits& limits);

}  // namespace connectorgroup
