// The law against request smuggling: on edited messages, and whether it would see a reader that can
// be smuggled past.

#include "properties/http_peer_laws.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"
#include "properties/drivers/built_http_peers.h"
#include "properties/edits/random_source.h"
#include "properties/http_third_opinion.h"
#include "properties/message_read.h"
#include "properties/subjects/message_subject.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup {
namespace {

constexpr MessageKind kRequest = MessageKind::request;
constexpr MessageKind kResponse = MessageKind::response;

// A request whose head goes on with these octets.
std::string post(std::string_view octets) {
  return "POST /beta/connectorGroups HTTP/1.1\r\nHost: graph.microsoft.com\r\n" +
         std::string(octets);
}
std::string chunked(std::string_view content) {
  return post("Transfer-Encoding: chunked\r\n\r\n") + std::string(content);
}

// Changes a message of a pool, or several in a row, in a few places: octets, pieces that matter to
// framing, pieces of another message, lines.
class Editor {
 public:
  Editor(std::uint64_t seed, const std::vector<std::string>& pool) : random_(seed), pool_(pool) {}

  std::string next() {
    std::string octets = drawn(pool_);
    if (random_.chance(1, 3)) octets += drawn(pool_);
    for (std::size_t edits = random_.below(4); edits > 0; --edits) edit(octets);
    return octets;
  }

 private:
  const std::string& drawn(const std::vector<std::string>& from) {
    return from[random_.below(from.size())];
  }

  std::string piece() {
    static const std::vector<std::string> kPieces{"\r\n",
                                                  "\r",
                                                  "\n",
                                                  " ",
                                                  "\t",
                                                  ":",
                                                  ",",
                                                  ";",
                                                  "=",
                                                  "\"",
                                                  "0",
                                                  "1",
                                                  "f",
                                                  "x",
                                                  "/",
                                                  "%",
                                                  "{",
                                                  "[",
                                                  std::string(1, '\0'),
                                                  "\x01",
                                                  "\x7F",
                                                  "\x80",
                                                  "\r\n\r\n",
                                                  "\r\n ",
                                                  "0\r\n\r\n",
                                                  "chunked",
                                                  "identity",
                                                  ", ",
                                                  "close",
                                                  "keep-alive",
                                                  "HTTP/1.0",
                                                  "HTTP/1.2",
                                                  "GET",
                                                  "CONNECT",
                                                  "18446744073709551616",
                                                  "204",
                                                  "304",
                                                  "Content-Length: 3\r\n",
                                                  "Content-Length: 2\r\n",
                                                  "Content-Length : 3\r\n",
                                                  "content-length:\t3 \r\n",
                                                  "Transfer-Encoding: chunked\r\n",
                                                  "Transfer-Encoding: identity\r\n",
                                                  "transfer-encoding:chunked,\r\n",
                                                  "Connection: close\r\n",
                                                  "Connection: Upgrade\r\nUpgrade: x\r\n",
                                                  "Host: b\r\n"};
    if (random_.chance(1, 2)) return drawn(kPieces);
    const std::string& other = drawn(pool_);
    const std::size_t begin = random_.below(other.size());
    return other.substr(begin, 1 + random_.below(40));
  }

  void edit(std::string& octets) {
    const std::size_t at = random_.below(octets.size() + 1);
    switch (random_.below(5)) {
      case 0:
        if (at < octets.size()) octets[at] = static_cast<char>(random_.below(256));
        break;
      case 1:
        octets.insert(at, piece());
        break;
      case 2:
        octets.erase(at, 1 + random_.below(3));
        break;
      case 3:
        octets.insert(line_start(octets, at), piece());
        break;
      default:
        octets.replace(at, std::min(octets.size() - at, random_.below(8)), piece());
        break;
    }
    if (octets.empty()) octets = drawn(pool_);
  }

  static std::size_t line_start(const std::string& octets, std::size_t at) {
    const std::size_t before = octets.rfind('\n', at);
    return before == std::string::npos || before >= octets.size() ? 0 : before + 1;
  }

