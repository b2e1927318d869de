#include "properties/conformance/subject_spec.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "properties/conformance/cases.h"
#include "properties/faults/every_fault.h"
#include "properties/subjects/libraries/library_subject.h"
#include "properties/subjects/own/library_process.h"
#include "properties/subjects/pipe/child_process.h"
#include "properties/subjects/pipe/line_subject.h"
#include "properties/subjects/pipe/process_channel.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

using Found = std::variant<NamedSubject, std::string>;

std::string no_such_fault(std::string_view id) {
  std::vector<std::string> ids;
  for (const Fault& fault : every_fault()) ids.emplace_back(fault.id);
  std::string text =
      "there is no rule and no planted fault \"" + std::string(id) + "\"; the nearest:";
  for (const std::string& near : nearest(id, ids)) text += " " + near;
  return text;
}

Found planted(std::string_view spec, const PlantedFault& fault, const Contract& contract) {
  const auto make = [&contract, &fault] { return fault.make(contract); };
  return NamedSubject{std::string(spec), make, Level::choice,
                      "cgconform answer --subject " + std::string(spec)};
}

// Rules to ignore, or the name of a planted fault.
Found fault(std::string_view spec, std::string_view list, const Contract& contract) {
  if (const PlantedFault* known = find_planted_fault(list)) return planted(spec, *known, contract);
  RuleSet ignored;
  while (true) {
    const std::size_t comma = list.find(',');
    const std::string_view id = list.substr(0, comma);
    const std::optional<Rule> rule = find_rule(id);
    if (!rule) return no_such_fault(id);
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

Found library(std::string_view spec, std::string_view name, const Contract& contract) {
  const std::string wanted(name);
  for (const LibraryInfo& each : libraries()) {
    if (each.name != name) continue;
    const auto make = [&contract, wanted] { return make_library_subject(wanted, contract); };
    return NamedSubject{std::string(spec), make, Level::required,
                        "cgconform answer --subject " + std::string(spec)};
  }
  for (const MissingLibrary& each : missing_libraries()) {
    if (each.name != name) continue;
    return "library:" + wanted + " wasn't there when this was built (apt-get install " +
           std::string(each.package) + ")";
  }
  std::string text = "there is no library \"" + wanted + "\"; there are:";
  for (const LibraryInfo& each : libraries()) text.append(" ").append(each.name);
  return text;
}

Found own_library(std::string_view spec, std::string_view path, const SubjectOptions& options) {
  if (path.empty()) return "lib: names no file; it is lib:PATH, such as lib:build/mine.so";
  const Contract& contract = *options.contract;
  NamedSubject named;
  named.spec = spec;
  named.command = "cgconform answer --subject " + named.spec;
  named.make = [file = std::string(path), &contract] {
    return make_loaded_subject(file, contract);
  };
  if (options.library_host.empty()) return named;
  std::vector<std::string> words{options.library_host, "answer",     "--subject",
                                 named.spec,           "--contract", std::string(contract.id)};
  named.make = [host = std::make_shared<LibraryHost>(std::move(words), options.oneshot.process),
                name = named.spec, &contract] { return host->make(name, contract); };
  return named;
}

#ifdef CONNECTORGROUP_HAS_HTTP_SUBJECT
Found server(std::string_view spec, const SubjectOptions& options) {
  HttpSubjectOptions http = options.http;
  http.url = spec;
  http.contract = options.contract;
  http.connect_timeout = options.oneshot.process.startup_timeout;
  http.answer_timeout = options.oneshot.process.answer_timeout;
  http.run = std::make_shared<HttpRun>();
  const auto first = make_http_subject(http);
  if (const auto* complaint = std::get_if<std::string>(&first)) return *complaint;
  NamedSubject named;
  named.spec = spec;
  named.is_server = true;
  named.make = [http]() -> std::unique_ptr<Subject> {
    return std::get<std::unique_ptr<HttpSubject>>(make_http_subject(http));
  };
  named.leftovers = [run = http.run] {
    std::vector<std::string> lines;
    for (const Leftover& each : run->leftovers) lines.push_back(each.id + ": " + each.why);
    return lines;
  };
  return named;
}
#else
Found server(std::string_view, const SubjectOptions&) {
  return "this was built without libcurl (apt-get install libcurl4-openssl-dev), so it has no "
         "servers as subjects";
}
#endif

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
  if (kind == "lib") return own_library(spec, rest, options);
  if (kind == "library") return library(spec, rest, contract);
  if (kind == "http" || kind == "https") return server(spec, options);
  return "there is no subject \"" + std::string(spec) +
         "\": model, fault:RULE, fault:NAME, exec:COMMAND, oneshot:COMMAND, lib:PATH, "
         "library:NAME, "
         "http://HOST:PORT";
}

}  // namespace connectorgroup
