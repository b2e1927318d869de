// JUnit XML: which element an outcome becomes, that counts are counts, and that bytes which XML
// can't hold aren't in it.
#include "properties/conformance/report/junit_report.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "properties/conformance/report/report_examples.h"
#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

class JUnit {
 public:
  explicit JUnit(const RunReport& report) : text_(junit_report(report)) {
    parsed_ = static_cast<bool>(document_.load_string(text_.c_str()));
  }

  bool parsed() const { return parsed_; }
  const std::string& text() const { return text_; }
  pugi::xml_node root() const { return document_.child("testsuites"); }
  pugi::xml_node suite(const char* name) const {
    return root().find_child_by_attribute("testsuite", "name", name);
  }
  pugi::xml_node testcase(const char* name) const {
    for (const pugi::xml_node suite : root().children("testsuite")) {
      if (auto found = suite.find_child_by_attribute("testcase", "name", name)) return found;
    }
    return {};
  }
  // "failure nonconformance", "skipped", or empty: what the testcase came to.
  std::string result(const char* name) const {
    for (const char* element : {"failure", "error", "skipped"}) {
      const pugi::xml_node found = testcase(name).child(element);
      if (!found) continue;
      const pugi::xml_attribute type = found.attribute("type");
      return type ? std::string(element) + " " + type.value() : element;
    }
    return {};
  }

 private:
  std::string text_;
  pugi::xml_document document_;
  bool parsed_ = false;
};

// The text between the tags. REQUIRES: well-formed XML without comments and CDATA.
std::string character_data(std::string_view xml) {
  std::string data;
  bool in_tag = false;
  bool in_value = false;
  for (const char c : xml) {
    if (c == '"' && in_tag) in_value = !in_value;
    if (c == '<') in_tag = true;
    if (!in_tag) data += c;
    if (c == '>' && !in_value) in_tag = false;
  }
  return data;
}

TEST(JUnitReport, EachOutcomeHasItsElement) {
  const JUnit junit(full_report());
  ASSERT_TRUE(junit.parsed());
  EXPECT_TRUE(junit.testcase("01/pass"));
  EXPECT_EQ(junit.result("01/pass"), "");
  EXPECT_EQ(junit.result("02/fail"), "failure nonconformance");
  EXPECT_EQ(junit.result("03/crash"), "error crash");
  EXPECT_EQ(junit.result("04/timeout"), "error timeout");
  EXPECT_EQ(junit.result("05/protocol-error"), "error protocol-error");
  EXPECT_EQ(junit.result("06/untestable"), "failure untestable");
  EXPECT_EQ(junit.result("07/skipped"), "skipped");
  EXPECT_EQ(junit.result("08/inconclusive"), "skipped");
  EXPECT_EQ(junit.result("09/not-run"), "error not-run");
  EXPECT_EQ(junit.result("10/known"), "skipped");
  EXPECT_EQ(junit.result("11/not-scored"), "skipped");
  EXPECT_EQ(junit.result("14/order-dependent"), "failure order-dependent");
}

TEST(JUnitReport, MessagesSayWhatHappened) {
  const JUnit junit(full_report());
  const auto message = [&junit](const char* id, const char* element) {
    return std::string(junit.testcase(id).child(element).attribute("message").value());
  };
  EXPECT_EQ(message("02/fail", "failure"), "expected reject, got accept name=\"sales\"");
  EXPECT_EQ(message("03/crash", "error"), "expected reject, got no answer (early-exit)");
  EXPECT_EQ(message("07/skipped", "skipped"), "skipped: the subject has no such verb");
  EXPECT_EQ(message("08/inconclusive", "skipped"), "inconclusive: answered 429");
  EXPECT_EQ(message("09/not-run", "error"), "not run: out of restarts");
  EXPECT_EQ(message("10/known", "skipped"), "known failure: issue 12");
  EXPECT_EQ(message("11/not-scored", "skipped"), "not scored: fail");
}

TEST(JUnitReport, CountsAreThoseOfTheElements) {
  const JUnit junit(full_report());
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  for (const pugi::xml_node suite : junit.root().children("testsuite")) {
    std::size_t in_suite = 0;
    std::size_t skipped = 0;
    std::size_t suite_failures = 0;
    std::size_t suite_errors = 0;
    for (const pugi::xml_node testcase : suite.children("testcase")) {
      ++in_suite;
      if (testcase.child("failure")) ++suite_failures;
      if (testcase.child("error")) ++suite_errors;
      if (testcase.child("skipped")) ++skipped;
    }
    EXPECT_EQ(suite.attribute("tests").as_uint(), in_suite);
    EXPECT_EQ(suite.attribute("failures").as_uint(), suite_failures);
    EXPECT_EQ(suite.attribute("errors").as_uint(), suite_errors);
    EXPECT_EQ(suite.attribute("skipped").as_uint(), skipped);
    tests += in_suite;
    failures += suite_failures;
    errors += suite_errors;
  }
  EXPECT_EQ(tests, 17U);    // 14 cases, a random failure, a fault of the list, the run
  EXPECT_EQ(failures, 7U);  // 3 fail, untestable, order-dependent, random, known list
  EXPECT_EQ(errors, 5U);    // crash, timeout, protocol error, not run, the run
  EXPECT_EQ(junit.root().attribute("tests").as_uint(), tests);
  EXPECT_EQ(junit.root().attribute("failures").as_uint(), failures);
  EXPECT_EQ(junit.root().attribute("errors").as_uint(), errors);
}

