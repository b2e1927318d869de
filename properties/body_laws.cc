// The laws of bodies: those on reading. Those on writing are in body_writing_laws.cc.

#include "properties/body_laws.h"

#include <algorithm>
#include <vector>

#include "model/body/reference_reader.h"
#include "properties/edits/break_rule.h"
#include "properties/edits/complete.h"
#include "properties/edits/random_source.h"
#include "properties/edits/respell.h"
#include "properties/escaped.h"
#include "properties/guarded_text.h"
#include "properties/subjects/model_subject.h"
#include "properties/third_opinion.h"

namespace connectorgroup::laws {
namespace {

std::string as(BodyKind kind) { return "as " + std::string(name(kind)) + ": "; }

std::string quoted(std::string_view bytes) { return "\"" + escaped(bytes, 400) + "\""; }

bool is_incomplete_at_end(const ReadAnswer& answer, std::size_t size) {
  return answer.verdict == Verdict::reject &&
         (!answer.why || *answer.why == Violation{Rule::json_text_incomplete, size});
}

// The prefix lengths of `text` to try, ascending: all of them below `end`, or a few where the
// effort is small or the text is large, since trying all takes quadratic time.
std::vector<std::size_t> prefix_sizes(std::string_view text, std::size_t end, Effort effort) {
  constexpr std::size_t kAllBelow = 2048;
  constexpr std::size_t kSampled = 3;
  constexpr std::size_t kSampledOfLarge = 60;
  std::vector<std::size_t> sizes;
  if (end <= kSampled || (effort == Effort::thorough && end < kAllBelow)) {
    for (std::size_t size = 0; size < end; ++size) sizes.push_back(size);
    return sizes;
  }
  RandomSource random(hash_of(text));
  const std::size_t count = effort == Effort::thorough ? kSampledOfLarge : kSampled;
  sizes.push_back(end - 1);
  while (sizes.size() < count) sizes.push_back(random.below(end));
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

}  // namespace

Broken agrees_with_reference(std::string_view bytes, Subject& subject, Effort) {
  const auto reference = make_reference_subject(subject.contract());
  for (const BodyKind kind : kBodyKinds) {
    const ReadAnswer answer = subject.read(kind, bytes);
    if (answer.verdict == Verdict::skip) continue;
    const ReadAnswer expected = reference->read(kind, bytes);
    const bool same_reason = !answer.why || answer.why == expected.why;
    if (answer.verdict == expected.verdict && answer.value == expected.value && same_reason) {
      continue;
    }
    return as(kind) + "reference: " + describe(expected) + "; subject: " + describe(answer);
  }
  return std::nullopt;
}

Broken reads_only_its_input(std::string_view bytes, Subject& subject, Effort) {
  thread_local GuardedText guarded;
  for (const BodyKind kind : kBodyKinds) {
    const ReadAnswer expected = subject.read(kind, bytes);
    if (expected.verdict == Verdict::skip) continue;
    const ReadAnswer at_guard = subject.read(kind, guarded.place(bytes));
    if (at_guard != expected) {
      return as(kind) + "elsewhere: " + describe(expected) +
             "; before a guard page: " + describe(at_guard);
    }
    const std::vector<char> exact(bytes.begin(), bytes.end());
    const ReadAnswer on_heap = subject.read(kind, {exact.data(), exact.size()});
    if (on_heap != expected) {
      return as(kind) + "elsewhere: " + describe(expected) +
             "; on an exact heap block: " + describe(on_heap);
    }
  }
  return std::nullopt;
}

Broken prefixes_are_rejected_at_their_end(std::string_view bytes, Subject& subject, Effort effort) {
  const std::size_t end = bytes.find_last_not_of(" \t\n\r") + 1;
  for (const BodyKind kind : kBodyKinds) {
    if (subject.read(kind, bytes).verdict != Verdict::accept) continue;
    for (const std::size_t size : prefix_sizes(bytes, end, effort)) {
      const ReadAnswer answer = subject.read(kind, bytes.substr(0, size));
      if (is_incomplete_at_end(answer, size)) continue;
      return as(kind) + "the first " + std::to_string(size) +
             " bytes of an accepted text: " + describe(answer);
    }
  }
  return std::nullopt;
}

// For growing prefixes, the answer goes from "ended too early" (or accepted, when only white space
// was to come) to the violation, and never back.
Broken a_verdict_stands(std::string_view bytes, Subject& subject, Effort effort) {
  for (const BodyKind kind : kBodyKinds) {
    const ReadAnswer whole = subject.read(kind, bytes);
    if (whole.verdict != Verdict::reject || !whole.why) continue;
    bool decided = false;
    for (const std::size_t size : prefix_sizes(bytes, bytes.size(), effort)) {
      const ReadAnswer answer = subject.read(kind, bytes.substr(0, size));
      const bool open = answer.verdict == Verdict::accept || is_incomplete_at_end(answer, size);
      if (open && !decided) continue;
      decided = true;
      if (!open && answer.why && answer.why->offset == whole.why->offset) continue;
      return as(kind) + "whole text: " + describe(whole) + "; its first " + std::to_string(size) +
             " bytes: " + describe(answer);
    }
  }
  return std::nullopt;
}

namespace {

// An object may have so many members that those which it lacks don't fit in.
bool has_room(std::string_view completed, BodyKind kind, const Subject& subject) {
  const auto why = make_reference_subject(subject.contract())->read(kind, completed).why;
  return !why || why->rule != Rule::limit_members;
}

// What is wrong with the offset of a violation that the subject gave, or nothing.
Broken judge_offset(std::string_view bytes, BodyKind kind, Subject& subject,
                    const Violation& violation) {
  if (violation.offset > bytes.size()) return "the offset is beyond the text";
  // Of these the text before the offset has all that the reader's limit allows.
  if (violation.rule == Rule::limit_bytes || violation.rule == Rule::limit_members) {
    return std::nullopt;
  }
  const std::string_view before = bytes.substr(0, violation.offset);
  const Completion completion = complete(before, kind, subject.contract());
  if (completion.outcome == Completion::Outcome::not_viable) {
    return "what stands before the offset can't be completed: " + quoted(before);
  }
  if (completion.outcome == Completion::Outcome::completed) {
    const ReadAnswer completed = subject.read(kind, completion.text);
    if (completed.verdict != Verdict::accept && has_room(completion.text, kind, subject)) {
      return "completed before the offset as " + quoted(completion.text) + ": " +
             describe(completed);
    }
  }
  if (row(violation.rule).place != Place::byte) return std::nullopt;
  const std::string_view with_byte = bytes.substr(0, violation.offset + 1);
  const ReadAnswer cut = subject.read(kind, with_byte);
  if (cut.verdict == Verdict::reject && (!cut.why || cut.why->offset == violation.offset)) {
    return std::nullopt;
  }
  return "cut behind the byte at fault, " + quoted(with_byte) + ": " + describe(cut);
}

}  // namespace

Broken an_offset_is_viable(std::string_view bytes, Subject& subject, Effort) {
  for (const BodyKind kind : kBodyKinds) {
    const ReadAnswer answer = subject.read(kind, bytes);
    if (answer.verdict != Verdict::reject || !answer.why) continue;
    if (Broken wrong = judge_offset(bytes, kind, subject, *answer.why)) {
      return as(kind) + describe(answer) + "; " + *wrong;
    }
  }
  return std::nullopt;
}

namespace {

// The bytes that a byte order mark can begin with, of any encoding: behind white space it is none.
bool may_be_mark(std::string_view bytes) {
  constexpr std::string_view kFirst("\0\xEF\xFE\xFF", 4);
  return !bytes.empty() && kFirst.find(bytes.front()) != std::string_view::npos;
}

// White space in front moves what is said of a text, and changes nothing else.
Broken judge_moved(std::string_view bytes, BodyKind kind, Subject& subject, ReadAnswer expected,
                   std::size_t size) {
  if (expected.why) expected.why->offset += size;
  const ReadAnswer answer = subject.read(kind, std::string(size, ' ').append(bytes));
  if (answer == expected) return std::nullopt;
  return as(kind) + "behind " + std::to_string(size) + " spaces, expected " + describe(expected) +
         "; got: " + describe(answer);
}

// So much white space that any byte of the text comes to be the first of a block of 64, or of a
// chunk of 4096, where readers in blocks and readers of streams have their seams; and more than 16
// bits count, with little effort now and then.
std::vector<std::size_t> distances(std::string_view bytes, Effort effort) {
  constexpr std::size_t kBlock = 64;
  constexpr std::size_t kChunk = 4096;
  constexpr std::size_t kBeyond16Bits = 65536;
  RandomSource random(hash_of(bytes));
  const std::size_t places = bytes.size() + 1;
  const std::size_t rounds = effort == Effort::thorough ? std::min(places, kBlock) : 1;
  std::vector<std::size_t> sizes;
  for (std::size_t round = 0; round < rounds; ++round) {
    const std::size_t at = places == rounds ? round : random.below(places);
    const std::size_t block = random.chance(1, 8) ? kChunk : kBlock;
    sizes.push_back(block - at % block);
  }
  const bool far = random.chance(1, 256);
  if (far || effort == Effort::thorough) sizes.push_back(kBeyond16Bits);
  return sizes;
}

Broken moving_changes_nothing(std::string_view bytes, Subject& subject, Effort effort) {
  if (may_be_mark(bytes)) return std::nullopt;
  const std::vector<std::size_t> sizes = distances(bytes, effort);
  for (const BodyKind kind : kBodyKinds) {
    const ReadAnswer expected = subject.read(kind, bytes);
    if (expected.verdict == Verdict::skip) continue;
    for (const std::size_t size : sizes) {
      // What has just the limit's size has no room.
      if (bytes.size() + size > Limits{}.bytes_max) continue;
      if (Broken wrong = judge_moved(bytes, kind, subject, expected, size)) return wrong;
    }
  }
  return std::nullopt;
}

}  // namespace

Broken respelling_changes_nothing(std::string_view bytes, Subject& subject, Effort effort) {
  if (Broken wrong = moving_changes_nothing(bytes, subject, effort)) return wrong;
  const int rounds = effort == Effort::thorough ? 16 : 1;
  for (const BodyKind kind : kBodyKinds) {
    const ReadAnswer expected = subject.read(kind, bytes);
    if (expected.verdict != Verdict::accept) continue;
    RandomSource random(hash_of(bytes));
    for (int round = 0; round < rounds; ++round) {
      const std::optional<std::string> text = respell(bytes, random);
      if (!text) return as(kind) + "an accepted text has no JSON tree";
      const ReadAnswer answer = subject.read(kind, *text);
      if (answer == expected) continue;
      return as(kind) + describe(expected) + "; respelled as " + quoted(*text) + ": " +
             describe(answer);
    }
  }
  return std::nullopt;
}

namespace {

// Two that are drawn; with more effort, then all.
std::vector<Rule> rules_to_break(Effort effort, RandomSource& random) {
  constexpr int kDrawn = 2;
  std::vector<Rule> rules;
  for (int i = 0; i < kDrawn; ++i) rules.push_back(random_breakable_rule(random));
  if (effort == Effort::thorough) {
    const std::span<const Rule> all = breakable_rules();
    rules.insert(rules.end(), all.begin(), all.end());
  }
  return rules;
}

Broken judge_fault(const BrokenText& broken, BodyKind kind, Subject& subject) {
  const ReadAnswer twin = subject.read(kind, broken.twin);
  if (twin.verdict != Verdict::accept) {
    return "the twin of a broken text, " + quoted(broken.twin) + ": " + describe(twin);
  }
  const ReadAnswer answer = subject.read(kind, broken.text);
  const Violation expected{broken.rule, broken.offset, broken.member};
  if (answer.verdict == Verdict::reject && (!answer.why || *answer.why == expected)) {
    return std::nullopt;
  }
  return "broken as " + quoted(broken.text) + ", expected " + describe(expected) +
         "; got: " + describe(answer);
}

}  // namespace

Broken one_fault_flips_the_verdict(std::string_view bytes, Subject& subject, Effort effort) {
  for (const BodyKind kind : kBodyKinds) {
    if (subject.read(kind, bytes).verdict != Verdict::accept) continue;
    RandomSource random(hash_of(bytes));
    for (const Rule rule : rules_to_break(effort, random)) {
      // Takes a thousand members, as much time as hundreds of other inputs.
      if (rule == Rule::limit_members && effort == Effort::sampled) continue;
      const auto broken = break_rule(rule, bytes, kind, subject.contract(), random);
      if (!broken) continue;
      if (Broken wrong = judge_fault(*broken, kind, subject)) return as(kind) + *wrong;
    }
  }
  return std::nullopt;
}

// Per byte: simdjson's passes aren't counted, ours look at a byte at most a few times, and sorting
// the names of an object compares each about as often as the limit on members has binary digits.
Broken work_is_linear(std::string_view bytes, Subject& subject, Effort) {
  constexpr std::uint64_t kStepsPerByte = 8;
  constexpr std::uint64_t kStepsPerText = 64;
  const std::uint64_t allowed = kStepsPerByte * bytes.size() + kStepsPerText;
  const auto reference = make_reference_subject(subject.contract());
  for (const BodyKind kind : kBodyKinds) {
    for (Subject* reader : {&subject, reference.get()}) {
      if (reader->read(kind, bytes).verdict == Verdict::skip) break;
      const std::optional<std::uint64_t> steps = reader->steps();
      if (!steps || *steps <= allowed) continue;
      return as(kind) + reader->name() + " took " + std::to_string(*steps) + " steps for " +
             std::to_string(bytes.size()) + " bytes";
    }
  }
  return std::nullopt;
}

namespace {

RuleSet draw_rules(bool of_both_demands, RandomSource& random) {
  RuleSet drawn;
  const std::size_t share = 1 + random.below(8);
  for (const RuleRow& rule : body_rules()) {
    const bool wanted =
        rule.demand == Demand::refuse || (of_both_demands && rule.demand == Demand::accept);
    if (wanted && random.chance(share, 8)) drawn.add(rule.rule);
  }
  return drawn;
}

// With rules of demand `refuse` ignored a reader names none of them, and refuses nothing more. With
// others ignored as well it may.
Broken judge_faulty(std::string_view bytes, Subject& subject, const RuleSet& ignored,
                    bool may_refuse_more) {
  const auto faulty = make_reference_subject(subject.contract(), ignored);
  for (const BodyKind kind : kBodyKinds) {
    const ReadAnswer strict = subject.read(kind, bytes);
    if (strict.verdict == Verdict::skip) continue;
    const ReadAnswer answer = faulty->read(kind, bytes);
    const bool named = answer.why && ignored.has(answer.why->rule) &&
                       row(answer.why->rule).demand == Demand::refuse;
    const bool stricter = strict.verdict == Verdict::accept && answer.verdict != Verdict::accept;
    if (!named && !(stricter && !may_refuse_more)) continue;
    return as(kind) + faulty->name() + " answers " + describe(answer);
  }
  return std::nullopt;
}

// Each rule that is named is ignored as well, until none is left to be named.
Broken judge_one_by_one(std::string_view bytes, BodyKind kind, Subject& subject) {
  RuleSet ignored;
  for (;;) {
    const auto faulty = make_reference_subject(subject.contract(), ignored);
    const ReadAnswer answer = faulty->read(kind, bytes);
    if (!answer.why) return std::nullopt;
    if (ignored.has(answer.why->rule)) return as(kind) + "ignored, and named: " + describe(answer);
    ignored.add(answer.why->rule);
  }
}

}  // namespace

Broken reading_ends_whatever_is_ignored(std::string_view bytes, Subject& subject, Effort effort) {
  RandomSource random(hash_of(bytes));
  const int rounds = effort == Effort::thorough ? 8 : 1;
  for (int round = 0; round < rounds; ++round) {
    for (const bool of_both_demands : {false, true}) {
      const RuleSet ignored = draw_rules(of_both_demands, random);
      if (Broken wrong = judge_faulty(bytes, subject, ignored, of_both_demands)) return wrong;
    }
  }
  for (const BodyKind kind : kBodyKinds) {
    if (Broken wrong = judge_one_by_one(bytes, kind, subject)) return wrong;
  }
  return std::nullopt;
}

Broken third_opinion_agrees(std::string_view bytes, Subject&, Effort) {
  const std::optional<Violation> violation = json_violation(bytes);
  const bool accepted = nlohmann_accepts(bytes);
  if (accepted != violation.has_value()) return std::nullopt;
  if (!violation) return "the reference reader takes it for JSON, nlohmann/json doesn't";
  for (const PermittedDifference& difference : permitted_differences()) {
    if (difference.covers(bytes, *violation)) return std::nullopt;
  }
  return "nlohmann/json takes it for JSON; the reference reader: " + describe(*violation);
}

}  // namespace connectorgroup::laws
