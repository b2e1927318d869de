// The reader of messages by itself: what it says of messages that are under way, refused or whole;
// what it lends and for how long; memory. That it refuses the right octets are laws and corpus
// cases, its limits are in http_limits_test.cc.

#include "model/http/reader.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/drivers/allocation_count.h"
#include "properties/escaped.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

constexpr MessageKind kRequest = MessageKind::request;
constexpr MessageKind kResponse = MessageKind::response;
constexpr MessageKind kToHead = MessageKind::response_to_head;

constexpr auto kPost =
    "POST /a?b HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nX:  y z \r\n\r\nab\r\nc"sv;
constexpr auto kGet = "GET / HTTP/1.0\r\n\r\n"sv;
constexpr auto kChunked =
    "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
    "3;e=f\r\nabc\r\n0A\r\n0123456789\r\n0\r\nT: u\r\n\r\n"sv;
constexpr auto kUntilClose = "HTTP/1.1 200 OK\r\nServer: s\r\n\r\nab"sv;

// --- Feeding.

TEST(HttpReader, SaysHowManyOctetsAreTheMessages) {
  MessageReader reader(kRequest);
  const std::string both = std::string(kPost) + std::string(kGet);
  EXPECT_EQ(reader.feed(both), kPost.size());
  EXPECT_EQ(reader.state(), ReadState::complete);
  EXPECT_EQ(reader.size(), kPost.size());
  // Until the next message it takes nothing.
  EXPECT_EQ(reader.feed(kGet), 0u);
  EXPECT_EQ(reader.size(), kPost.size());
  reader.next();
  EXPECT_EQ(reader.state(), ReadState::incomplete);
  EXPECT_EQ(reader.size(), 0u);
  EXPECT_EQ(reader.feed(std::string_view(both).substr(kPost.size())), kGet.size());
  EXPECT_EQ(reader.request().method, "GET");
}

TEST(HttpReader, SaysSoForEveryCut) {
  const std::string both = std::string(kChunked) + std::string(kChunked);
  for (std::size_t cut = 0; cut <= both.size(); ++cut) {
    MessageReader reader(kResponse);
    const std::size_t first = reader.feed(std::string_view(both).substr(0, cut));
    EXPECT_EQ(first, std::min(cut, kChunked.size())) << cut;
    EXPECT_EQ(reader.size(), first);
    if (reader.state() == ReadState::incomplete) {
      EXPECT_LT(cut, kChunked.size());
      EXPECT_EQ(reader.feed(std::string_view(both).substr(cut)), kChunked.size() - cut) << cut;
    }
    EXPECT_EQ(reader.state(), ReadState::complete) << cut;
    EXPECT_EQ(reader.size(), kChunked.size());
    EXPECT_EQ(reader.response().content, "abc0123456789");
  }
}

TEST(HttpReader, TakesEmptySegments) {
  MessageReader reader(kRequest);
  EXPECT_EQ(reader.feed({}), 0u);
  EXPECT_EQ(reader.feed(""), 0u);
  for (const char octet : kPost) {
    EXPECT_EQ(reader.feed(std::string_view(&octet, 1)), 1u);
    if (reader.state() == ReadState::incomplete) {
      EXPECT_EQ(reader.feed({}), 0u);
    }
  }
  EXPECT_EQ(reader.state(), ReadState::complete);
}

TEST(HttpReader, TakesTheOctetsUpToTheFault) {
  MessageReader reader(kRequest);
  constexpr auto kWrong = "GET /{} HTTP/1.1\r\n"sv;
  reader.feed(kWrong.substr(0, 3));
  EXPECT_EQ(reader.feed(kWrong.substr(3)), 2u);
  ASSERT_EQ(reader.state(), ReadState::refused);
  EXPECT_EQ(reader.violation(), (Violation{Rule::http_target_character, 5}));
  EXPECT_EQ(reader.size(), 5u);
  EXPECT_EQ(reader.feed(kGet), 0u);
  reader.close();
  EXPECT_EQ(reader.violation(), (Violation{Rule::http_target_character, 5}));
  reader.next();
  EXPECT_EQ(reader.feed(kGet), kGet.size());
  EXPECT_EQ(reader.state(), ReadState::complete);
}

// --- The connection's end.

TEST(HttpReader, IsLeftAloneByAnEndBeforeAnyMessage) {
  MessageReader reader(kRequest);
  reader.close();
  EXPECT_EQ(reader.state(), ReadState::incomplete);
  reader.next();
  reader.feed("\r\n");
  reader.close();
  EXPECT_EQ(reader.state(), ReadState::incomplete);
}

