#include "model/page/report.h"

#include <array>
#include <filesystem>

#include "model/page/json_text.h"

namespace connectorgroup {
namespace {

using page::append_json_string;
using page::append_uri_path;
using page::append_visible;

// Raised when a member changes its meaning or goes; not when one is added.
constexpr std::string_view kJsonVersion = "1";

constexpr std::string_view kBold = "\x1B[1m";
constexpr std::string_view kPlain = "\x1B[0m";
constexpr std::array<std::string_view, 3> kSeverityColors{"\x1B[1;31m", "\x1B[1;35m", "\x1B[1;36m"};

// `,"key":`; without the comma where the key is the first of its object.
void append_key(std::string& out, std::string_view key) {
  if (out.back() != '{') out += ',';
  append_json_string(out, key);
  out += ':';
}

void append_member(std::string& out, std::string_view key, std::string_view value) {
  append_key(out, key);
  append_json_string(out, value);
}

void append_member(std::string& out, std::string_view key, std::size_t value) {
  append_key(out, key);
  out += std::to_string(value);
}

// The parts of a finding that only some have, in the order in which they are shown.
struct Detail {
  std::string_view key;
  std::string_view text;
};

std::array<Detail, 4> details(const AuditFinding& finding) {
  return {{{"declared", finding.declared},
           {"actual", finding.actual},
           {"consequence", finding.consequence},
           {"explanation", finding.explanation}}};
}

// --- JSON.

void append_json_finding(std::string& out, const AuditFinding& finding) {
  const CheckRow& check = row(finding.check);
  out += '{';
  append_member(out, "line", finding.line);
  append_member(out, "column", finding.column);
  append_member(out, "check", check.id);
  append_member(out, "severity", name(check.severity));
  append_member(out, "sentence", check.sentence);
  append_member(out, "clause", check.clause);
  append_key(out, "rule");
  if (finding.rule) {
    append_json_string(out, row(*finding.rule).id);
  } else {
    out += "null";
  }
  for (const Detail& detail : details(finding)) append_member(out, detail.key, detail.text);
  out += '}';
}

void append_json_page(std::string& out, std::string_view path,
                      std::span<const AuditFinding> findings) {
  out += "\n{";
  append_member(out, "path", path);
  append_key(out, "findings");
  out += '[';
  for (std::size_t i = 0; i < findings.size(); ++i) {
    out += i == 0 ? "\n " : ",\n ";
    append_json_finding(out, findings[i]);
  }
  out += "]}";
}

// --- SARIF 2.1.0 (OASIS).

void append_text_object(std::string& out, std::string_view key, std::string_view text) {
  append_key(out, key);
  out += '{';
  append_member(out, "text", text);
  out += '}';
}

void append_sarif_rules(std::string& out) {
  out += '[';
  for (const CheckRow& check : page_checks()) {
    out += check.check == PageCheck{} ? "\n{" : ",\n{";
    append_member(out, "id", check.id);
    append_text_object(out, "shortDescription", check.sentence);
    append_key(out, "defaultConfiguration");
    out += '{';
    append_member(out, "level", name(check.severity));
    out += '}';
    append_key(out, "properties");
    out += '{';
    append_member(out, "clause", check.clause);
    if (check.rule) append_member(out, "rule", row(*check.rule).id);
    out += "}}";
  }
  out += ']';
}

// Relative to where the tool ran, unless the user named it otherwise.
void append_artifact(std::string& out, std::string_view path) {
  const std::string plain = std::filesystem::path(path).lexically_normal().generic_string();
  std::string uri = plain.starts_with('/') ? "file://" : "";
  append_uri_path(uri, plain);
  append_key(out, "artifactLocation");
  out += '{';
  append_member(out, "uri", uri);
  if (!plain.starts_with('/')) append_member(out, "uriBaseId", "%SRCROOT%");
  out += '}';
}

void append_sarif_result(std::string& out, std::string_view path, const AuditFinding& finding) {
  const CheckRow& check = row(finding.check);
  std::string message(check.sentence);
  for (const Detail& detail : details(finding)) {
    if (detail.text.empty()) continue;
    message.append(" ").append(detail.key).append(": ").append(detail.text).append(".");
  }
  out += "\n{";
  append_member(out, "ruleId", check.id);
  append_member(out, "ruleIndex", static_cast<std::size_t>(finding.check));
  append_member(out, "level", name(check.severity));
  append_text_object(out, "message", message);
  append_key(out, "locations");
  out += "[{\"physicalLocation\":{";
  append_artifact(out, path);
  append_key(out, "region");
  out += '{';
  append_member(out, "startLine", finding.line);
  if (finding.column != 0) append_member(out, "startColumn", finding.column);
  out += "}}}]";
  append_key(out, "properties");
  out += '{';
  if (finding.rule) append_member(out, "rule", row(*finding.rule).id);
  for (const Detail& detail : details(finding)) {
    if (!detail.text.empty()) append_member(out, detail.key, detail.text);
  }
  out += "}}";
}

// --- Text.

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

void append_detail(std::string& out, std::string_view key, std::string_view text) {
  constexpr std::size_t kWidth = 13;
  out.append("    ").append(key);
  out.append(kWidth - key.size(), ' ');
  append_visible(out, text);
  out += '\n';
}

}  // namespace

void AuditReport::begin(std::string& out) {
  if (format_ == ReportFormat::json) {
    out += "{\"format\":\"connectorgroup.page-audit\",\"version\":";
    out.append(kJsonVersion).append(",\"pages\":[");
  } else if (format_ == ReportFormat::sarif) {
    out +=
        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
        "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"page_audit\",\"rules\":";
    append_sarif_rules(out);
    out += "}},\"columnKind\":\"unicodeCodePoints\",\"results\":[";
  }
}

void AuditReport::page(std::string_view path, std::span<const AuditFinding> findings,
                       std::string& out) {
  ++totals_.pages;
  if (format_ == ReportFormat::json) {
    if (!first_) out += ',';
    append_json_page(out, path, findings);
    first_ = false;
  }
  for (const AuditFinding& finding : findings) {
    const Severity severity = row(finding.check).severity;
    ++(severity == Severity::error     ? totals_.errors
       : severity == Severity::warning ? totals_.warnings
                                       : totals_.notes);
    if (format_ == ReportFormat::sarif) {
      if (!first_) out += ',';
      append_sarif_result(out, path, finding);
      first_ = false;
    } else if (format_ == ReportFormat::text) {
      text_finding(path, finding, out);
    }
  }
}

void AuditReport::unreadable(std::string_view path, std::string_view why) {
  ++totals_.unreadable;
  unreadable_.emplace_back(path, why);
}

void AuditReport::text_finding(std::string_view path, const AuditFinding& finding,
                               std::string& out) const {
  const CheckRow& check = row(finding.check);
  const auto color = [&](std::string_view escape) {
    if (colored_) out += escape;
  };
  color(kBold);
  append_visible(out, path);
  out += ':' + std::to_string(finding.line) + ':';
  if (finding.column != 0) out += std::to_string(finding.column) + ':';
  out += ' ';
  color(kSeverityColors[static_cast<std::size_t>(check.severity)]);
  out.append(name(check.severity)).append(": ");
  color(kPlain);
  out.append(check.sentence).append(" [").append(check.id).append("]\n");
  for (const Detail& detail : details(finding)) {
    if (!detail.text.empty()) append_detail(out, detail.key, detail.text);
  }
  if (finding.rule) {
    const RuleRow& rule = row(*finding.rule);
    append_detail(out, "rule", std::string(rule.id) + " (" + std::string(rule.clause) + ")");
  }
}

void AuditReport::end(std::string& out) const {
  if (format_ == ReportFormat::text) {
    end_text(out);
  } else if (format_ == ReportFormat::json) {
    end_json(out);
  } else {
    end_sarif(out);
  }
}

void AuditReport::end_text(std::string& out) const {
  out += counted(totals_.pages, "page") + ", " + counted(totals_.findings(), "finding");
  if (totals_.findings() > 0) {
    out += ": " + counted(totals_.errors, "error") + ", " + counted(totals_.warnings, "warning") +
           ", " + counted(totals_.notes, "note");
  }
  if (totals_.unreadable > 0) out += "; " + std::to_string(totals_.unreadable) + " unreadable";
  out += '\n';
}

void AuditReport::end_json(std::string& out) const {
  out += "],\"unreadable\":[";
  for (const auto& [path, why] : unreadable_) {
    out += &path == &unreadable_.front().first ? "\n{" : ",\n{";
    append_member(out, "path", path);
    append_member(out, "why", why);
    out += '}';
  }
  out += "],\"summary\":{";
  append_member(out, "pages", totals_.pages);
  append_member(out, "errors", totals_.errors);
  append_member(out, "warnings", totals_.warnings);
  append_member(out, "notes", totals_.notes);
  append_member(out, "unreadable", totals_.unreadable);
  out += "}}\n";
}

void AuditReport::end_sarif(std::string& out) const {
  out += "],\"invocations\":[{\"executionSuccessful\":";
  out += unreadable_.empty() ? "true" : "false";
  out += ",\"toolExecutionNotifications\":[";
  for (const auto& [path, why] : unreadable_) {
    out += &path == &unreadable_.front().first ? "\n{" : ",\n{";
    append_member(out, "level", "error");
    append_text_object(out, "message", path + ": " + why);
    append_key(out, "locations");
    out += "[{\"physicalLocation\":{";
    append_artifact(out, path);
    out += "}}]}";
  }
  out += "]}]}]}\n";
}

}  // namespace connectorgroup
