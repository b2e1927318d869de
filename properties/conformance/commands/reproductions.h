// The lines of a report that a person can copy, and the files that they need.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "properties/conformance/cases.h"
#include "properties/conformance/report/report.h"
#include "properties/conformance/subject_spec.h"

namespace connectorgroup {

// A word as a POSIX shell takes it.
std::string for_shell(const std::string& word);

// The command that asks this, given the words of the protocol that do; empty where there is none:
// the subject isn't a program, or the words are too many for a shell.
std::string pipe_line(const std::string& line, const NamedSubject& subject);

// For each case that didn't pass: the line for the subject's standard input, of the smallest input
// that is known, the request for curl, the command that asks this case again, and the corpus file
// that it is of.
void add_reproductions(RunReport& report, const std::vector<ConformanceCase>& cases,
                       const NamedSubject& subject, const std::filesystem::path& corpus);

// The same for random failures, whose questions are saved to this folder, each as a file for
// `cgconform replay`. False, with a message on standard error: one couldn't be written.
// REQUIRES: their reproduction.pipe is the line of the protocol that asks.
bool save_random_failures(RunReport& report, const NamedSubject& subject,
                          const std::filesystem::path& folder);

}  // namespace connectorgroup
