#include <array>

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
constexpr std::array<Frame, 2> kLineFrames{
    {{"", ""}, {"<!-- {\"blockType\": \"request\"} -->\n```http\n", "```\n"}}};

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

}  // namespace

bool enumerate_pages(std::size_t length, const Visit& visit) {
  return enumerate_tokens(kLineTokens, kLineFrames, length, visit) &&
         enumerate_tokens(kExampleTokens, kExampleFrames, length, visit);
}

}  // namespace connectorgroup
