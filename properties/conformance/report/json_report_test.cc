// report.json: that nothing is lost between writing and reading, that identical runs are identical
// bytes, and that a report which isn't one is refused with its place.
#include "properties/conformance/report/json_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "properties/conformance/report/report_examples.h"
#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

using nlohmann::ordered_json;

// The report of a text, or a failed test.
RunReport read(const std::string& text) {
  auto answer = read_json_report(text);
  if (const auto* error = std::get_if<JsonReportError>(&answer)) {
    ADD_FAILURE() << error->place << ": " << error->text;
    return {};
  }
  return std::get<RunReport>(std::move(answer));
}

void expect_equal(const CaseResult& found, const CaseResult& due) {
  EXPECT_EQ(found.id, due.id);
  EXPECT_EQ(found.group, due.group);
  EXPECT_EQ(found.verb, due.verb);
  EXPECT_EQ(found.level, due.level);
  EXPECT_EQ(found.scored, due.scored);
  EXPECT_EQ(found.rule, due.rule);
  EXPECT_EQ(found.outcome, due.outcome);
  EXPECT_EQ(found.misbehaviour, due.misbehaviour);
  EXPECT_EQ(found.expected, due.expected);
  EXPECT_EQ(found.got, due.got);
  EXPECT_EQ(found.note, due.note);
  EXPECT_EQ(found.input, due.input);
  EXPECT_EQ(found.input_file, due.input_file);
  EXPECT_EQ(found.twin, due.twin);
  EXPECT_EQ(found.twin_outcome, due.twin_outcome);
  EXPECT_EQ(found.alone, due.alone);
  EXPECT_EQ(found.shrunk, due.shrunk);
  EXPECT_EQ(found.error_output, due.error_output);
  EXPECT_EQ(found.known, due.known);
  EXPECT_EQ(found.reproduction, due.reproduction);
  EXPECT_EQ(found.law, due.law);
}

void expect_equal(const std::vector<CaseResult>& found, const std::vector<CaseResult>& due) {
  ASSERT_EQ(found.size(), due.size());
  for (std::size_t i = 0; i < due.size(); ++i) expect_equal(found[i], due[i]);
}

void expect_equal(const std::optional<RandomRun>& found, const std::optional<RandomRun>& due) {
  ASSERT_EQ(found.has_value(), due.has_value());
  if (!due) return;
  EXPECT_EQ(found->seed, due->seed);
  EXPECT_EQ(found->asked, due->asked);
  EXPECT_EQ(found->inputs, due->inputs);
  EXPECT_EQ(found->questions, due->questions);
  EXPECT_EQ(found->seconds, due->seconds);
  expect_equal(found->failures, due->failures);
}

void expect_equal(const RunReport& found, const RunReport& due) {
  EXPECT_EQ(found.tool_version, due.tool_version);
  EXPECT_EQ(found.revision, due.revision);
  EXPECT_EQ(found.subject, due.subject);
  EXPECT_EQ(found.subject_name, due.subject_name);
  EXPECT_EQ(found.subject_version, due.subject_version);
  EXPECT_EQ(found.contract, due.contract);
  EXPECT_EQ(found.level, due.level);
  EXPECT_EQ(found.command, due.command);
  EXPECT_EQ(found.choices, due.choices);
  EXPECT_EQ(found.planned, due.planned);
  EXPECT_EQ(found.restarts, due.restarts);
  expect_equal(found.cases, due.cases);
  expect_equal(found.random, due.random);
  ASSERT_EQ(found.known_faults.size(), due.known_faults.size());
  for (std::size_t i = 0; i < due.known_faults.size(); ++i) {
    EXPECT_EQ(found.known_faults[i].line, due.known_faults[i].line);
    EXPECT_EQ(found.known_faults[i].text, due.known_faults[i].text);
  }
  ASSERT_EQ(found.broken_rules.size(), due.broken_rules.size());
  for (std::size_t i = 0; i < due.broken_rules.size(); ++i) {
    EXPECT_EQ(found.broken_rules[i].rule, due.broken_rules[i].rule);
    EXPECT_EQ(found.broken_rules[i].failed, due.broken_rules[i].failed);
    EXPECT_EQ(found.broken_rules[i].cases, due.broken_rules[i].cases);
  }
  EXPECT_EQ(found.leftovers, due.leftovers);
  EXPECT_EQ(found.stopped, due.stopped);
  EXPECT_EQ(found.complete, due.complete);
}

