// complete() against both readers: every prefix of an accepted text can be completed, and so can
// whatever else the reference reader calls incomplete. The readers are tested here as much as
// complete() is: a prefix that one of them wrongly keeps for possible has no completion.
#include "properties/edits/complete.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/reader.h"
#include "model/contract.h"
#include "model/rule.h"
#include "model/violation.h"
#include "properties/drivers/reader_answers.h"
#include "properties/edits/random_source.h"
#include "properties/subject.h"

namespace connectorgroup {

// Found by GoogleTest, by argument-dependent lookup, when an expectation fails.
void PrintTo(Completion::Outcome outcome, std::ostream* out) {
  constexpr std::array<std::string_view, 3> kNames{"completed", "restricted", "not viable"};
  *out << kNames[static_cast<std::size_t>(outcome)];
}
void PrintTo(const Completion& completion, std::ostream* out) {
  PrintTo(completion.outcome, out);
  *out << " " << testing::PrintToString(completion.text);
}

namespace {

using Outcome = Completion::Outcome;
using namespace std::string_literals;

constexpr BodyKind kRequest = BodyKind::create_request;
constexpr BodyKind kResponse = BodyKind::response;
constexpr BodyKind kCollection = BodyKind::collection;
constexpr BodyKind kError = BodyKind::error;

Refusal judge_slowly(std::string_view text, BodyKind kind, const Contract& contract) {
  return reference_refusal(text, {kind, &contract});
}

Refusal judge_fast(std::string_view text, BodyKind kind, const Contract& contract) {
  BodyReader reader(contract);
  return fast_refusal(reader, text, kind);
}

bool is_incomplete(const Refusal& refusal, std::string_view text) {
  return refusal == Violation{Rule::json_text_incomplete, text.size()};
}

std::string remark(std::string_view prefix, BodyKind kind, const Contract& contract) {
  return std::string(contract.id) + " " + std::string(name(kind)) + ": " +
         testing::PrintToString(prefix) + "\n";
}

// What is promised of a `completed` answer.
void expect_witness(const Completion& completion, std::string_view prefix, BodyKind kind,
                    const Contract& contract) {
  ASSERT_EQ(completion.outcome, Outcome::completed) << remark(prefix, kind, contract);
  EXPECT_TRUE(completion.text.starts_with(prefix)) << remark(prefix, kind, contract);
  for (const auto judge : {judge_slowly, judge_fast}) {
    const Refusal refusal = judge(completion.text, kind, contract);
    EXPECT_FALSE(refusal.has_value()) << remark(prefix, kind, contract) << "completed to "
                                      << testing::PrintToString(completion.text) << "\n"
                                      << describe(refusal);
  }
}

// --- By hand: prefixes for every state of the machine, and the exact texts that they become.

struct Case {
  BodyKind kind;
  std::string prefix;
  std::string whole;
};

void expect_cases(const std::vector<Case>& cases, const Contract& contract) {
  for (const Case& item : cases) {
    const Completion completion = complete(item.prefix, item.kind, contract);
    EXPECT_EQ(completion.text, item.whole) << remark(item.prefix, item.kind, contract);
    expect_witness(completion, item.prefix, item.kind, contract);
  }
}

const std::string kGroup2017 = R"("id":"x","name":"x","connectorGroupType":"x","isDefault":true)";
const std::string kGroupBeta =
    R"("id":"x","name":"x","connectorGroupType":"applicationProxy","isDefault":true,"region":null)";

TEST(Complete, ClosesObjects) {
  expect_cases(
      {
          {kRequest, "", R"({"name":"x"})"},
          {kRequest, " \t\r\n", " \t\r\n{\"name\":\"x\"}"},
          {kRequest, "{", R"({"name":"x"})"},
          {kRequest, R"({"name":"a"} )", R"({"name":"a"} )"},
          {kRequest, R"({"name")", R"({"name":"x"})"},
          {kRequest, R"({"name" : )", R"({"name" : "x"})"},
          {kRequest, R"({"name":"a")", R"({"name":"a"})"},
          {kRequest, R"({"name":"a",)", R"({"name":"a","@zzzzzz":0})"},
          {kRequest, R"({"isDefault")", R"({"isDefault":true,"name":"x"})"},
          {kRequest, R"({"isDefault":)", R"({"isDefault":true,"name":"x"})"},
          {kRequest, R"({"isDefault":false)", R"({"isDefault":false,"name":"x"})"},
          {kRequest, R"({"isDefault":false,)",
           R"({"isDefault":false,"@zzzzzzzzzzz":0,"name":"x"})"},
          {kRequest, R"({"connectorGroupType":)", R"({"connectorGroupType":"x","name":"x"})"},
          {kResponse, "", "{" + kGroup2017 + "}"},
          {kResponse, R"({"extra")", R"({"extra":0,)" + kGroup2017 + "}"},
          {kCollection, "", R"({"value":[]})"},
      },
      graph_2017());
}

TEST(Complete, TurnsNamesIntoAnnotations) {
  expect_cases(
      {
          {kRequest, R"({")", R"({"@z":0,"name":"x"})"},
          {kRequest, R"({"name)", R"({"name@z":0,"name":"x"})"},
          {kRequest, R"({"name":"a","nam)", R"({"name":"a","nam@zzzzzzz":0})"},
          {kRequest, R"({"a@odata.bind)", R"({"a@odata.bind@z":0,"name":"x"})"},
          {kRequest, R"({"@odata.type)", R"({"@odata.type@z":0,"name":"x"})"},
          {kRequest, R"({"n\u0061me")", R"({"n\u0061me":"x"})"},
          {kRequest, R"({"n\u)", R"({"n\u0000@z":0,"name":"x"})"},
          {kResponse, R"({"\uD83D\uDE00")", R"({"\uD83D\uDE00":0,)" + kGroup2017 + "}"},
      },
      graph_2017());
}

TEST(Complete, GivesMembersTheValuesThatTheirNamesAskFor) {
  expect_cases(
      {
          {kRequest, R"({"@odata.type":)",
           R"({"@odata.type":"#microsoft.graph.connectorGroup","name":"x"})"},
          {kRequest, R"({"@odata.context":)", R"({"@odata.context":0,"name":"x"})"},
          {kResponse, R"({"@context":)", R"({"@context":"",)" + kGroup2017 + "}"},
          {kResponse, R"({"@nextLink":)", R"({"@nextLink":0,)" + kGroup2017 + "}"},
          {kResponse, R"({"region":)", R"({"region":0,)" + kGroup2017 + "}"},
          {kCollection, R"({"@odata.context":)", R"({"@odata.context":"","value":[]})"},
          {kCollection, R"({"@odata.count":)", R"({"@odata.count":0,"value":[]})"},
          {kCollection, R"({"@nextLink":)", R"({"@nextLink":"","value":[]})"},
          {kCollection, R"({"@odata.type":)", R"({"@odata.type":0,"value":[]})"},
          {kCollection, R"({"id":)", R"({"id":0,"value":[]})"},
          {kCollection, R"({"value":)", R"({"value":[]})"},
      },
      graph_2017());
  const std::string region = R"("id":"x","name":"x","connectorGroupType":"applicationProxy",)"
                             R"("isDefault":true})";
  expect_cases(
      {
          {kRequest, R"({"region":)", R"({"region":null,"name":"x"})"},
          {kRequest, R"({"region":n)", R"({"region":null,"name":"x"})"},
          {kResponse, "{", "{" + kGroupBeta + "}"},
          {kResponse, R"({"region":"mars)", R"({"region":"mars",)" + region},
          {kResponse, R"({"id":"x","name":"x","connectorGroupType":)", "{" + kGroupBeta + "}"},
          {kCollection, R"({"value":[{)", R"({"value":[{)" + kGroupBeta + "}]}"},
      },
      graph_beta());
}

TEST(Complete, ClosesArrays) {
  const std::string group = "{" + kGroup2017 + "}";
  expect_cases(
      {
          {kRequest, R"({"@a":[)", R"({"@a":[],"name":"x"})"},
          {kRequest, R"({"@a":[1)", R"({"@a":[1e-999999999],"name":"x"})"},
          {kRequest, R"({"@a":[1,)", R"({"@a":[1,0],"name":"x"})"},
          {kRequest, R"({"@a":[{"name":{)", R"({"@a":[{"name":{}}],"name":"x"})"},
          {kRequest, R"({"@a":[{"name":)", R"({"@a":[{"name":0}],"name":"x"})"},
          {kCollection, R"({"value":[)", R"({"value":[]})"},
          {kCollection, R"({"value":[{)", R"({"value":[)" + group + "]}"},
          {kCollection, R"({"value":[)" + group + ",",
           R"({"value":[)" + group + "," + group + "]}"},
          {kCollection, R"({"value":[{"a":[{)", R"({"value":[{"a":[{}],)" + kGroup2017 + "}]}"},
          {kCollection, R"({"a":[{)", R"({"a":[{}],"value":[]})"},
          {kCollection, R"({"value":[],)", R"({"value":[],"@zzzzzzz":0})"},
      },
      graph_2017());
}

TEST(Complete, FinishesErrors) {
  const std::string texts = R"("code":"x","message":"x")";
  const std::string error = R"("error":{)" + texts + "}";
  const std::string open = R"({"error":{)";
  expect_cases(
      {
          {kError, "", "{" + error + "}"},
          {kError, R"({"erro)", R"({"erro@z":0,)" + error + "}"},
          {kError, R"({"@odata.context)", R"({"@odata.context@z":0,)" + error + "}"},
          {kError, R"({"error")", "{" + error + "}"},
          {kError, R"({"@a":1,)", R"({"@a":1,"@zzzz":0,)" + error + "}"},
          {kError, open, "{" + error + "}"},
          {kError, open + R"("message":"m")", open + R"("message":"m","code":"x"}})"},
          {kError, open + R"("code":)", open + texts + "}}"},
          {kError, open + R"("code":")", open + texts + "}}"},
          {kError, open + R"("code":"\)", open + R"("code":"\n","message":"x"}})"},
          {kError, open + R"("code":"a)", open + R"("code":"a","message":"x"}})"},
          {kError, open + R"("target":")", open + R"("target":"",)" + texts + "}}"},
          {kError, open + R"("target":n)", open + R"("target":null,)" + texts + "}}"},
          {kError, open + R"("details":)", open + R"("details":[],)" + texts + "}}"},
          {kError, open + R"("details":[)", open + R"("details":[],)" + texts + "}}"},
          {kError, open + R"("details":[{)",
           open + R"("details":[{)" + texts + "}]," + texts + "}}"},
          {kError, open + R"("details":[{"innererror":)",
           open + R"("details":[{"innererror":0,)" + texts + "}]," + texts + "}}"},
          {kError, open + R"("details":[{"message":"m","code":"c"},)",
           open + R"("details":[{"message":"m","code":"c"},{)" + texts + "}]," + texts + "}}"},
          {kError, open + R"("innererror":)", open + R"("innererror":{},)" + texts + "}}"},
          {kError, open + R"("innerError":{"code":)",
           open + R"("innerError":{"code":0},)" + texts + "}}"},
          {kError, open + R"("more":{"code":")", open + R"("more":{"code":""},)" + texts + "}}"},
      },
      graph_2017());
}

