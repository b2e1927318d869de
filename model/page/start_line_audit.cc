// A start line is taken apart as people read it, and the strict reader judges each part in a line
// whose other parts are good. So a fault in one part hides none in another.
#include "model/page/start_line_audit.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "model/http/message.h"
#include "model/http/status.h"
#include "model/page/lines.h"

namespace connectorgroup::page {
namespace {

constexpr std::string_view kVersion = "HTTP/1.1";
constexpr std::string_view kHost = "\r\nHost: a\r\n\r\n";
constexpr std::string_view kEnd = "\r\n\r\n";

// RFC 9110 gave these other phrases than the RFCs before it: no phrase is held against them.
constexpr std::array<int, 4> kRenamed{413, 414, 416, 422};

bool looks_like_version(std::string_view word) {
  return word.starts_with("HTTP") || equal_ignoring_case(word.substr(0, 5), "http/");
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

// What stands in a target for something that the reader of the page is to put there: {id}, <id>.
struct Placeholder {
  std::size_t begin;
  std::size_t size;
};

std::vector<Placeholder> find_placeholders(std::string_view target) {
  std::vector<Placeholder> found;
  std::size_t at = target.find_first_of("{<");
  while (at != std::string_view::npos) {
    const std::size_t end = target.find(target[at] == '{' ? '}' : '>', at);
    if (end == std::string_view::npos) break;
    found.push_back({at, end + 1 - at});
    at = target.find_first_of("{<", end);
  }
  return found;
}

// Where `part`, a view of a part of `whole`, begins in it.
std::size_t offset_in(std::string_view whole, std::string_view part) {
  return static_cast<std::size_t>(part.data() - whole.data());
}

class RequestLineAudit {
 public:
  RequestLineAudit(const PageExample& example, Findings& findings, WireJudge& wire)
      : line_(example.start_line),
        number_(example.lines.start),
        parts_(split_request_line(line_)),
        findings_(findings),
        wire_(wire) {}

  StartLine audit() {
    if (line_.find_first_not_of(" \t") != 0) syntax(Rule::http_method, 0, line_);
    method();
    version();
    if (parts_.target.empty()) {
      const bool at_version = !parts_.version.empty();
      syntax(Rule::http_target_form,
             at_version ? offset_in(line_, parts_.version) : trim_end(line_).size(), line_);
    } else {
      target();
      if (method_is_good_ && target_is_good_) whole();
    }
    return {joined({method_is_good_ && parts_.method != "CONNECT" ? parts_.method : "GET", " / ",
                    version_is_good_ ? parts_.version : kVersion}),
            std::nullopt};
  }

 private:
  void method() {
    const auto violation = judge({parts_.method, " / ", kVersion, kHost});
    method_is_good_ = !violation || parts_.method == "CONNECT";
    if (!method_is_good_) {
      syntax(violation->rule, offset_in(line_, parts_.method) + violation->offset, parts_.method);
    }
  }

  void version() {
    if (parts_.version.empty()) {
      AuditFinding& finding =
          findings_.add(PageCheck::request_line_version, spot(trim_end(line_).size()));
      finding.actual = shown(line_);
      finding.consequence = "a server refuses the request: it finds no version behind the target";
      return;
    }
    constexpr std::string_view kBefore = "GET / ";
    const auto violation = judge({kBefore, parts_.version, kHost});
    version_is_good_ = !violation;
    if (violation) {
      const std::size_t in_version =
          violation->offset - std::min(violation->offset, kBefore.size());
      syntax(violation->rule, offset_in(line_, parts_.version) + in_version, parts_.version);
    }
  }

  void target() {
    good_target_ = parts_.target;
    placeholders();
    spaces();
    const std::string_view method = method_is_good_ ? parts_.method : "GET";
    RuleSet reported;
    // What can be taken back hides nothing else. Each round makes an octet an x, so they end.
    while (const auto violation = judge({method, " ", good_target_, " ", kVersion, kHost})) {
      const std::size_t before = method.size() + 1;
      const std::size_t in_target = violation->offset - std::min(violation->offset, before);
      if (!reported.has(violation->rule)) {
        syntax(violation->rule, offset_in(line_, parts_.target) + in_target, parts_.target);
        reported.add(violation->rule);
      }
      target_is_good_ = take_back(violation->rule, in_target);
      if (!target_is_good_) return;
    }
  }

  // Makes the octet that the violation of the target is about, and those like it, an x. False: it
  // isn't about single octets.
  bool take_back(Rule rule, std::size_t at) {
    if (rule != Rule::http_target_character && rule != Rule::http_target_percent) return false;
    // A percent sign's violation is where a digit should be.
    if (rule == Rule::http_target_percent) at = good_target_.rfind('%', at);
    // never true: these rules name an octet of the target, and no x breaks them
    if (at >= good_target_.size() || good_target_[at] == 'x') return false;
    std::replace(good_target_.begin(), good_target_.end(), char{good_target_[at]}, 'x');
    return true;
  }

  void placeholders() {
    const std::vector<Placeholder> found = find_placeholders(parts_.target);
    if (found.empty()) return;
    std::string all;
    for (const Placeholder& placeholder : found) {
      if (!all.empty()) all += ' ';
      all += parts_.target.substr(placeholder.begin, placeholder.size);
      std::fill_n(good_target_.begin() + static_cast<std::ptrdiff_t>(placeholder.begin),
                  placeholder.size, 'x');
    }
    AuditFinding& finding =
        findings_.add(PageCheck::request_line_placeholder, target_spot(found.front().begin));
    finding.actual = shown(all);
    finding.consequence = "a server refuses the target, or looks for a resource of that name";
  }

  void spaces() {
    const std::size_t first = good_target_.find_first_of(" \t");
    if (first == std::string::npos) return;
    std::replace_if(
        good_target_.begin(), good_target_.end(), [](char c) { return c == ' ' || c == '\t'; },
        'x');
    AuditFinding& finding = findings_.add(PageCheck::request_line_space, target_spot(first));
    finding.actual = shown(parts_.target);
    finding.consequence =
        "to a server the target ends at the space, and what follows is no HTTP version";
  }

  // What is wrong between the parts.
  void whole() {
    std::string repaired(line_);
    repaired.replace(offset_in(line_, parts_.target), parts_.target.size(), good_target_);
    const std::size_t behind =
        parts_.version.empty() ? trim_end(line_).size() : offset_in(line_, parts_.version);
    repaired.resize(behind);
    if (parts_.version.empty()) repaired += ' ';
    repaired += kVersion;
    const std::size_t before = offset_in(line_, parts_.method);
    const auto violation = judge({std::string_view(repaired).substr(before), kHost});
    if (violation) syntax(violation->rule, std::min(before + violation->offset, behind), line_);
  }

  static std::string_view trim_end(std::string_view text) {
    return text.substr(0, text.find_last_not_of(" \t") + 1);
  }

  std::optional<Violation> judge(std::initializer_list<std::string_view> parts) {
    return wire_.judge(MessageKind::request, joined(parts));
  }

  void syntax(Rule rule, std::size_t offset, std::string_view part) {
    findings_.add(PageCheck::request_line_syntax, spot(offset), rule).actual = shown(part);
  }

  Spot spot(std::size_t offset) const { return findings_.spot(number_, line_, offset); }
  Spot target_spot(std::size_t offset) const {
    return spot(offset_in(line_, parts_.target) + offset);
  }

  std::string_view line_;
  std::size_t number_;
  RequestLine parts_;
  Findings& findings_;
  WireJudge& wire_;
  bool method_is_good_ = true;
  bool version_is_good_ = false;
  bool target_is_good_ = true;
  std::string good_target_;
};

// --- Status lines.

class StatusLineAudit {
 public:
  StatusLineAudit(const PageExample& example, Findings& findings, WireJudge& wire)
      : line_(example.start_line), number_(example.lines.start), findings_(findings), wire_(wire) {}

  StartLine audit() {
    const std::size_t version_end = std::min(line_.find(' '), line_.size());
    version_ = line_.substr(0, version_end);
    code_ = line_.substr(std::min(version_end + 1, line_.size()));
    const std::size_t code_end = std::min(code_.find(' '), code_.size());
    reason_ = code_.substr(std::min(code_end + 1, code_.size()));
    has_reason_ = code_end < code_.size();
    code_ = code_.substr(0, code_end);
    const bool version_is_good = part({version_, " 200 OK"}, version_, 0);
    const bool code_is_good = part({kVersion, " ", code_, " OK"}, code_, kVersion.size() + 1);
    if (code_is_good) reason();
    StartLine good{
        joined({version_is_good ? version_ : kVersion, " ", code_is_good ? code_ : "200", " OK"}),
        std::nullopt};
    if (code_is_good) good.status = status();
    return good;
  }

 private:
  // Judges `text`, a line which has `part` of the status line behind `before` octets.
  bool part(std::initializer_list<std::string_view> text, std::string_view part,
            std::size_t before) {
    const auto violation = wire_.judge(MessageKind::response, joined({joined(text), kEnd}));
    if (!violation) return true;
    const std::size_t in_part = violation->offset - std::min(violation->offset, before);
    syntax(violation->rule, offset_in(line_, part) + std::min(in_part, part.size()));
    return false;
  }

  void reason() {
    constexpr std::string_view kBefore = "HTTP/1.1 200";
    if (!has_reason_) {
      syntax(Rule::http_status_line_space, line_.size());
      return;
    }
    if (!part({kBefore, " ", reason_}, reason_, kBefore.size() + 1)) return;
    const std::string_view phrase = reason_phrase(status());
    const std::string_view found = trim(reason_);
    const bool renamed = std::find(kRenamed.begin(), kRenamed.end(), status()) != kRenamed.end();
    if (phrase.empty() || renamed || equal_ignoring_case(phrase, found)) return;
    AuditFinding& finding =
        findings_.add(PageCheck::status_line_reason, spot(offset_in(line_, reason_)));
    finding.declared = joined({code_, " ", phrase});
    finding.actual = shown(trim(joined({code_, " ", found})));
  }

  // REQUIRES: the code is good.
  int status() const {
    int number = 0;
    for (const char c : code_) number = number * 10 + (c - '0');
    return number;
  }

  void syntax(Rule rule, std::size_t offset) {
    findings_.add(PageCheck::status_line_syntax, spot(offset), rule).actual = shown(line_);
  }

  Spot spot(std::size_t offset) const { return findings_.spot(number_, line_, offset); }

  std::string_view line_;
  std::size_t number_;
  Findings& findings_;
  WireJudge& wire_;
  std::string_view version_;
  std::string_view code_;
  std::string_view reason_;
  bool has_reason_ = false;
};

}  // namespace

RequestLine split_request_line(std::string_view line) {
  RequestLine parts;
  std::string_view rest = trim(line);
  parts.method = rest.substr(0, rest.find_first_of(" \t"));
  rest.remove_prefix(parts.method.size());
  rest = trim(rest);
  const std::size_t last = rest.find_last_of(" \t");
  const std::string_view word = rest.substr(last + 1);  // all of it, where there is one only
  if (looks_like_version(word)) {
    parts.version = word;
    rest.remove_suffix(word.size());
    rest = trim(rest);
  }
  parts.target = rest;
  return parts;
}

StartLine audit_request_line(const PageExample& example, Findings& findings, WireJudge& wire) {
  return RequestLineAudit(example, findings, wire).audit();
}

StartLine audit_status_line(const PageExample& example, Findings& findings, WireJudge& wire) {
  return StatusLineAudit(example, findings, wire).audit();
}

}  // namespace connectorgroup::page
