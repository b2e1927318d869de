// The page: its order, its rows, and that no text of a subject is markup.
#include "properties/conformance/report/html_report.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "properties/conformance/report/html_page.h"
#include "properties/conformance/report/report_examples.h"
#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

std::string page(const std::vector<RunReport>& reports) { return html_report(reports); }

// The page without its fixed parts.
std::string body(const std::vector<RunReport>& reports) {
  const std::string whole = page(reports);
  const std::size_t begin = html_page::kBegin.size();
  return whole.substr(begin, whole.size() - begin - html_page::kEnd.size());
}

std::vector<RunReport> two_reports() {
  std::vector<RunReport> reports{passing_report(), passing_report()};
  reports[1].subject = "exec:other";
  case_of(reports[1], "a").outcome = Outcome::crash;
  case_of(reports[1], "a").got.clear();
  case_of(reports[0], "b").outcome = Outcome::fail;
  case_of(reports[1], "b").outcome = Outcome::fail;
  return reports;
}

TEST(HtmlReport, IsOnePageThatLoadsNothing) {
  const std::string whole = page({full_report()});
  EXPECT_TRUE(whole.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
  EXPECT_TRUE(whole.ends_with("</html>\n"));
  EXPECT_EQ(occurrences(whole, "default-src 'none'"), 1U);
  for (const char* part : {" src=", " href=", "url(", "@import", "<link", "<img", "fetch("}) {
    EXPECT_EQ(occurrences(whole, part), 0U) << part;
  }
}

TEST(HtmlReport, ShowsDifferencesThenFailuresEverywhereThenTheRest) {
  const std::string text = body(two_reports());
  const std::size_t different = text.find("<h2>Subjects differ</h2>");
  const std::size_t everywhere = text.find("<h2>Failures everywhere</h2>");
  const std::size_t rest = text.find("<h2>The same everywhere, and no failure</h2>");
  ASSERT_NE(rest, std::string::npos);
  EXPECT_LT(text.find("What each subject came to"), different);
  EXPECT_LT(different, everywhere);
  EXPECT_LT(everywhere, rest);
  EXPECT_LT(text.find("data-words=\"a json.number.leading-zero\""), everywhere);
  EXPECT_GT(text.find("data-words=\"b json.number.leading-zero\""), everywhere);
  EXPECT_EQ(occurrences(text, "data-words="), 2U);
  EXPECT_GT(text.find("<th scope=\"row\">group c</th>"), rest);
}

TEST(HtmlReport, ARowHasACellForEachSubject) {
  const std::string text = body(two_reports());
  EXPECT_EQ(
      occurrences(
          text,
          "data-outcomes=\"pass crash\">\n<tr><th scope=\"row\" class=\"case\">a</th>"
          "<td class=\"aside\"><code>json.number.leading-zero</code></td>"
          "<td class=\"aside\">required</td>"
          "<td><span class=\"word good\">\u2713 pass</span></td>"
          "<td><span class=\"word bad\">\u2717 crash</span></td></tr>\n"
          "<tr><td colspan=\"5\"><details class=\"case\"><summary>expected reject, got no answer"),
      1U);
  EXPECT_EQ(occurrences(text, "<th scope=\"col\">exec:other (mine 1.2)</th>"), 2U);
}

TEST(HtmlReport, ACaseThatASubjectWasNotAskedIsAbsent) {
  std::vector<RunReport> reports = two_reports();
  reports[0].cases.erase(reports[0].cases.begin());
  const std::string text = body(reports);
  EXPECT_EQ(occurrences(text, "data-outcomes=\"absent crash\""), 1U);
  EXPECT_EQ(occurrences(text, "<td><span class=\"quiet\">absent</span></td>"), 1U);
}

TEST(HtmlReport, EachRowShowsRuleSentenceClauseAndInput) {
  const std::string text = body({full_report()});
  EXPECT_EQ(occurrences(text, "<h2>Failures</h2>"), 1U);
  EXPECT_EQ(occurrences(text, "class=\"row\""), 10U);
  EXPECT_EQ(occurrences(text,
                        "<dt>sentence</dt><dd>A number&#39;s integer part must not have a leading "
                        "zero.</dd><dt>clause</dt><dd>RFC 8259 s.6</dd>"),
            11U);  // and the random failure
  EXPECT_EQ(occurrences(text,
                        "<dt>hex</dt><dd><code>7b226e616d65223a2273616c6573222c2278223a30317d"
                        "</code></dd><dt>text</dt><dd><code>{&quot;name&quot;:&quot;sales&quot;"
                        ",&quot;x&quot;:01}</code></dd>"),
            11U);
  EXPECT_EQ(occurrences(text, "<dt>stderr</dt><dd><pre>Traceback (most recent call last):\n"), 3U);
}

TEST(HtmlReport, SharedFactsStandOnceForSeveralSubjects) {
  const std::string text = body(two_reports());
  EXPECT_EQ(occurrences(text, "<dt>hex</dt>"), 2U);
  EXPECT_EQ(occurrences(text, "<h3>exec:other (mine 1.2)</h3>"), 2U);
  EXPECT_EQ(occurrences(text, "<dt>got</dt>"), 4U);
}

TEST(HtmlReport, WhatDidNotFailIsCountedByGroup) {
  const std::string text = body({passing_report()});
  EXPECT_EQ(occurrences(text, "<details><summary>3 groups</summary>"), 1U);
  EXPECT_EQ(occurrences(text,
                        "<tr><th scope=\"row\">group a</th><td><span class=\"word good\">\u2713 "
                        "pass</span></td><td class=\"number\">1</td></tr>"),
            1U);
  EXPECT_EQ(occurrences(text, "class=\"row\""), 0U);
  EXPECT_EQ(occurrences(text, "id=\"filter\""), 0U);
  EXPECT_EQ(occurrences(body({full_report()}), "id=\"filter\""), 1U);
}

TEST(HtmlReport, TellsVerdictsAndCircumstances) {
  const std::string text = body({full_report()});
  EXPECT_EQ(occurrences(text, "<span class=\"word odd\">\u2013 not judged</span>"), 1U);
  EXPECT_EQ(occurrences(text, "<td class=\"number\">1/12</td>"), 1U);
  EXPECT_EQ(occurrences(text, "1 protocol-error<br>"), 1U);
  EXPECT_EQ(occurrences(text, "<li><code>json.text.bom</code>: 1 of 2 cases failed. "), 1U);
  EXPECT_EQ(occurrences(text, "<li>Known list, line 7: stale: 01/pass passes</li>"), 1U);
  EXPECT_EQ(occurrences(text, "<li>Left on the server: /beta/connectorGroups/42</li>"), 1U);
  EXPECT_EQ(occurrences(text, "<li>Started again 4 times</li>"), 1U);
  EXPECT_EQ(occurrences(text, "2100 questions, seed 18446744073709551615, 1 kind of failure"), 1U);
  EXPECT_EQ(occurrences(text, "<span class=\"quiet\">known</span>"), 1U);
  EXPECT_EQ(occurrences(text, "<span class=\"quiet\">not scored</span>"), 1U);
  EXPECT_EQ(occurrences(text, "<h2>Broken rules and remarks</h2>\n<details open><summary>"), 1U);
  EXPECT_EQ(occurrences(body({full_report(), passing_report()}),
                        "<h2>Broken rules and remarks</h2>\n<details><summary>"),
            1U);
  EXPECT_EQ(occurrences(body({passing_report()}), "Broken rules and remarks"), 0U);
}

TEST(HtmlReport, TextOfASubjectIsNoMarkup) {
  const std::string plain = body({full_report(), passing_report()});
  const std::string hostile = body({hostile_report(), passing_report()});
  EXPECT_TRUE(is_visible(hostile));
  EXPECT_EQ(occurrences(hostile, "<script"), 0U);
  EXPECT_EQ(occurrences(hostile, "\"\'"), 0U);
  // The same elements close, whatever the texts are; only notes and the like may come on top.
  for (const char* element : {"</table>", "</tbody>", "</tr>", "</summary>", "</details>"}) {
    EXPECT_EQ(occurrences(hostile, element), occurrences(plain, element)) << element;
  }
}

TEST(HtmlReport, AttributesHoldAnyId) {
  RunReport report = passing_report();
  case_of(report, "a").outcome = Outcome::fail;
  report.cases[0].id = "a\" onclick=\"x";
  EXPECT_EQ(occurrences(body({report}), "data-words=\"a&quot; onclick=&quot;x json"), 1U);
}

}  // namespace
}  // namespace connectorgroup
