// What the audit found, as text for people, as JSON, or as SARIF 2.1.0 for tools that show findings
// beside the lines of a file.
//
// A report is written as it comes, page by page: begin(), then page() or unreadable() for each,
// then end(). Each appends to `out`. Whatever bytes a page has, text is one line a piece and UTF-8,
// and JSON and SARIF are valid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/page/audit.h"

namespace connectorgroup {

enum class ReportFormat : std::uint8_t { text, json, sarif };

class AuditReport {
 public:
  struct Totals {
    std::size_t pages = 0;
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t notes = 0;
    std::size_t unreadable = 0;

    std::size_t findings() const { return errors + warnings + notes; }
  };

  // `colored`: text with the escapes of ANSI terminals.
  explicit AuditReport(ReportFormat format, bool colored = false)
      : format_(format), colored_(colored) {}

  void begin(std::string& out);
  // `path` names the page, as the user did.
  void page(std::string_view path, std::span<const AuditFinding> findings, std::string& out);
  // Remembers a page that couldn't be read, and why.
  void unreadable(std::string_view path, std::string_view why);
  void end(std::string& out) const;

  const Totals& totals() const { return totals_; }

 private:
  void text_finding(std::string_view path, const AuditFinding& finding, std::string& out) const;
  void end_text(std::string& out) const;
  void end_json(std::string& out) const;
  void end_sarif(std::string& out) const;

  ReportFormat format_;
  bool colored_;
  bool first_ = true;  // no element of the format's array has been written
  Totals totals_;
  std::vector<std::pair<std::string, std::string>> unreadable_;
};

}  // namespace connectorgroup
