// JUnit XML, for continuous integration: one `testsuite` for each group of cases, one `testcase`
// for each case, in the shape of junit.xsd beside this file.
//
//   pass                             an empty testcase
//   fail                             <failure type="nonconformance">
//   untestable, order-dependent      <failure type="untestable"> ...
//   crash, timeout, protocol-error   <error type="crash"> ...
//   not-run                          <error type="not-run">
//   skipped, inconclusive            <skipped>
//   a known failure                  <skipped message="known failure: ...">
//   a case that isn't scored         <skipped message="not scored: ...">
// Random failures are the suite "random inputs", which has one passing testcase where there are
// none; faults of the known list are failures of the suite "known list"; a run that couldn't be
// judged (exit_status() 3) has an error in the suite "run".
//
// Inputs stand as hex only. XML 1.0 can't hold most control characters in any spelling, so text is
// visible() (report_text.h). There is no clock: all times are 0.
#pragma once

#include <string>

#include "properties/conformance/report/report.h"

namespace connectorgroup {

// Linear in the report.
std::string junit_report(const RunReport& report);

}  // namespace connectorgroup
