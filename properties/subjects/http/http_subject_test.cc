// A server as a subject: what goes over the wire, what becomes of each way to answer badly, and
// what is left behind.
#include "properties/subjects/http/http_subject.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <variant>

#include "properties/subject_failure.h"
#include "properties/subjects/http/told_server.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;
using Conversation = ToldServer::Conversation;

HttpSubjectOptions options_for(const std::string& url) {
  HttpSubjectOptions options;
  options.url = url;
  options.answer_timeout = 300ms;
  return options;
}

std::unique_ptr<HttpSubject> subject_of(const HttpSubjectOptions& options) {
  auto made = make_http_subject(options);
  EXPECT_TRUE(std::holds_alternative<std::unique_ptr<HttpSubject>>(made))
      << std::get<std::string>(made);
  return std::get<std::unique_ptr<HttpSubject>>(std::move(made));
}

std::string complaint_about(const HttpSubjectOptions& options) {
  auto made = make_http_subject(options);
  const auto* text = std::get_if<std::string>(&made);
  return text == nullptr ? "" : *text;
}

std::string create(std::string_view body = R"({"name":"a"})") {
  std::string request =
      "POST /beta/connectorGroups HTTP/1.1\r\nHost: graph.microsoft.com\r\n"
      "Authorization: Bearer mF_9.B5f-4.1JqM\r\nContent-Type: application/json\r\n"
      "Content-Length: ";
  return request.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

const std::string kCreated = R"({"id":"7","name":"a"})";

TEST(HttpSubject, SendsTheOctetsWithTheHostOfTheServer) {
  ToldServer server(answering(response(400, "", "{}")));
  const ExchangeAnswer answer = subject_of(options_for(server.url()))->exchange(create());
  EXPECT_EQ(answer.response, response(400, "", "{}"));
  std::string expected = create();
  expected.replace(expected.find("graph.microsoft.com"), 19, server.authority());
  EXPECT_EQ(server.received().at(0), expected);
}

TEST(HttpSubject, TakesEachWayOfEndingTheConnectionForAnEnd) {
  for (const bool resets : {false, true}) {
    ToldServer server([resets](Conversation& client) {
      client.read_request();
      if (resets) client.reset();
    });
    const ExchangeAnswer answer = subject_of(options_for(server.url()))->exchange(create());
    EXPECT_EQ(answer.verdict, Verdict::accept);
    EXPECT_EQ(answer.response, "") << resets;
  }
}

Misbehaviour misbehaviour_of(const ToldServer::Behaviour& behaviour) {
  ToldServer server(behaviour);
  try {
    const ExchangeAnswer answer = subject_of(options_for(server.url()))->exchange(create());
    ADD_FAILURE() << "answered: " << answer.response;
  } catch (const SubjectFailure& failure) {
    return failure.misbehaviour();
  }
  return Misbehaviour::own_error;
}

TEST(HttpSubject, LabelsWhoDoesntAnswerInTime) {
  EXPECT_EQ(misbehaviour_of([](Conversation& client) {
              client.read_request();
              client.read_to_end();
            }),
            Misbehaviour::hang);
  EXPECT_EQ(misbehaviour_of([](Conversation& client) {
              client.read_request();
              client.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{");
              client.read_to_end();
            }),
            Misbehaviour::slow_drip);
}

TEST(HttpSubject, LabelsAFlood) {
  EXPECT_EQ(misbehaviour_of([](Conversation& client) {
              client.read_request();
              client.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
              const std::string block(1 << 20, 'x');
              for (int i = 0; i < 18; ++i) client.send(block);
              client.read_to_end();
            }),
            Misbehaviour::flood);
}

TEST(HttpSubject, CantStartWhereNobodyListens) {
  std::string url;
  {
    ToldServer server(answering(""));
    url = server.url();
  }
  try {
    subject_of(options_for(url))->exchange(create());
    FAIL() << "connected";
  } catch (const SubjectFailure& failure) {
    EXPECT_EQ(failure.misbehaviour(), Misbehaviour::no_start);
  }
}

TEST(HttpSubject, PassesOverInterimResponses) {
  const std::string last = response(201, "", kCreated);
  ToldServer server(answering("HTTP/1.1 100 Continue\r\n\r\n" + last));
  EXPECT_EQ(subject_of(options_for(server.url()))->exchange(create()).response, last);
}

// Creates on the first connections, then takes what comes.
ToldServer::Behaviour creating(std::string_view fields, int delete_status) {
  return [fields = std::string(fields), delete_status](Conversation& client) {
    const bool deletes = client.read_request().starts_with("DELETE");
    // A length beside 204 is wrong, and common; what was deleted is deleted all the same.
    client.send(deletes ? response(delete_status, "", "") : response(201, fields, kCreated));
  };
}

TEST(HttpSubject, DeletesWhatItCreated) {
  for (const char* fields : {"", "Location: /beta/connectorGroups/7\r\n"}) {
    ToldServer server(creating(fields, 204));
    const auto subject = subject_of(options_for(server.url()));
    subject->exchange(create());
    subject->exchange(create());
    subject->reset();
    ASSERT_EQ(server.received().size(), 3U);
    EXPECT_TRUE(server.received()[2].starts_with("DELETE /beta/connectorGroups/7 HTTP/1.1\r\n"))
        << server.received()[2];
    EXPECT_TRUE(subject->leftovers().empty());
  }
}

TEST(HttpSubject, TellsOfWhatItCouldntDelete) {
  ToldServer server(creating("", 405));
  const auto subject = subject_of(options_for(server.url()));
  subject->exchange(create());
  subject->reset();
  const std::vector<Leftover> expected{{"7", "DELETE: status 405"}};
  EXPECT_EQ(subject->leftovers(), expected);
}

TEST(HttpSubject, DeletesAtItsEndToo) {
  ToldServer server(creating("", 204));
  subject_of(options_for(server.url()))->exchange(create());
  ASSERT_EQ(server.received().size(), 2U);
  EXPECT_TRUE(server.received()[1].starts_with("DELETE "));
}

TEST(HttpSubject, RefusesHostsThatArentThisMachine) {
  for (const char* url : {"http://example.com", "http://127.0.0.1.nip.io", "http://[::2]:80",
                          "http://10.0.0.1", "http://localhost.example"}) {
    EXPECT_NE(complaint_about(options_for(url)).find("--allow-host"), std::string::npos) << url;
  }
  HttpSubjectOptions allowed = options_for("http://example.com");
  allowed.allowed_host = "example.com";
  EXPECT_EQ(complaint_about(allowed), "");
  allowed.allowed_host = "example.org";
  EXPECT_NE(complaint_about(allowed), "");
  EXPECT_EQ(complaint_about(options_for("http://localhost:8080/base")), "");
}

TEST(HttpSubject, RefusesHeadersThatAreTheSuitesOwn) {
  for (const char* name : {"host", "Content-Length", "AUTHORIZATION", "bad name", ""}) {
    HttpSubjectOptions options = options_for("http://127.0.0.1");
    options.headers = {{name, "x"}};
    EXPECT_NE(complaint_about(options), "") << name;
  }
  HttpSubjectOptions good = options_for("http://127.0.0.1");
  good.headers = {{"X-Tenant", "7"}};
  EXPECT_EQ(complaint_about(good), "");
  good.headers = {{"X-Tenant", "7\r\nHost: evil"}};
  EXPECT_NE(complaint_about(good), "");
}

TEST(HttpSubject, PutsTheTokenInAndNeverTellsIt) {
  ToldServer server([](Conversation& client) {
    client.read_request();
    client.read_to_end();
  });
  HttpSubjectOptions options = options_for(server.url());
  options.token = "s3cret";
  const auto subject = subject_of(options);
  try {
    subject->exchange(create());
    FAIL() << "answered";
  } catch (const SubjectFailure& failure) {
    EXPECT_EQ(std::string(failure.what()).find("s3cret"), std::string::npos);
  }
  EXPECT_EQ(subject->name().find("s3cret"), std::string::npos);
  EXPECT_NE(server.received().at(0).find("Authorization: Bearer s3cret\r\n"), std::string::npos);
}

TEST(HttpSubject, IsCalledWhatTheServerCallsItself) {
  ToldServer server(answering(response(400, "Server: tiny/1.2 (test)\r\n", "{}")));
  const auto subject = subject_of(options_for(server.url()));
  EXPECT_EQ(subject->identity().name, "");
  subject->exchange(create());
  EXPECT_EQ(subject->identity().name, "tiny");
  EXPECT_EQ(subject->identity().version, "1.2");
}

}  // namespace
}  // namespace connectorgroup
