// The audit on pages with more than one fault, and where it looks: every fault is found, at its
// place, and none where none was promised.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/http/limits.h"
#include "model/http/status.h"
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

TEST(PageAudit, FindsWhatIsWrongAroundATargetThatCanBeReadPast) {
  const Found space{3, 5, PageCheck::request_line_syntax, Rule::http_request_line_space};
  const auto faults = [](std::string_view target) {
    return found_in(request("GET  " + std::string(target) + " HTTP/1.1\nHost: a\n\n") + kResponse);
  };
  for (const std::string_view target : {"/a%z", "/a%2x", "/%%%", "/a%"}) {
    const std::vector<Found> found = faults(target);
    ASSERT_EQ(found.size(), 2u) << target;
    EXPECT_EQ(found[0], space) << target;
    EXPECT_EQ(found[1].rule, Rule::http_target_percent) << target;
  }
  EXPECT_EQ(faults("/\"x^y`"),
            (std::vector<Found>{
                space, {3, 7, PageCheck::request_line_syntax, Rule::http_target_character}}));
  EXPECT_EQ(faults("/{a}"),
            (std::vector<Found>{
                space, {3, 7, PageCheck::request_line_placeholder, Rule::http_target_character}}));
  EXPECT_EQ(faults("/a\tb"),
            (std::vector<Found>{
                space, {3, 8, PageCheck::request_line_space, Rule::http_target_character}}));
  // What is no target hides it.
  EXPECT_EQ(
      faults("http://[a/"),
      (std::vector<Found>{{3, 15, PageCheck::request_line_syntax, Rule::http_target_authority}}));
  EXPECT_EQ(faults("a"),
            (std::vector<Found>{{3, 6, PageCheck::request_line_syntax, Rule::http_target_form}}));
}

TEST(PageAudit, TakesNoOpenBracketForAPlaceholder) {
  for (const std::string_view target : {"/{a", "/<a", "/a}b", "/>a", "/{a>", "/<a}"}) {
    const std::vector<Found> found =
        found_in(request("GET " + std::string(target) + " HTTP/1.1\nHost: a\n\n") + kResponse);
    ASSERT_FALSE(found.empty()) << target;
    EXPECT_EQ(found[0].check, PageCheck::request_line_syntax) << target;
    EXPECT_EQ(found[0].rule, Rule::http_target_character) << target;
  }
}

TEST(PageAudit, LooksForAVersionWhereTheLineEndsToAReader) {
  for (const std::string_view line : {"GET /a", "GET /a ", "GET /a  ", "GET /a\t", "GET /a \t "}) {
    EXPECT_EQ(found_in(request(std::string(line) + "\nHost: a\n\n") + kResponse),
              (std::vector<Found>{
                  {3, 7, PageCheck::request_line_version, Rule::http_request_line_version}}))
        << line;
  }
}

TEST(PageAudit, FindsFaultsOfHeadersWhateverTheStartLineIs) {
  for (const std::string_view line :
       {"GET /a HTTP/1.1", "G(T /a HTTP/1.1", "CONNECT a:1 HTTP/1.1", "GET /a http/1.1", "GET /a",
        "GET", "POST /{a} HTTP/9", "GET /a HTTP/1.0"}) {
    const std::vector<Found> found =
        found_in(request(std::string(line) + "\nHost: a\nHost: b\n\n") + kResponse);
    EXPECT_FALSE(found.empty());
    EXPECT_EQ(found.back(), (Found{5, 1, PageCheck::header_syntax, Rule::http_host_repeated}))
        << line;
  }
  for (const std::string_view line :
       {"HTTP/1.1 200 OK", "http/1.1 200 OK", "HTTP/1.1 20 OK", "HTTP/1.1", "HTTP 200"}) {
    const std::vector<Found> found = found_in(
        kRequest + response(std::string(line) + "\nContent-Length: 1\nContent-Length: 2\n\n"));
    EXPECT_TRUE(
        std::count(found.begin(), found.end(),
                   Found{11, 1, PageCheck::header_syntax, Rule::http_content_length_differ}) == 1)
        << line;
  }
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
}

