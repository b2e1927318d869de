// The laws of the exchange: those on reading, and the registry. Those on writing are in
// exchange_writing_laws.cc, those on what a reader has read before in exchange_memory_laws.cc.

#include "properties/exchange_laws.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <vector>

#include "model/assertion.h"
#include "properties/edits/break_exchange.h"
#include "properties/edits/message_draft.h"
#include "properties/edits/message_text.h"
#include "properties/edits/random_source.h"
#include "properties/edits/respell_message.h"
#include "properties/escaped.h"
#include "properties/exchange_oracle.h"

namespace connectorgroup {
namespace laws {

std::string quoted_octets(std::string_view octets) { return "\"" + escaped(octets, 600) + "\""; }

namespace {

// Laws that cost more than linear time leave longer inputs to the others.
constexpr std::size_t kOracleMost = 4096;
constexpr std::size_t kValueMost = 512;

constexpr std::array<MessageKind, 2> kKinds{MessageKind::request, MessageKind::response};

// Chance that doesn't depend on what was tried of the other kind.
RandomSource random_for(std::string_view bytes, MessageKind kind) {
  return RandomSource(hash_of(bytes) + static_cast<std::uint64_t>(kind));
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

// The prefix lengths to try, ascending.
std::vector<std::size_t> prefix_sizes(std::string_view text, Effort effort) {
  constexpr std::size_t kAllBelow = 1024;
  std::vector<std::size_t> sizes;
  if (effort == Effort::thorough && text.size() < kAllBelow) {
    for (std::size_t size = 0; size < text.size(); ++size) sizes.push_back(size);
    return sizes;
  }
  if (text.empty()) return sizes;
  RandomSource random(hash_of(text));
  const std::size_t count = effort == Effort::thorough ? 40 : 4;
  for (std::size_t i = 0; i < count; ++i) sizes.push_back(random.below(text.size()));
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

}  // namespace

// --- Reading.

Broken exchange_agrees_with_oracle(std::string_view bytes, ExchangeSubject& subject) {
  if (bytes.size() > kOracleMost) return std::nullopt;
  const std::array<std::string_view, 1> segments{bytes};
  const Result<CreateRequest> request = subject.read_request(segments);
  const std::optional<CreateRequest> derived = derive_request(bytes, subject.contract());
  if (request.accepted() != derived.has_value()) {
    return as(MessageKind::request, subject) +
           (derived ? "it is one, but: " + describe(request.violation()) : "it isn't one");
  }
  if (derived && request.value() != *derived) {
    return as(MessageKind::request, subject) + "other values than were derived";
  }
  const Result<CreateResponse> response = subject.read_response(segments);
  const std::optional<CreateResponse> answer = derive_response(bytes, subject.contract());
  if (response.accepted() != answer.has_value()) {
    return as(MessageKind::response, subject) +
           (answer ? "it is one, but: " + describe(response.violation()) : "it isn't one");
  }
  if (answer && response.value() != *answer) {
    return as(MessageKind::response, subject) + "other values than were derived";
  }
  return std::nullopt;
}

namespace {

// What may follow a beginning of a value so that it becomes one: for each place of the grammar that
// a beginning can stop at.
constexpr std::array<std::string_view, 4> kTokenEnds{"", "a", " a", "Bearer a"};
constexpr std::array<std::string_view, 9> kChallengeEnds{"",    "a=a",  "=a",   "a",          "\"",
                                                         "a\"", " a=a", "aa=a", "aBearer a=a"};
constexpr std::array<std::string_view, 22> kUriEnds{
    "",    "0",      "00",   "]",  "::]",  "1]",  ":]", ":1]", "0::]", ".0.0.0]", ".0.0]",
    ".0]", "0.0.0]", "0.0]", "0]", "1.a]", ".a]", "a]", "@h",  "::1]", ":0:0]",   "00@"};

using Grammar = std::function<bool(const std::string&)>;

bool is_viable(std::string_view beginning, std::span<const std::string_view> ends,
               const Grammar& grammar) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) {
    return grammar(std::string(beginning).append(end));
  });
}

// The value is one where there is no fault; a fault is the first octet that no value has there.
Broken judge_fault(std::string_view what, std::string_view value,
                   const std::optional<std::size_t>& fault, std::span<const std::string_view> ends,
                   const Grammar& grammar) {
  const bool right = grammar(std::string(value));
  const std::string place = fault ? "at byte " + std::to_string(*fault) : "nowhere";
  if (right == fault.has_value()) {
    return std::string(what) + (right ? " is right" : " isn't right") + "; the fault: " + place;
  }
  if (!fault) return std::nullopt;
  if (*fault > value.size()) return std::string(what) + ": a fault behind the end, " + place;
  if (!is_viable(value.substr(0, *fault), ends, grammar)) {
    return std::string(what) + ": what stands before the fault can't be completed; " + place;
  }
  if (*fault < value.size() && is_viable(value.substr(0, *fault + 1), ends, grammar)) {
    return std::string(what) + ": the octet at the fault may stand there; " + place;
  }
  return std::nullopt;
}

// A scheme and a challenge without parameter are judged as units, which begin before what is wrong
// with them; of those the verdict alone is compared.
Broken judge_unit(std::string_view what, bool right, const std::optional<Violation>& fault) {
  if (right != fault.has_value()) return std::nullopt;
  return std::string(what) + (right ? " is right: " : " isn't right: ") + shown(fault);
}

Broken judge_token(std::string_view value, ExchangeSubject& subject) {
  const std::optional<Violation> token = subject.token_fault(value);
  const auto is_token = [](const std::string& text) { return derive_token(text).has_value(); };
  return token && token->rule == Rule::bearer_token
             ? judge_fault("Authorization", value, token->offset, kTokenEnds, is_token)
             : judge_unit("Authorization", is_token(std::string(value)), token);
}

Broken judge_uri(std::string_view value, ExchangeSubject& subject) {
  const auto is_uri = [](const std::string& text) { return is_uri_reference(text); };
  return judge_fault("Location", value, subject.uri_fault(value), kUriEnds, is_uri);
}

// As an end of the value makes them that stands behind a usual beginning, of any length.
Broken judge_usual_values(std::string_view value, RandomSource& random, ExchangeSubject& subject) {
  constexpr std::size_t kLettersMost = 200;
  const std::string_view end = value.substr(random.below(value.size() + 1));
  const std::string letters(random.below(kLettersMost), 'a');
  Broken broken = judge_token("Bearer " + letters + std::string(end), subject);
  if (broken) return broken;
  return judge_uri("https://" + letters.substr(random.below(letters.size() + 1)) + std::string(end),
                   subject);
}

}  // namespace

Broken values_agree_with_oracle(std::string_view bytes, ExchangeSubject& subject) {
  const std::string_view value = trimmed(bytes);
  if (value.size() > kValueMost) return std::nullopt;
  Broken broken = judge_token(value, subject);
  for (const int status : {0, 400, 401, 403}) {
    const auto is_list = [status](const std::string& text) {
      bool bearer = false;
      return is_challenge_list(text, status, bearer);
    };
    const std::optional<Violation> fault = subject.challenge_fault(value, status);
    const bool syntax = fault && fault->rule == Rule::bearer_challenge_syntax &&
                        !subject.challenge_fault(value.substr(0, fault->offset), status);
    if (broken) return broken;
    broken = syntax ? judge_fault("WWW-Authenticate", value, fault->offset, kChallengeEnds, is_list)
                    : judge_unit("WWW-Authenticate", is_list(std::string(value)), fault);
  }
  if (broken) return broken;
  broken = judge_uri(value, subject);
  if (broken) return broken;
  RandomSource random(hash_of(bytes));
  broken = judge_usual_values(value, random, subject);
  if (broken) return broken;
  return judge_unit("Content-Type", is_json_type(value), subject.type_fault(value));
}

Broken exchange_segmentation_changes_nothing(std::string_view bytes, ExchangeSubject& subject) {
  RandomSource random(hash_of(bytes));
  std::vector<std::string_view> segments;
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::size_t size = 1 + random.below(random.chance(1, 2) ? 8 : rest.size());
    segments.push_back(rest.substr(0, size));
    rest.remove_prefix(segments.back().size());
  }
  for (const MessageKind kind : kKinds) {
    const Result<Exchange> whole = read_exchange(subject, kind, bytes);
    const Result<Exchange> cut = read_exchange(subject, kind, segments);
    if (whole == cut) continue;
    return as(kind, subject) + "in one piece: " + shown(violation_of(whole)) + "; in " +
           std::to_string(segments.size()) + ": " + shown(violation_of(cut));
  }
  return std::nullopt;
}

