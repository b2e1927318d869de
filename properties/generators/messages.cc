#include "properties/generators/messages.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "model/http/reader.h"
#include "properties/edits/break_message.h"
#include "properties/edits/message_draft.h"
#include "properties/edits/random_source.h"
#include "properties/edits/respell_message.h"
#include "properties/edits/vary_message.h"
#include "properties/generators/exchanges.h"
#include "properties/message_read.h"

namespace connectorgroup::generators {
namespace {

rc::Gen<std::uint64_t> seed() {
  return rc::gen::noShrink(rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint64_t>()));
}

// --- Parts. The first of each list is the one that a failing input shrinks to.

rc::Gen<std::string> one_of(std::vector<std::string> all) {
  const std::string first = all.front();
  return rc::gen::shrink(rc::gen::elementOf(std::move(all)), [first](const std::string& drawn) {
    return drawn == first ? rc::Seq<std::string>() : rc::seq::just(first);
  });
}

bool is_white_space(char octet) { return octet == ' ' || octet == '\t'; }

// A value without white space at its ends.
std::string trimmed(std::string value) {
  while (!value.empty() && is_white_space(value.back())) value.pop_back();
  value.erase(value.begin(), std::find_if_not(value.begin(), value.end(), is_white_space));
  return value;
}

rc::Gen<std::string> values() {
  const auto octet = rc::gen::map(rc::gen::inRange(0, 256), [](int value) {
    const auto drawn = static_cast<unsigned char>(value);
    return drawn < 0x20 || drawn == 0x7F ? '\t' : static_cast<char>(drawn);
  });
  return rc::gen::oneOf(
      one_of({"a", "", "b c", "application/json", "chunked", "close", "5", "a, b,,c", "\"q\\\"\"",
              "Bearer mF_9.B5f-4.1JqM", "\xC3\xA9", ":", "HTTP/1.1 200 OK"}),
      rc::gen::map(rc::gen::container<std::string>(octet), trimmed));
}

// Fields that don't frame the message. Of those that mustn't stand twice the first one counts.
rc::Gen<FieldDraft> fields() {
  auto name = one_of({"x", "X-Long-Name-That-Nobody-Knows", "Accept", "Via", "Connection", "Date",
                      "Content-Type", "ETag", "Authorization", "User-Agent", "request-id",
                      "OData-Version", "Content-Lengt", "Transfer-Encoding-X", "!#$%&'*+-.^_`|~0"});
  return rc::gen::map(rc::gen::pair(std::move(name), values()),
                      [](const std::pair<std::string, std::string>& drawn) {
                        return FieldDraft{drawn.first, drawn.second};
                      });
}

rc::Gen<FieldDraft> trailers() {
  return rc::gen::map(rc::gen::pair(one_of({"t", "ETag", "Server", "x-checksum"}), values()),
                      [](const std::pair<std::string, std::string>& drawn) {
                        return FieldDraft{drawn.first, drawn.second};
                      });
}

rc::Gen<std::string> contents() {
  const auto octet =
      rc::gen::map(rc::gen::inRange(0, 256), [](int value) { return static_cast<char>(value); });
  return rc::gen::oneOf(one_of({"", "x", "\r\n", "{\"name\":\"a\"}", "0\r\n\r\n",
                                "GET / HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"}),
                        rc::gen::container<std::string>(octet));
}

void drop_repeated(std::vector<FieldDraft>& fields, std::set<std::string>& seen) {
  const std::set<std::string> may_repeat{"x", "Accept", "Via", "Connection"};
  std::vector<FieldDraft> kept;
  for (FieldDraft& field : fields) {
    if (may_repeat.count(field.name) > 0 || seen.insert(field.name).second) {
      kept.push_back(std::move(field));
    }
  }
  fields = std::move(kept);
}

// What is drawn of a message.
using Parts = std::tuple<std::string, std::vector<FieldDraft>, std::string, std::vector<FieldDraft>,
                         std::uint64_t>;

rc::Gen<Parts> parts(rc::Gen<std::string> start_line) {
  return rc::gen::tuple(std::move(start_line),
                        rc::gen::container<std::vector<FieldDraft>>(fields()), contents(),
                        rc::gen::container<std::vector<FieldDraft>>(trailers()), seed());
}

// An accepted message of these parts, with those that fit together.
MessageDraft draft_of_parts(MessageKind kind, const Parts& drawn) {
  constexpr std::size_t kFieldsMost = 40;
  auto [start_line, fields, content, trailers, seed] = drawn;
  RandomSource random(seed);
  std::set<std::string> seen;
  fields.resize(std::min(fields.size(), kFieldsMost));
  trailers.resize(std::min(trailers.size(), kFieldsMost));
  drop_repeated(fields, seen);
  drop_repeated(trailers, seen);
  MessageDraft draft;
  draft.kind = kind;
  draft.start_line = std::move(start_line);
  draft.fields = std::move(fields);
  const bool request = kind == MessageKind::request;
  const bool old = draft.start_line[version_at(draft) + 7] == '0';
  if (request && (!old || random.chance(1, 2))) {
    constexpr std::array<std::string_view, 5> kHosts{"h", "graph.microsoft.com", "[::1]:80",
                                                     "1.2.3.4:", "%41.b"};
    insert_field(draft.fields, any_place(draft.fields, random),
                 {"Host", random.chance(1, 4) ? any_host(random)
                                              : std::string(kHosts[random.below(kHosts.size())])});
  }
  draft.framed = request ? Framed::nowhere : Framed::until_close;
  if (!request) {
    const std::string_view status = std::string_view(draft.start_line).substr(9, 3);
    const bool no_content = status.front() == '1' || status == "204" || status == "304";
    if (no_content) {
      draft.framed = Framed::no_content;
      vary(draft, random);
      return draft;
    }
  }
  draft.content = std::move(content);
  if (!old && (!trailers.empty() || random.chance(1, 3))) {
    frame(draft, Framed::chunked, random);
    draft.trailers = std::move(trailers);
  } else if (!draft.content.empty() || random.chance(1, 2)) {
    if (request || random.chance(1, 2)) frame(draft, Framed::counted, random);
  }
  vary(draft, random);
  return draft;
}

// --- Messages: octets, and what they are read as.

struct Drawn {
  MessageKind kind;
  std::string octets;
  std::uint64_t seed;
};

rc::Gen<Drawn> messages(MessageKind kind, rc::Gen<std::string> start_lines) {
  return rc::gen::map(parts(std::move(start_lines)), [kind](const Parts& drawn) {
    std::string octets = print(draft_of_parts(kind, drawn));
    RandomSource random(std::get<std::uint64_t>(drawn));
    return Drawn{kind, respell_message(octets, kind, true, random).value_or(octets), random.next()};
  });
}

rc::Gen<Drawn> from_parts() {
  return rc::gen::oneOf(
      messages(
          MessageKind::request,
          one_of({"GET / HTTP/1.1", "POST /beta/connectorGroups HTTP/1.1",
                  "PUT /%41?a=b/c?d HTTP/1.1", "post http://h:80/a HTTP/1.1",
                  "GET HTTPS://[::1]?x HTTP/1.1", "OPTIONS * HTTP/1.1", "CONNECT h:443 HTTP/1.1",
                  "GET / HTTP/1.0", "!#$%&'*+-.^_`|~0 /;=@: HTTP/1.5"})),
      messages(MessageKind::response,
               one_of({"HTTP/1.1 200 OK", "HTTP/1.1 201 Created", "HTTP/1.1 204 ", "HTTP/1.1 100 ",
                       "HTTP/1.1 304 Not Modified", "HTTP/1.1 404 \xC3\xA9", "HTTP/1.0 500 a",
                       "HTTP/1.9 599 "})));
}

// The page's request and response with what they lack, spelled at random, and others like them.
rc::Gen<Drawn> from_page() {
  return rc::gen::map(seed(), [](std::uint64_t seed) {
    RandomSource random(seed);
    const bool request = random.chance(1, 2);
    const std::string text = request ? any_create_request(random) : any_create_response(random);
    const MessageKind kind = request ? MessageKind::request : MessageKind::response;
    return Drawn{kind, respell_message(text, kind, true, random).value_or(text), random.next()};
  });
}

std::string with_a_broken_rule(const Drawn& drawn) {
  RandomSource random(drawn.seed);
  const auto rules = breakable_message_rules();
  // Not every rule can be broken in every message; most can.
  for (int attempt = 0; attempt < 20; ++attempt) {
    constexpr std::array kLineRules{Rule::http_message_incomplete, Rule::http_line_bare_cr,
                                    Rule::http_line_bare_lf};
    const Rule rule = random.chance(1, 6) ? kLineRules[random.below(kLineRules.size())]
                                          : rules[random.below(rules.size())];
    // Texts as long as the limits are of no use to anybody but those rules, and cost as much as
    // many others: few are enough.
    const bool is_long = row(rule).id.starts_with("limit.") && rule != Rule::limit_content;
    if (is_long && !random.chance(1, rule == Rule::limit_field_section ? 8 : 3)) continue;
    if (auto broken = break_message(rule, drawn.octets, drawn.kind, random)) {
      return std::move(broken->text);
    }
  }
  return drawn.octets;
}

rc::Gen<Drawn> any_message() {
  return rc::gen::weightedOneOf<Drawn>({{2, from_parts()}, {1, from_page()}});
}

std::string octets_of(const Drawn& drawn) { return drawn.octets; }

// Two to four messages; the last one may be broken.
rc::Gen<std::string> pipelined() {
  return rc::gen::map(
      rc::gen::pair(rc::gen::resize(3, rc::gen::nonEmpty(
                                           rc::gen::container<std::vector<Drawn>>(any_message()))),
                    any_message()),
      [](const std::pair<std::vector<Drawn>, Drawn>& drawn) {
        std::string octets;
        RandomSource random(drawn.second.seed);
        for (const Drawn& one : drawn.first) {
          // A response that only the connection's end ends can't be followed.
          octets += respell_message(one.octets, one.kind, false, random).value_or(one.octets);
        }
        return octets +
               (random.chance(1, 3) ? with_a_broken_rule(drawn.second) : drawn.second.octets);
      });
}

rc::Gen<std::string> from_corpus(std::vector<std::string> corpus) {
  return rc::gen::map(rc::gen::pair(rc::gen::elementOf(std::move(corpus)), seed()),
                      [](const std::pair<std::string, std::uint64_t>& drawn) {
                        constexpr std::string_view kSigns = "\r\n\t :;,=\"\\/?%[]0159aAfF";
                        RandomSource random(drawn.second);
                        std::string text = drawn.first;
                        for (std::size_t edits = 1 + random.below(3); edits > 0; --edits) {
                          const std::size_t at = random.below(text.size() + 1);
                          const char octet = random.chance(1, 2)
                                                 ? kSigns[random.below(kSigns.size())]
                                                 : static_cast<char>(random.below(256));
                          const std::size_t how = random.below(3);
                          if (how == 0 || at == text.size()) {
                            text.insert(at, 1, octet);
                          } else if (how == 1) {
                            text.erase(at, 1);
                          } else {
                            text[at] = octet;
                          }
                        }
                        return text;
                      });
}

rc::Gen<std::string> uniform_octets() {
  const auto octet = rc::gen::map(rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 256)),
                                  [](int value) { return static_cast<char>(value); });
  return rc::gen::container<std::string>(octet);
}

