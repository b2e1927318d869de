// That report.schema.json describes what is written, and nothing else. The validator knows exactly
// the keywords that the schema uses, and fails on any other, so that none is passed over.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "properties/conformance/report/json_report.h"
#include "properties/conformance/report/report_examples.h"

namespace connectorgroup {
namespace {

using nlohmann::json;

json published_schema() {
  std::ifstream file(CONNECTORGROUP_REPORT_SCHEMA);
  return json::parse(file);
}

class Validator {
 public:
  explicit Validator(json schema) : schema_(std::move(schema)) {}

  // Nothing, or what is wrong first, with its place.
  std::string fault(const json& value) const { return fault(value, schema_, "$"); }

 private:
  std::string fault(const json& value, const json& schema, const std::string& place) const {
    for (const auto& [keyword, argument] : schema.items()) {
      const std::string found = fault_by(keyword, argument, value, schema, place);
      if (!found.empty()) return found;
    }
    return {};
  }

  std::string fault_by(const std::string& keyword, const json& argument, const json& value,
                       const json& schema, const std::string& place) const {
    static const std::set<std::string> kRemarks{"$schema", "$id", "$defs", "title", "description"};
    const bool is_string = value.is_string();
    bool holds = true;
    if (kRemarks.contains(keyword)) return {};
    if (keyword == "$ref") return fault(value, referenced(argument), place);
    if (keyword == "properties") return fault_of_members(argument, value, place);
    if (keyword == "items") return fault_of_elements(argument, value, place);
    if (keyword == "type") {
      holds = has_type(value, argument);
    } else if (keyword == "const") {
      holds = value == argument;
    } else if (keyword == "enum") {
      holds = std::find(argument.begin(), argument.end(), value) != argument.end();
    } else if (keyword == "required") {
      for (const json& key : argument) holds = holds && has(value, key.get<std::string>());
    } else if (keyword == "additionalProperties") {
      if (argument != false) return place + ": additionalProperties that isn't false";
      holds = has_only_declared(value, schema);
    } else if (keyword == "minimum") {
      holds = !value.is_number() || value >= argument;
    } else if (keyword == "minLength") {
      holds = !is_string || value.get<std::string>().size() >= argument.get<std::size_t>();
    } else if (keyword == "pattern") {
      holds = !is_string ||
              std::regex_search(value.get<std::string>(), std::regex(argument.get<std::string>()));
    } else {
      return place + ": the validator doesn't know " + keyword;
    }
    return holds ? "" : place + ": " + keyword;
  }

  json referenced(const json& reference) const {
    return schema_.at(json::json_pointer(reference.get<std::string>().substr(1)));
  }

  std::string fault_of_members(const json& schemas, const json& value,
                               const std::string& place) const {
    if (!value.is_object()) return {};
    for (const auto& [key, schema] : schemas.items()) {
      if (!value.contains(key)) continue;
      const std::string found = fault(value.at(key), schema, place + "." + key);
      if (!found.empty()) return found;
    }
    return {};
  }

  std::string fault_of_elements(const json& schema, const json& value,
                                const std::string& place) const {
    if (!value.is_array()) return {};
    for (std::size_t i = 0; i < value.size(); ++i) {
      const std::string found = fault(value[i], schema, place + "[" + std::to_string(i) + "]");
      if (!found.empty()) return found;
    }
    return {};
  }

  static bool has_type(const json& value, const json& types) {
    if (types.is_array()) {
      return std::any_of(types.begin(), types.end(),
                         [&value](const json& type) { return has_type(value, type); });
    }
    if (types == "integer") return value.is_number_integer();
    if (types == "object" || types == "array" || types == "string" || types == "boolean" ||
        types == "null") {
      return types == value.type_name();
    }
    ADD_FAILURE() << "the validator doesn't know the type " << types;
    return false;
  }

  static bool has(const json& value, const std::string& key) {
    return !value.is_object() || value.contains(key);
  }

  static bool has_only_declared(const json& value, const json& schema) {
    if (!value.is_object()) return true;
    return std::all_of(value.items().begin(), value.items().end(), [&schema](const auto& member) {
      return schema.at("properties").contains(member.key());
    });
  }