// For growing prefixes, the answer goes from "ended too early" to the violation, and never back.
Broken an_exchange_verdict_stands(std::string_view bytes, ExchangeSubject& subject, Effort effort) {
  for (const MessageKind kind : kKinds) {
    const Result<Exchange> whole = read_exchange(subject, kind, bytes);
    bool decided = false;
    for (const std::size_t size : prefix_sizes(bytes, effort)) {
      const Result<Exchange> answer = read_exchange(subject, kind, bytes.substr(0, size));
      const bool open = answer.accepted() || answer.violation().offset == size;
      if (open && !decided) continue;
      decided = true;
      const bool stands =
          !open && !whole.accepted() && answer.violation().offset == whole.violation().offset;
      if (stands) continue;
      return as(kind, subject) + shown(violation_of(whole)) + "; the first " +
             std::to_string(size) + " octets: " + shown(violation_of(answer));
    }
  }
  return std::nullopt;
}

namespace {

// Each letter of the path as it is or percent-encoded.
void respell_path(std::string& start_line, RandomSource& random) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const std::size_t target = start_line.find(' ') + 1;
  std::size_t at = target;
  if (start_line[target] != '/') at = start_line.find('/', start_line.find("://", target) + 3);
  std::string path;
  std::size_t end = at;
  for (; end < start_line.size() && start_line[end] != '?' && start_line[end] != ' '; ++end) {
    const char octet = start_line[end];
    const bool letter = (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
    const bool in_escape =
        (end >= 1 && start_line[end - 1] == '%') || (end >= 2 && start_line[end - 2] == '%');
    if (!letter || in_escape || !random.chance(1, 6)) {
      path += octet;
      continue;
    }
    const auto value = static_cast<unsigned char>(octet);
    path += {'%', kDigits[value >> 4], kDigits[value & 0x0F]};
  }
  start_line.replace(at, end - at, path);
}

// The target as a whole URI, whose authority counts, and another one in Host.
void respell_authority(MessageDraft& draft) {
  const std::size_t target = draft.start_line.find(' ') + 1;
  const std::optional<std::size_t> host = find_field(draft, "Host");
  if (draft.start_line[target] != '/' || !host || draft.fields[*host].value.empty()) return;
  draft.start_line.insert(target, "http://" + draft.fields[*host].value);
  draft.fields[*host].value = "other.example";
}

// Another spelling of what the exchange reads: target and Host, the path, the scheme and what
// follows it, the media type, fields that say nothing.
std::string respell_exchange(std::string_view text, MessageKind kind, RandomSource& random) {
  std::optional<MessageText> parsed = parse_message(std::string(text), kind);
  if (!parsed || parsed->fields.size() > 100) return std::string(text);
  MessageDraft draft = draft_of(*parsed);
  if (kind == MessageKind::request && random.chance(1, 4)) respell_authority(draft);
  if (kind == MessageKind::request) respell_path(draft.start_line, random);
  for (FieldDraft& field : draft.fields) {
    if (kind == MessageKind::request && equal_ignoring_case(field.name, "Authorization")) {
      field.value = in_any_case("Bearer", random) + std::string(1 + random.below(3), ' ') +
                    field.value.substr(field.value.find_last_of(' ') + 1);
    } else if (equal_ignoring_case(field.name, "Content-Type")) {
      constexpr std::array<std::string_view, 8> kEnds{
          "",  ";charset=utf-8", " ; Charset=\"UTF-8\"", ";a=b",
          ";", ";a=\"b;c\"",     ";charset=\"utf\\-8\"", ";a=\"\\\";\\\\\""};
      const std::size_t end = std::min(field.value.find(';'), field.value.size());
      field.value = in_any_case(field.value.substr(0, end), random) + field.value.substr(end) +
                    std::string(kEnds[random.below(kEnds.size())]);
    }
  }
  insert_field(draft.fields, any_place(draft.fields, random), {"X-Nothing", "said"});
  const std::string respelled = print(draft);
  const std::optional<MessageText> again = parse_message(respelled, kind);
  return again && fits(*again, {}) ? respelled : std::string(text);
}

}  // namespace

