// The reports of the audit: what people read, and that what tools read is as their formats say.
#include "model/page/report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace connectorgroup {
namespace {

using nlohmann::json;

// A page with an error, a warning, a note and a finding that has all texts; and its findings.
constexpr std::string_view kPath = "docs/a page.md";

std::vector<AuditFinding> findings() {
  return {
      {7, 0, PageCheck::location_missing, Rule::exchange_write_location, "", "no headers",
       "a client has to build the new resource's address itself", ""},
      {8, 12, PageCheck::content_length_differs, Rule::http_message_trailing, "99", "100",
       "the closing brace is lost", "it is the length with `true`"},
      {9, 3, PageCheck::request_unanswered, std::nullopt, "", "", "", ""},
  };
}

// Bytes that formats have to do something about.
std::vector<AuditFinding> hostile_findings() {
  const std::string bytes(
      "\"\\\n\t\x1B\0\x7F\xFF\xC3(\xE2\x82\xED\xA0\x80\xEF\xBF\xBE\xF4\x90\x80\x80é", 24);
  return {{1, 1, PageCheck::body_json, Rule::json_value, bytes, bytes, bytes, bytes}};
}

std::string report(ReportFormat format, const std::vector<AuditFinding>& all, bool colored = false,
                   std::string_view path = kPath) {
  std::string out;
  AuditReport report(format, colored);
  report.begin(out);
  report.page("clean.md", {}, out);
  report.page(path, all, out);
  report.end(out);
  return out;
}

// --- Text ---------------------------------------------------------------------------------------

TEST(PageReportAsText, LooksLikeACompilers) {
  EXPECT_EQ(report(ReportFormat::text, findings()),
            "docs/a page.md:7: note: A 201 should say in Location where the new resource is. "
            "[page.location.missing]\n"
            "    actual       no headers\n"
            "    consequence  a client has to build the new resource's address itself\n"
            "    rule         exchange.write.location (RFC 9110 s.15.3.2; OData Protocol 4.01 "
            "s.11.4.2)\n"
            "docs/a page.md:8:12: error: Content-Length must be the number of octets of the body. "
            "[page.content-length.differs]\n"
            "    declared     99\n"
            "    actual       100\n"
            "    consequence  the closing brace is lost\n"
            "    explanation  it is the length with `true`\n"
            "    rule         http.message.trailing (RFC 9112 s.6.3)\n"
            "docs/a page.md:9:3: warning: A request must have a response. "
            "[page.request.unanswered]\n"
            "2 pages, 3 findings: 1 error, 1 warning, 1 note\n");
}

TEST(PageReportAsText, SumsUpWhatWasThere) {
  const auto summary = [](std::size_t pages, std::size_t unreadable) {
    std::string out;
    AuditReport report(ReportFormat::text);
    report.begin(out);
    for (std::size_t i = 0; i < pages; ++i) report.page("a", {}, out);
    for (std::size_t i = 0; i < unreadable; ++i) report.unreadable("b", "no such file");
    report.end(out);
    return out;
  };
  EXPECT_EQ(summary(0, 0), "0 pages, 0 findings\n");
  EXPECT_EQ(summary(1, 0), "1 page, 0 findings\n");
  EXPECT_EQ(summary(2, 3), "2 pages, 0 findings; 3 unreadable\n");
}

TEST(PageReportAsText, CountsBySeverity) {
  const AuditFinding error{1, 0, PageCheck::body_json, std::nullopt, "", "", "", ""};
  const AuditFinding warning{1, 0, PageCheck::request_unanswered, std::nullopt, "", "", "", ""};
  const AuditFinding note{1, 0, PageCheck::location_missing, std::nullopt, "", "", "", ""};
  const auto summary = [](const std::vector<AuditFinding>& all, std::size_t unreadable = 0) {
    std::string out;
    AuditReport report(ReportFormat::text);
    report.begin(out);
    report.page("a", all, out);
    for (std::size_t i = 0; i < unreadable; ++i) report.unreadable("b", "no such file");
    out.clear();
    report.end(out);
    return out;
  };
  EXPECT_EQ(summary({error}), "1 page, 1 finding: 1 error, 0 warnings, 0 notes\n");
  EXPECT_EQ(summary({warning}, 1),
            "1 page, 1 finding: 0 errors, 1 warning, 0 notes; 1 unreadable\n");
  EXPECT_EQ(summary({note}), "1 page, 1 finding: 0 errors, 0 warnings, 1 note\n");
  EXPECT_EQ(summary({error, warning, warning, note, note, note}),
            "1 page, 6 findings: 1 error, 2 warnings, 3 notes\n");
}

TEST(PageReportAsText, IsColoredIfAsked) {
  const std::string plain = report(ReportFormat::text, findings());
  std::string colored = report(ReportFormat::text, findings(), true);
  EXPECT_EQ(plain.find('\x1B'), std::string::npos);
  EXPECT_NE(colored.find("\x1B[1;31merror: \x1B[0m"), std::string::npos);
  EXPECT_NE(colored.find("\x1B[1;35mwarning: \x1B[0m"), std::string::npos);
  EXPECT_NE(colored.find("\x1B[1;36mnote: \x1B[0m"), std::string::npos);
  EXPECT_TRUE(colored.starts_with("\x1B[1mdocs/a page.md:7: \x1B[1;36m")) << colored;
  for (std::size_t at = 0; (at = colored.find('\x1B', at)) != std::string::npos;) {
    colored.erase(at, colored.find('m', at) + 1 - at);
  }
  EXPECT_EQ(colored, plain);
}

TEST(PageReportAsText, ShowsNoByteThatATerminalWouldObey) {
  const std::string text = report(ReportFormat::text, hostile_findings(), false, "a\x1B[0m\n.md");
  for (const char c : text) {
    EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << static_cast<int>(c);
    EXPECT_NE(c, '\x7F');
  }
  EXPECT_NE(text.find("a\\x1B[0m\\x0A.md:1:1: "), std::string::npos) << text;
  EXPECT_NE(text.find("    declared     \"\\\\x0A \\x1B\\x00\\x7F"), std::string::npos) << text;
  // One line for the finding, five for its texts, and the summary.
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 7);
}

