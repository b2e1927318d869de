// The error object by itself: what both readers make of a text, at which byte they refuse another,
// and the bytes that the writer makes of a value. What holds for all texts is a law.

#include "model/exchange/error.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/drivers/allocation_count.h"
#include "properties/drivers/reader_answers.h"
#include "properties/drivers/writer_calls.h"
#include "properties/subject.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup {

// GoogleTest prints an error that it shows.
void PrintTo(const ODataError& error, std::ostream* stream) {
  *stream << describe(ReadAnswer{Verdict::accept, {{}, {}, error}, std::nullopt});
}

namespace {

using namespace std::string_literals;

constexpr BodyKind kError = BodyKind::error;

// The value that both readers make of the text.
ODataError read(std::string_view text) {
  const Result<ODataError> fast = ErrorReader().read(text);
  const Result<ODataError> slow = ReferenceErrorReader().read(text);
  EXPECT_TRUE(fast.accepted()) << text << "\n" << describe(fast.violation());
  EXPECT_TRUE(fast == slow) << text;
  return fast.accepted() ? fast.value() : ODataError{};
}

// {"error":{"code":"c","message":"m", and `rest`
ODataError read_with(std::string_view rest) {
  return read(R"({"error":{"code":"c","message":"m",)" + std::string(rest) + "}}");
}

ODataError plain() { return {"c", "m", {}, {}, std::nullopt}; }

ODataError full() {
  return {"BadRequest",
          "say \"no\"\n",
          "name"s,
          {{"a", "b", {}}, {"c", "d", kNull}, {"e", "f", "g"s}},
          InnerError{"2019-11-08T21:29:49", "id-1", "id-2"}};
}

// --- Values.

TEST(ErrorReader, ReadsEveryMember) {
  EXPECT_EQ(read(R"({"error":{"code":"BadRequest","message":"say \"no\"\n","target":"name",)"
                 R"("details":[{"code":"a","message":"b"},{"code":"c","message":"d",)"
                 R"("target":null},{"target":"g","message":"f","code":"\u0065"}],"innerError":{)"
                 R"("date":"2019-11-08T21:29:49","request-id":"id-1","client-request-id":)"
                 R"("id-2"}}})"),
            full());
}

TEST(ErrorReader, KeepsAbsentNullAndEmptyTargetsApart) {
  EXPECT_TRUE(read_with(R"("x":1)").target.is_absent());
  EXPECT_TRUE(read_with(R"("target":null)").target.is_null());
  EXPECT_EQ(read_with(R"("target":"")").target.value(), "");
  EXPECT_EQ(read_with(R"("target":"a\/b")").target.value(), "a/b");
}

TEST(ErrorReader, TakesNoDetailsForEmptyOnes) {
  EXPECT_EQ(read(R"({"error":{"code":"c","message":"m"}})"), plain());
  EXPECT_EQ(read_with(R"("details":[])"), plain());
  EXPECT_EQ(read_with(R"("details":[ ])"), plain());
}

TEST(ErrorReader, SkipsWhatItDoesNotKnow) {
  EXPECT_EQ(read_with(R"("Code":"","status":400,"innerErrors":null,"Target":[{"code":""}])"),
            plain());
  ODataError with_detail = plain();
  with_detail.details.push_back({"a", "b", {}});
  EXPECT_EQ(
      read_with(
          R"("details":[{"details":1,"code":"a","innererror":null,"message":"b","error":{}}])"),
      with_detail);
}

TEST(ErrorReader, ToleratesAnnotationsAnywhere) {
  ODataError expected = plain();
  expected.details.push_back({"a", "b", {}});
  expected.inner.emplace();
  EXPECT_EQ(read(R"({"@odata.type":1,"error@a.b":{"error":[]},"error":{"@odata.id":null,)"
                 R"("code@a.b":"","code":"c","message":"m","details":[{"@odata.context":"c",)"
                 R"("code":"a","target@x":5,"message":"b"}],"innererror":{"@odata.context":[1],)"
                 R"("date@a":"d"},"@a.b":{}},"@z":"\u0000"})"),
            expected);
}