TEST(Complete, FinishesEscapesAndCharacters) {
  constexpr std::array<std::array<std::string_view, 2>, 21> kContents{{
      {"", ""},
      {R"(a\)", R"(a\n)"},
      {R"(\u)", R"(\u0000)"},
      {R"(\u12)", R"(\u1200)"},
      {R"(\uFFF)", R"(\uFFF0)"},
      {R"(\uFD)", R"(\uFD00)"},
      {R"(\uD)", R"(\uD000)"},
      {R"(\uD8)", R"(\uD800\uDC00)"},
      {R"(\uDBF)", R"(\uDBF0\uDC00)"},
      {R"(\uDBFF)", R"(\uDBFF\uDC00)"},
      {R"(\uD83D\)", R"(\uD83D\uDC00)"},
      {R"(\uD83D\u)", R"(\uD83D\uDC00)"},
      {R"(\ud83d\ud)", R"(\ud83d\udC00)"},
      {R"(\uD83F\uDFF)", R"(\uD83F\uDFF0)"},
      {"\xC2", "\xC2\x80"},
      {"\xE0", "\xE0\xA0\x80"},
      {"\xED", "\xED\x80\x80"},
      {"\xEF\xB7", "\xEF\xB7\x80"},
      {"\xF0", "\xF0\x90\x80\x80"},
      {"\xF0\x9F\x98", "\xF0\x9F\x98\x80"},
      {"\xF4\x8F\xBF", "\xF4\x8F\xBF\x80"},
  }};
  std::vector<Case> cases;
  for (const auto& [cut, whole] : kContents) {
    const auto text = [](std::string_view content) {
      return R"({"name":")" + std::string(content);
    };
    cases.push_back({kRequest, text(cut), text(whole) + "\"}"});
  }
  expect_cases(cases, graph_2017());
}