Broken exchange_respelling_changes_nothing(std::string_view bytes, ExchangeSubject& subject,
                                           Effort effort) {
  for (const MessageKind kind : kKinds) {
    RandomSource random = random_for(bytes, kind);
    const Result<Exchange> plain = read_exchange(subject, kind, bytes);
    if (!plain.accepted()) continue;
    const int rounds = effort == Effort::thorough ? 8 : 1;
    for (int round = 0; round < rounds; ++round) {
      std::string respelled = respell_exchange(bytes, kind, random);
      if (auto framed = respell_message(respelled, kind, true, random)) respelled = *framed;
      const Result<Exchange> answer = read_exchange(subject, kind, respelled);
      if (answer == plain) continue;
      return as(kind, subject) + "respelled: " + shown(violation_of(answer)) +
             (answer.accepted() ? ", with other values" : "") + "; " + quoted_octets(respelled);
    }
  }
  return std::nullopt;
}

Broken one_exchange_fault_flips_the_verdict(std::string_view bytes, ExchangeSubject& subject,
                                            Effort effort) {
  const std::span<const Rule> rules = breakable_exchange_rules();
  for (const MessageKind kind : kKinds) {
    RandomSource random = random_for(bytes, kind);
    if (!read_exchange(subject, kind, bytes).accepted()) continue;
    const bool thorough = effort == Effort::thorough;
    // Each rule, or some of those that the message can break.
    std::size_t left = thorough ? rules.size() : 3;
    for (std::size_t i = 0; i < rules.size() && left > 0; ++i) {
      const Rule rule = rules[thorough ? i : random.below(rules.size())];
      const std::optional<BrokenText> broken =
          break_exchange(rule, bytes, kind, subject.contract(), random);
      if (!broken) continue;
      --left;
      const std::optional<Violation> twin =
          violation_of(read_exchange(subject, kind, broken->twin));
      if (twin) {
        return as(kind, subject) + "the twin of " + std::string(row(rule).id) + ": " +
               describe(*twin) + "; " + quoted_octets(broken->twin);
      }
      const std::optional<Violation> got = violation_of(read_exchange(subject, kind, broken->text));
      const Violation expected{rule, broken->offset, broken->member};
      if (got == expected) continue;
      return as(kind, subject) + "expected " + describe(expected) + ", got " + shown(got) + "; " +
             quoted_octets(broken->text);
    }
  }
  return std::nullopt;
}