// --- Labels.

constexpr std::array<Bound, 16> kBounds{{
    {"accepted as request", 15, 55},
    {"accepted as response", 15, 60},
    {"accepted as response to HEAD", 15, 60},
    {"refused as both", 25, 65},
    {"refused by a rule on start lines", 40, 100},
    {"refused by a rule on field lines", 1, 30},
    {"refused by a rule on framing fields", 1, 30},
    {"refused by a rule on chunks", 1, 30},
    {"refused by a rule on line ends", 1, 30},
    {"incomplete", 1, 30},
    {"chunked", 10, 60},
    {"with trailers", 2, 40},
    {"with octets beyond ASCII", 10, 80},
    {"of HTTP/1.0", 1, 40},
    {"ended by the connection", 0.5, 40},
    {"two messages on one connection", 3, 40},
}};

// What the reader says of the first message alone.
std::string_view label_of(const Violation& violation) {
  const std::string_view id = row(violation.rule).id;
  const auto is = [id](std::string_view family) { return id.starts_with(family); };
  if (is("http.message.")) return "incomplete";
  if (is("http.line.")) return "refused by a rule on line ends";
  if (is("http.field.")) return "refused by a rule on field lines";
  if (is("http.chunk.") || is("http.trailer.")) return "refused by a rule on chunks";
  if (is("http.host.") || is("http.content-length.") || is("http.transfer-encoding.") ||
      is("http.no-content.") || is("limit.content")) {
    return "refused by a rule on framing fields";
  }
  return "refused by a rule on start lines";
}

}  // namespace

