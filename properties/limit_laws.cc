// The laws on limits: what readers of bodies, messages and exchanges owe to a text under limits
// that it may exceed. The bytes choose the limits: small ones, and ones about the size of the text.

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/body_laws.h"
#include "properties/edits/random_source.h"
#include "properties/escaped.h"
#include "properties/exchange_laws.h"
#include "properties/http_laws.h"
#include "properties/message_read.h"
#include "properties/subjects/message_subject.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup::laws {
namespace {

int rounds(Effort effort) { return effort == Effort::thorough ? 8 : 1; }

// A number that is small, or about `size`.
std::size_t any_size(std::size_t size, RandomSource& random) {
  return random.chance(1, 2) ? 1 + random.below(size + 1) : size - random.below(size / 8 + 1);
}

Limits any_limits(std::size_t size, RandomSource& random) {
  Limits limits;
  // One that cuts a byte order mark in two makes something else of it.
  if (random.chance(1, 3)) limits.bytes_max = std::max<std::size_t>(3, any_size(size, random));
  if (random.chance(1, 2)) limits.depth_max = 1 + random.below(5);
  if (random.chance(1, 2)) limits.members_max = 1 + random.below(5);
  return limits;
}

HttpLimits any_http_limits(std::size_t size, RandomSource& random) {
  HttpLimits limits;
  if (random.chance(1, 3)) limits.line_max = any_size(size / 2, random);
  if (random.chance(1, 3)) limits.fields_max = random.below(5);
  if (random.chance(1, 3)) limits.field_section_max = any_size(size, random);
  if (random.chance(1, 3)) limits.content_max = random.below(size + 1);
  if (random.chance(1, 3)) limits.chunk_extensions_max = random.below(8);
  return limits;
}

bool is_limit(const std::optional<Violation>& why) {
  return why && row(why->rule).id.starts_with("limit.");
}

// Whether a refusal for a limit comes no later than what was refused without it. A violation of
// more than a byte names where its member, its field or its value begins, and shows further on.
bool comes_first(const std::optional<Violation>& limited,
                 const std::optional<Violation>& unlimited) {
  return is_limit(limited) && (!unlimited || row(unlimited->rule).place != Place::byte ||
                               limited->offset <= unlimited->offset);
}

std::vector<std::string_view> single_octets(std::string_view bytes) {
  std::vector<std::string_view> octets;
  for (std::size_t i = 0; i < bytes.size(); ++i) octets.push_back(bytes.substr(i, 1));
  return octets;
}

// The rules that a limit breaks.
RuleSet limit_rules() {
  RuleSet limits;
  for (const RuleRow& candidate : rules()) {
    if (candidate.id.starts_with("limit.") && candidate.demand == Demand::refuse) {
      limits.add(candidate.rule);
    }
  }
  return limits;
}

// A reader that doesn't grant what is as deep as the limit is one with a smaller limit.
Broken judge_depth(std::string_view bytes, Subject& subject, const Limits& limits) {
  Limits smaller = limits;
  --smaller.depth_max;
  const RuleSet deepest(Rule::limit_depth_reached);
  const auto withheld = make_reference_subject(subject.contract(), deepest, limits);
  const auto shallow = make_reference_subject(subject.contract(), {}, smaller);
  for (const BodyKind kind : kBodyKinds) {
    const ReadAnswer one = withheld->read(kind, bytes);
    const ReadAnswer other = shallow->read(kind, bytes);
    if (one.verdict == other.verdict && (!one.why || one.why->offset == other.why->offset))
      continue;
    return "as " + std::string(name(kind)) + ", without " +
           std::string(row(Rule::limit_depth_reached).id) + ": " + describe(one) +
           "; with a limit of " + std::to_string(smaller.depth_max) + ": " + describe(other);
  }
  return std::nullopt;
}

std::string under_limits(std::string_view without, std::string_view within) {
  return "without limits: " + std::string(without) + "; within: " + std::string(within);
}

}  // namespace

Broken limits_only_refuse(std::string_view bytes, Subject& subject, Effort effort) {
  RandomSource random(hash_of(bytes));
  // Readers with limits are made anew for each input, which takes ten times as long as reading it.
  if (!random.chance(1, 8) && effort == Effort::sampled) return std::nullopt;
  for (int round = 0; round < rounds(effort); ++round) {
    const Limits limits = any_limits(bytes.size(), random);
    const auto reference = make_reference_subject(subject.contract(), {}, limits);
    const auto ignoring = make_reference_subject(subject.contract(), limit_rules(), limits);
    for (const BodyKind kind : kBodyKinds) {
      const ReadAnswer without = subject.read(kind, bytes);
      const ReadAnswer ignored = ignoring->read(kind, bytes);
      if (without.verdict == Verdict::skip || is_limit(without.why) || ignored == without) continue;
      return "with limits ignored, " + under_limits(describe(without), describe(ignored));
    }
    if (Broken wrong = judge_depth(bytes, subject, limits)) return wrong;
    for (const Placement placement : {Placement::unpadded, Placement::padded}) {
      const auto limited = make_model_subject(subject.contract(), limits, placement);
      for (const BodyKind kind : kBodyKinds) {
        const ReadAnswer without = subject.read(kind, bytes);
        if (without.verdict == Verdict::skip) continue;
        const ReadAnswer within = limited->read(kind, bytes);
        const std::string as = "as " + std::string(name(kind)) + ": ";
        if (within != reference->read(kind, bytes)) {
          return as + limited->name() +
                 " and the reference reader differ within limits: " + describe(within);
        }
        if (within == without || comes_first(within.why, without.why)) continue;
        return as + under_limits(describe(without), describe(within));
      }
    }
  }
  return std::nullopt;
}

