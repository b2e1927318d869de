// The report at a terminal: its layout, what each verbosity shows, and that nothing of a subject
// gets out raw.
#include "properties/conformance/report/terminal_report.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "properties/conformance/report/report_examples.h"
#include "properties/conformance/report/report_text.h"
#include "properties/conformance/report/terminal_layout.h"

namespace connectorgroup {
namespace {

std::string block(const CaseResult& result, const TerminalStyle& style = {}) {
  std::string out;
  append_failure(result, style, out);
  return out;
}

TerminalStyle with(Verbosity verbosity) {
  TerminalStyle style;
  style.verbosity = verbosity;
  return style;
}

std::string whole(const RunReport& report, const TerminalStyle& style = {}) {
  std::string out;
  append_heading(report, style, out);
  append_report(report, style, out);
  return out;
}

// --- Layout -------------------------------------------------------------------------------------

TEST(TerminalLayout, WrapsAtSpacesWithinTheWidth) {
  std::string out;
  TerminalLayout(24, out).wrapped("label", "one two three four");
  EXPECT_EQ(out,
            "  label      one two\n"
            "             three four\n");
}

TEST(TerminalLayout, WhatIsTooLongStaysWhole) {
  std::string out;
  TerminalLayout(20, out).wrapped("label", "aaaaaaaaaaaaaaaaaaaa b");
  EXPECT_EQ(out, "  label      aaaaaaaaaaaaaaaaaaaa\n             b\n");
}

TEST(TerminalLayout, PiecesThatDoNotFitGoToTheNextLine) {
  std::string out;
  const std::vector<std::string> pieces{"one", "", "two", "three"};
  TerminalLayout(22, out).pieces("label", pieces);
  EXPECT_EQ(out,
            "  label      one   two\n"
            "             three\n");
  TerminalLayout(22, out).pieces("none", std::vector<std::string>{"", ""});
  EXPECT_EQ(occurrences(out, "none"), 0U);
}

TEST(TerminalLayout, CountsCharactersNotBytes) {
  std::string out;
  const std::vector<std::string> pieces{"\xC3\xA9\xC3\xA9\xC3\xA9", "abc"};
  TerminalLayout(22, out).pieces("label", pieces);
  EXPECT_EQ(occurrences(out, "\n"), 1U);
}

TEST(TerminalLayout, LinesStandBelowEachOther) {
  std::string out;
  TerminalLayout(10, out).lines("label", "a b c d e f\n\nsecond");
  EXPECT_EQ(out, "  label      a b c d e f\n             \n             second\n");
}

// --- A block ------------------------------------------------------------------------------------

TEST(FailureBlock, HasTheLayoutOfTheDocumentation) {
  RunReport report = full_report();
  EXPECT_EQ(block(case_of(report, "02/fail")),
            "FAIL 02/fail        required        rule json.number.leading-zero (origin suite)\n"
            "  sentence   \"" +
                std::string(row(Rule::json_number_leading_zero).sentence) +
                "\"   RFC 8259 s.6\n"
                "  input      23 bytes   7b226e616d65223a2273616c6573222c2278223a30317d   "
                "{\"name\":\"sales\",\"x\":01}\n"
                "             file .cgconform/fail/3f9a.bin\n"
                "  expected   reject   got  accept name=\"sales\"\n"
                "  twin       body/accept/zero: pass   alone: same result   "
                "shrunk from 23 bytes to 4 in 41 calls\n"
                "  shrunk     4 bytes   5b30305d   [00]\n"
                "             expected  reject   got  accept\n"
                "  reproduce  printf '1 read-request 7b7d\\n' | ./mine\n"
                "             curl http://localhost/\n"
                "             cgconform replay 3f9a\n");
}

TEST(FailureBlock, ShowsWhatTheSubjectWroteBeforeItDied) {
  RunReport report = full_report();
  const std::string text = block(case_of(report, "03/crash"));
  EXPECT_TRUE(text.starts_with("CRASH 03/crash "));
  EXPECT_EQ(occurrences(text, "got  no answer (early-exit)\n"), 1U);
  EXPECT_EQ(occurrences(text,
                        "  stderr     Traceback (most recent call last):\n"
                        "               File \"mine.py\", line 3\n"),
            1U);
}

TEST(FailureBlock, SaysWhenAFailureDependsOnWhatCameBefore) {
  RunReport report = full_report();
  const std::string text = block(case_of(report, "13/alone-differs"));
  EXPECT_EQ(occurrences(text, "twin       body/accept/zero: crash"), 1U);
  EXPECT_EQ(occurrences(text, "alone: pass, so it depends on what came before"), 1U);
}

TEST(FailureBlock, NamesKnownAndUnscoredOnes) {
  RunReport report = full_report();
  const std::string known = block(case_of(report, "10/known"));
  EXPECT_TRUE(known.starts_with("FAIL (known) 10/known"));
  EXPECT_EQ(occurrences(known, "  known      issue 12\n"), 1U);
  EXPECT_TRUE(block(case_of(report, "11/not-scored")).starts_with("FAIL (not scored) 11"));
}

TEST(FailureBlock, CutsLongInputsUnlessToldOtherwise) {
  CaseResult result = example_case("a", Outcome::fail);
  result.input = std::string(70, 'x');
  EXPECT_EQ(occurrences(block(result), "and 6 bytes more"), 2U);
  EXPECT_EQ(occurrences(block(result, with(Verbosity::very_verbose)), "more"), 0U);
}

TEST(FailureBlock, SentencesKeepTheWidthAndLinesToCopyStayWhole) {
  CaseResult result = example_case("a", Outcome::fail);
  result.rule = Rule::json_whitespace;
  result.reproduction.pipe = std::string(200, 'x') + " y";
  TerminalStyle style;
  style.width = 60;
  const std::string text = block(result, style);
  EXPECT_EQ(occurrences(text, result.reproduction.pipe + "\n"), 1U);
  std::size_t sentence_lines = 0;
  bool in_sentence = false;
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
    const std::string line = text.substr(at, text.find('\n', at) - at);
    if (line.starts_with("  sentence")) in_sentence = true;
    if (line.starts_with("  input")) in_sentence = false;
    if (!in_sentence) continue;
    ++sentence_lines;
    EXPECT_LE(line.size(), 60U) << line;
  }
  EXPECT_GE(sentence_lines, 2U);
}

TEST(FailureBlock, HasColoursOnlyWhereTold) {
  RunReport report = full_report();
  TerminalStyle style;
  style.colored = true;
  EXPECT_TRUE(block(case_of(report, "02/fail"), style).starts_with("\x1B[1;31mFAIL\x1B[0m 02"));
  EXPECT_TRUE(
      block(case_of(report, "10/known"), style).starts_with("\x1B[1;33mFAIL\x1B[0m (known)"));
  EXPECT_EQ(occurrences(block(case_of(report, "02/fail")), "\x1B"), 0U);
}

TEST(TerminalReport, LetsNoControlCharacterThrough) {
  for (const Verbosity verbosity :
       {Verbosity::quiet, Verbosity::normal, Verbosity::verbose, Verbosity::very_verbose}) {
    EXPECT_TRUE(is_visible(whole(hostile_report(), with(verbosity))));
  }
}

// --- Lists --------------------------------------------------------------------------------------

TEST(TerminalReport, ShowsUnexpectedFailuresBeforeKnownOnes) {
  const std::string text = whole(full_report());
  EXPECT_LT(text.find("FAIL 13/alone-differs"), text.find("FAIL (known) 10/known   issue 12\n"));
  EXPECT_LT(text.find("FAIL random/"), text.find("FAIL (known) 10/known"));
  EXPECT_EQ(occurrences(text, "  sentence"), 9U);
  EXPECT_EQ(occurrences(text, "07/skipped"), 0U);
  EXPECT_EQ(occurrences(text, "11/not-scored"), 0U);
}

TEST(TerminalReport, QuietIsALineForEachFailureAndTheVerdict) {
  const std::string text = whole(full_report(), with(Verbosity::quiet));
  EXPECT_EQ(occurrences(text, "\n"), 10U);
  EXPECT_EQ(occurrences(text, "CRASH 03/crash   expected reject, got no answer (early-exit)\n"),
            1U);
  EXPECT_EQ(occurrences(text, "10/known"), 0U);
}

TEST(TerminalReport, VerboseShowsWhatDoesNotCountToo) {
  const std::string text = whole(full_report(), with(Verbosity::verbose));
  EXPECT_EQ(occurrences(text, "  sentence"), 11U);
  EXPECT_EQ(occurrences(text, "SKIPPED 07/skipped   the subject has no such verb\n"), 1U);
  EXPECT_EQ(occurrences(text, "INCONCLUSIVE 08/inconclusive   answered 429\n"), 1U);
  EXPECT_EQ(occurrences(text, "NOT-RUN 09/not-run   out of restarts\n"), 1U);
}

TEST(TerminalReport, AfterTheMostBlocksComeLines) {
  TerminalStyle style;
  style.blocks_max = 2;
  const std::string text = whole(full_report(), style);
  EXPECT_EQ(occurrences(text, "  sentence"), 2U);
  EXPECT_EQ(occurrences(text, "TIMEOUT 04/timeout   expected reject, got"), 1U);
}

// --- Heading and summary ------------------------------------------------------------------------

TEST(TerminalReport, TheSeedStandsFirstAndLast) {
  std::string heading;
  append_heading(full_report(), {}, heading);
  EXPECT_TRUE(heading.ends_with("  seed       18446744073709551615\n")) << heading;
  std::string summary;
  append_summary(full_report(), {}, summary);
  EXPECT_GT(summary.find("  seed       18446744073709551615\nNOT JUDGED: "),
            summary.find("  stopped"));
  EXPECT_NE(summary.find("  seed       18446744073709551615\nNOT JUDGED: "), std::string::npos);
}

TEST(TerminalReport, TheHeadingSaysWhatIsRun) {
  std::string heading;
  append_heading(passing_report(), {}, heading);
  EXPECT_EQ(heading,
            "cgconform 0.1.0\n"
            "  subject    exec:python3 mine.py (mine 1.2)\n"
            "  held to    contract graph-2017   level required   revision 2026-1\n");
}

TEST(TerminalReport, TheSummaryOfAConformingRunIsShort) {
  std::string summary;
  append_summary(passing_report(), {}, summary);
  EXPECT_EQ(summary,
            "  subject    exec:python3 mine.py (mine 1.2)\n"
            "  held to    contract graph-2017   level required   revision 2026-1\n"
            "  cases      3 planned   3 pass\n"
            "  required   3/3 passed\n"
            "CONFORMING: 3/3 required cases passed\n");
}

TEST(TerminalReport, TheSummaryHasAllThatHappened) {
  std::string summary;
  append_summary(full_report(), {}, summary);
  for (const char* line :
       {"  rules      json.number.leading-zero   4 of 9 cases failed   RFC 8259 s.6\n"
        "             json.text.bom   1 of 2 cases failed   RFC 8259 s.8.1\n",
        "  known list line 7: stale: 01/pass passes\n",
        "  cases      14 planned   1 pass   3 fail   1 crash   1 timeout   1 protocol-error   "
        "1 untestable\n             1 order-dependent   1 skipped   1 inconclusive   1 not-run   1 "
        "known   "
        "1 not scored\n",
        "  required   1/12 passed\n",
        "  random     900 inputs of 1000   2100 questions   bounded by 60 seconds   "
        "1 kind of failure\n",
        "  restarts   4\n", "  left over  /beta/connectorGroups/42\n",
        "  stopped    the subject died more than 20 times\n"}) {
    EXPECT_EQ(occurrences(summary, line), 1U) << line << "in\n" << summary;
  }
}

TEST(TerminalReport, TheVerdictHasTheColourOfItsStatus) {
  TerminalStyle style;
  style.colored = true;
  std::string text;
  append_summary(passing_report(), style, text);
  EXPECT_EQ(occurrences(text, "\x1B[1;32mCONFORMING\x1B[0m: "), 1U);
  RunReport report = passing_report();
  case_of(report, "a").outcome = Outcome::fail;
  append_summary(report, style, text);
  EXPECT_EQ(occurrences(text, "\x1B[1;31mNONCONFORMING\x1B[0m: 1 case failed\n"), 1U);
  append_summary(full_report(), style, text);
  EXPECT_EQ(occurrences(text, "\x1B[1;33mNOT JUDGED\x1B[0m: "), 1U);
}

}  // namespace
}  // namespace connectorgroup
