// Failing HTTP messages: what a person gets to read of them, and how often the subject is asked.
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/http/reader.h"
#include "properties/conformance/shrink_expectation.h"
#include "properties/edits/json_tree.h"

namespace connectorgroup {
namespace {

class MessageFault {
 public:
  explicit MessageFault(Rule rule)
      : rule_(rule),
        strict_(std::make_shared<MessageReader>(MessageKind::request)),
        faulty_(
            std::make_shared<MessageReader>(MessageKind::request, HttpLimits{}, RuleSet(rule))) {}

  bool operator()(std::string_view octets) const {
    return strict_->read(octets) == ReadState::refused && strict_->violation().rule == rule_ &&
           faulty_->read(octets) == ReadState::complete;
  }

 private:
  Rule rule_;
  std::shared_ptr<MessageReader> strict_;
  std::shared_ptr<MessageReader> faulty_;
};

const std::string kContent =
    R"({"name": "Group of connectors", "connectorGroupType": "applicationProxy", )"
    R"("isDefault": false})";

// A create request of about 600 octets. `line` stands among its fields.
std::string request_with(const std::string& line, const std::string& framing,
                         const std::string& content) {
  return "POST /v1.0/onPremisesPublishingProfiles/applicationProxy/connectorGroups HTTP/1.1\r\n"
         "Host: graph.microsoft.com\r\n"
         "Authorization: Bearer eyJ0eXAiOiJKV1QiLCJub25jZSI6IkFRQUJBQUFBQUFBbUNvTjFnVlFMZGJjSnc\r\n"
         "Content-Type: application/json; charset=utf-8\r\n" +
         framing +
         "Accept: application/json;odata.metadata=minimal\r\n"
         "client-request-id: 2b0cf5a8-3c29-4ad3-9a3c-3f2b9d1f1f50\r\n" +
         line +
         "User-Agent: connector-tool/2.4 (linux; x86_64)\r\n"
         "Prefer: return=representation\r\n\r\n" +
         content;
}

std::string counted() { return "Content-Length: " + std::to_string(kContent.size()) + "\r\n"; }

TEST(ShrinkMessage, FindsTwoLengths) {
  const std::string input = request_with("", "Content-Length: 47\r\n" + counted(), kContent);
  EXPECT_GT(input.size(), 550U);
  expect_shrinks(input, Shape::message, MessageFault(Rule::http_content_length_differ),
                 "a / HTTP/1.1\r\nHost:a\r\nContent-Length:7\r\nContent-Length:0\r\n\r\n", 150);
}

TEST(ShrinkMessage, FindsABareLineFeed) {
  expect_shrinks(request_with("Cache-Control: no-cache\n", counted(), kContent), Shape::message,
                 MessageFault(Rule::http_line_bare_lf), "a / HTTP/1.1\r\nHost:a\n\r\n", 110);
}

TEST(ShrinkMessage, FindsAFoldedField) {
  expect_shrinks(request_with("Cache-Control: no-cache,\r\n  no-store\r\n", counted(), kContent),
                 Shape::message, MessageFault(Rule::http_field_obs_fold),
                 "a / HTTP/1.1\r\nHost:a\r\n \r\n\r\n", 100);
}

TEST(ShrinkMessage, FindsAForbiddenTrailer) {
  const std::string chunks = "1a\r\n" + kContent.substr(0, 26) + "\r\n5;x=\"y\"\r\n" +
                             kContent.substr(26, 5) + "\r\n0\r\nX-Note: a\r\nHost: b\r\n\r\n";
  expect_shrinks(request_with("", "Transfer-Encoding: chunked\r\n", chunks), Shape::message,
                 MessageFault(Rule::http_trailer_forbidden),
                 "a / HTTP/1.1\r\nHost:a\r\nTransfer-Encoding:chunked\r\n\r\n0\r\nHost:\r\n\r\n",
                 175);
}

// What an HTTP service says that reads content, whatever it says about the rest.
TEST(ShrinkMessage, ShrinksContentAsABodyAndKeepsItsLength) {
  for (const bool in_chunks : {false, true}) {
    const auto fails = [](std::string_view octets) {
      MessageReader reader(MessageKind::request);
      if (reader.read(octets) != ReadState::complete) return false;
      const std::optional<JsonTree> tree = parse_json(reader.request().content);
      return tree && tree->values.size() > 1 && tree->values[1].content == "x";
    };
    const std::string content = R"({ "name" : "\u0078", "isDefault" : [ 1, 2, "three" ] })";
    const std::string first = content.substr(0, 16);
    const std::string input = in_chunks ? request_with("", "Transfer-Encoding: chunked\r\n",
                                                       "10\r\n" + first + "\r\n" + "026;note\r\n" +
                                                           content.substr(16) + "\r\n0\r\n\r\n")
                                        : request_with("", "Content-Length: 54\r\n", content);
    expect_shrinks(input, Shape::message, fails,
                   in_chunks ? "a / HTTP/1.1\r\nHost:a\r\nTransfer-Encoding:chunked\r\n\r\n"
                               "8\r\n{\"\":\"x\"}\r\n0\r\n\r\n"
                             : "a / HTTP/1.1\r\nHost:a\r\nContent-Length:8\r\n\r\n{\"\":\"x\"}",
                   200);
  }
}

TEST(ShrinkMessage, LetsALengthBeWrongWhereThatIsThePoint) {
  const auto fails = [](std::string_view octets) {
    MessageReader reader(MessageKind::request);
    reader.feed(octets);
    return reader.state() == ReadState::incomplete && reader.has_head();
  };
  expect_shrinks(request_with("", "Content-Length: 95\r\n", kContent), Shape::message, fails,
                 "a / HTTP/1.1\r\nHost:a\r\nContent-Length:5\r\n\r\n", 125);
}

TEST(ShrinkMessage, DropsContentThatALengthStillCounts) {
  const auto fails = [](std::string_view octets) {
    return octets.substr(0, 4) == "POST" &&
           octets.find("\r\nContent-Length: 93\r\n") != octets.npos &&
           octets.find("\r\n\r\n") != octets.npos;
  };
  expect_shrinks(request_with("", counted(), kContent), Shape::message, fails,
                 "POST\r\nContent-Length: 93\r\n\r\n", 75);
}

}  // namespace
}  // namespace connectorgroup
