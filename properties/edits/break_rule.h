// Edits that break exactly one rule, and say which byte shows it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/body/limits.h"
#include "model/contract.h"
#include "model/rule.h"
#include "properties/edits/random_source.h"
#include "properties/subject.h"

namespace connectorgroup {

// A text that must be refused, with the violation that the strict reader must report, and an
// accepted text that differs from it in the fault alone: a refusal counts only beside its twin.
struct BrokenText {
  std::string text;
  std::string twin;
  Rule rule;
  std::size_t offset;       // as Violation::offset
  std::string_view member;  // as Violation::member; static storage
};

// The rules that break_rule() knows: all on bodies of demand `refuse` but limit.bytes, whose fault
// would be as large as the limit.
std::span<const Rule> breakable_rules();

// One of them by chance, those that can be broken in many ways more often than others.
Rule random_breakable_rule(RandomSource& random);

// Breaks `rule`, and no other rule before it, at a random place of a text that is accepted as
// `kind` under `contract` and `limits`. Where the text has no such place, one is added first (an
// annotation, or an optional member); the twin has it too.
//
// Nothing when the rule can't be broken in this text, kind, contract or limits, when it isn't one
// of breakable_rules(), when parse_json() has no tree for the text or the tree isn't that of a body
// of the kind, or when the result would exceed limits.bytes_max. For a text that isn't accepted the
// result is some text and some offset. O(text.size()), and for limit.members O(limits.members_max).
std::optional<BrokenText> break_rule(Rule rule, std::string_view text, BodyKind kind,
                                     const Contract& contract, RandomSource& random,
                                     const Limits& limits = {});

}  // namespace connectorgroup
