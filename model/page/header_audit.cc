// The strict reader judges each header in a message that is good without it. Those that pass are
// then judged together, and each that is at fault is taken out until the rest passes: so none hides
// another.
#include "model/page/header_audit.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "model/exchange/bearer.h"
#include "model/exchange/target.h"
#include "model/http/field_values.h"
#include "model/http/message.h"

namespace connectorgroup::page {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kAnyHost = "Host: a\r\n";

// The header's line on the page, from its name on.
std::string_view line_of(const PageHeader& header, const Findings& findings) {
  const std::string_view line = findings.line(header.line);
  // No container's prefix has a colon, so the first one is the header's.
  const std::size_t colon = std::min(line.find(':'), line.size());
  return line.substr(colon - std::min(colon, header.name.size()));
}

// The byte `offset` of the header's value.
Spot value_spot(const PageHeader& header, const Findings& findings, std::size_t offset) {
  const std::string_view line = findings.line(header.line);
  const std::size_t begin = line.find(header.value, line.find(':') + 1);
  return findings.spot(header.line, begin + offset);
}

bool is_length_rule(Rule rule) {
  return rule == Rule::http_content_length_digits || rule == Rule::http_content_length_range;
}

class HeaderAudit {
 public:
  HeaderAudit(const PageExample& example, const StartLine& start, Findings& findings,
              WireJudge& wire)
      : example_(example),
        start_(start),
        is_request_(example.annotation.type == BlockType::request),
        findings_(findings),
        wire_(wire) {}

  void audit(const std::optional<DocumentedHeader>& authorization) {
    each();
    together();
    values();
    if (is_request_) {
      missing_authorization(authorization);
    } else if (start_.status) {
      missing_of_status(*start_.status);
    }
    missing_content_type();
  }

 private:
  struct GoodLine {
    std::string_view text;
    const PageHeader* header;
  };

  MessageKind kind() const { return is_request_ ? MessageKind::request : MessageKind::response; }

  void each() {
    const std::string_view before = is_request_ ? "GET / HTTP/1.1\r\n" : "HTTP/1.1 200 OK\r\n";
    std::string head;
    for (const PageHeader& header : example_.headers) {
      const std::string_view line = line_of(header, findings_);
      head.assign(before);
      if (is_request_ && !equal_ignoring_case(trim(header.name), "host")) head += kAnyHost;
      const std::size_t begin = head.size();
      head.append(line).append(kLineEnd).append(kLineEnd);
      const auto violation = wire_.judge(kind(), head);
      if (!violation) {
        good_.push_back({line, &header});
        continue;
      }
      const std::size_t offset = violation->offset - std::min(violation->offset, begin);
      report(header, violation->rule, findings_.spot(header.line, line, offset));
    }
  }

