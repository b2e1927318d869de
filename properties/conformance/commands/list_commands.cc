// cgconform list, explain, export

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/judge.h"
#include "properties/escaped.h"
#include "properties/faults/planted_fault.h"
#include "properties/subjects/pipe/line_protocol.h"

namespace connectorgroup {
namespace {

constexpr std::size_t kListedInputMax = 64 << 10;
constexpr std::size_t kShownLineMax = 1000;

// The cases, or nothing with a complaint.
std::optional<std::vector<ConformanceCase>> cases_of(const CommonOptions& common) {
  CasesAnswer loaded = load_cases(common.corpus, *common.subject_options.contract);
  if (const auto* complaint = std::get_if<std::string>(&loaded)) {
    complain(*complaint);
    return std::nullopt;
  }
  return std::get<std::vector<ConformanceCase>>(std::move(loaded));
}

std::string_view due_of(const ConformanceCase& each) {
  return each.must_reject ? "reject" : "accept";
}

nlohmann::ordered_json json_of(const RuleRow& rule) {
  return {{"id", rule.id},
          {"demand", name(rule.demand)},
          {"level", name(rule.level)},
          {"origin", name(rule.origin)},
          {"clause", rule.clause},
          {"sentence", rule.sentence},
          {"note", rule.note}};
}

nlohmann::ordered_json json_of(const ConformanceCase& each) {
  nlohmann::ordered_json json{{"id", each.id},
                              {"verb", name(each.question.verb)},
                              {"level", name(each.level)},
                              {"due", due_of(each)}};
  if (each.rule) json["rule"] = row(*each.rule).id;
  if (!each.twin.empty()) json["twin"] = each.twin;
  json["input_bytes"] = each.question.input.size();
  json["input"] = line_protocol::to_hex(each.question.input);
  return json;
}

std::string text_of(const RuleRow& rule) {
  std::string text(rule.id);
  text.append("\n  ").append(rule.sentence);
  text.append("\n  demand ").append(name(rule.demand)).append(", level ").append(name(rule.level));
  text.append(", origin ").append(name(rule.origin)).append(", ").append(rule.clause).append("\n");
  if (!rule.note.empty()) text.append("  note: ").append(rule.note).append("\n");
  return text;
}

nlohmann::ordered_json json_of(const PlantedFault& fault) {
  const Question witness = fault.witness();
  return {{"id", fault.id},
          {"what", fault.what},
          {"breaks", fault.breaks},
          {"contract", fault.contract().id},
          {"verb", name(witness.verb)},
          {"witness", line_of(witness)}};
}

std::string text_of(const PlantedFault& fault) {
  std::string text(fault.id);
  text.append("\n  ").append(fault.what).append("\n  breaks ").append(fault.breaks);
  const std::string witness = line_of(fault.witness());
  if (!witness.empty() && witness.size() <= kShownLineMax) {
    text.append("\n  shows under ").append(fault.contract().id).append(" at: ").append(witness);
  }
  return text + "\n";
}

// Each of them, as JSON or as text.
template <class Rows>
std::string listed(const Rows& rows, bool json) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  std::string text;
  for (const auto& row : rows) {
    if (json) {
      all.push_back(json_of(row));
    } else {
      text += text_of(row);
    }
  }
  return json ? all.dump(2) + "\n" : text;
}

std::string text_of(const ConformanceCase& each, const Contract& contract) {
  std::string text = each.id + "\n";
  text.append("  asked     ").append(name(each.question.verb)).append("\n");
  text.append("  level     ").append(name(each.level)).append("\n");
  Judge judge(Standard{&contract, Level::choice, {}});
  const Expectation due = judge.expect(each.question);
  text.append("  due       ").append(due_of(each));
  if (each.question.verb == Verb::script) {
    text.append("  ").append(each.question.script->sentence);
  } else if (due.has_value && each.question.verb != Verb::exchange) {
    text.append(": ").append(shown(each.question, due.answer));
  }
  text += "\n";
  if (!each.twin.empty()) text.append("  twin      ").append(each.twin).append("\n");
  const std::string line = line_of(each.question);
  if (!each.question.input.empty()) {
    text.append("  input     \"").append(escaped(each.question.input)).append("\"\n");
  }
  if (!line.empty()) text.append("  line      1 ").append(line).append("\n");
  if (each.rule) text.append("rule ").append(text_of(row(*each.rule)));
  return text;
}

}  // namespace