TEST(ErrorReader, ReadsBothSpellingsOfTheInnerError) {
  const InnerError inner{"d", std::nullopt, std::nullopt};
  EXPECT_EQ(read_with(R"("innererror":{"date":"d"})").inner, inner);
  EXPECT_EQ(read_with(R"("innerError":{"date":"d"})").inner, inner);
  EXPECT_EQ(read_with(R"("INNERERROR":{"date":"d"})").inner, std::nullopt);
  // Of both, the standard's is kept, whichever stands first, and whole.
  EXPECT_EQ(read_with(R"("innererror":{"date":"d"},"innerError":{"request-id":"r"})").inner, inner);
  EXPECT_EQ(read_with(R"("innerError":{"request-id":"r"},"innererror":{"date":"d"})").inner, inner);
}

TEST(ErrorReader, KeepsTheStringsOfAnInnerError) {
  EXPECT_EQ(read_with(R"("innerError":{})").inner, InnerError{});
  EXPECT_EQ(
      read_with(R"("innerError":{"date":1,"request-id":null,"client-request-id":["x"]})").inner,
      InnerError{});
  EXPECT_EQ(read_with(R"("innerError":{"date":"","request-id":"\u0061"})").inner,
            (InnerError{"", "a", std::nullopt}));
  // As the page of 2017 spelled them, and what older services nested.
  EXPECT_EQ(
      read_with(R"("innerError":{"requestId":"r","Date":"d","innererror":{"date":"n"}})").inner,
      InnerError{});
}

// --- Refusals.

// A text and the place in it where a ^ marked one.
struct Marked {
  explicit Marked(std::string_view marked) : text(marked), offset(marked.find('^')) {
    EXPECT_NE(offset, std::string::npos) << marked;
    if (offset != std::string::npos) text.erase(offset, 1);
  }
  std::string text;
  std::size_t offset;
};

// `marked` has a ^ before the byte at fault.
void expect_refused(std::string_view marked, Rule rule, std::string_view member = {},
                    const Limits& limits = {}) {
  const auto [text, offset] = Marked(marked);
  const Refusal expected = Violation{rule, offset, member};
  for (const auto& [reader, got] : all_refusals(text, {kError, &graph_2017(), limits})) {
    EXPECT_EQ(describe(got), describe(expected)) << reader << ": " << text;
  }
  EXPECT_EQ(reference_refusal(text, {kError, &graph_2017(), limits}, RuleSet(rule)), std::nullopt)
      << "a second fault: " << text;
}

TEST(ErrorReader, WantsOneErrorAndNothingElse) {
  expect_refused(R"({^})", Rule::body_member_missing, "error");
  expect_refused(R"({"error@a.b":{"code":"c"} ^})", Rule::body_member_missing, "error");
  expect_refused(R"(^[{"error":{"code":"c","message":"m"}}])", Rule::body_object);
  expect_refused(R"({^"error":null})", Rule::body_member_null, "error");
  expect_refused(R"({^"error":"c"})", Rule::body_member_type, "error");
  expect_refused(R"({^"error":[]})", Rule::body_member_type, "error");
  const std::string error = R"("error":{"code":"c","message":"m"})";
  for (const std::string_view name : {"value", "Error", "", "innererror", "odata.error"}) {
    const std::string sibling = "^\"" + std::string(name) + "\":[0]";
    expect_refused("{" + sibling + "," + error + "}", Rule::error_member_sibling);
    expect_refused("{" + error + " ,\n" + sibling + "}", Rule::error_member_sibling);
  }
  expect_refused("{" + error + R"(,^"err\u006fr":{"message":"n","code":"d"}})",
                 Rule::body_member_duplicate);
}

