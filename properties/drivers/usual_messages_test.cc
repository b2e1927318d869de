// Messages as programs send them: read at once, whatever the reader has read before, up to the very
// limits. The reader's steps tell which way it took: the octets of a usual line are looked at once
// as a whole and passed over once, and no state in between costs a step.

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/http/known_fields.h"
#include "model/http/reader.h"
#include "properties/drivers/allocation_count.h"
#include "properties/escaped.h"
#include "properties/http_oracle.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

constexpr MessageKind kRequest = MessageKind::request;
constexpr MessageKind kResponse = MessageKind::response;
constexpr MessageKind kToHead = MessageKind::response_to_head;

// A message with the steps that reading it at once takes.
struct Usual {
  MessageKind kind = kRequest;
  std::string octets = {};
  std::uint64_t steps = 1;

  Usual& start(std::string_view line, std::size_t looked_at) {
    octets.append(line).append("\r\n");
    steps += looked_at + line.size() + 2;
    return *this;
  }
  Usual& field(std::string_view line) {
    octets.append(line).append("\r\n");
    steps += 2 * line.size() + 2;
    return *this;
  }
  Usual& end(std::string_view content = "") {
    octets.append("\r\n").append(content);
    steps += 2 + content.size();
    return *this;
  }
  // All of them, and the last, whose line and the empty one behind it are read by themselves.
  Usual& chunks(const std::vector<std::pair<std::string, std::string>>& all) {
    end();
    for (const auto& [size, content] : all) {
      octets.append(size).append("\r\n").append(content).append("\r\n");
      steps += 2 * size.size() + content.size() + 4;
    }
    constexpr std::uint64_t kParts =
        4;  // "0" CR, LF, CR, LF: each ends at what a new part begins with
    octets.append("0\r\n\r\n");
    steps += 1 + 5 + kParts;
    return *this;
  }
};

Usual get(std::string_view target = "/") {
  return Usual().start("GET " + std::string(target) + " HTTP/1.1", 3 + target.size());
}
Usual response(std::string_view line = "HTTP/1.1 200 OK", MessageKind kind = kResponse) {
  return Usual{kind}.start(line, line.size());
}

void expect_read_at_once(MessageReader& reader, const Usual& usual) {
  reader.next(usual.kind);
  EXPECT_EQ(reader.feed(usual.octets), usual.octets.size()) << escaped(usual.octets);
  EXPECT_EQ(reader.state(), ReadState::complete) << escaped(usual.octets);
  EXPECT_EQ(reader.steps(), usual.steps) << escaped(usual.octets);
}
void expect_read_at_once(const Usual& usual, const HttpLimits& limits = {}) {
  MessageReader reader(usual.kind, limits);
  for (int round = 0; round < 3; ++round) expect_read_at_once(reader, usual);
}

const std::string kLong(50, 'l');

// --- What is usual.

TEST(UsualMessages, AreReadAtOnce) {
  expect_read_at_once(get().field("Host: h").end());
  expect_read_at_once(get("/a?b=" + kLong).field("host:h:80").field("X: " + kLong).end());
  expect_read_at_once(get().field("Host: h").field("Content-Length: 0").end());
  expect_read_at_once(get().field("Host: h").field("Content-Length: 50").end(kLong));
  expect_read_at_once(response().field("Content-Length: 1").end("x"));
  expect_read_at_once(response("HTTP/1.1 204 ").field("X:").end());
  expect_read_at_once(response("HTTP/1.1 304 Not Modified").field("Content-Length: 7").end());
  expect_read_at_once(response("HTTP/1.1 100 " + kLong).end());
  expect_read_at_once(
      response("HTTP/1.1 599 x", kToHead).field("Transfer-Encoding: chunked").end());
  // To a response Host means nothing.
  expect_read_at_once(response("HTTP/1.1 304 ").field("Host: h").field("Host: (").end());
}

