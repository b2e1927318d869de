// cgconform's own judgement: which cases there are, what is due, and what a run says of subjects
// whose faults are known.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "properties/conformance/cases.h"
#include "properties/conformance/judge.h"
#include "properties/conformance/runner.h"
#include "properties/conformance/subject_spec.h"
#include "properties/subject_failure.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

const std::vector<ConformanceCase>& cases_of(const Contract& contract) {
  static std::map<std::string_view, std::vector<ConformanceCase>> loaded;
  const auto known = loaded.find(contract.id);
  if (known != loaded.end()) return known->second;
  CasesAnswer answer = load_cases(CONNECTORGROUP_CORPUS, contract);
  const auto* fault = std::get_if<std::string>(&answer);
  EXPECT_EQ(fault, nullptr) << *fault;
  return loaded[contract.id] = std::get<std::vector<ConformanceCase>>(std::move(answer));
}

RunReport run(const Contract& contract, SubjectFactory factory, Level level = Level::choice,
              RunOptions options = {}) {
  return Runner(cases_of(contract), Standard{&contract, level, {}}, std::move(factory),
                std::move(options))
      .run();
}

TEST(Cases, EveryTwinIsAnAcceptedCase) {
  for (const Contract& contract : contracts()) {
    std::map<std::string, const ConformanceCase*> by_id;
    for (const ConformanceCase& each : cases_of(contract)) {
      EXPECT_TRUE(by_id.emplace(each.id, &each).second) << "twice: " << each.id;
    }
    for (const auto& [id, each] : by_id) {
      const bool needs_twin = each->must_reject && !id.starts_with("write/");
      EXPECT_EQ(needs_twin && each->twin.empty(), false) << id;
      if (each->twin.empty()) continue;
      ASSERT_TRUE(by_id.contains(each->twin)) << id;
      EXPECT_FALSE(by_id[each->twin]->must_reject) << id;
    }
  }
}

TEST(Cases, ALevelIsThatOfTheRuleOrLower) {
  for (const ConformanceCase& each : cases_of(graph_2017())) {
    if (!each.must_reject || !each.rule || row(*each.rule).demand == Demand::write) continue;
    EXPECT_LE(each.level, row(*each.rule).level) << each.id;
  }
}

TEST(Cases, APatternNamesIdsAndWhatLiesBelow) {
  EXPECT_TRUE(names("body", "body/reject/a"));
  EXPECT_TRUE(names("body/", "body/reject/a"));
  EXPECT_FALSE(names("bod", "body/reject/a"));
  EXPECT_TRUE(names("body/*/a", "body/reject/a"));
  EXPECT_TRUE(names("*/reject", "body/reject/a"));
  EXPECT_FALSE(names("*/a", "body/reject/a"));
  EXPECT_TRUE(names("**/a", "body/reject/a"));
  EXPECT_TRUE(names("**nest*", "body/reject/nested"));
  EXPECT_TRUE(names("***/a", "body/reject/a"));
  EXPECT_FALSE(names("", "body"));
}

// Tried one after the other, the ways in which these stars can stand for these octets would outlast
// the machine.
TEST(Names, ManyStarsTakeNoLongerThanTheirNumberAllows) {
  std::string stars;
  for (int i = 0; i < 200; ++i) stars += "**a";
  EXPECT_FALSE(names(stars + "b", std::string(400, 'a')));
  EXPECT_TRUE(names(stars, std::string(400, 'a')));
}

TEST(Cases, ANameThatIsNearlyRightIsFound) {
  EXPECT_EQ(nearest("http.hots", {"http.host", "json.value", "http.line"}).front(), "http.host");
}

TEST(Runner, TheModelPassesEverythingAndSkipsNothing) {
  for (const Contract& contract : contracts()) {
    const RunReport report = run(contract, [&] { return make_whole_model(contract); });
    EXPECT_EQ(check(report), std::nullopt);
    EXPECT_EQ(exit_status(report), 0);
    EXPECT_EQ(count(report).of(Outcome::pass), cases_of(contract).size());
    EXPECT_GT(report.planned, 900u);
  }
}

bool is_ignorable(const RuleRow& rule) {
  return rule.demand == Demand::refuse || rule.demand == Demand::accept;
}

// The rules that the failures of a faulty model point at first, under each contract.
std::string named_first(Rule ignored) {
  std::string named;
  for (const Contract& contract : contracts()) {
    RunOptions options;
    // Sixteen megabytes that one rule alone is about.
    options.selected = [ignored](const ConformanceCase& each) {
      return ignored == Rule::limit_bytes || !names("limit/bytes", each.id);
    };
    const RunReport report = run(
        contract, [&] { return make_faulty_model(contract, RuleSet(ignored)); }, Level::choice,
        options);
    if (exit_status(report) != 1 || report.broken_rules.empty()) continue;
    named.append(" ").append(row(report.broken_rules.front().rule).id).append(" ");
  }
  return named;
}

