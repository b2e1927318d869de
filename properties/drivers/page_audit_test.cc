// What the audit of documentation pages finds: on the pages of the corpus, on the documented page
// in full, and for each check on a page that differs from a good one in the tested feature alone.
#include "model/page/audit.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "properties/drivers/audited_pages.h"
#include "properties/input_files.h"

namespace connectorgroup {
namespace {

using namespace audited;

std::filesystem::path pages() { return std::filesystem::path(CONNECTORGROUP_CORPUS) / "pages"; }

std::string read_corpus_page(std::string_view name) {
  const std::optional<std::string> page = read_file(pages() / name);
  EXPECT_TRUE(page.has_value()) << "can't open " << name;
  return page.value_or("");
}

// --- The documented page ------------------------------------------------------------------------

TEST(DocumentedPageAudit, FindsExactlyThis) {
  const std::vector<AuditFinding> expected{
      {34, 0, PageCheck::host_missing, Rule::http_host_missing, "",
       "only Content-type, Content-length", "a server must answer 400 (Bad Request)", ""},
      {34, 0, PageCheck::authorization_missing, Rule::exchange_authorization_missing,
       "line 17: Bearer, then a token. Must be present.", "only Content-type, Content-length",
       "the service answers 401 (Unauthorized)", ""},
      {34, 34, PageCheck::request_line_placeholder, Rule::http_target_character, "", "{ver}",
       "a server refuses the target, or looks for a resource of that name", ""},
      {34, 55, PageCheck::request_line_version, Rule::http_request_line_version, "",
       "POST https://graph.microsoft.com/{ver}/connectorGroups",
       "a server refuses the request: it finds no version behind the target", ""},
      {36, 17, PageCheck::content_length_differs, Rule::http_message_trailing, "99", "100",
       "a server that trusts it reads 99 octets: the closing brace is lost, and the body breaks "
       "json.text.incomplete at byte 99",
       "it is the length with `true` in place of `false` on line 41"},
      {53, 0, PageCheck::location_missing, Rule::exchange_write_location, "",
       "only Content-type, Content-length",
       "a client has to build the new resource's address itself", ""},
      {55, 17, PageCheck::content_length_differs, Rule::http_message_trailing, "119", "120",
       "a client that trusts it reads 119 octets: the closing brace is lost, and the body breaks "
       "json.text.incomplete at byte 119",
       "it is the length with `true` in place of `false` on line 61"},
  };
  EXPECT_EQ(audit_page(read_corpus_page("create-connectorgroup.md")), expected);
}

TEST(DocumentedPageAudit, FindsTheSameBehindFrontMatterAndAByteOrderMark) {
  const std::string page = read_corpus_page("create-connectorgroup.md");
  std::vector<AuditFinding> expected = audit_page(page);
  EXPECT_EQ(audit_page("\xEF\xBB\xBF" + page), expected);
  for (AuditFinding& finding : expected) finding.line += 3;
  const std::vector<AuditFinding> shifted = audit_page("---\ntitle: a\n---\n" + page);
  ASSERT_EQ(shifted.size(), expected.size());
  for (std::size_t i = 0; i < shifted.size(); ++i) {
    EXPECT_EQ(shifted[i].line, expected[i].line);
    EXPECT_EQ(shifted[i].column, expected[i].column);
    EXPECT_EQ(shifted[i].check, expected[i].check);
  }
}

// --- The corpus ---------------------------------------------------------------------------------

// A row of expectations.tsv.
using Expectation = std::vector<std::string>;

std::vector<Expectation> expectations() {
  std::istringstream lines(read_corpus_page("expectations.tsv"));
  std::vector<Expectation> rows;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#') || line.starts_with("page\t")) continue;
    Expectation cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, '\t');) cells.push_back(cell);
    EXPECT_EQ(cells.size(), 5u) << line;
    rows.push_back(cells);
  }
  return rows;
}