TEST(ErrorReader, WantsNoContext) {
  for (const std::string_view name : {"@odata.context", "@context"}) {
    const std::string context = "^\"" + std::string(name) + "\":\"c\"";
    expect_refused("{" + context + R"(,"error":{"code":"c","message":"m"}})", Rule::error_context,
                   name);
    expect_refused(R"({"error":{"code":"c","message":"m"},)" + context + "}", Rule::error_context,
                   name);
    expect_refused(R"({"error":{)" + context + R"(,"code":"c","message":"m"}})",
                   Rule::error_context, name);
  }
}

TEST(ErrorReader, WantsACodeAndAMessage) {
  for (const std::string_view open :
       {R"({"error":)", R"({"error":{"code":"c","message":"m","details":[)"}) {
    const bool detail = open.ends_with('[');
    const std::string close = detail ? "]}}" : "}";
    const auto expect_here = [&](std::string_view object, Rule rule, std::string_view member) {
      expect_refused(std::string(open) + std::string(object) + close, rule, member);
    };
    expect_here(R"({^})", Rule::body_member_missing, "code");
    expect_here(R"({"code":"c"^})", Rule::body_member_missing, "message");
    expect_here(R"({"Message":"m","message":"m"^})", Rule::body_member_missing, "code");
    expect_here(R"({^"code":null,"message":"m"})", Rule::body_member_null, "code");
    expect_here(R"({"code":"c",^"message":null})", Rule::body_member_null, "message");
    expect_here(R"({^"code":400,"message":"m"})", Rule::body_member_type, "code");
    expect_here(R"({"code":"c",^"message":{"lang":"en"}})", Rule::body_member_type, "message");
    expect_here(R"({^"code":"","message":"m"})", Rule::error_text_empty, "code");
    expect_here(R"({"message":"m", ^"\u0063ode":""})", Rule::error_text_empty, "code");
    expect_here(R"({"code":"c",^"message":""})", Rule::error_text_empty, "message");
    expect_here(R"({"code":"c","message":"m",^"code":"c"})", Rule::body_member_duplicate, {});
    expect_here(R"({"code":"c","message":"m",^"target":false})", Rule::body_member_type, "target");
  }
}

TEST(ErrorReader, WantsDetailsAndInnerErrorsOfTheirTypes) {
  const auto expect_here = [](std::string_view rest, Rule rule, std::string_view member = {}) {
    expect_refused(R"({"error":{"code":"c","message":"m",)" + std::string(rest) + "}}", rule,
                   member);
  };
  expect_here(R"(^"details":null)", Rule::body_member_null, "details");
  expect_here(R"(^"details":{"code":"a","message":"b"})", Rule::body_member_type, "details");
  expect_here(R"("details":[^null])", Rule::error_detail_object);
  expect_here(R"("details":[{"code":"a","message":"b"} , ^"c"])", Rule::error_detail_object);
  expect_here(R"("details":[^[{"code":"a","message":"b"}]])", Rule::error_detail_object);
  for (const std::string_view name : {"innererror", "innerError"}) {
    const std::string inner = "^\"" + std::string(name) + "\":";
    expect_here(inner + "null", Rule::body_member_null, "innererror");
    expect_here(inner + "\"x\"", Rule::body_member_type, "innererror");
    expect_here(inner + "[{}]", Rule::body_member_type, "innererror");
  }
  expect_here(R"("innerError":{"date":"d",^"date":1})", Rule::body_member_duplicate);
}

