// Reads report.json back. Each value is read together with its place; the first one that is wrong
// ends the reading with a Fault, which only read_json_report() catches.
#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "properties/conformance/report/json_report.h"
#include "properties/conformance/report/report_text.h"

namespace connectorgroup {
namespace {

using Json = nlohmann::ordered_json;

struct Fault {
  JsonReportError error;
};

// A value and where it stands.
class JsonPlace {
 public:
  JsonPlace(const Json& value, std::string path) : value_(&value), path_(std::move(path)) {}

  const Json& value() const { return *value_; }
  [[noreturn]] void fault(std::string_view what) const {
    throw Fault{{visible(path_), visible(what)}};
  }

  bool is_null() const { return value_->is_null(); }

  std::string string() const {
    if (!value_->is_string()) fault("isn't a string");
    return value_->get<std::string>();
  }
  // A text, with its escapes undone.
  std::string text() const {
    const std::string found = string();
    if (!found.starts_with(kEscapedMark)) return found;
    auto bytes = unescaped(std::string_view(found).substr(kEscapedMark.size()));
    if (!bytes) fault("isn't the text of a string literal");
    return *std::move(bytes);
  }
  std::uint64_t number() const {
    if (!value_->is_number_unsigned()) fault("isn't a non-negative integer");
    return value_->get<std::uint64_t>();
  }
  bool boolean() const {
    if (!value_->is_boolean()) fault("isn't true or false");
    return value_->get<bool>();
  }
  Outcome outcome() const {
    const auto found = find_outcome(string());
    if (!found) fault("there is no such outcome: " + string());
    return *found;
  }
  Rule rule() const {
    const auto found = find_rule(string());
    if (!found) fault("there is no such rule: " + string());
    return *found;
  }

  std::vector<JsonPlace> elements() const {
    if (!value_->is_array()) fault("isn't an array");
    std::vector<JsonPlace> places;
    for (const Json& element : *value_) {
      places.emplace_back(element, path_ + "[" + std::to_string(places.size()) + "]");
    }
    return places;
  }
  JsonPlace member(const std::string& key) const {
    if (!value_->is_object()) fault("isn't an object");
    const auto found = value_->find(key);
    if (found == value_->end()) fault("has no member " + key);
    return {*found, path_ + (path_.empty() ? "" : ".") + key};
  }
  std::optional<JsonPlace> optional_member(const std::string& key) const {
    if (!value_->is_object()) fault("isn't an object");
    if (!value_->contains(key)) return std::nullopt;
    return member(key);
  }
  // Refuses other members than these.
  void has_only(const std::set<std::string_view>& keys) const {
    if (!value_->is_object()) fault("isn't an object");
    for (const auto& [key, value] : value_->items()) {
      if (!keys.contains(key)) fault("has a member that no report has: " + key);
    }
  }

 private:
  const Json* value_;
  std::string path_;
};

// The one of `all` whose name it is.
template <class Named, std::size_t kSize>
Named one_of(const std::array<Named, kSize>& all, const JsonPlace& place) {
  const std::string wanted = place.string();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](Named one) { return name(one) == wanted; });
  if (found == all.end()) place.fault("isn't one of the names: " + wanted);
  return *found;
}

Level level(const JsonPlace& place) {
  return one_of(std::array{Level::required, Level::recommended, Level::choice}, place);
}

std::string optional_text(const JsonPlace& object, const std::string& key) {
  const auto place = object.optional_member(key);
  return place ? place->text() : std::string();
}

std::vector<std::string> texts(const JsonPlace& array) {
  std::vector<std::string> all;
  for (const JsonPlace& place : array.elements()) all.push_back(place.text());
  return all;
}

std::string input(const JsonPlace& place) {
  place.has_only({"size", "hex"});
  const JsonPlace digits = place.member("hex");
  auto bytes = unhex(digits.string());
  if (!bytes) digits.fault("isn't hex");
  if (place.member("size").number() != bytes->size()) place.member("size").fault("isn't the size");
  return *std::move(bytes);
}

