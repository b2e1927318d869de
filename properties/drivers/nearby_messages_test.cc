// Messages that differ in one place from those that programs send. Whichever way the reader takes
// with one, however its octets are cut, and whatever it has read before, it answers as the oracle
// does, and names the first octet that no message has there.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/http/reader.h"
#include "properties/drivers/message_sight.h"
#include "properties/edits/complete_message.h"
#include "properties/escaped.h"
#include "properties/http_oracle.h"
#include "properties/message_answer.h"
#include "properties/subjects/message_subject.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

constexpr MessageKind kRequest = MessageKind::request;
constexpr MessageKind kResponse = MessageKind::response;
constexpr MessageKind kToHead = MessageKind::response_to_head;

// --- What is said of a refusal.

// Whether these octets can be the beginning of a message; nothing where that isn't known.
std::optional<bool> may_go_on(MessageKind kind, std::string_view octets) {
  const Completion completion = complete_message(octets, kind);
  if (completion.outcome == Completion::Outcome::restricted) return std::nullopt;
  return completion.outcome == Completion::Outcome::completed &&
         read_slowly(kind, completion.text).verdict == MessageVerdict::accept;
}

bool is_seen(std::string_view octets, const Violation& violation) {
  if (row(violation.rule).place == Place::empty_line) {
    // Its first octet is enough.
    return octets[violation.offset - 1] == '\n' &&
           "\r\n"sv.find(octets[violation.offset]) != std::string_view::npos;
  }
  return sight::is_seen_in_message(
      {std::string(octets), "", violation.rule, violation.offset, violation.member});
}

// The octets before the offset may go on; with the one that stands there they can't.
void expect_right_place(MessageKind kind, std::string_view octets, const Violation& violation) {
  const std::string shown = describe(violation) + ": " + escaped(octets);
  if (violation.rule == Rule::http_message_incomplete) {
    ASSERT_EQ(violation.offset, octets.size()) << shown;
    return;
  }
  ASSERT_LT(violation.offset, octets.size()) << shown;
  ASSERT_NE(may_go_on(kind, octets.substr(0, violation.offset)), false) << shown;
  if (row(violation.rule).place == Place::byte) {
    ASSERT_NE(may_go_on(kind, octets.substr(0, violation.offset + 1)), true) << shown;
  }
  // Whoever looks at a chunk can't tell its octets from those around it.
  if (octets.substr(0, violation.offset).find("\r\n\r\n") == std::string_view::npos) {
    ASSERT_TRUE(is_seen(octets, violation)) << shown;
  }
}

// --- The readers, which go on from message to message.

class Readers {
 public:
  explicit Readers(MessageKind kind) : kind_(kind), whole_(kind), cut_(kind) {}

  // `cut` is where the octets are parted.
  void expect_agreement(std::string_view octets, std::size_t cut) {
    const MessageAnswer whole = read(whole_, {octets});
    MessageAnswer verdict = whole;
    verdict.why.reset();
    ASSERT_EQ(verdict, read_slowly(kind_, octets)) << describe(whole) << ": " << escaped(octets);
    MessageReader first(kind_);
    ASSERT_EQ(read(first, {octets}), whole) << "read first: " << escaped(octets);
    ASSERT_EQ(whole_.steps(), first.steps()) << escaped(octets);
    const std::vector<std::string_view> halves{octets.substr(0, cut), octets.substr(cut)};
    ASSERT_EQ(read(cut_, halves), whole) << "cut at " << cut << ": " << escaped(octets);
    std::vector<std::string_view> each;
    for (std::size_t at = 0; at < octets.size(); ++at) each.push_back(octets.substr(at, 1));
    ASSERT_EQ(read(cut_, each), whole) << "octet by octet: " << escaped(octets);
    if (whole.why) expect_right_place(kind_, octets, *whole.why);
  }

 private:
  static MessageAnswer read(MessageReader& reader, const std::vector<std::string_view>& pieces) {
    reader.next();
    for (const std::string_view piece : pieces) reader.feed(piece);
    reader.close();
    return answer_of(reader);
  }

