#include "properties/conformance/report/junit_report.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <sstream>
#include <string_view>
#include <utility>

#include "properties/conformance/report/case_facts.h"
#include "properties/conformance/report/findings.h"
#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

constexpr FactLimits kLimits{1024, 400, 4096, 4096, false};

void set(pugi::xml_node node, const char* key, const std::string& value) {
  node.append_attribute(key) = value.c_str();
}

void set(pugi::xml_node node, const char* key, std::size_t value) {
  node.append_attribute(key) = static_cast<unsigned long long>(value);
}

struct Totals {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;
};

// Seconds, as XML Schema's decimal.
std::string seconds(std::chrono::microseconds duration) {
  constexpr std::int64_t kMicroseconds = 1'000'000;
  const std::string part = std::to_string(duration.count() % kMicroseconds);
  std::string text = std::to_string(duration.count() / kMicroseconds);
  return text.append(".").append(6 - part.size(), '0').append(part);
}

// A suite whose counts are written when its testcases are there.
class Suite {
 public:
  Suite(pugi::xml_node root, const std::string& name) : node_(root.append_child("testsuite")) {
    name_ = visible(name.empty() ? "cases" : name);
  }

  // A case without a duration says 0: readers insist on a number.
  pugi::xml_node add_testcase(const std::string& name,
                              std::optional<std::chrono::microseconds> duration = std::nullopt) {
    ++totals_.tests;
    if (duration) duration_ = duration_.value_or(std::chrono::microseconds{}) + *duration;
    pugi::xml_node testcase = node_.append_child("testcase");
    set(testcase, "name", visible(name));
    set(testcase, "classname", name_);
    set(testcase, "time", duration ? seconds(*duration) : std::string("0"));
    return testcase;
  }
  void add_failure(pugi::xml_node testcase, const char* type, const std::string& message,
                   const std::string& text) {
    ++totals_.failures;
    add_result(testcase, "failure", type, message, text);
  }
  void add_error(pugi::xml_node testcase, const std::string& type, const std::string& message,
                 const std::string& text) {
    ++totals_.errors;
    add_result(testcase, "error", type, message, text);
  }
  void add_skipped(pugi::xml_node testcase, const std::string& message) {
    ++totals_.skipped;
    set(testcase.append_child("skipped"), "message", message);
  }

  // Attributes come first in a node, whatever was appended to it before.
  void finish(Totals& run) {
    set(node_, "name", name_);
    set(node_, "tests", totals_.tests);
    set(node_, "failures", totals_.failures);
    set(node_, "errors", totals_.errors);
    set(node_, "skipped", totals_.skipped);
    set(node_, "time", duration_ ? seconds(*duration_) : std::string("0"));
    run.tests += totals_.tests;
    run.failures += totals_.failures;
    run.errors += totals_.errors;
  }

 private:
  static void add_result(pugi::xml_node testcase, const char* element, const std::string& type,
                         const std::string& message, const std::string& text) {
    pugi::xml_node result = testcase.append_child(element);
    set(result, "type", type);
    set(result, "message", message);
    result.text() = text.c_str();
  }

  pugi::xml_node node_;
  std::string name_;
  Totals totals_;
  std::optional<std::chrono::microseconds> duration_;  // of its testcases
};

// All facts but those that have a place of their own.
std::string facts_text(const CaseResult& result) {
  std::string text;
  for (const Fact& fact : case_facts(result, kLimits)) {
    if (fact.label == "stderr") continue;
    text += fact.label;
    text += ": " + fact.text + "\n";
  }
  return text;
}

void add_property(pugi::xml_node properties, const char* key, const std::string& value) {
  pugi::xml_node property = properties.append_child("property");
  set(property, "name", std::string(key));
  set(property, "value", value);
}

void add_properties(pugi::xml_node testcase, const CaseResult& result) {
  pugi::xml_node properties = testcase.append_child("properties");
  add_property(properties, "level", std::string(name(result.level)));
  if (result.rule) add_property(properties, "rule", std::string(row(*result.rule).id));
}