TEST(JUnitReport, EachGroupIsASuiteWithItsCasesInOrder) {
  RunReport report = passing_report();
  case_of(report, "a").group = case_of(report, "c").group = "group of two";
  const JUnit junit(report);
  const pugi::xml_node suite = junit.suite("group of two");
  EXPECT_EQ(suite.attribute("tests").as_uint(), 2U);
  EXPECT_STREQ(suite.first_child().attribute("name").value(), "a");
  EXPECT_STREQ(suite.last_child().attribute("name").value(), "c");
  EXPECT_STREQ(suite.last_child().attribute("classname").value(), "group of two");
  EXPECT_EQ(junit.suite("group b").attribute("tests").as_uint(), 1U);
  EXPECT_EQ(occurrences(junit.text(), "<testsuite "), 2U);
}

TEST(JUnitReport, NothingIsNameless) {
  RunReport report = passing_report();
  case_of(report, "a").group.clear();
  const JUnit junit(report);
  EXPECT_STREQ(junit.testcase("a").attribute("classname").value(), "cases");
  EXPECT_STREQ(junit.root().attribute("name").value(),
               "cgconform: exec:python3 mine.py (mine 1.2)");
}

TEST(JUnitReport, ACaseTellsLevelAndRule) {
  const JUnit junit(full_report());
  const pugi::xml_node properties = junit.testcase("12/recommended").child("properties");
  const auto value = [&properties](const char* key) {
    return std::string(
        properties.find_child_by_attribute("property", "name", key).attribute("value").value());
  };
  EXPECT_EQ(value("level"), "recommended");
  EXPECT_EQ(value("rule"), "json.number.leading-zero");
  RunReport report = passing_report();
  case_of(report, "a").rule.reset();
  EXPECT_EQ(occurrences(junit_report(report), "name=\"rule\""), 2U);
}

TEST(JUnitReport, DurationsAreSecondsAndAddUp) {
  RunReport report = passing_report();
  for (CaseResult& result : report.cases) result.group = "one";
  case_of(report, "a").duration = std::chrono::microseconds(2'000'003);
  case_of(report, "b").duration = std::chrono::microseconds(999'999);
  const JUnit junit(report);
  EXPECT_STREQ(junit.testcase("a").attribute("time").value(), "2.000003");
  EXPECT_STREQ(junit.testcase("b").attribute("time").value(), "0.999999");
  EXPECT_STREQ(junit.testcase("c").attribute("time").value(), "0");
  EXPECT_STREQ(junit.suite("one").attribute("time").value(), "3.000002");
}

TEST(JUnitReport, InputsAreHexOnly) {
  RunReport report = full_report();
  const std::string secret = "{\"name\":\"payload\"}";
  for (CaseResult& result : report.cases) result.input = secret;
  case_of(report, "02/fail").shrunk->input = secret;
  const JUnit junit(report);
  EXPECT_EQ(occurrences(junit.text(), "payload"), 0U);
  const std::string text = junit.testcase("02/fail").child("failure").text().get();
  EXPECT_EQ(occurrences(text, "\nhex: " + hex(secret) + "\n"), 1U);
  EXPECT_EQ(occurrences(text, "\nshrunk hex: " + hex(secret) + "\n"), 1U);
  EXPECT_EQ(occurrences(text, "clause: RFC 8259 s.6\n"), 1U);
}

TEST(JUnitReport, StandardErrorStandsBesideWhatFailed) {
  RunReport report = full_report();
  case_of(report, "01/pass").error_output = "chatter";
  const JUnit junit(report);
  EXPECT_STREQ(junit.testcase("03/crash").child("system-err").text().get(),
               "Traceback (most recent call last):\n  File \"mine.py\", line 3");
  EXPECT_FALSE(junit.testcase("01/pass").child("system-err"));
  EXPECT_FALSE(junit.testcase("02/fail").child("system-err"));
  EXPECT_EQ(occurrences(junit.testcase("03/crash").child("error").text().get(), "Traceback"), 0U);
}

TEST(JUnitReport, RandomInputsAreASuite) {
  RunReport report = passing_report();
  EXPECT_FALSE(JUnit(report).suite("random inputs"));
  report.random = full_report().random;
  EXPECT_EQ(JUnit(report).result("random/json.number.leading-zero/fail"), "failure nonconformance");
  report.random->failures.clear();
  const JUnit junit(report);
  EXPECT_EQ(junit.suite("random inputs").attribute("tests").as_uint(), 1U);
  EXPECT_TRUE(junit.testcase("900 inputs, seed 18446744073709551615"));
  EXPECT_EQ(junit.root().attribute("failures").as_uint(), 0U);
}

TEST(JUnitReport, AFailedRunNeverLooksGood) {
  RunReport report = passing_report();
  EXPECT_EQ(occurrences(junit_report(report), "<error"), 0U);
  report.known_faults = {{7, "stale: a passes"}};
  EXPECT_EQ(JUnit(report).result("line 7"), "failure known-list");
  report = passing_report();
  report.complete = false;
  EXPECT_EQ(JUnit(report).result("the subject could be judged"), "error not-judged");
  EXPECT_EQ(JUnit(report).root().attribute("errors").as_uint(), 1U);
}

TEST(JUnitReport, HoldsNoCharacterThatXmlForbids) {
  const JUnit junit(hostile_report());
  EXPECT_TRUE(junit.parsed());
  EXPECT_TRUE(is_visible(junit.text()));
  EXPECT_EQ(occurrences(character_data(junit.text()), "]]>"), 0U);
  EXPECT_GT(occurrences(character_data(junit.text()), "]]&gt;"), 0U);
  EXPECT_EQ(occurrences(junit.text(), "<script"), 0U);
  // Nor a reference to one.
  for (const char* reference : {"&#0", "&#x", "&#1;", "&#27;"}) {
    EXPECT_EQ(occurrences(junit.text(), reference), 0U) << reference;
  }
}

}  // namespace
}  // namespace connectorgroup