// Where more than one thing is wrong, the earliest byte that can't be is named.
TEST(ErrorReader, NamesTheFirstViolationInTheText) {
  const auto expect_first = [](std::string_view marked, Rule rule, std::string_view member = {}) {
    const auto [text, offset] = Marked(marked);
    for (const auto& [reader, got] : all_refusals(text, {kError})) {
      EXPECT_EQ(describe(got), describe(Violation{rule, offset, member})) << reader << ": " << text;
    }
  };
  expect_first(R"({"error":{^"code":"","message":""},"a":1})", Rule::error_text_empty, "code");
  expect_first(R"({"error":{^"message":1,"code":""}})", Rule::body_member_type, "message");
  expect_first("{\"error\":{\"code\":\"^\x01\",\"message\":1}}", Rule::json_string_control);
  // A value's first byte decides its type, before the value is read.
  expect_first(R"({"error":{^"code":nil}})", Rule::body_member_null, "code");
  expect_first(R"({"error":{^"code":01}})", Rule::body_member_type, "code");
  expect_first(R"({"error":{"code":^+1}})", Rule::json_number_plus_sign);
  expect_first(R"({"error":{"details":[^1}})", Rule::error_detail_object);
  expect_first(R"({"error":{"details":[{^}]}})", Rule::body_member_missing, "code");
  expect_first(R"({"error":{"code":"c","message":"m"}^)", Rule::json_text_incomplete);
}

TEST(ErrorReader, KeepsToItsLimits) {
  const auto limit = [](std::size_t depth_max, std::size_t members_max) {
    return Limits{Limits{}.bytes_max, depth_max, members_max};
  };
  const std::string detail =
      R"({"error":{"code":"c","message":"m","details":[{"code":"c","message":"m"}]}})";
  const auto accepted = [](std::string_view text, const Limits& limits) {
    for (const auto& [reader, got] : all_refusals(text, {kError, &graph_2017(), limits})) {
      EXPECT_EQ(describe(got), "accepted") << reader << ": " << text;
    }
  };
  accepted(detail, limit(4, 3));
  expect_refused(R"({"error":{"code":"c","message":"m","details":[^{"code":"c","message":"m"}]}})",
                 Rule::limit_depth, {}, limit(3, 3));
  expect_refused(R"({"error":{"code":"c","message":"m","details":^[]}})", Rule::limit_depth, {},
                 limit(2, 3));
  expect_refused(R"({"error":{"code":"c","message":"m","innerError":^{}}})", Rule::limit_depth, {},
                 limit(2, 3));
  expect_refused(R"({"error":^{"code":"c","message":"m"}})", Rule::limit_depth, {}, limit(1, 3));
  expect_refused(R"({"error":{"code":"c","message":"m",^"x":1}})", Rule::limit_members, {},
                 limit(4, 2));
  expect_refused(R"({"error":{"code":"c","message":"m"},"@a":1,^"@b":2})", Rule::limit_members, {},
                 limit(4, 2));
  const std::string inner = R"({"error":{"code":"c","message":"m","innerError":{"a":1,"b":2,"c":3)";
  accepted(inner + "}}}", limit(4, 3));
  expect_refused(inner + R"(,^"d":4}}})", Rule::limit_members, {}, limit(4, 3));
  expect_refused(detail + "^ ", Rule::limit_bytes, {}, Limits{detail.size(), 4, 3});
}

TEST(ErrorReader, IsUsableAfterARefusalAndAMove) {
  ErrorReader first;
  EXPECT_FALSE(first.read(R"({"error":{"code":"c","details":[{"code":)").accepted());
  ErrorReader second(std::move(first));
  EXPECT_EQ(second.read(R"({"error":{"code":"c","message":"m"}})").value(), plain());
  first = std::move(second);
  EXPECT_EQ(first.read(R"({"error":{"message":"m","code":"c"}})").value(), plain());
}

// --- Rules ignored: what the reference reader makes of texts that the strict one judges otherwise.

// {"error":{"code":"c","message":"m", and `rest`
Marked marked_with(std::string_view rest) {
  return Marked(R"({"error":{"code":"c","message":"m",)" + std::string(rest) + "}}");
}

