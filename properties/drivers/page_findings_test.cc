// What findings say to people, beside their check and place: what is there, what becomes of it, and
// which change would mend it.
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/page/audit.h"
#include "properties/drivers/audited_pages.h"

namespace connectorgroup {
namespace {

using namespace audited;

struct Texts {
  std::string declared;
  std::string actual;
  std::string consequence;
  std::string explanation = {};

  friend bool operator==(const Texts&, const Texts&) = default;
};

void PrintTo(const Texts& texts, std::ostream* out) {
  *out << "declared: " << texts.declared << "; actual: " << texts.actual
       << "; consequence: " << texts.consequence << "; explanation: " << texts.explanation;
}

// Of the first finding of this check.
Texts texts_of(std::string_view page, PageCheck check) {
  for (const AuditFinding& finding : audit_page(page)) {
    if (finding.check != check) continue;
    return {finding.declared, finding.actual, finding.consequence, finding.explanation};
  }
  return {"no such finding", "", ""};
}

std::string get(std::string_view line, std::string_view fields = "Host: a\n\n") {
  return request(std::string(line) + "\n" + std::string(fields)) + kResponse;
}

std::string answer(std::string_view content) { return kRequest + response(content); }

// --- Lengths ------------------------------------------------------------------------------------

std::string sized(std::size_t length, std::string_view body, std::string_view type = "a/b") {
  return "HTTP/1.1 200 OK\nContent-Type: " + std::string(type) +
         "\nContent-Length: " + std::to_string(length) + "\n\n" + std::string(body) + "\n";
}

std::string consequence(std::string_view body, std::size_t length) {
  for (const AuditFinding& finding : audit_page(answer(sized(length, body)))) {
    if (!row(finding.check).id.starts_with("page.content-length.")) continue;
    EXPECT_EQ(finding.declared, std::to_string(length));
    EXPECT_EQ(finding.actual, std::to_string(body.size()));
    EXPECT_EQ(finding.rule,
              length < body.size() ? Rule::http_message_trailing : Rule::http_message_incomplete);
    return finding.consequence;
  }
  return "";
}

TEST(PageFindingOfALength, SaysWhatIsLost) {
  EXPECT_EQ(consequence("abc", 0),
            "a client that trusts it reads 0 octets: the last 3 octets are lost");
  EXPECT_EQ(consequence("abc", 1),
            "a client that trusts it reads 1 octet: the last 2 octets are lost");
  EXPECT_EQ(consequence("abc", 2),
            "a client that trusts it reads 2 octets: the last 1 octet is lost");
  EXPECT_EQ(
      consequence("{\n}", 2),
      "a client that trusts it reads 2 octets: the closing brace is lost, and the body breaks "
      "json.text.incomplete at byte 2");
  EXPECT_EQ(
      consequence(" {\n}", 2),
      "a client that trusts it reads 2 octets: the closing brace is lost, and the body breaks "
      "json.text.incomplete at byte 2");
  EXPECT_EQ(consequence("[1]", 2),
            "a client that trusts it reads 2 octets: the last 1 octet is lost, and the body breaks "
            "json.text.incomplete at byte 2");
  EXPECT_EQ(
      consequence("[1]\n\n", 3),
      "a client that trusts it reads 3 octets: the last 2 octets are lost, and what is left is "
      "JSON all the same");
}

TEST(PageFindingOfALength, SaysWhatIsWaitedFor) {
  EXPECT_EQ(consequence("abc", 3), "");
  EXPECT_EQ(consequence("abc", 4),
            "a client that trusts it waits for 1 octet more, or takes them from the next message");
  EXPECT_EQ(consequence("abc", 12),
            "a client that trusts it waits for 9 octets more, or takes them from the next message");
  EXPECT_EQ(consequence("", 1),
            "a client that trusts it waits for 1 octet more, or takes them from the next message");
  EXPECT_EQ(consequence("", 0), "");
  EXPECT_EQ(consequence(" \n ", 0), "") << "white space alone is no body";
  EXPECT_EQ(
      texts_of(request("POST /a HTTP/1.1\nHost: a\nContent-Length: 5\nContent-Type: a/b\n\nabc\n") +
                   kResponse,
               PageCheck::content_length_line_ends),
      (Texts{"5", "3",
             "a server that trusts it waits for 2 octets more, or takes them from the next "
             "message",
             "it counts a line end more, of CRLF: the last line's, or that of the empty line"}));
}

// A cause that is a matter of line ends has a check of its own.
TEST(PageFindingOfALength, IsGraveUnlessLineEndsExplainIt) {
  const auto check = [](std::string_view body, std::size_t length) {
    const std::vector<PageCheck> checks =
        checks_of(audit_page(answer(sized(length, body, "application/json"))));
    EXPECT_EQ(checks.size(), 1u) << body << ", " << length;
    return checks.empty() ? PageCheck::too_large : checks.front();
  };
  const std::string_view body = "{\n\"a\": [false,\n\n\"\u00E9\"]}";
  const std::size_t size = body.size();
  for (const std::size_t length : {size + 3, size + 1, size + 2, size + 5}) {
    EXPECT_EQ(check(body, length), PageCheck::content_length_line_ends) << length;
  }
  for (const std::size_t length : {size - 1, size - 4, size + 4, size + 6, size - 2}) {
    EXPECT_EQ(check(body, length), PageCheck::content_length_differs) << length;
  }
  EXPECT_EQ(check("\n[]\n", 2), PageCheck::content_length_differs);
  EXPECT_EQ(check("[\"\u00E9\"]", 5), PageCheck::content_length_differs);
}

// --- Bodies -------------------------------------------------------------------------------------

TEST(PageFindingOfABody, ShowsItsLine) {
  const std::string head = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n";
  EXPECT_EQ(texts_of(answer(head + "{\n \t\"a\": 01 \n}\n"), PageCheck::body_json),
            (Texts{"", "\"a\": 01", ""}));
  EXPECT_EQ(texts_of(answer(head + "{\"a\": 01}\n"), PageCheck::body_json),
            (Texts{"", "{\"a\": 01}", ""}));
  for (const std::string_view ending : {"\n", "\r\n", "\r"}) {
    std::string page;
    for (const char c : answer(head + "\n{\"a\":\n01\n,\n\"b\": 2\n}\n")) {
      c == '\n' ? page += ending : page += c;
    }
    const std::vector<AuditFinding> findings = audit_page(page);
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].line, 14u);
    EXPECT_EQ(findings[0].column, 2u);
    EXPECT_EQ(findings[0].actual, "01");
  }
  EXPECT_EQ(
      texts_of(request("GET /connectorGroups/1 HTTP/1.1\nHost: a\n\n") +
                   response(head + "{\"id\": \"a\",\n  \"name\": \"b\",\n\n  \"isDefault\": 1,\n"
                                   "\"connectorGroupType\": \"\"}\n"),
               PageCheck::body_contract),
      (Texts{"graph-2017, isDefault", "\"isDefault\": 1,", ""}));
}

