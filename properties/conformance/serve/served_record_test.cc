// What a server writes down about its clients, and the status that comes of it.

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "properties/conformance/serve/blocking_client.h"
#include "properties/conformance/serve/running_server.h"

namespace connectorgroup {
namespace {

using nlohmann::json;

// A file of this test alone.
std::filesystem::path record_path() {
  const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
  return std::filesystem::path(testing::TempDir()) /
         (std::string("serve-") + test->name() + ".jsonl");
}

std::vector<json> lines_of(const std::filesystem::path& path) {
  std::vector<json> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(json::parse(line));
  return lines;
}

std::vector<std::string> rules_in(const json& line) {
  std::vector<std::string> rules;
  for (const json& violation : line["violations"]) rules.push_back(violation["rule"]);
  return rules;
}

ServeOptions recording() {
  ServeOptions options;
  options.record = record_path();
  options.expect_clean = true;
  return options;
}

// Sends octets on a connection of their own, and waits for its end.
void converse(std::uint16_t port, std::string_view octets) {
  BlockingClient client(port);
  ASSERT_TRUE(client.send(octets));
  client.end_sending();
  EXPECT_EQ(client.read_to_end().end, BlockingClient::End::closed);
}

TEST(ServedRecord, HasALineForEachRequest) {
  RunningServer server(recording());
  converse(server.port(), create_request("a") + list_request() + "\r\n" + create_request("b"));
  EXPECT_EQ(server.stop(), ServeStatus::good);
  const std::vector<json> lines = lines_of(record_path());
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0], (json{{"connection", 1},
                            {"request", 1},
                            {"method", "POST"},
                            {"target", "/beta/connectorGroups"},
                            {"octets", create_request("a").size()},
                            {"violations", json::array()}}));
  EXPECT_EQ(lines[1]["method"], "GET");
  EXPECT_EQ(lines[1]["request"], 2);
  EXPECT_EQ(lines[2]["octets"], create_request("b").size() + 2) << "with the empty line before it";
  std::filesystem::remove(record_path());
}

TEST(ServedRecord, NamesRuleOffsetAndSentence) {
  RunningServer server(recording());
  const std::string content = R"({"name":null,"isDefault":0})";
  const std::string octets = create_head(content.size()) + content;
  converse(server.port(), octets);
  EXPECT_EQ(server.stop(), ServeStatus::rules_broken);
  const std::vector<json> lines = lines_of(record_path());
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(rules_in(lines[0]), (std::vector<std::string>{"body.member.null", "body.member.type"}));
  const json& first = lines[0]["violations"][0];
  EXPECT_EQ(first["offset"], octets.find("\"name\""));
  EXPECT_EQ(first["member"], "name");
  EXPECT_EQ(first["sentence"], row(Rule::body_member_null).sentence);
  std::filesystem::remove(record_path());
}

// What follows the refused head is judged as well, whether it came with it or later.
TEST(ServedRecord, SaysTheSameHoweverTheOctetsAreCut) {
  RunningServer server(recording());
  const std::string content = R"({"name":'a'})";
  const std::string octets = create_head(content.size(), "A : b\r\n") + content;
  converse(server.port(), octets);
  {
    BlockingClient client(server.port());
    ASSERT_TRUE(client.send(octets.substr(0, octets.find("\r\n\r\n"))));
    ASSERT_TRUE(client.read_response()) << "it is refused before the rest is sent";
    ASSERT_TRUE(client.send(octets.substr(octets.find("\r\n\r\n"))));
    client.end_sending();
    client.read_to_end();
  }
  EXPECT_EQ(server.stop(), ServeStatus::rules_broken);
  const std::vector<json> lines = lines_of(record_path());
  ASSERT_EQ(lines.size(), 2U);
  for (const json& line : lines) {
    EXPECT_EQ(rules_in(line),
              (std::vector<std::string>{"http.field.name-space", "json.string.single-quote"}));
    EXPECT_EQ(line["octets"], octets.size());
  }
  std::filesystem::remove(record_path());
}

TEST(ServedRecord, HasRequestsThatAreNone) {
  RunningServer server(recording());
  converse(server.port(), "hello\r\n");
  EXPECT_EQ(server.stop(), ServeStatus::rules_broken);
  const std::vector<json> lines = lines_of(record_path());
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_TRUE(lines[0]["method"].is_null());
  EXPECT_TRUE(lines[0]["target"].is_null());
  EXPECT_FALSE(lines[0]["violations"].empty());
  std::filesystem::remove(record_path());
}

TEST(ServedRecord, HasRequestsThatWereBrokenOff) {
  ServeOptions options = recording();
  options.times.head = std::chrono::milliseconds(50);
  RunningServer server(options);
  converse(server.port(), create_request("a").substr(0, 100));
  {
    BlockingClient slow(server.port());
    ASSERT_TRUE(slow.send("GET /"));
    slow.read_to_end();
  }
  EXPECT_EQ(server.stop(), ServeStatus::rules_broken);
  const std::vector<json> lines = lines_of(record_path());
  ASSERT_EQ(lines.size(), 2U);
  for (const json& line : lines) {
    EXPECT_EQ(rules_in(line), std::vector<std::string>{"http.message.incomplete"});
  }
  std::filesystem::remove(record_path());
}

TEST(ServedRecord, OneBrokenRuleAmongManyRequestsCounts) {
  ServeOptions options;
  options.expect_clean = true;
  RunningServer server(options);
  std::string octets;
  for (int number = 0; number < 20; ++number) octets += create_request("a");
  converse(server.port(), octets + create_request("") + "DELETE / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(server.stop(), ServeStatus::rules_broken);
  EXPECT_EQ(server.server().counts().requests, 22U);
  EXPECT_EQ(server.server().counts().requests_with_violations, 1U);
}

TEST(ServedRecord, NothingJudgedIsNoSuccess) {
  ServeOptions options;
  options.expect_clean = true;
  RunningServer server(options);
  { const BlockingClient silent(server.port()); }
  EXPECT_EQ(server.stop(), ServeStatus::not_served);
}

TEST(ServedRecord, BrokenRulesAloneAreNoFailure) {
  ServeOptions options = recording();
  options.expect_clean = false;
  RunningServer server(options);
  converse(server.port(), "hello\r\n");
  EXPECT_EQ(server.stop(), ServeStatus::good);
  EXPECT_EQ(lines_of(record_path()).size(), 1U);
  std::filesystem::remove(record_path());
}

TEST(ServedRecord, ALineThatCantBeWrittenIsAFaultAndClientsDontNotice) {
  ServeOptions options;
  options.record = "/dev/full";
  options.expect_clean = true;
  RunningServer server(options);
  BlockingClient client(server.port());
  for (int number = 0; number < 3; ++number) {
    ASSERT_TRUE(client.send(create_request("a")));
    const std::optional<Response> response = client.read_response();
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 201);
  }
  EXPECT_EQ(server.stop(), ServeStatus::fault);
  const std::optional<std::string> fault = server.server().fault();
  ASSERT_TRUE(fault);
  EXPECT_NE(fault->find("/dev/full"), std::string::npos) << *fault;
  EXPECT_NE(fault->find("No space"), std::string::npos) << *fault;
}

TEST(ServedRecord, AFileThatCantBeOpenedIsAFaultAtOnce) {
  ServeOptions options;
  options.record = record_path() / "no" / "such" / "folder";
  Server server(options);
  const auto failure = server.listen();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->status, ServeStatus::fault);
  EXPECT_NE(failure->reason.find("No such file"), std::string::npos) << failure->reason;
}

}  // namespace
}  // namespace connectorgroup