TEST(ReferenceErrorReader, WithoutARuleThatGrantsRefusesWhatItGrants) {
  const auto expect_granted = [](Rule rule, std::string_view rest, std::string_view member = {}) {
    const auto [text, offset] = marked_with(rest);
    EXPECT_EQ(reference_refusal(text, {kError}), std::nullopt) << text;
    EXPECT_EQ(describe(reference_refusal(text, {kError}, RuleSet(rule))),
              describe(Violation{rule, offset, member}))
        << text;
  };
  expect_granted(Rule::error_target_null, R"(^"target":null)", "target");
  expect_granted(Rule::error_target_null,
                 R"("details":[{"code":"a","message":"b",^"target":null}])", "target");
  expect_granted(Rule::body_member_empty_string, R"(^"target":"")", "target");
  expect_granted(Rule::error_inner_spelling, R"(^"innerError":{})", "innererror");
  expect_granted(Rule::error_inner_contents, R"("innererror":{^"date":1})");
  expect_granted(Rule::error_inner_contents, R"("innererror":{^"status":"s"})");
  expect_granted(Rule::error_members_extra, R"(^"x":1)");
  expect_granted(Rule::error_members_extra, R"("details":[{^"x":1,"code":"a","message":"b"}])");
  expect_granted(Rule::odata_annotation_tolerated, R"("innerError":{^"@a.b":1})");
  expect_granted(Rule::odata_annotation_tolerated, R"(^"code@a.b":1)");
  expect_granted(Rule::body_member_optional_absent, R"("target":"t","details":[]^)", "innererror");
  expect_granted(Rule::body_member_order_free, R"("innererror":{},^"target":"t")", "target");
}

TEST(ReferenceErrorReader, WithoutARuleThatGrantsReadsWhatNeedsNoGrant) {
  const auto expect_read = [](Rule rule, std::string_view rest) {
    const std::string text = R"({"error":{"code":"c","message":"m",)" + std::string(rest) + "}}";
    EXPECT_EQ(reference_refusal(text, {kError}, RuleSet(rule)), std::nullopt) << text;
  };
  expect_read(Rule::error_inner_spelling, R"("innererror":{})");
  expect_read(Rule::error_inner_spelling,
              R"("details":[{"code":"a","message":"b","innerError":{}}])");
  expect_read(Rule::error_inner_contents, R"("innererror":{"date":"d","request-id":"r"})");
  expect_read(Rule::body_member_optional_absent, R"("target":"t","details":[],"innerError":{})");
}

// What isn't JSON uses no grant.
TEST(ReferenceErrorReader, WithoutARuleThatGrantsNamesTheFaultsOfJson) {
  const auto expect_named = [](Rule ignored, std::string_view rest) {
    const auto [text, offset] = marked_with(rest);
    EXPECT_EQ(reference_refusal(text, {kError}, RuleSet(ignored)),
              (Violation{Rule::json_value, offset}))
        << text;
  };
  expect_named(Rule::error_inner_contents, R"("innererror":{"date":^})");
  expect_named(Rule::error_target_null, R"("target":^)");
}

