// The laws of messages: those on reading. Those on edited messages are in http_edit_laws.cc, those
// on writing in http_writing_laws.cc.

#include "properties/http_laws.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "properties/edits/random_source.h"
#include "properties/escaped.h"
#include "properties/guarded_text.h"
#include "properties/http_oracle.h"
#include "properties/message_read.h"
#include "properties/subjects/message_subject.h"

namespace connectorgroup::laws {
namespace {

using namespace std::string_view_literals;

using Segments = std::vector<std::string_view>;

bool is_incomplete_at_end(const MessageAnswer& answer, std::size_t size) {
  return answer.verdict == MessageVerdict::reject &&
         (!answer.why || *answer.why == Violation{Rule::http_message_incomplete, size});
}

// False where nothing is there of a message: no octets, or the empty line that a server passes
// over.
bool has_begun(MessageKind kind, std::string_view bytes) {
  return !bytes.empty() && !(kind == MessageKind::request && bytes == "\r\n");
}

const std::string& content_of(const Message& message) {
  return std::visit([](const auto& parts) -> const std::string& { return parts.content; }, message);
}

// The prefix lengths to try, ascending: all from 0 to `end`, which is left out, or a few where the
// effort is small or the text is large, since trying all takes quadratic time.
std::vector<std::size_t> prefix_sizes(std::string_view text, std::size_t end, Effort effort) {
  constexpr std::size_t kAllBelow = 2048;
  constexpr std::size_t kSampled = 4;
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

Segments single_octets(std::string_view bytes) {
  Segments segments;
  for (std::size_t i = 0; i < bytes.size(); ++i) segments.push_back(bytes.substr(i, 1));
  return segments;
}

// A few cuts, some of them twice at one place: segments may be empty.
Segments cut_at_random(std::string_view bytes, RandomSource& random) {
  constexpr std::size_t kCutsMost = 6;
  std::vector<std::size_t> cuts{0, bytes.size()};
  for (std::size_t count = 1 + random.below(kCutsMost); count > 0; --count) {
    cuts.push_back(random.below(bytes.size() + 1));
    if (random.chance(1, 4)) cuts.push_back(cuts.back());
  }
  std::sort(cuts.begin(), cuts.end());
  Segments segments;
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    segments.push_back(bytes.substr(cuts[i - 1], cuts[i] - cuts[i - 1]));
  }
  return segments;
}

std::string sizes_of(const Segments& segments) {
  constexpr std::size_t kShown = 20;
  std::string text;
  for (std::size_t i = 0; i < std::min(segments.size(), kShown); ++i) {
    text += (i > 0 ? "+" : "") + std::to_string(segments[i].size());
  }
  return segments.size() > kShown ? text + "+..." : text;
}

}  // namespace

Broken message_agrees_with_oracle(std::string_view bytes, Subject& subject, Effort) {
  for (const MessageKind kind : kMessageKinds) {
    const MessageAnswer answer = read_message(subject, kind, bytes, Ending::closed);
    if (answer.verdict == MessageVerdict::skip) continue;
    if (const auto expected = other_answer_of_oracle(kind, bytes, answer)) {
      return as(kind) + "oracle: " + describe(*expected) + "; subject: " + describe(answer);
    }
  }
  return std::nullopt;
}

Broken segmentation_changes_nothing(std::string_view bytes, Subject& subject, Effort effort) {
  RandomSource random(hash_of(bytes));
  const std::size_t rounds = effort == Effort::thorough ? 8 : 2;
  std::vector<Segments> all{single_octets(bytes)};
  for (std::size_t round = 0; round < rounds; ++round) all.push_back(cut_at_random(bytes, random));
  for (const MessageKind kind : kMessageKinds) {
    for (const Ending ending : {Ending::open, Ending::closed}) {
      const MessageAnswer whole = read_message(subject, kind, bytes, ending);
      if (whole.verdict == MessageVerdict::skip) continue;
      for (const Segments& segments : all) {
        const MessageAnswer pieces = subject.read_message(kind, segments, ending);
        if (pieces == whole) continue;
        return as(kind, ending) + "in one piece: " + describe(whole) + "; in segments of " +
               sizes_of(segments) + ": " + describe(pieces);
      }
    }
  }
  return std::nullopt;
}

namespace {

// The segments, each in memory of its own with nothing readable behind it that a sanitizer
// wouldn't see.
class OnHeap {
 public:
  explicit OnHeap(const Segments& segments) {
    for (const std::string_view segment : segments) {
      blocks_.emplace_back(segment.begin(), segment.end());
      views_.emplace_back(blocks_.back().data(), blocks_.back().size());
    }
  }
  const Segments& segments() const { return views_; }

