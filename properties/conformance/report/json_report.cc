#include "properties/conformance/report/json_report.h"

#include <nlohmann/json.hpp>

#include "properties/conformance/report/report_text.h"
#include "properties/escaped.h"

namespace connectorgroup {
namespace {

using Json = nlohmann::ordered_json;

std::string text(std::string_view bytes) {
  if (is_visible(bytes) && !bytes.starts_with(kEscapedMark)) return std::string(bytes);
  return std::string(kEscapedMark) + escaped(bytes, kWhole);
}

Json rule_id(const std::optional<Rule>& rule) {
  return rule ? Json(std::string(row(*rule).id)) : Json(nullptr);
}

Json outcome_name(const std::optional<Outcome>& outcome) {
  return outcome ? Json(std::string(name(*outcome))) : Json(nullptr);
}

Json input(const std::string& bytes) { return {{"size", bytes.size()}, {"hex", hex(bytes)}}; }

void add_text(std::string_view key, const std::string& bytes, Json& object) {
  if (!bytes.empty()) object[std::string(key)] = text(bytes);
}

Json shrunk(const Shrunk& shrunk) {
  return {{"input", input(shrunk.input)},
          {"expected", text(shrunk.expected)},
          {"got", text(shrunk.got)},
          {"calls", shrunk.calls}};
}

Json reproduction(const Reproduction& lines) {
  Json object = Json::object();
  add_text("pipe", lines.pipe, object);
  add_text("curl", lines.curl, object);
  add_text("replay", lines.replay, object);
  return object;
}

// Members that a case hasn't got are left out, since few cases have many of them.
Json case_object(const CaseResult& result) {
  Json object{{"id", text(result.id)},           {"group", text(result.group)},
              {"verb", text(result.verb)},       {"level", name(result.level)},
              {"scored", result.scored},         {"rule", rule_id(result.rule)},
              {"outcome", name(result.outcome)}, {"expected", text(result.expected)},
              {"got", text(result.got)},         {"input", input(result.input)}};
  if (result.misbehaviour) object["misbehaviour"] = name(*result.misbehaviour);
  add_text("note", result.note, object);
  add_text("input_file", result.input_file, object);
  if (!result.twin.empty() || result.twin_outcome) {
    object["twin"] = {{"id", text(result.twin)}, {"outcome", outcome_name(result.twin_outcome)}};
  }
  if (result.alone) object["alone"] = name(*result.alone);
  if (result.shrunk) object["shrunk"] = shrunk(*result.shrunk);
  add_text("error_output", result.error_output, object);
  if (result.known) object["known"] = text(*result.known);
  if (result.reproduction != Reproduction{})
    object["reproduce"] = reproduction(result.reproduction);
  add_text("law", result.law, object);
  if (result.duration) object["duration_us"] = result.duration->count();
  return object;
}

Json counts_object(const RunReport& report) {
  const Counts counts = count(report);
  Json object{{"planned", report.planned}};
  for (const Outcome outcome : kOutcomes) object[std::string(name(outcome))] = counts.of(outcome);
  object["known"] = counts.known;
  object["not_scored"] = counts.not_scored;
  object["required"] = counts.required;
  object["required_passed"] = counts.required_passed;
  return object;
}

// A seed may be beyond 2^53, where many readers of JSON round numbers; so it is a string.
Json seed(const RunReport& report) {
  return report.random ? Json(std::to_string(report.random->seed)) : Json(nullptr);
}

Json texts(const std::vector<std::string>& all) {
  Json array = Json::array();
  for (const std::string& one : all) array.push_back(text(one));
  return array;
}

Json choices(const RunReport& report) {
  Json array = Json::array();
  for (const auto& [rule, choice] : report.choices) {
    array.push_back({{"rule", text(rule)}, {"choice", text(choice)}});
  }
  return array;
}

Json header(const RunReport& report) {
  return {{"tool", {{"name", "cgconform"}, {"version", text(report.tool_version)}}},
          {"revision", text(report.revision)},
          {"subject", text(report.subject)},
          {"identity",
           {{"name", text(report.subject_name)}, {"version", text(report.subject_version)}}},
          {"contract", text(report.contract)},
          {"level", name(report.level)},
          {"command", texts(report.command)},
          {"seed", seed(report)},
          {"choices", choices(report)},
          {"counts", counts_object(report)}};
}

Json broken_rules(const RunReport& report) {
  Json array = Json::array();
  for (const RunReport::BrokenRule& broken : report.broken_rules) {
    array.push_back(
        {{"rule", rule_id(broken.rule)}, {"failed", broken.failed}, {"cases", broken.cases}});
  }
  return array;
}

Json known_faults(const RunReport& report) {
  Json array = Json::array();
  for (const KnownListFault& fault : report.known_faults) {
    array.push_back({{"line", fault.line}, {"text", text(fault.text)}});
  }
  return array;
}

Json footer(const RunReport& report) {
  return {{"complete", report.complete},
          {"stopped", text(report.stopped)},
          {"restarts", report.restarts},
          {"exit_status", exit_status(report)}};
}

// --- The file, with one case a line.

void append_member(std::string_view key, const Json& value, std::string& out) {
  out += ",\n\"";
  out += key;
  out += "\": ";
  out += value.dump();
}

void append_cases(const std::vector<CaseResult>& cases, std::string& out) {
  out += '[';
  std::string_view separator = "\n";
  for (const CaseResult& result : cases) {
    out += separator;
    out += case_object(result).dump();
    separator = ",\n";
  }
  out += cases.empty() ? "]" : "\n]";
}

void append_random(const RandomRun& random, std::string& out) {
  Json object{{"asked", random.asked},
              {"inputs", random.inputs},
              {"questions", random.questions},
              {"seconds", random.seconds ? Json(*random.seconds) : Json(nullptr)}};
  std::string text = object.dump();
  text.pop_back();
  out += text + ",\"failures\":";
  append_cases(random.failures, out);
  out += '}';
}

}  // namespace

std::string json_report(const RunReport& report) {
  std::string out = "{\n\"schema_version\": ";
  out += Json(std::string(kJsonReportVersion)).dump();
  append_member("header", header(report), out);
  out += ",\n\"cases\": ";
  append_cases(report.cases, out);
  out += ",\n\"random\": ";
  if (report.random) {
    append_random(*report.random, out);
  } else {
    out += "null";
  }
  append_member("known_faults", known_faults(report), out);
  append_member("broken_rules", broken_rules(report), out);
  append_member("leftovers", texts(report.leftovers), out);
  append_member("footer", footer(report), out);
  out += "\n}\n";
  return out;
}

}  // namespace connectorgroup