TEST(ReferenceErrorReader, WithoutARuleThatRefusesReadsOn) {
  const auto without = [](Rule rule, std::string_view text) {
    const Result<ODataError> result = ReferenceErrorReader({}, RuleSet(rule)).read(text);
    EXPECT_TRUE(result.accepted()) << text;
    return result.accepted() ? result.value() : full();
  };
  const ODataError no_code{"", "m", {}, {}, std::nullopt};
  EXPECT_EQ(without(Rule::error_text_empty, R"({"error":{"code":"","message":"m"}})"), no_code);
  EXPECT_EQ(without(Rule::body_member_missing, R"({"error":{"message":"m"}})"), no_code);
  EXPECT_EQ(without(Rule::body_member_null, R"({"error":{"code":null,"message":"m"}})"), no_code);
  EXPECT_EQ(without(Rule::body_member_type, R"({"error":{"code":[{}],"message":"m"}})"), no_code);
  EXPECT_EQ(without(Rule::body_member_missing, "{}"), ODataError{});
  EXPECT_EQ(without(Rule::body_object, R"(["error"])"), ODataError{});
  EXPECT_EQ(without(Rule::json_text_incomplete, R"({"error":{"code":"c")"), ODataError{});
  EXPECT_EQ(without(Rule::error_member_sibling, R"({"a":1,"error":{"code":"c","message":"m"}})"),
            plain());
  EXPECT_EQ(without(Rule::error_context, R"({"error":{"code":"c","@context":1,"message":"m"}})"),
            plain());
  EXPECT_EQ(without(Rule::error_detail_object,
                    R"({"error":{"code":"c","message":"m","details":[1,[]]}})"),
            plain());
  EXPECT_EQ(
      without(Rule::body_member_duplicate, R"({"error":{"code":"a","code":"c","message":"m"}})"),
      plain());
  ODataError with_detail = plain();
  with_detail.details.push_back({"b", "n", {}});
  EXPECT_EQ(without(Rule::body_member_duplicate,
                    R"({"error":{"code":"c","message":"m","details":[{"code":"a","message":"m"}],)"
                    R"("details":[{"code":"b","message":"n"}]}})"),
            with_detail);
}

// --- Writing.

std::string written(const ODataError& error, Form form) {
  std::string out;
  EXPECT_EQ(write_error(error, form, out), std::nullopt);
  return out;
}

TEST(ErrorWriter, WritesEachFormByteForByte) {
  EXPECT_EQ(written(full(), Form::page),
            "{\n"
            "  \"error\": {\n"
            "    \"code\": \"BadRequest\",\n"
            "    \"message\": \"say \\\"no\\\"\\n\",\n"
            "    \"target\": \"name\",\n"
            "    \"details\": [\n"
            "      {\n"
            "        \"code\": \"a\",\n"
            "        \"message\": \"b\"\n"
            "      },\n"
            "      {\n"
            "        \"code\": \"c\",\n"
            "        \"message\": \"d\",\n"
            "        \"target\": null\n"
            "      },\n"
            "      {\n"
            "        \"code\": \"e\",\n"
            "        \"message\": \"f\",\n"
            "        \"target\": \"g\"\n"
            "      }\n"
            "    ],\n"
            "    \"innerError\": {\n"
            "      \"date\": \"2019-11-08T21:29:49\",\n"
            "      \"request-id\": \"id-1\",\n"
            "      \"client-request-id\": \"id-2\"\n"
            "    }\n"
            "  }\n"
            "}");
  EXPECT_EQ(written(full(), Form::compact),
            R"({"error":{"code":"BadRequest","message":"say \"no\"\n","target":"name",)"
            R"("details":[{"code":"a","message":"b"},{"code":"c","message":"d","target":null},)"
            R"({"code":"e","message":"f","target":"g"}],"innerError":{)"
            R"("date":"2019-11-08T21:29:49","request-id":"id-1","client-request-id":"id-2"}}})");
  EXPECT_EQ(written(full(), Form::canonical),
            R"({"error":{"code":"BadRequest",)"
            R"("details":[{"code":"a","message":"b"},{"code":"c","message":"d","target":null},)"
            R"({"code":"e","message":"f","target":"g"}],"innerError":{"client-request-id":"id-2",)"
            R"("date":"2019-11-08T21:29:49","request-id":"id-1"},)"
            R"("message":"say \"no\"\n","target":"name"}})");
}

TEST(ErrorWriter, LeavesOutWhatIsAbsent) {
  EXPECT_EQ(written(plain(), Form::page),
            "{\n  \"error\": {\n    \"code\": \"c\",\n    \"message\": \"m\"\n  }\n}");
  EXPECT_EQ(written(plain(), Form::compact), R"({"error":{"code":"c","message":"m"}})");
  ODataError error = plain();
  error.target = kNull;
  error.inner.emplace();
  EXPECT_EQ(written(error, Form::page),
            "{\n  \"error\": {\n    \"code\": \"c\",\n    \"message\": \"m\",\n"
            "    \"target\": null,\n    \"innerError\": {}\n  }\n}");
  EXPECT_EQ(written(error, Form::canonical),
            R"({"error":{"code":"c","innerError":{},"message":"m","target":null}})");
  error.target = ""s;
  error.inner->client_request_id = "";
  EXPECT_EQ(written(error, Form::compact),
            R"({"error":{"code":"c","message":"m","target":"","innerError":{)"
            R"("client-request-id":""}}})");
}