TEST(Complete, FinishesNumbersAndLiterals) {
  constexpr std::array<std::array<std::string_view, 2>, 13> kScalars{{
      {"-", "-0"},
      {"0", "0e-999999999"},
      {"1.", "1.0e-999999999"},
      {"1.5", "1.5e-999999999"},
      {"1E", "1E-999999999"},
      {"1e+", "1e+0"},
      {"1e-", "1e-999999999"},
      {"1e5", "1e5"},
      {"1e+5", "1e+5"},
      {"1e-5", "1e-5999999999"},
      {"t", "true"},
      {"fals", "false"},
      {"nul", "null"},
  }};
  std::vector<Case> cases{{kCollection, R"({"@count":12)", R"({"@count":12,"value":[]})"}};
  for (const auto& [cut, whole] : kScalars) {
    const auto text = [](std::string_view scalar) { return R"({"@a":)" + std::string(scalar); };
    cases.push_back({kRequest, text(cut), text(whole) + R"(,"name":"x"})"});
  }
  expect_cases(cases, graph_2017());
}

TEST(Complete, MakesNumbersOfAnySizeSmallEnough) {
  const std::string digits(400, '9');
  for (const std::string& number : {digits, digits + ".5", digits + "e", "-" + digits,
                                    "9007199254740992"s, digits + "e-1", "0." + digits}) {
    const std::string prefix = R"({"@a":[)" + number;
    EXPECT_TRUE(is_incomplete(judge_slowly(prefix, kRequest, graph_2017()), prefix)) << number;
    expect_witness(complete(prefix, kRequest, graph_2017()), prefix, kRequest, graph_2017());
  }
}

