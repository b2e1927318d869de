// Which rules a request breaks: all of them, each where it is broken first.

#include "properties/conformance/serve/request_judge.h"

#include <gtest/gtest.h>

#include <string>

#include "model/rule.h"
#include "properties/conformance/serve/running_server.h"

namespace connectorgroup {
namespace {

struct Broken {
  Rule rule;
  std::string_view at;  // a text that is there once, where it shows; or empty
};

// What stands before the empty line, and not anywhere else.
constexpr std::string_view kHeadEnd = "\r\n\r\n";

void expect_broken(const std::string& octets, const std::vector<Broken>& due) {
  const std::vector<Violation> found = judge_request_octets(octets, graph_2017(), {});
  ASSERT_EQ(found.size(), due.size()) << octets;
  for (std::size_t i = 0; i < due.size(); ++i) {
    EXPECT_EQ(row(found[i].rule).id, row(due[i].rule).id);
    if (due[i].at.empty()) continue;
    const std::size_t line_end = due[i].at == kHeadEnd ? kHeadEnd.size() / 2 : 0;
    EXPECT_EQ(found[i].offset, octets.find(due[i].at) + line_end) << due[i].at;
  }
}

std::string with_content(const std::string& content, std::string_view fields = {}) {
  return create_head(content.size(), fields) + content;
}

std::string without(std::string octets, std::string_view part) {
  return octets.erase(octets.find(part), part.size());
}

TEST(RequestJudge, FindsNothingWrongWithWhatIsRight) {
  expect_broken(page_create_request(), {});
  expect_broken(create_request("a"), {});
  expect_broken(list_request(), {});
  expect_broken("", {});
  expect_broken("\r\n", {});
}

TEST(RequestJudge, NamesEveryRuleOfACreate) {
  std::string octets = with_content(R"({"nick":1,"name":null,/**/})", "X-A : b\r\n");
  octets = without(octets, "Authorization: Bearer t\r\n");
  expect_broken(octets, {{Rule::http_field_name_space, " : b"},
                         {Rule::exchange_authorization_missing, kHeadEnd},
                         {Rule::body_member_undeclared, "\"nick\""},
                         {Rule::body_member_null, "\"name\""},
                         {Rule::json_comment, "/**/"},
                         {Rule::json_object_trailing_comma, ""}});
}

TEST(RequestJudge, NamesARuleOnce) {
  expect_broken(with_content(R"({"name":"a","b":1,"c":2})"),
                {{Rule::body_member_undeclared, "\"b\""}});
}

TEST(RequestJudge, TakesPostOnAnyPathForACreate) {
  expect_broken("POST /beta/connectorGroup" + create_request("a").substr(26),
                {{Rule::exchange_path, "/connectorGroup HTTP"}});
}

TEST(RequestJudge, HoldsOtherMethodsToFramingAndCredentials) {
  expect_broken(without(list_request(), "Authorization: Bearer t\r\n"),
                {{Rule::exchange_authorization_missing, kHeadEnd}});
  expect_broken("GET /beta/connectorGroups?access_token=t" + list_request("X: y\r\n").substr(25),
                {{Rule::bearer_one_method, "Authorization"}});
  std::string octets = list_request("A: b\nC: d\r\n");
  octets.replace(octets.find("Bearer t"), 8, "Basic !!");
  expect_broken(octets, {{Rule::http_line_bare_lf, "\nC"},
                         {Rule::bearer_scheme, "Basic"},
                         {Rule::bearer_token, "!!"}});
}

TEST(RequestJudge, NamesAnEndThatComesTooEarlyOnlyWhereItIsTheFirst) {
  const std::string octets = create_request("a");
  const std::string cut = octets.substr(0, octets.size() - 1);
  expect_broken(cut, {{Rule::http_message_incomplete, ""}});
  expect_broken(without(cut, "Content-Type: application/json\r\n"),
                {{Rule::exchange_content_type_missing, kHeadEnd}});
}

TEST(RequestJudge, GoesByTheLimitsItIsGiven) {
  ExchangeLimits limits;
  limits.http.content_max = 5;
  limits.body.bytes_max = 5;
  const std::vector<Violation> found =
      judge_request_octets(create_request("abc"), graph_2017(), limits);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().rule, Rule::limit_content);
}

TEST(RequestJudge, NamesOneRuleOfALongRequest) {
  const std::string content =
      R"({"nick":1,"name":null,"x":")" + std::string(kNamedFurtherOctetsMax, 'x') + "\"}";
  EXPECT_EQ(judge_request_octets(with_content(content), graph_2017(), {}).size(), 1U);
}

TEST(RequestJudge, JudgesByTheContract) {
  std::string octets = with_content(R"({"name":"a","region":"eur"})");
  EXPECT_EQ(judge_request_octets(octets, graph_2017(), {}).size(), 1U);
  octets.replace(octets.find("/connectorGroups"), 16, graph_beta().path);
  EXPECT_EQ(judge_request_octets(octets, graph_beta(), {}).size(), 0U);
}

}  // namespace
}  // namespace connectorgroup