void add_outcome(Suite& suite, pugi::xml_node testcase, const CaseResult& result) {
  const std::string outcome(name(result.outcome));
  const std::string answer = headline(result, kLimits.word_bytes);
  switch (result.outcome) {
    case Outcome::pass:
      return;
    case Outcome::fail:
      return suite.add_failure(testcase, "nonconformance", answer, facts_text(result));
    case Outcome::untestable:
    case Outcome::order_dependent:
      return suite.add_failure(testcase, outcome.c_str(), answer, facts_text(result));
    case Outcome::crash:
    case Outcome::timeout:
    case Outcome::protocol_error:
      return suite.add_error(testcase, outcome, answer, facts_text(result));
    case Outcome::not_run:
      return suite.add_error(testcase, outcome, "not run: " + visible(result.note), "");
    case Outcome::skipped:
    case Outcome::inconclusive:
      return suite.add_skipped(testcase, outcome + ": " + visible(result.note));
  }
}

void add_case(Suite& suite, const CaseResult& result) {
  pugi::xml_node testcase = suite.add_testcase(result.id, result.duration);
  add_properties(testcase, result);
  if (!result.scored) {
    suite.add_skipped(testcase, "not scored: " + std::string(name(result.outcome)));
  } else if (result.known && is_failure(result.outcome)) {
    suite.add_skipped(testcase, "known failure: " + visible(*result.known));
  } else {
    add_outcome(suite, testcase, result);
  }
  if (result.error_output.empty() || result.outcome == Outcome::pass) return;
  const std::string_view end = tail(result.error_output, kLimits.error_bytes);
  testcase.append_child("system-err").text() = visible(end, kWhole, LineEnds::keep).c_str();
}

void add_groups(pugi::xml_node root, const RunReport& report, Totals& totals) {
  std::map<std::string_view, std::vector<const CaseResult*>> groups;
  for (const CaseResult& result : report.cases) groups[result.group].push_back(&result);
  for (const auto& [group, results] : groups) {
    Suite suite(root, std::string(group));
    for (const CaseResult* result : results) add_case(suite, *result);
    suite.finish(totals);
  }
}

void add_random(pugi::xml_node root, const RandomRun& random, Totals& totals) {
  Suite suite(root, "random inputs");
  if (random.failures.empty()) {
    suite.add_testcase(counted(random.inputs, "input", "inputs") + ", seed " +
                       std::to_string(random.seed));
  }
  for (const CaseResult& result : random.failures) add_case(suite, result);
  suite.finish(totals);
}

void add_known_faults(pugi::xml_node root, const RunReport& report, Totals& totals) {
  if (report.known_faults.empty()) return;
  Suite suite(root, "known list");
  for (const KnownListFault& fault : report.known_faults) {
    const std::string text = visible(fault.text);
    suite.add_failure(suite.add_testcase("line " + std::to_string(fault.line)), "known-list", text,
                      "");
  }
  suite.finish(totals);
}

// A run that can't be judged must not look like one that went well, even where no single case shows
// it.
void add_run(pugi::xml_node root, const RunReport& report, Totals& totals) {
  if (exit_status(report) != 3) return;
  Suite suite(root, "run");
  suite.add_error(suite.add_testcase("the subject could be judged"), "not-judged",
                  verdict(report).reason, "");
  suite.finish(totals);
}

}  // namespace

std::string junit_report(const RunReport& report) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  set(declaration, "version", std::string("1.0"));
  set(declaration, "encoding", std::string("UTF-8"));
  pugi::xml_node root = document.append_child("testsuites");
  Totals totals;
  add_groups(root, report, totals);
  if (report.random) add_random(root, *report.random, totals);
  add_known_faults(root, report, totals);
  add_run(root, report, totals);
  set(root, "name", "cgconform: " + subject_line(report));
  set(root, "tests", totals.tests);
  set(root, "failures", totals.failures);
  set(root, "errors", totals.errors);

  std::ostringstream out;
  document.save(out, " ", pugi::format_default, pugi::encoding_utf8);
  return out.str();
}

}  // namespace connectorgroup
