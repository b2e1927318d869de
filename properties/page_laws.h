// The laws of documentation pages: what the reader, the audit and its reports owe to any bytes.
// Each is a check of one sentence, which stands with it in the registry (page_laws()).
//
// Laws of other rooms ask a Subject; these ask a PageSubject, since nothing but the model reads
// pages. The functions that take one are for tests of the laws themselves.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/page/audit.h"
#include "model/page/reader.h"
#include "model/page/report.h"
#include "properties/law.h"

namespace connectorgroup {

// Empty where the page library isn't part of the build.
std::span<const Law> page_laws();

// The model, unless a function is overridden.
class PageSubject {
 public:
  virtual ~PageSubject() = default;

  virtual PageReading read(std::string_view page);
  virtual std::vector<AuditFinding> audit(std::string_view page);
  // Told which contract the page is of.
  virtual std::vector<AuditFinding> audit_under(const Contract& contract, std::string_view page);
  // The report on one page of this path.
  virtual std::string report(ReportFormat format, std::string_view path,
                             const std::vector<AuditFinding>& findings);
};

namespace laws {

Broken findings_lie_within_the_page(std::string_view bytes, PageSubject& subject);
Broken findings_are_named(std::string_view bytes, PageSubject& subject);
Broken examples_are_bytes_of_the_page(std::string_view bytes, PageSubject& subject);
Broken an_audit_stands(std::string_view bytes, PageSubject& subject);
Broken a_written_message_has_its_length(std::string_view bytes, PageSubject& subject,
                                        Effort effort);
Broken a_wrong_length_is_one_finding(std::string_view bytes, PageSubject& subject, Effort effort);
Broken other_lines_shift_a_page(std::string_view bytes, PageSubject& subject, Effort effort);
Broken reports_are_valid(std::string_view bytes, PageSubject& subject, Effort effort);

}  // namespace laws
}  // namespace connectorgroup
