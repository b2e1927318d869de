// Failing inputs made small, with the judge's word on every candidate.
#include "properties/conformance/failure_shrinker.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "properties/subject_failure.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

const Standard kStrict{&graph_2017(), Level::choice, {}};

Question request(std::string text) { return {Verb::read_request, std::move(text)}; }

// The strict model, but for what a test has it do.
class Odd : public Subject {
 public:
  using Does = std::function<void(std::string_view text, ReadAnswer& answer)>;

  explicit Odd(Does does) : model_(make_whole_model(graph_2017())), does_(std::move(does)) {}
  std::string name() const override { return "odd"; }
  const Contract& contract() const override { return graph_2017(); }
  ReadAnswer read(BodyKind kind, std::string_view text) override {
    ReadAnswer answer = model_->read(kind, text);
    does_(text, answer);
    return answer;
  }
  WriteAnswer write(BodyKind, const BodyValue&, Form) override { return {}; }

 private:
  std::unique_ptr<Subject> model_;
  Does does_;
};

SubjectFactory odd(Odd::Does does) {
  return [does] { return std::make_unique<Odd>(does); };
}

TEST(FailureShrinker, FindsASmallInputThatBreaksTheSameRule) {
  const SubjectFactory factory = [] {
    return make_faulty_model(graph_2017(), RuleSet(Rule::json_comment));
  };
  Observer observer(kStrict, factory);
  const auto shrunk = shrink_failure(
      observer, request(R"({ "name" : "a long name" , /* why */ "isDefault" : false })"));
  ASSERT_TRUE(shrunk.has_value());
  EXPECT_EQ(shrunk->input, R"({"name":"",/**/"isDefault":false})");
  EXPECT_EQ(shrunk->expected, "reject");
  EXPECT_TRUE(shrunk->got.starts_with("accept")) << shrunk->got;
  EXPECT_LT(shrunk->calls, 150U);
}

// Two faults: the input shows one of them, and so must what is left of it.
TEST(FailureShrinker, StaysWithTheRuleThatWasBroken) {
  const SubjectFactory factory = [] {
    RuleSet ignored(Rule::json_comment);
    ignored.add(Rule::json_object_trailing_comma);
    return make_faulty_model(graph_2017(), ignored);
  };
  Observer observer(kStrict, factory);
  const auto shrunk =
      shrink_failure(observer, request(R"({"name":"abc",/* c */"isDefault":true,})"));
  ASSERT_TRUE(shrunk.has_value());
  EXPECT_EQ(observer.observe(request(shrunk->input)).due.rule, Rule::json_comment);
}

// Refusing what must be accepted shrinks to something that must be accepted.
TEST(FailureShrinker, AWrongRefusalStaysOneOfAnAcceptedText) {
  const SubjectFactory factory = odd([](std::string_view text, ReadAnswer& answer) {
    if (text.find("\\u0041") != text.npos) answer = {Verdict::reject, {}, std::nullopt};
  });
  Observer observer(kStrict, factory);
  const auto shrunk =
      shrink_failure(observer, request(R"({"isDefault":true,"name":"xyz\u0041bc"})"));
  ASSERT_TRUE(shrunk.has_value());
  EXPECT_EQ(shrunk->input, R"({"name":"\u0041"})");
}

TEST(FailureShrinker, ACrashStaysACrash) {
  const SubjectFactory factory = odd([](std::string_view text, ReadAnswer&) {
    if (text.find("[[") != text.npos) throw SubjectFailure(Misbehaviour::crash, "killed");
  });
  Observer observer(kStrict, factory);
  const auto shrunk = shrink_failure(observer, request(R"({"name":"a","a@b.c":[[1,2],[3]]})"));
  ASSERT_TRUE(shrunk.has_value());
  EXPECT_LE(shrunk->input.size(), std::string(R"({"name":"","@.":[[]]})").size());
  EXPECT_NE(shrunk->input.find("[["), std::string::npos);
}

TEST(FailureShrinker, WaitsForFewTimeouts) {
  std::size_t waited = 0;
  const SubjectFactory factory = odd([&waited](std::string_view, ReadAnswer&) {
    ++waited;
    throw SubjectFailure(Misbehaviour::hang, "no answer");
  });
  Observer observer(kStrict, factory);
  shrink_failure(observer, request(R"({"name":"a long enough name","isDefault":true})"));
  EXPECT_LE(waited, kShrinkTimeoutsMax + 1);
}

TEST(FailureShrinker, HasNothingForWhatDoesntFailOrHasNoInput) {
  const SubjectFactory factory = [] { return make_whole_model(graph_2017()); };
  Observer observer(kStrict, factory);
  EXPECT_FALSE(shrink_failure(observer, request(R"({"name":"a"})")).has_value());
  EXPECT_FALSE(can_be_shrunk({Verb::write_request}));
  EXPECT_FALSE(can_be_shrunk(request("")));
  EXPECT_FALSE(can_be_shrunk(request(std::string((1 << 20) + 1, ' '))));
}

TEST(FailureShrinker, ARequestStaysOneRequest) {
  const SubjectFactory factory = [] {
    return make_faulty_model(graph_2017(), RuleSet(Rule::http_host_missing));
  };
  Observer observer(kStrict, factory);
  const std::string body = R"({"name":"a","isDefault":false})";
  Question question{
      Verb::exchange,
      "POST /beta/connectorGroups HTTP/1.1\r\nAuthorization: Bearer mF_9.B5f-4.1JqM\r\n"
      "Content-Type: application/json\r\nAccept: */*\r\nContent-Length: " +
          std::to_string(body.size()) + "\r\n\r\n" + body};
  const auto shrunk = shrink_failure(observer, question);
  ASSERT_TRUE(shrunk.has_value());
  EXPECT_LT(shrunk->input.size(), question.input.size() - 10);
  EXPECT_EQ(shrunk->input.find("Accept"), std::string::npos);
  EXPECT_EQ(observer.observe({Verb::exchange, shrunk->input}).due.rule, Rule::http_host_missing);
}

}  // namespace
}  // namespace connectorgroup