rc::Gen<std::string> connections(std::vector<std::string> corpus) {
  return rc::gen::shrink(
      rc::gen::weightedOneOf<std::string>({{30, rc::gen::map(from_parts(), octets_of)},
                                           {15, rc::gen::map(from_page(), octets_of)},
                                           {25, rc::gen::map(any_message(), with_a_broken_rule)},
                                           {15, pipelined()},
                                           {10, from_corpus(std::move(corpus))},
                                           {5, uniform_octets()}}),
      [](const std::string& octets) { return rc::shrink::removeChunks(octets); });
}

ConnectionDistribution::ConnectionDistribution() : shares_(kBounds) {}

void ConnectionDistribution::observe(std::string_view octets) {
  shares_.next();
  bool refused = true;
  for (const MessageKind kind : kMessageKinds) {
    MessageReader reader(kind);
    const std::size_t taken = reader.feed(octets);
    const bool ended = reader.state() == ReadState::complete;
    reader.close();
    if (reader.state() == ReadState::refused) {
      shares_.is(label_of(reader.violation()));
      broken_.insert(reader.violation().rule);
    }
    if (reader.state() != ReadState::complete) continue;
    const bool request = kind == MessageKind::request;
    if (kind != MessageKind::response_to_head) refused = false;
    shares_.is(request ? "accepted as request"
                       : (kind == MessageKind::response ? "accepted as response"
                                                        : "accepted as response to HEAD"));
    if (!ended) shares_.is("ended by the connection");
    const auto fields = request ? reader.request().fields : reader.response().fields;
    const auto trailers = request ? reader.request().trailers : reader.response().trailers;
    const int version = request ? reader.request().minor_version : reader.response().minor_version;
    if (find_field(fields, "Transfer-Encoding") != nullptr) shares_.is("chunked");
    if (!trailers.empty()) shares_.is("with trailers");
    if (version == 0) shares_.is("of HTTP/1.0");
    if (kind == MessageKind::response_to_head) continue;
    reader.next();
    reader.feed(octets.substr(taken));
    if (reader.state() == ReadState::complete) shares_.is("two messages on one connection");
  }
  if (refused) shares_.is("refused as both");
  const bool wide = std::any_of(octets.begin(), octets.end(), [](char octet) {
    return static_cast<unsigned char>(octet) >= 0x80;
  });
  if (wide) shares_.is("with octets beyond ASCII");
}

std::optional<std::string> ConnectionDistribution::complaint() const {
  // Of those that are refused, and can be met on a connection without being as long as a limit.
  constexpr std::size_t kRulesLeast = 35;
  if (broken_.size() < kRulesLeast) {
    return "only " + std::to_string(broken_.size()) + " rules are broken";
  }
  return shares_.complaint();
}

std::string ConnectionDistribution::table() const {
  return shares_.table() + "  rules broken: " + std::to_string(broken_.size()) + "\n";
}

}  // namespace connectorgroup::generators
