#include <array>

#include "properties/drivers/enumeration.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

constexpr std::array kStartTokens{"POST"sv,     "/"sv,        " "sv,     "\r\n"sv, "\n"sv,
                                  "HTTP/1.1"sv, "HTTP/1.0"sv, "http:"sv, "a"sv,    "200"sv,
                                  "\t"sv,       "%41"sv,      "\0"sv};
constexpr std::array<Frame, 3> kStartFrames{
    {{"", ""}, {"", "\r\nHost: a\r\n\r\n"}, {"", " HTTP/1.1\r\nHost: a\r\n\r\n"}}};

constexpr std::array kFieldTokens{"Host"sv, "host: a\r\n"sv, "X"sv,    ":"sv,  " "sv,
                                  "\r\n"sv, "\n"sv,          "\r"sv,   "\t"sv, "a"sv,
                                  "\xE9"sv, "\x7F"sv,        "[::1]"sv};
constexpr std::array<Frame, 3> kFieldFrames{{{"GET / HTTP/1.1\r\n", "\r\n\r\n"},
                                             {"GET / HTTP/1.1\r\nHost: a\r\n", "\r\n"},
                                             {"HTTP/1.1 200 OK\r\n", "\r\n\r\nxx"}}};

constexpr std::array kFramingTokens{"Content-Length:"sv,
                                    "Transfer-Encoding:"sv,
                                    "\r\n"sv,
                                    "0"sv,
                                    "1"sv,
                                    " "sv,
                                    ","sv,
                                    "chunked"sv,
                                    ";"sv,
                                    "gzip"sv,
                                    "-"sv};
