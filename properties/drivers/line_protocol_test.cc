#include "properties/subjects/pipe/line_protocol.h"

#include <gtest/gtest.h>

#include <string>

#include "model/contract.h"
#include "properties/conformance/responder.h"
#include "properties/subjects/pipe/line_subject.h"
#include "properties/subjects/pipe/line_values.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

using namespace line_protocol;

// The protocol without a process: each question goes to a subject through both ends.
class Loop : public LineChannel {
 public:
  explicit Loop(std::unique_ptr<Subject> subject) : subject_(std::move(subject)) {}

  std::string ask(std::string_view words) override {
    const std::string reply = respond(*subject_, "7 " + std::string(words));
    EXPECT_TRUE(reply.starts_with("7 ")) << reply;
    return reply.substr(2);
  }

 private:
  std::unique_ptr<Subject> subject_;
};

std::string fault_of(std::string_view reply) {
  std::string fault;
  return parse_reply(reply, fault) ? "" : fault;
}

TEST(LineProtocol, HexIsTwoDigitsAByteInEitherCase) {
  EXPECT_EQ(to_hex(std::string_view("\0\x7F\xFF", 3)), "007fff");
  EXPECT_EQ(from_hex("007FfF"), std::string("\0\x7F\xFF", 3));
  EXPECT_EQ(from_hex(""), "");
  EXPECT_EQ(from_hex("0"), std::nullopt);
  EXPECT_EQ(from_hex("0g"), std::nullopt);
  EXPECT_EQ(from_hex("+1"), std::nullopt);
}

TEST(LineProtocol, AReplySaysEachKindOfValue) {
  std::string fault;
  const auto reply = parse_reply("accept a=s:61 b=b: c=true d=false e=null f=n:12 g=other", fault);
  ASSERT_TRUE(reply) << fault;
  EXPECT_EQ(reply->find("a")->text, "a");
  EXPECT_EQ(reply->find("b")->type, Value::Type::bytes);
  EXPECT_EQ(reply->find("c")->type, Value::Type::true_);
  EXPECT_EQ(reply->find("d")->type, Value::Type::false_);
  EXPECT_EQ(reply->find("e")->type, Value::Type::null_);
  EXPECT_EQ(reply->find("f")->number, 12u);
  EXPECT_EQ(reply->find("g")->type, Value::Type::other);
  EXPECT_EQ(reply->find("h"), nullptr);
  EXPECT_EQ(written(*reply), "accept a=s:61 b=b: c=true d=false e=null f=n:12 g=other");
}

TEST(LineProtocol, WhatIsNoReplyIsExplained) {
  EXPECT_NE(fault_of("perhaps").find("isn't a verdict"), std::string::npos);
  EXPECT_NE(fault_of("").find("isn't a verdict"), std::string::npos);
  EXPECT_NE(fault_of("accept name").find("key=value"), std::string::npos);
  EXPECT_NE(fault_of("accept =s:").find("key=value"), std::string::npos);
  EXPECT_NE(fault_of("accept  name=s:").find("key=value"), std::string::npos);
  EXPECT_NE(fault_of("accept name=s:6").find("s:HEX"), std::string::npos);
  EXPECT_NE(fault_of("accept name=x").find("s:HEX"), std::string::npos);
  EXPECT_NE(fault_of("accept n=n:").find("n:DIGITS"), std::string::npos);
  EXPECT_NE(fault_of("accept n=n:-1").find("n:DIGITS"), std::string::npos);
  EXPECT_EQ(fault_of("reject why=utf8 at=n:3"), "");
  EXPECT_EQ(fault_of("error"), "");
}

TEST(LineProtocol, ARequestNeedsAnIdAndAVerb) {
  const auto request = parse_request("1 read-message request 50\r");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->id, "1");
  EXPECT_EQ(request->verb, "read-message");
  ASSERT_EQ(request->arguments.size(), 2u);
  EXPECT_EQ(request->arguments[1], "50");
  EXPECT_FALSE(parse_request("1"));
  EXPECT_FALSE(parse_request(" read-request"));
  EXPECT_FALSE(parse_request(""));
}

