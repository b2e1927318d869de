// Readers that ignore one rule: each takes what the rule refuses as it stands, and reads on behind
// it. The strict reader names the rule.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/http/reader.h"
#include "model/http/status.h"
#include "properties/escaped.h"
#include "properties/message_answer.h"

namespace connectorgroup {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

constexpr MessageKind kRequest = MessageKind::request;
constexpr MessageKind kResponse = MessageKind::response;

// The rule is what a strict reader refuses first. Without it the octets are this message, whatever
// their segmentation.
void expect(Rule rule, MessageKind kind, const std::string& octets, const Message& due) {
  MessageReader strict(kind);
  EXPECT_EQ(strict.read(octets), ReadState::refused) << escaped(octets);
  if (strict.state() == ReadState::refused) {
    EXPECT_EQ(strict.violation().rule, rule) << escaped(octets);
  }
  MessageReader reader(kind, {}, RuleSet(rule));
  for (const std::size_t piece : {octets.size(), std::size_t{1}, std::size_t{3}}) {
    reader.next();
    for (std::size_t at = 0; at < octets.size(); at += piece) {
      reader.feed(std::string_view(octets).substr(at, piece));
    }
    reader.close();
    ASSERT_EQ(reader.state(), ReadState::complete)
        << (reader.state() == ReadState::refused ? describe(reader.violation()) : "incomplete")
        << ": " << escaped(octets);
    EXPECT_EQ(reader.size(), octets.size()) << escaped(octets);
    const Message read = kind == kRequest ? Message(own(reader.request())) : own(reader.response());
    EXPECT_EQ(read, due) << describe(read) << ": " << escaped(octets);
  }
}

// --- Request lines.

void expect_line(Rule rule, const std::string& line, const std::string& method,
                 const std::string& target, int minor_version = 1) {
  expect(rule, kRequest, line + "\r\nHost: h\r\n\r\n",
         Request{method, target, minor_version, {{"Host", "h"}}, "", {}});
}

TEST(IgnoredRules, OfMethods) {
  expect_line(Rule::http_method, " / HTTP/1.1", "", "/");
  expect_line(Rule::http_method, "G(T\x80 / HTTP/1.1", "G(T\x80", "/");
}

TEST(IgnoredRules, OfTheSpacesOfRequestLines) {
  for (const std::string line : {"GET  / HTTP/1.1", "GET\t/ HTTP/1.1", "GET \t / HTTP/1.1",
                                 "GET /  HTTP/1.1", "GET /\tHTTP/1.1", "GET / \t HTTP/1.1",
                                 "GET / HTTP/1.1 ", "GET / HTTP/1.1\t", "GET \t/\t HTTP/1.1 \t "}) {
    expect_line(Rule::http_request_line_space, line, "GET", "/");
  }
  expect_line(Rule::http_request_line_space, "OPTIONS  *\tHTTP/1.0", "OPTIONS", "*", 0);
  expect_line(Rule::http_request_line_space, "CONNECT  h:8\tHTTP/1.1", "CONNECT", "h:8");
  expect_line(Rule::http_request_line_space, "GET http://h\tHTTP/1.1", "GET", "http://h");
}

// Behind such a space still nothing may stand.
TEST(IgnoredRules, OfSpacesBehindTheVersionLetNothingElseStandThere) {
  MessageReader reader(kRequest, {}, RuleSet(Rule::http_request_line_space));
  EXPECT_EQ(reader.read("GET / HTTP/1.1 x\r\nHost: h\r\n\r\n"), ReadState::refused);
  EXPECT_EQ(reader.violation(), (Violation{Rule::http_version_form, 15}));
}

TEST(IgnoredRules, OfTargets) {
  for (const std::string target : {"a", "*", "h", "http", "http:/a", "http//a", "httpx://a",
                                   "httpss://a", "ftp://a", "*a", "?a", "%41"}) {
    expect_line(Rule::http_target_form, "GET " + target + " HTTP/1.1", "GET", target);
  }
  expect_line(Rule::http_target_form, "OPTIONS *a HTTP/1.1", "OPTIONS", "*a");
  expect_line(Rule::http_target_form, "OPTIONS ** HTTP/1.1", "OPTIONS", "**");
  for (const std::string target : {"/{", "/a{b}c", "/\x80", "/\x01", "/#", "/a?\"%41"}) {
    expect_line(Rule::http_target_character, "GET " + target + " HTTP/1.1", "GET", target);
  }
  for (const std::string target : {"/%", "/%4", "/%4x", "/%x4", "/%%41", "/%4%41", "/a%?b"}) {
    expect_line(Rule::http_target_percent, "GET " + target + " HTTP/1.1", "GET", target);
  }
  for (const std::string target : {"http://", "http://:8", "http://u@h/", "http:///", "https://?a",
                                   "http://[::1", "http://h:x/b", "http://[1]:8/"}) {
    expect_line(Rule::http_target_authority, "GET " + target + " HTTP/1.1", "GET", target);
  }
  for (const std::string target : {"h", "h:", ":8", "/", "/a?b", "[::1]", "u@h:8", "http://h:8/"}) {
    expect_line(Rule::http_target_authority, "CONNECT " + target + " HTTP/1.1", "CONNECT", target);
  }
  // What is wrong in the target isn't taken for what Host says.
  expect(Rule::http_target_authority, kRequest, "GET http://[: HTTP/1.1\r\nHost: [::1]\r\n\r\n",
         Request{"GET", "http://[:", 1, {{"Host", "[::1]"}}, "", {}});
}

TEST(IgnoredRules, OfRequestVersions) {
  expect_line(Rule::http_request_line_version, "GET /", "GET", "/");
  expect_line(Rule::http_request_line_version, "OPTIONS *", "OPTIONS", "*");
  expect_line(Rule::http_request_line_version, "CONNECT h:8", "CONNECT", "h:8");
  expect_line(Rule::http_request_line_version, "GET http://h", "GET", "http://h");
  for (const std::string version :
       {"", "http/1.1", "H", "HTTP", "HTTP/", "HTTP/1", "HTTP/1.", "HTTP/x.1", "HTTP/1,1",
        "HTTP/1.x", "HTTP/1.1x", "HTTP/1.11", "\x80", "x HTTP/1.0"}) {
    expect_line(Rule::http_version_form, "GET / " + version, "GET", "/");
  }
  expect_line(Rule::http_version_form, "GET / HTTP/1.0x", "GET", "/", 0);
  // Behind a major version that is passed over, the minor one is read.
  expect_line(Rule::http_version_major, "GET / HTTP/0.9", "GET", "/", 9);
  expect_line(Rule::http_version_major, "GET / HTTP/2.0", "GET", "/", 0);
}

// --- Status lines.

void expect_status(Rule rule, const std::string& line, int status, const std::string& reason,
                   int minor_version = 1) {
  const bool has_content = !status_has_no_content(status);
  const std::string content = has_content ? "ab" : "";
  expect(rule, kResponse, line + "\r\n\r\n" + content,
         Response{status, reason, minor_version, {}, content, {}});
}

TEST(IgnoredRules, OfStatusLines) {
  for (const std::string version :
       {"", "HTP", "HTTP/1", "HTTP/1.x", "HTTP/1.10", "http/1.1", "HTTP/1.1\t", "HTTP/1.1x"}) {
    expect_status(Rule::http_version_form, version + " 200 OK", 200, "OK");
  }
  expect_status(Rule::http_version_form, "HTTP/1.0x 200 OK", 200, "OK", 0);
  expect_status(Rule::http_version_major, "HTTP/9.2 200 OK", 200, "OK", 2);
  expect_status(Rule::http_status_line_space, "HTTP/1.1 200", 200, "");
  expect_status(Rule::http_status_line_space, "HTTP/1.1 204", 204, "");
  for (const int status : {0, 99, 600, 999}) {
    const std::string digits = status == 0 ? "000" : status == 99 ? "099" : std::to_string(status);
    expect_status(Rule::http_status_range, "HTTP/1.1 " + digits + " a", status, "a");
  }
  expect_status(Rule::http_status_code, "HTTP/1.1", 0, "");
  expect_status(Rule::http_status_line_reason, "HTTP/1.1 200 \x01 \x7F", 200, "\x01 \x7F");
}

// Digits count while the number is one of three.
TEST(IgnoredRules, OfStatusCodes) {
  struct Row {
    std::string_view code;
    int status;
  };
  for (const Row& row : std::vector<Row>{{"", 0},
                                         {"x", 0},
                                         {"2", 2},
                                         {"20", 20},
                                         {"2x0", 20},
                                         {"2000", 2000},
                                         {"200x", 200},
                                         {"20x4", 204},
                                         {"x304", 304},
                                         {"x599", 599},
                                         {"x5999", 5999},
                                         {"x6001", 600},
                                         {"x1234567890123456789", 1234}}) {
    expect_status(Rule::http_status_code, "HTTP/1.1 " + std::string(row.code) + " a", row.status,
                  "a");
  }
}

// --- Line ends.

TEST(IgnoredRules, OfLineFeedsAlone) {
  expect(Rule::http_line_bare_lf, kRequest, "\nGET / HTTP/1.1\nHost: h\nA: b \nC:\n\n",
         Request{"GET", "/", 1, {{"Host", "h"}, {"A", "b"}, {"C", ""}}, "", {}});
  expect(Rule::http_line_bare_lf, kResponse,
         "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1;a\nx\n0\nT: u\n\n",
         Response{200, "OK", 1, {{"Transfer-Encoding", "chunked"}}, "x", {{"T", "u"}}});
  expect(Rule::http_line_bare_lf, kResponse, "HTTP/1.1 200 OK\nContent-Length: 1\r\n\n\n",
         Response{200, "OK", 1, {{"Content-Length", "1"}}, "\n", {}});
}

// In values and reasons they are octets like others; elsewhere they end the line.
TEST(IgnoredRules, OfCarriageReturnsAlone) {
  expect(Rule::http_line_bare_cr, kRequest, "\rGET / HTTP/1.1\rHost: h\r\nA: b\rc\r\r\n\r\n",
         Request{"GET", "/", 1, {{"Host", "h"}, {"A", "b\rc\r"}}, "", {}});
  expect(Rule::http_line_bare_cr, kResponse, "HTTP/1.1 200 a\rb\r\r\nServer: \rs\r\n\rx",
         Response{200, "a\rb\r", 1, {{"Server", "\rs"}}, "x", {}});
  expect(Rule::http_line_bare_cr, kResponse,
         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r1;a\rx\r0\rT: u\r\n\r\n",
         Response{200, "OK", 1, {{"Transfer-Encoding", "chunked"}}, "x", {{"T", "u"}}});
}

// Such an octet takes room in its line.
TEST(IgnoredRules, OfCarriageReturnsAloneAtALimit) {
  const auto state = [](const std::string& octets, std::size_t line_max, std::size_t piece) {
    MessageReader reader(kResponse, {.line_max = line_max}, RuleSet(Rule::http_line_bare_cr));
    for (std::size_t at = 0; at < octets.size(); at += piece) {
      reader.feed(std::string_view(octets).substr(at, piece));
    }
    return reader.state();
  };
  for (const std::string end : {"a\rb", "ab\r"}) {
    const std::string start_line = "HTTP/1.1 304 " + end;
    const std::string field = "A:           " + end;
    for (const std::string& octets :
         {start_line + "\r\n\r\n", "HTTP/1.1 304 \r\n" + field + "\r\n\r\n"}) {
      for (const std::size_t piece : {octets.size(), std::size_t{1}}) {
        EXPECT_EQ(state(octets, start_line.size(), piece), ReadState::complete) << escaped(octets);
        EXPECT_EQ(state(octets, start_line.size() - 1, piece), ReadState::refused)
            << escaped(octets);
      }
    }
  }
}

// --- Fields.

using Fields = std::vector<Field>;

void expect_fields(Rule rule, const std::string& lines, const Fields& fields) {
  expect(rule, kResponse, "HTTP/1.1 304 \r\n" + lines + "\r\n\r\n",
         Response{304, "", 1, fields, "", {}});
  expect(rule, kResponse,
         "HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + lines + "\r\n\r\n",
         Response{200, "", 1, {{"Transfer-Encoding", "chunked"}}, "", fields});
}

TEST(IgnoredRules, OfWhiteSpaceWhereALineBegins) {
  expect_fields(Rule::http_field_leading_space, " A: b", {{"A", "b"}});
  expect_fields(Rule::http_field_leading_space, "\t \tA: b\r\nC: d", {{"A", "b"}, {"C", "d"}});
  expect_fields(Rule::http_field_obs_fold, "A: b\r\n c", {{"A", "b\r\n c"}});
  expect_fields(Rule::http_field_obs_fold, "A: b \r\n\tc \r\n d \r\nE: f",
                {{"A", "b \r\n\tc \r\n d"}, {"E", "f"}});
  expect_fields(Rule::http_field_obs_fold, "A: b\r\n c: \x80", {{"A", "b\r\n c: \x80"}});
}

TEST(IgnoredRules, OfFoldsInWhatFrames) {
  expect(Rule::http_field_obs_fold, kResponse,
         "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n 2\r\n\r\nx",
         Response{200, "OK", 1, {{"Content-Length", "1\r\n 2"}}, "x", {}});
  expect(Rule::http_field_obs_fold, kRequest, "GET / HTTP/1.1\r\nHost: h\r\n (\r\n\r\n",
         Request{"GET", "/", 1, {{"Host", "h\r\n ("}}, "", {}});
}

TEST(IgnoredRules, OfNames) {
  expect_fields(Rule::http_field_name, "(a): b", {{"(a)", "b"}});
  expect_fields(Rule::http_field_name, ": b", {{"", "b"}});
  expect_fields(Rule::http_field_name, "a\x80\x01:b", {{"a\x80\x01", "b"}});
  expect_fields(Rule::http_field_name_space, "A : b", {{"A", "b"}});
  expect_fields(Rule::http_field_name_space, "A \t :b\r\nC\t: d", {{"A", "b"}, {"C", "d"}});
  expect_fields(Rule::http_field_name_space, "A b: c", {{"A b", "c"}});
  expect_fields(Rule::http_field_name_space, "A b c \t: d", {{"A b c", "d"}});
  expect_fields(Rule::http_field_colon, "A", {{"A", ""}});
  expect_fields(Rule::http_field_colon, "A\r\nDate\r\nB: c", {{"A", ""}, {"Date", ""}, {"B", "c"}});
}

TEST(IgnoredRules, OfValues) {
  expect_fields(Rule::http_field_null, "A: "s + std::string("\0b\0", 3), {{"A", {"\0b\0", 3}}});
  expect_fields(Rule::http_field_control, "A: \x01 b\x7F", {{"A", "\x01 b\x7F"}});
  expect_fields(Rule::http_field_repeated, "ETag: a\r\nX: b\r\netag: c",
                {{"ETag", "a"}, {"X", "b"}, {"etag", "c"}});
}

void expect_host(Rule rule, const std::string& lines, const Fields& fields) {
  const std::string end = lines.empty() ? "\r\n" : "\r\n\r\n";
  expect(rule, kRequest, "GET / HTTP/1.1\r\n" + lines + end,
         Request{"GET", "/", 1, fields, "", {}});
}

TEST(IgnoredRules, OfHosts) {
  expect_host(Rule::http_host_missing, "", {});
  expect_host(Rule::http_host_missing, "A: b", {{"A", "b"}});
  expect_host(Rule::http_host_repeated, "Host: h\r\nHost: [::1]",
              {{"Host", "h"}, {"Host", "[::1]"}});
  expect_host(Rule::http_host_repeated, "Host: h \r\nhost:i", {{"Host", "h"}, {"host", "i"}});
  for (const std::string value :
       {"u@h", "a b", "[", "[::1", "[::1]a", "h:x", "h:8x", "%4", "h\x80", "a: 8", "[::1 ]"}) {
    expect_host(Rule::http_host_value, "Host: " + value, {{"Host", value}});
  }
  expect_host(Rule::http_host_empty, "Host:", {{"Host", ""}});
  expect_host(Rule::http_host_empty, "Host: ", {{"Host", ""}});
  expect_host(Rule::http_host_empty, "Host: :", {{"Host", ":"}});
  expect_host(Rule::http_host_empty, "Host: :80", {{"Host", ":80"}});
}

// --- What frames content.

void expect_framed(Rule rule, const Fields& fields, const std::string& octets,
                   const std::string& content, int minor_version = 1) {
  std::string text = minor_version == 0 ? "HTTP/1.0 200 OK\r\n" : "HTTP/1.1 200 OK\r\n";
  for (const Field& field : fields) text += field.name + ": " + field.value + "\r\n";
  expect(rule, kResponse, text + "\r\n" + octets,
         Response{200, "OK", minor_version, fields, content, {}});
}

Fields with_length(const std::string& value) { return {{"Content-Length", value}}; }

TEST(IgnoredRules, OfContentLength) {
  const std::string twelve(12, 'y');
  struct Row {
    std::string_view value;
    std::size_t length;
  };
  // Digits alone count, up to the white space behind them.
  for (const Row& row : std::vector<Row>{{"+2", 2},
                                         {"1x2", 12},
                                         {"1 2", 1},
                                         {"12 x 3", 12},
                                         {"-", 0},
                                         {"", 0},
                                         {",2", 2},
                                         {"0x2", 2},
                                         {"2.", 2}}) {
    expect_framed(Rule::http_content_length_digits, with_length(std::string(row.value)),
                  twelve.substr(0, row.length), twelve.substr(0, row.length));
  }
  // The largest numbers wrap.
  expect_framed(Rule::http_content_length_range, with_length("18446744073709551616"), "", "");
  expect_framed(Rule::http_content_length_range, with_length("18446744073709551618"), "yy", "yy");
  expect_framed(Rule::http_content_length_range, with_length("184467440737095516180"),
                std::string(20, 'y'), std::string(20, 'y'));
  for (const std::string value : {"2,2", "2, 2", "2 ,2", "2 , 02,\t2"}) {
    expect_framed(Rule::http_content_length_repeated, with_length(value), "yy", "yy");
  }
  expect_framed(Rule::http_content_length_repeated,
                {{"Content-Length", "2"}, {"content-length", "02"}}, "yy", "yy");
  expect_framed(Rule::http_content_length_differ, with_length("1, 2"), "yy", "yy");
  expect_framed(Rule::http_content_length_differ,
                {{"Content-Length", "12"}, {"Content-Length", "1"}}, "y", "y");
}

// A length of no digits is where its value ends, whatever lengths were read before.
TEST(IgnoredRules, OfTheDigitsOfALengthNameItsPlaceWhereThereAreNone) {
  const std::string octets = "HTTP/1.1 200 OK\r\nContent-Length:\r\nContent-Length:\r\n\r\n";
  const Violation repeated{Rule::http_content_length_repeated, octets.size() - 4, "Content-Length"};
  MessageReader reader(kResponse, {}, RuleSet(Rule::http_content_length_digits));
  for (const std::string before : {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", ""}) {
    ASSERT_TRUE(before.empty() || reader.read(before) == ReadState::complete);
    ASSERT_EQ(reader.read(octets), ReadState::refused);
    EXPECT_EQ(reader.violation(), repeated) << describe(reader.violation());
  }
}

TEST(IgnoredRules, OfFramingWhereThereIsNoContent) {
  for (const int status : {100, 199, 204}) {
    for (const Field& field : Fields{{"Content-Length", "x"}, {"Transfer-Encoding", "(,;"}}) {
      const std::string start = "HTTP/1.1 " + std::to_string(status) + " \r\n";
      expect(Rule::http_no_content_framing, kResponse,
             start + field.name + ": " + field.value + "\r\n\r\n",
             Response{status, "", 1, {field}, "", {}});
    }
  }
}

TEST(IgnoredRules, OfTransferEncoding) {
  const std::string none = "0\r\n\r\n";
  const auto coded = [](const std::string& value) { return Fields{{"Transfer-Encoding", value}}; };
  expect_framed(Rule::http_transfer_encoding_with_length,
                {{"Content-Length", "9"}, {"Transfer-Encoding", "chunked"}}, none, "");
  expect_framed(Rule::http_transfer_encoding_with_length,
                {{"Transfer-Encoding", "chunked"}, {"Content-Length", "9"}}, none, "");
  expect_framed(Rule::http_transfer_encoding_version, coded("chunked"), none, "", 0);
  // What isn't a list of tokens is passed over up to the next comma.
  for (const std::string value : {"(,chunked", "chunked (x,,", ", @ ;,chunked", "chunked x",
                                  "chunked,(chunked,", ";chunked,CHUNKED", "chunked=,"}) {
    expect_framed(Rule::http_transfer_encoding_syntax, coded(value), none, "");
  }
  for (const std::string value : {"", ",", " , ", "(chunked", ";"}) {
    MessageReader reader(kResponse, {}, RuleSet(Rule::http_transfer_encoding_syntax));
    reader.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding:" + value + "\r\n\r\nab");
    reader.close();
    ASSERT_EQ(reader.state(), ReadState::complete) << value;
    EXPECT_EQ(reader.response().content, "ab") << value;
  }
  expect_framed(Rule::http_transfer_encoding_unknown, coded("gzip, chunked"), none, "");
  expect_framed(Rule::http_transfer_encoding_unknown, coded("chunke, chunkedd ,chunked"), none, "");
  expect_framed(Rule::http_transfer_encoding_unknown, coded("gzip"), "ab", "ab");
  for (const std::string value : {"chunked, gzip", "chunked,chunke", "chunked ,chunkedd"}) {
    expect_framed(Rule::http_transfer_encoding_chunked_last, coded(value), none, "");
  }
  expect_framed(Rule::http_transfer_encoding_chunked_twice, coded("chunked, Chunked"), none, "");
  for (const std::string value : {"chunked;a", "chunked ;a=\"(\"", "chunked;a;b,", ",chunked;"}) {
    expect_framed(Rule::http_transfer_encoding_parameters, coded(value), none, "");
  }
}

TEST(IgnoredRules, OfChunks) {
  const auto expect_chunks = [](Rule rule, const std::string& octets, const std::string& content) {
    expect_framed(rule, {{"Transfer-Encoding", "chunked"}}, octets, content);
  };
  for (const std::string size : {"x1", "1x", "-1-", ";1"}) {
    expect_chunks(Rule::http_chunk_size, size + "\r\na\r\n0\r\n\r\n", "a");
  }
  expect_chunks(Rule::http_chunk_size, "0x0000000000000000000001\r\na\r\n0\r\n\r\n", "a");
  expect_chunks(Rule::http_chunk_size, "1\r\na\r\n\r\n\r\n", "a");
  expect_chunks(Rule::http_chunk_size, "1_2\r\n0123456789abcdefgh\r\n0\r\n\r\n",
                "0123456789abcdefgh");
  expect_chunks(Rule::http_chunk_size_range, "10000000000000001\r\na\r\n0\r\n\r\n", "a");
  expect_chunks(Rule::http_chunk_size_range, "1\r\na\r\n1234560000000000000002\r\nbc\r\n0\r\n\r\n",
                "abc");
  for (const std::string extensions : {";", " ", ";=", ";a=", ";a b", " a", ";a=\"", ";a=\"b\"c",
                                       ";a=\"\x01\"", ";a;", ";(a);b", ";a=\"\\\x01", ";a=b=c;"}) {
    expect_chunks(Rule::http_chunk_extension, "1" + extensions + "\r\na\r\n0\r\n\r\n", "a");
    expect_chunks(Rule::http_chunk_extension, "1\r\na\r\n0" + extensions + "\r\n\r\n", "a");
  }
  expect_chunks(Rule::http_chunk_data_end, "1\r\na1\r\nb\r\n0\r\n\r\n", "ab");
  expect_chunks(Rule::http_chunk_data_end, "1\r\na0\r\n\r\n", "a");
}

TEST(IgnoredRules, OfTrailers) {
  expect(
      Rule::http_trailer_forbidden, kResponse,
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nHost: (\r\nContent-Length: x\r\n"
      "Transfer-Encoding: y\r\nDate: a\r\n\r\n",
      Response{
          200,
          "OK",
          1,
          {{"Transfer-Encoding", "chunked"}},
          "",
          {{"Host", "("}, {"Content-Length", "x"}, {"Transfer-Encoding", "y"}, {"Date", "a"}}});
}

// --- Two rules at once.

TEST(IgnoredRules, OfAMethodAndWhatIsMissingBehindIt) {
  MessageReader reader(kRequest, {}, RuleSet(Rule::http_method));
  EXPECT_EQ(reader.read("(\r\nHost: h\r\n\r\n"), ReadState::refused);
  EXPECT_EQ(reader.violation(), (Violation{Rule::http_request_line_version, 1}));
  RuleSet both(Rule::http_method);
  both.add(Rule::http_request_line_version);
  MessageReader of_both(kRequest, {}, both);
  for (const std::string method : {"(", "\xC3"}) {
    const std::string octets = method + "\r\nHost: h\r\n\r\n";
    EXPECT_EQ(of_both.read(octets), ReadState::complete);
    EXPECT_EQ(own(of_both.request()), (Request{method, "", 1, {{"Host", "h"}}, "", {}}));
    EXPECT_EQ(of_both.offset_of(of_both.request().target), 1u) << "it would stand there";
  }
}

TEST(IgnoredRules, OfAReasonThatIsMissing) {
  MessageReader reader(kResponse, {}, RuleSet(Rule::http_status_line_space));
  EXPECT_EQ(reader.read("HTTP/1.1 204\r\n\r\n"), ReadState::complete);
  EXPECT_EQ(reader.offset_of(reader.response().reason), "HTTP/1.1 204"sv.size());
}

RuleSet both(Rule one, Rule other) {
  RuleSet rules(one);
  rules.add(other);
  return rules;
}

TEST(IgnoredRules, OfWhiteSpaceInFrontOfNoName) {
  const std::string octets = "HTTP/1.1 304 \r\n : b\r\n\r\n";
  MessageReader reader(kResponse, {}, both(Rule::http_field_leading_space, Rule::http_field_name));
  EXPECT_EQ(reader.read(octets), ReadState::complete);
  EXPECT_EQ(own(reader.response()).fields, (Fields{{"", "b"}}));
}

// A line that goes on is no value that begins with one space.
TEST(IgnoredRules, OfFoldsWhereOtherWhiteSpaceIsRefused) {
  for (const std::string end : {"c", "c ", "\t c \t"}) {
    const std::string octets = "HTTP/1.1 304 \r\nA: b\r\n " + end + "\r\n\r\n";
    MessageReader reader(kResponse, {},
                         both(Rule::http_field_obs_fold, Rule::http_field_optional_whitespace));
    EXPECT_EQ(reader.read(octets), ReadState::complete) << escaped(octets);
  }
}

// A size that is too large to be told isn't one that begins with zeros, though it leaves none.
TEST(IgnoredRules, OfSizesThatWrapToZero) {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string first = "100000000000000005\r\nabcde\r\n";
  MessageReader reader(kResponse, {},
                       both(Rule::http_chunk_size_range, Rule::http_chunk_size_forms));
  const std::string octets = head + first + "0\r\n\r\n";
  EXPECT_EQ(reader.read(octets), ReadState::complete);
  EXPECT_EQ(reader.response().content, "abcde");
  const std::string with_zeros = head + first + "01\r\nf\r\n0\r\n\r\n";
  EXPECT_EQ(reader.read(with_zeros), ReadState::refused);
  EXPECT_EQ(reader.violation(),
            (Violation{Rule::http_chunk_size_forms, head.size() + first.size()}));
}

// --- Messages that end early, or not.

TEST(IgnoredRules, OfMessagesThatEndEarly) {
  constexpr auto kText = "POST /a HTTP/1.1\r\nHost: h\r\nX: y\r\nContent-Length: 3\r\n\r\nabc"sv;
  MessageReader reader(kRequest, {}, RuleSet(Rule::http_message_incomplete));
  for (std::size_t size = 0; size <= kText.size(); ++size) {
    ASSERT_EQ(reader.read(kText.substr(0, size)), ReadState::complete) << size;
    EXPECT_EQ(reader.size(), size);
    ASSERT_TRUE(reader.has_start_line()) << size;
    const RequestView request = reader.request();
    EXPECT_EQ(request.method, size < 5 ? ""sv : "POST"sv) << size;
    EXPECT_EQ(request.target, size < 8 ? ""sv : "/a"sv) << size;
    const std::size_t lines = static_cast<std::size_t>(
        std::count(kText.begin(), kText.begin() + static_cast<std::ptrdiff_t>(size), '\r'));
    EXPECT_EQ(request.fields.size(), std::min<std::size_t>(lines > 0 ? lines - 1 : 0, 3)) << size;
    EXPECT_EQ(request.content, kText.substr(0, size).substr(std::min(size, kText.size() - 3)));
  }
}

}  // namespace
}  // namespace connectorgroup
