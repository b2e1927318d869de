// A server as a subject: what goes over the wire, what becomes of each way to answer badly, and
// what is left behind.
#include "properties/subjects/http/http_subject.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

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

// Content is announced by its answer, as it would be for GET, and none follows.
TEST(HttpSubject, AnAnswerToHeadEndsWithItsFields) {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
  ToldServer server([&head](Conversation& client) {
    client.read_request();
    client.send(head);
    client.read_to_end();
  });
  const auto subject = subject_of(options_for(server.url()));
  const std::string request = "HEAD /beta/connectorGroups HTTP/1.1\r\nHost: a\r\n\r\n";
  EXPECT_EQ(subject->exchange(request).response, head);
}

TEST(HttpSubject, GivesAnAnswerThatIsCutOffOrNoneAtAllAsItIs) {
  for (const char* octets : {"HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{", "HTTP/1.1 2",
                             "not HTTP\r\n\r\n", "\x80"}) {
    ToldServer server(answering(octets));
    EXPECT_EQ(subject_of(options_for(server.url()))->exchange(create()).response, octets);
  }
  ToldServer server(answering(response(400, "", "{}") + "more"));
  EXPECT_EQ(subject_of(options_for(server.url()))->exchange(create()).response,
            response(400, "", "{}"));
}

TEST(HttpSubject, DrippingDoesntMoveTheDeadline) {
  // Far more often than the time allows, and for far longer.
  constexpr int kLines = 200;
  std::atomic<int> sent = 0;
  EXPECT_EQ(misbehaviour_of([&sent](Conversation& client) {
              client.read_request();
              client.send("HTTP/1.1 200 OK\r\n");
              for (; sent < kLines && !client.has_ended(); ++sent) {
                client.send("a: b\r\n");
                std::this_thread::sleep_for(50ms);
              }
            }),
            Misbehaviour::slow_drip);
  EXPECT_LT(sent, kLines);
}

TEST(HttpSubject, EndsTheStreamBehindARequestThatIsntWhole) {
  ToldServer server([](Conversation& client) {
    client.send(client.read_to_end() ? response(400, "", "ended") : response(500, "", ""));
  });
  const std::string part = "POST /beta/connectorGroups HTTP/1.1\r\nHo";
  const ExchangeAnswer answer = subject_of(options_for(server.url()))->exchange(part);
  EXPECT_EQ(answer.response, response(400, "", "ended"));
  EXPECT_EQ(server.received().at(0), part);
}

TEST(HttpSubject, CreatesAndDeletesBelowTheBasePathWithTheTokenAndTheHeaders) {
  ToldServer server([](Conversation& client) {
    const bool deletes = client.read_request().starts_with("DELETE");
    client.send(deletes ? response(404, "", "") : response(201, "", R"({"id":"a/b"})"));
  });
  HttpSubjectOptions options = options_for(server.url() + "/base/");
  options.token = "s3cret";
  options.headers = {{"X-Tenant", "9"}};
  const auto subject = subject_of(options);
  EXPECT_EQ(subject->name(), server.url() + "/base");
  subject->exchange(create());
  subject->reset();
  ASSERT_EQ(server.received().size(), 2U);
  EXPECT_TRUE(server.received()[0].starts_with(
      "POST /base/beta/connectorGroups HTTP/1.1\r\nX-Tenant: 9\r\n"));
  EXPECT_EQ(server.received()[1],
            "DELETE /base/beta/connectorGroups/a%2Fb HTTP/1.1\r\nX-Tenant: 9\r\nHost: " +
                server.authority() +
                "\r\nAuthorization: Bearer s3cret\r\nIf-Match: *\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(subject->leftovers().empty());
}

// A create whose answer never ends has created all the same.
TEST(HttpSubject, DeletesWhatALateAnswerCreated) {
  ToldServer server([](Conversation& client) {
    client.read_request();
    if (client.number() > 0) return client.send(response(200, "", ""));
    client.send(
        "HTTP/1.1 201 Created\r\nLocation: /beta/connectorGroups/7\r\n"
        "Content-Length: 9\r\n\r\n");
    client.read_to_end();
  });
  const auto subject = subject_of(options_for(server.url()));
  EXPECT_THROW(subject->exchange(create()), SubjectFailure);
  subject->reset();
  ASSERT_EQ(server.received().size(), 2U);
  EXPECT_TRUE(server.received()[1].starts_with("DELETE /beta/connectorGroups/7 "));
}

TEST(HttpSubject, StopsDeletingWithTheFirstDeletionThatIsntAnswered) {
  ToldServer server([](Conversation& client) {
    const std::string request = client.read_request();
    if (request.starts_with("DELETE")) return;
    client.send(response(201, "", "{\"id\":\"" + std::to_string(client.number()) + "\"}"));
  });
  const auto subject = subject_of(options_for(server.url()));
  for (int count = 0; count < 3; ++count) subject->exchange(create());
  subject->reset();
  EXPECT_EQ(server.received().size(), 4U);
  ASSERT_EQ(subject->leftovers().size(), 3U);
  EXPECT_EQ(subject->leftovers()[2], (Leftover{"2", "DELETE: no HTTP response"}));
}

TEST(HttpSubject, KeepsTheRateAcrossTheSubjectsOfARun) {
  ToldServer server(answering(response(400, "", "{}")));
  HttpSubjectOptions options = options_for(server.url());
  options.rate = 5.0;
  options.run = std::make_shared<HttpRun>();
  const auto start = std::chrono::steady_clock::now();
  for (int count = 0; count < 3; ++count) subject_of(options)->exchange(create());
  EXPECT_GE(std::chrono::steady_clock::now() - start, 400ms);
}

TEST(HttpSubject, UsesNoProxyOfTheEnvironment) {
  for (const char* name : {"http_proxy", "ALL_PROXY"}) {
    ASSERT_EQ(::setenv(name, "http://127.0.0.1:1", 1), 0);
  }
  ToldServer server(answering(response(400, "", "{}")));
  EXPECT_EQ(subject_of(options_for(server.url()))->exchange(create()).response,
            response(400, "", "{}"));
  for (const char* name : {"http_proxy", "ALL_PROXY"}) ::unsetenv(name);
}

TEST(HttpSubject, ConnectsToThisMachineByName) {
  ToldServer server(answering(response(400, "", "{}")));
  const auto subject =
      subject_of(options_for("http://localhost:" + std::to_string(server.port()) + "/"));
  EXPECT_EQ(subject->exchange(create()).response, response(400, "", "{}"));
  EXPECT_NE(server.received().at(0).find("Host: localhost:"), std::string::npos);
}

// A server without TLS under https: libcurl's own words, and not an octet of the request.
TEST(HttpSubject, CantStartWhereTheHandshakeFails) {
  ToldServer server([](Conversation& client) {
    client.read(1);
    client.send("HTTP/1.1 400 Bad Request\r\n\r\n");
  });
  HttpSubjectOptions options = options_for("https://" + server.authority());
  options.token = "s3cret";
  try {
    subject_of(options)->exchange(create());
    FAIL() << "connected";
  } catch (const SubjectFailure& failure) {
    EXPECT_EQ(failure.misbehaviour(), Misbehaviour::no_start);
    const std::string what = failure.what();
    EXPECT_TRUE(what.starts_with("can't connect to https://" + server.authority() + ": ")) << what;
    EXPECT_EQ(what.find("s3cret"), std::string::npos);
  }
  EXPECT_EQ(server.received().at(0).find("POST"), std::string::npos);
}

}  // namespace
}  // namespace connectorgroup