TEST(UsualMessages, HaveAnyLength) {
  for (std::size_t length = 1; length < 100; ++length) {
    const std::string content(length, 'c');
    const std::string digits = std::to_string(length);
    expect_read_at_once(response().field("Content-Length: " + digits).end(content));
    const std::string zeros(18 - digits.size(), '0');
    expect_read_at_once(response().field("Content-Length: " + zeros + digits).end(content));
  }
}

TEST(UsualMessages, HaveAnyWhiteSpaceBeforeAValueAndSpacesBehindIt) {
  for (const std::string before : {"", " ", "\t", "  ", " \t "}) {
    for (const std::string behind : {"", " ", "   "}) {
      expect_read_at_once(get().field("Host:" + before + "h" + behind).end());
      expect_read_at_once(response("HTTP/1.1 304 ").field("X:" + before + behind).end());
      expect_read_at_once(
          response().field("Content-Length:" + before + "1" + behind).field("Y: z").end("x"));
    }
  }
}

TEST(UsualMessages, HaveChunks) {
  const Usual head = response().field("Transfer-Encoding: chunked");
  const auto with = [&head](const std::vector<std::pair<std::string, std::string>>& chunks) {
    return Usual(head).chunks(chunks);
  };
  expect_read_at_once(with({}));
  expect_read_at_once(with({{"1", "x"}}));
  expect_read_at_once(with({{"a", "0123456789"}, {"0A", "\r\n0\r\n\r\n456"}, {"32", kLong}}));
  // As many digits as 64 bits hold, and one to spare.
  expect_read_at_once(with({{"000000000000002", "xy"}}));
}

TEST(UsualMessages, StandBehindAnEmptyLineToo) {
  constexpr std::uint64_t kEmptyLine = 4;  // two octets, with a new part behind each
  MessageReader reader(kRequest);
  // A line that is remembered, and one that is too long for that.
  for (const std::string& target : {std::string("/a"), "/" + kLong}) {
    const Usual usual = get(target).field("Host: h").field("X: " + kLong).end();
    for (int round = 0; round < 3; ++round) {
      reader.next();
      reader.feed("\r\n" + usual.octets);
      EXPECT_EQ(reader.state(), ReadState::complete);
      EXPECT_EQ(reader.steps(), kEmptyLine + usual.steps) << target;
    }
  }
}

// --- The limits are reached.

TEST(UsualMessages, MayBeAsLongAsLinesMayBe) {
  const std::string longest = "X: " + kLong;
  expect_read_at_once(get().field("Host: h").field(longest).end(), {.line_max = longest.size()});
  expect_read_at_once(get("/" + kLong).field("Host: h").end(),
                      {.line_max = kLong.size() + "GET / HTTP/1.1"sv.size()});
  expect_read_at_once(response("HTTP/1.1 200 OK").field("A: b").field("Content-Length: 0").end(),
                      {.line_max = "Content-Length: 0"sv.size()});
  expect_read_at_once(response("HTTP/1.1 304 " + kLong).end(),
                      {.line_max = kLong.size() + "HTTP/1.1 304 "sv.size()});
}

// A line's length is counted from where it begins.
TEST(UsualMessages, MayHaveChunksBehindLinesThatAreAsLong) {
  constexpr auto kCoding = "Transfer-Encoding: chunked"sv;
  expect_read_at_once(response().field(kCoding).chunks({{"1", "x"}, {"32", kLong}}),
                      {.line_max = kCoding.size()});
}

TEST(UsualMessages, MayHaveAsManyFieldsAsAreAllowed) {
  for (std::size_t count = 1; count < 6; ++count) {
    Usual usual = get().field("Host: h");
    for (std::size_t i = 1; i < count; ++i) usual.field("X: y");
    expect_read_at_once(usual.end(), {.fields_max = count});
  }
}

