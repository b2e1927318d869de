// complete_message() against the reader: every prefix of an accepted message can be completed, and
// so can whatever else the reader calls incomplete. The reader is tested here as much as
// complete_message() is: a prefix that it wrongly keeps for possible has no completion.

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/http/reader.h"
#include "properties/drivers/message_cases.h"
#include "properties/edits/complete_message.h"
#include "properties/edits/message_text.h"
#include "properties/escaped.h"
#include "properties/http_oracle.h"

namespace connectorgroup {
namespace {

using Outcome = Completion::Outcome;

constexpr MessageKind kRequest = MessageKind::request;
constexpr MessageKind kResponse = MessageKind::response;
constexpr MessageKind kToHead = MessageKind::response_to_head;

std::string shown(const Completion& completion) {
  if (completion.outcome == Outcome::completed) return escaped(completion.text);
  return completion.outcome == Outcome::restricted ? "restricted" : "not viable";
}

bool is_possible(std::string_view prefix, MessageKind kind) {
  MessageReader reader(kind);
  reader.feed(prefix);
  return reader.state() == ReadState::incomplete;
}

// What is promised of a `completed` answer.
void expect_witness(const Completion& completion, std::string_view prefix, MessageKind kind) {
  ASSERT_EQ(completion.outcome, Outcome::completed) << escaped(prefix);
  ASSERT_TRUE(completion.text.starts_with(prefix)) << escaped(prefix);
  MessageReader reader(kind);
  reader.feed(completion.text);
  reader.close();
  ASSERT_EQ(reader.state(), ReadState::complete)
      << escaped(prefix) << "\ncompleted to " << escaped(completion.text);
  ASSERT_EQ(read_slowly(kind, completion.text).verdict, MessageVerdict::accept)
      << escaped(completion.text);
}

// --- By hand: prefixes for every state of the machine, and the exact octets that they become.

struct Row {
  MessageKind kind;
  std::string prefix;
  std::string more;
};

void expect_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const Completion completion = complete_message(row.prefix, row.kind);
    EXPECT_EQ(shown(completion), escaped(row.prefix + row.more));
    expect_witness(completion, row.prefix, row.kind);
    EXPECT_EQ(is_possible(row.prefix, row.kind), !row.more.empty()) << escaped(row.prefix);
  }
}

TEST(CompleteMessage, FinishesRequestLines) {
  const std::string rest = " HTTP/1.1\r\nHost: a\r\n\r\n";
  expect_rows({
      {kRequest, "", "GET /" + rest},
      {kRequest, "\r", "\nGET /" + rest},
      {kRequest, "\r\n", "GET /" + rest},
      {kRequest, "POS", " /" + rest},
      {kRequest, "CONNECT", " a:1" + rest},
      {kRequest, "CONNECT ", "a:1" + rest},
      {kRequest, "CONNECT a", ":1" + rest},
      {kRequest, "CONNECT a:", "1" + rest},
      {kRequest, "CONNECT a:8", rest},
      {kRequest, "CONNECT [::", "]:1" + rest},
      {kRequest, "GET ", "/" + rest},
      {kRequest, "GET /a", rest},
      {kRequest, "GET /%", "00" + rest},
      {kRequest, "GET /%4", "0" + rest},
      {kRequest, "GET /%41", rest},
      {kRequest, "GET /?%", "00" + rest},
      {kRequest, "OPTIONS *", rest},
      {kRequest, "GET h", "ttp://a" + rest},
      {kRequest, "GET HTTP", "://a" + rest},
      {kRequest, "GET https", "://a" + rest},
      {kRequest, "GET http://", "a" + rest},
      {kRequest, "GET http://%4", "0" + rest},
      {kRequest, "GET http://h:", rest},
      {kRequest, "GET http://[v1.", "a]" + rest},
      {kRequest, "GET http://h/%", "00" + rest},
      {kRequest, "GET / ", rest.substr(1)},
      {kRequest, "GET / HT", rest.substr(3)},
      {kRequest, "GET / HTTP/1.", "1\r\nHost: a\r\n\r\n"},
      {kRequest, "GET / HTTP/1.0", "\r\n\r\n"},
      {kRequest, "GET / HTTP/1.9\r", "\nHost: a\r\n\r\n"},
  });
}