// --- JSON ---------------------------------------------------------------------------------------

TEST(PageReportAsJson, IsOneDocumentWithStableKeys) {
  const json document = json::parse(report(ReportFormat::json, findings()));
  EXPECT_EQ(document["format"], "connectorgroup.page-audit");
  EXPECT_EQ(document["version"], 1);
  EXPECT_EQ(document["summary"], json::parse(R"({"pages": 2, "errors": 1, "warnings": 1,
                                                 "notes": 1, "unreadable": 0})"));
  EXPECT_EQ(document["unreadable"], json::array());
  ASSERT_EQ(document["pages"].size(), 2u);
  EXPECT_EQ(document["pages"][0], json::parse(R"({"path": "clean.md", "findings": []})"));
  EXPECT_EQ(document["pages"][1]["path"], kPath);
  EXPECT_EQ(document["pages"][1]["findings"][1], json::parse(R"({
    "line": 8, "column": 12, "check": "page.content-length.differs", "severity": "error",
    "sentence": "Content-Length must be the number of octets of the body.",
    "clause": "RFC 9112 s.6.3", "rule": "http.message.trailing", "declared": "99",
    "actual": "100", "consequence": "the closing brace is lost",
    "explanation": "it is the length with `true`"})"));
  EXPECT_EQ(document["pages"][1]["findings"][2]["rule"], nullptr);
}

TEST(PageReportAsJson, SaysWhichPagesCannotBeRead) {
  std::string out;
  AuditReport report(ReportFormat::json);
  report.begin(out);
  report.unreadable("a\xFF", "no such file");
  report.unreadable("b", "is a directory");
  report.end(out);
  EXPECT_EQ(json::parse(out)["unreadable"],
            json::parse("[{\"path\": \"a\xEF\xBF\xBD\", \"why\": \"no such file\"},"
                        " {\"path\": \"b\", \"why\": \"is a directory\"}]"));
}

TEST(PageReportAsJson, KeepsTheBytesThatItCan) {
  const json document = json::parse(report(ReportFormat::json, hostile_findings()));
  const std::string r = "\xEF\xBF\xBD";
  // FF | C3 | ( | E2 | 82 | ED | A0 | 80 | U+FFFE, three bytes | F4 | 90 | 80 | 80
  EXPECT_EQ(document["pages"][1]["findings"][0]["declared"], std::string("\"\\\n\t\x1B\0\x7F", 7) +
                                                                 r + r + "(" + r + r + r + r + r +
                                                                 r + r + r + r + r + r + r + "é");
}

// --- SARIF --------------------------------------------------------------------------------------