TEST(HttpReader, CompletesContentAtTheEnd) {
  MessageReader reader(kResponse);
  reader.feed(kUntilClose);
  EXPECT_EQ(reader.state(), ReadState::incomplete);
  reader.close();
  EXPECT_EQ(reader.state(), ReadState::complete);
  EXPECT_EQ(reader.response().content, "ab");
  EXPECT_EQ(reader.size(), kUntilClose.size());
}

TEST(HttpReader, RefusesWhatTheEndCutsShort) {
  for (std::size_t size = 1; size < kPost.size(); ++size) {
    MessageReader reader(kRequest);
    reader.feed(kPost.substr(0, size));
    ASSERT_EQ(reader.state(), ReadState::incomplete);
    reader.close();
    ASSERT_EQ(reader.state(), ReadState::refused);
    EXPECT_EQ(reader.violation(), (Violation{Rule::http_message_incomplete, size}));
  }
}

TEST(HttpReader, IsUnmovedByAnEndBehindAMessage) {
  MessageReader reader(kRequest);
  reader.feed(kPost);
  reader.close();
  EXPECT_EQ(reader.state(), ReadState::complete);
  EXPECT_EQ(own(reader.request()).content, "ab\r\nc");
}

// --- One message by itself.

TEST(HttpReader, ReadsOneMessageAndNothingElse) {
  MessageReader reader(kRequest);
  EXPECT_EQ(reader.read(kPost), ReadState::complete);
  const std::string longer = std::string(kPost) + "x";
  EXPECT_EQ(reader.read(longer), ReadState::refused);
  EXPECT_EQ(reader.violation(), (Violation{Rule::http_message_trailing, kPost.size()}));
  // The message is there all the same.
  EXPECT_EQ(reader.request().content, "ab\r\nc");
  EXPECT_EQ(reader.size(), kPost.size());
  EXPECT_EQ(reader.read(kPost.substr(0, 9)), ReadState::refused);
  EXPECT_EQ(reader.violation(), (Violation{Rule::http_message_incomplete, 9}));
  EXPECT_EQ(reader.read(""), ReadState::refused);
  EXPECT_EQ(reader.violation(), (Violation{Rule::http_message_incomplete, 0}));
  EXPECT_EQ(reader.read("\r\n"), ReadState::refused);
  EXPECT_EQ(reader.violation(), (Violation{Rule::http_message_incomplete, 2}));
  EXPECT_EQ(reader.read(kPost), ReadState::complete);
}

TEST(HttpReader, IgnoringWhatFollowsReadsTheFirstMessage) {
  MessageReader reader(kRequest, {}, RuleSet(Rule::http_message_trailing));
  const std::string longer = std::string(kPost) + "x";
  EXPECT_EQ(reader.read(longer), ReadState::complete);
  EXPECT_EQ(reader.request().content, "ab\r\nc");
}

TEST(HttpReader, ReadsAfterWhatWasFed) {
  MessageReader reader(kRequest);
  reader.feed("GET /half");
  EXPECT_EQ(reader.read(kPost), ReadState::complete);
  EXPECT_EQ(reader.request().target, "/a?b");
}

// --- What is there of a message under way.

TEST(HttpReader, HasAStartLineOnceItsEndIsThere) {
  constexpr std::size_t kLine = "POST /a?b HTTP/1.1\r\n"sv.size();
  constexpr std::size_t kHead = kPost.size() - 5;
  for (std::size_t size = 0; size <= kPost.size(); ++size) {
    MessageReader reader(kRequest);
    reader.feed(kPost.substr(0, size));
    EXPECT_EQ(reader.has_start_line(), size >= kLine) << size;
    EXPECT_EQ(reader.has_head(), size >= kHead) << size;
    EXPECT_EQ(reader.size(), size);
    if (!reader.has_start_line()) continue;
    const RequestView request = reader.request();
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.target, "/a?b");
    EXPECT_EQ(request.minor_version, 1);
    EXPECT_EQ(request.content, size < kHead ? ""sv : "ab\r\nc"sv.substr(0, size - kHead)) << size;
    if (size >= kHead) {
      EXPECT_EQ(reader.head_end(), kHead - 2);
    }
  }
}