TEST(UsualMessages, MayHaveAsManyOctetsOfFieldsAsAreAllowed) {
  constexpr std::size_t kSection = "Host: h\r\nX: yz\r\n"sv.size();
  const Usual usual = get().field("Host: h").field("X: yz").end();
  expect_read_at_once(usual, {.field_section_max = kSection});
}

TEST(UsualMessages, MayHaveAsMuchContentAsIsAllowed) {
  expect_read_at_once(response().field("Content-Length: 50").end(kLong), {.content_max = 50});
  expect_read_at_once(
      response().field("Transfer-Encoding: chunked").chunks({{"2", "ab"}, {"32", kLong}}),
      {.content_max = 52});
}

TEST(UsualMessages, AreReadAtOnceWithoutLimits) {
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max();
  const HttpLimits none{kMost, kMost, kMost, std::numeric_limits<std::uint64_t>::max(), kMost};
  expect_read_at_once(get().field("Host: h").field("Content-Length: 50").end(kLong), none);
  expect_read_at_once(
      response().field("Transfer-Encoding: chunked").chunks({{"2", "ab"}, {"32", kLong}}), none);
}

// --- Whatever was read before.

// Reads `octets` cut short at each place, where the rest of them stands behind the cut; says where
// the start line was complete.
std::size_t start_line_end(MessageReader& reader, MessageKind kind, std::string_view octets) {
  for (std::size_t cut = 0; cut <= octets.size(); ++cut) {
    reader.next(kind);
    reader.feed(octets.substr(0, cut));
    if (reader.has_start_line()) return cut;
  }
  return 0;
}

void expect_the_line(MessageKind kind, const std::string& line, const std::string& before) {
  const std::string more = "\r\nHost: h\r\nX: " + kLong + "\r\n\r\n";
  const std::string octets = before + line + more;
  MessageReader reader(kind);
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(start_line_end(reader, kind, octets), before.size() + line.size() + 2) << line;
  }
  for (std::size_t at = 0; at < line.size(); ++at) {
    for (const char octet : {'8', ' ', 'P'}) {
      std::string other = octets;
      other[before.size() + at] = octet;
      MessageReader fresh(kind);
      for (MessageReader* one : {&reader, &fresh}) {
        one->next();
        one->feed(octets);
        EXPECT_NE(one->state(), ReadState::refused) << octets;
        one->next();
        one->feed(other);
        one->close();
      }
      const bool accepted = read_slowly(kind, other).verdict == MessageVerdict::accept;
      ASSERT_EQ(reader.state() == ReadState::complete, accepted) << escaped(other);
      ASSERT_EQ(reader.steps(), fresh.steps()) << escaped(other);
      if (!accepted) continue;
      if (kind == kRequest) {
        ASSERT_EQ(reader.request().method, fresh.request().method);
        ASSERT_EQ(reader.request().target, fresh.request().target);
      } else {
        ASSERT_EQ(reader.response().status, fresh.response().status);
        ASSERT_EQ(reader.response().reason, fresh.response().reason);
      }
    }
  }
}

// Lines that are shorter and longer than what is remembered of one.
TEST(UsualMessages, HaveAnyStartLineWhateverItWasBefore) {
  for (std::size_t size = 0; size < 40; size += size < 28 || size > 36 ? 3 : 1) {
    const std::string part(size, 'p');
    expect_the_line(kRequest, "GET /" + part + " HTTP/1.1", "");
    expect_the_line(kRequest, "GET /" + part + " HTTP/1.1", "\r\n");
    expect_the_line(kResponse, "HTTP/1.1 200 " + part, "");
  }
}

TEST(UsualMessages, AreOfTheirKind) {
  const std::string more = "\r\nHost: h\r\nX: " + kLong + "\r\n\r\n";
  const std::string request = "GET / HTTP/1.1" + more;
  const std::string status = "HTTP/1.1 304 OK" + more;
  MessageReader reader(kRequest);
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(reader.read(kRequest, request), ReadState::complete);
    EXPECT_EQ(reader.read(kResponse, request), ReadState::refused);
    EXPECT_EQ(reader.read(kResponse, status), ReadState::complete);
    EXPECT_EQ(reader.read(kToHead, status), ReadState::complete);
    EXPECT_EQ(reader.read(kRequest, status), ReadState::refused);
    EXPECT_EQ(reader.violation(), (Violation{Rule::http_method, 4}));
  }
}