// --- There and back -----------------------------------------------------------------------------

TEST(JsonReport, ComesBackAsItWas) {
  for (const RunReport& report : {passing_report(), full_report(), hostile_report()}) {
    ASSERT_EQ(check(report), std::nullopt);
    expect_equal(read(json_report(report)), report);
  }
}

TEST(JsonReport, WrittenAgainItIsTheSameBytes) {
  for (const RunReport& report : {passing_report(), full_report(), hostile_report()}) {
    const std::string text = json_report(report);
    EXPECT_EQ(json_report(read(text)), text);
    EXPECT_EQ(json_report(report), text);
  }
}

TEST(JsonReport, EveryByteComesBack) {
  RunReport report = passing_report();
  for (int byte = 0; byte < 256; ++byte) {
    report.cases[0].note = std::string(1, static_cast<char>(byte));
    EXPECT_EQ(read(json_report(report)).cases[0].note, report.cases[0].note) << byte;
  }
  report.cases[0].note = "escaped:\\x41";
  EXPECT_EQ(read(json_report(report)).cases[0].note, "escaped:\\x41");
}

TEST(JsonReport, HasNothingThatATerminalActsUpon) {
  EXPECT_TRUE(is_harmless(json_report(hostile_report())));
  RunReport report = passing_report();
  report.subject_name = "\x1B[31m";
  EXPECT_EQ(ordered_json::parse(json_report(report))["header"]["identity"]["name"],
            "escaped:\\x1B[31m");
}

TEST(JsonReport, TextThatIsHarmlessStandsAsItIs) {
  RunReport report = passing_report();
  report.cases[0].reproduction.pipe = "printf '1 a\\n' | \"\xC3\xA9\"";
  report.cases[0].error_output = "one\n\ttwo\n";
  const ordered_json json = ordered_json::parse(json_report(report));
  EXPECT_EQ(json["cases"][0]["reproduce"]["pipe"], report.cases[0].reproduction.pipe);
  EXPECT_EQ(json["cases"][0]["error_output"], "one\n\ttwo\n");
}

// --- What stands where --------------------------------------------------------------------------

TEST(JsonReport, TheHeaderHasTheCounts) {
  const ordered_json json = ordered_json::parse(json_report(full_report()));
  EXPECT_EQ(json["header"]["counts"].dump(),
            "{\"planned\":14,\"pass\":1,\"fail\":3,\"crash\":1,\"timeout\":1,\"protocol-error\":1,"
            "\"untestable\":1,\"order-dependent\":1,\"skipped\":1,\"inconclusive\":1,\"not-run\":1,"
            "\"known\":1,"
            "\"not_scored\":1,\"required\":12,\"required_passed\":1}");
  EXPECT_EQ(json["header"]["seed"], "18446744073709551615");
  EXPECT_EQ(json["header"]["level"], "recommended");
  EXPECT_EQ(json["header"]["choices"][0]["rule"], "json.text.bom");
  EXPECT_EQ(json["footer"]["exit_status"], 3);
  EXPECT_EQ(json["footer"]["complete"], false);
  EXPECT_EQ(json["footer"]["restarts"], 4);
  EXPECT_EQ(ordered_json::parse(json_report(passing_report()))["footer"]["exit_status"], 0);
}