Shrunk shrunk(const JsonPlace& place) {
  place.has_only({"input", "expected", "got", "calls"});
  return {input(place.member("input")), place.member("expected").text(), place.member("got").text(),
          place.member("calls").number()};
}

Reproduction reproduction(const JsonPlace& place) {
  place.has_only({"pipe", "curl", "replay"});
  return {optional_text(place, "pipe"), optional_text(place, "curl"),
          optional_text(place, "replay")};
}

void read_twin(const JsonPlace& place, CaseResult& result) {
  place.has_only({"id", "outcome"});
  result.twin = place.member("id").text();
  const JsonPlace outcome = place.member("outcome");
  if (!outcome.is_null()) result.twin_outcome = outcome.outcome();
}

void read_optional_members(const JsonPlace& place, CaseResult& result) {
  if (const auto member = place.optional_member("misbehaviour")) {
    result.misbehaviour = one_of(kMisbehaviours, *member);
  }
  if (const auto member = place.optional_member("twin")) read_twin(*member, result);
  if (const auto member = place.optional_member("alone")) result.alone = member->outcome();
  if (const auto member = place.optional_member("shrunk")) result.shrunk = shrunk(*member);
  if (const auto member = place.optional_member("known")) result.known = member->text();
  if (const auto member = place.optional_member("reproduce")) {
    result.reproduction = reproduction(*member);
  }
  result.note = optional_text(place, "note");
  result.input_file = optional_text(place, "input_file");
  result.error_output = optional_text(place, "error_output");
  result.law = optional_text(place, "law");
  if (const auto member = place.optional_member("duration_us")) {
    result.duration = std::chrono::microseconds(member->number());
  }
}

CaseResult case_result(const JsonPlace& place) {
  place.has_only({"id",         "group",    "verb",       "level",  "scored",       "rule",
                  "outcome",    "expected", "got",        "input",  "misbehaviour", "note",
                  "input_file", "twin",     "alone",      "shrunk", "error_output", "known",
                  "reproduce",  "law",      "duration_us"});
  CaseResult result;
  result.id = place.member("id").text();
  result.group = place.member("group").text();
  result.verb = place.member("verb").text();
  result.level = level(place.member("level"));
  result.scored = place.member("scored").boolean();
  const JsonPlace rule = place.member("rule");
  if (!rule.is_null()) result.rule = rule.rule();
  result.outcome = place.member("outcome").outcome();
  result.expected = place.member("expected").text();
  result.got = place.member("got").text();
  result.input = input(place.member("input"));
  read_optional_members(place, result);
  return result;
}

std::vector<CaseResult> case_results(const JsonPlace& array) {
  std::vector<CaseResult> results;
  for (const JsonPlace& place : array.elements()) results.push_back(case_result(place));
  return results;
}

std::uint64_t seed(const JsonPlace& place) {
  const std::string digits = place.string();
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, number);
  if (error != std::errc{} || stopped != end || std::to_string(number) != digits) {
    place.fault("isn't a seed");
  }
  return number;
}

void read_header(const JsonPlace& place, RunReport& report) {
  place.has_only({"tool", "revision", "subject", "identity", "contract", "level", "command", "seed",
                  "choices", "counts"});
  const JsonPlace tool = place.member("tool");
  tool.has_only({"name", "version"});
  if (tool.member("name").string() != "cgconform") tool.member("name").fault("isn't cgconform");
  report.tool_version = tool.member("version").text();
  report.revision = place.member("revision").text();
  report.subject = place.member("subject").text();
  const JsonPlace identity = place.member("identity");
  identity.has_only({"name", "version"});
  report.subject_name = identity.member("name").text();
  report.subject_version = identity.member("version").text();
  report.contract = place.member("contract").text();
  report.level = level(place.member("level"));
  report.command = texts(place.member("command"));
  for (const JsonPlace& choice : place.member("choices").elements()) {
    choice.has_only({"rule", "choice"});
    report.choices.emplace_back(choice.member("rule").text(), choice.member("choice").text());
  }
  report.planned = place.member("counts").member("planned").number();
}

