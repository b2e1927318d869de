// The edits of messages, judged from outside: by an oracle, by what a person sees at the offset,
// and by the reader, which shares nothing with them.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/http/reader.h"
#include "properties/drivers/message_cases.h"
#include "properties/drivers/message_sight.h"
#include "properties/edits/break_message.h"
#include "properties/edits/message_draft.h"
#include "properties/edits/message_text.h"
#include "properties/edits/respell_message.h"
#include "properties/edits/vary_message.h"
#include "properties/escaped.h"
#include "properties/http_oracle.h"

namespace connectorgroup {
namespace {

std::optional<Violation> violation_of(std::string_view octets, MessageKind kind,
                                      const HttpLimits& limits = {}, const RuleSet& ignored = {}) {
  MessageReader reader(kind, limits, ignored);
  if (reader.read(octets) == ReadState::complete) return std::nullopt;
  return reader.violation();
}

std::string shown(const std::optional<Violation>& violation) {
  return violation ? describe(*violation) : "accepted";
}

std::string_view part(const MessageText& message, TextRange range) { return message.at(range); }

// --- The places of parts.

TEST(MessageText, RemembersWhereEverythingStands) {
  const auto message = parse_message(
      "\r\nPOST /a?b HTTP/1.1\r\nHost:\th \r\nEmpty: \t\r\nTransfer-Encoding:chunked\r\n\r\n"
      "03;a=\"b\"\r\n\r\nx\r\nA\r\n0123456789\r\n0 ;c\r\nt:  u\r\n\r\n",
      MessageKind::request);
  ASSERT_TRUE(message.has_value());
  EXPECT_EQ(part(*message, message->start_line), "POST /a?b HTTP/1.1\r\n");
  EXPECT_EQ(part(*message, message->method), "POST");
  EXPECT_EQ(part(*message, message->target), "/a?b");
  EXPECT_EQ(part(*message, message->version), "HTTP/1.1");
  EXPECT_EQ(message->minor_version(), 1);
  EXPECT_EQ(message->status_code(), 0);
  ASSERT_EQ(message->fields.size(), 3u);
  EXPECT_EQ(part(*message, message->fields[0].line), "Host:\th \r\n");
  EXPECT_EQ(part(*message, message->fields[0].name), "Host");
  EXPECT_EQ(part(*message, message->fields[0].value), "h");
  EXPECT_EQ(part(*message, message->fields[1].value), "");
  EXPECT_EQ(message->fields[1].value.begin, message->fields[1].line.end - 2);
  EXPECT_EQ(part(*message, message->fields[2].value), "chunked");
  EXPECT_EQ(message->empty_line.begin, message->fields[2].line.end);
  EXPECT_EQ(message->content.begin, message->empty_line.end);
  EXPECT_EQ(message->framed, Framed::chunked);
  ASSERT_EQ(message->chunks.size(), 3u);
  EXPECT_EQ(part(*message, message->chunks[0].line), "03;a=\"b\"\r\n");
  EXPECT_EQ(part(*message, message->chunks[0].size), "03");
  EXPECT_EQ(part(*message, message->chunks[0].extensions), ";a=\"b\"");
  EXPECT_EQ(part(*message, message->chunks[0].data), "\r\nx");
  EXPECT_EQ(part(*message, message->chunks[2].extensions), " ;c");
  EXPECT_EQ(message->content_octets(), "\r\nx0123456789");
  ASSERT_EQ(message->trailers.size(), 1u);
  EXPECT_EQ(part(*message, message->trailers[0].value), "u");
}

TEST(MessageText, KnowsHowContentIsFramed) {
  const auto framed = [](std::string_view text, MessageKind kind) {
    const auto message = parse_message(std::string(text), kind);
    EXPECT_TRUE(message.has_value()) << text;
    return message ? message->framed : Framed::nowhere;
  };
  EXPECT_EQ(framed("GET / HTTP/1.1\r\n\r\n", MessageKind::request), Framed::nowhere);
  EXPECT_EQ(framed("GET / HTTP/1.1\r\ncontent-length:001\r\n\r\nx", MessageKind::request),
            Framed::counted);
  EXPECT_EQ(framed("HTTP/1.1 200 \r\n\r\nx", MessageKind::response), Framed::until_close);
  EXPECT_EQ(framed("HTTP/1.1 304 \r\nContent-Length: 9\r\n\r\n", MessageKind::response),
            Framed::no_content);
  EXPECT_EQ(framed("HTTP/1.1 199 \r\n\r\n", MessageKind::response), Framed::no_content);
  EXPECT_EQ(
      framed("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n", MessageKind::response_to_head),
      Framed::no_content);
}

// A message that the reader accepts has parts, and they print to it.
TEST(MessageText, IsThereForWhateverIsAccepted) {
  RandomSource random(1);
  std::size_t accepted = 0;
  for (const MessageCase& one : message_cases(4096)) {
    for (int round = 0; round < 100; ++round) {
      const std::string octets = round == 0 ? one.octets : damaged_message(one.octets, random);
      for (const MessageKind kind : kMessageKinds) {
        const auto message = parse_message(octets, kind);
        if (message) {
          ASSERT_EQ(print(draft_of(*message)), octets);
        }
        if (violation_of(octets, kind)) continue;
        ++accepted;
        ASSERT_TRUE(message.has_value()) << escaped(octets);
        ASSERT_TRUE(fits(*message, {})) << escaped(octets);
        const MessageAnswer answer = read_slowly(kind, octets);
        const std::string content =
            message->framed == Framed::no_content ? std::string() : message->content_octets();
        ASSERT_EQ(std::visit([](const auto& parts) { return parts.content; }, answer.message),
                  content)
            << escaped(octets);
      }
    }
  }
  EXPECT_GT(accepted, 3000u);
}

TEST(MessageText, FitsWhereTheReaderSaysSo) {
  RandomSource random(2);
  std::size_t refused = 0;
  for (const MessageCase& one : accepted_messages()) {
    const auto message = parse_message(one.octets, one.kind);
    for (int round = 0; round < 200; ++round) {
      const HttpLimits limits{random.below(80), random.below(6), random.below(120),
                              random.below(12), random.below(8)};
      // A number may be written that is too large, where there is no content.
      if (message->framed == Framed::no_content) continue;
      const auto violation = violation_of(one.octets, one.kind, limits);
      ASSERT_EQ(fits(*message, limits), !violation.has_value()) << one.path << shown(violation);
      refused += violation ? 1U : 0U;
    }
  }
  EXPECT_GT(refused, 1000u);
}

TEST(MessageDraft, FramesContentInEveryWay) {
  RandomSource random(1);
  constexpr std::string_view kText =
      "HTTP/1.1 200 OK\r\na: b\r\nTransfer-Encoding: chunked\r\nc: d\r\n\r\n"
      "3\r\nabc\r\n1\r\nd\r\n0\r\nt: u\r\n\r\n";
  const MessageDraft chunked = draft_of(*parse_message(std::string(kText), MessageKind::response));
  MessageDraft draft = chunked;
  frame(draft, Framed::counted, random);
  EXPECT_EQ(print(draft), "HTTP/1.1 200 OK\r\na: b\r\nContent-Length: 4\r\nc: d\r\n\r\nabcd");
  frame(draft, Framed::until_close, random);
  EXPECT_EQ(print(draft), "HTTP/1.1 200 OK\r\na: b\r\nc: d\r\n\r\nabcd");
  frame(draft, Framed::chunked, random);
  const auto again = parse_message(print(draft), MessageKind::response);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->content_octets(), "abcd");
  EXPECT_TRUE(again->trailers.empty());
}

// --- Respelling.

// There is no room for another field, say.
bool is_at_a_limit(const MessageCase& one) { return one.path.find("/limit/") != std::string::npos; }

// The oracle judges: neither it nor the edit knows the reader.
TEST(RespellMessage, KeepsVerdictAndMeaning) {
  std::set<std::string> spellings;
  std::size_t count = 0;
  for (const MessageCase& one : accepted_messages()) {
    if (is_at_a_limit(one)) continue;
    const Message meaning = meaning_of(read_slowly(one.kind, one.octets).message);
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      RandomSource random(seed);
      const auto text = respell_message(one.octets, one.kind, true, random);
      ASSERT_TRUE(text.has_value()) << one.path;
      const MessageAnswer answer = read_slowly(one.kind, *text);
      ASSERT_EQ(answer.verdict, MessageVerdict::accept) << one.path << ": " << escaped(*text);
      ASSERT_EQ(answer.size, text->size()) << escaped(*text);
      ASSERT_EQ(meaning_of(answer.message), meaning) << one.path << ": " << escaped(*text);
      ASSERT_EQ(violation_of(*text, one.kind), std::nullopt) << escaped(*text);
      spellings.insert(*text);
      ++count;
    }
  }
  EXPECT_GT(spellings.size(), count / 2);
}