TEST(Runner, EveryFaultIsFoundAndItsRuleNamedFirst) {
  for (const RuleRow& rule : rules()) {
    if (!is_ignorable(rule)) continue;
    const std::string named = named_first(rule.rule);
    EXPECT_NE(named.find(" " + std::string(rule.id) + " "), std::string::npos)
        << rule.id << " is ignored, and named is: " << named;
  }
}

// A subject whose answers to bodies are decided here.
class Scripted : public Subject {
 public:
  using Answers = std::function<ReadAnswer(BodyKind, std::string_view)>;

  explicit Scripted(Answers answers) : answers_(std::move(answers)) {}

  std::string name() const override { return "scripted"; }
  const Contract& contract() const override { return graph_2017(); }
  ReadAnswer read(BodyKind kind, std::string_view text) override { return answers_(kind, text); }
  WriteAnswer write(BodyKind, const BodyValue&, Form) override { return {}; }

 private:
  Answers answers_;
};

RunOptions only(std::string pattern) {
  RunOptions options;
  options.selected = [pattern](const ConformanceCase& each) { return names(pattern, each.id); };
  return options;
}

TEST(Runner, ASubjectThatRefusesEverythingPassesNothing) {
  const RunReport report = run(
      graph_2017(),
      [] {
        return std::make_unique<Scripted>([](BodyKind, std::string_view) -> ReadAnswer {
          return {Verdict::reject, {}, std::nullopt};
        });
      },
      Level::required);
  EXPECT_EQ(count(report).of(Outcome::pass), 0u);
  EXPECT_EQ(exit_status(report), 1);
}

TEST(Runner, ASubjectThatRefusesNothingPassesNothing) {
  const RunReport report = run(
      graph_2017(),
      [] {
        return std::make_unique<Scripted>([](BodyKind kind, std::string_view text) -> ReadAnswer {
          ReadAnswer answer = make_whole_model(graph_2017())->read(kind, text);
          answer.verdict = Verdict::accept;
          return answer;
        });
      },
      Level::required, only("body/accept/graph-2017/create-request/service"));
  EXPECT_EQ(count(report).of(Outcome::pass), 0u);
  EXPECT_GT(count(report).of(Outcome::untestable), 0u);
}

TEST(Runner, ASubjectThatCrashesPassesNothingAndEndsTheRunAtItsBudget) {
  RunOptions options = only("body/reject/graph-2017/create-request");
  options.restarts_max = 5;
  const RunReport report = run(
      graph_2017(),
      [] {
        return std::make_unique<Scripted>([](BodyKind, std::string_view) -> ReadAnswer {
          throw SubjectFailure(Misbehaviour::crash, "killed");
        });
      },
      Level::required, options);
  EXPECT_EQ(count(report).of(Outcome::pass), 0u);
  EXPECT_GT(count(report).of(Outcome::not_run), 0u);
  EXPECT_GT(count(report).of(Outcome::crash), 0u);
  EXPECT_FALSE(report.complete);
  EXPECT_EQ(exit_status(report), 3);
}

TEST(Runner, ACrashOnOneCaseLeavesTheOthersAlone) {
  const std::string text = "{\"name\":\"sales\",}";
  const RunReport report = run(
      graph_2017(),
      [text] {
        return std::make_unique<Scripted>(
            [text, model = std::shared_ptr<Subject>(make_whole_model(graph_2017()))](
                BodyKind kind, std::string_view asked) -> ReadAnswer {
              if (asked.find(",}") != std::string_view::npos) {
                throw SubjectFailure(Misbehaviour::crash, "killed");
              }
              return model->read(kind, asked);
            });
      },
      Level::required, only("body/reject/graph-2017/create-request/json/object"));
  EXPECT_GT(count(report).of(Outcome::crash), 0u);
  EXPECT_GT(count(report).of(Outcome::pass), 0u);
  EXPECT_EQ(exit_status(report), 1);
}

TEST(Runner, AProtocolErrorIsNoNonconformance) {
  const RunReport report = run(
      graph_2017(),
      [] {
        return std::make_unique<Scripted>([](BodyKind, std::string_view) -> ReadAnswer {
          throw SubjectFailure(Misbehaviour::garbage, "no answer");
        });
      },
      Level::required, only("body/reject/graph-2017/create-request/json/object/colon"));
  EXPECT_EQ(count(report).of(Outcome::protocol_error), report.planned);
  EXPECT_EQ(exit_status(report), 3);
}

