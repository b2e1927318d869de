#include "properties/conformance/subject_spec.h"

#include <optional>
#include <utility>
#include <vector>

#include "properties/conformance/cases.h"
#include "properties/subjects/pipe/child_process.h"
#include "properties/subjects/pipe/line_subject.h"
#include "properties/subjects/pipe/process_channel.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

using Found = std::variant<NamedSubject, std::string>;

bool can_be_ignored(const RuleRow& rule) {
  return rule.demand == Demand::refuse || rule.demand == Demand::accept;
}

std::string no_such_rule(std::string_view id) {
  std::vector<std::string> ids;
  for (const RuleRow& rule : rules()) {
    if (can_be_ignored(rule)) ids.emplace_back(rule.id);
  }
  std::string text = "there is no rule \"" + std::string(id) + "\"; the nearest:";
  for (const std::string& near : nearest(id, ids)) text += " " + near;
  return text;
}

Found fault(std::string_view spec, std::string_view list, const Contract& contract) {
  RuleSet ignored;
  while (true) {
    const std::size_t comma = list.find(',');
    const std::string_view id = list.substr(0, comma);
    const std::optional<Rule> rule = find_rule(id);
    if (!rule) return no_such_rule(id);
    if (!can_be_ignored(row(*rule))) {
      return std::string(id) + " is of demand " + std::string(name(row(*rule).demand)) +
             ": a reader can't ignore it";
    }
    ignored.add(*rule);
    if (comma == std::string_view::npos) break;
    list.remove_prefix(comma + 1);
  }
  const auto make = [&contract, ignored] { return make_faulty_model(contract, ignored); };
  return NamedSubject{std::string(spec), make, Level::choice,
                      "cgconform answer --subject " + std::string(spec)};
}

Found program(std::string_view spec, std::string_view command, const SubjectOptions& options,
              bool oneshot) {
  const std::optional<std::vector<std::string>> words = split_command(command);
  if (!words) return "\"" + std::string(command) + "\" is no command: a quote is open, or no word";
  const std::string name(spec);
  SubjectFactory make = [name, words = *words, options]() -> std::unique_ptr<Subject> {
    return make_line_subject(
        name, *options.contract,
        make_process_channel(words, *options.contract, options.oneshot.process));
  };
  if (oneshot) {
    make = [name, words = *words, options]() -> std::unique_ptr<Subject> {
      return make_oneshot_subject(name, words, *options.contract, options.oneshot);
    };
  }
  return NamedSubject{name, make, Level::required, oneshot ? "" : std::string(command)};
}

}  // namespace

std::variant<NamedSubject, std::string> find_subject(std::string_view spec,
                                                     const SubjectOptions& options) {
  const std::size_t colon = spec.find(':');
  const std::string_view kind = spec.substr(0, colon);
  const std::string_view rest =
      colon == std::string_view::npos ? std::string_view() : spec.substr(colon + 1);
  const Contract& contract = *options.contract;
  if (spec == "model") {
    return NamedSubject{"model", [&contract] { return make_whole_model(contract); }, Level::choice,
                        "cgconform answer"};
  }
  if (kind == "fault") return fault(spec, rest, contract);
  if (kind == "exec") return program(spec, rest, options, false);
  if (kind == "oneshot") return program(spec, rest, options, true);
  return "there is no subject \"" + std::string(spec) +
         "\": model, fault:RULE, exec:COMMAND, oneshot:COMMAND";
}

}  // namespace connectorgroup
