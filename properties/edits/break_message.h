// Edits that break exactly one rule on messages, and say which octet shows it. What break_rule.h is
// for bodies.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "model/http/limits.h"
#include "model/http/message.h"
#include "model/rule.h"
#include "properties/edits/break_rule.h"
#include "properties/edits/random_source.h"

namespace connectorgroup {

// The rules that break_message() knows: all on messages of demand `refuse` but http.media-type and
// http.retry-after, which are about values that only the exchange reads.
std::span<const Rule> breakable_message_rules();

// Breaks `rule`, and no other rule before it, at a random place of a text that is accepted as one
// whole message of this kind under `limits`. Where the text has no such place one is made first (a
// field, a trailer, another framing, another status); the twin has it too.
//
// What breaks http.message.incomplete is refused where the connection ends behind it. What breaks
// http.message.trailing is refused where one message is due; on a connection its first message is
// accepted, and ends at the offset.
//
// Nothing when the rule can't be broken in this text, kind or limits, when it isn't one of
// breakable_message_rules(), or when parse_message() has nothing for the text. For a text that
// isn't accepted the result is some text and some offset. O(text.size()), and for limit.line,
// limit.fields, limit.field-section and limit.chunk-extensions O(limit); content is never made
// longer than 64 KiB.
std::optional<BrokenText> break_message(Rule rule, std::string_view text, MessageKind kind,
                                        RandomSource& random, const HttpLimits& limits = {});

}  // namespace connectorgroup
