// The limits of the reader of messages at their edges, with limits small enough to write the
// messages down, in several segmentations.

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "model/http/reader.h"
#include "properties/escaped.h"

namespace connectorgroup {
namespace {

constexpr MessageKind kRequest = MessageKind::request;
constexpr MessageKind kResponse = MessageKind::response;
constexpr MessageKind kToHead = MessageKind::response_to_head;

using Refusal = std::optional<Violation>;

Refusal read_in_pieces(std::string_view octets, MessageKind kind, const HttpLimits& limits,
                       std::size_t piece, const RuleSet& ignored = {}) {
  MessageReader reader(kind, limits, ignored);
  for (std::size_t at = 0; at < octets.size(); at += piece) reader.feed(octets.substr(at, piece));
  reader.close();
  if (reader.state() == ReadState::refused) return reader.violation();
  EXPECT_EQ(reader.state(), ReadState::complete) << escaped(octets, 300);
  return std::nullopt;
}

std::string shown(const Refusal& refusal) { return refusal ? describe(*refusal) : "accepted"; }

void expect(std::string_view octets, MessageKind kind, const HttpLimits& limits,
            const Refusal& expected) {
  // To feed() that rule is nothing, but with one that is ignored nothing is read at once.
  for (const RuleSet& ignored : {RuleSet(), RuleSet(Rule::http_message_trailing)}) {
    for (const std::size_t piece :
         {octets.size(), std::size_t{1}, std::size_t{2}, std::size_t{7}}) {
      EXPECT_EQ(shown(read_in_pieces(octets, kind, limits, piece, ignored)), shown(expected))
          << "in pieces of " << piece << ": " << escaped(octets, 300);
    }
  }
}

// Accepted at the limit and above; below it, refused with this rule at this offset, unless the rule
// is ignored.
void expect_edge(std::string_view octets, MessageKind kind, std::size_t HttpLimits::*limit,
                 std::size_t least, const Violation& below) {
  for (const std::size_t above : {std::size_t{0}, std::size_t{1}, std::size_t{100}}) {
    HttpLimits limits;
    limits.*limit = least + above;
    expect(octets, kind, limits, std::nullopt);
  }
  HttpLimits limits;
  limits.*limit = least - 1;
  expect(octets, kind, limits, below);
  for (const std::size_t piece : {octets.size(), std::size_t{1}}) {
    EXPECT_EQ(shown(read_in_pieces(octets, kind, limits, piece, RuleSet(below.rule))), "accepted")
        << escaped(octets, 300);
  }
}

HttpLimits with_lines(std::size_t line_max) { return {.line_max = line_max}; }

// --- Lines.

TEST(LimitOfLines, IsTheLongestStartLineThatIsTaken) {
  const std::string target = "GET /a?b HTTP/1.1\r\nHost: h\r\n\r\n";  // 17 octets
  expect_edge(target, kRequest, &HttpLimits::line_max, 17, {Rule::limit_line, 16});
  const std::string reason = "HTTP/1.1 200 Fine\r\n\r\n";
  expect_edge(reason, kResponse, &HttpLimits::line_max, 17, {Rule::limit_line, 16});
  expect_edge("HTTP/1.1 200 \r\n\r\n", kResponse, &HttpLimits::line_max, 13,
              {Rule::limit_line, 12});
}

TEST(LimitOfLines, CountsFromTheLinesStart) {
  expect_edge("\r\nGET /a?b HTTP/1.1\r\nHost: h\r\n\r\n", kRequest, &HttpLimits::line_max, 17,
              {Rule::limit_line, 18});
  const std::string field = "GET / HTTP/1.1\r\nHost:    graph.microsoft.com   \r\n\r\n";
  const std::size_t line = std::string_view("Host:    graph.microsoft.com   ").size();
  expect_edge(field, kRequest, &HttpLimits::line_max, line,
              {Rule::limit_line, std::string_view("GET / HTTP/1.1\r\n").size() + line - 1});
}

// Whatever is expected there: name, colon, white space, value; sizes, extensions, trailers.
TEST(LimitOfLines, CutsAnywhere) {
  const std::string line = "A-long-name:  a value\twith white space \t";
  const std::string head = "HTTP/1.1 304 Unchanged\r\n";
  for (std::size_t limit = head.size() - 2; limit < line.size(); ++limit) {
    expect(head + line + "\r\n\r\n", kResponse, with_lines(limit),
           Violation{Rule::limit_line, head.size() + limit});
  }
  expect(head + line + "\r\n\r\n", kResponse, with_lines(line.size()), std::nullopt);
  const std::string request = "PATCH http://[::1]:80/a%20b?c HTTP/1.1";
  for (std::size_t limit = 0; limit < request.size(); ++limit) {
    expect(request + "\r\nHost: h\r\n\r\n", kRequest, with_lines(limit),
           Violation{Rule::limit_line, limit});
  }
  const std::string chunks = "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string chunk = "0000000000000000003 ;a = \"b\\\"c\" ; d=e";
  for (std::size_t limit = std::string_view("Transfer-Encoding: chunked").size();
       limit < chunk.size(); ++limit) {
    expect(chunks + chunk + "\r\nabc\r\n0\r\n\r\n", kResponse, with_lines(limit),
           Violation{Rule::limit_line, chunks.size() + limit});
    expect(chunks + "0\r\n" + line + "\r\n\r\n", kResponse, with_lines(limit),
           Violation{Rule::limit_line, chunks.size() + 3 + limit});
  }
}

TEST(LimitOfLines, YieldsToWhatIsWrongBefore) {
  const std::string text = "GET /{ HTTP/1.1\r\nHost: h\r\n\r\n";
  expect(text, kRequest, with_lines(6), Violation{Rule::http_target_character, 5});
  expect(text, kRequest, with_lines(5), Violation{Rule::limit_line, 5});
  // A line end isn't part of the line, but what stands in its place is.
  expect("HTTP/1.1 304 \n\r\n", kResponse, with_lines(13), Violation{Rule::http_line_bare_lf, 13});
  expect("HTTP/1.1 304 \x01", kResponse, with_lines(13), Violation{Rule::limit_line, 13});
}

// A line's end takes no room: where it is there in time, the limit changes nothing.
TEST(LimitOfLines, LetsALineEndThere) {
  const auto expect_no_change = [](MessageKind kind, const std::string& before,
                                   std::string_view line, std::size_t least,
                                   const RuleSet& ignored = {}) {
    for (std::size_t size = least; size <= line.size(); ++size) {
      for (const std::string end : {"\r\n\r\n", "\n", "\r\r"}) {
        const std::string octets = before + std::string(line.substr(0, size)) + end;
        for (const std::size_t piece : {octets.size(), std::size_t{1}}) {
          MessageReader free(kind, {}, ignored);
          MessageReader limited(kind, with_lines(size), ignored);
          for (MessageReader* reader : {&free, &limited}) {
            for (std::size_t at = 0; at < octets.size(); at += piece) {
              reader->feed(std::string_view(octets).substr(at, piece));
            }
          }
          ASSERT_EQ(limited.state(), free.state()) << escaped(octets);
          if (free.state() == ReadState::refused) {
            ASSERT_EQ(limited.violation(), free.violation()) << escaped(octets);
          }
        }
      }
    }
  };
  for (const std::string_view line :
       {"GET / HTTP/1.1", "OPTIONS * HTTP/1.1", "X http://[::1]:80?a HTTP/1.1",
        "CONNECT h:80 HTTP/1.1", "GET /%41 HTTP/1.0 "}) {
    expect_no_change(kRequest, "", line, 0);
  }
  expect_no_change(kResponse, "", "HTTP/1.1 304 OK", 0);
  expect_no_change(kResponse, "HTTP/1.1 304 \r\n", "Content-Length : \t 12 a", 14);
  const std::string chunks = "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n";
  expect_no_change(kResponse, chunks, "000000000000000000000000000 ; a = \"b\\\"c\" ; d", 26);
  expect_no_change(kResponse, chunks + "0\r\n", "A-name-that-is-as-long-as-that: b c ", 26);
  // Where something is ignored too.
  expect_no_change(kRequest, "", "GET / HTTPS/1.1 x", 0, RuleSet(Rule::http_version_form));
  expect_no_change(kResponse, "", "HTTP/1.1x 304 OK", 0, RuleSet(Rule::http_version_form));
  expect_no_change(kResponse, "", "HTTP/1.1 x304 OK", 0, RuleSet(Rule::http_status_code));
  expect_no_change(kRequest, "", "GET \t a \t HTTP/1.1 ", 0,
                   RuleSet(Rule::http_request_line_space));
  expect_no_change(kResponse, "HTTP/1.1 304 \r\n", "A  b \t c-name-of-that-size : d", 14,
                   RuleSet(Rule::http_field_name_space));
}

// What is ignored takes its room like anything else.
TEST(LimitOfLines, CutsWhatIsIgnored) {
  const auto expect_cut = [](MessageKind kind, const std::string& before, std::string_view line,
                             std::size_t least, Rule rule) {
    const std::string octets = before + std::string(line) + "\r\n\r\n";
    for (std::size_t limit = least; limit < line.size(); ++limit) {
      for (const std::size_t piece : {octets.size(), std::size_t{1}}) {
        const Refusal refusal =
            read_in_pieces(octets, kind, with_lines(limit), piece, RuleSet(rule));
        EXPECT_EQ(shown(refusal), shown(Violation{Rule::limit_line, before.size() + limit}))
            << escaped(octets);
      }
    }
  };
  const std::string start = "HTTP/1.1 304 \r\n";
  expect_cut(kResponse, start, "A  \t  \t  \t  \t : b", 13, Rule::http_field_name_space);
  expect_cut(kResponse, start + "A: b\r\n", "  a value that goes on", 13,
             Rule::http_field_obs_fold);
  expect_cut(kRequest, "", "GET / HTTPS/1.1 x", 0, Rule::http_version_form);
  expect_cut(kResponse, "", "HTTP/1.1xyz 304 OK", 0, Rule::http_version_form);
  expect_cut(kResponse, "", "HTTP/1.1 x304567 OK", 0, Rule::http_status_code);
  expect_cut(kRequest, "", "GET \t / \t HTTP/1.1 \t ", 0, Rule::http_request_line_space);
}

TEST(LimitOfLines, IsNotOfContent) {
  const std::string content(100, 'x');
  expect("HTTP/1.1 200 \r\nContent-Length: 100\r\n\r\n" + content, kResponse, with_lines(26),
         std::nullopt);
  expect("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n64\r\n" + content + "\r\n0\r\n\r\n",
         kResponse, with_lines(26), std::nullopt);
}

// --- Fields.

TEST(LimitOfFields, IsTheLastFieldThatIsTaken) {
  const std::string text = "GET / HTTP/1.1\r\nHost: h\r\na:\r\nb:\r\n\r\n";
  expect_edge(text, kRequest, &HttpLimits::fields_max, 3, {Rule::limit_fields, text.find("b:")});
  expect(text, kRequest, {.fields_max = 1}, Violation{Rule::limit_fields, text.find("a:")});
  expect("HTTP/1.1 304 \r\n\r\n", kResponse, {.fields_max = 0}, std::nullopt);
}

TEST(LimitOfFields, CountsTrailers) {
  const std::string text =
      "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\na:\r\nb:\r\n\r\n";
  expect_edge(text, kResponse, &HttpLimits::fields_max, 3, {Rule::limit_fields, text.find("b:")});
  expect(text, kResponse, {.fields_max = 1}, Violation{Rule::limit_fields, text.find("a:")});
}

TEST(LimitOfFields, IsJudgedBeforeTheName) {
  expect("HTTP/1.1 304 \r\na:\r\n(\r\n\r\n", kResponse, {.fields_max = 1},
         Violation{Rule::limit_fields, 19});
  // White space at a line's start begins no field.
  expect("HTTP/1.1 304 \r\na:\r\n b\r\n\r\n", kResponse, {.fields_max = 1},
         Violation{Rule::http_field_obs_fold, 19});
}

// --- The field section: lines with their ends. Its last octet is a line feed.

TEST(LimitOfTheFieldSection, IsItsLastOctetThatIsTaken) {
  const std::string line = "GET / HTTP/1.1\r\n";
  const std::string section = "Host: h\r\nA: b\r\n";
  const std::string text = line + section + "\r\n";
  expect_edge(text, kRequest, &HttpLimits::field_section_max, section.size(),
              {Rule::limit_field_section, line.size() + section.size() - 1});
  for (std::size_t limit = 0; limit < section.size(); ++limit) {
    expect(text, kRequest, {.field_section_max = limit},
           Violation{Rule::limit_field_section, line.size() + limit});
  }
}

TEST(LimitOfTheFieldSection, CountsTrailers) {
  const std::string head = "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n";
  const std::string chunks = "\r\n1;e\r\nx\r\n0\r\n";
  const std::string text = head + chunks + "a: b\r\n\r\n";
  const std::size_t fields = head.size() - std::string_view("HTTP/1.1 200 \r\n").size();
  const std::size_t before = head.size() + chunks.size();
  expect_edge(text, kResponse, &HttpLimits::field_section_max, fields + 6,
              {Rule::limit_field_section, before + 5});
  for (std::size_t left = 0; left < 6; ++left) {
    expect(text, kResponse, {.field_section_max = fields + left},
           Violation{Rule::limit_field_section, before + left});
  }
}

TEST(LimitOfTheFieldSection, YieldsToWhatIsWrongBefore) {
  expect("HTTP/1.1 304 \r\na\x01: b\r\n\r\n", kResponse, {.field_section_max = 2},
         Violation{Rule::http_field_name, 16});
  expect("HTTP/1.1 304 \r\na\x01: b\r\n\r\n", kResponse, {.field_section_max = 1},
         Violation{Rule::limit_field_section, 16});
}

TEST(LimitOfTheFieldSection, CountsLinesThatGoOn) {
  const std::string start = "HTTP/1.1 304 \r\n";
  const std::string section = "A: b\r\n cd\r\nE: f\r\n";
  const RuleSet ignored(Rule::http_field_obs_fold);
  for (std::size_t limit = 0; limit <= section.size(); ++limit) {
    for (const std::size_t piece : {std::size_t{100}, std::size_t{1}}) {
      const Refusal refusal = read_in_pieces(start + section + "\r\n", kResponse,
                                             {.field_section_max = limit}, piece, ignored);
      const Refusal due = limit == section.size()
                              ? Refusal()
                              : Violation{Rule::limit_field_section, start.size() + limit};
      EXPECT_EQ(shown(refusal), shown(due)) << limit;
    }
  }
  // Whatever comes behind the limit in such a line.
  EXPECT_EQ(shown(read_in_pieces(start + "A: b\r\n c\x01", kResponse, {.field_section_max = 8}, 100,
                                 ignored)),
            shown(Violation{Rule::limit_field_section, start.size() + 8}));
}

// In a later line too, whatever comes behind its limit.
TEST(LimitOfTheFieldSection, IsWhatIsWrongFirst) {
  const std::string start = "HTTP/1.1 304 \r\nA: b\r\n";
  const std::size_t section = std::string_view("A: b\r\n").size();
  const std::string line = "C: d\x01\r\n\r\n";
  for (std::size_t room = 0; room < 5; ++room) {
    expect(start + line, kResponse, {.field_section_max = section + room},
           Violation{Rule::limit_field_section, start.size() + room});
  }
  expect(start + line, kResponse, {.field_section_max = section + 5},
         Violation{Rule::http_field_control, start.size() + 4});
}

// --- Content.

HttpLimits with_content(std::uint64_t content_max) { return {.content_max = content_max}; }

TEST(LimitOfContent, IsOfTheNumberWhereItIsCounted) {
  const std::string head = "HTTP/1.1 200 \r\nContent-Length: ";
  const std::string text = head + "005\r\n\r\nabcde";
  expect(text, kResponse, with_content(5), std::nullopt);
  expect(text, kResponse, with_content(4),
         Violation{Rule::limit_content, head.size(), "Content-Length"});
  expect(text, kResponse, with_content(0),
         Violation{Rule::limit_content, head.size(), "Content-Length"});
  // Known before any content is there, and white space doesn't hide it.
  expect(head + "6 ", kResponse, with_content(5),
         Violation{Rule::http_message_incomplete, head.size() + 2});
  MessageReader reader(kResponse, with_content(5));
  reader.feed(head + "6 \r");
  ASSERT_EQ(reader.state(), ReadState::refused);
  EXPECT_EQ(reader.violation(), (Violation{Rule::limit_content, head.size(), "Content-Length"}));
}

TEST(LimitOfContent, CountsOctetsOfAllChunks) {
  const std::string head = "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string text = head + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
  expect(text, kResponse, with_content(5), std::nullopt);
  expect(text, kResponse, with_content(4),
         Violation{Rule::limit_content, head.size() + std::string_view("3\r\nabc\r\n").size()});
  expect(text, kResponse, with_content(2), Violation{Rule::limit_content, head.size()});
  const RuleSet ignored(Rule::limit_content);
  EXPECT_EQ(shown(read_in_pieces(text, kResponse, with_content(2), 3, ignored)), "accepted");
  expect(head + "0\r\n\r\n", kResponse, with_content(0), std::nullopt);
}

TEST(LimitOfContent, IsOfTheOctetsWhereTheConnectionEndsThem) {
  const std::string head = "HTTP/1.1 200 \r\n\r\n";
  expect(head + "abcde", kResponse, with_content(5), std::nullopt);
  expect(head + "abcde", kResponse, with_content(4),
         Violation{Rule::limit_content, head.size() + 4});
  expect(head, kResponse, with_content(0), std::nullopt);
  expect(head + "a", kResponse, with_content(0), Violation{Rule::limit_content, head.size()});
}

TEST(LimitOfContent, LeavesWhatCameBeforeIt) {
  const std::string octets = "HTTP/1.1 200 \r\n\r\nabcde";
  for (const std::size_t piece : {octets.size(), std::size_t{1}, std::size_t{3}}) {
    MessageReader strict(kResponse, with_content(3));
    MessageReader lax(kResponse, with_content(3), RuleSet(Rule::limit_content));
    for (std::size_t at = 0; at < octets.size(); at += piece) {
      if (strict.state() == ReadState::incomplete) strict.feed(octets.substr(at, piece));
      lax.feed(octets.substr(at, piece));
    }
    EXPECT_EQ(strict.state(), ReadState::refused);
    EXPECT_EQ(strict.size(), octets.size() - 2);
    lax.close();
    EXPECT_EQ(lax.state(), ReadState::complete);
    EXPECT_EQ(lax.size(), octets.size());
    EXPECT_EQ(lax.response().content, "abcde");
  }
}

TEST(LimitOfContent, IsOfNoConcernWhereThereIsNone) {
  const std::string text = "HTTP/1.1 200 \r\nContent-Length: 99999999999999\r\n\r\n";
  expect(text, kToHead, with_content(5), std::nullopt);
  expect("HTTP/1.1 304 \r\nContent-Length: 6\r\n\r\n", kResponse, with_content(5), std::nullopt);
  // But a number is still one that 64 bits hold.
  expect("HTTP/1.1 200 \r\nContent-Length: 18446744073709551616\r\n\r\n", kToHead, with_content(5),
         Violation{Rule::http_content_length_range, 31, "Content-Length"});
}

// --- Chunk extensions: all octets between the digits and the line ends.

TEST(LimitOfChunkExtensions, IsTheirLastOctetThatIsTaken) {
  const std::string head = "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string text = head + "1;a=b\r\nx\r\n1 ;c\r\ny\r\n0;d\r\n\r\n";
  expect_edge(text, kResponse, &HttpLimits::chunk_extensions_max, 9,
              {Rule::limit_chunk_extensions, text.find(";d") + 1});
  constexpr std::array<std::string_view, 3> kExtensions{";a=b", " ;c", ";d"};
  std::size_t limit = 0;
  for (const std::string_view extension : kExtensions) {
    for (std::size_t i = 0; i < extension.size(); ++i, ++limit) {
      expect(text, kResponse, {.chunk_extensions_max = limit},
             Violation{Rule::limit_chunk_extensions, text.find(extension) + i});
    }
  }
}

TEST(LimitOfChunkExtensions, IsJudgedBeforeWhatTheOctetIs) {
  const std::string head = "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n";
  expect(head + "1;(\r\n", kResponse, {.chunk_extensions_max = 1},
         Violation{Rule::limit_chunk_extensions, head.size() + 2});
  expect(head + "1;(\r\n", kResponse, {.chunk_extensions_max = 2},
         Violation{Rule::http_chunk_extension, head.size() + 2});
  expect(head + "1;\r\n", kResponse, {.chunk_extensions_max = 1},
         Violation{Rule::http_chunk_extension, head.size() + 2});
}

// --- As much as there is.

TEST(Limits, MayBeTheLargestNumbers) {
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max();
  const HttpLimits limits{kMost, kMost, kMost, std::numeric_limits<std::uint64_t>::max(), kMost};
  const std::string chunks = "Transfer-Encoding: chunked\r\n\r\n1;e\r\nx\r\n0;f\r\nt: u\r\n\r\n";
  expect("\r\nGET / HTTP/1.1\r\nHost: h\r\n" + chunks, kRequest, limits, std::nullopt);
  expect("HTTP/1.1 200 \r\n" + chunks, kResponse, limits, std::nullopt);
  expect("HTTP/1.1 200 \r\n\r\nabc", kResponse, limits, std::nullopt);
  expect("HTTP/1.1 200 \r\nContent-Length: 18446744073709551615\r\n\r\nx", kResponse, limits,
         Violation{Rule::http_message_incomplete, 56});
}

TEST(Limits, MayBeLargerThanAnySizeThatCanBeAddedTo) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  const std::string head = "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const std::string size : {"fffffffffffffff", "fffffffffffffffe", "ffffffffffffffff"}) {
    const std::string text = head + size + "\r\nabc\r\n0\r\n\r\n";
    expect(text, kResponse, with_content(kMost),
           Violation{Rule::http_message_incomplete, text.size()});
  }
}

TEST(Limits, HoldForEachMessageAnew) {
  const std::string text =
      "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n1;e\r\nx\r\n0\r\nt: u\r\n\r\n";
  const HttpLimits limits{.line_max = 26,
                          .fields_max = 2,
                          .field_section_max = 34,
                          .content_max = 1,
                          .chunk_extensions_max = 2};
  MessageReader reader(kResponse, limits);
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(reader.feed(text), text.size());
    EXPECT_EQ(reader.state(), ReadState::complete);
    reader.next();
  }
}

}  // namespace
}  // namespace connectorgroup
