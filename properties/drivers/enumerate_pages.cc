#include <array>

#include "model/page/reader.h"
#include "properties/drivers/enumeration.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

// Lines of pages.
constexpr std::array kLineTokens{"<!-- {\"blockType\": \"request\"} -->\n"sv,
                                 "<!-- {\"blockType\": \"response\"} -->\n"sv,
                                 "```http\n"sv,
                                 "```\n"sv,
                                 "POST /beta/connectorGroups HTTP/1.1\n"sv,
                                 "HTTP/1.1 201 Created\n"sv,
                                 "Content-Length: 2\n"sv,
                                 "\n"sv,
                                 "{}\n"sv,
                                 "> "sv,
                                 "| Authorization | Bearer {token}. Required. |\n"sv,
                                 "---\n"sv};
constexpr std::array<Frame, 3> kLineFrames{
    {{"", ""},
     {"\xEF\xBB\xBF\"\\\xE9\x7F", "> ~~~\n"},
     {"<!-- {\"blockType\": \"request\"} -->\n```http\n", "```\n"}}};

// What stands in a request and its response.
constexpr std::array kExampleTokens{"Host: a\n"sv,
                                    "Authorization: Bearer a\n"sv,
                                    "Content-Type: application/json\n"sv,
                                    "Content-Length: 12\n"sv,
                                    "content-length: 13\r\n"sv,
                                    "Content-Length: a\n"sv,
                                    " "sv,
                                    "X\n"sv,
                                    "\n"sv,
                                    "{\"name\":\"a\"}\n"sv,
                                    "{\"isDefault\":true}\n"sv};
constexpr std::array<Frame, 2> kExampleFrames{
    {{"<!-- {\"blockType\": \"request\", \"name\": \"a\"} -->\n```http\n"
      "POST https://graph.microsoft.com/{ver}/connectorGroups\n",
      "```\n"},
     {"<!-- {\"blockType\": \"request\"} -->\n```http\nGET /beta/connectorGroups HTTP/1.1\n```\n"
      "<!-- {\"blockType\": \"response\", \"truncated\": true} -->\n```http\nHTTP/1.1 200 OK\n",
      "```\n"}}};

// Start lines of requests.
constexpr std::array kRequestTokens{"POST "sv,
                                    "GET "sv,
                                    "CONNECT "sv,
                                    " "sv,
                                    "\t"sv,
                                    "/x/connectorGroups"sv,
                                    "https://a/b/connectorGroups"sv,
                                    "/i"sv,
                                    "s"sv,
                                    "('a')"sv,
                                    "{id}"sv,
                                    "<a"sv,
                                    "%"sv,
                                    "["sv,
                                    " HTTP/1.1"sv,
                                    " http/2"sv,
                                    " HTTP"sv,
                                    "\x7F"sv};
constexpr std::array<Frame, 1> kRequestFrame{
    {{"<!-- {\"blockType\": \"request\"} -->\n```http\n", "\nHost: a\n\n{}\n```\n"}}};

// Start lines and heads of responses, to a request that creates.
constexpr std::array kResponseTokens{"HTTP/1.1 "sv,
                                     "201"sv,
                                     "401 "sv,
                                     "405 "sv,
                                     "204 "sv,
                                     "413 "sv,
                                     "299 a"sv,
                                     "Unauthorized"sv,
                                     "\nWWW-Authenticate: Bearer realm=\"a\""sv,
                                     "\nWWW-Authenticate: ="sv,
                                     "\nRetry-After: 1"sv,
                                     "\nRetry-After: x"sv,
                                     "\nAllow: GET"sv,
                                     "\nContent-Length: 0"sv,
                                     "\nContent-Length: 99999999999999999999"sv,
                                     "\nTransfer-Encoding: chunked"sv,
                                     "\nContent-Type: a/b+json"sv,
                                     "\nContent-Type: a/json+"sv,
                                     "\n\n{}"sv};
constexpr std::array<Frame, 2> kResponseFrames{
    {{"<!-- {\"blockType\": \"request\"} -->\n```http\nPOST /beta/connectorGroups\n```\n"
      "<!-- {\"blockType\": \"response\"} -->\n```http\n",
      "\n```\n"},
     {"<!-- {\"blockType\": \"request\"} -->\n```http\nHEAD /beta/connectorGroups/a\n```\n"
      "<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 ",
      "\n\n{}\n```\n"}}};

// Bodies of requests, and lengths that some of them have when they are counted otherwise.
constexpr std::array kBodyTokens{"{\"name\":\"a\""sv,
                                 "{"sv,
                                 "}"sv,
                                 "\"\":1"sv,
                                 "\"n\":1"sv,
                                 "\"@a\":1"sv,
                                 "\"@\":1"sv,
                                 ","sv,
                                 "\r\n"sv,
                                 " "sv,
                                 "\"\xF0\x9F\x98\x80\""sv,
                                 "\"\xC3\xA9"sv,
                                 "\\\""sv,
                                 "true"sv,
                                 "["sv};
constexpr std::array<Frame, 3> kBodyFrames{
    {{"<!-- {\"blockType\": \"request\"} -->\n```http\nPOST /beta/connectorGroups HTTP/1.1\nHost: "
      "a\n"
      "Content-Type: application/json\nContent-Length: 5\n\n",
      "\n```\n"},
     {"<!-- {\"blockType\": \"request\"} -->\n```http\nPOST /beta/connectorGroups HTTP/1.1\nHost: "
      "a\n"
      "Content-Type: application/json\nContent-Length: 7\n\n",
      "\n```\n"},
     {"<!-- {\"blockType\": \"request\"} -->\n```http\nPOST /beta/connectorGroups HTTP/1.1\nHost: "
      "a\n"
      "Content-Type: text/json\n\n",
      "\n```\n"}}};

