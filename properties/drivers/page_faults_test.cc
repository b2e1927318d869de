// The audit on pages with more than one fault, and where it looks: every fault is found, at its
// place, and none where none was promised.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "model/page/audit.h"
#include "properties/drivers/audited_pages.h"

namespace connectorgroup {
namespace {

using namespace audited;

struct Found {
  std::size_t line;
  std::size_t column;
  PageCheck check;
  std::optional<Rule> rule;

  friend bool operator==(const Found&, const Found&) = default;
};

void PrintTo(const Found& found, std::ostream* out) {
  PrintTo(AuditFinding{found.line, found.column, found.check, found.rule, {}, {}, {}, {}}, out);
}

std::vector<Found> found_in(std::string_view page, const AuditOptions& options = {}) {
  std::vector<Found> found;
  for (const AuditFinding& finding : audit_page(page, options)) {
    found.push_back({finding.line, finding.column, finding.check, finding.rule});
  }
  return found;
}

TEST(PageAudit, FindsEveryFaultOfARequestLine) {
  const std::string page = request(" G(T /{a} b\"%z HTTP/1\nHost: a\n\n") + kResponse;
  EXPECT_EQ(found_in(page),
            (std::vector<Found>{
                {3, 1, PageCheck::request_line_syntax, Rule::http_method},
                {3, 3, PageCheck::request_line_syntax, Rule::http_method},
                {3, 7, PageCheck::request_line_placeholder, Rule::http_target_character},
                {3, 10, PageCheck::request_line_space, Rule::http_target_character},
                {3, 12, PageCheck::request_line_syntax, Rule::http_target_character},
                {3, 14, PageCheck::request_line_syntax, Rule::http_target_percent},
                {3, 22, PageCheck::request_line_syntax, Rule::http_version_form},
            }));
}

TEST(PageAudit, TellsWhatIsWrongBetweenThePartsOfARequestLine) {
  const auto rules = [](std::string_view line) {
    std::vector<Found> found = found_in(request(std::string(line) + "\nHost: a\n\n") + kResponse);
    EXPECT_EQ(found.size(), 1u) << line;
    found.resize(1);
    return found.front();
  };
  EXPECT_EQ(rules("GET  /a HTTP/1.1"),
            (Found{3, 5, PageCheck::request_line_syntax, Rule::http_request_line_space}));
  EXPECT_EQ(rules("GET /a  HTTP/1.1"),
            (Found{3, 8, PageCheck::request_line_syntax, Rule::http_request_line_space}));
  EXPECT_EQ(rules("GET HTTP/1.1"),
            (Found{3, 5, PageCheck::request_line_syntax, Rule::http_target_form}));
  EXPECT_EQ(rules("GET a HTTP/1.1"),
            (Found{3, 5, PageCheck::request_line_syntax, Rule::http_target_form}));
  EXPECT_EQ(rules("GET /a http/1.1"),
            (Found{3, 8, PageCheck::request_line_syntax, Rule::http_version_form}));
}

TEST(PageAudit, NamesARuleOfATargetOnce) {
  EXPECT_EQ(found_in(request("GET /\"a^b`c%z%y HTTP/1.1\nHost: a\n\n") + kResponse),
            (std::vector<Found>{
                {3, 6, PageCheck::request_line_syntax, Rule::http_target_character},
                {3, 13, PageCheck::request_line_syntax, Rule::http_target_percent},
            }));
}

TEST(PageAudit, TakesAsMuchOfAMethodAsTheWireDoes) {
  for (const std::string_view line :
       {"OPTIONS * HTTP/1.1", "CONNECT a:1 HTTP/1.1", "get /a HTTP/1.1", "GET http://a HTTP/1.1"}) {
    EXPECT_EQ(found_in(request(std::string(line) + "\nHost: a\n\n") + kResponse),
              std::vector<Found>{})
        << line;
  }
}

TEST(PageAudit, FindsEveryFaultOfAStatusLine) {
  const auto faults = [](std::string_view line) {
    return found_in(kRequest + response(std::string(line) + "\n"));
  };
  EXPECT_EQ(faults("http/1.1 20 \x01"),
            (std::vector<Found>{
                {9, 1, PageCheck::status_line_syntax, Rule::http_version_form},
                {9, 12, PageCheck::status_line_syntax, Rule::http_status_code},
            }));
  EXPECT_EQ(
      faults("HTTP/1.1 204"),
      (std::vector<Found>{{9, 13, PageCheck::status_line_syntax, Rule::http_status_line_space}}));
  EXPECT_EQ(
      faults("HTTP/1.1 204 N\x01"),
      (std::vector<Found>{{9, 15, PageCheck::status_line_syntax, Rule::http_status_line_reason}}));
  EXPECT_EQ(faults("HTTP/1.1 204 "),
            (std::vector<Found>{{9, 14, PageCheck::status_line_reason, std::nullopt}}));
  EXPECT_EQ(faults("HTTP/1.1 999 "),
            (std::vector<Found>{{9, 10, PageCheck::status_line_syntax, Rule::http_status_range}}));
  EXPECT_EQ(faults("No Content - 204"),
            (std::vector<Found>{
                {9, 1, PageCheck::status_line_syntax, Rule::http_version_form},
                {9, 4, PageCheck::status_line_syntax, Rule::http_status_code},
            }));
  // Codes without a phrase, and those whose phrase RFC 9110 changed, may have any.
  EXPECT_EQ(faults("HTTP/1.1 599 Whatever"), std::vector<Found>{});
  EXPECT_EQ(faults("HTTP/1.1 413 Request Entity Too Large"), std::vector<Found>{});
}

TEST(PageAudit, FindsEveryFaultOfHeaders) {
  const std::string page =
      request(
          "POST /a HTTP/1.1\nA b: c\nHost: a\nHost: b\nA : b\nContent-Length: 2\n"
          "Content-Length: 3\nB: \x01\nTransfer-Encoding: chunked\nContent-Type: a/b\n"
          "Content-Type: c/d\n\nab\n") +
      kResponse;
  EXPECT_EQ(found_in(page),
            (std::vector<Found>{
                {4, 2, PageCheck::header_syntax, Rule::http_field_name_space},
                {6, 1, PageCheck::header_syntax, Rule::http_host_repeated},
                {7, 2, PageCheck::header_syntax, Rule::http_field_name_space},
                {9, 1, PageCheck::header_syntax, Rule::http_content_length_differ},
                {10, 4, PageCheck::header_syntax, Rule::http_field_control},
                {11, 1, PageCheck::header_syntax, Rule::http_transfer_encoding_with_length},
                {13, 1, PageCheck::header_syntax, Rule::http_field_repeated},
            }));
}

TEST(PageAudit, LooksForHeadersInAnyLetterCase) {
  const std::string page = "|Authorization|Bearer|\n" +
                           request(
                               "POST /a HTTP/1.1\nhOST: a\nAUTHORIZATION: Bearer a\ncontent-type: "
                               "Application/JSON\ncontent-LENGTH: 3\n\n{}\n") +
                           kResponse;
  EXPECT_EQ(found_in(page), (std::vector<Found>{{8, 17, PageCheck::content_length_line_ends,
                                                 Rule::http_message_incomplete}}));
}

TEST(PageAudit, FindsEveryFaultOfAJsonBodyThatCanBeReadOn) {
  const std::string page =
      kRequest + response(
                     "HTTP/1.1 200 OK\nContent-Type: application/json\n\n"
                     "{\n  \"a\": 01, // one\n  \"b\": [1,]\n  \"c\": 2,\n}\n");
  EXPECT_EQ(found_in(page), (std::vector<Found>{
                                {13, 9, PageCheck::body_json, Rule::json_number_leading_zero},
                                {13, 12, PageCheck::body_json, Rule::json_comment},
                                {14, 11, PageCheck::body_json, Rule::json_array_trailing_comma},
                                {15, 3, PageCheck::body_json, Rule::json_object_separator},
                                {16, 1, PageCheck::body_json, Rule::json_object_trailing_comma},
                            }));
}

TEST(PageAudit, StopsReadingABodyWhereItCannotBeGuessed) {
  const std::string page = kRequest + response(
                                          "HTTP/1.1 200 OK\nContent-Type: application/json\n\n"
                                          "{\n  \"a\": \"b\"\",\n  \"c\": 01\n}\n");
  EXPECT_EQ(found_in(page),
            (std::vector<Found>{{13, 11, PageCheck::body_json, Rule::json_object_separator}}));
}

TEST(PageAudit, FindsPlacesWhateverTheLineEndsAre) {
  const std::string page = request(
                               "POST /a HTTP/1.1\nHost: a\nContent-Type: application/json\n\n"
                               "{\n\n  \"é\": 01}\n") +
                           kResponse;
  for (const std::string_view ending : {"\n", "\r\n", "\r"}) {
    std::string changed;
    for (const char c : page) c == '\n' ? changed += ending : changed += c;
    EXPECT_EQ(found_in(changed),
              (std::vector<Found>{{9, 9, PageCheck::body_json, Rule::json_number_leading_zero}}));
  }
}

TEST(PageAudit, FindsPlacesInsideContainers) {
  const std::string page =
      "1. Call:\n\n   <!-- {\"blockType\": \"request\"} -->\n   ```http\n   POST /a HTTP/1.1\n"
      "   Host: a\n   A : b\n   Content-Length: 9\n   Content-Type: application/json\n\n"
      "   {\n     \"a\": 01}\n   ```\n\n> <!-- {\"blockType\": \"response\"} -->\n> ```http\n"
      "> HTTP/1.1 204 OK\n> ```\n";
  EXPECT_EQ(found_in(page),
            (std::vector<Found>{
                {7, 5, PageCheck::header_syntax, Rule::http_field_name_space},
                {8, 20, PageCheck::content_length_differs, Rule::http_message_trailing},
                {12, 12, PageCheck::body_json, Rule::json_number_leading_zero},
                {17, 16, PageCheck::status_line_reason, std::nullopt},
            }));
}

TEST(PageAudit, LeavesAloneWhatPromisesNothing) {
  const std::string bad = "POST a b\nHost b\n\n{,}\n";
  for (const std::string_view type : {"ignored", "example", "samples", "simulatedResponse"}) {
    EXPECT_EQ(
        found_in(kExchange + comment("\"blockType\": \"" + std::string(type) + "\"") + fence(bad)),
        std::vector<Found>{})
        << type;
  }
}

TEST(PageAudit, HoldsOtherBodiesThanJsonToTheirLengthAlone) {
  const std::string head = "HTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 4\n\n";
  EXPECT_EQ(found_in(kRequest + response(head + "{,}.\n")), std::vector<Found>{});
  // Unless the body is JSON, and only its type says otherwise.
  EXPECT_EQ(found_in(kRequest + response(head + "[ 1]\n")),
            (std::vector<Found>{
                {10, 15, PageCheck::content_type_json, Rule::exchange_content_type_json}}));
}

TEST(PageAudit, TakesABodyWithoutTypeForJsonWhereItBeginsLikeIt) {
  const auto faults = [](std::string_view body) {
    return checks_of(audit_page(kRequest + response("HTTP/1.1 200 OK\n\n" + std::string(body))));
  };
  EXPECT_EQ(faults("{,}\n"),
            (std::vector<PageCheck>{PageCheck::content_type_missing, PageCheck::body_json}));
  EXPECT_EQ(faults(",{}\n"), std::vector<PageCheck>{PageCheck::content_type_missing});
}

TEST(PageAudit, KnowsWhichMessagesHaveNoBody) {
  const auto faults = [](std::string_view method, std::string_view head) {
    return checks_of(
        audit_page(request(std::string(method) + " /a HTTP/1.1\nHost: a\n\n") +
                   response(std::string(head) + "Content-Type: a/b\nContent-Length: 7\n\n")));
  };
  EXPECT_EQ(faults("HEAD", "HTTP/1.1 200 OK\n"), std::vector<PageCheck>{});
  EXPECT_EQ(faults("GET", "HTTP/1.1 304 Not Modified\n"), std::vector<PageCheck>{});
  EXPECT_EQ(faults("GET", "HTTP/1.1 200 OK\n"),
            std::vector<PageCheck>{PageCheck::content_length_without_body});
  EXPECT_EQ(faults("GET", "HTTP/1.1 204 No Content\n"),
            std::vector<PageCheck>{PageCheck::header_syntax});
}

TEST(PageAudit, DoesNotCompareALengthWithCodedContent) {
  const auto faults = [](std::string_view fields) {
    return checks_of(audit_page(kRequest + response("HTTP/1.1 200 OK\nContent-Type: a/b\n" +
                                                    std::string(fields) + "\n2\n")));
  };
  EXPECT_EQ(faults("Transfer-Encoding: chunked\n"), std::vector<PageCheck>{});
  // That both are there is a fault of its own.
  EXPECT_EQ(faults("Transfer-Encoding: chunked\nContent-Length: 9\n"),
            std::vector<PageCheck>{PageCheck::header_syntax});
}

TEST(PageAudit, AuditsWhatHasNoAnnotation) {
  EXPECT_EQ(found_in(fence("GET https://a/b\n") + fence("HTTP/1.1 204 OK\n")),
            (std::vector<Found>{
                {1, 0, PageCheck::fence_without_annotation, std::nullopt},
                {2, 0, PageCheck::host_missing, Rule::http_host_missing},
                {2, 16, PageCheck::request_line_version, Rule::http_request_line_version},
                {4, 0, PageCheck::fence_without_annotation, std::nullopt},
                {5, 14, PageCheck::status_line_reason, std::nullopt},
            }));
}

}  // namespace
}  // namespace connectorgroup
