// What the XSD says of JUnit reports, as xmllint reads it. Only built where there is an xmllint.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "properties/conformance/report/junit_report.h"
#include "properties/conformance/report/report_examples.h"

namespace connectorgroup {
namespace {

// Whether the text is valid. A file of its own for each test, since tests run side by side.
bool is_valid(const std::string& xml) {
  const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
  const std::filesystem::path file =
      std::filesystem::path(testing::TempDir()) / (std::string(test.name()) + ".junit.xml");
  std::ofstream(file, std::ios::binary) << xml;
  const std::string command = std::string("\"") + CONNECTORGROUP_XMLLINT +
                              "\" --nonet --noout --schema \"" + CONNECTORGROUP_JUNIT_XSD +
                              "\" \"" + file.string() + "\" 2> \"" + file.string() + ".log\"";
  const bool valid = std::system(command.c_str()) == 0;
  std::filesystem::remove(file);
  std::filesystem::remove(file.string() + ".log");
  return valid;
}

// The text with one part replaced. REQUIRES: the part is there.
std::string with(std::string text, const std::string& part, const std::string& other) {
  return text.replace(text.find(part), part.size(), other);
}

TEST(JUnitSchema, TakesReportsOfAllOutcomes) {
  EXPECT_TRUE(is_valid(junit_report(passing_report())));
  EXPECT_TRUE(is_valid(junit_report(full_report())));
}

TEST(JUnitSchema, TakesReportsOfHostileTexts) {
  EXPECT_TRUE(is_valid(junit_report(hostile_report())));
}

TEST(JUnitSchema, TakesReportsOfEmptyTexts) {
  RunReport report;
  report.cases.resize(1);
  report.cases[0].id = "a";
  EXPECT_TRUE(is_valid(junit_report(report)));
}

TEST(JUnitSchema, RefusesWhatOtherRunnersGotWrong) {
  const std::string good = junit_report(full_report());
  EXPECT_FALSE(is_valid(with(good, " classname=\"body json.number\"", "")));
  EXPECT_FALSE(is_valid(with(good, "testcase name=\"01/pass\"", "testcase")));
  EXPECT_FALSE(is_valid(with(good, "type=\"crash\"", "type=\"died\"")));
  EXPECT_FALSE(is_valid(with(good, " failures=\"", " broken=\"")));
  EXPECT_FALSE(is_valid(with(good, "01/pass", "01/\x01pass")));
  EXPECT_FALSE(is_valid(with(good, "01/pass", "01/&#27;pass")));
  EXPECT_FALSE(is_valid(with(good, "01/pass", "01/\xFFpass")));
  EXPECT_FALSE(is_valid(with(good, "clause: ", "]]>")));
}

}  // namespace
}  // namespace connectorgroup