TEST(PageFindingOfABody, IsAtItsPlaceInAContainer) {
  const std::vector<AuditFinding> findings = audit_page(
      "> <!-- {\"blockType\": \"request\"} -->\n> ```http\n> POST /a HTTP/1.1\n> Host: a\n"
      "> Content-Type: application/json\n>\n> {\n>  \"a\": 01,\n>  \"b\": 2\n> }\n> ```\n\n" +
      kResponse);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].line, 8u);
  EXPECT_EQ(findings[0].column, 10u);
  EXPECT_EQ(findings[0].actual, "\"a\": 01,");
}

TEST(PageFindingOfABody, SaysHowLargeOneIsThatIsNotAllowed) {
  const std::string head = "HTTP/1.1 204 No Content\nContent-Type: a/b\n\n";
  EXPECT_EQ(texts_of(answer(head + "a\n"), PageCheck::body_not_allowed).actual,
            "a body of 1 octet");
  EXPECT_EQ(texts_of(answer(head + "ab\n"), PageCheck::body_not_allowed).actual,
            "a body of 2 octets");
}

TEST(PageFindingOfABody, SaysWhatAnotherTypeDoes) {
  const std::string json = "\n{}\n";
  EXPECT_EQ(texts_of(get("POST /a HTTP/1.1", "Host: a\nContent-Type: text/json\n" + json),
                     PageCheck::content_type_json),
            (Texts{"text/json", "a body of JSON", "a service that takes JSON answers 400 or 415"}));
  EXPECT_EQ(texts_of(answer("HTTP/1.1 200 OK\nContent-Type: text/plain\n" + json),
                     PageCheck::content_type_json),
            (Texts{"text/plain", "a body of JSON", "a client doesn't know that the body is JSON"}));
}

