#include "properties/conformance/commands/preparation.h"

#include <algorithm>
#include <utility>

#include "properties/subject_failure.h"
#include "properties/subjects/pipe/interrupted.h"

namespace connectorgroup {

NamedSubject required_subject(const std::string& spec, const CommonOptions& common) {
  auto found = find_subject(spec, common.subject_options);
  if (const auto* complaint = std::get_if<std::string>(&found)) throw Unusable{kUsage, *complaint};
  return std::get<NamedSubject>(std::move(found));
}

std::vector<ConformanceCase> required_cases(const NamedSubject& subject,
                                            const CommonOptions& common) {
  const Contract& contract = *common.subject_options.contract;
  auto loaded = load_cases(common.corpus, contract);
  if (const auto* complaint = std::get_if<std::string>(&loaded)) {
    throw Unusable{kNotJudged, *complaint};
  }
  auto cases = std::get<std::vector<ConformanceCase>>(std::move(loaded));
  return subject.is_server ? cases_for_server(std::move(cases), contract) : cases;
}

void require_named(const std::vector<ConformanceCase>& cases,
                   const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns) {
    const bool is_idle = std::none_of(cases.begin(), cases.end(),
                                      [&](const auto& each) { return names(pattern, each.id); });
    if (!is_idle) continue;
    std::string text = "\"" + pattern + "\" names no case; the nearest:";
    for (const std::string& near : nearest(pattern, ids_of(cases))) {
      text.append("\n  ").append(near);
    }
    throw Unusable{kUsage, text};
  }
}

bool is_named(const std::vector<std::string>& patterns, std::string_view id) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [id](const std::string& pattern) { return names(pattern, id); });
}

std::vector<std::string> ids_of(const std::vector<ConformanceCase>& cases) {
  std::vector<std::string> ids;
  for (const ConformanceCase& each : cases) ids.push_back(each.id);
  return ids;
}

void identify(const NamedSubject& subject, RunReport& report) {
  try {
    const Subject::Identity identity = subject.make()->identity();
    report.subject_name = identity.name;
    report.subject_version = identity.version;
  } catch (const SubjectFailure&) {
    // What it fails at is in the cases; it stays without a name.
    report.subject_name.clear();
  } catch (const Interrupted&) {
    // Nothing more is asked; what was found out is told.
    report.subject_name.clear();
  }
}

}  // namespace connectorgroup