TEST(RespellMessage, UsesEverySpellingThatIsGranted) {
  constexpr std::string_view kRequest =
      "POST / HTTP/1.1\r\nHost: h\r\nA: 1\r\nB: 2\r\na: 3\r\nContent-Length: "
      "12\r\n\r\n0123456789ab";
  std::string all;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    RandomSource random(seed);
    all += "|" + respell_message(kRequest, MessageKind::request, true, random).value();
    all += "|" + respell_message("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
                                 MessageKind::response, true, random)
                     .value();
  }
  for (const std::string_view piece : {"|\r\nPOST",
                                       "|POST",
                                       "HTTP/1.1\r\n",
                                       "HTTP/1.7\r\n",
                                       "hOST: h",
                                       "Host:h\r\n",
                                       "Host:\th",
                                       "h \r\n",
                                       "h\t\r\n",
                                       "B: 2\r\nA: 1",
                                       "Content-Length: 12\r\n",
                                       "Content-Length: 00",
                                       "Transfer-Encoding: chunked\r\n",
                                       "CHUNKED",
                                       ",chunked",
                                       "chunked,",
                                       "\r\nc\r\n",
                                       "\r\nC\r\n",
                                       "0c\r\n",
                                       "c;a=b",
                                       "\r\n0;a\r\n",
                                       "1\r\n0\r\n1\r\n1\r\n",
                                       "200 Created\r\n",
                                       "200 \r\n",
                                       "200 OK\r\n\r\nx"}) {
    EXPECT_NE(all.find(piece), std::string::npos) << escaped(piece);
  }
}