  RandomSource random_;
  const std::vector<std::string>& pool_;
};

// Ordinary messages, and the witnesses of the permitted differences.
std::vector<std::string> pool_of(MessageKind kind) {
  std::vector<std::string> pool;
  if (kind == kRequest) {
    pool = {post("Content-Length: 3\r\n\r\nabc"), chunked("3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n"),
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, x\r\n\r\n",
            "PUT https://a/b?c HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nd"};
  } else {
    pool = {"HTTP/1.1 201 Created\r\nContent-Length: 3\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX: y\r\n\r\n",
            "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc"};
  }
  for (const PermittedPeerDifference& permitted : permitted_peer_differences()) {
    // The longest is about a limit alone, and would be most of what is read.
    constexpr std::size_t kSizeMost = 200;
    const bool of_kind = (permitted.kind == kRequest) == (kind == kRequest);
    if (of_kind && permitted.witness.size() < kSizeMost) pool.emplace_back(permitted.witness);
  }
  return pool;
}

TEST(NoSmuggling, HoldsOnEditedMessages) {
  constexpr std::size_t kInputs = 60'000;
  const auto model = make_message_subject();
  for (const MessageKind kind : {kRequest, kResponse}) {
    const std::vector<std::string> pool = pool_of(kind);
    Editor editor(20150601, pool);
    std::size_t accepted = 0;
    for (std::size_t i = 0; i < kInputs; ++i) {
      const std::string octets = editor.next();
      const Broken broken = laws::no_smuggling(octets, *model, Effort::thorough);
      ASSERT_FALSE(broken.has_value()) << *broken;
      if (!read_connection(*model, kind, octets)->messages.empty()) ++accepted;
    }
    // The law says nothing of what is refused.
    EXPECT_GT(accepted, kInputs / 10) << name(kind);
    EXPECT_LT(accepted, kInputs / 2) << name(kind);
  }
}

#ifdef CONNECTORGROUP_NODE
TEST(Llhttp, SmugglesNothingInEditedMessages) {
  constexpr std::size_t kInputs = 4'000;
  const auto model = make_message_subject();
  HttpPeer& llhttp = *built_http_peers().back();
  ASSERT_EQ(llhttp.name(), "llhttp");
  for (const MessageKind kind : kMessageKinds) {
    const std::vector<std::string> pool = pool_of(kind);
    Editor editor(20150602, pool);
    for (std::size_t i = 0; i < kInputs; ++i) {
      const std::string octets = editor.next();
      const OwnReading ours = read_connection(*model, kind, octets).value();
      for (const PeerDifference& difference :
           differences(llhttp.name(), kind, octets, ours, llhttp.read(kind, octets))) {
        ASSERT_NE(permission_for(difference), nullptr) << describe(difference);
      }
    }
  }
}
#endif

TEST(NoSmuggling, AsksNoSubjectThatReadsNoMessages) {
  const auto bodies = make_model_subject(graph_2017());
  EXPECT_FALSE(read_connection(*bodies, kRequest, "GET / HTTP/1.1\r\n\r\n").has_value());
  EXPECT_FALSE(laws::no_smuggling("GET / HTTP/1.1\r\n\r\n", *bodies, Effort::thorough).has_value());
}

// Refuses every message, for this reason or none.
class Refuser final : public Subject {
 public:
  explicit Refuser(std::optional<Violation> why) : why_(why) {}

  std::string name() const override { return "refuser"; }
  const Contract& contract() const override { return graph_2017(); }
  ReadAnswer read(BodyKind, std::string_view) override { return {}; }
  WriteAnswer write(BodyKind, const BodyValue&, Form) override { return {}; }
  MessageAnswer read_message(MessageKind, std::span<const std::string_view>, Ending) override {
    MessageAnswer answer;
    answer.verdict = MessageVerdict::reject;
    answer.why = why_;
    return answer;
  }

 private:
  std::optional<Violation> why_;
};

TEST(NoSmuggling, AsksForAListedReasonWhereOneIsGiven) {
  constexpr std::string_view kAcceptedByAll = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  Refuser silent(std::nullopt);
  EXPECT_FALSE(laws::no_smuggling(kAcceptedByAll, silent, Effort::thorough).has_value());
  Refuser listed(Violation{Rule::http_host_value});
  EXPECT_FALSE(laws::no_smuggling(kAcceptedByAll, listed, Effort::thorough).has_value());
  Refuser unlisted(Violation{Rule::http_field_name});
  EXPECT_TRUE(laws::no_smuggling(kAcceptedByAll, unlisted, Effort::thorough).has_value());
}

// What a reader that ignores the rule accepts, and Beast or http-parser don't, or not as such.
struct Fault {
  Rule rule;
  std::string octets;
};

TEST(NoSmuggling, SeesAReaderThatIgnoresARuleOfFraming) {
  const std::vector<Fault> faults{
      {Rule::http_content_length_differ, post("Content-Length: 3\r\nContent-Length: 2\r\n\r\nabc")},
      {Rule::http_content_length_repeated,
       post("Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc")},
      {Rule::http_content_length_digits, post("Content-Length: 3x\r\n\r\nabc")},
      {Rule::http_content_length_range, post("Content-Length: 18446744073709551619\r\n\r\nabc")},
      {Rule::http_transfer_encoding_with_length,
       post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")},
      {Rule::http_transfer_encoding_chunked_last,
       post("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")},
      {Rule::http_transfer_encoding_unknown, post("Transfer-Encoding: xchunked\r\n\r\n")},
      {Rule::http_chunk_size, chunked("0x3\r\nabc\r\n0\r\n\r\n")},
      {Rule::http_chunk_size_range, chunked("10000000000000000\r\n\r\n")},
      {Rule::http_chunk_data_end, chunked("1\r\na0\r\n\r\n")},
      {Rule::http_line_bare_lf, "GET / HTTP/1.1\nHost: a\n\n"},
      {Rule::http_line_bare_cr, post("X: a\rContent-Length: 0\r\n\r\n")},
      {Rule::http_field_obs_fold, post("X: a\r\n Content-Length: 3\r\n\r\nabc")},
      {Rule::http_field_name_space, post("Content-Length : 3\r\n\r\nabc")},
      {Rule::http_message_incomplete, post("Content-Length: 3\r\n\r\nab")},
  };
  for (const Fault& fault : faults) {
    SCOPED_TRACE(row(fault.rule).id);
    const auto model = make_message_subject();
    EXPECT_FALSE(laws::no_smuggling(fault.octets, *model, Effort::thorough).has_value());
    const auto faulty = make_message_subject(RuleSet{fault.rule});
    EXPECT_TRUE(laws::no_smuggling(fault.octets, *faulty, Effort::thorough).has_value());
  }
}

}  // namespace
}  // namespace connectorgroup