namespace {

// The line of this octet, with its line end.
std::string line_of(const std::string& text, std::size_t at) {
  const std::size_t before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  return text.substr(begin, text.find('\n', at) + 1 - begin);
}

}  // namespace

// Of two faults, the one that stands first is named.
Broken the_first_of_two_faults_is_named(std::string_view bytes, ExchangeSubject& subject,
                                        Effort effort) {
  constexpr MessageKind kKind = MessageKind::request;
  if (!read_exchange(subject, kKind, bytes).accepted()) return std::nullopt;
  RandomSource random(hash_of(bytes));
  const std::span<const Rule> rules = breakable_exchange_rules();
  const int rounds = effort == Effort::thorough ? 60 : 3;
  for (int round = 0; round < rounds; ++round) {
    const Rule rule = rules[random.below(rules.size())];
    const auto one = break_exchange(rule, bytes, kKind, subject.contract(), random);
    if (!one) continue;
    const Rule other = rules[random.below(rules.size())];
    const auto two = break_exchange(other, one->text, kKind, subject.contract(), random);
    if (!two) continue;
    // Two faults on one line may make one, or none.
    const std::string line = line_of(one->text, one->offset);
    if (two->text.find(line) == std::string::npos) continue;
    const auto differ =
        std::mismatch(one->text.begin(), one->text.end(), two->text.begin(), two->text.end());
    const auto common = static_cast<std::size_t>(differ.first - one->text.begin());
    const Violation first{one->rule, one->offset, one->member};
    const Violation second{two->rule, two->offset, two->member};
    const std::optional<Violation> got = violation_of(read_exchange(subject, kKind, two->text));
    const bool first_stands = one->offset < common && one->offset < two->offset;
    const bool right = first_stands ? got == first
                                    : got == second || (got && got->rule == first.rule &&
                                                        got->offset <= second.offset);
    if (right) continue;
    return as(kKind, subject) + "of " + describe(first) + " and " + describe(second) + ", got " +
           shown(got) + "; " + quoted_octets(two->text);
  }
  return std::nullopt;
}

