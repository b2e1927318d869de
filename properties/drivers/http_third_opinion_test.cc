// What the peers make of messages, beside what the model makes of them: fifty messages, how
// readings are compared, and the list of permitted differences.

#include "properties/http_third_opinion.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/drivers/built_http_peers.h"
#include "properties/escaped.h"
#include "properties/http_peers/peer.h"
#include "properties/subjects/message_subject.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

constexpr MessageKind kRequest = MessageKind::request;
constexpr MessageKind kResponse = MessageKind::response;

std::string label(const HttpPeer& peer) { return std::string(peer.name()) + " " + peer.version(); }

// The model's differences from this peer.
std::vector<PeerDifference> differences_of(HttpPeer& peer, MessageKind kind,
                                           std::string_view octets) {
  const auto model = make_message_subject();
  const std::optional<OwnReading> ours = read_connection(*model, kind, octets);
  return differences(peer.name(), kind, octets, ours.value(), peer.read(kind, octets));
}

// --- The fifty messages.

struct Verdicts {
  std::string_view name;
  MessageKind kind;
  std::string octets;
  std::optional<Rule> refused_by;  // the model, for this reason
  // Whether beast, http-parser and llhttp, in this order, find a message (A) or refuse (r).
  std::string_view peers;

  bool accepted_by(std::string_view peer) const {
    return peers[peer == "beast" ? 0 : peer == "http-parser" ? 1 : 2] == 'A';
  }
};

// A request whose head goes on with these octets.
std::string post(std::string_view octets) {
  return "POST /beta/connectorGroups HTTP/1.1\r\nHost: graph.microsoft.com\r\n" +
         std::string(octets);
}
std::string chunked(std::string_view content) {
  return post("Transfer-Encoding: chunked\r\n\r\n") + std::string(content);
}

