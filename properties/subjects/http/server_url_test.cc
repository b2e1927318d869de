#include "properties/subjects/http/server_url.h"

#include <gtest/gtest.h>

#include <string>

namespace connectorgroup {
namespace {

ServerUrl url_of(const std::string& text) {
  const auto read = read_server_url(text);
  const auto* fault = std::get_if<std::string>(&read);
  EXPECT_EQ(fault, nullptr) << text << ": " << *fault;
  return fault == nullptr ? std::get<ServerUrl>(read) : ServerUrl{};
}

std::string fault_of(const std::string& text) {
  const auto read = read_server_url(text);
  const auto* fault = std::get_if<std::string>(&read);
  EXPECT_NE(fault, nullptr) << text << " is taken";
  return fault == nullptr ? std::string() : *fault;
}

TEST(ServerUrl, HasItsParts) {
  EXPECT_EQ(url_of("http://127.0.0.1:8080/base"), (ServerUrl{"http", "127.0.0.1", 8080, "/base"}));
  EXPECT_EQ(url_of("https://localhost/a/b/"), (ServerUrl{"https", "localhost", 443, "/a/b"}));
  EXPECT_EQ(url_of("http://[::1]:81"), (ServerUrl{"http", "::1", 81, ""}));
  EXPECT_EQ(url_of("HTTP://localhost//"), (ServerUrl{"http", "localhost", 80, ""}));
}

TEST(ServerUrl, ItsAuthorityLeavesOutTheUsualPort) {
  EXPECT_EQ(url_of("http://localhost:80").authority(), "localhost");
  EXPECT_EQ(url_of("http://localhost:443").authority(), "localhost:443");
  EXPECT_EQ(url_of("https://localhost:443").authority(), "localhost");
  EXPECT_EQ(url_of("https://[::1]:80/x").authority(), "[::1]:80");
  EXPECT_EQ(url_of("https://[::1]:80/x/").text(), "https://[::1]:80/x");
}

TEST(ServerUrl, WhatIsWrongIsSaid) {
  EXPECT_NE(fault_of("127.0.0.1:8080").find("scheme"), std::string::npos);
  EXPECT_NE(fault_of("ftp://localhost").find("scheme"), std::string::npos);
  EXPECT_NE(fault_of("http://localhost/a?b").find("query"), std::string::npos);
  EXPECT_NE(fault_of("http://localhost/?").find("query"), std::string::npos);
  EXPECT_NE(fault_of("http://localhost/#").find("fragment"), std::string::npos);
  EXPECT_NE(fault_of("http://").find("host"), std::string::npos);
  EXPECT_NE(fault_of("http:///a").find("host"), std::string::npos);
  for (const char* wrong :
       {"", "http:/localhost", "http://a b", "http://localhost:0", "http://localhost:65536",
        "http://localhost:x", "http://[::1", "http://localhost/%4", "http://localhost/\xc3\xa4",
        "http://:80", "http://localhost\\a"}) {
    EXPECT_NE(fault_of(wrong), "") << wrong;
  }
  EXPECT_NE(fault_of(std::string("http://localhost/\0a", 19)), "");
}

TEST(ServerUrl, APasswordInItIsRefusedAndNotRepeated) {
  for (const char* wrong :
       {"http://me:secret@localhost/", "http://secret@localhost", "http://@a"}) {
    const std::string fault = fault_of(wrong);
    EXPECT_NE(fault.find("user info"), std::string::npos);
    EXPECT_EQ(fault.find("secret"), std::string::npos);
  }
  EXPECT_EQ(url_of("http://localhost/a@b").base_path, "/a@b");
}

TEST(ServerUrl, LoopbackIsByAddressOrByOneName) {
  for (const char* host : {"127.0.0.1", "127.255.0.9", "::1", "localhost", "LocalHost"}) {
    EXPECT_TRUE(is_loopback_host(host)) << host;
  }
  for (const char* host :
       {"128.0.0.1", "126.0.0.1", "0.0.0.0", "::", "::2", "::ffff:127.0.0.1", "127.0.0.1.nip.io",
        "localhost.", "localhost.example", "127.0.0", "", "127.0.0.1 "}) {
    EXPECT_FALSE(is_loopback_host(host)) << host;
  }
  EXPECT_FALSE(is_loopback_address("localhost"));
  // In another spelling, what is connected to is still what was judged.
  EXPECT_EQ(url_of("http://0x7f.1/").host, "127.0.0.1");
  EXPECT_EQ(url_of("http://2130706434/").host, "127.0.0.2");
}

TEST(ServerUrl, AReferenceIsFollowedOnlyToTheSameServer) {
  const ServerUrl server = url_of("http://127.0.0.1:8080/base");
  const std::string from = "/base/beta/connectorGroups";
  EXPECT_EQ(path_on(server, from, "http://127.0.0.1:8080/x/1"), "/x/1");
  EXPECT_EQ(path_on(server, from, "//127.0.0.1:8080/x/1?a#b"), "/x/1");
  EXPECT_EQ(path_on(server, from, "/x/a%2Fb"), "/x/a%2Fb");
  EXPECT_EQ(path_on(server, from, "connectorGroups/1"), "/base/beta/connectorGroups/1");
  EXPECT_EQ(path_on(server, from, "../v1.0/connectorGroups/1"), "/base/v1.0/connectorGroups/1");
  for (const char* elsewhere :
       {"https://127.0.0.1:8080/x/1", "http://127.0.0.1/x/1", "http://127.0.0.1:8081/x/1",
        "http://127.0.0.2:8080/x/1", "//example.com/x", "mailto:a@b", "http://a b"}) {
    EXPECT_EQ(path_on(server, from, elsewhere), std::nullopt) << elsewhere;
  }
}

}  // namespace
}  // namespace connectorgroup