// --- Start lines --------------------------------------------------------------------------------

TEST(PageFindingOfARequestLine, SaysWhatStandsInPlaceOfAVersion) {
  EXPECT_EQ(
      texts_of(get("GET /a"), PageCheck::request_line_version),
      (Texts{"", "GET /a", "a server refuses the request: it finds no version behind the target"}));
}

TEST(PageFindingOfARequestLine, NamesAllPlaceholders) {
  const std::string consequence =
      "a server refuses the target, or looks for a resource of that name";
  for (const auto& [target, shown] :
       {std::pair{"/{a}", "{a}"}, std::pair{"/{a}/<b=c?d>/{e f}?{}", "{a} <b=c?d> {e f} {}"},
        std::pair{"/<a}>/{b>}", "<a}> {b>}"}}) {
    EXPECT_EQ(texts_of(get("GET " + std::string(target) + " HTTP/1.1"),
                       PageCheck::request_line_placeholder),
              (Texts{"", shown, consequence}));
  }
}

TEST(PageFindingOfARequestLine, ShowsTheTargetThatHasASpace) {
  EXPECT_EQ(
      texts_of(get("GET /a b\tc HTTP/1.1"), PageCheck::request_line_space),
      (Texts{"", "/a b\tc",
             "to a server the target ends at the space, and what follows is no HTTP version"}));
}

TEST(PageFindingOfAStatusLine, SaysWhichPhraseBelongsToTheCode) {
  EXPECT_EQ(texts_of(answer("HTTP/1.1 404 Gone\n"), PageCheck::status_line_reason),
            (Texts{"404 Not Found", "404 Gone", ""}));
  EXPECT_EQ(texts_of(answer("HTTP/1.1 404 \n"), PageCheck::status_line_reason),
            (Texts{"404 Not Found", "404", ""}));
}

// --- What is missing ----------------------------------------------------------------------------

TEST(PageFindingOfAHeader, SaysWhatIsThereInPlaceOfIt) {
  EXPECT_EQ(texts_of(get("GET /a HTTP/1.1", "\n"), PageCheck::host_missing),
            (Texts{"", "no headers", "a server must answer 400 (Bad Request)"}));
  EXPECT_EQ(texts_of(get("GET /a HTTP/1.1", "Accept: a/b\nPrefer: c\n\n"), PageCheck::host_missing),
            (Texts{"", "only Accept, Prefer", "a server must answer 400 (Bad Request)"}));
  EXPECT_EQ(texts_of(get("POST /a HTTP/1.1", "Host: a\n\na\n"), PageCheck::content_type_missing),
            (Texts{"", "only Host", "the service doesn't take the body for JSON"}));
  EXPECT_EQ(texts_of(answer("HTTP/1.1 200 OK\n\na\n"), PageCheck::content_type_missing),
            (Texts{"", "no headers", "a client has to guess what the body is"}));
  EXPECT_EQ(texts_of("|Authorization|Bearer.|\n" + get("GET /a HTTP/1.1"),
                     PageCheck::authorization_missing),
            (Texts{"line 1: Bearer.", "only Host", "the service answers 401 (Unauthorized)"}));
}

TEST(PageFindingOfARequest, NamesTheOneWithoutAnswer) {
  EXPECT_EQ(texts_of(kExchange + comment(R"("blockType": "request", "name": ["a", "b"])") +
                         fence("GET /a HTTP/1.1\nHost: a\n\n"),
                     PageCheck::request_unanswered)
                .actual,
            "a");
  EXPECT_EQ(texts_of(kExchange + kRequest, PageCheck::request_unanswered).actual, "");
}

}  // namespace
}  // namespace connectorgroup