TEST(PagesOfTheCorpus, HaveTheFindingsOfTheirRows) {
  std::map<std::string, std::vector<Expectation>> expected;
  std::set<std::string> known;
  for (const Expectation& cells : expectations()) {
    known.insert(cells[0]);
    if (cells[1] != "-") expected[cells[0]].push_back(cells);
  }
  std::size_t count = 0;
  for (const std::filesystem::path& file : input_files(pages()).files) {
    const std::string name = file.filename().string();
    EXPECT_TRUE(known.contains(name)) << "a page without a row: " << name;
    std::vector<Expectation> found;
    for (const AuditFinding& finding : audit_page(*read_file(file))) {
      found.push_back({name, std::to_string(finding.line), std::to_string(finding.column),
                       std::string(row(finding.check).id),
                       finding.rule ? std::string(row(*finding.rule).id) : "-"});
    }
    EXPECT_EQ(found, expected[name]) << name;
    ++count;
  }
  EXPECT_EQ(count, known.size()) << "a row without a page";
  EXPECT_GE(count, 10u);
}

// --- The checks ---------------------------------------------------------------------------------

struct CheckCase {
  PageCheck check;
  std::size_t line;
  std::size_t column;
  std::string page;  // has this finding, and no other
  std::string twin;  // differs in the tested feature alone, and has none
};

std::vector<CheckCase> size_cases() {
  std::string large = kExchange + "\n";
  large.resize(kPageBytesMax, 'a');  // one line: many would take cmark long
  return {{PageCheck::too_large, 1, 0, large + "a", large}};
}

std::vector<CheckCase> reading_cases() {
  const std::string code = "```\ncode\n```\n";
  const std::string ignored = comment(R"("blockType": "ignored")");
  const std::string second = kExchange + kRequest;
  return {
      {PageCheck::annotation_unclosed, 15, 0, kExchange + "<!-- {\n", kExchange + "<!-- [ -->\n"},
      {PageCheck::annotation_json, 15, 0, kExchange + comment(R"("blockType": "ignored",)") + code,
       kExchange + ignored + code},
      {PageCheck::annotation_member, 15, 0,
       kExchange + comment(R"("blockType": "ignored", "truncated": 1)") + code,
       kExchange + comment(R"("blockType": "ignored", "truncated": true)") + code},
      {PageCheck::annotation_block_type_missing, 15, 0,
       kExchange + comment(R"("name": "ignored")") + code, kExchange + ignored + code},
      {PageCheck::annotation_block_type_unknown, 15, 0,
       kExchange + comment(R"("blockType": "Ignored")") + code, kExchange + ignored + code},
      {PageCheck::annotation_without_fence, 15, 0, kExchange + ignored + "text\n" + code,
       kExchange + ignored + code},
      {PageCheck::fence_language, 8, 0,
       kRequest + comment(R"("blockType": "response")") + "```json\nHTTP/1.1 204 No Content\n```\n",
       kRequest + comment(R"("blockType": "response")") +
           "```HTTP\nHTTP/1.1 204 No Content\n```\n"},
      {PageCheck::fence_without_annotation, 15, 0, kExchange + fence("GET /a\n"),
       kExchange + ignored + fence("GET /a\n")},
      {PageCheck::fence_unclosed, 16, 0, kExchange + ignored + "```http\nGET /a\n",
       kExchange + ignored + "```http\nGET /a\n```"},
      {PageCheck::response_without_request, 1, 0, kResponse, kExchange},
      {PageCheck::response_repeated, 15, 0, kExchange + kResponse, second + kResponse},
      {PageCheck::request_unanswered, 15, 0, second, second + kResponse},
  };
}

