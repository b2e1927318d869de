// Edits that break exactly one rule of the create exchange, and say which octet shows it. What
// break_rule.h is for bodies, and break_message.h for framing.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "model/contract.h"
#include "model/http/message.h"
#include "model/rule.h"
#include "properties/edits/break_rule.h"
#include "properties/edits/random_source.h"

namespace connectorgroup {

// The rules that break_exchange() knows: those of the exchange of demand `refuse`, and
// http.media-type.syntax and http.retry-after.syntax, which only the exchange reads.
std::span<const Rule> breakable_exchange_rules();

// Breaks `rule`, and no other rule before it, in a create request, or in a create response, that is
// accepted as one whole message under `contract`. Where the text has no place for the fault one is
// made first (a field; of a response, another status of its class); the twin has it too.
//
// Nothing when the rule isn't one of such messages, when it isn't one of
// breakable_exchange_rules(), or when parse_message() has nothing for the text. For a text that
// isn't accepted the result is some text and some offset. O(text.size()).
std::optional<BrokenText> break_exchange(Rule rule, std::string_view text, MessageKind kind,
                                         const Contract& contract, RandomSource& random);

}  // namespace connectorgroup