// What complete() couldn't make smaller, the reader doesn't call incomplete.
TEST(Complete, IsSparedNumbersThatNothingCanMakeSmaller) {
  const std::string too_large = R"({"@a":)" + std::string(400, '9') + "e+";
  EXPECT_EQ(judge_slowly(too_large, kRequest, graph_2017()),
            (Violation{Rule::json_number_magnitude, 6}));
  for (const std::string_view count : {"9007199254740992", "99999999999999999999.5"}) {
    const std::string prefix = R"({"@odata.count":)" + std::string(count);
    EXPECT_EQ(judge_slowly(prefix, kCollection, graph_2017()),
              (Violation{Rule::json_number_integer_range, 16}));
  }
}

TEST(Complete, AddsNamesThatTheObjectDoesNotHave) {
  const std::string comma = R"({"@z":1,"@zz":1,"@\u007azz":1,"name":"a",)";
  for (const std::string& prefix : {comma, comma + '"', comma + "\"@"}) {
    expect_witness(complete(prefix, kRequest, graph_2017()), prefix, kRequest, graph_2017());
  }
}

// Deeper than any reader goes, and than a stack would hold.
TEST(Complete, ClosesAnyDepth) {
  const std::string open = R"({"name":"a","@a":)" + std::string(1'000'000, '[');
  const Completion completion = complete(open, kRequest, graph_2017());
  EXPECT_TRUE(completion.text == open + std::string(1'000'000, ']') + "}");
}