TEST(HttpReader, HasTheFieldsWhoseLinesAreWhole) {
  MessageReader reader(kRequest);
  std::vector<std::size_t> counts;
  for (std::size_t at = 0; at < kPost.size(); ++at) {
    reader.feed(kPost.substr(at, 1));
    if (!reader.has_start_line()) continue;
    const auto fields = reader.request().fields;
    if (counts.empty() || counts.back() != fields.size()) {
      counts.push_back(fields.size());
      // The line's carriage return ends the value.
      EXPECT_TRUE(fields.empty() || kPost[at] == '\r') << at;
    }
  }
  EXPECT_EQ(counts, (std::vector<std::size_t>{0, 1, 2, 3}));
  const auto fields = reader.request().fields;
  ASSERT_EQ(fields.size(), 3u);
  EXPECT_EQ(fields[0], (FieldView{"Host", "h"}));
  EXPECT_EQ(fields[2], (FieldView{"X", "y z"}));
  EXPECT_EQ(find_field(fields, "content-LENGTH")->value, "5");
}

TEST(HttpReader, HasWhatCameBeforeARefusal) {
  MessageReader reader(kResponse);
  reader.read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n3\r\nabc\r\nx");
  ASSERT_EQ(reader.state(), ReadState::refused);
  EXPECT_EQ(reader.violation().rule, Rule::http_chunk_size);
  EXPECT_TRUE(reader.has_head());
  EXPECT_EQ(reader.response().status, 200);
  EXPECT_EQ(reader.response().content, "abc");
  EXPECT_EQ(reader.response().fields.size(), 2u);
  EXPECT_TRUE(reader.response().trailers.empty());

  reader.read("HTTP/1.1 404 Not Found\r\nA: b\r\nC d\r\n\r\n");
  ASSERT_EQ(reader.state(), ReadState::refused);
  EXPECT_TRUE(reader.has_start_line());
  EXPECT_FALSE(reader.has_head());
  EXPECT_EQ(reader.response().status, 404);
  EXPECT_EQ(reader.response().reason, "Not Found");
  EXPECT_EQ(reader.response().fields.size(), 1u);
  EXPECT_EQ(reader.response().content, "");

  reader.read("HTTP/1.1 999 \r\n");
  EXPECT_FALSE(reader.has_start_line());
}

TEST(HttpReader, KeepsHeaderAndTrailersApart) {
  MessageReader reader(kResponse);
  for (std::size_t at = 0; at < kChunked.size(); ++at) {
    reader.feed(kChunked.substr(at, 1));
    if (!reader.has_head()) continue;
    EXPECT_EQ(reader.response().fields.size(), 1u) << at;
    const bool trailer = at + 5 > kChunked.size();
    EXPECT_EQ(reader.response().trailers.size(), trailer ? 1u : 0u) << at;
  }
  EXPECT_EQ(reader.response().trailers[0], (FieldView{"T", "u"}));
}

TEST(HttpReader, ChangesItsKindBetweenMessages) {
  MessageReader reader(kRequest);
  EXPECT_EQ(reader.kind(), kRequest);
  reader.next(kToHead);
  EXPECT_EQ(reader.kind(), kToHead);
  reader.feed(kChunked);
  EXPECT_EQ(reader.state(), ReadState::complete);
  EXPECT_EQ(reader.response().content, "");
  reader.next(kResponse);
  reader.feed(kChunked);
  EXPECT_EQ(reader.response().content.size(), 13u);
  reader.next();
  EXPECT_EQ(reader.kind(), kResponse);
}

// --- Where things are on the wire.

TEST(HttpReader, TellsWhereItsPartsStand) {
  for (const std::size_t piece : {kChunked.size(), std::size_t{1}, std::size_t{5}}) {
    MessageReader reader(kResponse);
    for (std::size_t at = 0; at < kChunked.size(); at += piece) {
      reader.feed(kChunked.substr(at, piece));
    }
    const ResponseView response = reader.response();
    EXPECT_EQ(reader.offset_of(response.reason), kChunked.find("Created"));
    EXPECT_EQ(reader.offset_of(response.fields[0].name), kChunked.find("Transfer"));
    EXPECT_EQ(reader.offset_of(response.fields[0].value), kChunked.find("chunked"));
    EXPECT_EQ(reader.offset_of(response.fields[0].value.substr(7)), kChunked.find("chunked") + 7);
    EXPECT_EQ(reader.offset_of(response.trailers[0].value), kChunked.find("u\r\n\r\n"));
    EXPECT_EQ(reader.head_end(), kChunked.find("\r\n\r\n") + 2);
    ASSERT_EQ(response.content.size(), 13u);
    for (std::size_t i = 0; i < response.content.size(); ++i) {
      EXPECT_EQ(kChunked[reader.content_offset(i)], response.content[i]) << i;
    }
    EXPECT_EQ(reader.content_offset(0), kChunked.find("abc"));
    EXPECT_EQ(reader.content_offset(3), kChunked.find("0123456789"));
    EXPECT_EQ(reader.content_offset(13), kChunked.find("0123456789") + 10);
  }
}

