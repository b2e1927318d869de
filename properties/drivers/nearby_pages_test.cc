// Examples that differ in one place from good ones. The strict readers of messages and bodies say
// what the wire would: the audit finds a fault where they do, of their rule and at their place, and
// none where they find none.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/reference_reader.h"
#include "model/http/reader.h"
#include "model/page/audit.h"
#include "properties/drivers/audited_pages.h"
#include "properties/drivers/reader_answers.h"
#include "properties/escaped.h"

namespace connectorgroup {
namespace {

using namespace audited;

// `text`, and all texts that differ from it by a byte left out, put in or put in its place. Line
// ends aren't put in: they would make another page of it.
std::vector<std::string> nearby(std::string_view text, std::string_view bytes) {
  std::vector<std::string> all{std::string(text)};
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const std::string before(text.substr(0, at));
    const std::string_view behind = text.substr(std::min(at + 1, text.size()));
    if (at < text.size()) all.push_back(before + std::string(behind));
    for (const char byte : bytes) {
      if (byte == '\n' || byte == '\r') continue;
      all.push_back(before + byte + std::string(text.substr(at)));
      if (at < text.size()) all.push_back(before + byte + std::string(behind));
    }
  }
  return all;
}

// `expect` judges one text, and says whether it could: of a few the page makes something else.
template <class Expect>
void expect_judged(std::string_view text, std::string_view bytes, const Expect& expect) {
  const std::vector<std::string> all = nearby(text, bytes);
  const auto judged = std::count_if(all.begin(), all.end(), expect);
  EXPECT_GT(static_cast<std::size_t>(judged), all.size() * 9 / 10);
}

// One or more of each sort that a message tells apart.
constexpr std::string_view kOfMessages =
    "\t !\"#$%&'()*+,-./09:;<=>?@AHTtz[\\]^_`{|}~\x01\x1F\x7F\x80\xC3\xFF";

// What the strict reader refuses in the first `size` octets of a message.
std::optional<Violation> refusal(MessageKind kind, std::string_view message, std::size_t size) {
  MessageReader reader(kind);
  if (reader.read(message) != ReadState::refused) return std::nullopt;
  if (reader.violation().offset > size) return std::nullopt;
  return reader.violation();
}

std::vector<AuditFinding> on_line(const std::vector<AuditFinding>& findings, std::size_t line) {
  std::vector<AuditFinding> found;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(found),
               [line](const AuditFinding& finding) { return finding.line == line; });
  return found;
}

std::size_t column_of(std::string_view line, std::size_t offset) {
  const std::string_view before = line.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::count_if(before.begin(), before.end(), [](char c) {
           return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
         }));
}

// --- Request lines ------------------------------------------------------------------------------

bool expect_request_line_judged(const std::string& line) {
  const std::string page = request(line + "\nHost: a\n\n") + kResponse;
  const PageReading reading = read_page(page);
  // A line that begins a body, or is blank, is no start line.
  if (reading.examples.empty() || reading.examples[0].start_line != line) return false;
  // White space at the line's end isn't seen on the page, and passed over.
  const std::string seen = line.substr(0, line.find_last_not_of(" \t") + 1);
  const auto refused = refusal(MessageKind::request, seen + "\r\nHost: a\r\n\r\n", seen.size());
  const std::vector<AuditFinding> found = on_line(audit_page(page), 3);
  EXPECT_EQ(found.empty(), !refused) << escaped(line);
  if (found.size() != 1 || !refused) return true;
  // What has a check of its own is said by that; and of two faults the wire sees the first alone.
  const bool begins_target = line.find('/') < line.find("HTTP");
  if (found[0].check != PageCheck::request_line_syntax || !begins_target) return true;
  EXPECT_EQ(found[0].rule, refused->rule) << escaped(line);
  EXPECT_EQ(found[0].column, column_of(line, refused->offset)) << escaped(line);
  return true;
}

TEST(NearbyRequestLines, AreJudgedAsOnTheWire) {
  expect_judged("GET /a%20b HTTP/1.1", kOfMessages, expect_request_line_judged);
}

// --- Status lines -------------------------------------------------------------------------------

bool expect_status_line_judged(const std::string& line) {
  const std::string page = kRequest + response(line + "\nContent-Type: a/b\n\na\n");
  const PageReading reading = read_page(page);
  if (reading.examples.size() != 2 || reading.examples[1].start_line != line) return false;
  const auto refused = refusal(MessageKind::response, line + "\r\n\r\n", line.size());
  std::vector<AuditFinding> found = on_line(audit_page(page), 9);
  std::erase_if(found,
                [](const AuditFinding& f) { return f.check != PageCheck::status_line_syntax; });
  EXPECT_EQ(found.empty(), !refused) << escaped(line);
  if (found.size() != 1 || !refused) return true;
  EXPECT_EQ(found[0].rule, refused->rule) << escaped(line);
  EXPECT_EQ(found[0].column, column_of(line, refused->offset)) << escaped(line);
  return true;
}