  json schema_;
};

json parsed(const RunReport& report) { return json::parse(json_report(report)); }

// The places of all objects in a value, as JSON pointers.
void add_objects(const json& value, const json::json_pointer& place,
                 std::vector<json::json_pointer>& places) {
  if (value.is_object()) places.push_back(place);
  if (!value.is_structured()) return;
  for (const auto& [key, element] : value.items()) {
    const json::json_pointer inner =
        value.is_array() ? place / static_cast<std::size_t>(std::stoul(key)) : place / key;
    add_objects(element, inner, places);
  }
}

std::vector<json::json_pointer> objects(const json& value) {
  std::vector<json::json_pointer> places;
  add_objects(value, json::json_pointer(), places);
  return places;
}

// The same report with everything that is optional in it.
json richest_report() {
  RunReport report = full_report();
  CaseResult& result = case_of(report, "02/fail");
  result.note = result.law = "note";
  result.error_output = "error";
  result.known = "reason";
  return parsed(report);
}

TEST(JsonReportSchema, TakesEveryReport) {
  const Validator validator(published_schema());
  for (const RunReport& report : {passing_report(), full_report(), hostile_report()}) {
    EXPECT_EQ(validator.fault(parsed(report)), "");
  }
  EXPECT_EQ(validator.fault(richest_report()), "");
  EXPECT_EQ(validator.fault(parsed(RunReport{})), "");
}

TEST(JsonReportSchema, RefusesAMemberMoreAnywhere) {
  const Validator validator(published_schema());
  const json good = richest_report();
  for (const json::json_pointer& place : objects(good)) {
    json changed = good;
    changed[place]["extra"] = 1;
    EXPECT_NE(validator.fault(changed), "") << place;
  }
}

// Schema and reader agree on which members must be there.
TEST(JsonReportSchema, RefusesAMemberLessWhereTheReaderDoes) {
  const Validator validator(published_schema());
  const json good = richest_report();
  std::size_t refused = 0;
  for (const json::json_pointer& place : objects(good)) {
    for (const auto& [key, value] : good[place].items()) {
      json changed = good;
      changed[place].erase(key);
      const auto answer = read_json_report(changed.dump());
      const auto* error = std::get_if<JsonReportError>(&answer);
      const bool is_missed = error != nullptr && error->text == "has no member " + key;
      EXPECT_EQ(validator.fault(changed) != "", is_missed) << place << " " << key;
      if (is_missed) ++refused;
    }
  }
  EXPECT_GT(refused, 100U);
}

TEST(JsonReportSchema, RefusesOtherTypesAnywhere) {
  const Validator validator(published_schema());
  const json good = richest_report();
  for (const json::json_pointer& place : objects(good)) {
    for (const auto& [key, value] : good[place].items()) {
      json changed = good;
      changed[place][key] = 1.5;
      EXPECT_NE(validator.fault(changed), "") << place << " " << key;
    }
  }
}

TEST(JsonReportSchema, ListsTheNamesThatTheCodeHas) {
  const json schema = published_schema();
  json outcomes = json::array();
  for (const Outcome outcome : kOutcomes) outcomes.push_back(name(outcome));
  EXPECT_EQ(schema["$defs"]["outcome"]["enum"], outcomes);
  json misbehaviours = json::array();
  for (const Misbehaviour misbehaviour : kMisbehaviours) {
    misbehaviours.push_back(name(misbehaviour));
  }
  EXPECT_EQ(schema["$defs"]["case"]["properties"]["misbehaviour"]["enum"], misbehaviours);
  EXPECT_EQ(schema["$defs"]["level"]["enum"],
            (json{name(Level::required), name(Level::recommended), name(Level::choice)}));
  EXPECT_EQ(schema["properties"]["schema_version"]["const"], kJsonReportVersion);
  const std::regex pattern(
      schema["$defs"]["case"]["properties"]["rule"]["pattern"].get<std::string>());
  for (const RuleRow& rule : rules()) {
    EXPECT_TRUE(std::regex_match(std::string(rule.id), pattern)) << rule.id;
  }
}

TEST(JsonReportSchema, RefusesWhatIsNoHexNoSeedNoCountAndNoStatus) {
  const Validator validator(published_schema());
  const auto fault = [&validator](const char* place, const json& value) {
    json changed = richest_report();
    changed[json::json_pointer(place)] = value;
    return validator.fault(changed);
  };
  EXPECT_EQ(fault("/cases/0/input/hex", "7B"), "$.cases[0].input.hex: pattern");
  EXPECT_EQ(fault("/cases/0/input/hex", "7"), "$.cases[0].input.hex: pattern");
  EXPECT_EQ(fault("/header/seed", "07"), "$.header.seed: pattern");
  EXPECT_EQ(fault("/cases/0/input/size", -1), "$.cases[0].input.size: minimum");
  EXPECT_EQ(fault("/footer/exit_status", 2), "$.footer.exit_status: enum");
  EXPECT_EQ(fault("/cases/0/id", ""), "$.cases[0].id: minLength");
}

}  // namespace
}  // namespace connectorgroup