int list_command(const ListCommand& command) {
  if (command.rules || command.faults) {
    const std::string text =
        command.rules ? listed(rules(), command.json) : listed(planted_faults(), command.json);
    return write_out(text) ? kConforming : kInternal;
  }
  std::string text;
  const auto cases = cases_of(command.common);
  if (!cases) return kNotJudged;
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const ConformanceCase& each : *cases) {
    const bool wanted = command.only.empty() ||
                        std::any_of(command.only.begin(), command.only.end(),
                                    [&](const auto& pattern) { return names(pattern, each.id); });
    if (!wanted) continue;
    if (command.json) {
      all.push_back(json_of(each));
      // A list is to be read; `export` writes the inputs at the limits, which have megabytes, too.
      if (each.question.input.size() > kListedInputMax) all.back().erase("input");
    } else {
      text.append(each.id).append("  ").append(due_of(each)).append("  ");
      text.append(name(each.level)).append("\n");
    }
  }
  if (command.json) text = all.dump(2) + "\n";
  if (text.empty()) {
    complain("no case has such a name");
    return kUsage;
  }
  return write_out(text) ? kConforming : kInternal;
}

int explain_command(const CommonOptions& common, const std::string& name) {
  if (const std::optional<Rule> rule = find_rule(name)) {
    std::string text = text_of(row(*rule));
    const auto cases = cases_of(common);
    if (!cases) return kNotJudged;
    for (const ConformanceCase& each : *cases) {
      if (each.rule != rule) continue;
      text.append("  case ").append(each.id).append("  ").append(due_of(each)).append("\n");
    }
    return write_out(text) ? kConforming : kInternal;
  }
  if (const PlantedFault* fault = find_planted_fault(name)) {
    return write_out(text_of(*fault)) ? kConforming : kInternal;
  }
  const auto cases = cases_of(common);
  if (!cases) return kNotJudged;
  std::vector<std::string> known;
  for (const ConformanceCase& each : *cases) {
    if (each.id == name) {
      const std::string text = text_of(each, *common.subject_options.contract);
      return write_out(text) ? kConforming : kInternal;
    }
    known.push_back(each.id);
  }
  for (const RuleRow& rule : rules()) known.emplace_back(rule.id);
  for (const PlantedFault& fault : planted_faults()) known.emplace_back(fault.id);
  std::string text =
      "there is no rule, no case and no planted fault \"" + name + "\"; the nearest:";
  for (const std::string& near : nearest(name, known)) text.append("\n  ").append(near);
  complain(text);
  return kUsage;
}

int export_command(const CommonOptions& common, const std::filesystem::path& folder) {
  const auto cases = cases_of(common);
  if (!cases) return kNotJudged;
  std::string lines;
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  std::size_t number = 0;
  for (const ConformanceCase& each : *cases) {
    all.push_back(json_of(each));
    const std::string line = line_of(each.question);
    if (!line.empty()) lines += std::to_string(++number) + " " + line + "\n";
  }
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const auto save = [&folder](const char* name, const std::string& text) {
    std::ofstream out(folder / name, std::ios::binary);
    out << text;
    out.close();
    if (!out) complain((folder / name).string() + " can't be written");
    return static_cast<bool>(out);
  };
  const bool saved = save("cases.json", all.dump(1) + "\n") && save("requests.txt", lines);
  return saved ? kConforming : kInternal;
}

}  // namespace connectorgroup