TEST(CompleteMessage, FinishesStatusLines) {
  expect_rows({
      {kResponse, "", "HTTP/1.1 200 \r\n\r\n"},
      {kResponse, "HTTP/1.0", " 200 \r\n\r\n"},
      {kResponse, "HTTP/1.1 ", "200 \r\n\r\n"},
      {kResponse, "HTTP/1.1 4", "00 \r\n\r\n"},
      {kResponse, "HTTP/1.1 20", "0 \r\n\r\n"},
      {kResponse, "HTTP/1.1 204", " \r\n\r\n"},
      {kResponse, "HTTP/1.1 204 No", "\r\n\r\n"},
      {kToHead, "HTTP/1.1 200 OK\r", "\n\r\n"},
  });
}

TEST(CompleteMessage, FinishesFields) {
  const std::string line = "GET / HTTP/1.1\r\n";
  const std::string host = line + "Host: h\r\n";
  expect_rows({
      {kRequest, line, "Host: a\r\n\r\n"},
      {kRequest, line + "Hos", "-z:\r\nHost: a\r\n\r\n"},
      {kRequest, line + "Host", "-z:\r\nHost: a\r\n\r\n"},
      {kRequest, line + "Host:", "a\r\n\r\n"},
      {kRequest, line + "Host: \t", "a\r\n\r\n"},
      {kRequest, line + "Host: h:", "\r\n\r\n"},
      {kRequest, line + "Host: h ", "\r\n\r\n"},
      {kRequest, line + "Host: a%", "00\r\n\r\n"},
      {kRequest, line + "Host: [", "::]\r\n\r\n"},
      {kRequest, line + "Host: [:", ":]\r\n\r\n"},
      {kRequest, line + "Host: [1:2:3:4:5:6:7:", "0]\r\n\r\n"},
      {kRequest, line + "Host: [1:2:3:4:5:6:7", "::]\r\n\r\n"},
      {kRequest, line + "Host: [1::2:", "0]\r\n\r\n"},
      {kRequest, line + "Host: [::2:3:4:5:6:7:", "0]\r\n\r\n"},
      {kRequest, line + "Host: [::ffff:1.2", ".0.0]\r\n\r\n"},
      {kRequest, line + "Host: [::1.", "0.0.0]\r\n\r\n"},
      {kRequest, line + "Host: [v", "0.a]\r\n\r\n"},
      {kRequest, line + "Host: [vF", ".a]\r\n\r\n"},
      {kRequest, line + "Host: [v1.a", "]\r\n\r\n"},
      {kRequest, host + "\r", "\n"},
      {kRequest, host + "X: a\r", "\n\r\n"},
      {kRequest, host + "Host", "-z:\r\n\r\n"},
      {kRequest, host + "\r\n", ""},
      {kRequest, "GET / HTTP/1.0\r\n", "\r\n"},
      {kRequest, "GET / HTTP/1.0\r\nTransfer-Encoding", "-z:\r\n\r\n"},
      {kResponse, "HTTP/1.1 204 \r\nContent-Length", "-z:\r\n\r\n"},
      {kResponse, "HTTP/1.1 200 \r\nHost: u@", "\r\n\r\n"},
  });
}