std::vector<CheckCase> message_cases() {
  const auto get = [](std::string_view content) { return request(content) + kResponse; };
  const auto answer = [](std::string_view content) { return kRequest + response(content); };
  const std::string good = "GET /a HTTP/1.1\nHost: a\n\n";
  return {
      {PageCheck::start_line_missing, 2, 0, get("\n" + good), kExchange},
      {PageCheck::header_malformed, 5, 0, get("GET /a HTTP/1.1\nHost: a\nAccept a/b\n\n"),
       get("GET /a HTTP/1.1\nHost: a\nAccept: a/b\n\n")},
      {PageCheck::header_end_missing, 4, 0, get("GET /a HTTP/1.1\nHost: a\n"), kExchange},
      {PageCheck::header_after_empty_line, 4, 0, get("GET /a HTTP/1.1\n\nHost: a\n\n"), kExchange},
      {PageCheck::body_not_separated, 11, 0,
       answer("HTTP/1.1 200 OK\nContent-Type: application/json\n{}\n"),
       answer("HTTP/1.1 200 OK\nContent-Type: application/json\n\n{}\n")},
      {PageCheck::request_line_version, 3, 7, get("GET /a\nHost: a\n\n"), kExchange},
      {PageCheck::request_line_placeholder, 3, 6, get("GET /{a}/<b> HTTP/1.1\nHost: a\n\n"),
       get("GET /a/b HTTP/1.1\nHost: a\n\n")},
      {PageCheck::request_line_space, 3, 7, get("GET /a b HTTP/1.1\nHost: a\n\n"),
       get("GET /a%20b HTTP/1.1\nHost: a\n\n")},
      {PageCheck::request_line_syntax, 3, 7, get("GET /a\"b HTTP/1.1\nHost: a\n\n"),
       get("GET /a%22b HTTP/1.1\nHost: a\n\n")},
      {PageCheck::status_line_syntax, 9, 5, answer("HTTP 204 No Content\n"),
       answer("HTTP/1.1 204 No Content\n")},
      {PageCheck::status_line_reason, 9, 14, answer("HTTP/1.1 204 OK\n"),
       answer("HTTP/1.1 204 NO CONTENT\n")},
      {PageCheck::status_undocumented, 9, 0,
       request("POST /connectorGroups HTTP/1.1\nHost: a\n\n") + response("HTTP/1.1 202 Accepted\n"),
       request("POST /connectorGroups HTTP/1.1\nHost: a\n\n") +
           response("HTTP/1.1 400 Bad Request\n")},
      {PageCheck::header_syntax, 4, 5, get("GET /a HTTP/1.1\nHost : a\n\n"), kExchange},
      {PageCheck::host_missing, 3, 0, get("GET /a HTTP/1.1\nAccept: a/b\n\n"),
       get("GET /a HTTP/1.0\nAccept: a/b\n\n")},
      {PageCheck::authorization_missing, 6, 0,
       "|Name|Value|\n|-|-|\n|Authorization|Bearer|\n" + get(good),
       "|Name|Value|\n|-|-|\n|Authorization|Bearer|\n" +
           get("GET /a HTTP/1.1\nHost: a\nAuthorization: Bearer a\n\n")},
      {PageCheck::content_type_missing, 9, 0, answer("HTTP/1.1 200 OK\nA: b\n\n{}\n"),
       answer("HTTP/1.1 200 OK\nA: b\n\n\n \n")},
      {PageCheck::content_type_syntax, 10, 19, answer("HTTP/1.1 200 OK\nContent-Type: text\n\na\n"),
       answer("HTTP/1.1 200 OK\nContent-Type: text/a\n\na\n")},
      {PageCheck::content_type_json, 10, 15,
       answer("HTTP/1.1 200 OK\nContent-Type: text/json\n\n{}\n"),
       answer("HTTP/1.1 200 OK\nContent-Type: application/a+json\n\n{}\n")},
      {PageCheck::retry_after_syntax, 10, 15,
       answer("HTTP/1.1 204 No Content\nRetry-After: 2.5\n\n"),
       answer("HTTP/1.1 204 No Content\nRetry-After: 2\n\n")},
      {PageCheck::location_missing, 9, 0, answer("HTTP/1.1 201 Created\n"),
       answer("HTTP/1.1 201 Created\nLocation: /a\n\n")},
      {PageCheck::location_syntax, 10, 14, answer("HTTP/1.1 201 Created\nLocation: /a/{b}\n\n"),
       answer("HTTP/1.1 201 Created\nLocation: /a/b\n\n")},
      {PageCheck::www_authenticate_syntax, 10, 19,
       answer("HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm\n\n"),
       answer("HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm=\"a\"\n\n")},
      {PageCheck::www_authenticate_missing, 9, 0, answer("HTTP/1.1 401 Unauthorized\n"),
       answer("HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm=\"a\"\n\n")},
      {PageCheck::allow_missing, 9, 0, answer("HTTP/1.1 405 Method Not Allowed\n"),
       answer("HTTP/1.1 405 Method Not Allowed\nAllow: GET\n\n")},
  };
}