TEST(ErrorWriter, IsReadBackByBothReaders) {
  for (const ODataError& error : {plain(), full()}) {
    for (const Form form : kForms) EXPECT_EQ(read(written(error, form)), error);
  }
}

TEST(ErrorWriter, AppendsAndGrowsGeometrically) {
  std::string out = "[";
  for (const Form form : kForms) EXPECT_EQ(write_error(full(), form, out), std::nullopt);
  EXPECT_EQ(out, "[" + written(full(), Form::page) + written(full(), Form::compact) +
                     written(full(), Form::canonical));
  const ODataError error = full();
  out.clear();
  EXPECT_EQ(allocations_of([&] {
              for (const Form form : kForms) static_cast<void>(write_error(error, form, out));
            }),
            0u);
  std::string many;
  EXPECT_LT(allocations_of([&] {
              for (int i = 0; i < 20000; ++i) {
                static_cast<void>(write_error(error, Form::page, many));
              }
            }),
            60u);
}

void expect_unwritten(const ODataError& error, const Violation& expected) {
  for (const Form form : kForms) {
    for (const std::string& before : {""s, "used: {\"error\":\"long enough for the heap\"}"s}) {
      std::string out = before;
      EXPECT_EQ(write_error(error, form, out), expected);
      EXPECT_EQ(out, before);
    }
  }
}

TEST(ErrorWriter, RefusesTextsThatAreEmptyAndOthersAreNot) {
  for (const bool in_detail : {false, true}) {
    ODataError error = full();
    std::string& code = in_detail ? error.details[1].code : error.code;
    std::string& message = in_detail ? error.details[1].message : error.message;
    message.clear();
    expect_unwritten(error, {Rule::error_text_empty, 0, "message"});
    code.clear();
    expect_unwritten(error, {Rule::error_text_empty, 0, "code"});
  }
}

TEST(ErrorWriter, ChecksEveryString) {
  const std::string bad = "ok\xFF";
  const auto at = [](std::string_view member) {
    return Violation{Rule::json_utf8_range, 2, member};
  };
  // Set one after the other from the last to the first in documented order: the first is named.
  ODataError error = full();
  error.inner->client_request_id = bad;
  expect_unwritten(error, at("client-request-id"));
  error.inner->request_id = bad;
  expect_unwritten(error, at("request-id"));
  error.inner->date = bad;
  expect_unwritten(error, at("date"));
  error.details[2].target = bad;
  expect_unwritten(error, at("target"));
  error.details[0].message = "\xEF\xBF\xBF";
  expect_unwritten(error, {Rule::json_string_noncharacter, 0, "message"});
  error.details[0].code = "a\xC3";
  expect_unwritten(error, {Rule::json_utf8_truncated, 2, "code"});
  error.target = bad;
  expect_unwritten(error, at("target"));
  error.message = bad;
  expect_unwritten(error, at("message"));
  error.code = bad;
  expect_unwritten(error, at("code"));
}

// --- The subject's answer.