TEST(RespellMessage, KeepsTheOrderOfFieldsOfOneName) {
  constexpr std::string_view kText =
      "HTTP/1.0 200 OK\r\nX: 1\r\nVia: a\r\nx: 2\r\nB: c\r\nX: 3\r\nvia: d\r\n\r\n";
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    RandomSource random(seed);
    const auto text = respell_message(kText, MessageKind::response_to_head, true, random);
    const auto message = parse_message(*text, MessageKind::response_to_head);
    std::string x;
    for (const FieldText& field : message->fields) {
      if (equal_ignoring_case(message->at(field.name), "x")) x += message->at(field.value);
    }
    ASSERT_EQ(x, "123") << *text;
    ASSERT_EQ(message->minor_version(), 0);
  }
}

TEST(RespellMessage, EndsWithTheConnectionOnlyWhereNothingFollows) {
  constexpr std::string_view kText = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";
  std::size_t ended = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    RandomSource one(seed);
    RandomSource other(seed);
    const auto last = respell_message(kText, MessageKind::response, true, one);
    const auto inner = respell_message(kText, MessageKind::response, false, other);
    ended += parse_message(*last, MessageKind::response)->framed == Framed::until_close ? 1U : 0U;
    ASSERT_NE(parse_message(*inner, MessageKind::response)->framed, Framed::until_close);
  }
  EXPECT_GT(ended, 10u);
}

TEST(RespellMessage, HasNothingForWhatIsNoMessageOrTooLong) {
  RandomSource random(1);
  EXPECT_FALSE(respell_message("GET / HTTP/1.1\r\n", MessageKind::request, true, random));
  EXPECT_FALSE(respell_message("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nx",
                               MessageKind::response, true, random));
  const HttpLimits limits{.line_max = 8};
  EXPECT_FALSE(
      respell_message("GET / HTTP/1.1\r\n\r\n", MessageKind::request, true, random, limits));
}

// --- Variations.

