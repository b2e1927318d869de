// The summary in Markdown: what stands where, and that a subject's text stays text.
#include "properties/conformance/report/markdown_report.h"

#include <gtest/gtest.h>

#include <string>

#include "properties/conformance/report/report_examples.h"
#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

TEST(MarkdownReport, SaysTheVerdictFirst) {
  EXPECT_TRUE(markdown_report(passing_report())
                  .starts_with("## \u2705 conforming: connectorGroup conformance\n\n"
                               "exec&#58;python3 mine.py &#40;mine 1.2&#41;: 3/3 required cases "
                               "passed.\n"
                               "Held to contract graph-2017, level required, revision 2026-1.\n"));
  EXPECT_TRUE(markdown_report(full_report()).starts_with("## \u26A0\uFE0F not judged: "));
  RunReport report = passing_report();
  case_of(report, "a").outcome = Outcome::fail;
  EXPECT_TRUE(markdown_report(report).starts_with("## \u274C nonconforming: "));
  report = passing_report();
  report.known_faults = {{3, "stale"}};
  EXPECT_TRUE(markdown_report(report).starts_with("## \u26A0\uFE0F known list out of date: "));
}

TEST(MarkdownReport, HasATableOfCounts) {
  EXPECT_EQ(occurrences(markdown_report(passing_report()),
                        "\n\n| Outcome | Cases |\n| :-- | --: |\n"
                        "| **required cases passed** | **3/3** |\n| pass | 3 |\n"
                        "| planned | 3 |\n"),
            1U);
  EXPECT_EQ(
      occurrences(
          markdown_report(full_report()),
          "| pass | 1 |\n| fail | 3 |\n| crash | 1 |\n| timeout | 1 |\n"
          "| protocol-error | 1 |\n| untestable | 1 |\n| order-dependent | 1 |\n| skipped | 1 |\n"
          "| inconclusive | 1 |\n| not-run | 1 |\n| known | 1 |\n"
          "| not scored | 1 |\n| planned | 14 |\n"),
      1U);
}

TEST(MarkdownReport, ListsBrokenRulesInTheirOrder) {
  const std::string text = markdown_report(full_report());
  EXPECT_EQ(occurrences(text,
                        "| json.number.leading-zero | 4 of 9 | RFC 8259 s.6 | A number&#39;s "
                        "integer part must not have a leading zero. |\n| json.text.bom | 1 of 2 |"),
            1U);
  EXPECT_EQ(occurrences(markdown_report(passing_report()), "Broken rules"), 0U);
}

TEST(MarkdownReport, FoldsABlockForEachFailure) {
  const std::string text = markdown_report(full_report());
  EXPECT_EQ(occurrences(text, "<details><summary>"), 10U);
  EXPECT_EQ(occurrences(text, "</pre>\n\n</details>\n"), 10U);
  EXPECT_EQ(occurrences(text, "<details><summary>crash: 03/crash</summary>\n\n<pre>\n"), 1U);
  EXPECT_EQ(occurrences(text, "<summary>fail (known): 10/known</summary>"), 1U);
  EXPECT_LT(text.find("### Failures"), text.find("### Known failures"));
  EXPECT_EQ(occurrences(text, "\ngot              accept name=&quot;sales&quot;\n"), 7U);
}

TEST(MarkdownReport, ShowsFiftyFailuresAndCountsTheRest) {
  RunReport report = passing_report();
  report.cases.clear();
  for (int i = 0; i < 53; ++i) {
    report.cases.push_back(example_case(std::to_string(100 + i), Outcome::fail));
    if (i > 51) report.cases.back().known = "issue 12";
  }
  const std::string text = markdown_report(report);
  EXPECT_EQ(occurrences(text, "<details>"), 50U);
  EXPECT_EQ(occurrences(text, "... and 2 more, which"), 1U);
  EXPECT_EQ(occurrences(text, "... and 1 more, which"), 1U);
}

TEST(MarkdownReport, StaysWithinWhatGitHubTakes) {
  RunReport report = hostile_report();
  const std::string large(2000, '\'');
  report.cases.clear();
  for (int i = 0; i < 60; ++i) {
    CaseResult result = example_case(std::to_string(1000 + i), Outcome::fail);
    result.input = result.expected = result.got = result.note = result.error_output = large;
    result.reproduction = {large, large, large};
    result.shrunk = Shrunk{large, large, large, 1};
    report.cases.push_back(result);
  }
  for (int i = 0; i < 1000; ++i) {
    report.known_faults.push_back({1, large});
    report.leftovers.push_back(large);
  }
  const std::string text = markdown_report(report);
  EXPECT_LT(text.size(), 1U << 20);
  EXPECT_EQ(occurrences(text, " more, which the other reports show."), 1U);
  EXPECT_EQ(occurrences(text, "- ... and 951 more\n"), 2U);
}

TEST(MarkdownReport, TellsWhatElseHappened) {
  const std::string text = markdown_report(full_report());
  EXPECT_EQ(occurrences(text, "### Faults of the known list\n\n- line 7&#58; stale&#58; 01/pass"),
            1U);
  EXPECT_EQ(occurrences(text, "### Left on the server\n\n- /beta/connectorGroups/42\n"), 1U);
  EXPECT_EQ(occurrences(text, "Random inputs: 900, seed 18446744073709551615.\n"), 1U);
  EXPECT_EQ(occurrences(text, "started again 4 times.\n"), 1U);
}

TEST(MarkdownReport, TextOfASubjectIsNoMarkup) {
  const std::string text = markdown_report(hostile_report());
  EXPECT_TRUE(is_harmless(text.substr(0, text.find("stderr"))));
  EXPECT_TRUE(is_visible(text));
  EXPECT_EQ(occurrences(text, "<script"), 0U);
  EXPECT_EQ(occurrences(text, "</pre>"), 10U);
  EXPECT_EQ(occurrences(text, "</details>"), 10U);
  EXPECT_EQ(occurrences(text, "</summary>"), 10U);
}

TEST(MarkdownReport, CellsAndListsHoldNoMarkup) {
  RunReport report = passing_report();
  report.subject = "a|b`c<d>e\nf*g_h[i](j) @k https://l ~m~ $n$ !o";
  report.subject_name.clear();
  report.subject_version.clear();
  report.leftovers = {"a|b`c<d>e\n- f"};
  const std::string text = markdown_report(report);
  EXPECT_EQ(occurrences(text,
                        "\na&#124;b&#96;c&#60;d&#62;e&#92;x0Af&#42;g&#95;h&#91;i&#93;&#40;j&#41; "
                        "&#64;k https&#58;//l &#126;m&#126; &#36;n&#36; &#33;o: "),
            1U);
  EXPECT_EQ(occurrences(text, "- a&#124;b&#96;c&#60;d&#62;e&#92;x0A- f\n"), 1U);
}

}  // namespace
}  // namespace connectorgroup