void read_random(const JsonPlace& place, const JsonPlace& seed_place, RunReport& report) {
  if (place.is_null() != seed_place.is_null()) seed_place.fault("doesn't agree with `random`");
  if (place.is_null()) return;
  place.has_only({"asked", "inputs", "questions", "seconds", "failures"});
  RandomRun random;
  random.seed = seed(seed_place);
  random.asked = place.member("asked").number();
  random.inputs = place.member("inputs").number();
  random.questions = place.member("questions").number();
  if (!place.member("seconds").is_null()) random.seconds = place.member("seconds").number();
  random.failures = case_results(place.member("failures"));
  report.random = std::move(random);
}

void read_lists(const JsonPlace& whole, RunReport& report) {
  for (const JsonPlace& fault : whole.member("known_faults").elements()) {
    fault.has_only({"line", "text"});
    report.known_faults.push_back({fault.member("line").number(), fault.member("text").text()});
  }
  for (const JsonPlace& broken : whole.member("broken_rules").elements()) {
    broken.has_only({"rule", "failed", "cases"});
    report.broken_rules.push_back({broken.member("rule").rule(), broken.member("failed").number(),
                                   broken.member("cases").number()});
  }
  report.leftovers = texts(whole.member("leftovers"));
}

void read_footer(const JsonPlace& place, RunReport& report) {
  place.has_only({"complete", "stopped", "restarts", "exit_status"});
  report.complete = place.member("complete").boolean();
  report.stopped = place.member("stopped").text();
  report.restarts = place.member("restarts").number();
}

// What follows from the cases is written for readers that don't count; here it is only compared.
void compare_counts(const JsonPlace& place, const RunReport& report) {
  const Counts counts = count(report);
  std::vector<std::pair<std::string, std::size_t>> due{{"known", counts.known},
                                                       {"not_scored", counts.not_scored},
                                                       {"required", counts.required},
                                                       {"required_passed", counts.required_passed}};
  for (const Outcome outcome : kOutcomes) due.emplace_back(name(outcome), counts.of(outcome));
  std::set<std::string_view> keys{"planned"};
  for (const auto& [key, number] : due) {
    keys.insert(key);
    if (place.member(key).number() == number) continue;
    place.member(key).fault("the cases say " + std::to_string(number));
  }
  place.has_only(keys);
}

RunReport run_report(const JsonPlace& whole) {
  const JsonPlace version = whole.member("schema_version");
  if (version.string() != kJsonReportVersion) {
    version.fault("only version " + std::string(kJsonReportVersion) + " can be read");
  }
  whole.has_only({"schema_version", "header", "cases", "random", "known_faults", "broken_rules",
                  "leftovers", "footer"});
  RunReport report;
  const JsonPlace header = whole.member("header");
  read_header(header, report);
  report.cases = case_results(whole.member("cases"));
  read_random(whole.member("random"), header.member("seed"), report);
  read_lists(whole, report);
  const JsonPlace footer = whole.member("footer");
  read_footer(footer, report);

  compare_counts(header.member("counts"), report);
  const auto status = static_cast<std::uint64_t>(exit_status(report));
  if (footer.member("exit_status").number() != status) {
    footer.member("exit_status").fault("the cases say " + std::to_string(status));
  }
  if (const auto contradiction = check(report)) whole.fault(*contradiction);
  return report;
}

}  // namespace

std::variant<RunReport, JsonReportError> read_json_report(std::string_view text) {
  try {
    const Json whole = Json::parse(text);
    return run_report(JsonPlace(whole, ""));
  } catch (const nlohmann::json::parse_error& error) {
    return JsonReportError{"byte " + std::to_string(error.byte), "isn't JSON"};
  } catch (const Fault& fault) {
    return fault.error;
  }
}

}  // namespace connectorgroup