// How many parts there are of one kind, and how long the longest is.
struct Extent {
  std::size_t count = 0;
  std::size_t length = 0;
};

Extent extent_of(const MessageDraft& draft) {
  Extent extent{draft.fields.size() + draft.trailers.size() + draft.chunks.size(),
                draft.start_line.size()};
  for (const FieldDraft& field : draft.fields) {
    extent.length = std::max({extent.length, field.name.size(), field.value.size()});
  }
  return extent;
}

TEST(Vary, KeepsAMessageAcceptedAndReachesWhereReadersChangeTheirWays) {
  RandomSource random(1);
  std::set<std::size_t> many;
  std::set<std::size_t> lengths;
  for (const MessageCase& one : accepted_messages()) {
    if (is_at_a_limit(one)) continue;
    const MessageDraft plain = draft_of(*parse_message(one.octets, one.kind));
    for (int round = 0; round < 100; ++round) {
      MessageDraft draft = plain;
      vary(draft, random);
      const std::string varied = print(draft);
      ASSERT_EQ(violation_of(varied, one.kind), std::nullopt) << escaped(varied, 400);
      many.insert(extent_of(draft).count);
      lengths.insert(extent_of(draft).length);
    }
  }
  for (const std::size_t count : {17u, 33u, 65u, 101u, 128u}) {
    EXPECT_TRUE(many.contains(count)) << count;
  }
  for (const std::size_t length : {255u, 256u, 257u, 4095u, 4097u, 8192u}) {
    EXPECT_TRUE(lengths.contains(length)) << length;
  }
}

TEST(Vary, MakesTargetsAndHostsOfEveryForm) {
  RandomSource random(1);
  std::string all;
  for (int round = 0; round < 3000; ++round) {
    const std::string head =
        "GET " + any_target(random) + " HTTP/1.1\r\nHost: " + any_host(random) + "\r\n\r\n";
    ASSERT_EQ(violation_of(head, MessageKind::request), std::nullopt) << head;
    all += head;
  }
  for (const std::string_view form : {"GET //", "%00", "?", "+", "GET http://", ":/", "Host: [::",
                                      "255]", "Host: [v", ":\r\n", "_", "%41", "Host: 0.", "::]"}) {
    EXPECT_NE(all.find(form), std::string::npos) << form;
  }
}

TEST(MeaningOf, IsTheSameWhereOnlyTheSpellingDiffers) {
  const Response one{200, "OK", 1, {{"B", "2"}, {"a", "1"}, {"b", "3"}, {"Content-Length", "1"}},
                     "x", {}};
  Response other{200, "", 9, {{"A", "1"}, {"b", "2"}, {"transfer-encoding", "c"}, {"B", "3"}},
                 "x", {}};
  EXPECT_EQ(meaning_of(one), meaning_of(other));
  Response swapped = other;
  std::swap(swapped.fields[1].value, swapped.fields[3].value);
  EXPECT_NE(meaning_of(one), meaning_of(swapped));
  other.minor_version = 0;
  EXPECT_NE(meaning_of(one), meaning_of(other));
}

// --- Breaking rules.

bool is_of_values(Rule rule) {
  return rule == Rule::http_media_type_syntax || rule == Rule::http_retry_after_syntax;
}

TEST(BreakMessage, KnowsEveryRuleOnMessagesThatIsRefused) {
  RuleSet breakable;
  for (const Rule rule : breakable_message_rules()) {
    EXPECT_FALSE(breakable.has(rule)) << row(rule).id;
    breakable.add(rule);
  }
  for (const RuleRow& known : http_rules()) {
    const bool expected = known.demand == Demand::refuse && !is_of_values(known.rule);
    EXPECT_EQ(breakable.has(known.rule), expected) << known.id;
  }
}

bool is_limit(Rule rule) { return row(rule).id.starts_with("limit."); }

constexpr HttpLimits kSmallLimits{.line_max = 120,
                                  .fields_max = 12,
                                  .field_section_max = 600,
                                  .content_max = 400,
                                  .chunk_extensions_max = 200};

