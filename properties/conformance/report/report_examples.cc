#include "properties/conformance/report/report_examples.h"

#include <algorithm>

#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

void add(CaseResult result, RunReport& report) { report.cases.push_back(std::move(result)); }

CaseResult with_note(CaseResult result, std::string note) {
  result.note = std::move(note);
  return result;
}

CaseResult misbehaving(const std::string& id, Misbehaviour misbehaviour) {
  CaseResult result = example_case(id, outcome_of(misbehaviour));
  result.got.clear();
  result.misbehaviour = misbehaviour;
  result.error_output = "Traceback (most recent call last):\n  File \"mine.py\", line 3\n";
  return result;
}

CaseResult shrunk_case(const std::string& id) {
  CaseResult result = example_case(id, Outcome::fail);
  result.alone = Outcome::fail;
  result.input_file = ".cgconform/fail/3f9a.bin";
  result.shrunk = Shrunk{"[00]", "reject", "accept", 41};
  result.duration = std::chrono::microseconds(1'002'034);
  return result;
}

RandomRun random_run() {
  RandomRun random;
  random.seed = 18446744073709551615U;
  random.asked = 1000;
  random.inputs = 900;
  random.questions = 2100;
  random.seconds = 60;
  random.failures.push_back(example_case("random/json.number.leading-zero/fail", Outcome::fail));
  random.failures.back().law = "body.reads-as-the-reference-does";
  return random;
}

// A byte that tells texts apart, and the hostile ones.
class Spoiler {
 public:
  void operator()(std::string& text) {
    text = static_cast<char>('a' + count_ % 26);
    text += hostile_bytes();
    ++count_;
  }

 private:
  int count_ = 0;
};

void spoil(CaseResult& result, Spoiler& spoiler) {
  // The id stays at its place in the order.
  result.id += hostile_bytes();
  for (std::string* text :
       {&result.group, &result.verb, &result.expected, &result.got, &result.note, &result.input,
        &result.input_file, &result.twin, &result.error_output, &result.reproduction.pipe,
        &result.reproduction.curl, &result.reproduction.replay, &result.law}) {
    spoiler(*text);
  }
  if (result.known) spoiler(*result.known);
  if (!result.shrunk) return;
  for (std::string* text : {&result.shrunk->input, &result.shrunk->expected, &result.shrunk->got}) {
    spoiler(*text);
  }
}

}  // namespace

CaseResult example_case(const std::string& id, Outcome outcome) {
  CaseResult result;
  result.id = id;
  result.group = "body json.number";
  result.verb = "read-request";
  result.rule = Rule::json_number_leading_zero;
  result.outcome = outcome;
  result.expected = "reject";
  result.got = outcome == Outcome::pass ? "reject" : "accept name=\"sales\"";
  result.input = "{\"name\":\"sales\",\"x\":01}";
  result.twin = "body/accept/zero";
  result.twin_outcome = Outcome::pass;
  result.reproduction = {"printf '1 read-request 7b7d\\n' | ./mine", "curl http://localhost/",
                         "cgconform replay 3f9a"};
  return result;
}

RunReport passing_report() {
  RunReport report;
  report.tool_version = "0.1.0";
  report.revision = "2026-1";
  report.subject = "exec:python3 mine.py";
  report.subject_name = "mine";
  report.subject_version = "1.2";
  report.contract = "graph-2017";
  report.command = {"run", "--subject", "exec:python3 mine.py"};
  report.choices = {{"json.text.bom", "refuse"}};
  report.planned = 3;
  report.complete = true;
  for (const char* id : {"a", "b", "c"}) {
    add(example_case(id, Outcome::pass), report);
    report.cases.back().group = std::string("group ") + id;
  }
  return report;
}

RunReport full_report() {
  RunReport report = passing_report();
  report.level = Level::recommended;
  report.cases.clear();
  add(example_case("01/pass", Outcome::pass), report);
  add(shrunk_case("02/fail"), report);
  add(misbehaving("03/crash", Misbehaviour::early_exit), report);
  add(misbehaving("04/timeout", Misbehaviour::slow_drip), report);
  add(misbehaving("05/protocol-error", Misbehaviour::garbage), report);
  add(with_note(example_case("06/untestable", Outcome::untestable), "the twin was refused"),
      report);
  add(with_note(example_case("07/skipped", Outcome::skipped), "the subject has no such verb"),
      report);
  add(with_note(example_case("08/inconclusive", Outcome::inconclusive), "answered 429"), report);
  add(with_note(example_case("09/not-run", Outcome::not_run), "out of restarts"), report);
  add(example_case("10/known", Outcome::fail), report);
  report.cases.back().known = "issue 12";
  add(example_case("11/not-scored", Outcome::fail), report);
  report.cases.back().scored = false;
  add(example_case("12/recommended", Outcome::fail), report);
  report.cases.back().level = Level::recommended;
  add(example_case("13/alone-differs", Outcome::fail), report);
  report.cases.back().alone = Outcome::pass;
  report.cases.back().twin_outcome = Outcome::crash;
  add(with_note(example_case("14/order-dependent", Outcome::order_dependent),
                "right when it is asked alone"),
      report);
  report.cases.back().alone = Outcome::pass;
  report.planned = report.cases.size();
  report.restarts = 4;
  report.random = random_run();
  report.known_faults = {{7, "stale: 01/pass passes"}};
  report.broken_rules = {{Rule::json_number_leading_zero, 4, 9}, {Rule::json_text_bom, 1, 2}};
  report.leftovers = {"/beta/connectorGroups/42"};
  report.stopped = "the subject died more than 20 times";
  report.complete = false;
  return report;
}

std::string_view hostile_bytes() {
  // The NUL by itself: a literal that is read as a C string ends there.
  static const std::string bytes =
      std::string(1, '\0') +
      "\x1B[2J\x1B]0;title\a ]]> --> <script>alert(1)</script> </pre></details> &amp; |`*_[x](y) "
      "\"'\\ \n| - # \r\t\b\x7F \xC2\x9B \xE2\x80\xAE \xE2\x80\xA8 \xEF\xBB\xBF \xEF\xBF\xBE \xFF "
      "\xC3( \xED\xA0\x80 \xF4\x90\x80\x80 \xE2\x82 \xC3\xA9 \\x41 @user https://example.com";
  return bytes;
}

RunReport hostile_report() {
  RunReport report = full_report();
  Spoiler spoiler;
  for (std::string* text :
       {&report.tool_version, &report.revision, &report.subject, &report.subject_name,
        &report.subject_version, &report.contract, &report.stopped}) {
    spoiler(*text);
  }
  for (std::string& argument : report.command) spoiler(argument);
  for (auto& [rule, choice] : report.choices) {
    spoiler(rule);
    spoiler(choice);
  }
  for (CaseResult& result : report.cases) spoil(result, spoiler);
  for (CaseResult& result : report.random->failures) spoil(result, spoiler);
  for (KnownListFault& fault : report.known_faults) spoiler(fault.text);
  for (std::string& leftover : report.leftovers) spoiler(leftover);
  return report;
}

CaseResult& case_of(RunReport& report, std::string_view id) {
  return *std::find_if(report.cases.begin(), report.cases.end(),
                       [id](const CaseResult& result) { return result.id == id; });
}

std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

bool is_harmless(std::string_view text) {
  return is_visible(text) && text.find('\t') == std::string_view::npos;
}

}  // namespace connectorgroup