constexpr std::array<Frame, 3> kFramingFrames{
    {{"POST / HTTP/1.1\r\nHost: a\r\nContent-Length:", "\r\n\r\nx"},
     {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:", "\r\n\r\n1\r\nx\r\n0\r\n\r\n"},
     {"HTTP/1.1 204 No Content\r\n", "\r\n\r\n"}}};

constexpr std::array kChunkTokens{"1"sv, "0"sv,    "A"sv, "\r\n"sv, "\n"sv,   ";"sv,
                                  "="sv, "\"\""sv, " "sv, "x"sv,    "X: y"sv, "1\r\nx\r\n"sv};
constexpr std::array<Frame, 2> kChunkFrames{
    {{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", ""},
     {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0\r\n\r\n"}}};

// What only the exchange and the service look at.
constexpr std::array kExchangeTokens{"Authorization: Bearer a\r\n"sv,
                                     "authorization:bearer  b=\r\n"sv,
                                     "Authorization: Basic a\r\n"sv,
                                     "Content-Type: application/json\r\n"sv,
                                     "Content-type: Application/JSON; charset=\"UTF-8\"\r\n"sv,
                                     "Content-Type: text/plain\r\n"sv,
                                     "Content-Encoding: gzip\r\n"sv,
                                     "Location: /beta/connectorGroups/i\r\n"sv,
                                     "If-Match: *\r\n"sv,
                                     "Connection: close\r\n"sv,
                                     "X: y\r\n"sv};
constexpr std::array<Frame, 4> kExchangeFrames{
    {{"POST /beta/connectorGroups HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n",
      "\r\n{\"name\":\"a\"}"},
     {"POST /beta/onPremisesPublishingProfiles/applicationProxy/connectorGroups HTTP/1.1\r\n"
      "Host: a\r\nTransfer-Encoding: chunked\r\n",
      "\r\n5\r\n{\"nam\r\n7\r\ne\":\"a\"}\r\n0\r\n\r\n"},
     {"GET /beta/connectorGroups HTTP/1.1\r\nHost: a\r\n", "\r\n"},
     {"HTTP/1.1 201 Created\r\nContent-Length: 63\r\n",
      "\r\n{\"id\":\"i\",\"name\":\"n\",\"connectorGroupType\":\"t\",\"isDefault\":true}"}}};

// What stands in hosts; in brackets, IPv6 addresses near their end and those to come.
constexpr std::array kHostTokens{"[::"sv,  "[1:2:3:4:5:6:7"sv, "[v1.a"sv, "[v"sv, "]"sv, ":"sv,
                                 ":8"sv,   "1.2.3"sv,          ".4"sv,    "25"sv, "6"sv, "0"sv,
                                 "ffff"sv, "1:2:3:4:5:6:"sv,   "a"sv,     "%4"sv, "@"sv};
constexpr std::array<Frame, 3> kHostFrames{{{"GET / HTTP/1.1\r\nHost: ", "\r\n\r\n"},
                                            {"GET http://", "/ HTTP/1.1\r\nHost: a\r\n\r\n"},
                                            {"//", ""}}};

// What stands in values that the exchange reads: URI references, challenges, media types, dates.
constexpr std::array kUriTokens{"http:"sv, "//"sv, "a1+-."sv, "@"sv, ":"sv, "/"sv,
                                "?"sv,     "#"sv,  "%41"sv,   "%"sv, "]"sv, "\\"sv};
constexpr std::array kChallengeTokens{
    "Bearer "sv,        "Basic"sv, " "sv,  ","sv, "="sv, "realm"sv, "error"sv, "\"a\""sv,
    "=invalid_token"sv, "\""sv,    "\\"sv, "/"sv, "a"sv, "\x7F"sv,  "\xE9"sv};
constexpr std::array kTypeTokens{"application/json"sv,
                                 ";"sv,
                                 " "sv,
                                 "charset"sv,
                                 "="sv,
                                 "\"utf-8\""sv,
                                 "\"a"sv,
                                 "\\"sv,
                                 "\""sv,
                                 "a"sv,
                                 "/"sv,
                                 "\x7F"sv};

constexpr std::array kLongHosts{"[:1]"sv,
                                "[1:]"sv,
                                "[1:2:3:4:5:6:7:8]"sv,
                                "[1:2:3:4:5:6:7:8:9]"sv,
                                "[1::3:4:5:6:7:8]"sv,
                                "[1::3:4:5:6:7:8:9]"sv,
                                "[::1.2.3.4]"sv,
                                "[::1.2.3.4.5]"sv,
                                "[::1.2.3]"sv,
                                "[::1.2.3.]"sv,
                                "[::.1]"sv,
                                "[::a.2.3.4]"sv,
                                "[::256.2.3.4]"sv,
                                "[::1000.2.3.4]"sv,
                                "[::01.2.3.4]"sv,
                                "[::1.02.3.4]"sv,
                                "[::1.a.3.4]"sv,
                                "[::1.2:3]"sv,
                                "[::1.2.3.256]"sv,
                                "[1:2:3:4:5:6:7:1.2.3.4]"sv,
                                "[v1.]"sv,
                                "[V1.a:b]"sv,
                                "[vg.a]"sv,
                                "[v1.a/"sv};
constexpr std::array kLongChallenges{
    "Bearer a=b, c=d e"sv, "Bearer , Basic"sv, "Basic a a"sv,     "Bearer a=="sv,
    "Bearer a= ,"sv,       "Bearer a =b"sv,    "Bearer a=\"\\"sv, "Bearer a=\"\\\x7F\""sv,
    "Basic, Bearer a=b"sv, "a/b;c=\"d"sv};
constexpr std::array kLongTypes{"application/json a"sv,          "application/json;a=\"b"sv,
                                "application/json;a=\"\\"sv,     "application/json;a=\"\\\x7F\""sv,
                                "application/json;a=\"\x7F\""sv, "application/json;a=b c"sv};

// Requests and responses whose heads have what a service or a reader looks at only together.
constexpr std::array kHeads{
    "GET /beta/connectorGroups HTTP/1.1\r\nAuthorization: Bearer a\r\nIf-Match: *\r\nIf-Match: *\r\n"sv,
    "GET /beta/connectorGroups HTTP/1.1\r\nAuthorization: Bearer a\r\nIf-None-Match: *\r\n"
    "If-None-Match: \"a\"\r\n"sv,
    "GET /beta/connectorGroups('ab HTTP/1.1\r\nAuthorization: Bearer a\r\n"sv,
    "GET /beta/connectorGroups(abcd) HTTP/1.1\r\nAuthorization: Bearer a\r\n"sv,
    "GET / HTTP/1.0\r\nConnection: keep-alive\r\nConnection: keep-alive\r\n"sv,
    "GET / HTTP/1.1\r\n a: b\r\n"sv,
    "GET / HTTP/1.1\r\nAgx: 1\r\nAllox: 1\r\n"sv,
    "GET / HTTP/1.1\r\nContent-Length: 0,  0\r\n"sv,
    "GET / HTTP/1.1\r\nContent-Length: 999999999999999999999\r\n"sv,
    "GET http://a/ HTTP/1.1\r\nX: \r\n b\r\n"sv};
constexpr std::array<Frame, 1> kHeadFrame{{{"", "Host: a\r\n\r\n"}}};
constexpr std::array kChunks{"1000000000000000000"sv, "1;a=\"b\"c"sv, "1;a=bc"sv, "01;a=b;c"sv};
constexpr std::array<Frame, 1> kChunkFrame{
    {{"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
      "\r\nx\r\n0\r\nX: y\r\nContent-Length: 1\r\n\r\n"}}};

// Two groups, and a list of one.
constexpr std::string_view kListOfOne =
    "POST /beta/connectorGroups HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a\r\n"
    "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"a\"}"
    "POST /beta/connectorGroups HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a\r\n"
    "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"b\"}"
    "GET /beta/connectorGroups?$top=1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a\r\n\r\n";

// Fields of refusals.
constexpr std::array kRefusalTokens{"Allow: GET\r\n"sv, "Allow: \r\n"sv,
                                    "WWW-Authenticate: Bearer realm=\"a\"\r\n"sv,
                                    "Retry-After: 1\r\n"sv, "Location: /a\r\n"sv};
constexpr std::array<Frame, 1> kRefusalFrame{
    {{"HTTP/1.1 405 M\r\nContent-Type: application/json\r\nContent-Length: 36\r\n",
      "\r\n{\"error\":{\"code\":\"c\",\"message\":\"m\"}}"}}};

constexpr std::array kDateTokens{"Sun, "sv,      "Sun "sv,    "Sunday, "sv, "06 Nov 1994 "sv,
                                 "06-Nov-94 "sv, "Nov  6 "sv, "Nov 16 "sv,  "Nov x6 "sv,
                                 "08:49:37 "sv,  "1994"sv,    "GMT"sv,      "1"sv,
                                 "a"sv};
constexpr std::array<Frame, 1> kDateFrame{
    {{"HTTP/1.1 503 U\r\nContent-Type: application/json\r\nContent-Length: 36\r\nRetry-After: ",
      "\r\n\r\n{\"error\":{\"code\":\"c\",\"message\":\"m\"}}"}}};

}  // namespace

bool enumerate_connections(std::size_t length, const Visit& visit) {
  return enumerate_tokens(kStartTokens, kStartFrames, length, visit) &&
         enumerate_tokens(kFieldTokens, kFieldFrames, length, visit) &&
         enumerate_tokens(kFramingTokens, kFramingFrames, length, visit) &&
         enumerate_tokens(kChunkTokens, kChunkFrames, length, visit) &&
         enumerate_tokens(kExchangeTokens, kExchangeFrames, length, visit) &&
         enumerate_tokens(kHostTokens, kHostFrames, length, visit) &&
         enumerate_tokens(kUriTokens, kNoFrame, length, visit) &&
         enumerate_tokens(kChallengeTokens, kNoFrame, length, visit) &&
         enumerate_tokens(kTypeTokens, kNoFrame, length, visit) &&
         enumerate_tokens(kRefusalTokens, kRefusalFrame, length, visit) &&
         enumerate_tokens(kDateTokens, kDateFrame, length, visit) &&
         enumerate_texts(kLongHosts, kHostFrames, visit) &&
         enumerate_texts(kLongChallenges, kNoFrame, visit) &&
         enumerate_texts(kLongTypes, kNoFrame, visit) &&
         enumerate_texts(kHeads, kHeadFrame, visit) &&
         enumerate_texts(kChunks, kChunkFrame, visit) && visit(std::string(kListOfOne));
}

}  // namespace connectorgroup