TEST(HttpReader, TellsWhereContentWouldGoOn) {
  MessageReader reader(kRequest);
  reader.read(kPost);
  EXPECT_EQ(reader.content_offset(0), kPost.size() - 5);
  EXPECT_EQ(reader.content_offset(5), kPost.size());
  // Without any: behind the head, or behind the first chunk's line.
  reader.read(kGet);
  EXPECT_EQ(reader.content_offset(0), kGet.size());
  MessageReader responses(kResponse);
  responses.read("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
  EXPECT_EQ(responses.content_offset(0), responses.head_end() + 2);
}

// In a chunk of which nothing is there yet: behind its line, not behind the chunk before.
TEST(HttpReader, TellsWhereAChunkBegins) {
  constexpr auto kHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"sv;
  const std::string first = std::string(kHead) + "3\r\n";
  const std::string second = first + "abc\r\n2;e\r\n";
  MessageReader reader(kResponse);
  for (const std::string& octets : {first, second}) {
    reader.next();
    reader.feed(octets);
    const std::size_t size = reader.response().content.size();
    EXPECT_EQ(reader.content_offset(size), octets.size()) << octets;
  }
  EXPECT_EQ(reader.content_offset(2), first.size() + 2);
  // Before a chunk's line is there, it would go on behind the last octet.
  reader.next();
  reader.feed(first + "abc\r\n2;e");
  EXPECT_EQ(reader.content_offset(3), first.size() + 3);
}

// --- What is lent.

bool lies_in(std::string_view part, std::string_view whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

TEST(HttpReader, LendsFromTheOctetsThatCameInOnePiece) {
  const std::string octets(kPost);
  MessageReader reader(kRequest);
  reader.feed(octets);
  const RequestView request = reader.request();
  EXPECT_TRUE(lies_in(request.method, octets));
  EXPECT_TRUE(lies_in(request.target, octets));
  EXPECT_TRUE(lies_in(request.content, octets));
  for (const FieldView& field : request.fields) {
    EXPECT_TRUE(lies_in(field.name, octets));
    EXPECT_TRUE(lies_in(field.value, octets));
  }
}

TEST(HttpReader, KeepsWhatCameInSeveralPieces) {
  for (const std::string_view text : {kPost, kChunked}) {
    const MessageKind kind = text == kPost ? kRequest : kResponse;
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
      MessageReader reader(kind);
      for (const std::string_view piece : {text.substr(0, cut), text.substr(cut)}) {
        std::string octets(piece);
        reader.feed(octets);
        octets.assign(octets.size(), '#');
      }
      ASSERT_EQ(reader.state(), ReadState::complete) << cut;
      if (kind == kRequest) {
        EXPECT_EQ(own(reader.request()),
                  (Request{"POST",
                           "/a?b",
                           1,
                           {{"Host", "h"}, {"Content-Length", "5"}, {"X", "y z"}},
                           "ab\r\nc",
                           {}}));
      } else {
        EXPECT_EQ(own(reader.response()), (Response{201,
                                                    "Created",
                                                    1,
                                                    {{"Transfer-Encoding", "chunked"}},
                                                    "abc0123456789",
                                                    {{"T", "u"}}}));
      }
    }
  }
}

// Long values are looked at in blocks, which end where the octets do that were fed, though in
// memory the message goes on.
TEST(HttpReader, LooksNoFurtherThanWhatIsFed) {
  const std::string value(200, 'v');
  for (const std::string_view start : {"HTTP/1.1 304 "sv, "HTTP/1.1 304 \r\nX: "sv}) {
    const std::string octets = std::string(start) + value + "\r\n\r\n";
    for (std::size_t cut = 0; cut < octets.size(); ++cut) {
      for (const RuleSet& ignored : {RuleSet(), RuleSet(Rule::http_message_trailing)}) {
        MessageReader reader(kResponse, {}, ignored);
        EXPECT_EQ(reader.feed(std::string_view(octets).substr(0, cut)), cut);
        ASSERT_EQ(reader.state(), ReadState::incomplete) << cut;
        ASSERT_EQ(reader.size(), cut);
        EXPECT_EQ(reader.feed(std::string_view(octets).substr(cut)), octets.size() - cut);
        ASSERT_EQ(reader.state(), ReadState::complete) << cut;
        const ResponseView read = reader.response();
        EXPECT_EQ(read.fields.empty() ? read.reason : read.fields[0].value, value) << cut;
      }
    }
  }
}

TEST(HttpReader, TakesItsMessageAlongWhenItMoves) {
  MessageReader first(kResponse);
  first.feed(kChunked.substr(0, 60));
  MessageReader second(std::move(first));
  EXPECT_EQ(second.feed(kChunked.substr(60)), kChunked.size() - 60);
  EXPECT_EQ(second.response().content, "abc0123456789");
  MessageReader third(kRequest);
  third.feed("GET /");
  third = std::move(second);
  EXPECT_EQ(third.kind(), kResponse);
  EXPECT_EQ(third.response().reason, "Created");
  third.next();
  EXPECT_EQ(third.feed(kChunked), kChunked.size());
}

// --- Memory and work.

std::size_t allocations_when_warm(MessageKind kind, std::string_view octets, std::size_t piece) {
  MessageReader reader(kind);
  const auto read_twice = [&] {
    for (int round = 0; round < 2; ++round) {
      reader.next();
      for (std::size_t at = 0; at < octets.size(); at += piece) {
        reader.feed(octets.substr(at, piece));
      }
      reader.close();
      const std::size_t size =
          kind == kRequest ? reader.request().fields.size() : reader.response().fields.size();
      if (reader.state() != ReadState::complete || size > 10) std::abort();
    }
  };
  read_twice();
  return allocations_of(read_twice);
}

TEST(HttpReader, AllocatesNothingOnceItIsWarm) {
  for (const auto& [kind, octets] :
       {std::pair{kRequest, kPost}, std::pair{kRequest, kGet}, std::pair{kResponse, kChunked},
        std::pair{kResponse, kUntilClose}, std::pair{kToHead, kChunked.substr(0, 52)}}) {
    EXPECT_EQ(allocations_when_warm(kind, octets, octets.size()), 0u) << octets;
    EXPECT_EQ(allocations_when_warm(kind, octets, 3), 0u) << octets;
  }
}

TEST(HttpReader, CopiesNothingOfAMessageInOnePiece) {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
  const std::string octets = head + std::string(1000000, 'x');
  // The only buffers are for the places of fields and for their views.
  const std::size_t cold = allocations_of([&] {
    MessageReader reader(kResponse);
    reader.feed(octets);
  });
  EXPECT_LT(cold, 6u);
}

// Octets that are looked at twice count twice: white space is found to end a value once that ends.
TEST(HttpReader, CountsEachLookAtAnOctet) {
  const auto steps = [](std::string_view value, std::size_t piece) {
    // With a rule that is ignored nothing is read at once.
    MessageReader reader(kResponse, {}, RuleSet(Rule::http_message_trailing));
    const std::string octets = "HTTP/1.1 304 \r\nX:" + std::string(value) + "\r\n\r\n";
    for (std::size_t at = 0; at < octets.size(); at += piece) {
      reader.feed(std::string_view(octets).substr(at, piece));
    }
    EXPECT_EQ(reader.state(), ReadState::complete);
    return reader.steps();
  };
  for (std::size_t count = 0; count < 20; ++count) {
    const std::string spaces(count, ' ');
    EXPECT_EQ(steps(spaces + "y", 100), steps("y", 100) + count);
    EXPECT_EQ(steps("y" + spaces, 100), steps("y", 100) + 2 * count);
    EXPECT_EQ(steps("y" + spaces + "z", 100), steps("yz", 100) + count);
    EXPECT_EQ(steps("y" + spaces, 1), steps("y", 1) + 3 * count) << "each piece ends with a look";
  }
}

TEST(HttpReader, CountsItsStepsForEachMessageAnew) {
  MessageReader reader(kRequest);
  reader.feed(kPost);
  const std::uint64_t steps = reader.steps();
  EXPECT_GT(steps, 0u);
  reader.next();
  EXPECT_EQ(reader.steps(), 0u);
  reader.feed(kPost);
  EXPECT_EQ(reader.steps(), steps);
}

}  // namespace
}  // namespace connectorgroup