TEST(CompleteMessage, FinishesWhatFramesTheContent) {
  const std::string host = "PUT / HTTP/1.1\r\nHost: h\r\n";
  const std::string length = host + "Content-Length:";
  const std::string coding = host + "Transfer-Encoding:";
  const std::string chunked = coding + " chunked\r\n\r\n";
  expect_rows({
      {kRequest, length, "0\r\n\r\n"},
      {kRequest, length + "02", "\r\n\r\nxx"},
      {kRequest, length + "2 \t", "\r\n\r\nxx"},
      {kRequest, length + "2\r\n\r\n", "xx"},
      {kRequest, length + "2\r\n\r\na", "x"},
      {kRequest, length + "2\r\n\r\nab", ""},
      {kRequest, coding, "chunked\r\n\r\n0\r\n\r\n"},
      {kRequest, coding + " , ", "chunked\r\n\r\n0\r\n\r\n"},
      {kRequest, coding + " ChUn", "ked\r\n\r\n0\r\n\r\n"},
      {kRequest, coding + " chunked , ", "\r\n\r\n0\r\n\r\n"},
      {kRequest, coding + ",chunked ", "\r\n\r\n0\r\n\r\n"},
      {kRequest, chunked, "0\r\n\r\n"},
      {kRequest, chunked + "1", "\r\nx\r\n0\r\n\r\n"},
      {kRequest, chunked + "1\r", "\nx\r\n0\r\n\r\n"},
      {kRequest, chunked + "2\r\na", "x\r\n0\r\n\r\n"},
      {kRequest, chunked + "2\r\nab", "\r\n0\r\n\r\n"},
      {kRequest, chunked + "2\r\nab\r", "\n0\r\n\r\n"},
      {kRequest, chunked + "0\r\n", "\r\n"},
      {kRequest, chunked + "0\r\nT", "-z:\r\n\r\n"},
      {kRequest, chunked + "0\r\nT: u", "\r\n\r\n"},
      {kRequest, chunked + "0\r\nT: u\r\n\r", "\n"},
      {kToHead, "HTTP/1.1 200 OK\r\nContent-Length: 99999999", "\r\n\r\n"},
      {kResponse, "HTTP/1.1 304 OK\r\nTransfer-Encoding: chunked\r\n", "\r\n"},
  });
  for (const auto& [cut, rest] :
       std::vector<std::pair<std::string_view, std::string_view>>{{" ", ";a"},
                                                                  {";", "a"},
                                                                  {";a", ""},
                                                                  {";a ", ";a"},
                                                                  {";a=", "a"},
                                                                  {";a= ", "a"},
                                                                  {";a=b", ""},
                                                                  {";a=b ", ";a"},
                                                                  {";a=\"", "\""},
                                                                  {";a=\"\\", "a\""},
                                                                  {";a=\"b\"", ""},
                                                                  {";a=\"b\" ;", "a"}}) {
    const std::string prefix = chunked + "0" + std::string(cut);
    expect_rows({{kRequest, prefix, std::string(rest) + "\r\n\r\n"}});
  }
}

// --- What is judged at its end can't be followed octet by octet.

