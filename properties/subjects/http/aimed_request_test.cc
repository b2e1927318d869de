#include "properties/subjects/http/aimed_request.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

namespace connectorgroup {
namespace {

Aim local() { return {{"http", "127.0.0.1", 8080, "/base"}, "secret", {}}; }

std::string aimed(const std::string& request) { return aimed_request(request, local()); }

// The request in the form that all cases have but for what they are about.
std::string request(const std::string& start_line, const std::string& fields) {
  return start_line + "\r\n" + fields + "\r\n{\"name\":\"Host: graph.microsoft.com\r\n\r\n\"}";
}

TEST(AimedRequest, TheWholeOfAUsualOne) {
  const std::string fields = "Content-Type: application/json\r\nContent-Length: 16\r\n\r\nbody";
  EXPECT_EQ(aimed("POST /beta/connectorGroups HTTP/1.1\r\nHost: graph.microsoft.com\r\n"
                  "Authorization: Bearer mF_9.B5f-4.1JqM\r\n" +
                  fields),
            "POST /base/beta/connectorGroups HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n"
            "Authorization: Bearer secret\r\n" +
                fields);
}

TEST(AimedRequest, EveryTargetOfOriginFormIsBelowTheBasePath) {
  const auto line = [](const std::string& start_line) {
    const std::string octets = aimed(start_line + "\r\n\r\n");
    return octets.substr(0, octets.size() - 4);
  };
  EXPECT_EQ(line("GET /v1.0/connectorGroups?a=/b HTTP/1.1"),
            "GET /base/v1.0/connectorGroups?a=/b HTTP/1.1");
  // A wrong version is to be found wrong by the service, not to be lost before it.
  EXPECT_EQ(line("POST /v3/connectorGroups HTTP/1.1"), "POST /base/v3/connectorGroups HTTP/1.1");
  EXPECT_EQ(line("POST //connectorGroups HTTP/1.1"), "POST /base//connectorGroups HTTP/1.1");
  EXPECT_EQ(line("POST /%62eta/connectorGroups HTTP/1.1"),
            "POST /base/%62eta/connectorGroups HTTP/1.1");
  // The rest of the line may be as wrong as it likes.
  EXPECT_EQ(line("POST  /beta HTTP/1.1"), "POST  /base/beta HTTP/1.1");
  EXPECT_EQ(line("POST\t/beta HTTP/9"), "POST\t/base/beta HTTP/9");
  EXPECT_EQ(line(" POST /beta"), " POST /base/beta");
  EXPECT_EQ(line("P@ST /beta HTTP/1.1 \x80"), "P@ST /base/beta HTTP/1.1 \x80");
}

TEST(AimedRequest, AnAbsoluteTargetIsReplacedOnlyWhereItIsTheAskedOrigin) {
  const auto line = [](const std::string& target) {
    const std::string octets = aimed("POST " + target + " HTTP/1.1\r\n\r\n");
    return octets.substr(5, octets.size() - 5 - 13);
  };
  EXPECT_EQ(line("https://graph.microsoft.com/beta/connectorGroups"),
            "http://127.0.0.1:8080/base/beta/connectorGroups");
  for (const char* other :
       {"http://graph.microsoft.com/beta", "https://graph.microsoft.com.example/beta",
        "https://graph.microsoft.com", "HTTPS://graph.microsoft.com/beta", "*", "a:443",
        "beta/connectorGroups", "https://a/https://graph.microsoft.com/"}) {
    EXPECT_EQ(line(other), other);
  }
}

TEST(AimedRequest, HostIsReplacedOnlyWhereItIsTheAskedOne) {
  const auto field = [](const std::string& text) {
    const std::string octets = aimed("GET * HTTP/1.1\r\n" + text + "\r\n\r\n");
    return octets.substr(16, octets.size() - 16 - 4);
  };
  EXPECT_EQ(field("Host: graph.microsoft.com"), "Host: 127.0.0.1:8080");
  EXPECT_EQ(field("hOST:\t graph.microsoft.com \t"), "hOST:\t 127.0.0.1:8080 \t");
  EXPECT_EQ(field("Host : graph.microsoft.com"), "Host : 127.0.0.1:8080");
  EXPECT_EQ(field("Host: graph.microsoft.com\r\nHost: graph.microsoft.com"),
            "Host: 127.0.0.1:8080\r\nHost: 127.0.0.1:8080");
  for (const char* other :
       {"Host: graph.microsoft.co", "Host: Graph.microsoft.com", "Host: graph.microsoft.com:443",
        "Host: graph.microsoft.com, a", "Host graph.microsoft.com", "X-Host: graph.microsoft.com",
        "Host:", "Host: graph.microsoft.com\r", "Hos\xff: graph.microsoft.com"}) {
    EXPECT_EQ(field(other), other);
  }
}

TEST(AimedRequest, OnlyAGoodTokenIsReplaced) {
  const auto field = [](const std::string& value) {
    const std::string octets = aimed("GET * HTTP/1.1\r\nAuthorization: " + value + "\r\n\r\n");
    return octets.substr(31, octets.size() - 31 - 4);
  };
  EXPECT_EQ(field("Bearer mF_9.B5f-4.1JqM"), "Bearer secret");
  EXPECT_EQ(field("Bearer abc"), "Bearer secret");
  EXPECT_EQ(field("bEARER   mF_9.B5f-4.1JqM"), "bEARER   secret");
  for (const char* other : {"Bearer a", "Bearer abcd", "Bearer abc d", "Basic abc", "Bearer2 abc",
                            "Bearer", "abc", "Bearer\tabc", "Bearer \"abc\"", "Bearer ABC"}) {
    EXPECT_EQ(field(other), other);
  }
  EXPECT_EQ(aimed("GET /a?access_token=abc HTTP/1.1\r\nX-Authorization: Bearer abc\r\n\r\n"),
            "GET /base/a?access_token=abc HTTP/1.1\r\nX-Authorization: Bearer abc\r\n\r\n");
  Aim without = local();
  without.token.reset();
  const std::string request = "GET * HTTP/1.1\r\nAuthorization: Bearer abc\r\n\r\n";
  EXPECT_EQ(aimed_request(request, without), request);
}

TEST(AimedRequest, TheContentIsLeftAlone) {
  const std::string plain = request("POST * HTTP/1.1", "Host: a\r\n");
  EXPECT_EQ(aimed(plain), plain);
  // So is what follows a bare LF that ends the fields.
  const std::string bare = "POST * HTTP/1.1\nHost: a\n\nHost: graph.microsoft.com\n";
  EXPECT_EQ(aimed(bare), bare);
}

TEST(AimedRequest, WhatIsNoRequestIsLeftAlone) {
  for (const std::string& octets :
       {std::string(), std::string("\r\n"), std::string("\n\n\n"), std::string("POST /beta"),
        std::string("POST /beta HTTP/1.1\r"), std::string("\0\xff\n\0:\n", 7),
        std::string("/beta HTTP/1.1\r\n\r\n"), std::string("\r\r\r\n:::\n \n")}) {
    EXPECT_EQ(aimed(octets), octets);
  }
  // A field that is cut off may not be the field that it seems.
  EXPECT_EQ(aimed("GET /a HTTP/1.1\r\nHost: graph.microsoft.com"),
            "GET /base/a HTTP/1.1\r\nHost: graph.microsoft.com");
  EXPECT_EQ(aimed("\r\n\r\nGET /a HTTP/1.1\r\n\r\n"), "\r\n\r\nGET /base/a HTTP/1.1\r\n\r\n");
}

TEST(AimedRequest, FieldsAreAddedBehindAUsualStartLineOnly) {
  Aim aim = local();
  aim.fields = {{"X-A", "1"}, {"X-B", ""}};
  EXPECT_EQ(aimed_request("GET /a HTTP/1.0\r\nHost: b\r\n\r\n", aim),
            "GET /base/a HTTP/1.0\r\nX-A: 1\r\nX-B: \r\nHost: b\r\n\r\n");
  for (const char* unusual :
       {"GET * HTTP/2.0\r\n\r\n", "GET  * HTTP/1.1\r\n\r\n", "GET * HTTP/1.1\n\n",
        "GET * HTTP/1.x\r\n\r\n", " GET * HTTP/1.1\r\n\r\n", "GET HTTP/1.1\r\n\r\n",
        "GET a b HTTP/1.1\r\n\r\n", "GET * HTTP/1.1 \r\n\r\n", "HTTP/1.1\r\n\r\n"}) {
    EXPECT_EQ(aimed_request(unusual, aim), unusual);
  }
}

// Whatever a case is about, it reaches the server: the sizes tell how much was changed.
TEST(AimedRequest, EveryCaseOfTheCorpusDiffersByTheAddressAlone) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           std::filesystem::path(CONNECTORGROUP_CORPUS) / "exchange")) {
    if (entry.path().extension() != ".http") continue;
    if (entry.path().string().find("create-request") == std::string::npos) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::string octets((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    Aim back = local();
    back.token.reset();
    const std::string there = aimed_request(octets, back);
    EXPECT_NE(there, octets) << entry.path();
    // Undone by hand, nothing else is found changed.
    std::string undone = there;
    for (const auto& [ours, theirs] :
         {std::pair<std::string, std::string>{"http://127.0.0.1:8080/base/",
                                              "https://graph.microsoft.com/"},
          {" /base/", " /"},
          {"127.0.0.1:8080", "graph.microsoft.com"}}) {
      const std::size_t at = undone.find(ours);
      if (at != std::string::npos) undone.replace(at, ours.size(), theirs);
    }
    EXPECT_EQ(undone, octets) << entry.path();
    ++count;
  }
  EXPECT_GT(count, 80U);
}

}  // namespace
}  // namespace connectorgroup