TEST(Runner, AFailureThatDependsOnWhatCameBeforeIsNoneOfItsRule) {
  const RunReport report = run(
      graph_2017(),
      [] {
        return std::make_unique<Scripted>(
            [asked = 0, model = std::shared_ptr<Subject>(make_whole_model(graph_2017()))](
                BodyKind kind, std::string_view text) mutable -> ReadAnswer {
              ReadAnswer answer = model->read(kind, text);
              if (++asked > 3) answer = {Verdict::reject, {}, std::nullopt};
              return answer;
            });
      },
      Level::required, only("body/accept/graph-2017/create-request/body"));
  const auto failed =
      std::find_if(report.cases.begin(), report.cases.end(),
                   [](const CaseResult& result) { return result.alone.has_value(); });
  ASSERT_NE(failed, report.cases.end());
  EXPECT_EQ(failed->alone, Outcome::pass);
  EXPECT_EQ(failed->outcome, Outcome::order_dependent);
  EXPECT_EQ(count(report).of(Outcome::fail), 0u);
  EXPECT_TRUE(report.broken_rules.empty());
  EXPECT_EQ(exit_status(report), 1);
}

TEST(Judge, ARuleOfAHigherLevelLeavesTheAnswerFree) {
  Judge required(Standard{&graph_2017(), Level::required, {}});
  Judge recommended(Standard{&graph_2017(), Level::recommended, {}});
  const Question lone{Verb::read_request, R"({"name":"\ud800"})"};
  EXPECT_EQ(required.expect(lone).due, Due::free);
  EXPECT_EQ(recommended.expect(lone).due, Due::reject);
  // What breaks a required rule besides is due to be refused at every level.
  const Question both{Verb::read_request, R"({"name":"\ud800",})"};
  EXPECT_EQ(required.expect(both).due, Due::reject);
  EXPECT_EQ(required.expect(both).rule, Rule::json_object_trailing_comma);
}

TEST(Judge, AChoiceThatIsDeclaredBinds) {
  const Question bom{Verb::read_request, "\xEF\xBB\xBF{\"name\":\"a\"}"};
  const auto due = [&bom](std::map<Rule, Choice> choices) {
    Judge judge(Standard{&graph_2017(), Level::required, std::move(choices)});
    return judge.expect(bom).due;
  };
  EXPECT_EQ(due({}), Due::free);
  EXPECT_EQ(due({{Rule::json_text_bom, Choice::strict}}), Due::reject);
  EXPECT_EQ(due({{Rule::json_text_bom, Choice::lenient}}), Due::accept);
}

Outcome outcome_of_waiting(Verb verb, const std::string& octets) {
  Judge judge(Standard{&graph_2017(), Level::required, {}});
  const Question question{verb, octets};
  const MessageAnswer waits{MessageVerdict::incomplete, {}, 0, std::nullopt};
  return judge.judge(question, judge.expect(question), waits).outcome;
}

TEST(Judge, AReaderMayWaitForTheEndOfTheSectionWithTheFault) {
  const std::string chunked = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const std::string& cut :
       {std::string("GET / HTTP/x"), std::string("GET / HTTP/x\r\nHost: h\r\n"),
        std::string("GET / HTTP/1.1\r\nA b\r\n"), chunked + "z", chunked + "z\r\n",
        chunked + "0\r\nA b\r\n"}) {
    EXPECT_EQ(outcome_of_waiting(Verb::read_message, cut), Outcome::skipped) << cut;
    EXPECT_EQ(outcome_of_waiting(Verb::read_last_message, cut), Outcome::fail) << cut;
  }
  for (const std::string& whole :
       {std::string("GET / HTTP/x\r\nHost: h\r\n\r\n"), std::string("GET / HTTP/1.1\r\n\r\n"),
        std::string("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\nA b\r\nHost: h\r\n\r\n"), chunked + "z\r\n\r\n",
        chunked + "0\r\nA b\r\n\r\n"}) {
    EXPECT_EQ(outcome_of_waiting(Verb::read_message, whole), Outcome::fail) << whole;
  }
}

TEST(Judge, AnEndBeforeAnyMessageMayBeCalledEither) {
  Judge judge(Standard{&graph_2017(), Level::choice, {}});
  EXPECT_EQ(judge.expect({Verb::read_last_message, ""}).due, Due::free);
  EXPECT_EQ(judge.expect({Verb::read_message, ""}).due, Due::incomplete);
  EXPECT_EQ(judge.expect({Verb::read_last_message, "G"}).due, Due::reject);
}