TEST(CompleteMessage, SaysWhatItCannotComplete) {
  const std::string host = "PUT / HTTP/1.1\r\nHost: h\r\n";
  const std::string chunked = host + "Transfer-Encoding: chunked\r\n";
  const std::vector<std::pair<MessageKind, std::string>> restricted{
      {kResponse, "HTTP/1.1 0"},
      {kResponse, "HTTP/1.1 60"},
      {kRequest, host + "Content-Length: 3, "},
      {kRequest, host + "Content-Length: 3\r\nContent-Length: "},
      {kRequest, host + "Content-Length: 16777217"},
      {kRequest, host + "Content-Length: 16777217 "},
      {kRequest, host + "Content-Length: 70000\r\n\r\n"},
      {kRequest, host + "Transfer-Encoding: gz"},
      {kRequest, host + "Transfer-Encoding: chunkedx"},
      {kRequest, host + "Transfer-Encoding: chunked, c"},
      {kRequest, chunked + "Transfer-Encoding: "},
      {kRequest, chunked + "\r\n1000001"},
      {kRequest, chunked + "\r\nFFFFFFFFFFFFFFFF"},
  };
  for (const auto& [kind, prefix] : restricted) {
    EXPECT_EQ(shown(complete_message(prefix, kind)), "restricted") << escaped(prefix);
    EXPECT_TRUE(is_possible(prefix, kind)) << escaped(prefix);
  }
  const std::vector<std::pair<MessageKind, std::string>> impossible{
      {kRequest, "GET  "},
      {kRequest, "GET *"},
      {kRequest, "GET a"},
      {kRequest, "GET hx"},
      {kRequest, "GET http://:"},
      {kRequest, "GET / HTTP/1.1x"},
      {kRequest, "GET / http"},
      {kRequest, "GET\r\n"},
      {kRequest, "GET / HTTP/1.1\r\n\r\n"},
      {kRequest, "GET / HTTP/1.1\r\nHost: :"},
      {kRequest, "GET / HTTP/1.1\r\nHost: [1:2:3:4:5:6:7:8:"},
      {kRequest, "GET / HTTP/1.1\r\nHost: [v."},
      {kRequest, "GET / HTTP/1.1\r\nHost\r"},
      {kRequest, host + "Transfer-Encoding: chunked\r\n\r\nx"},
      {kRequest, host + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc"},
      {kRequest, host + "Transfer-Encoding: chunked\r\n\r\n0 x"},
      {kRequest, host + "Transfer-Encoding: chunked\r\n\r\n0;\r"},
      {kResponse, "HTTP/2"},
      {kResponse, "HTTP/1.1\t"},
      {kResponse, "HTTP/1.1 2x"},
      {kResponse, "HTTP/1.1 200 OK\r\nx\r\n"},
  };
  for (const auto& [kind, prefix] : impossible) {
    EXPECT_EQ(shown(complete_message(prefix, kind)), "not viable") << escaped(prefix);
    EXPECT_FALSE(is_possible(prefix, kind)) << escaped(prefix);
  }
}

// --- By the corpus.

TEST(CompleteMessage, CompletesEveryPrefixOfAnAcceptedMessage) {
  std::size_t restricted = 0;
  std::size_t completed = 0;
  for (const MessageCase& one : accepted_messages()) {
    if (one.path.find("/limit/") != std::string::npos) continue;
    for (std::size_t size = 0; size <= one.octets.size(); ++size) {
      const std::string_view prefix = std::string_view(one.octets).substr(0, size);
      const Completion completion = complete_message(prefix, one.kind);
      // Nothing in an accepted message is past saving.
      ASSERT_NE(completion.outcome, Outcome::not_viable) << escaped(prefix);
      (completion.outcome == Outcome::restricted ? restricted : completed) += 1;
      if (completion.outcome == Outcome::completed) {
        expect_witness(completion, prefix, one.kind);
        if (testing::Test::HasFatalFailure()) return;
      }
    }
  }
  EXPECT_EQ(restricted, 0u);
  EXPECT_GT(completed, 10000u);
}

TEST(CompleteMessage, CompletesWhatTheReaderCallsIncomplete) {
  RandomSource random(3);
  std::size_t restricted = 0;
  std::size_t completed = 0;
  for (const MessageCase& one : message_cases(1024)) {
    if (one.path.find("/limit/") != std::string::npos) continue;
    for (int round = 0; round < 40; ++round) {
      const std::string octets = damaged_message(one.octets, random);
      MessageReader reader(one.kind);
      for (std::size_t size = 0; size < octets.size(); ++size) {
        reader.feed(std::string_view(octets).substr(size, 1));
        if (reader.state() != ReadState::incomplete) break;
        if (size % 7 != 0 && size + 8 < octets.size()) continue;
        const std::string_view prefix = std::string_view(octets).substr(0, size + 1);
        const Completion completion = complete_message(prefix, one.kind);
        ASSERT_NE(completion.outcome, Outcome::not_viable) << escaped(prefix);
        (completion.outcome == Outcome::restricted ? restricted : completed) += 1;
        if (completion.outcome == Outcome::completed) {
          expect_witness(completion, prefix, one.kind);
          if (testing::Test::HasFatalFailure()) return;
        }
      }
    }
  }
  EXPECT_GT(completed, 50000u);
  EXPECT_LT(restricted, completed / 20);
}

TEST(CompleteMessage, IsHarmlessOnAnyOctets) {
  RandomSource random(4);
  for (const MessageCase& one : message_cases(1024)) {
    for (int round = 0; round < 20; ++round) {
      const std::string octets = damaged_message(one.octets, random);
      for (const MessageKind kind : kMessageKinds) {
        const Completion completion = complete_message(octets, kind);
        if (completion.outcome != Outcome::completed) continue;
        ASSERT_TRUE(completion.text.starts_with(octets)) << escaped(octets);
      }
    }
  }
}

}  // namespace
}  // namespace connectorgroup