std::string sized(std::string_view length, std::string_view body) {
  return kRequest + response("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: " +
                             std::string(length) + "\n\n" + std::string(body) + "\n");
}

std::vector<CheckCase> body_cases() {
  const std::string refused = "HTTP/1.1 400 Bad Request\n\n";
  const std::string post =
      "POST /connectorGroups HTTP/1.1\nHost: a\nContent-Type: application/json\n\n";
  return {
      {PageCheck::content_length_syntax, 11, 17, sized("xxx", "{}"), sized("2", "{}")},
      {PageCheck::content_length_differs, 11, 17, sized("7", "{}"), sized("2", "{}")},
      {PageCheck::content_length_line_ends, 11, 17, sized("4", "{}"), sized("2", "{}")},
      {PageCheck::content_length_without_body, 11, 17, sized("2", ""), sized("0", "")},
      {PageCheck::body_not_allowed, 12, 1,
       kRequest + response("HTTP/1.1 304 Not Modified\nContent-Type: a/b\n\na\n"),
       kRequest + response("HTTP/1.1 304 Not Modified\nContent-Type: a/b\n\n \n")},
      {PageCheck::body_json, 14, 3, sized("9", "{\n  a\n }\n"), sized("12", "{\n  \"a\":1\n }")},
      {PageCheck::body_contract, 8, 2,
       request(post + "{\n\t\"id\": \"a\",\n \"name\": \"b\"}\n") + response(refused),
       request(post + "{\n\t\"@id\": \"a\",\n \"name\": \"b\"}\n") + response(refused)},
  };
}

void expect_each(const std::vector<CheckCase>& cases) {
  for (const CheckCase& c : cases) {
    const std::vector<AuditFinding> findings = audit_page(c.page);
    const std::string shown = c.page.substr(0, 400);
    EXPECT_EQ(checks_of(findings), std::vector<PageCheck>{c.check}) << shown;
    if (!findings.empty()) {
      EXPECT_EQ(findings[0].line, c.line) << row(c.check).id << "\n" << shown;
      EXPECT_EQ(findings[0].column, c.column) << row(c.check).id << "\n" << shown;
    }
    EXPECT_EQ(audit_page(c.twin), std::vector<AuditFinding>{}) << c.twin.substr(0, 400);
  }
}

TEST(PageChecks, OfSizeFindTheirFaultAndNothingInItsTwin) { expect_each(size_cases()); }
TEST(PageChecks, OfReadingFindTheirFaultAndNothingInItsTwin) { expect_each(reading_cases()); }
TEST(PageChecks, OfMessagesFindTheirFaultAndNothingInItsTwin) { expect_each(message_cases()); }
TEST(PageChecks, OfBodiesFindTheirFaultAndNothingInItsTwin) { expect_each(body_cases()); }

TEST(PageChecks, EachHasACase) {
  std::set<PageCheck> covered;
  for (const auto& cases : {size_cases(), reading_cases(), message_cases(), body_cases()}) {
    for (const CheckCase& c : cases) covered.insert(c.check);
  }
  for (const CheckRow& check : page_checks())
    EXPECT_TRUE(covered.contains(check.check)) << check.id;
}

