// The writer of messages by itself: the exact octets, and every way in which it refuses.

#include "model/http/writer.h"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "model/http/reader.h"
#include "properties/escaped.h"

namespace connectorgroup {

// GoogleTest prints a violation that it shows.
void PrintTo(const MessageViolation& violation, std::ostream* stream) {
  constexpr std::array<std::string_view, 5> kParts{"start line", "field", "trailer", "content",
                                                   "message"};
  *stream << kParts[static_cast<std::size_t>(violation.part)] << " " << violation.index << ": "
          << describe(violation.violation);
}

namespace {

using Part = MessageViolation::Part;

constexpr MessageKind kResponse = MessageKind::response;
constexpr MessageKind kToHead = MessageKind::response_to_head;

std::string written(const Request& request) {
  std::string out;
  const auto violation = write_request(ViewOf(request).request(), out);
  EXPECT_EQ(violation, std::nullopt);
  return out;
}

std::string written(const Response& response, MessageKind kind = kResponse) {
  std::string out;
  const auto violation = write_response(ViewOf(response).response(), kind, out);
  EXPECT_EQ(violation, std::nullopt);
  return out;
}

const Request kPost{"POST", "/a", 1, {{"Host", "h"}}, "abc", {}};
const Response kOk{200, "OK", 1, {{"Server", "s"}}, "abc", {}};

Request with(Request request, const std::vector<Field>& fields) {
  request.fields.insert(request.fields.end(), fields.begin(), fields.end());
  return request;
}
Response with(Response response, const std::vector<Field>& fields) {
  response.fields.insert(response.fields.end(), fields.begin(), fields.end());
  return response;
}

// --- The octets.

TEST(HttpWriter, WritesRequests) {
  EXPECT_EQ(written(kPost), "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_EQ(written(Request{"GET", "/", 1, {{"Host", "h"}}, "", {}}),
            "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(written(Request{"get", "http://h/%41?b", 1, {{"hOST", "[::1]:80"}}, "", {}}),
            "get http://h/%41?b HTTP/1.1\r\nhOST: [::1]:80\r\n\r\n");
  EXPECT_EQ(written(Request{"GET", "/", 0, {}, "", {}}), "GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(written(Request{"GET", "/", 7, {{"Host", "h"}}, "", {}}),
            "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
}

TEST(HttpWriter, WritesResponses) {
  EXPECT_EQ(written(kOk), "HTTP/1.1 200 OK\r\nServer: s\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_EQ(written(Response{204, "\"so\" \\ it is", 1, {}, "", {}}),
            "HTTP/1.1 204 \"so\" \\ it is\r\n\r\n");
  EXPECT_EQ(written(Response{404, "", 0, {}, "", {}}),
            "HTTP/1.0 404 \r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(written(Response{599, " \xC3\xA9\tx ", 1, {}, "", {}}),
            "HTTP/1.1 599  \xC3\xA9\tx \r\nContent-Length: 0\r\n\r\n");
}

TEST(HttpWriter, KeepsNamesAndValuesAsTheyAre) {
  EXPECT_EQ(written(with(kPost, {{"x", ""}, {"X", "a  b\t\xFF"}, {"!#$%&'*+-.^_`|~0aZ", ":"}})),
            "POST /a HTTP/1.1\r\nHost: h\r\nx: \r\nX: a  b\t\xFF\r\n!#$%&'*+-.^_`|~0aZ: :\r\n"
            "Content-Length: 3\r\n\r\nabc");
}

TEST(HttpWriter, AppendsToWhatIsThere) {
  std::string out = "before";
  EXPECT_EQ(write_request(ViewOf(kPost).request(), out), std::nullopt);
  EXPECT_EQ(write_response(ViewOf(kOk).response(), kResponse, out), std::nullopt);
  EXPECT_EQ(out, "before" + written(kPost) + written(kOk));
}

TEST(HttpWriter, MakesLengthsTrue) {
  EXPECT_EQ(written(with(kPost, {{"content-LENGTH", "99"}, {"A", "b"}})),
            "POST /a HTTP/1.1\r\nHost: h\r\ncontent-LENGTH: 3\r\nA: b\r\n\r\nabc");
  EXPECT_EQ(written(with(kPost, {{"Content-Length", "none"}, {"Content-Length", "2"}})),
            "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_EQ(written(with(kPost, {{"Transfer-Encoding", "gzip"}, {"A", "b"}})),
            "POST /a HTTP/1.1\r\nHost: h\r\nA: b\r\nContent-Length: 3\r\n\r\nabc");
  const Request get{"GET", "/", 1, {{"Host", "h"}, {"Content-Length", "5"}}, "", {}};
  EXPECT_EQ(written(get), "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
}

TEST(HttpWriter, StatesALengthWhereTheMethodMeansContent) {
  for (const std::string method : {"POST", "PUT", "PATCH"}) {
    EXPECT_EQ(written(Request{method, "/", 1, {{"Host", "h"}}, "", {}}),
              method + " / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
  }
  for (const std::string method : {"GET", "HEAD", "DELETE", "TRACE", "post", "X"}) {
    EXPECT_EQ(written(Request{method, "/", 1, {{"Host", "h"}}, "", {}}),
              method + " / HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(written(Request{method, "/", 1, {{"Host", "h"}}, "x", {}}),
              method + " / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx");
  }
}

TEST(HttpWriter, WritesNoLengthWhereThereIsNoContent) {
  for (const int status : {100, 101, 199, 204, 304}) {
    const std::string line = "HTTP/1.1 " + std::to_string(status) + " \r\n";
    EXPECT_EQ(written(Response{status, "", 1, {}, "", {}}), line + "\r\n");
    EXPECT_EQ(written(Response{status,
                               "",
                               1,
                               {{"Content-Length", "5"}, {"A", "b"}, {"Transfer-Encoding", "c"}},
                               "",
                               {}}),
              line + "A: b\r\n\r\n");
  }
  EXPECT_EQ(written(Response{205, "", 1, {}, "", {}}),
            "HTTP/1.1 205 \r\nContent-Length: 0\r\n\r\n");
}

TEST(HttpWriter, WritesToHeadTheLengthThatItIsGiven) {
  EXPECT_EQ(written(Response{200, "OK", 1, {{"A", "b"}}, "", {}}, kToHead),
            "HTTP/1.1 200 OK\r\nA: b\r\n\r\n");
  EXPECT_EQ(
      written(Response{200, "OK", 1, {{"content-length", "012"}, {"A", "b"}}, "", {}}, kToHead),
      "HTTP/1.1 200 OK\r\ncontent-length: 012\r\nA: b\r\n\r\n");
  EXPECT_EQ(written(Response{200, "OK", 1, {{"Transfer-Encoding", "chunked"}}, "", {}}, kToHead),
            "HTTP/1.1 200 OK\r\n\r\n");
}

TEST(HttpWriter, WritesTrailersBehindOneChunk) {
  Request request = with(kPost, {{"Content-Length", "3"}, {"A", "b"}});
  request.trailers = {{"T", "u"}, {"v", ""}};
  EXPECT_EQ(written(request),
            "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n"
            "3\r\nabc\r\n0\r\nT: u\r\nv: \r\n\r\n");
  request.content.assign(31, 'x');
  request.fields = {{"Host", "h"}};
  EXPECT_EQ(written(request),
            "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1f\r\n" +
                request.content + "\r\n0\r\nT: u\r\nv: \r\n\r\n");
  request.content.clear();
  request.trailers.pop_back();
  EXPECT_EQ(written(request),
            "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nT: u\r\n\r\n");
}

TEST(HttpWriter, WritesAnyContent) {
  std::string content;
  for (int octet = 0; octet < 256; ++octet) content += static_cast<char>(octet);
  content += "\r\n\r\nGET / HTTP/1.1\r\n\r\n0\r\n\r\n";
  const Response response{200, "OK", 1, {}, content, {}};
  const std::string octets = written(response);
  EXPECT_TRUE(
      octets.ends_with("Content-Length: " + std::to_string(content.size()) + "\r\n\r\n" + content));
}

// A reader's limits are no concern of the writer's.
TEST(HttpWriter, HasNoLimits) {
  Response response{200, std::string(20000, 'r'), 1, {}, "", {}};
  for (int i = 0; i < 200; ++i) response.fields.push_back({"X", std::string(20000, 'v')});
  const std::string octets = written(response);
  EXPECT_GT(octets.size(), 4000000u);
  EXPECT_EQ(MessageReader(kResponse).read(octets), ReadState::refused);
}

// --- Refusals. Nothing is written, whatever is there already.

std::optional<MessageViolation> refusal(const Request& request) {
  std::string out = "before";
  const auto violation = write_request(ViewOf(request).request(), out);
  if (violation) {
    EXPECT_EQ(out, "before");
  }
  return violation;
}

std::optional<MessageViolation> refusal(const Response& response, MessageKind kind = kResponse) {
  std::string out = "before";
  const auto violation = write_response(ViewOf(response).response(), kind, out);
  if (violation) {
    EXPECT_EQ(out, "before");
  }
  return violation;
}

std::optional<MessageViolation> at(Part part, std::size_t index, Rule rule, std::size_t offset,
                                   std::string_view member = {}) {
  return MessageViolation{part, index, {rule, offset, member}};
}

TEST(HttpWriter, RefusesStartLines) {
  const auto method = [](std::string text) {
    Request request = kPost;
    request.method = std::move(text);
    return refusal(request);
  };
  EXPECT_EQ(method(""), at(Part::start_line, 0, Rule::http_method, 0));
  EXPECT_EQ(method("A B"), at(Part::start_line, 0, Rule::http_method, 1));
  EXPECT_EQ(method("AB\t"), at(Part::start_line, 0, Rule::http_method, 2));
  EXPECT_EQ(method("\r\nGET"), at(Part::start_line, 0, Rule::http_method, 0));
  EXPECT_EQ(method("GE(T"), at(Part::start_line, 0, Rule::http_method, 2));
  EXPECT_EQ(method("GET\xC3"), at(Part::start_line, 0, Rule::http_method, 3));

  const auto target = [](std::string text, std::string of_method = "POST") {
    Request request = kPost;
    request.method = std::move(of_method);
    request.target = std::move(text);
    return refusal(request);
  };
  EXPECT_EQ(target("/ HTTP/1.1\r\nHost: x\r\n\r\nGET /"),
            at(Part::start_line, 0, Rule::http_target_character, 1));
  EXPECT_EQ(target(std::string("/\0", 2)), at(Part::start_line, 0, Rule::http_target_character, 1));
  EXPECT_EQ(target("/a{b}"), at(Part::start_line, 0, Rule::http_target_character, 2));
  EXPECT_EQ(target("/a\xC3\xA9"), at(Part::start_line, 0, Rule::http_target_character, 2));
  EXPECT_EQ(target("/a!{b!"), at(Part::start_line, 0, Rule::http_target_character, 3));
  EXPECT_EQ(target("/a%4"), at(Part::start_line, 0, Rule::http_target_percent, 4));
  EXPECT_EQ(target("a"), at(Part::start_line, 0, Rule::http_target_form, 0));
  EXPECT_EQ(target("*"), at(Part::start_line, 0, Rule::http_target_form, 0));
  EXPECT_EQ(target("httpx://a"), at(Part::start_line, 0, Rule::http_target_form, 4));
  EXPECT_EQ(target("http://u@a"), at(Part::start_line, 0, Rule::http_target_authority, 8));
  EXPECT_EQ(target("/", "CONNECT"), at(Part::start_line, 0, Rule::http_target_authority, 0));
  EXPECT_EQ(target("*", "OPTIONS"), std::nullopt);
  ASSERT_TRUE(target("").has_value());
  EXPECT_EQ(target("")->part, Part::start_line);

  const auto reason = [](std::string text) {
    Response response = kOk;
    response.reason = std::move(text);
    return refusal(response);
  };
  EXPECT_EQ(reason("a\r\nB: c"), at(Part::start_line, 0, Rule::http_status_line_reason, 1));
  EXPECT_EQ(reason("\x7F"), at(Part::start_line, 0, Rule::http_status_line_reason, 0));
  EXPECT_EQ(reason("\n"), at(Part::start_line, 0, Rule::http_status_line_reason, 0));
}

TEST(HttpWriter, RefusesStatuses) {
  for (const int status : {-200, -1, 0, 99, 600, 999, 1000, 10200}) {
    EXPECT_EQ(refusal(Response{status, "", 1, {}, "", {}}),
              at(Part::start_line, 0, Rule::http_status_range, 0))
        << status;
  }
}

TEST(HttpWriter, RefusesFields) {
  const auto field = [](std::string name, std::string value) {
    return refusal(with(kPost, {{"A", "b"}, {std::move(name), std::move(value)}, {"C", "d"}}));
  };
  EXPECT_EQ(field("X", "y"), std::nullopt);
  EXPECT_EQ(field("", "y"), at(Part::field, 2, Rule::http_field_name, 0));
  EXPECT_EQ(field("X:", "y"), at(Part::field, 2, Rule::http_field_name, 1));
  EXPECT_EQ(field("X ", "y"), at(Part::field, 2, Rule::http_field_name, 1));
  EXPECT_EQ(field("X: y\r\nZ", "y"), at(Part::field, 2, Rule::http_field_name, 1));
  EXPECT_EQ(field("\xC3\xA9", "y"), at(Part::field, 2, Rule::http_field_name, 0));
  EXPECT_EQ(field("X", "y\r\nZ: a"), at(Part::field, 2, Rule::http_line_bare_cr, 1));
  EXPECT_EQ(field("X", "y\n"), at(Part::field, 2, Rule::http_line_bare_lf, 1));
  EXPECT_EQ(field("X", std::string("yz\0", 3)), at(Part::field, 2, Rule::http_field_null, 2));
  EXPECT_EQ(field("X", "\x1B"), at(Part::field, 2, Rule::http_field_control, 0));
  EXPECT_EQ(field("X", "y\x7F"), at(Part::field, 2, Rule::http_field_control, 1));
  EXPECT_EQ(field("X", " y"), at(Part::field, 2, Rule::http_write_refuses_unrepresentable, 0));
  EXPECT_EQ(field("X", "y \t"), at(Part::field, 2, Rule::http_write_refuses_unrepresentable, 2));
  EXPECT_EQ(field("X", "\t"), at(Part::field, 2, Rule::http_write_refuses_unrepresentable, 0));
  EXPECT_EQ(field("X", "\ry"), at(Part::field, 2, Rule::http_line_bare_cr, 0));
  EXPECT_EQ(field("", "y\n"), at(Part::field, 2, Rule::http_field_name, 0));
  EXPECT_EQ(refusal(with(kPost, {{"", "y"}, {"X", "\n"}})),
            at(Part::field, 1, Rule::http_field_name, 0))
      << "the first that is at fault";
  // A value that is replaced or left out is held to that as well.
  for (const std::string name : {"Content-Length", "Transfer-Encoding"}) {
    EXPECT_EQ(field(name, "3\r\n"), at(Part::field, 2, Rule::http_line_bare_cr, 1));
    EXPECT_EQ(field(name, "3\n"), at(Part::field, 2, Rule::http_line_bare_lf, 1));
    EXPECT_EQ(field(name, std::string("\0", 1)), at(Part::field, 2, Rule::http_field_null, 0));
    EXPECT_EQ(field(name, "3\x7F"), at(Part::field, 2, Rule::http_field_control, 1));
    EXPECT_EQ(field(name, " 3"), at(Part::field, 2, Rule::http_write_refuses_unrepresentable, 0));
  }
}

// What stands behind a view in memory is none of it.
TEST(HttpWriter, WritesEmptyValuesWhateverStandsBehindThem) {
  for (const std::string_view behind : {" ", "\r", "x"}) {
    const std::array<FieldView, 1> fields{FieldView{"X", behind.substr(0, 0)}};
    std::string out;
    EXPECT_EQ(write_response({204, "", 1, fields, "", {}}, kResponse, out), std::nullopt);
    EXPECT_EQ(out, "HTTP/1.1 204 \r\nX: \r\n\r\n");
  }
}

TEST(HttpWriter, RefusesWhatOnlyTheWholeMessageShows) {
  EXPECT_EQ(refusal(with(kPost, {{"host", "h"}})),
            at(Part::field, 1, Rule::http_host_repeated, 0, "Host"));
  EXPECT_EQ(refusal(with(kPost, {{"Date", "a"}, {"X", "y"}, {"dATE", "b"}})),
            at(Part::field, 3, Rule::http_field_repeated, 0, "Date"));
  EXPECT_EQ(refusal(with(kPost, {{"X", "y"}, {"X", "z"}})), std::nullopt);
  Request lost = kPost;
  lost.fields.clear();
  EXPECT_EQ(refusal(lost), at(Part::message, 0, Rule::http_host_missing, 0, "Host"));
  lost.trailers = {{"a", "b"}, {"c", "d"}};
  EXPECT_EQ(refusal(lost), at(Part::message, 0, Rule::http_host_missing, 0, "Host"));
  Request wrong = kPost;
  wrong.fields[0].value = "u@h";
  EXPECT_EQ(refusal(wrong), at(Part::field, 0, Rule::http_host_value, 1, "Host"));
  wrong.fields[0].value = "";
  EXPECT_EQ(refusal(wrong), at(Part::field, 0, Rule::http_host_empty, 0, "Host"));
  EXPECT_EQ(refusal(with(Response{200, "", 1, {}, "", {}}, {{"A", "b"}, {"Content-Length", "1x"}}),
                    kToHead),
            at(Part::field, 1, Rule::http_content_length_digits, 1, "Content-Length"));
  EXPECT_EQ(refusal(with(Response{200, "", 1, {}, "", {}},
                         {{"Content-Length", "1"}, {"Content-Length", "1"}}),
                    kToHead),
            at(Part::field, 1, Rule::http_content_length_repeated, 0, "Content-Length"));
  EXPECT_EQ(refusal(Response{204, "", 1, {{"Content-Length", "0"}}, "", {}}, kToHead),
            at(Part::field, 0, Rule::http_no_content_framing, 0, "Content-Length"));
}

TEST(HttpWriter, BlamesTheFieldThoughOthersAreLeftOut) {
  EXPECT_EQ(refusal(with(kPost, {{"Transfer-Encoding", "gzip"},
                                 {"Transfer-Encoding-X", "y"},
                                 {"Date", "a"},
                                 {"Content-Length", "1"},
                                 {"Content-Length", "2"},
                                 {"Date", "b"}})),
            at(Part::field, 6, Rule::http_field_repeated, 0, "Date"));
  Request chunked{"PUT", "/", 1, {{"Content-Length", "1"}, {"Host", "u@h"}}, "c", {{"x", "y"}}};
  EXPECT_EQ(refusal(chunked), at(Part::field, 1, Rule::http_host_value, 1, "Host"));
}

TEST(HttpWriter, RefusesTrailers) {
  const auto trailers = [](std::vector<Field> all) {
    Request request = kPost;
    request.trailers = std::move(all);
    return refusal(request);
  };
  EXPECT_EQ(trailers({{"a", "b"}, {"c d", "e"}}), at(Part::trailer, 1, Rule::http_field_name, 1));
  EXPECT_EQ(trailers({{"a", "b\n"}}), at(Part::trailer, 0, Rule::http_line_bare_lf, 1));
  EXPECT_EQ(trailers({{"a", "b "}}),
            at(Part::trailer, 0, Rule::http_write_refuses_unrepresentable, 1));
  EXPECT_EQ(trailers({{"a", "b"}, {"host", "h"}}),
            at(Part::trailer, 1, Rule::http_trailer_forbidden, 0, "Host"));
  EXPECT_EQ(trailers({{"content-length", "3"}, {"a", "b"}}),
            at(Part::trailer, 0, Rule::http_trailer_forbidden, 0, "Content-Length"));
  EXPECT_EQ(trailers({{"ETag", "3"}, {"a", "b"}, {"etag", "b"}}),
            at(Part::trailer, 2, Rule::http_field_repeated, 0, "ETag"));
  Request old = kPost;
  old.minor_version = 0;
  old.trailers = {{"a", "b"}};
  ASSERT_TRUE(refusal(old).has_value());
  EXPECT_EQ(refusal(old)->violation.rule, Rule::http_transfer_encoding_version);
}

TEST(HttpWriter, RefusesContentWhereThereIsNone) {
  const auto wanted = at(Part::content, 0, Rule::http_write_refuses_unrepresentable, 0);
  EXPECT_EQ(refusal(kOk, kToHead), wanted);
  for (const int status : {100, 204, 304}) {
    EXPECT_EQ(refusal(Response{status, "", 1, {}, "x", {}}), wanted);
    EXPECT_EQ(refusal(Response{status, "", 1, {}, "", {{"a", "b"}}}), wanted);
  }
}

}  // namespace
}  // namespace connectorgroup