// Codes without a phrase, and those whose phrase RFC 9110 changed, may have any.
TEST(PageAudit, HoldsAPhraseAgainstTheOneOfItsCode) {
  const std::set<int> renamed{413, 414, 416, 422};
  for (int status = 100; status <= 599; ++status) {
    const std::string code = std::to_string(status);
    const std::string phrase(reason_phrase(status));
    const auto reasons = [&code](std::string_view reason) {
      std::vector<PageCheck> checks = checks_of(audit_page(
          kRequest + response("HTTP/1.1 " + code + " " + std::string(reason) +
                              "\nLocation: /\nAllow: GET\nWWW-Authenticate: Basic\n\n")));
      return checks;
    };
    EXPECT_EQ(reasons(phrase), std::vector<PageCheck>{}) << status;
    EXPECT_EQ(reasons(" " + phrase + " "), std::vector<PageCheck>{}) << status;
    const bool is_held = !phrase.empty() && !renamed.contains(status);
    EXPECT_EQ(reasons("Whatever"),
              is_held ? std::vector{PageCheck::status_line_reason} : std::vector<PageCheck>{})
        << status;
  }
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

TEST(PageAudit, FindsThePlaceOfAHeadersValue) {
  const auto faults = [](std::string_view header) {
    return found_in(kRequest +
                    response("HTTP/1.1 204 No Content\n" + std::string(header) + "\n\n"));
  };
  const auto at = [](std::size_t column) {
    return std::vector<Found>{
        {10, column, PageCheck::retry_after_syntax, Rule::http_retry_after_syntax}};
  };
  EXPECT_EQ(faults("Retry-After:e"), at(13));
  EXPECT_EQ(faults("Retry-After: e"), at(14));
  EXPECT_EQ(faults("Retry-After: \t :"), at(16));
  EXPECT_EQ(faults("Retry-After:: :"), at(13));
  EXPECT_EQ(faults("Retry-After: 1;e"), at(15));
}

TEST(PageAudit, HoldsAResponsesLengthToWhatAReaderTakes) {
  const auto faults = [](std::string_view length) {
    return found_in(kRequest + response("HTTP/1.1 200 OK\nContent-Type: a/b\nContent-Length: " +
                                        std::string(length) + "\n\na\n"));
  };
  EXPECT_EQ(faults("1"), std::vector<Found>{});
  EXPECT_EQ(faults("x"), (std::vector<Found>{{11, 17, PageCheck::content_length_syntax,
                                              Rule::http_content_length_digits}}));
  EXPECT_EQ(faults("18446744073709551616"),
            (std::vector<Found>{
                {11, 17, PageCheck::content_length_syntax, Rule::http_content_length_range}}));
}

TEST(PageAudit, FindsThatThereAreTooManyHeaders) {
  for (const std::size_t more : {0u, 1u, 2u, 9u}) {
    // With the Host, so many as the reader takes, and more.
    std::string headers = "Host: a\n";
    for (std::size_t i = 1; i < HttpLimits{}.fields_max + more; ++i) headers += "A: b\n";
    const std::vector<Found> found =
        found_in(request("GET /a HTTP/1.1\n" + headers + "\n") + kResponse);
    if (more == 0) {
      EXPECT_EQ(found, std::vector<Found>{});
    } else {
      EXPECT_EQ(found, (std::vector<Found>{{4 + HttpLimits{}.fields_max, 1,
                                            PageCheck::header_syntax, Rule::limit_fields}}));
    }
  }
}

TEST(PageAudit, FindsThatTheHostIsMissingHoweverManyHeadersThereAre) {
  std::string headers;
  for (std::size_t i = 0; i < HttpLimits{}.fields_max; ++i) headers += "A: b\n";
  EXPECT_EQ(found_in(request("GET /a HTTP/1.1\n" + headers + "\n") + kResponse),
            (std::vector<Found>{{3, 0, PageCheck::host_missing, Rule::http_host_missing}}));
}

TEST(PageAudit, TakesAChallengeForWhateverStatusItIs) {
  for (const std::string_view status : {"401 Unauthorized", "400 Bad Request", "200 OK"}) {
    for (const std::string_view error :
         {"invalid_request", "invalid_token", "insufficient_scope"}) {
      EXPECT_EQ(found_in(kRequest + response("HTTP/1.1 " + std::string(status) +
                                             "\nWWW-Authenticate: Bearer error=\"" +
                                             std::string(error) + "\"\n\n")),
                std::vector<Found>{})
          << status << ", " << error;
    }
  }
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

std::vector<Rule> rules_in_body(std::string_view body, std::string_view type = "application/json") {
  std::vector<Rule> rules;
  const std::string page =
      kRequest + response("HTTP/1.1 200 OK\nContent-Type: " + std::string(type) + "\n\n" +
                          std::string(body) + "\n");
  for (const AuditFinding& finding : audit_page(page)) {
    if (finding.check == PageCheck::body_json) rules.push_back(*finding.rule);
  }
  return rules;
}

// A body that breaks each of the rules that can be read past, and another rule behind.
TEST(PageAudit, ReadsPastWhatHasOneMeaning) {
  const std::pair<Rule, std::string_view> cases[] = {
      {Rule::json_text_bom, "\xEF\xBB\xBF"},
      {Rule::json_whitespace, "\xC2\xA0"},
      {Rule::json_comment, "/**/"},
      {Rule::json_object_trailing_comma, "{\"a\": 1,}"},
      {Rule::json_array_trailing_comma, "[1,]"},
      {Rule::json_number_leading_zero, "01"},
      {Rule::json_number_plus_sign, "+1"},
      {Rule::json_number_not_finite, "NaN"},
      {Rule::json_number_magnitude, "1e999"},
      {Rule::json_number_integer_range, "9007199254740993"},
      {Rule::json_string_control, "\"\t\""},
      {Rule::json_string_lone_surrogate, "\"\\uD800\""},
      {Rule::json_string_noncharacter, "\"\xEF\xBF\xBF\""},
      {Rule::json_utf8_continuation, "\"\x80\""},
      {Rule::json_utf8_truncated, "\"\xC3\""},
      {Rule::json_utf8_overlong, "\"\xC0\x80\""},
      {Rule::json_utf8_surrogate, "\"\xED\xA0\x80\""},
      {Rule::json_utf8_range, "\"\xF5\x80\x80\x80\""},
  };
  for (const auto& [rule, text] : cases) {
    const bool is_value = rule > Rule::json_comment;
    const Rule other = rule == Rule::json_array_trailing_comma ? Rule::json_number_leading_zero
                                                               : Rule::json_array_trailing_comma;
    const std::string behind = rule == Rule::json_array_trailing_comma ? "01" : "[2,]";
    const std::string body = is_value ? "[" + std::string(text) + ",\n" + behind + "]"
                                      : std::string(text) + "[" + behind + "]";
    EXPECT_EQ(rules_in_body(body), (std::vector<Rule>{rule, other})) << row(rule).id;
  }
}

// A body that can't be read on has no second finding, whatever stands behind.
TEST(PageAudit, ReadsNotPastWhatCouldMeanAnything) {
  for (const std::string_view fault :
       {"a", "\"\\x\"", "\"\\u12\"", "'a'", "1.", "1e", ".5", "-", "0x1", "{a:1}", "{\"a\" 1}", "}",
        "{\"a\":1 \"b\":2}", "[1 2]", "truE", "{1:2}"}) {
    EXPECT_EQ(rules_in_body("[" + std::string(fault) + ",\n[2,]]").size(), 1u) << fault;
  }
}

TEST(PageAudit, TakesABodyForJsonByItsType) {
  const std::vector<Rule> comma{Rule::json_array_trailing_comma};
  for (const std::string_view type :
       {"application/json", "Application/JSON; a=b", "application/problem+json",
        "application/+JSON", "text/json", "a/b+json"}) {
    EXPECT_EQ(rules_in_body("[1,]", type), comma) << type;
  }
  for (const std::string_view type : {"text/plain", "application/jso", "application/json5",
                                      "application/json+a", "json/application", "a/json+"}) {
    EXPECT_EQ(rules_in_body("[1,]", type), std::vector<Rule>{}) << type;
  }
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
  EXPECT_EQ(faults(" \t\n[,]\n"),
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
