// The laws of messages: those that edit the message first.

#include <cstddef>
#include <optional>
#include <string>

#include "properties/edits/break_message.h"
#include "properties/edits/complete_message.h"
#include "properties/edits/random_source.h"
#include "properties/edits/respell_message.h"
#include "properties/escaped.h"
#include "properties/http_laws.h"
#include "properties/http_oracle.h"
#include "properties/message_read.h"

namespace connectorgroup::laws {
namespace {

std::string quoted(std::string_view bytes) { return "\"" + escaped(bytes, 400) + "\""; }

bool is_limit(Rule rule) { return row(rule).id.starts_with("limit."); }

// Completing takes a few octets, for which a line or a section that is nearly full has no room.
bool is_refused_for_a_limit(const MessageAnswer& answer) {
  return answer.verdict == MessageVerdict::reject && answer.why && is_limit(answer.why->rule);
}

// What is wrong with calling these octets possible, or nothing.
Broken judge_possible(std::string_view prefix, MessageKind kind, Subject& subject) {
  const Completion completion = complete_message(prefix, kind);
  if (completion.outcome == Completion::Outcome::not_viable) {
    return quoted(prefix) + " can't be completed";
  }
  if (completion.outcome == Completion::Outcome::restricted) return std::nullopt;
  const MessageAnswer completed = read_message(subject, kind, completion.text, Ending::closed);
  // Completing looks at no more than what is to be completed: before that, anything may stand which
  // the subject takes by mistake, and would take once more.
  if (const auto expected = other_answer_of_oracle(kind, completion.text, completed)) {
    return "completed as " + quoted(completion.text) + ": " + describe(completed) +
           "; oracle: " + describe(*expected);
  }
  if (completed.verdict == MessageVerdict::accept || is_refused_for_a_limit(completed)) {
    return std::nullopt;
  }
  return "completed as " + quoted(completion.text) + ": " + describe(completed);
}

Broken judge_offset(std::string_view bytes, MessageKind kind, Subject& subject,
                    const Violation& violation) {
  if (violation.offset > bytes.size()) return "the offset is beyond the octets";
  const std::string_view before = bytes.substr(0, violation.offset);
  if (Broken wrong = judge_possible(before, kind, subject)) return "before the offset, " + *wrong;
  if (row(violation.rule).place != Place::byte) return std::nullopt;
  const std::string_view with_octet = bytes.substr(0, violation.offset + 1);
  const MessageAnswer cut = read_message(subject, kind, with_octet, Ending::open);
  if (cut.verdict == MessageVerdict::reject && (!cut.why || *cut.why == violation)) {
    return std::nullopt;
  }
  return "cut behind the octet at fault, " + quoted(with_octet) + ": " + describe(cut);
}

}  // namespace

Broken a_message_offset_is_viable(std::string_view bytes, Subject& subject, Effort) {
  for (const MessageKind kind : kMessageKinds) {
    const MessageAnswer answer = read_message(subject, kind, bytes, Ending::open);
    Broken wrong;
    if (answer.verdict == MessageVerdict::incomplete) {
      wrong = judge_possible(bytes, kind, subject);
    } else if (answer.verdict == MessageVerdict::reject && answer.why) {
      wrong = judge_offset(bytes, kind, subject, *answer.why);
    }
    if (wrong) return as(kind) + describe(answer) + "; " + *wrong;
  }
  return std::nullopt;
}

Broken message_respelling_changes_nothing(std::string_view bytes, Subject& subject, Effort effort) {
  const int rounds = effort == Effort::thorough ? 16 : 2;
  for (const MessageKind kind : kMessageKinds) {
    const MessageAnswer expected = read_message(subject, kind, bytes, Ending::closed);
    if (expected.verdict != MessageVerdict::accept) continue;
    const std::string_view own = bytes.substr(0, expected.size);
    RandomSource random(hash_of(bytes));
    for (int round = 0; round < rounds; ++round) {
      const std::optional<std::string> text = respell_message(own, kind, true, random);
      if (!text) {
        // A message that is as long as the limits allow has longer spellings than they do.
        if (parse_message(std::string(own), kind)) continue;
        return as(kind) + "an accepted message has no parts: " + describe(expected);
      }
      const MessageAnswer answer = read_message(subject, kind, *text, Ending::closed);
      if (answer.verdict == MessageVerdict::accept && answer.size == text->size() &&
          meaning_of(answer.message) == meaning_of(expected.message)) {
        continue;
      }
      return as(kind) + describe(expected) + "; respelled as " + quoted(*text) + ": " +
             describe(answer);
    }
  }
  return std::nullopt;
}

namespace {

// On a connection the first message is whole; what follows it begins the next.
bool is_first_of_two(const BrokenText& broken, const MessageAnswer& answer,
                     const MessageAnswer& twin) {
  return broken.rule == Rule::http_message_trailing && answer.size == broken.offset &&
         answer == twin;
}

Broken judge_fault(const BrokenText& broken, MessageKind kind, Subject& subject) {
  const MessageAnswer twin = read_message(subject, kind, broken.twin, Ending::closed);
  if (twin.verdict != MessageVerdict::accept || twin.size != broken.twin.size()) {
    return "the twin of a broken message, " + quoted(broken.twin) + ": " + describe(twin);
  }
  const MessageAnswer answer = read_message(subject, kind, broken.text, Ending::closed);
  const Violation expected{broken.rule, broken.offset, broken.member};
  const bool named =
      answer.verdict == MessageVerdict::reject && (!answer.why || *answer.why == expected);
  if (named || is_first_of_two(broken, answer, twin)) return std::nullopt;
  return "broken as " + quoted(broken.text) + ", expected " + describe(expected) +
         "; got: " + describe(answer);
}

}  // namespace

Broken one_message_fault_flips_the_verdict(std::string_view bytes, Subject& subject,
                                           Effort effort) {
  const std::span<const Rule> breakable = breakable_message_rules();
  for (const MessageKind kind : kMessageKinds) {
    const MessageAnswer whole = read_message(subject, kind, bytes, Ending::closed);
    if (whole.verdict != MessageVerdict::accept) continue;
    const std::string_view own = bytes.substr(0, whole.size);
    RandomSource random(hash_of(bytes));
    const std::size_t first = random.below(breakable.size());
    const std::size_t count = effort == Effort::thorough ? breakable.size() : 3;
    for (std::size_t i = 0; i < count; ++i) {
      const Rule rule = breakable[(first + i) % breakable.size()];
      // The others make texts as long as the limits, which cost as much as many other inputs.
      if (is_limit(rule) && rule != Rule::limit_content && effort == Effort::sampled) continue;
      const auto broken = break_message(rule, own, kind, random);
      if (!broken) continue;
      if (Broken wrong = judge_fault(*broken, kind, subject)) return as(kind) + *wrong;
    }
  }
  return std::nullopt;
}

}  // namespace connectorgroup::laws