TEST(Responder, AnswersEveryVerb) {
  const auto model = make_whole_model(graph_2017());
  const auto answer = [&model](std::string_view line) { return respond(*model, line); };
  EXPECT_TRUE(answer("1 hello proto=n:1").starts_with("1 ok proto=n:1 name=s:6d6f64656c"));
  EXPECT_EQ(answer("2 read-request " + to_hex(R"({"name":"a","isDefault":true})")),
            "2 accept name=s:61 isDefault=true");
  EXPECT_EQ(answer("3 read-request"), "3 reject why=syntax at=n:0");
  EXPECT_EQ(answer("4 read-request " + to_hex(R"({"name":"a","name":"b"})")),
            "4 reject why=duplicate at=n:12");
  EXPECT_EQ(answer("5 read-collection " + to_hex(R"({"value":[]})")), "5 accept count=n:0");
  EXPECT_EQ(answer("6 read-error " + to_hex(R"({"error":{"code":"c","message":"m"}})")),
            "6 accept code=s:63 message=s:6d");
  EXPECT_EQ(answer("7 write-request name=s:61"), "7 ok body=b:" + to_hex(R"({"name":"a"})"));
  EXPECT_EQ(answer("8 write-request name=s:ff"), "8 reject why=utf8 at=n:0");
  EXPECT_EQ(answer("9 write-request"), "9 reject why=missing");
  EXPECT_EQ(answer("10 read-message request " + to_hex("GET /")), "10 ok more=true");
  EXPECT_EQ(answer("11 read-last-message request " + to_hex("GET /")),
            "11 reject why=framing at=n:5");
  EXPECT_EQ(answer("12 read-message request " + to_hex("GET / HTTP/1.1\r\nHost: h\r\n\r\nx")),
            "12 accept method=s:474554 target=s:2f field=s:486f7374 value=s:68 body=b: rest=n:1");
  EXPECT_EQ(answer("13 no-such-verb"), "13 skip");
  EXPECT_EQ(answer("14 read-request 7"), "14 error");
  EXPECT_EQ(answer("15 read-message 50"), "15 error");
  EXPECT_EQ(answer("16 reset"), "16 ok");
  EXPECT_EQ(answer("nonsense"), "? error");
}

TEST(Responder, AServiceKeepsItsGroupsUntilReset) {
  const auto model = make_whole_model(graph_2017());
  const std::string list = "1 exchange " + to_hex(
                                               "GET /beta/connectorGroups HTTP/1.1\r\nHost: h\r\n"
                                               "Authorization: Bearer abc\r\n\r\n");
  const std::string empty = respond(*model, list);
  respond(*model,
          "2 exchange " + to_hex("POST /beta/connectorGroups HTTP/1.1\r\nHost: h\r\n"
                                 "Authorization: Bearer abc\r\nContent-Type: application/json\r\n"
                                 "Content-Length: 12\r\n\r\n{\"name\":\"a\"}"));
  EXPECT_NE(respond(*model, list), empty);
  respond(*model, "3 reset");
  EXPECT_EQ(respond(*model, list), empty);
}

TEST(LineSubject, SaysWhatTheSubjectBehindItSays) {
  const auto direct = make_whole_model(graph_beta());
  const auto lines = make_line_subject("lines", graph_beta(),
                                       std::make_unique<Loop>(make_whole_model(graph_beta())));
  for (const std::string_view text :
       {R"({"name":"a","region":null})", R"({"name":""})", R"({"name":"\ud83d\ude00"})", "", "{",
        R"({"error":{"code":"c","message":"m","target":"t"}})",
        R"({"value":[{"id":"1","name":"n","connectorGroupType":"applicationProxy",)"
        R"("isDefault":false,"region":null},{"id":"2","name":"","connectorGroupType":)"
        R"("applicationProxy","isDefault":true,"region":"eur"}]})",
        R"({"id":"1","name":"n","connectorGroupType":"applicationProxy","isDefault":false,)"
        R"("region":"mars"})"}) {
    for (const BodyKind kind : kBodyKinds) {
      EXPECT_EQ(lines->read(kind, text), sayable(kind, direct->read(kind, text)))
          << name(kind) << " " << text;
    }
  }
}

TEST(LineSubject, AMemberOfAnotherTypeIsSeen) {
  std::string fault;
  const auto answer = body_of(BodyKind::create_request, {{"name", Value{}}}, fault);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->of_other_type, std::vector<std::string>{"name"});
}

TEST(LineSubject, ACollectionWithoutAnIdIsTheSubjectsFault) {
  std::string fault;
  const auto answer = body_of(BodyKind::collection,
                              {{"count", number_value(2)},
                               {"name", string_value("a")},
                               {"id", string_value("2")},
                               {"name", string_value("b")}},
                              fault);
  ASSERT_TRUE(answer) << fault;
  EXPECT_EQ(answer->value.objects.size(), 2u);
  EXPECT_TRUE(answer->value.objects[0].id.is_absent());
  EXPECT_FALSE(body_of(BodyKind::collection, {}, fault));
}

}  // namespace
}  // namespace connectorgroup