TEST(PageReportAsSarif, HasWhatTheFormatRequires) {
  const json document = json::parse(report(ReportFormat::sarif, findings()));
  EXPECT_EQ(document["version"], "2.1.0");
  EXPECT_EQ(document["$schema"], "https://json.schemastore.org/sarif-2.1.0.json");
  ASSERT_EQ(document["runs"].size(), 1u);
  const json& run = document["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["name"], "page_audit");
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
  ASSERT_EQ(run["results"].size(), 3u);
  const json& rules = run["tool"]["driver"]["rules"];
  for (const json& result : run["results"]) {
    const std::size_t index = result["ruleIndex"];
    EXPECT_EQ(rules.at(index)["id"], result["ruleId"]);
    EXPECT_EQ(rules.at(index)["defaultConfiguration"]["level"], result["level"]);
    EXPECT_TRUE(result["message"]["text"].is_string());
    ASSERT_EQ(result["locations"].size(), 1u);
    const json& place = result["locations"][0]["physicalLocation"];
    EXPECT_EQ(place["artifactLocation"]["uri"], "docs/a%20page.md");
    EXPECT_EQ(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    EXPECT_GE(place["region"]["startLine"], 1);
  }
  EXPECT_EQ(run["results"][1]["level"], "error");
  EXPECT_EQ(run["results"][1]["message"]["text"],
            "Content-Length must be the number of octets of the body. declared: 99. actual: 100. "
            "consequence: the closing brace is lost. explanation: it is the length with `true`.");
  EXPECT_EQ(run["results"][1]["properties"], json::parse(R"({
    "rule": "http.message.trailing", "declared": "99", "actual": "100",
    "consequence": "the closing brace is lost", "explanation": "it is the length with `true`"})"));
  // What a finding doesn't have isn't said.
  EXPECT_EQ(run["results"][0]["message"]["text"],
            "A 201 should say in Location where the new resource is. actual: no headers. "
            "consequence: a client has to build the new resource's address itself.");
  EXPECT_EQ(run["results"][2]["message"]["text"], "A request must have a response.");
  EXPECT_EQ(run["results"][2]["properties"], json::object());
  const auto region = [&run](std::size_t i) {
    return run["results"][i]["locations"][0]["physicalLocation"]["region"];
  };
  EXPECT_EQ(region(1), json::parse(R"({"startLine": 8, "startColumn": 12})"));
  // Columns count from 1: what is about a whole line has none.
  EXPECT_EQ(region(0), json::parse(R"({"startLine": 7})"));
}

TEST(PageReportAsSarif, DescribesEveryCheck) {
  const json document = json::parse(report(ReportFormat::sarif, {}));
  const json& rules = document["runs"][0]["tool"]["driver"]["rules"];
  ASSERT_EQ(rules.size(), kPageCheckCount);
  std::set<std::string> ids;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    EXPECT_EQ(rules[i]["id"], page_checks()[i].id);
    EXPECT_EQ(rules[i]["shortDescription"]["text"], page_checks()[i].sentence);
    EXPECT_EQ(rules[i]["properties"]["clause"], page_checks()[i].clause);
    const std::optional<Rule> rule = page_checks()[i].rule;
    EXPECT_EQ(rules[i]["properties"].contains("rule"), rule.has_value()) << page_checks()[i].id;
    if (rule) {
      EXPECT_EQ(rules[i]["properties"]["rule"], row(*rule).id);
    }
    EXPECT_TRUE(ids.insert(rules[i]["id"]).second);
  }
  EXPECT_EQ(document["runs"][0]["results"], json::array());
}

TEST(PageReportAsSarif, SaysWhichPagesCannotBeRead) {
  std::string out;
  AuditReport report(ReportFormat::sarif);
  report.begin(out);
  report.unreadable("a/b", "no such file");
  report.end(out);
  const json invocation = json::parse(out)["runs"][0]["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  EXPECT_EQ(invocation["toolExecutionNotifications"], json::parse(R"([{
    "level": "error", "message": {"text": "a/b: no such file"},
    "locations": [{"physicalLocation":
                    {"artifactLocation": {"uri": "a/b", "uriBaseId": "%SRCROOT%"}}}]}])"));
}

TEST(PageReportAsSarif, NamesFilesByUris) {
  const auto artifact = [](std::string_view path) -> json {
    const json document = json::parse(report(ReportFormat::sarif, hostile_findings(), false, path));
    return document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
                   ["artifactLocation"];
  };
  EXPECT_EQ(artifact("./a//b/../é?.md"),
            json::parse(R"({"uri": "a/%C3%A9%3F.md", "uriBaseId": "%SRCROOT%"})"));
  EXPECT_EQ(artifact("../a:b%.md"),
            json::parse(R"({"uri": "../a%3Ab%25.md", "uriBaseId": "%SRCROOT%"})"));
  EXPECT_EQ(artifact("/tmp/a b"), json::parse(R"({"uri": "file:///tmp/a%20b"})"));
}

}  // namespace
}  // namespace connectorgroup