// Each object and array is a level, wherever it stands.
TEST(ErrorLimits, DepthCountsEveryLevel) {
  struct Row {
    std::string_view text;
    std::size_t levels;
  };
  const std::vector<Row> rows{
      {R"({"error":{"code":"c","message":"m"}})", 2},
      {R"({"@a.b":1,"error":{"code":"c","message":"m"}})", 2},
      {R"({"@a.b":[],"error":{"code":"c","message":"m"}})", 2},
      {R"({"@a.b":[[]],"error":{"code":"c","message":"m"}})", 3},
      {R"({"error":{"code":"c","message":"m","x":[]}})", 3},
      {R"({"error":{"code":"c","message":"m","x":{"y":[]}}})", 4},
      {R"({"error":{"code":"c","message":"m","details":[]}})", 3},
      {R"({"error":{"code":"c","message":"m","details":[{"code":"c","message":"m"}]}})", 4},
      {R"({"error":{"code":"c","message":"m","details":[{"code":"c","message":"m","x":[]}]}})", 5},
      {R"({"error":{"code":"c","message":"m","innererror":{}}})", 3},
      {R"({"error":{"code":"c","message":"m","innererror":{"x":[]}}})", 4},
      {R"({"error":{"code":"c","message":"m","innererror":{"date":[]}}})", 4},
  };
  for (const Row& row : rows) {
    for (std::size_t levels = 1; levels <= 6; ++levels) {
      Limits limits;
      limits.depth_max = levels;
      EXPECT_EQ(ErrorReader(limits).read(row.text).accepted(), levels >= row.levels) << row.text;
      EXPECT_EQ(ReferenceErrorReader(limits).read(row.text).accepted(), levels >= row.levels)
          << row.text;
    }
  }
}

// Values that aren't looked at are JSON all the same.
TEST(ErrorRead, WhatIsSkippedIsReadStrictly) {
  for (const std::string_view member :
       {R"("target":nul)", R"("target":nulx)", R"("details":[{"code":"c","message":"m","x":tru}])",
        R"("x":01)", R"("details":{})", R"("details":1)"}) {
    const std::string text = R"({"error":{"code":"c","message":"m",)" + std::string(member) + "}}";
    EXPECT_FALSE(ErrorReader().read(text).accepted()) << text;
    EXPECT_FALSE(ReferenceErrorReader().read(text).accepted()) << text;
  }
}

TEST(ErrorAnswer, SaysWhatTheReadersDid) {
  const std::string text = R"({"error":{"code":"c","message":"m","details":[]}})";
  const Limits shallow{text.size(), 2, 3};
  const auto model = make_model_subject(graph_beta(), shallow);
  const auto reference = make_reference_subject(graph_beta(), {}, shallow);
  for (Subject* subject : {model.get(), reference.get()}) {
    EXPECT_EQ(subject->read(kError, text).why, (Violation{Rule::limit_depth, text.find('[')}));
  }
  // The work is that of the reader which was asked last.
  const std::string plain_text = R"({"error":{"code":"c","message":"m"}})";
  ErrorReader fast(shallow);
  ReferenceErrorReader slow(shallow);
  EXPECT_TRUE(fast.read(plain_text) == slow.read(plain_text));
  EXPECT_EQ(model->read(kError, plain_text).value.error, plain());
  EXPECT_GT(fast.steps(), 0u);
  EXPECT_GT(slow.steps(), 0u);
  EXPECT_EQ(ReferenceErrorReader().steps(), 0u);
  EXPECT_EQ(model->steps(), fast.steps());
  EXPECT_EQ(reference->read(kError, plain_text).value.error, plain());
  EXPECT_EQ(reference->steps(), slow.steps());
  EXPECT_EQ(testing::PrintToString(full()),
            "accept { code=\"BadRequest\" message=\"say \\\"no\\\"\\n\" target=\"name\""
            " detail={ code=\"a\" message=\"b\" } detail={ code=\"c\" message=\"d\" target=null }"
            " detail={ code=\"e\" message=\"f\" target=\"g\" }"
            " inner={ date=\"2019-11-08T21:29:49\" request-id=\"id-1\""
            " client-request-id=\"id-2\" } }");
  EXPECT_EQ(testing::PrintToString(plain()), "accept { code=\"c\" message=\"m\" }");
}

}  // namespace
}  // namespace connectorgroup