TEST(JsonReport, ACaseHasALineOfItsOwnAndNoEmptyMembers) {
  const std::string text = json_report(passing_report());
  EXPECT_EQ(
      occurrences(text,
                  "\n{\"id\":\"a\",\"group\":\"group a\",\"verb\":\"read-request\","
                  "\"level\":\"required\",\"scored\":true,\"rule\":\"json.number.leading-zero\","
                  "\"outcome\":\"pass\",\"expected\":\"reject\",\"got\":\"reject\",\"input\":"
                  "{\"size\":23,\"hex\":\"7b226e616d65223a2273616c6573222c2278223a30317d\"},"
                  "\"twin\":{\"id\":\"body/accept/zero\",\"outcome\":\"pass\"},\"reproduce\":"
                  "{\"pipe\":\"printf '1 read-request 7b7d\\\\n' | ./mine\",\"curl\":"
                  "\"curl http://localhost/\",\"replay\":\"cgconform replay 3f9a\"}},\n"),
      1U);
  EXPECT_EQ(occurrences(text, "\"random\": null,\n"), 1U);
}

// --- What is refused ----------------------------------------------------------------------------

using Change = void (*)(ordered_json&);

JsonReportError error_after(Change change) {
  ordered_json json = ordered_json::parse(json_report(full_report()));
  change(json);
  const auto answer = read_json_report(json.dump());
  const auto* error = std::get_if<JsonReportError>(&answer);
  return error == nullptr ? JsonReportError{"none", "read without error"} : *error;
}

TEST(JsonReportReader, NamesThePlaceOfWhatIsWrong) {
  struct Row {
    Change change;
    std::string place;
    std::string text;
  };
  const Row rows[] = {
      {[](auto& json) { json["schema_version"] = "2"; }, "schema_version",
       "only version 1 can be read"},
      {[](auto& json) { json.erase("random"); }, "", "has no member random"},
      {[](auto& json) { json["extra"] = 1; }, "", "has a member that no report has: extra"},
      {[](auto& json) { json["header"]["tool"]["name"] = "other"; }, "header.tool.name",
       "isn't cgconform"},
      {[](auto& json) { json["header"]["level"] = "must"; }, "header.level",
       "isn't one of the names: must"},
      {[](auto& json) { json["header"]["command"][1] = 5; }, "header.command[1]", "isn't a string"},
      {[](auto& json) { json["header"]["seed"] = nullptr; }, "header.seed",
       "doesn't agree with `random`"},
      {[](auto& json) { json["header"]["seed"] = "18446744073709551616"; }, "header.seed",
       "isn't a seed"},
      {[](auto& json) { json["header"]["seed"] = "07"; }, "header.seed", "isn't a seed"},
      {[](auto& json) { json["header"]["seed"] = "7 "; }, "header.seed", "isn't a seed"},
      {[](auto& json) { json["header"]["counts"]["pass"] = 2; }, "header.counts.pass",
       "the cases say 1"},
      {[](auto& json) { json["header"]["counts"]["required_passed"] = 11; },
       "header.counts.required_passed", "the cases say 1"},
      {[](auto& json) { json["header"]["counts"]["other"] = 1; }, "header.counts",
       "has a member that no report has: other"},
      {[](auto& json) { json["header"]["counts"]["planned"] = 15; }, "",
       "15 cases were planned, and 14 are told of"},
      {[](auto& json) { json["cases"] = json["footer"]; }, "cases", "isn't an array"},
      {[](auto& json) { json["cases"][1] = 5; }, "cases[1]", "isn't an object"},
      {[](auto& json) { json["cases"][1]["outcome"] = "passed"; }, "cases[1].outcome",
       "there is no such outcome: passed"},
      {[](auto& json) { json["cases"][1]["rule"] = "json.no-such"; }, "cases[1].rule",
       "there is no such rule: json.no-such"},
      {[](auto& json) { json["cases"][1]["scored"] = 1; }, "cases[1].scored",
       "isn't true or false"},
      {[](auto& json) { json["cases"][1]["input"]["hex"] = "0"; }, "cases[1].input.hex",
       "isn't hex"},
      {[](auto& json) { json["cases"][1]["input"]["size"] = 24; }, "cases[1].input.size",
       "isn't the size"},
      {[](auto& json) { json["cases"][1]["shrunk"]["calls"] = -1; }, "cases[1].shrunk.calls",
       "isn't a non-negative integer"},
      {[](auto& json) { json["cases"][1]["twin"].erase("outcome"); }, "cases[1].twin",
       "has no member outcome"},
      {[](auto& json) { json["cases"][1]["reproduce"]["make"] = ""; }, "cases[1].reproduce",
       "has a member that no report has: make"},
      {[](auto& json) { json["cases"][2]["misbehaviour"] = "nap"; }, "cases[2].misbehaviour",
       "isn't one of the names: nap"},
      {[](auto& json) { json["cases"][2]["got"] = "escaped:\\q"; }, "cases[2].got",
       "isn't the text of a string literal"},
      {[](auto& json) { json["cases"][2]["note"] = nullptr; }, "cases[2].note", "isn't a string"},
      {[](auto& json) { std::swap(json["cases"][0], json["cases"][1]); }, "",
       "01/pass: stands behind 02/fail"},
      {[](auto& json) { json["random"]["failures"][0]["law"] = 1; }, "random.failures[0].law",
       "isn't a string"},
      {[](auto& json) { json["random"]["seconds"] = "60"; }, "random.seconds",
       "isn't a non-negative integer"},
      {[](auto& json) { json["known_faults"][0]["line"] = 1.5; }, "known_faults[0].line",
       "isn't a non-negative integer"},
      {[](auto& json) { json["broken_rules"][0]["rule"] = nullptr; }, "broken_rules[0].rule",
       "isn't a string"},
      {[](auto& json) { json["leftovers"] = nullptr; }, "leftovers", "isn't an array"},
      {[](auto& json) { json["footer"]["exit_status"] = 0; }, "footer.exit_status",
       "the cases say 3"},
      {[](auto& json) { json["footer"]["complete"] = true; }, "", "the run is told to be complete"},
  };
  for (const Row& row : rows) {
    const JsonReportError error = error_after(row.change);
    EXPECT_EQ(error.place, row.place) << row.text;
    EXPECT_TRUE(error.text.starts_with(row.text)) << row.text << "\n" << error.text;
  }
}