  MessageKind kind_;
  MessageReader whole_;
  MessageReader cut_;
};

// --- The messages.

// What means something somewhere in a message, and what is beside that.
constexpr std::string_view kOctets = "\r\n \t:;,=\"\\/?%*[]09afGH-@\x01\x7F\x80\0"sv;

// Changes the octets in front of `end`.
void expect_agreement_nearby(MessageKind kind, std::string_view octets, std::size_t end) {
  ASSERT_EQ(read_slowly(kind, octets).verdict, MessageVerdict::accept) << escaped(octets);
  Readers readers(kind);
  for (std::size_t at = 0; at <= end && !testing::Test::HasFatalFailure(); ++at) {
    const std::string before(octets.substr(0, at));
    const std::string_view behind = octets.substr(at);
    // What was changed before mustn't be all that is known.
    readers.expect_agreement(octets, at);
    readers.expect_agreement(before, at / 2);
    for (const char octet : kOctets) {
      readers.expect_agreement((before + octet).append(behind), at);
      if (!behind.empty())
        readers.expect_agreement((before + octet).append(behind.substr(1)), at + 1);
    }
    if (!behind.empty()) readers.expect_agreement(before + std::string(behind.substr(1)), at);
  }
}
void expect_agreement_nearby(MessageKind kind, std::string_view octets) {
  expect_agreement_nearby(kind, octets, octets.size());
}

TEST(NearbyMessages, OfRequestLines) {
  for (const std::string_view line :
       {"GET / HTTP/1.1"sv, "POST /a%4F?b HTTP/1.1"sv, "OPTIONS * HTTP/1.1"sv,
        "CONNECT h:80 HTTP/1.1"sv, "PUT http://h:8/c HTTP/1.1"sv, "X https://[::1]?d HTTP/1.9"sv}) {
    expect_agreement_nearby(kRequest, std::string(line) + "\r\nHost: h\r\n\r\n", line.size() + 2);
  }
  expect_agreement_nearby(kRequest, "\r\nGET / HTTP/1.0\r\n\r\n", 4);
}

TEST(NearbyMessages, OfStatusLines) {
  for (const std::string_view line :
       {"HTTP/1.1 200 OK"sv, "HTTP/1.0 404 Not Found"sv, "HTTP/1.1 599 "sv}) {
    expect_agreement_nearby(kResponse, std::string(line) + "\r\nContent-Length: 0\r\n\r\n",
                            line.size() + 2);
  }
  expect_agreement_nearby(kResponse, "HTTP/1.1 204 \r\n\r\n");
}

TEST(NearbyMessages, OfRequestFields) {
  expect_agreement_nearby(kRequest,
                          "POST / HTTP/1.1\r\nHost:  h:80 \r\nDate:\tb \tc\t\r\nContent-Length: "
                          "12\r\n\r\n0123456789ab");
  expect_agreement_nearby(kRequest, "GET / HTTP/1.1\r\ndate:\r\nDatE2:d\r\nhost:[::1]\r\n\r\n");
}

TEST(NearbyMessages, OfResponseFields) {
  expect_agreement_nearby(kResponse, "HTTP/1.1 200 OK\r\nServer: s\r\nX:\r\n\r\nab");
  expect_agreement_nearby(kResponse,
                          "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked, \r\n\r\n0\r\n\r\n");
  expect_agreement_nearby(kToHead,
                          "HTTP/1.1 304 \r\nContent-Length: 07\r\nVary: a\r\nVary: b\r\n\r\n");
}

TEST(NearbyMessages, OfChunks) {
  constexpr auto kHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"sv;
  for (const std::string_view chunks :
       {"3\r\nabc\r\n0A\r\n0123456789\r\n0\r\nEtag: t\r\nu:\r\n\r\n"sv,
        "2 ; a\t= b;c=\"d\\e\";f\r\nab\r\n00;g\r\n\r\n"sv}) {
    expect_agreement_nearby(kResponse, std::string(kHead) + std::string(chunks));
  }
}

}  // namespace
}  // namespace connectorgroup