// Calls `check(case, broken, limits)` for faults of every rule in every text, and says how often
// each rule was broken.
template <class Check>
std::map<Rule, std::size_t> break_all(std::uint64_t seeds, const Check& check) {
  std::map<Rule, std::size_t> counts;
  for (const MessageCase& one : accepted_messages()) {
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      for (const Rule rule : breakable_message_rules()) {
        RandomSource random(seed * 1000 + static_cast<std::uint64_t>(rule));
        const bool small = seed % 4 != 0;
        // Texts as long as the default limits take their time.
        if (is_limit(rule) && !small && seed > 0) continue;
        const HttpLimits limits = small ? kSmallLimits : HttpLimits{};
        std::string text = one.octets;
        if (random.chance(1, 2)) {
          text = respell_message(text, one.kind, true, random, limits).value_or(text);
        }
        const auto broken = break_message(rule, text, one.kind, random, limits);
        if (!broken) continue;
        ++counts[rule];
        check(one, *broken, limits);
        if (testing::Test::HasFatalFailure()) return counts;
      }
    }
  }
  return counts;
}

std::string shown(const BrokenText& broken) {
  return std::string(row(broken.rule).id) + " at " + std::to_string(broken.offset) + " (" +
         std::string(broken.member) + ") in: " + escaped(broken.text) +
         "\ntwin: " + escaped(broken.twin);
}

TEST(BreakMessage, IsReportedAsSaidAndItsTwinAccepted) {
  std::map<Rule, std::size_t> passed_without_rule;
  const auto counts = break_all(
      12, [&](const MessageCase& one, const BrokenText& broken, const HttpLimits& limits) {
        const auto found = violation_of(broken.text, one.kind, limits);
        ASSERT_EQ(found, (Violation{broken.rule, broken.offset, broken.member}))
            << one.path << ": " << shown(found) << "\n"
            << shown(broken);
        const auto twin = violation_of(broken.twin, one.kind, limits);
        ASSERT_EQ(twin, std::nullopt) << shown(twin) << "\n" << shown(broken);
        const auto faulty = violation_of(broken.text, one.kind, limits, RuleSet(broken.rule));
        ASSERT_TRUE(!faulty || faulty->rule != broken.rule) << shown(broken);
        if (!faulty) ++passed_without_rule[broken.rule];
      });
  for (const Rule rule : breakable_message_rules()) {
    ASSERT_EQ(counts.count(rule), 1u) << row(rule).id;
    // Some of the texts break nothing else, so that a reader without the rule is caught.
    EXPECT_GT(passed_without_rule[rule], counts.at(rule) / 20) << row(rule).id;
  }
}

TEST(BreakMessage, ShowsAtItsOffsetAndToAnOracle) {
  break_all(8, [](const MessageCase& one, const BrokenText& broken, const HttpLimits& limits) {
    ASSERT_LE(broken.offset, broken.text.size()) << shown(broken);
    if (!is_limit(broken.rule)) {
      ASSERT_TRUE(sight::is_seen_in_message(broken)) << shown(broken);
    }
    const MessageAnswer answer = read_slowly(one.kind, broken.text, limits);
    const bool trailing = broken.rule == Rule::http_message_trailing;
    ASSERT_EQ(answer.verdict, trailing ? MessageVerdict::accept : MessageVerdict::reject)
        << shown(broken);
    if (trailing) {
      ASSERT_EQ(answer.size, broken.offset) << shown(broken);
    }
    const MessageAnswer twin = read_slowly(one.kind, broken.twin, limits);
    ASSERT_EQ(twin.verdict, MessageVerdict::accept) << shown(broken);
    ASSERT_EQ(twin.size, broken.twin.size()) << shown(broken);
  });
}

