// One page that shows what one or several subjects came to, case by case. It needs no network and
// no script: with script it can be filtered as well.
#pragma once

#include <span>
#include <string>

#include "properties/conformance/report/report.h"

namespace connectorgroup {

// The verdicts first, then the cases on which the subjects differ, those that fail everywhere,
// random failures, and what passed, by group. All text is visible() (report_text.h) and escaped for
// HTML. Linear in the reports, but for the sorting of cases.
std::string html_report(std::span<const RunReport> reports);

}  // namespace connectorgroup