// Members of annotations.
constexpr std::array kAnnotationTokens{
    "\"response\""sv,
    "1"sv,
    ",\"name\": [\"a\""sv,
    ", 1"sv,
    "]"sv,
    ",\"@odata.type\": \"Collection(microsoft.graph.connectorGroup\""sv,
    ",\"@odata.type\": \"Collection(microsoft.graph.connectorGroup)\""sv,
    ",\"@odata.type\": \"microsoft.graph.connectorGroup\""sv,
    ",\"@odata.type\": \"#microsoft.graph.connectorGroup\""sv,
    ",\"@odata.type\": \"a\""sv,
    ",\"isCollection\": true"sv,
    ",\"truncated\": true"sv,
    ",\"type\": \"a\""sv};
constexpr std::array<Frame, 2> kAnnotationFrames{
    {{"<!-- {\"blockType\": ",
      "} -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{}\n```\n"},
     {"<!-- {\"blockType\": \"request\"} -->\n```http\nGET /beta/connectorGroups/a/b\n```\n"
      "<!-- {\"blockType\": ",
      "} -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{}\n```\n"}}};

// Pages that are about something which sequences of so few tokens don't say.
constexpr std::array kPages{
    "<!-- {\"blockType\": \"response\", \"name\": [\"a\", 1]} -->\n```http\nHTTP/1.1 200 OK\n```\n"sv,
    "<div>\n</div>\n\n```http\nGET / HTTP/1.1\n~~~\n```\n"sv,
    "```http\nGET /\0 HTTP/1.1\nHost:\0\0a\n```\n"sv,
    "-\t```http\n \tGET / HTTP/1.1\n\t\tHost: a\n\t\n\t```\n"sv,
    "```http\nHTTP/\n```\n\n```http\nHTTP a\n```\n"sv,
    "<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 200 OK\nContent-Length: 0\n\n \n\t\n```\n"sv,
    "> ~~~\n>\t~~~~\n> ``\n"sv};

// A create that was refused, where the page may say more than an error does.
constexpr std::array kErrorBodies{
    "{\"error\":{\"code\":\"c\"}}"sv, "{\"error\":{\"message\":\"m\"}}"sv,
    "{\"error\":{\"code\":\"c\",\"message\":\"m\",\"x\":1}}"sv, "{\"error\":null}"sv};
constexpr std::array<Frame, 1> kErrorFrame{
    {{"<!-- {\"blockType\": \"request\"} -->\n```http\nPOST /beta/connectorGroups HTTP/1.1\n```\n"
      "<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 400 Bad Request\n"
      "Content-Type: application/json\n\n",
      "\n```\n"}}};
constexpr std::array kRequestBodies{"{\"n\":1,\"@\":2,\"\":3,\"a@b\":4,\"\\u0061\":5}"sv,
                                    "{\"name\":\"a\\\"b\"}"sv, "\"abc\""sv,
                                    "  {\"name\":\"a\", \"isDefault\":true}"sv};
constexpr std::array kStartLines{
    "GET /beta/connectorGroupss HTTP/1.1"sv,
    "GET /beta/connectorGroups('a') HTTP/1.1"sv,
    "GET /beta/connectorGroups/a HTTP/1.1"sv,
    "GET /a\tb c HTTP/1.1"sv,
    "GET /%zz%1 HTTP/1.1"sv,
    "GET /%x%2 HTTP/1.1"sv,
    "GET /\x7F\x01\x7F HTTP/1.1"sv,
    "CONNECT x HTTP/1.1"sv,
    "GET  /a HTTP/1.1"sv,
    "POST /a\tHTTP/1.1\nTransfer-Encoding: chunked\nContent-Length: 3"sv};

// More members that the contract doesn't know than are reported.
std::string undeclared_members() {
  std::string body = "{\"name\":\"a\"";
  for (int i = 0; i < 80; ++i) body += ",\"m" + std::to_string(i) + "\":1";
  return std::string(kBodyFrames[0].before).append(body).append("}").append(kBodyFrames[0].after);
}

// Lines that are too long to be shown whole, in characters of two octets and of one.
std::string long_lines() {
  std::string page(kRequestFrame[0].before);
  page += "GET ";
  for (int i = 0; i < 100; ++i) page += "\xC3\xA9";
  page += "\n" + std::string(200, 'a') + "\n\x80" + std::string(200, '\x80') + "\n```\n";
  return page;
}

}  // namespace

bool enumerate_pages(std::size_t length, const Visit& visit) {
  return enumerate_tokens(kLineTokens, kLineFrames, length, visit) &&
         enumerate_tokens(kExampleTokens, kExampleFrames, length, visit) &&
         enumerate_tokens(kRequestTokens, kRequestFrame, length, visit) &&
         enumerate_tokens(kResponseTokens, kResponseFrames, length, visit) &&
         enumerate_tokens(kBodyTokens, kBodyFrames, length, visit) &&
         enumerate_tokens(kAnnotationTokens, kAnnotationFrames, length, visit) &&
         enumerate_texts(kPages, kNoFrame, visit) &&
         enumerate_texts(kErrorBodies, kErrorFrame, visit) &&
         enumerate_texts(kRequestBodies, kBodyFrames, visit) &&
         enumerate_texts(kStartLines, kRequestFrame, visit) && visit(undeclared_members()) &&
         visit(long_lines()) && visit(std::string(kPageBytesMax + 1, 'a'));
}

}  // namespace connectorgroup