Broken exchange_reading_ends(std::string_view bytes, ExchangeSubject& subject, Effort effort) {
  const int rounds = effort == Effort::thorough ? 12 : 2;
  for (const MessageKind kind : kKinds) {
    RandomSource random = random_for(bytes, kind);
    for (int round = 0; round < rounds; ++round) {
      RuleSet ignored;
      const std::size_t denominator = 1 + random.below(8);
      for (const RuleRow& candidate : rules()) {
        if (random.chance(1, denominator)) ignored.add(candidate.rule);
      }
      const auto lax = subject.ignoring(ignored);
      const std::optional<Violation> got = violation_of(read_exchange(*lax, kind, bytes));
      if (!got) continue;
      const bool due = ignored.has(got->rule) == (row(got->rule).demand == Demand::accept);
      if (due && got->offset <= bytes.size()) continue;
      return as(kind, subject) + "with rules ignored: " + describe(*got);
    }
    // One by one: each rule that is ignored is never named again, so reading gets to an end.
    RuleSet ignored;
    for (std::size_t broken = 0;; ++broken) {
      const auto lax = subject.ignoring(ignored);
      const std::optional<Violation> got = violation_of(read_exchange(*lax, kind, bytes));
      if (!got) break;
      if (ignored.has(got->rule) || broken > kRuleCount) {
        return as(kind, subject) + "ignored, and named all the same: " + describe(*got);
      }
      ignored.add(got->rule);
    }
  }
  return std::nullopt;
}

}  // namespace laws