// Names of all sizes, spelled in several ways, in an order that changes from message to message:
// more than a reader keeps, and some that begin alike.
TEST(UsualMessages, HaveTheirFieldsInAnyOrder) {
  std::vector<std::string> lines{"Date: d\r\n", "Server:s\r\n", "date:\tx\r\n",
                                 "Content-Length: 3\r\n"};
  for (std::size_t size = 1; size < 60; ++size) {
    lines.push_back(std::string(size, 'n') + ": " + std::to_string(size) + "\r\n");
    lines.push_back(std::string(size, 'n') + "_:" + std::to_string(size) + "\r\n");
  }
  MessageReader reader(kResponse);
  for (std::size_t step = 1; step < lines.size(); step += 3) {
    std::string octets = "HTTP/1.1 200 OK\r\n";
    for (std::size_t i = 0; i < 40; ++i) octets += lines[(i * step + step) % lines.size()];
    octets += "X: " + kLong + "\r\n\r\n" + "abc";
    const MessageAnswer due = read_slowly(kResponse, octets);
    reader.next();
    reader.feed(octets);
    reader.close();
    ASSERT_EQ(reader.state() == ReadState::complete, due.verdict == MessageVerdict::accept) << step;
    if (reader.state() == ReadState::complete) {
      ASSERT_EQ(Message(own(reader.response())), due.message) << step;
    }
  }
}

// --- In two pieces: each is read at once as far as its lines are whole.

TEST(UsualMessages, AreReadAtOnceAsFarAsTheyHaveCome) {
  const auto expect = [](MessageReader& reader, const std::string& octets, std::uint64_t steps) {
    for (int round = 0; round < 2; ++round) {
      reader.next();
      reader.feed(octets);
      EXPECT_EQ(reader.state(), ReadState::incomplete);
      EXPECT_EQ(reader.steps(), steps) << escaped(octets);
    }
  };
  MessageReader requests(kRequest);
  MessageReader responses(kResponse);
  for (const Usual& usual : {get(), get("/" + kLong), get().field("Host: h")}) {
    expect(requests, usual.octets, usual.steps);
  }
  for (const Usual& usual : {response(), response("HTTP/1.1 304 " + kLong).field("X: y")}) {
    expect(responses, usual.octets, usual.steps);
  }
  const Usual chunked = response().field("Transfer-Encoding: chunked").end();
  const std::string chunk = "a\r\n0123456789\r\n";
  expect(responses, chunked.octets + chunk, chunked.steps + 1 + chunk.size() + 1);
  expect(responses, chunked.octets + chunk + chunk, chunked.steps + 2 + 2 * chunk.size() + 1);
}

TEST(UsualMessages, GoOnBeingReadAtOnceBehindALinesEnd) {
  const Usual first = get().field("Host: h");
  const Usual whole = Usual(first).field("X: " + kLong).field("Content-Length: 2").end("ab");
  MessageReader reader(kRequest, {.fields_max = 3,
                                  .field_section_max = "Host: h\r\n"sv.size() + kLong.size() + 5 +
                                                       "Content-Length: 2\r\n"sv.size()});
  for (int round = 0; round < 2; ++round) {
    reader.next();
    reader.feed(std::string_view(whole.octets).substr(0, first.octets.size()));
    EXPECT_EQ(reader.steps(), first.steps);
    reader.feed(std::string_view(whole.octets).substr(first.octets.size()));
    EXPECT_EQ(reader.state(), ReadState::complete);
    EXPECT_EQ(reader.steps(), whole.steps + 1);
  }
}

}  // namespace
}  // namespace connectorgroup