TEST(Judge, AWriterMayLeaveOutWhatTheContractDoesntHave) {
  Judge judge(Standard{&graph_2017(), Level::choice, {}});
  Question question{Verb::write_response, ""};
  Members& group = question.value.objects.emplace_back();
  group.id = group.name = group.connector_group_type = std::string("a");
  group.is_default = true;
  EXPECT_EQ(judge.expect(question).due, Due::accept);
  group.region = std::string("eur");
  EXPECT_EQ(judge.expect(question).due, Due::free);
  group.name = std::string("\xFF");
  EXPECT_EQ(judge.expect(question).due, Due::reject);
}

TEST(Judge, AMemberThatTheContractDoesntReadIsNobodysBusiness) {
  Judge judge(Standard{&graph_2017(), Level::required, {}});
  const Question question{
      Verb::read_response,
      R"({"id":"1","name":"n","connectorGroupType":"t","isDefault":true,"region":"eur"})"};
  ReadAnswer answer = std::get<ReadAnswer>(judge.expect(question).answer);
  answer.value.objects[0].region = std::string("eur");
  EXPECT_EQ(judge.judge(question, judge.expect(question), answer).outcome, Outcome::pass);
  answer.value.objects[0].name = std::string("m");
  EXPECT_EQ(judge.judge(question, judge.expect(question), answer).outcome, Outcome::fail);
}

Outcome outcome_of_answer(const std::string& request, const std::string& response) {
  Judge judge(Standard{&graph_2017(), Level::required, {}});
  const Question question{Verb::exchange, request};
  return judge.judge(question, judge.expect(question), ExchangeAnswer{Verdict::accept, response})
      .outcome;
}

const std::string kCreate =
    "POST /beta/connectorGroups HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer abc\r\n"
    "Content-Type: application/json\r\nContent-Length: ";
const std::string kRight = kCreate + "12\r\n\r\n{\"name\":\"a\"}";
const std::string kWrong = kCreate + "2\r\n\r\n{}";

std::string created(const std::string& name, const std::string& id = "1") {
  const std::string body = R"({"id":")" + id + R"(","name":")" + name +
                           R"(","connectorGroupType":"t","isDefault":false})";
  return "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

TEST(Judge, AServiceIsHeldToStatusAndGroup) {
  const std::string error = R"({"error":{"code":"c","message":"m"}})";
  const auto refused = [&error](int status) {
    return "HTTP/1.1 " + std::to_string(status) +
           " x\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(error.size()) + "\r\n\r\n" + error;
  };
  EXPECT_EQ(outcome_of_answer(kRight, created("a")), Outcome::pass);
  EXPECT_EQ(outcome_of_answer(kRight, created("b")), Outcome::fail);
  EXPECT_EQ(outcome_of_answer(kRight, created("a", "")), Outcome::fail);
  EXPECT_EQ(outcome_of_answer(kRight, refused(400)), Outcome::fail);
  EXPECT_EQ(outcome_of_answer(kRight, "nonsense\r\n\r\n"), Outcome::fail);
  EXPECT_EQ(outcome_of_answer(kWrong, refused(400)), Outcome::pass);
  EXPECT_EQ(outcome_of_answer(kWrong, created("a")), Outcome::fail);
  // None of these is ever a pass: the service wouldn't be tested, or may have died.
  for (const int status : {302, 401, 403, 429, 500, 503}) {
    EXPECT_EQ(outcome_of_answer(kRight, refused(status)), Outcome::inconclusive) << status;
    EXPECT_EQ(outcome_of_answer(kWrong, refused(status)), Outcome::inconclusive) << status;
  }
  EXPECT_EQ(outcome_of_answer(kWrong, ""), Outcome::inconclusive);
  EXPECT_EQ(outcome_of_answer(kRight, ""), Outcome::inconclusive);
}

std::string refusal_of(std::string_view spec) {
  const auto found = find_subject(spec, {});
  const auto* complaint = std::get_if<std::string>(&found);
  return complaint == nullptr ? "" : *complaint;
}

TEST(SubjectSpec, WhatIsNoSubjectIsExplained) {
  EXPECT_EQ(refusal_of("model"), "");
  EXPECT_EQ(refusal_of("fault:json.comment,json.value"), "");
  EXPECT_NE(refusal_of("fault:json.coment").find("json.comment"), std::string::npos);
  EXPECT_NE(refusal_of("fault:write.canonical.order").find("demand write"), std::string::npos);
  EXPECT_NE(refusal_of("exec:").find("no command"), std::string::npos);
  EXPECT_NE(refusal_of("exec:'a").find("quote"), std::string::npos);
  EXPECT_NE(refusal_of("models").find("no subject"), std::string::npos);
}

}  // namespace
}  // namespace connectorgroup