TEST(Complete, SaysWhatItCannotComplete) {
  for (const std::string_view prefix : {R"({"@odata.type":")", R"({"region":"na)"}) {
    EXPECT_EQ(complete(prefix, kRequest, graph_beta()), Completion{Outcome::restricted}) << prefix;
  }
  for (const std::string_view prefix : {"[",
                                        "x",
                                        "\xEF\xBB\xBF{",
                                        "{]",
                                        "{,",
                                        "{\"name\",",
                                        "{\"name\":}",
                                        "{\"name\":\"\x01",
                                        "{\"name\":\"\\x",
                                        "{\"name\":\"\\u12G",
                                        "{\"name\":\"\xC1",
                                        "{\"name\":\"\xC2 ",
                                        "{\"@a\":trux",
                                        "{\"@a\":-a",
                                        "{\"@a\":1.a",
                                        "{\"@a\":1ea",
                                        "{\"@a\":[1 2",
                                        "{\"@a\":[1}",
                                        "{\"@a\":[1,]",
                                        "{\"name\":\"a\",}",
                                        "{\"name\":\"a\"}}",
                                        "{\"name\":\"a\";"}) {
    EXPECT_EQ(complete(prefix, kRequest, graph_2017()), Completion{}) << prefix;
  }
}

// --- The promise, on any bytes.

// Returns whether the reference reader calls these bytes incomplete, and so the promise is about
// them.
bool expect_promise(std::string_view prefix, BodyKind kind, const Contract& contract) {
  const Completion completion = complete(prefix, kind, contract);
  if (!is_incomplete(judge_slowly(prefix, kind, contract), prefix)) return false;
  if (completion.outcome != Outcome::restricted) expect_witness(completion, prefix, kind, contract);
  return true;
}

// A `<` follows the opening quote of a string that is judged as a whole, and a `>` its closing
// quote. Neither is part of the text.
struct Accepted {
  const Contract& contract;
  BodyKind kind;
  std::string_view marked;
};

std::span<const Accepted> accepted_texts() {
  static const Contract& page = graph_2017();
  static const Contract& beta = graph_beta();
  static const std::vector<Accepted> kTexts{
      {page, kRequest, R"({"name":""})"},
      {page, kRequest, R"({"name": "name-value", "connectorGroupType": "t", "isDefault": true})"},
      {page, kRequest, " \r\n\t{ \"isDefault\" : false ,\n\t\"name\" : \"a b\" } \n"},
      {page, kRequest, R"({"n\u0061me":"x","\u0069sDefault":true})"},
      {page, kRequest, R"({"name":"\"\\\/\b\f\n\r\t\u0000\u00e9\uFFFD\uD83D\uDE00\ud83d\ude00"})"},
      {page, kRequest, "{\"name\":\"\x7F\xC2\x80\xC3\xA9\xE0\xA0\x80\xE2\x82\xAC\xED\x9F\xBF\"}"},
      {page, kRequest,
       "{\"name\":\"\xEF\xBF\xBD\xF0\x90\x80\x80\xF0\x9F\x98\x80\xF4\x8F\xBF\xBD\"}"},
      {page, kRequest, R"({"@odata.type":"<#microsoft.graph.connectorGroup">,"name":"a"})"},
      {page, kRequest, R"({"@type" : "<\u0023microsoft.graph.connectorGroup"> ,"name":"a"})"},
      {page, kRequest, R"({"name":"a","@odata.context":1,"@id":null,"@odata.etag":"W/\"1\""})"},
      {page, kRequest, R"({"@a":[0,-0,1,-17,0.5,-0.0,1e5,1E-7,12.50e+3],"name":"a"})"},
      {page, kRequest, R"({"@a":[-9007199254740991,9007199254740991,1e0],"name":"a"})"},
      {page, kRequest, R"({"@a":[9007199254740993.0,1e-400,1.7976931348623157e308],"name":""})"},
      {page, kRequest, R"({"name":"a","@x":{"a":[[],{},[{}],{"":[true,false,null]}],"@type":1}})"},
      {page, kRequest, R"({"name@x":{"name":1,"name@y":"","n":[ ]},"name":"a","@\uD834\uDD1E":2})"},
      {page, kResponse, R"({"id":"1","name":"n","connectorGroupType":"t","isDefault":false})"},
      {page, kResponse,
       R"({"@odata.context":"https://h/$metadata","isDefault":true,"name":"","region":17,)"
       R"("connectorGroupType":"","id":"","members":[{"id":1}]})"},
      {page, kResponse,
       R"({"@context":"","@odata.type":"<#microsoft.graph.connectorGroup">,"id":"1","Name":null,)"
       R"("name":"n","connectorGroupType":"t","isDefault":false})"},
      {page, kCollection, R"({"value":[]})"},
      {page, kCollection,
       R"({"v\u0061lue" : [ ] , "@count":0,"id":false,"@odata.type":"any","@nextLink":""})"},
      {page, kCollection,
       R"({"@odata.context":"c","@odata.count":9007199254740991,"value":[)"
       R"({"id":"1","name":"n","connectorGroupType":"t","isDefault":false} , )"
       R"({"isDefault":true,"@type":"<#microsoft.graph.connectorGroup">,"id":"2","name":"m",)"
       R"("connectorGroupType":"u","value":[1,{"value":[]}]}],"@odata.nextLink":"https:\/\/h"})"},
      {beta, kRequest, R"({"name":"a"})"},
      {beta, kRequest, R"({"region":null,"name":"a"})"},
      {beta, kRequest, R"({"name":"a","region":"<nam">})"},
      {beta, kRequest, R"({"region" : "<\u0061si\u0061"> , "name":"a"})"},
      {beta, kRequest, R"({"@region":"eur","name":"","region":"<ind">,"a@b":{"region":"xyz"}})"},
      {beta, kResponse,
       R"({"id":"1","name":"n","connectorGroupType":"<applicationProxy">,"isDefault":true,)"
       R"("region":null})"},
      {beta, kResponse,
       R"({"region":"mars","isDefault":true,"connectorGroupType":"<\u0061pplicationProxy">,)"
       R"("name":"n","id":"1"})"},
      {beta, kResponse,
       R"({"@odata.context":"c","region":"unknownFutureValue","isDefault":false,"name":"n",)"
       R"("id":"1","applications":[{"connectorGroupType":"x"}],)"
       R"("connectorGroupType":"<applicationProxy">})"},
      {beta, kCollection,
       R"({"@context":"c","value":[{"id":"1","name":"n","region":"eur","isDefault":true,)"
       R"("connectorGroupType":"<applicationProxy">},{"@type":"<#microsoft.graph.connectorGroup">,)"
       R"("region":null,"id":"2","name":"","connectorGroupType":"<applicationProxy">,)"
       R"("isDefault":false}],"connectorGroupType":"free","@type":"free"})"},
      {page, kError, R"({"error":{"code":"c","message":"m"}})"},
      {page, kError,
       R"({"@a":[{}],"error" : {"innerError":{"date":"d","code":"","innererror":{"code":1}},)"
       R"("message":"\u00e9","details":[],"target":null,"code":"c"} })"},
      {beta, kError,
       R"({"error":{"details":[{"message":"m","@context":1,"code":"\n"},{"code":"c","target":"",)"
       R"("message":"\uD83D\uDE00","details":0}],"innererror":{"@odata.context":[]},"message":)"
       R"("m","code":"c","odata":{"code":""}},"error@a.b":{"error":1}})"},
  };
  return kTexts;
}