namespace {

// The model under both contracts.
template <class Check>
Broken for_model(Check check) {
  for (const Contract& contract : contracts()) {
    ExchangeSubject subject(contract);
    if (Broken broken = check(subject)) return broken;
  }
  return std::nullopt;
}

// The subject's own part, or the model.
template <class Check>
Broken for_contracts(Subject& asked, Check check) {
  ExchangeSubject* part = asked.exchange_part();
  return part != nullptr ? check(*part) : for_model(check);
}

using Plain = Broken (*)(std::string_view, ExchangeSubject&);
using WithEffort = Broken (*)(std::string_view, ExchangeSubject&, Effort);

template <Plain kLaw>
Broken plain(std::string_view bytes, Subject& asked, Effort) {
  return for_contracts(asked, [bytes](ExchangeSubject& subject) { return kLaw(bytes, subject); });
}
// What only the model's own classes can be asked. Held against another subject it would say of any
// mistake there that the model broke this law.
template <Plain kLaw>
Broken of_model(std::string_view bytes, Subject&, Effort) {
  return for_model([bytes](ExchangeSubject& subject) { return kLaw(bytes, subject); });
}
template <WithEffort kLaw>
Broken with_effort(std::string_view bytes, Subject& asked, Effort effort) {
  return for_contracts(
      asked, [bytes, effort](ExchangeSubject& subject) { return kLaw(bytes, subject, effort); });
}
Broken limits_of_model(std::string_view bytes, Subject&, Effort effort) {
  return for_model([bytes, effort](ExchangeSubject& subject) {
    return laws::exchange_limits_only_refuse(bytes, subject, effort);
  });
}

constexpr std::array kLaws{
    Law{"exchange.agrees-with-oracle",
        "Verdict and values are those that a second reading of the RFCs derives.",
        "exchange bearer http.media-type http.retry-after",
        plain<laws::exchange_agrees_with_oracle>},
    Law{"exchange.values-agree-with-oracle",
        "Tokens, challenges, URI references and media types are accepted exactly where their "
        "grammars say so, and a fault is the first octet that no such value has there.",
        "bearer exchange.location exchange.content-type http.media-type",
        plain<laws::values_agree_with_oracle>},
    Law{"exchange.segmentation", "A message is judged the same, however its octets came.",
        "exchange bearer", plain<laws::exchange_segmentation_changes_nothing>},
    Law{"exchange.verdict-stands",
        "Once the violation's octet is there, the verdict never changes; before it, and where all "
        "is right, a part of the message is refused for ending at most.",
        "exchange bearer", with_effort<laws::an_exchange_verdict_stands>},
    Law{"exchange.respelling",
        "Spelling the target, the scheme, the media type and the framing otherwise changes "
        "nothing.",
        "exchange.path bearer.scheme-case bearer.spaces exchange.content-type exchange.fields "
        "http.media-type",
        with_effort<laws::exchange_respelling_changes_nothing>},
    Law{"exchange.one-fault",
        "Breaking one rule of an accepted message is reported as that rule at that octet.",
        "exchange bearer http.media-type http.retry-after",
        with_effort<laws::one_exchange_fault_flips_the_verdict>},
    Law{"exchange.first-of-two", "Of two faults in a request, the one that stands first is named.",
        "exchange bearer", with_effort<laws::the_first_of_two_faults_is_named>},
    Law{"exchange.reading-ends",
        "Whatever rules are ignored, reading ends, and names none of them.", "exchange bearer",
        with_effort<laws::exchange_reading_ends>},
    Law{"exchange.limits",
        "Under any limits a message is judged as without, or refused for a limit.", "exchange",
        limits_of_model},
    Law{"exchange.memory", "What a reader has read before changes no answer.", "exchange bearer",
        plain<laws::an_exchange_reader_remembers_nothing>},
    Law{"exchange.in-place",
        "A reader that learned from other messages, and reads in place, answers as a new one.",
        "exchange bearer", of_model<laws::an_exchange_is_read_in_place>},
    Law{"exchange.moved", "A reader that was moved reads on.", "exchange",
        of_model<laws::a_moved_exchange_reader_reads_on>},
    Law{"exchange.written-is-read-back",
        "What was read is written, read back as the same values, and written the same again.",
        "exchange bearer", plain<laws::written_exchange_is_read_back>},
    Law{"exchange.composed",
        "A response that is composed as a value first is the one that is written.", "exchange",
        plain<laws::a_response_is_composed_as_it_is_written>},
    Law{"exchange.any-text", "Any texts are written and read back as the same, or refused.",
        "exchange bearer", plain<laws::any_exchange_is_written_or_refused>},
};

}  // namespace

std::span<const Law> exchange_laws() { return kLaws; }

}  // namespace connectorgroup