// Who filters by level, or looks a rule up, relies on these: none is changed by the way.
TEST(PageChecks, AreAsGraveAsTheyWere) {
  struct Known {
    std::string_view id;
    Severity severity;
    std::string_view rule;  // nothing, where the finding has one or none
  };
  const Known known[] = {
      {"page.too-large", Severity::error, ""},
      {"page.annotation.unclosed", Severity::error, ""},
      {"page.annotation.json", Severity::error, ""},
      {"page.annotation.member", Severity::error, ""},
      {"page.annotation.block-type-missing", Severity::warning, ""},
      {"page.annotation.block-type-unknown", Severity::warning, ""},
      {"page.annotation.without-fence", Severity::warning, ""},
      {"page.fence.language", Severity::warning, ""},
      {"page.fence.without-annotation", Severity::note, ""},
      {"page.fence.unclosed", Severity::error, ""},
      {"page.start-line.missing", Severity::error, ""},
      {"page.header.malformed", Severity::error, "http.field.colon"},
      {"page.header.end-missing", Severity::note, "http.message.incomplete"},
      {"page.header.after-empty-line", Severity::error, ""},
      {"page.body.not-separated", Severity::error, "http.field.name"},
      {"page.response.without-request", Severity::warning, ""},
      {"page.response.repeated", Severity::warning, ""},
      {"page.request.unanswered", Severity::warning, ""},
      {"page.request-line.version", Severity::warning, "http.request-line.version"},
      {"page.request-line.placeholder", Severity::warning, "http.target.character"},
      {"page.request-line.space", Severity::error, "http.target.character"},
      {"page.request-line.syntax", Severity::error, ""},
      {"page.status-line.syntax", Severity::error, ""},
      {"page.status-line.reason", Severity::note, ""},
      {"page.status.undocumented", Severity::warning, "exchange.status"},
      {"page.header.syntax", Severity::error, ""},
      {"page.host.missing", Severity::warning, "http.host.missing"},
      {"page.authorization.missing", Severity::warning, "exchange.authorization.missing"},
      {"page.content-type.missing", Severity::warning, "exchange.content-type.missing"},
      {"page.content-type.syntax", Severity::error, "http.media-type.syntax"},
      {"page.content-type.json", Severity::error, "exchange.content-type.json"},
      {"page.retry-after.syntax", Severity::error, "http.retry-after.syntax"},
      {"page.location.missing", Severity::note, "exchange.write.location"},
      {"page.location.syntax", Severity::warning, "exchange.location.syntax"},
      {"page.www-authenticate.missing", Severity::warning, "exchange.www-authenticate.missing"},
      {"page.www-authenticate.syntax", Severity::warning, ""},
      {"page.allow.missing", Severity::warning, "exchange.allow.missing"},
      {"page.content-length.syntax", Severity::error, ""},
      {"page.content-length.differs", Severity::error, ""},
      {"page.content-length.line-ends", Severity::warning, ""},
      {"page.content-length.without-body", Severity::error, "http.message.incomplete"},
      {"page.body.not-allowed", Severity::error, "http.no-content.ends"},
      {"page.body.json", Severity::error, ""},
      {"page.body.contract", Severity::error, ""},
  };
  ASSERT_EQ(std::size(known), kPageCheckCount);
  for (std::size_t i = 0; i < kPageCheckCount; ++i) {
    const CheckRow& check = page_checks()[i];
    EXPECT_EQ(check.id, known[i].id);
    EXPECT_EQ(check.severity, known[i].severity) << check.id;
    EXPECT_EQ(check.rule ? row(*check.rule).id : "", known[i].rule) << check.id;
  }
  EXPECT_EQ(name(Severity::error), "error");
  EXPECT_EQ(name(Severity::warning), "warning");
  EXPECT_EQ(name(Severity::note), "note");
}

TEST(PageChecks, AreATable) {
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < kPageCheckCount; ++i) {
    const CheckRow& check = page_checks()[i];
    EXPECT_EQ(static_cast<std::size_t>(check.check), i) << check.id;
    EXPECT_TRUE(check.id.starts_with("page.")) << check.id;
    EXPECT_TRUE(check.sentence.ends_with('.')) << check.id;
    EXPECT_FALSE(check.clause.empty()) << check.id;
    EXPECT_TRUE(ids.insert(check.id).second) << check.id;
    EXPECT_EQ(find_page_check(check.id), check.check);
  }
  EXPECT_EQ(find_page_check("page.no-such"), std::nullopt);
  EXPECT_EQ(row(check_of(PageFault::fence_not_http)).id, "page.fence.language");
  EXPECT_EQ(check_of(PageFault::response_repeated), PageCheck::response_repeated);
}

}  // namespace
}  // namespace connectorgroup