TEST(NearbyStatusLines, AreJudgedAsOnTheWire) {
  expect_judged("HTTP/1.1 200 OK", kOfMessages, expect_status_line_judged);
}

// --- Headers ------------------------------------------------------------------------------------

bool expect_header_judged(const std::string& line) {
  const std::string page = kRequest + response("HTTP/1.1 200 OK\n" + line + "\n\n");
  const PageReading reading = read_page(page);
  if (reading.examples.size() != 2 || reading.examples[1].headers.size() != 1) return false;
  if (!reading.examples[1].faults.empty()) return false;
  const std::string before = "HTTP/1.1 200 OK\r\n";
  const auto refused =
      refusal(MessageKind::response, before + line + "\r\n\r\n", before.size() + line.size());
  std::vector<AuditFinding> found = on_line(audit_page(page), 10);
  std::erase_if(found, [](const AuditFinding& f) {
    return f.check != PageCheck::header_syntax && f.check != PageCheck::content_length_syntax;
  });
  EXPECT_EQ(found.empty(), !refused) << escaped(line);
  if (found.size() != 1 || !refused) return true;
  EXPECT_EQ(found[0].rule, refused->rule) << escaped(line);
  EXPECT_EQ(found[0].column, column_of(line, refused->offset - before.size())) << escaped(line);
  return true;
}

TEST(NearbyHeaders, AreJudgedAsOnTheWire) {
  expect_judged("Age: 7 a", kOfMessages, expect_header_judged);
}

TEST(NearbyLengths, AreJudgedAsOnTheWire) {
  expect_judged("Content-Length: 10", kOfMessages, expect_header_judged);
}

// --- Bodies -------------------------------------------------------------------------------------

constexpr std::string_view kOfJson = "{}[]\":,\\ /0.-e+t\t\x01\x80\xC3";

// Where the offset of a body that begins on this line is on the page.
std::pair<std::size_t, std::size_t> place_of(std::string_view body, std::size_t offset,
                                             std::size_t first_line) {
  const std::string_view before = body.substr(0, offset);
  const std::size_t line_begin = before.rfind('\n') + 1;
  const auto feeds = std::count(before.begin(), before.end(), '\n');
  return {first_line + static_cast<std::size_t>(feeds),
          column_of(body.substr(line_begin), offset - line_begin)};
}

// A violation of JSON or of the contract is found first, where the strict reader says.
bool expect_body_judged(const std::string& body) {
  const std::string page =
      request("GET /connectorGroups/1 HTTP/1.1\nHost: a\n\n") +
      response("HTTP/1.1 200 OK\nContent-Type: application/json\n\n" + body + "\n");
  const PageReading reading = read_page(page);
  if (reading.examples.size() != 2 || reading.examples[1].body != body) return false;
  const auto refused = refusal_in(ReferenceReader(graph_2017()).read_response(body));
  const std::vector<AuditFinding> findings = audit_page(page);
  EXPECT_EQ(findings.empty(), !refused) << escaped(body);
  if (findings.empty() || !refused) return true;
  const bool is_json = row(refused->rule).id.starts_with("json.");
  // The contract is held against a body that can be read to its end.
  const bool has_json_fault = std::any_of(findings.begin(), findings.end(), [](const auto& f) {
    return f.check == PageCheck::body_json;
  });
  if (!is_json && has_json_fault) return true;
  const auto place = place_of(body, refused->offset, 12);
  const auto found =
      std::find_if(findings.begin(), findings.end(), [&](const AuditFinding& finding) {
        return finding.rule == refused->rule && std::pair(finding.line, finding.column) == place;
      });
  if (found == findings.end()) {
    ADD_FAILURE() << escaped(body) << ": " << row(refused->rule).id << " at " << refused->offset
                  << testing::PrintToString(findings);
  } else {
    EXPECT_EQ(found->check, is_json ? PageCheck::body_json : PageCheck::body_contract);
  }
  return true;
}

TEST(NearbyBodies, AreJudgedAsTheirReaderDoes) {
  expect_judged(
      "{\"id\": \"é\",\n \"name\":\"b\",\"connectorGroupType\" : \"c\",\n\"isDefault\":true}",
      kOfJson, expect_body_judged);
}

TEST(NearbyBodies, AreJudgedAsTheirReaderDoesWhateverElseIsInThem) {
  expect_judged(
      "{\"x\":[-2.5e3,\n{\"y\":\"\\n\"}, null],\n\"id\":\"\",\"name\":\"b\","
      "\"connectorGroupType\":\"c\",\"isDefault\":true}",
      kOfJson, expect_body_judged);
}

}  // namespace
}  // namespace connectorgroup