TEST(JsonReportReader, RefusesWhatIsNotJson) {
  for (const std::string& text : {std::string(), std::string("{"), std::string("\xFF"),
                                  json_report(passing_report()) + "{}"}) {
    const auto answer = read_json_report(text);
    ASSERT_TRUE(std::holds_alternative<JsonReportError>(answer)) << text;
    EXPECT_TRUE(std::get<JsonReportError>(answer).place.starts_with("byte "));
  }
  EXPECT_TRUE(std::holds_alternative<JsonReportError>(read_json_report("[]")));
  EXPECT_TRUE(std::holds_alternative<JsonReportError>(read_json_report(std::string(100000, '['))));
}

TEST(JsonReportReader, EveryTruncationIsAnError) {
  const std::string text = json_report(full_report());
  for (std::size_t size = 0; size + 1 < text.size(); size += 97) {
    EXPECT_TRUE(std::holds_alternative<JsonReportError>(read_json_report(text.substr(0, size))));
  }
}

TEST(JsonReportReader, ErrorsHoldNoByteOfTheFileUnescaped) {
  ordered_json json = ordered_json::parse(json_report(full_report()));
  json["cases"][0]["outcome"] = "\x1B[31m";
  json["\x1B[2J"] = 1;
  for (int round = 0; round < 2; ++round) {
    const auto answer = read_json_report(json.dump());
    const auto& error = std::get<JsonReportError>(answer);
    EXPECT_TRUE(is_harmless(error.place + error.text)) << error.text;
    EXPECT_NE(error.text.find("\\x1B["), std::string::npos) << error.text;
    json.erase("\x1B[2J");
  }
}

}  // namespace
}  // namespace connectorgroup