const std::vector<Verdicts>& fifty_messages() {
  static const std::vector<Verdicts> messages{
      {"duplicate equal Content-Length", kRequest,
       post("Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
       Rule::http_content_length_repeated, "Arr"},
      {"duplicate differing Content-Length", kRequest,
       post("Content-Length: 3\r\nContent-Length: 2\r\n\r\nabc"), Rule::http_content_length_differ,
       "rrr"},
      {"Content-Length: 3, 3", kRequest, post("Content-Length: 3, 3\r\n\r\nabc"),
       Rule::http_content_length_repeated, "Arr"},
      {"Content-Length: +3", kRequest, post("Content-Length: +3\r\n\r\nabc"),
       Rule::http_content_length_digits, "rrr"},
      {"Content-Length: 0x3", kRequest, post("Content-Length: 0x3\r\n\r\nabc"),
       Rule::http_content_length_digits, "rrr"},
      {"Content-Length: -1", kRequest, post("Content-Length: -1\r\n\r\nabc"),
       Rule::http_content_length_digits, "rrr"},
      {"Content-Length: 2^64 + 3", kRequest,
       post("Content-Length: 18446744073709551619\r\n\r\nabc"), Rule::http_content_length_range,
       "rrr"},
      {"Content-Length, then Transfer-Encoding", kRequest,
       post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
       Rule::http_transfer_encoding_with_length, "rrr"},
      {"Transfer-Encoding, then Content-Length", kRequest,
       post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
       Rule::http_transfer_encoding_with_length, "rrr"},
      {"Transfer-Encoding: chunked, identity", kRequest,
       post("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
       Rule::http_transfer_encoding_chunked_last, "Arr"},
      {"Transfer-Encoding: xchunked", kRequest,
       post("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"), Rule::http_transfer_encoding_unknown,
       "Arr"},
      {"bare LF line ends", kRequest,
       "POST /beta/connectorGroups HTTP/1.1\nHost: a\nContent-Length: 3\n\nabc",
       Rule::http_line_bare_lf, "rAr"},
      {"bare CR in value", kRequest, post("X: a\rb\r\nContent-Length: 3\r\n\r\nabc"),
       Rule::http_line_bare_cr, "rrr"},
      {"obs-fold", kRequest, post("X: a\r\n b\r\nContent-Length: 3\r\n\r\nabc"),
       Rule::http_field_obs_fold, "AAr"},
      {"space before colon", kRequest, post("Content-Length : 3\r\n\r\nabc"),
       Rule::http_field_name_space, "rAr"},
      {"leading space on first field", kRequest, "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
       Rule::http_field_leading_space, "rAr"},
      {"( in name", kRequest, post("X(: a\r\n\r\n"), Rule::http_field_name, "rrr"},
      {"empty name", kRequest, post(": a\r\n\r\n"), Rule::http_field_name, "rrr"},
      {"no colon", kRequest, post("X\r\n\r\n"), Rule::http_field_colon, "rrr"},
      {"NUL in value", kRequest, post("X: a\0b\r\n\r\n"sv), Rule::http_field_null, "rrr"},
      {"0x01 in value", kRequest,
       post("X: a\x01"
            "b\r\n\r\n"),
       Rule::http_field_control, "rrr"},
      {"0x7f in value", kRequest,
       post("X: a\x7F"
            "b\r\n\r\n"),
       Rule::http_field_control, "rrr"},
      {"0x80 in value", kRequest, post("X: a\x80\r\n\r\n"), std::nullopt, "AAA"},
      {"two spaces in request line", kRequest, "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
       Rule::http_request_line_space, "rAA"},
      {"HTTP/1.2", kRequest, "GET / HTTP/1.2\r\nHost: a\r\n\r\n", std::nullopt, "rAr"},
      {"HTTP/2.0", kRequest, "GET / HTTP/2.0\r\nHost: a\r\n\r\n", Rule::http_version_major, "rAA"},
      {"no version", kRequest, "GET /\r\nHost: a\r\n\r\n", Rule::http_request_line_version, "rAA"},
      {"no Host", kRequest, "GET / HTTP/1.1\r\n\r\n", Rule::http_host_missing, "AAA"},
      {"two Hosts", kRequest, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
       Rule::http_host_repeated, "AAA"},
      {"lower-case method", kRequest, "post / HTTP/1.1\r\nHost: a\r\n\r\n", std::nullopt, "Arr"},
      {"unknown method", kRequest, "FOO / HTTP/1.1\r\nHost: a\r\n\r\n", std::nullopt, "Arr"},
      {"leading CRLF", kRequest, "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", std::nullopt, "rAA"},
      {"chunk size, then bare LF", kRequest, chunked("3\nabc\r\n0\r\n\r\n"),
       Rule::http_line_bare_lf, "rrr"},
      {"chunk size 0x3", kRequest, chunked("0x3\r\nabc\r\n0\r\n\r\n"), Rule::http_chunk_size,
       "rrr"},
      {"chunk size 2^64", kRequest, chunked("10000000000000000\r\n\r\n0\r\n\r\n"),
       Rule::http_chunk_size_range, "rrr"},
      {"chunks, extension and trailer", kRequest,
       chunked("3;a=\"b\"\r\nabc\r\n1\r\nd\r\n0\r\nX: y\r\n\r\n"), std::nullopt, "AAA"},
      {"one octet too few", kRequest, post("Content-Length: 3\r\n\r\nab"),
       Rule::http_message_incomplete, "rrr"},
      {"two requests", kRequest,
       post("Content-Length: 3\r\n\r\nabc") + post("Content-Length: 0\r\n\r\n"), std::nullopt,
       "AAA"},
      {"target in absolute form", kRequest,
       "POST https://graph.microsoft.com/beta/connectorGroups HTTP/1.1\r\nHost: a\r\n\r\n",
       std::nullopt, "AAA"},
      {"target of the page", kRequest,
       "POST https://graph.microsoft.com/{ver}/connectorGroups HTTP/1.1\r\nHost: a\r\n\r\n",
       Rule::http_target_character, "AAA"},
      {"OPTIONS *", kRequest, "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", std::nullopt, "AAA"},
      {"HTTP/1.0 without Host", kRequest, "GET / HTTP/1.0\r\n\r\n", std::nullopt, "AAA"},
      {"response without reason and space", kResponse, "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
       Rule::http_status_line_space, "rAA"},
      {"response status 99", kResponse, "HTTP/1.1 99 OK\r\nContent-Length: 0\r\n\r\n",
       Rule::http_status_code, "rAr"},
      {"response status 0201", kResponse, "HTTP/1.1 0201 OK\r\nContent-Length: 0\r\n\r\n",
       Rule::http_status_range, "rAr"},
      {"response status 999", kResponse, "HTTP/1.1 999 OK\r\nContent-Length: 0\r\n\r\n",
       Rule::http_status_range, "AAA"},
      {"response of the page", kResponse,
       "HTTP/1.1 201 Created\r\nContent-type: application/json\r\nContent-length: 2\r\n\r\n{}",
       std::nullopt, "AAA"},
      {"response up to the end of the connection", kResponse, "HTTP/1.1 200 OK\r\n\r\nabc",
       std::nullopt, "AAA"},
      {"response 204", kResponse, "HTTP/1.1 204 No Content\r\n\r\n", std::nullopt, "AAA"},
      {"response 204 with Content-Length", kResponse,
       "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", Rule::http_no_content_framing,
       "AAA"},
  };
  return messages;
}

TEST(HttpThirdOpinion, JudgesFiftyMessagesAsRecorded) {
  EXPECT_EQ(fifty_messages().size(), 50u);
  const auto model = make_message_subject();
  for (const Verdicts& message : fifty_messages()) {
    SCOPED_TRACE(message.name);
    const std::optional<OwnReading> ours = read_connection(*model, message.kind, message.octets);
    ASSERT_TRUE(ours.has_value());
    EXPECT_EQ(ours->messages.empty(), message.refused_by.has_value());
    if (message.refused_by) {
      ASSERT_TRUE(ours->violation.has_value());
      EXPECT_EQ(row(ours->violation->rule).id, row(*message.refused_by).id);
    }
    for (HttpPeer* const peer : built_http_peers()) {
      const PeerReading theirs = peer->read(message.kind, message.octets);
      EXPECT_EQ(!theirs.messages.empty(), message.accepted_by(peer->name()))
          << label(*peer) << ": " << describe(theirs);
    }
  }
}

// --- The list.

TEST(HttpThirdOpinion, StillDiffersWhereListed) {
  for (const PermittedPeerDifference& permitted : permitted_peer_differences()) {
    SCOPED_TRACE(std::string(permitted.id) + ": \"" + escaped(permitted.witness) + "\"");
    for (HttpPeer* const peer : built_http_peers()) {
      if (!permitted.peers.contains(peer->name())) continue;
      const auto found = differences_of(*peer, permitted.kind, permitted.witness);
      EXPECT_TRUE(std::any_of(found.begin(), found.end(), permitted.covers))
          << label(*peer) << " no longer differs so; it finds "
          << describe(peer->read(permitted.kind, permitted.witness));
    }
  }
}

TEST(HttpThirdOpinion, CoversEachWitnessByOneEntry) {
  for (const PermittedPeerDifference& permitted : permitted_peer_differences()) {
    SCOPED_TRACE(permitted.id);
    for (HttpPeer* const peer : built_http_peers()) {
      for (const PeerDifference& difference :
           differences_of(*peer, permitted.kind, permitted.witness)) {
        std::string covered_by;
        for (const PermittedPeerDifference& other : permitted_peer_differences()) {
          if (other.peers.contains(peer->name()) && other.covers(difference)) {
            covered_by += std::string(other.id) + " ";
          }
        }
        EXPECT_EQ(std::count(covered_by.begin(), covered_by.end(), ' '), 1) << covered_by << "\n"
                                                                            << describe(difference);
      }
    }
  }
}

TEST(HttpThirdOpinion, NamesEachEntryOnce) {
  std::vector<std::string_view> ids;
  for (const PermittedPeerDifference& permitted : permitted_peer_differences()) {
    EXPECT_FALSE(permitted.reason.empty()) << permitted.id;
    ids.push_back(permitted.id);
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

TEST(HttpThirdOpinion, ListsWhereverAPeerAcceptsOrDiffersOnTheFiftyMessages) {
  for (const Verdicts& message : fifty_messages()) {
    SCOPED_TRACE(message.name);
    for (HttpPeer* const peer : built_http_peers()) {
      for (const PeerDifference& difference : differences_of(*peer, message.kind, message.octets)) {
        EXPECT_NE(permission_for(difference), nullptr) << label(*peer) << "\n"
                                                       << describe(difference);
      }
    }
  }
}

// --- Comparing.

PeerMessage some_message() {
  PeerMessage message;
  message.method = "POST";
  message.target = "/";
  message.status = 200;
  message.reason = "OK";
  message.fields = {{"Host", "a"}};
  message.content = "abc";
  message.trailers = {{"X", "y"}};
  message.end = 3;
  return message;
}

constexpr std::string_view kSixOctets = "123456";

// What a comparison of two readings of six octets finds, with the places in them.
std::string compared(const OwnReading& ours, const PeerReading& theirs) {
  std::string text;
  for (const PeerDifference& difference :
       differences("beast", kRequest, kSixOctets, ours, theirs)) {
    EXPECT_EQ(difference.octets, kSixOctets.substr(difference.start));
    text += std::string(name(difference.what)) + " at " + std::to_string(difference.start) + "; ";
  }
  return text;
}

TEST(HttpThirdOpinion, ComparesEachPartOfAMessage) {
  const PeerMessage same = some_message();
  const auto with = [&](auto change) {
    PeerMessage other = same;
    change(other);
    return compared({{same}, false, {}}, {{other}, PeerEnding::clean, {}});
  };
  EXPECT_EQ(with([](PeerMessage&) {}), "");
  EXPECT_EQ(with([](PeerMessage& message) { message.method = "PUT"; }), "method at 0; ");
  EXPECT_EQ(with([](PeerMessage& message) { message.target = "*"; }), "target at 0; ");
  EXPECT_EQ(with([](PeerMessage& message) { message.status = 201; }), "status at 0; ");
  EXPECT_EQ(with([](PeerMessage& message) { message.reason = ""; }), "reason at 0; ");
  EXPECT_EQ(with([](PeerMessage& message) { message.minor_version = 0; }), "minor version at 0; ");
  EXPECT_EQ(with([](PeerMessage& message) { message.fields[0].name = "host"; }), "fields at 0; ");
  EXPECT_EQ(with([](PeerMessage& message) { message.fields.clear(); }), "fields at 0; ");
  EXPECT_EQ(with([](PeerMessage& message) { message.content = "ab"; }), "content at 0; ");
  EXPECT_EQ(with([](PeerMessage& message) { message.trailers.clear(); }), "trailers at 0; ");
  EXPECT_EQ(with([](PeerMessage& message) { message.keeps_connection = false; }),
            "keeping the connection at 0; ");
  // Where nothing else can be compared, the connection isn't either.
  EXPECT_EQ(with([](PeerMessage& message) {
              message.end = 4;
              message.keeps_connection = false;
            }),
            "end at 0; ");
}

TEST(HttpThirdOpinion, ComparesMessageByMessage) {
  PeerMessage first = some_message();
  PeerMessage second = some_message();
  second.end = 6;
  PeerMessage other = second;
  other.content = "";
  const PeerReading both{{first, second}, PeerEnding::clean, {}};

  EXPECT_EQ(compared({{first, second}, false, {}}, both), "");
  EXPECT_EQ(compared({{first, other}, false, {}}, both), "content at 3; ");
  EXPECT_EQ(compared({{first}, true, Violation{Rule::http_method}}, both), "accepting at 3; ");
  EXPECT_EQ(compared({{first, second}, false, {}}, {{first}, PeerEnding::refused, {}}),
            "refusing at 3; ");
  EXPECT_EQ(compared({{first, second}, false, {}}, {{first}, PeerEnding::incomplete, {}}),
            "waiting at 3; ");
  EXPECT_EQ(compared({{first}, true, {}}, {{first}, PeerEnding::refused, {}}), "");
  EXPECT_EQ(compared({{}, false, {}}, {{}, PeerEnding::clean, {}}), "");
}

TEST(HttpThirdOpinion, ComparesNothingBehindAClosingMessage) {
  PeerMessage first = some_message();
  first.keeps_connection = false;
  PeerMessage second = some_message();
  second.end = 6;
  EXPECT_EQ(compared({{first, second}, false, {}}, {{first}, PeerEnding::refused, {}}), "");
  EXPECT_EQ(compared({{first}, false, {}}, {{first, second}, PeerEnding::clean, {}}), "");
  // Nor where one of the two alone takes it to close.
  PeerMessage keeping = first;
  keeping.keeps_connection = true;
  EXPECT_EQ(compared({{first, second}, false, {}}, {{keeping}, PeerEnding::refused, {}}),
            "keeping the connection at 0; ");
  EXPECT_EQ(compared({{keeping, second}, false, {}}, {{first}, PeerEnding::refused, {}}),
            "keeping the connection at 0; ");
}

// Messages with nothing about them that an entry speaks of: whatever a peer would make of them that
// isn't what the model does is to be reported.
TEST(HttpThirdOpinion, PermitsNoDifferenceOnOrdinaryMessages) {
  const std::vector<std::pair<MessageKind, std::string>> ordinary{
      {kRequest, post("Content-Length: 3\r\n\r\nabc")},
      {kRequest, chunked("3\r\nabc\r\n0\r\nX: y\r\n\r\n")},
      {kResponse, "HTTP/1.1 201 Created\r\nContent-Length: 3\r\n\r\nabc"},
      {kResponse, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"},
      {MessageKind::response_to_head, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n"},
  };
  const auto model = make_message_subject();
  for (const auto& [kind, octets] : ordinary) {
    const PeerMessage message = read_connection(*model, kind, octets).value().messages.at(0);
    PeerMessage other = message;
    other.fields.emplace_back();
    other.trailers.emplace_back();
    for (const std::string_view peer : {"beast", "http-parser", "llhttp"}) {
      for (int what = 0; what <= static_cast<int>(PeerDiffersIn::keeps_connection); ++what) {
        PeerDifference difference{peer,  kind, static_cast<PeerDiffersIn>(what), 0, octets, message,
                                  other, {}};
        if (difference.what == PeerDiffersIn::accepting) difference.ours.reset();
        if (difference.what <= PeerDiffersIn::waiting) difference.theirs = message;
        EXPECT_EQ(permission_for(difference), nullptr) << describe(difference);
      }
    }
  }
}

TEST(HttpThirdOpinion, PermitsNothingToAPeerThatIsNotListed) {
  PeerDifference difference =
      differences_of(*built_http_peers().front(), kRequest, "GET / HTTP/1.1\r\n\r\n").at(0);
  EXPECT_NE(permission_for(difference), nullptr);
  difference.peer = "another";
  EXPECT_EQ(permission_for(difference), nullptr);
}

}  // namespace
}  // namespace connectorgroup