struct Unmarked {
  std::string text;
  // For the prefix of each size: that it ends inside a restricted string.
  std::vector<bool> restricted;
};

Unmarked unmark(std::string_view marked) {
  Unmarked result;
  bool inside = false;
  for (const char c : marked) {
    if (c == '<' || c == '>') {
      inside = c == '<';
    } else {
      result.restricted.push_back(inside);
      result.text += c;
    }
  }
  return result;
}

// Where an accepted text has no more than white space left, it is accepted already.
bool is_whole(std::string_view text, std::size_t size) {
  return text.find_last_not_of(" \t\r\n") < size;
}

TEST(Complete, CompletesEveryPrefixOfAcceptedTexts) {
  for (const auto& [contract, kind, marked] : accepted_texts()) {
    const auto [text, restricted] = unmark(marked);
    for (const auto judge : {judge_slowly, judge_fast}) {
      ASSERT_FALSE(judge(text, kind, contract).has_value()) << remark(text, kind, contract);
    }
    for (std::size_t size = 0; size < text.size() && !is_whole(text, size); ++size) {
      const std::string prefix = text.substr(0, size);
      for (const auto judge : {judge_slowly, judge_fast}) {
        const Refusal refusal = judge(prefix, kind, contract);
        EXPECT_TRUE(is_incomplete(refusal, prefix))
            << remark(prefix, kind, contract) << describe(refusal);
      }
      const Completion completion = complete(prefix, kind, contract);
      if (restricted[size]) {
        EXPECT_EQ(completion, Completion{Outcome::restricted}) << remark(prefix, kind, contract);
      } else {
        expect_witness(completion, prefix, kind, contract);
      }
    }
  }
}

