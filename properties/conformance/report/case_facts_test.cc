// What there is to say about a case, within limits and harmless.
#include "properties/conformance/report/case_facts.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "properties/conformance/report/report_examples.h"
#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

// The text of a fact, or nothing.
std::string fact(const CaseResult& result, std::string_view label) {
  for (const Fact& fact : case_facts(result, {})) {
    if (fact.label == label) return fact.text;
  }
  return {};
}

TEST(CaseFacts, HaveEveryPieceOnce) {
  RunReport report = full_report();
  CaseResult result = case_of(report, "02/fail");
  result.known = "issue 12";
  result.note = "odd";
  result.law = "body.law";
  result.error_output = "oops\n";
  std::vector<std::string> labels;
  for (const Fact& fact : case_facts(result, {})) labels.emplace_back(fact.label);
  EXPECT_EQ(labels,
            (std::vector<std::string>{
                "level",      "rule",  "sentence", "clause",     "input",       "hex",
                "text",       "file",  "expected", "got",        "note",        "law",
                "twin",       "alone", "shrunk",   "shrunk hex", "shrunk text", "shrunk expected",
                "shrunk got", "known", "pipe",     "curl",       "replay",      "stderr"}));
}

TEST(CaseFacts, InputIsHexAloneWhereTold) {
  FactLimits limits;
  limits.input_as_text = false;
  RunReport report = full_report();
  for (const Fact& fact : case_facts(case_of(report, "02/fail"), limits)) {
    EXPECT_NE(fact.label, "text");
    EXPECT_NE(fact.label, "shrunk text");
  }
}

TEST(CaseFacts, LongPiecesAreCutAndSaySo) {
  CaseResult result = example_case("a", Outcome::fail);
  result.input = std::string(300, 'x');
  result.got = std::string(500, 'y');
  result.reproduction.pipe = std::string(5000, 'z');
  EXPECT_TRUE(fact(result, "hex").ends_with("78 ... and 44 bytes more"));
  EXPECT_TRUE(fact(result, "text").ends_with("x ... and 44 bytes more"));
  EXPECT_TRUE(fact(result, "got").ends_with("y ... and 100 bytes more"));
  EXPECT_EQ(fact(result, "pipe"), "(left out, since it has 5000 bytes)");
}

TEST(CaseFacts, SayHowAnAnswerFailedToCome) {
  CaseResult result = example_case("a", Outcome::crash);
  result.got.clear();
  result.misbehaviour = Misbehaviour::closed_pipe;
  EXPECT_EQ(got_text(result, 100), "no answer (closed-pipe)");
  EXPECT_EQ(headline(result, 100), "expected reject, got no answer (closed-pipe)");
  result.note = "killed by signal 11";
  EXPECT_EQ(headline(result, 100),
            "expected reject, got no answer (closed-pipe): killed by signal 11");
}

TEST(CaseFacts, TellOfOrderDependence) {
  CaseResult result = example_case("a", Outcome::fail);
  EXPECT_EQ(alone_text(result), "");
  result.alone = Outcome::fail;
  EXPECT_EQ(alone_text(result), "same result");
  result.alone = Outcome::pass;
  EXPECT_EQ(alone_text(result), "pass, so it depends on what came before");
}

TEST(CaseFacts, TellOfTheTwinAndTheShrinking) {
  RunReport report = full_report();
  EXPECT_EQ(twin_text(case_of(report, "13/alone-differs")), "body/accept/zero: crash");
  EXPECT_EQ(shrunk_text(case_of(report, "02/fail")), "from 23 bytes to 4 in 41 calls");
  EXPECT_EQ(shrunk_text(case_of(report, "01/pass")), "");
}

TEST(Tail, KeepsWholeLinesOfTheEnd) {
  EXPECT_EQ(tail("one\ntwo\nthree\n", 100), "one\ntwo\nthree");
  EXPECT_EQ(tail("one\ntwo\nthree\n", 10), "two\nthree");
  EXPECT_EQ(tail("one\ntwo\nthree\n", 8), "three");
  EXPECT_EQ(tail("abcdefgh", 3), "fgh");
  EXPECT_EQ(tail("\n\n", 3), "");
}

TEST(CaseFacts, HaveNoByteOfTheSubjectUnescaped) {
  const RunReport report = hostile_report();
  for (const CaseResult& result : report.cases) {
    EXPECT_TRUE(is_harmless(headline(result, kWhole)));
    for (const Fact& fact : case_facts(result, {})) {
      if (fact.label == "stderr") {
        EXPECT_TRUE(is_visible(fact.text));
      } else {
        EXPECT_TRUE(is_harmless(fact.text)) << fact.label;
        EXPECT_EQ(fact.text.find('\n'), std::string::npos) << fact.label;
      }
    }
  }
}

}  // namespace
}  // namespace connectorgroup