  void together() {
    // Beyond its limit on fields the reader refuses whatever comes, so no more are needed.
    constexpr std::size_t kFieldsEnough = HttpLimits{}.fields_max + 1;
    std::vector<GoodLine> lines(good_.begin(), good_.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                   good_.size(), kFieldsEnough)));
    std::vector<std::size_t> ends;
    while (const auto violation = wire_.judge(kind(), head_of(lines, ends))) {
      // That shows behind all lines: they break nothing else together.
      if (violation->rule == Rule::http_host_missing) return missing_host();
      const auto at = std::upper_bound(ends.begin(), ends.end(), violation->offset);
      // never true: what lines break together, the start line being right, shows in one of them
      if (at == ends.end()) return;
      const auto index = at - ends.begin();
      const PageHeader& header = *lines[static_cast<std::size_t>(index)].header;
      const std::string_view line = line_of(header, findings_);
      report(header, violation->rule, findings_.spot(header.line, line, 0));
      lines.erase(lines.begin() + index);
    }
  }

  // The head that has these lines. `ends`: where in it each of them ends.
  std::string head_of(const std::vector<GoodLine>& lines, std::vector<std::size_t>& ends) const {
    std::string head = start_.line;
    head += kLineEnd;
    ends.clear();
    for (const GoodLine& line : lines) {
      head.append(line.text).append(kLineEnd);
      ends.push_back(head.size());
    }
    head += kLineEnd;
    return head;
  }

  void report(const PageHeader& header, Rule rule, Spot spot) {
    const PageCheck check =
        is_length_rule(rule) ? PageCheck::content_length_syntax : PageCheck::header_syntax;
    findings_.add(check, spot, rule).actual = shown(trim(line_of(header, findings_)));
  }

  void values() {
    // Which errors go with a status is for the exchange to judge.
    ChallengeReader challenges(0);
    for (const PageHeader& header : example_.headers) {
      const auto is = [name = trim(header.name)](std::string_view known) {
        return equal_ignoring_case(name, known);
      };
      if (is("content-type")) {
        const auto type = read_media_type(header.value);
        if (!type.accepted()) value(header, PageCheck::content_type_syntax, type.violation());
      } else if (is_request_) {
        continue;
      } else if (is("retry-after")) {
        const auto violation = check_retry_after(header.value);
        if (violation) value(header, PageCheck::retry_after_syntax, *violation);
      } else if (is("location")) {
        const auto fault = uri_reference_fault(header.value);
        if (fault) {
          value(header, PageCheck::location_syntax, {Rule::exchange_location_syntax, *fault});
        }
      } else if (is("www-authenticate")) {
        const auto violation = challenges.read(header.value);
        if (violation) value(header, PageCheck::www_authenticate_syntax, *violation);
      }
    }
  }

  void value(const PageHeader& header, PageCheck check, const Violation& violation) {
    findings_.add(check, value_spot(header, findings_, violation.offset), violation.rule).actual =
        shown(header.value);
  }

  // --- What should be there.

  bool has(std::string_view name) const { return find_header(example_, name) != nullptr; }

  AuditFinding& missing(PageCheck check) {
    const std::size_t line =
        example_.lines.start != 0 ? example_.lines.start : example_.lines.fence;
    AuditFinding& finding = findings_.add(check, {line});
    for (const PageHeader& header : example_.headers) {
      finding.actual += finding.actual.empty() ? "" : ", ";
      finding.actual += header.name;
    }
    finding.actual = finding.actual.empty() ? "no headers" : "only " + shown(finding.actual);
    return finding;
  }

  void missing_host() {
    // One that was refused for its form isn't missing.
    if (has("host")) return;
    missing(PageCheck::host_missing).consequence = "a server must answer 400 (Bad Request)";
  }

  void missing_authorization(const std::optional<DocumentedHeader>& documented) {
    if (!documented || has("authorization")) return;
    AuditFinding& finding = missing(PageCheck::authorization_missing);
    finding.declared = "line " + std::to_string(documented->line) + ": " + shown(documented->text);
    finding.consequence = "the service answers 401 (Unauthorized)";
  }

  void missing_of_status(int status) {
    if (status == 201 && !has("location")) {
      missing(PageCheck::location_missing).consequence =
          "a client has to build the new resource's address itself";
    } else if (status == 401 && !has("www-authenticate")) {
      missing(PageCheck::www_authenticate_missing);
    } else if (status == 405 && !has("allow")) {
      missing(PageCheck::allow_missing);
    }
  }

  void missing_content_type() {
    if (!has_body(example_) || has("content-type")) return;
    missing(PageCheck::content_type_missing).consequence =
        is_request_ ? "the service doesn't take the body for JSON"
                    : "a client has to guess what the body is";
  }

  const PageExample& example_;
  const StartLine& start_;
  bool is_request_;
  Findings& findings_;
  WireJudge& wire_;
  std::vector<GoodLine> good_;
};

}  // namespace

const PageHeader* find_header(const PageExample& example, std::string_view name) {
  const auto found = std::find_if(
      example.headers.begin(), example.headers.end(),
      [name](const PageHeader& header) { return equal_ignoring_case(trim(header.name), name); });
  return found == example.headers.end() ? nullptr : &*found;
}

Spot value_spot(const PageHeader& header, const Findings& findings) {
  return value_spot(header, findings, 0);
}

bool has_body(const PageExample& example) { return !trim(example.body, " \t\r\n").empty(); }

void audit_headers(const PageExample& example, const StartLine& start,
                   const std::optional<DocumentedHeader>& authorization, Findings& findings,
                   WireJudge& wire) {
  HeaderAudit(example, start, findings, wire).audit(authorization);
}

}  // namespace connectorgroup::page
