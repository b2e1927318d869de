// The summary of a run in GitHub's Markdown, for $GITHUB_STEP_SUMMARY: the verdict, counts, broken
// rules, and a folded block for each failure.
#pragma once

#include <cstddef>
#include <string>

#include "properties/conformance/report/report.h"

namespace connectorgroup {

// Failures that are shown; of the others their number. GitHub takes 1 MiB for each step, so after
// this many bytes there are no more of them either.
inline constexpr std::size_t kMarkdownFailuresMax = 50;
inline constexpr std::size_t kMarkdownFailureBytesMax = 600000;

// Text of a subject is text in it: no markup, no link, no mention.
std::string markdown_report(const RunReport& report);

}  // namespace connectorgroup
