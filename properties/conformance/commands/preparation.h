// What several commands need before they can begin, and what ends them if they don't get it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "properties/conformance/cases.h"
#include "properties/conformance/commands/commands.h"
#include "properties/conformance/commands/output.h"
#include "properties/conformance/report/report.h"
#include "properties/conformance/subject_spec.h"

namespace connectorgroup {

// Thrown where a command can't go on: its exit status, and why, for people.
struct Unusable {
  int status;
  std::string complaint;
};

// What the action gives, or the status of what it throws, after the complaint.
template <class Action>
int complaining(Action action) {
  try {
    return action();
  } catch (const Unusable& unusable) {
    complain(unusable.complaint);
    return unusable.status;
  }
}

// Throws Unusable where there is no such subject.
NamedSubject required_subject(const std::string& spec, const CommonOptions& common);

// The cases of the contract as this subject can be asked them. Throws Unusable where the corpus is
// at fault.
std::vector<ConformanceCase> required_cases(const NamedSubject& subject,
                                            const CommonOptions& common);

// Throws Unusable at the first pattern that names no case, with the ids nearest to it.
void require_named(const std::vector<ConformanceCase>& cases,
                   const std::vector<std::string>& patterns);

// Whether one of the patterns names the id.
bool is_named(const std::vector<std::string>& patterns, std::string_view id);

std::vector<std::string> ids_of(const std::vector<ConformanceCase>& cases);

// How the subject calls itself, if it lives to say so.
void identify(const NamedSubject& subject, RunReport& report);

}  // namespace connectorgroup