 private:
  std::vector<std::vector<char>> blocks_;
  Segments views_;
};

}  // namespace

Broken message_reads_only_its_input(std::string_view bytes, Subject& subject, Effort) {
  thread_local GuardedText guarded;
  RandomSource random(hash_of(bytes));
  const OnHeap apart(cut_at_random(bytes, random));
  for (const MessageKind kind : kMessageKinds) {
    const MessageAnswer expected = read_message(subject, kind, bytes, Ending::open);
    if (expected.verdict == MessageVerdict::skip) continue;
    const MessageAnswer at_guard = read_message(subject, kind, guarded.place(bytes), Ending::open);
    if (at_guard != expected) {
      return as(kind) + "elsewhere: " + describe(expected) +
             "; before a guard page: " + describe(at_guard);
    }
    const MessageAnswer on_heap = subject.read_message(kind, apart.segments(), Ending::open);
    if (on_heap != expected) {
      return as(kind) + "elsewhere: " + describe(expected) +
             "; in segments that lie apart: " + describe(on_heap);
    }
  }
  return std::nullopt;
}

namespace {

// What is wrong with the answers to a proper prefix of an accepted message, or nothing. From
// `content_begin` on, the end of the connection is the end of the content.
Broken judge_prefix(std::string_view prefix, MessageKind kind, Subject& subject,
                    const MessageAnswer& whole, std::optional<std::size_t> content_begin) {
  const MessageAnswer open = read_message(subject, kind, prefix, Ending::open);
  if (open.verdict != MessageVerdict::incomplete) return "with more to come: " + describe(open);
  const MessageAnswer closed = read_message(subject, kind, prefix, Ending::closed);
  bool right = is_incomplete_at_end(closed, prefix.size());
  if (!has_begun(kind, prefix)) {
    right = closed.verdict == MessageVerdict::incomplete;
  } else if (content_begin && prefix.size() >= *content_begin) {
    right = closed.verdict == MessageVerdict::accept && closed.size == prefix.size() &&
            content_of(closed.message) ==
                content_of(whole.message).substr(0, prefix.size() - *content_begin);
  }
  if (right) return std::nullopt;
  return "at the connection's end: " + describe(closed);
}

}  // namespace

Broken prefixes_are_incomplete(std::string_view bytes, Subject& subject, Effort effort) {
  for (const MessageKind kind : kMessageKinds) {
    const MessageAnswer whole = read_message(subject, kind, bytes, Ending::closed);
    if (whole.verdict != MessageVerdict::accept) continue;
    const bool until_close =
        read_message(subject, kind, bytes, Ending::open).verdict == MessageVerdict::incomplete;
    if (whole.size > bytes.size()) return as(kind) + "too many octets: " + describe(whole);
    std::optional<std::size_t> content_begin;
    if (until_close) content_begin = whole.size - content_of(whole.message).size();
    for (const std::size_t size : prefix_sizes(bytes, whole.size, effort)) {
      const std::string_view prefix = bytes.substr(0, size);
      if (Broken wrong = judge_prefix(prefix, kind, subject, whole, content_begin)) {
        return as(kind) + describe(whole) + "; its first " + std::to_string(size) + " octets, " +
               *wrong;
      }
    }
  }
  return std::nullopt;
}

namespace {

// For growing prefixes the answer goes from "incomplete" to the one that the whole gets, and never
// back.
Broken judge_growth(std::string_view bytes, MessageKind kind, Subject& subject,
                    const MessageAnswer& whole, Effort effort) {
  bool decided = false;
  for (const std::size_t size : prefix_sizes(bytes, bytes.size(), effort)) {
    const MessageAnswer answer = read_message(subject, kind, bytes.substr(0, size), Ending::open);
    if (answer.verdict == MessageVerdict::incomplete && !decided) continue;
    decided = true;
    if (answer == whole) continue;
    return "the first " + std::to_string(size) + " octets: " + describe(answer);
  }
  return std::nullopt;
}

// A verdict that doesn't wait for more isn't changed by more, nor by there being none.
Broken judge_more(std::string_view bytes, MessageKind kind, Subject& subject,
                  const MessageAnswer& whole) {
  for (const std::string_view more :
       {"\r\n"sv, "x"sv, "\0"sv, "\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n"sv}) {
    const std::string longer = std::string(bytes) + std::string(more);
    const MessageAnswer answer = read_message(subject, kind, longer, Ending::open);
    if (answer != whole) return "with \"" + escaped(more) + "\" behind it: " + describe(answer);
  }
  const MessageAnswer closed = read_message(subject, kind, bytes, Ending::closed);
  if (closed != whole) return "at the connection's end: " + describe(closed);
  return std::nullopt;
}

}  // namespace

Broken a_message_verdict_stands(std::string_view bytes, Subject& subject, Effort effort) {
  for (const MessageKind kind : kMessageKinds) {
    const MessageAnswer whole = read_message(subject, kind, bytes, Ending::open);
    if (whole.verdict == MessageVerdict::skip) continue;
    Broken wrong = judge_growth(bytes, kind, subject, whole, effort);
    if (!wrong && whole.verdict != MessageVerdict::incomplete) {
      wrong = judge_more(bytes, kind, subject, whole);
    }
    if (wrong) return as(kind) + describe(whole) + "; " + *wrong;
  }
  return std::nullopt;
}

namespace {

// The messages of a connection that stays open, up to the first that isn't accepted, whose answer
// is the last. Each is read from what the one before has left.
std::vector<MessageAnswer> read_all(Subject& subject, MessageKind kind, Segments segments) {
  std::vector<MessageAnswer> answers;
  for (;;) {
    answers.push_back(subject.read_message(kind, segments, Ending::open));
    if (answers.back().verdict != MessageVerdict::accept) return answers;
    std::size_t taken = answers.back().size;
    while (taken > 0 && !segments.empty()) {
      std::string_view& first = segments.front();
      const std::size_t part = std::min(taken, first.size());
      first.remove_prefix(part);
      taken -= part;
      if (first.empty()) segments.erase(segments.begin());
    }
    if (taken > 0) return answers;
  }
}

}  // namespace

// Two messages one behind the other: the first one of the input, and what follows it, itself once
// more, or a message that is known.
Broken pipelined_equals_alone(std::string_view bytes, Subject& subject, Effort effort) {
  constexpr std::string_view kRequest =
      "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\na\r\n";
  constexpr std::string_view kResponse =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na\r\n\r\n0\r\nt: 1\r\n\r\n";
  constexpr std::string_view kResponseToHead = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n";
  RandomSource random(hash_of(bytes));
  for (const MessageKind kind : kMessageKinds) {
    const MessageAnswer first = read_message(subject, kind, bytes, Ending::open);
    if (first.verdict != MessageVerdict::accept) continue;
    if (first.size == 0 || first.size > bytes.size()) {
      return as(kind) + "a message of another size than the octets: " + describe(first);
    }
    const std::string_view known = kind == MessageKind::request    ? kRequest
                                   : kind == MessageKind::response ? kResponse
                                                                   : kResponseToHead;
    const std::string_view own = bytes.substr(0, first.size);
    for (const std::string_view second : {bytes.substr(first.size), own, known}) {
      const MessageAnswer alone = read_message(subject, kind, second, Ending::open);
      const std::string pair = std::string(own) + std::string(second);
      for (std::size_t round = 0; round < (effort == Effort::thorough ? 4u : 1u); ++round) {
        const Segments segments = round == 0   ? Segments{pair}
                                  : round == 1 ? single_octets(pair)
                                               : cut_at_random(pair, random);
        const std::vector<MessageAnswer> answers = read_all(subject, kind, segments);
        if (answers.size() >= 2 && answers[0] == first && answers[1] == alone) continue;
        std::string found;
        for (const MessageAnswer& answer : answers) found += "; " + describe(answer);
        return as(kind) + "alone: " + describe(first) + ", and \"" + escaped(second, 400) +
               "\": " + describe(alone) + "; on one connection, in segments of " +
               sizes_of(segments) + found;
      }
    }
  }
  return std::nullopt;
}

// Per octet: looked at where it stands, once more where a run of octets ends before it, and once
// more where white space ends a value. Fed octet by octet, a line's state changes cost a step each.
Broken message_work_is_linear(std::string_view bytes, Subject& subject, Effort) {
  constexpr std::uint64_t kStepsPerOctet = 4;
  constexpr std::uint64_t kStepsPerMessage = 16;
  const std::uint64_t allowed = kStepsPerOctet * bytes.size() + kStepsPerMessage;
  const std::array<Segments, 2> segmentations{Segments{bytes}, single_octets(bytes)};
  for (const MessageKind kind : kMessageKinds) {
    for (const Segments& segments : segmentations) {
      if (subject.read_message(kind, segments, Ending::closed).verdict == MessageVerdict::skip) {
        break;
      }
      const std::optional<std::uint64_t> steps = subject.steps();
      if (!steps || *steps <= allowed) continue;
      return as(kind) + std::to_string(*steps) + " steps for " + std::to_string(bytes.size()) +
             " octets in segments of " + sizes_of(segments);
    }
  }
  return std::nullopt;
}

namespace {

RuleSet draw_rules(bool of_both_demands, RandomSource& random) {
  RuleSet drawn;
  const std::size_t share = 1 + random.below(8);
  for (const RuleRow& rule : http_rules()) {
    const bool wanted =
        rule.demand == Demand::refuse || (of_both_demands && rule.demand == Demand::accept);
    if (wanted && random.chance(share, 8)) drawn.add(rule.rule);
  }
  return drawn;
}

// With rules of demand `refuse` ignored a reader names none of them, and accepts what the strict
// one does as the same message. With others ignored as well it may refuse more.
Broken judge_faulty(std::string_view bytes, MessageKind kind, Subject& subject,
                    const RuleSet& ignored, bool may_refuse_more) {
  const auto faulty = make_message_subject(ignored);
  for (const Ending ending : {Ending::open, Ending::closed}) {
    const MessageAnswer strict = read_message(subject, kind, bytes, ending);
    if (strict.verdict == MessageVerdict::skip) continue;
    const MessageAnswer answer = read_message(*faulty, kind, bytes, ending);
    const bool named = answer.why && ignored.has(answer.why->rule) &&
                       row(answer.why->rule).demand == Demand::refuse;
    const bool differs = strict.verdict == MessageVerdict::accept && answer != strict &&
                         !(may_refuse_more && answer.verdict == MessageVerdict::reject);
    if (named || differs || answer.verdict == MessageVerdict::skip) {
      return as(kind, ending) + describe(strict) + "; " + faulty->name() + ": " + describe(answer);
    }
    const MessageAnswer pieces = faulty->read_message(kind, single_octets(bytes), ending);
    if (pieces != answer) {
      return as(kind, ending) + faulty->name() + " in one piece: " + describe(answer) +
             "; octet by octet: " + describe(pieces);
    }
  }
  return std::nullopt;
}

}  // namespace

Broken message_reading_ends(std::string_view bytes, Subject& subject, Effort effort) {
  RandomSource random(hash_of(bytes));
  const int rounds = effort == Effort::thorough ? 8 : 1;
  for (int round = 0; round < rounds; ++round) {
    for (const bool of_both_demands : {false, true}) {
      const RuleSet ignored = draw_rules(of_both_demands, random);
      for (const MessageKind kind : kMessageKinds) {
        if (Broken wrong = judge_faulty(bytes, kind, subject, ignored, of_both_demands)) {
          return wrong;
        }
      }
    }
  }
  return std::nullopt;
}

}  // namespace connectorgroup::laws
