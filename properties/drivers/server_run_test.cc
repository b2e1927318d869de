// A whole run against a server on real sockets: the reference service.
#include <gtest/gtest.h>

#include <string>

#include "properties/conformance/cases.h"
#include "properties/conformance/random_run.h"
#include "properties/conformance/runner.h"
#include "properties/conformance/serve/running_server.h"
#include "properties/conformance/serve/served_misbehaviour.h"
#include "properties/conformance/subject_spec.h"

namespace connectorgroup {
namespace {

NamedSubject subject_at(const RunningServer& server, const Contract& contract) {
  SubjectOptions options;
  options.contract = &contract;
  auto found = find_subject("http://127.0.0.1:" + std::to_string(server.port()), options);
  EXPECT_TRUE(std::holds_alternative<NamedSubject>(found)) << std::get<std::string>(found);
  return std::get<NamedSubject>(std::move(found));
}

RunReport run(const NamedSubject& subject, const Contract& contract, RunOptions options = {}) {
  const auto cases = cases_for_server(
      std::get<std::vector<ConformanceCase>>(load_cases(CONNECTORGROUP_CORPUS, contract)),
      contract);
  return Runner(cases, Standard{&contract, subject.level, {}}, subject.make, options).run();
}

TEST(ServerRun, TheReferenceServiceConformsAndIsLeftEmpty) {
  for (const Contract& contract : contracts()) {
    ServeOptions serve;
    serve.contract = &contract;
    RunningServer server(serve);
    const NamedSubject subject = subject_at(server, contract);
    const RunReport report = run(subject, contract);
    EXPECT_EQ(check(report), std::nullopt);
    EXPECT_EQ(exit_status(report), 0);
    EXPECT_GT(count(report).required_passed, 50U);
    for (const CaseResult& result : report.cases) {
      if (result.outcome == Outcome::pass || result.outcome == Outcome::skipped) continue;
      ADD_FAILURE() << result.id << " " << name(result.outcome) << ": " << result.note;
    }
    EXPECT_TRUE(subject.leftovers().empty());
    const auto probe = subject.make();
    const std::string list = probe->exchange(probe->aimed(list_request())).response;
    EXPECT_EQ(list.find("\"id\""), std::string::npos) << list;
  }
}

TEST(ServerRun, RandomInputsGiveNoAlarm) {
  RunningServer server;
  const NamedSubject subject = subject_at(server, graph_2017());
  RandomOptions random;
  random.inputs = 60;
  random.is_server = true;
  random.corpus = CONNECTORGROUP_CORPUS;
  const RandomRun result =
      run_random(Standard{&graph_2017(), Level::required, {}}, subject.make, random);
  EXPECT_GT(result.questions, 500U);
  for (const CaseResult& failure : result.failures) {
    ADD_FAILURE() << failure.id << ": expected " << failure.expected << ", got " << failure.got;
  }
}

// A server whose answers break a rule fails, and is never taken for one that refuses.
TEST(ServerRun, AMisbehavingServerFails) {
  RunOptions options;
  options.selected = [](const ConformanceCase& each) {
    return names("body/accept/*/create-request/service", each.id);
  };
  for (const char* how : {"duplicate-members", "missing-member", "201-without-body"}) {
    ServeOptions serve;
    serve.misbehaviour = find_served_misbehaviour(how);
    ASSERT_NE(serve.misbehaviour, nullptr) << how;
    RunningServer server(serve);
    const RunReport report = run(subject_at(server, graph_2017()), graph_2017(), options);
    EXPECT_GT(count(report).of(Outcome::fail), 0U) << how;
    EXPECT_EQ(exit_status(report), 1) << how;
  }
}

}  // namespace
}  // namespace connectorgroup