// Where a rule has something to judge in this message, or could be given it.
bool can_be_broken(Rule rule, const MessageCase& one, const MessageText& message) {
  const bool request = one.kind == MessageKind::request;
  const bool old = message.minor_version() == 0;
  const bool has_content = message.framed != Framed::no_content;
  const int status = message.status_code();
  const bool informs = status / 100 == 1 || status == 204;
  const std::string_view id = row(rule).id;
  const std::string_view target = message.at(message.target);
  const bool has_path =
      target.starts_with("/") ||
      (target.find("://") != std::string_view::npos &&
       target.find_first_of("/?", target.find("://") + 3) != std::string_view::npos);
  const bool connect = message.at(message.method) == "CONNECT";
  if (rule == Rule::http_host_missing) {
    return request && !old && find_field(message, "Host") != nullptr;
  }
  if (rule == Rule::http_target_character || rule == Rule::http_target_percent) {
    return request && has_path && !connect;
  }
  if (rule == Rule::http_target_form) return request && !connect;
  if (rule == Rule::http_method || id.starts_with("http.request-line") ||
      id.starts_with("http.target") || id.starts_with("http.host")) {
    return request;
  }
  if (id.starts_with("http.status")) return !request;
  if (rule == Rule::http_message_trailing) return message.framed != Framed::until_close;
  if (rule == Rule::http_no_content_framing) return !request;
  if (rule == Rule::http_transfer_encoding_with_length) return !old && !informs;
  if (rule == Rule::http_transfer_encoding_version) {
    return !informs && (has_content || find_field(message, "Transfer-Encoding") == nullptr);
  }
  if (id.starts_with("http.content-length")) return has_content;
  if (id.starts_with("http.transfer-encoding") || id.starts_with("http.chunk") ||
      id.starts_with("http.trailer") || rule == Rule::limit_chunk_extensions) {
    return has_content && !old;
  }
  if (rule == Rule::limit_content) return has_content && message.framed != Framed::until_close;
  return true;
}

TEST(BreakMessage, FindsAPlaceWhereverThereIsOne) {
  for (const MessageCase& one : accepted_messages()) {
    if (is_at_a_limit(one)) continue;
    const auto message = parse_message(one.octets, one.kind);
    for (const Rule rule : breakable_message_rules()) {
      for (std::uint64_t seed = 0; seed < (is_limit(rule) ? 1u : 20u); ++seed) {
        RandomSource random(seed);
        const auto broken = break_message(rule, one.octets, one.kind, random);
        ASSERT_EQ(broken.has_value(), can_be_broken(rule, one, *message))
            << row(rule).id << " " << one.path << " " << escaped(one.octets);
      }
    }
  }
}

// Faults of many spellings, not the same one again and again.
TEST(BreakMessage, ShowsInManyWays) {
  std::map<Rule, std::set<std::string>> texts;
  constexpr std::string_view kRequest =
      "PUT http://h/a%20b?c HTTP/1.1\r\nHost: h\r\nDate: d\r\nTransfer-Encoding: chunked\r\n\r\n"
      "2;a=b\r\nxy\r\n0\r\nt: u\r\n\r\n";
  constexpr std::string_view kResponse = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nA: b\r\n\r\nxy";
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    for (const Rule rule : breakable_message_rules()) {
      RandomSource random(seed);
      for (const auto& [text, kind] : {std::pair{kRequest, MessageKind::request},
                                       std::pair{kResponse, MessageKind::response}}) {
        const auto broken = break_message(rule, text, kind, random, kSmallLimits);
        if (broken) texts[rule].insert(broken->text);
      }
    }
  }
  for (const Rule rule : breakable_message_rules()) {
    const bool one = rule == Rule::http_request_line_version ||
                     rule == Rule::http_status_line_space || rule == Rule::http_host_missing;
    const bool few = rule == Rule::http_host_empty || is_limit(rule);
    EXPECT_GE(texts[rule].size(), one ? 1u : (few ? 3u : 8u)) << row(rule).id;
  }
}

TEST(BreakMessage, IsHarmlessOnAnyOctets) {
  RandomSource random(2);
  for (const MessageCase& one : message_cases(1024)) {
    const std::string text = damaged_message(one.octets, random);
    for (const MessageKind kind : kMessageKinds) {
      for (const Rule rule : breakable_message_rules()) {
        const auto broken = break_message(rule, text, kind, random, kSmallLimits);
        if (!broken) continue;
        ASSERT_LE(broken->offset, broken->text.size()) << shown(*broken);
      }
    }
  }
  EXPECT_FALSE(break_message(Rule::http_method, "GET", MessageKind::request, random));
  EXPECT_FALSE(
      break_message(Rule::json_value, "GET / HTTP/1.0\r\n\r\n", MessageKind::request, random));
}

}  // namespace
}  // namespace connectorgroup