namespace {

Broken judge_http_limits(std::string_view bytes, Subject& subject, const HttpLimits& limits) {
  const auto limited = make_message_subject({}, limits);
  const auto ignoring = make_message_subject(limit_rules(), limits);
  for (const MessageKind kind : kMessageKinds) {
    const MessageAnswer without = read_message(subject, kind, bytes, Ending::closed);
    if (without.verdict == MessageVerdict::skip) continue;
    const MessageAnswer ignored = read_message(*ignoring, kind, bytes, Ending::closed);
    if (!is_limit(without.why) && ignored != without) {
      return as(kind) + "with limits ignored, " +
             under_limits(describe(without), describe(ignored));
    }
    const MessageAnswer within = read_message(*limited, kind, bytes, Ending::closed);
    if (within != limited->read_message(kind, single_octets(bytes), Ending::closed)) {
      return as(kind) + "octet by octet it is read otherwise than " + describe(within);
    }
    if (within == without || comes_first(within.why, without.why)) continue;
    return as(kind) + under_limits(describe(without), describe(within));
  }
  return std::nullopt;
}

// Whether a message is read octet by octet as in one piece by a reader that ignores `ignored`.
Broken judge_octets(std::string_view bytes, MessageKind kind, Subject& faulty,
                    const MessageAnswer& whole) {
  const MessageAnswer pieces = faulty.read_message(kind, single_octets(bytes), Ending::closed);
  if (pieces == whole) return std::nullopt;
  return as(kind) + faulty.name() + " in one piece: " + describe(whole) +
         "; octet by octet: " + describe(pieces);
}

// Ignores what is named, then what is named next, and so on until nothing is: what a limit, or a
// violation, leaves to be read is read whatever came before it. In the end, some of what is granted
// is withheld as well.
Broken judge_what_is_named(std::string_view bytes, MessageKind kind, const HttpLimits& limits,
                           RandomSource& random) {
  RuleSet ignored;
  for (bool rejected = true; rejected;) {
    const auto faulty = make_message_subject(ignored, limits);
    const MessageAnswer answer = read_message(*faulty, kind, bytes, Ending::closed);
    if (Broken wrong = judge_octets(bytes, kind, *faulty, answer)) return wrong;
    rejected = answer.verdict == MessageVerdict::reject;
    if (!rejected) break;
    if (ignored.has(answer.why->rule)) return as(kind) + faulty->name() + ": " + describe(answer);
    ignored.add(answer.why->rule);
  }
  for (const RuleRow& rule : http_rules()) {
    if (rule.demand == Demand::accept && random.chance(1, 2)) ignored.add(rule.rule);
  }
  const auto withholding = make_message_subject(ignored, limits);
  return judge_octets(bytes, kind, *withholding,
                      read_message(*withholding, kind, bytes, Ending::closed));
}

// Limits that fall at this place of the first line, and of the fields.
std::array<HttpLimits, 2> limits_at(std::size_t place) {
  std::array<HttpLimits, 2> limits;
  limits[0].line_max = place;
  limits[1].field_section_max = place;
  return limits;
}

}  // namespace

Broken message_limits_only_refuse(std::string_view bytes, Subject& subject, Effort effort) {
  RandomSource random(hash_of(bytes));
  for (int round = 0; round < rounds(effort); ++round) {
    const HttpLimits limits = any_http_limits(bytes.size(), random);
    if (Broken wrong = judge_http_limits(bytes, subject, limits)) return wrong;
    const MessageKind kind = kMessageKinds[random.below(std::size(kMessageKinds))];
    if (Broken wrong = judge_what_is_named(bytes, kind, limits, random)) return wrong;
  }
  if (effort == Effort::sampled) return std::nullopt;
  // Between any two octets, as far as lines of small messages reach; what comes much later is read
  // as without.
  constexpr std::size_t kPlacesMost = 64;
  constexpr std::size_t kNearby = 160;
  const MessageKind kind = bytes.starts_with("HTTP") ? MessageKind::response : MessageKind::request;
  for (std::size_t place = 0; place <= std::min(bytes.size(), kPlacesMost); ++place) {
    for (const HttpLimits& limits : limits_at(place)) {
      const std::string_view nearby = bytes.substr(0, kNearby);
      if (Broken wrong = judge_what_is_named(nearby, kind, limits, random)) return wrong;
    }
  }
  return std::nullopt;
}

Broken exchange_limits_only_refuse(std::string_view bytes, ExchangeSubject& subject,
                                   Effort effort) {
  RandomSource random(hash_of(bytes));
  for (int round = 0; round < rounds(effort); ++round) {
    ExchangeLimits limits;
    limits.body = any_limits(bytes.size() / 4, random);
    limits.http = any_http_limits(bytes.size(), random);
    CreateReader reader(subject.contract(), limits);
    for (const MessageKind kind : {MessageKind::request, MessageKind::response}) {
      const std::optional<Violation> without = violation_of(read_exchange(subject, kind, bytes));
      const auto read = [&]() -> std::optional<Violation> {
        if (kind == MessageKind::request) {
          const auto request = reader.read_request(bytes);
          return request.accepted() ? std::nullopt : std::optional(request.violation());
        }
        const auto response = reader.read_response(bytes);
        return response.accepted() ? std::nullopt : std::optional(response.violation());
      };
      const std::optional<Violation> within = read();
      // What a field says is judged at the end of its line, further on than it shows.
      if (within == without || is_limit(within)) continue;
      return as(kind, subject) + under_limits(shown(without), shown(within));
    }
  }
  return std::nullopt;
}

}  // namespace connectorgroup::laws
