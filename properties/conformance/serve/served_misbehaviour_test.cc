// Every misbehaviour is what its row says, by the model's own reader and over a socket.

#include "properties/conformance/serve/served_misbehaviour.h"

#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "model/exchange/create.h"
#include "model/violation.h"
#include "properties/conformance/serve/blocking_client.h"
#include "properties/conformance/serve/running_server.h"
#include "properties/conformance/serve/served_conversation.h"

namespace connectorgroup {
namespace {

using std::chrono_literals::operator""ms;
using End = BlockingClient::End;
using Then = ServedAnswer::Then;

const ServedMisbehaviour& find(std::string_view name) {
  const ServedMisbehaviour* const found = find_served_misbehaviour(name);
  EXPECT_NE(found, nullptr) << name;
  return found == nullptr ? served_misbehaviours().front() : *found;
}

ServeOptions misbehaving(const ServedMisbehaviour* how, const Contract& contract = graph_2017()) {
  ServeOptions options;
  options.misbehaviour = how;
  options.contract = &contract;
  options.root = "";
  options.times.drip = 1ms;
  return options;
}

std::string create_of(const Contract& contract) {
  // A name with what JSON escapes and with octets beyond ASCII.
  std::string octets = create_request(R"(n\"\u0007\u20AC)"
                                      "\xE2\x82\xAC");
  return octets.replace(octets.find("/connectorGroups"), 16, contract.path);
}

// What is answered to the first create.
ServedAnswer answer_to_create(const ServeOptions& options) {
  ServiceOptions service_options;
  service_options.contract = options.contract;
  service_options.root = "";
  Service service(service_options);
  CountedIdentifiers identifiers;
  ServedState state{service, identifiers, options, nullptr, {}};
  ServedConversation conversation(state, 1);
  const std::string octets = create_of(*options.contract);
  ServedConversation::Taken taken = conversation.receive(octets);
  EXPECT_EQ(taken.octets, octets.size());
  EXPECT_TRUE(taken.answer);
  return taken.answer.value_or(ServedAnswer{});
}

TEST(ServedMisbehaviour, BreaksTheRuleOfItsRowAndNoOtherBefore) {
  for (const Contract& contract : contracts()) {
    for (const ServedMisbehaviour& how : served_misbehaviours()) {
      const ServedAnswer answer = answer_to_create(misbehaving(&how, contract));
      CreateReader reader(contract);
      const Result<CreateResponseView> read = reader.read_response(answer.octets);
      if (how.rule) {
        ASSERT_FALSE(read.accepted()) << how.name << "\n" << answer.octets;
        EXPECT_EQ(row(read.violation().rule).id, row(*how.rule).id) << how.name;
      } else {
        EXPECT_TRUE(read.accepted()) << how.name << ": " << describe(read.violation());
      }
    }
  }
}

// The twin: with the rule ignored the same octets are right, where reading can go on behind it.
TEST(ServedMisbehaviour, BreaksNothingElse) {
  // These end too early, or a consequence of the rule is that the end can't be found.
  const std::set<std::string_view> cut_off{"wrong-length-short", "201-without-body", "bad-chunk",
                                           "chunk-too-long",     "no-challenge",     "two-lengths"};
  for (const ServedMisbehaviour& how : served_misbehaviours()) {
    if (!how.rule || *how.rule == Rule::http_message_incomplete || cut_off.contains(how.name)) {
      continue;
    }
    const ServedAnswer answer = answer_to_create(misbehaving(&how));
    CreateReader reader(graph_2017(), {}, RuleSet(*how.rule));
    const Result<CreateResponseView> read = reader.read_response(answer.octets);
    EXPECT_TRUE(read.accepted()) << how.name << ": " << describe(read.violation());
  }
}

TEST(ServedMisbehaviour, WhatMustBeAcceptedSaysTheSameAsTheRightAnswer) {
  const auto created = [](const ServedAnswer& answer) {
    CreateReader reader;
    const Result<CreateResponseView> read = reader.read_response(answer.octets);
    EXPECT_TRUE(read.accepted()) << answer.octets;
    return own(std::get<CreatedView>(read.value()));
  };
  const Created right = created(answer_to_create(misbehaving(nullptr)));
  std::size_t tolerable = 0;
  for (const ServedMisbehaviour& how : served_misbehaviours()) {
    if (how.rule) continue;
    ++tolerable;
    EXPECT_EQ(created(answer_to_create(misbehaving(&how))), right) << how.name;
  }
  EXPECT_GE(tolerable, 5U);
}

TEST(ServedMisbehaviour, IsWhatComesOverTheSocket) {
  for (const ServedMisbehaviour& how : served_misbehaviours()) {
    const ServeOptions options = misbehaving(&how);
    const ServedAnswer due = answer_to_create(options);
    if (due.then == Then::fall_silent) continue;  // below
    const RunningServer server(options);
    BlockingClient client(server.port());
    ASSERT_TRUE(client.send(create_of(graph_2017()))) << how.name;
    if (due.then == Then::go_on) client.end_sending();
    const BlockingClient::Rest rest = client.read_to_end();
    EXPECT_EQ(rest.octets, due.octets) << how.name;
    EXPECT_EQ(rest.end, due.then == Then::reset ? End::reset : End::closed) << how.name;
  }
}

TEST(ServedMisbehaviour, SilenceLastsAsLongAsTheClientStays) {
  ServeOptions options = misbehaving(&find("silent"));
  options.times = {10ms, 10ms, 10ms, 10ms, 10ms, 10ms, 1ms, 1ms};
  RunningServer server(options);
  BlockingClient client(server.port());
  ASSERT_TRUE(client.send(create_request("a") + create_request("b")));
  EXPECT_FALSE(client.is_readable_within(200ms));
  ASSERT_TRUE(client.send(list_request()));
  EXPECT_FALSE(client.is_readable_within(100ms));
  client.end_sending();
  const BlockingClient::Rest rest = client.read_to_end();
  EXPECT_EQ(rest.octets, "");
  EXPECT_EQ(rest.end, End::closed);
}

TEST(ServedMisbehaviour, DrippingHasItsPauses) {
  ServeOptions options = misbehaving(&find("slow-drip"));
  const RunningServer server(options);
  BlockingClient client(server.port());
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_TRUE(client.send(create_request("a") + list_request()));
  ASSERT_TRUE(client.read_response());
  EXPECT_GT(std::chrono::steady_clock::now() - begin, 200ms) << "hundreds of octets, 1 ms each";
  const std::optional<Response> list = client.read_response();
  ASSERT_TRUE(list) << "what follows is answered";
  EXPECT_EQ(names_in(list->content), std::vector<std::string>{"a"});
}

TEST(ServedMisbehaviour, OnlyCreatesAreAnsweredWrongly) {
  const RunningServer server(misbehaving(&find("missing-member")));
  BlockingClient client(server.port());
  ASSERT_TRUE(client.send(create_request("made") + list_request() + create_request("", "A: b\r\n") +
                          create_head(0)));
  ASSERT_TRUE(client.read_response());
  const std::optional<Response> list = client.read_response();
  ASSERT_TRUE(list);
  EXPECT_EQ(names_in(list->content), std::vector<std::string>{"made"});
  ASSERT_TRUE(client.read_response());
  const std::optional<Response> refused = client.read_response();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 400);
  EXPECT_NE(refused->content.find("json.text.incomplete"), std::string::npos);
}

TEST(ServedMisbehaviour, NamesAreUniqueAndFound) {
  std::set<std::string_view> names;
  for (const ServedMisbehaviour& how : served_misbehaviours()) {
    EXPECT_TRUE(names.insert(how.name).second) << how.name;
    EXPECT_EQ(find_served_misbehaviour(how.name), &how);
    EXPECT_TRUE(how.sentence.ends_with('.')) << how.name;
  }
  EXPECT_EQ(find_served_misbehaviour("well-behaved"), nullptr);
}

}  // namespace
}  // namespace connectorgroup