// Names and values are whole, so that chance puts them where they matter.
std::string_view random_piece(RandomSource& random) {
  constexpr std::string_view kBytes =
      "{}[]:,\"\\ \n/'u0D389aFnEtfe+-.xr@"
      "\x01\x7F\xC2\x80\xE0\xA0\xED\xEF\xB7\xBF\xF0\x90\x9F\xF4\x8F";
  constexpr auto kWords = std::to_array<std::string_view>({"true",
                                                           "false",
                                                           "null",
                                                           "\\u",
                                                           "\\ud83f",
                                                           "\\udff",
                                                           "FDD",
                                                           "FFF",
                                                           "e400",
                                                           "e+",
                                                           "9007199254740991",
                                                           "99999999999999999999",
                                                           "\"id\":",
                                                           "\"name\":",
                                                           "\"n\\u0061me\":",
                                                           "\"Name\":",
                                                           "\"connectorGroupType\":",
                                                           "\"isDefault\":",
                                                           "\"region\":",
                                                           "\"members\":",
                                                           "\"error\":",
                                                           "\"error\":{",
                                                           "\"code\":\"",
                                                           "\"message\":",
                                                           "\"target\":",
                                                           "\"details\":[{",
                                                           "\"innerError\":{",
                                                           "\"innererror\":",
                                                           "\"value\":",
                                                           "\"value\":[{",
                                                           "\"@odata.type\":",
                                                           "\"@context\":",
                                                           "\"@odata.count\":",
                                                           "\"@nextLink\":",
                                                           "\"@odata.bind\":",
                                                           "\"@a\":",
                                                           "\"@b\":[",
                                                           "\"@c\":{",
                                                           "\"x\"",
                                                           "\"\"",
                                                           "\"#microsoft.graph.connectorGroup\"",
                                                           "\"applicationProxy\"",
                                                           "\"nam\"",
                                                           "},{",
                                                           "],",
                                                           "\",\""});
  if (random.chance(1, 2)) return kBytes.substr(random.below(kBytes.size()), 1);
  return kWords[random.below(kWords.size())];
}

struct Offer {
  BodyKind kind;
  const Contract& contract;
};

Offer random_offer(RandomSource& random) {
  const BodyKind kind = kBodyKinds[random.below(kBodyKinds.size())];
  return {kind, contracts()[random.below(contracts().size())]};
}

TEST(Complete, KeepsItsPromiseOnRandomTexts) {
  RandomSource random(1);
  std::size_t incomplete_count = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text = random.chance(3, 4) ? "{" : "";
    for (std::size_t pieces = random.below(12); pieces > 0; --pieces) text += random_piece(random);
    const auto [kind, contract] = random_offer(random);
    if (expect_promise(text, kind, contract)) ++incomplete_count;
    if (HasFailure()) return;
  }
  EXPECT_GT(incomplete_count, 10'000u);
}

// Most random texts are refused early. Those that grow only by what the reader takes get deep.
TEST(Complete, KeepsItsPromiseOnTextsThatGrow) {
  RandomSource random(2);
  std::size_t size_max = 0;
  for (int i = 0; i < 2'000; ++i) {
    const auto [kind, contract] = random_offer(random);
    std::string text;
    for (int attempt = 0; attempt < 100; ++attempt) {
      const std::string longer = text + std::string(random_piece(random));
      if (expect_promise(longer, kind, contract)) text = longer;
      if (HasFailure()) return;
    }
    size_max = std::max(size_max, text.size());
  }
  EXPECT_GT(size_max, 100u);
}

// Bytes put into accepted texts, which are then cut off somewhere behind them.
TEST(Complete, KeepsItsPromiseOnDamagedTexts) {
  RandomSource random(3);
  for (int i = 0; i < 50'000; ++i) {
    const auto& [contract, kind, marked] = accepted_texts()[random.below(accepted_texts().size())];
    std::string text = unmark(marked).text;
    const std::size_t at = random.below(text.size());
    text.replace(at, random.below(3), random_piece(random));
    text.resize(at + random.below(text.size() - at + 1));
    expect_promise(text, kind, contract);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace connectorgroup
