// The reference reader judges bodies. Once it has named a violation it is asked again, either with
// that rule ignored or, where one member is at fault, with that member made an annotation that
// nothing is known of: so what stands behind a violation is judged as well.
#include "model/page/body_audit.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "model/assertion.h"
#include "model/body/reference_reader.h"
#include "model/http/field_values.h"
#include "model/http/message.h"
#include "model/http/status.h"
#include "model/page/header_audit.h"
#include "model/page/length_explanation.h"
#include "model/page/mended_body.h"

namespace connectorgroup::page {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n";

// Beyond these, the rest of a body is judged with what was found ignored: each finding costs a
// reading of the body.
constexpr std::size_t kContractFindingsMax = 64;

// Past these a text can be read on as its author meant it.
constexpr std::array kReadableRules{
    Rule::json_text_bom,
    Rule::json_whitespace,
    Rule::json_comment,
    Rule::json_object_trailing_comma,
    Rule::json_array_trailing_comma,
    Rule::json_number_leading_zero,
    Rule::json_number_plus_sign,
    Rule::json_number_not_finite,
    Rule::json_number_magnitude,
    Rule::json_number_integer_range,
    Rule::json_string_control,
    Rule::json_string_lone_surrogate,
    Rule::json_string_noncharacter,
    Rule::json_utf8_continuation,
    Rule::json_utf8_truncated,
    Rule::json_utf8_overlong,
    Rule::json_utf8_surrogate,
    Rule::json_utf8_range,
};

const RuleSet& all_but_json() {
  static const RuleSet kIgnored = [] {
    RuleSet ignored;
    for (const RuleRow& rule : rules()) {
      if (rule.demand == Demand::refuse && !rule.id.starts_with("json.")) ignored.add(rule.rule);
    }
    return ignored;
  }();
  return kIgnored;
}

template <class Value>
std::optional<Violation> violation_of(const Result<Value>& result) {
  if (result.accepted()) return std::nullopt;
  return result.violation();
}

// The first violation of JSON in any value.
std::optional<Violation> json_violation(std::string_view text, const RuleSet& ignored) {
  // Two contracts, one JSON: which of them reads doesn't matter once its rules are ignored.
  return violation_of(ReferenceReader(graph_2017(), {}, ignored).read_create_request(text));
}

bool opens_json(std::string_view body) {
  body = trim(body, kWhiteSpace);
  return body.starts_with('{') || body.starts_with('[');
}

bool ends_with_ignoring_case(std::string_view text, std::string_view end) {
  return text.size() >= end.size() &&
         equal_ignoring_case(text.substr(text.size() - end.size()), end);
}

// What Content-Type says of the body.
enum class BodyType : std::uint8_t {
  unknown,  // there is none, or none that can be read
  json,
  almost_json,  // "text/json", "connectorGroup/json"
  other,
};

BodyType body_type(const PageExample& example) {
  const PageHeader* const header = find_header(example, "content-type");
  if (header == nullptr) return BodyType::unknown;
  const auto type = read_media_type(header->value);
  if (!type.accepted()) return BodyType::unknown;
  const std::string_view subtype = type.value().subtype;
  if (!equal_ignoring_case(subtype, "json") && !ends_with_ignoring_case(subtype, "+json")) {
    return BodyType::other;
  }
  return equal_ignoring_case(type.value().type, "application") ? BodyType::json
                                                               : BodyType::almost_json;
}

std::string octets(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " octet" : " octets");
}

std::optional<Violation> read(const HeldTo& held_to, const RuleSet& ignored,
                              std::string_view text) {
  ReferenceReader reader(*held_to.contract, {}, ignored);
  switch (held_to.as) {
    case HeldTo::As::create_request:
      return violation_of(reader.read_create_request(text));
    case HeldTo::As::object:
      return violation_of(reader.read_response(text));
    case HeldTo::As::collection:
      break;
  }
  return violation_of(reader.read_collection(text));
}

// REQUIRES: it is one of the contract's.
const MemberSpec& member_of(const Contract& contract, std::string_view name) {
  const auto found = std::find_if(contract.members.begin(), contract.members.end(),
                                  [name](const MemberSpec& member) { return member.name == name; });
  CONNECTORGROUP_ASSERT(found != contract.members.end());
  return *found;
}

class BodyAudit {
 public:
  BodyAudit(const PageExample& example, const BodyContext& context, Findings& findings)
      : example_(example), body_(example.body), context_(context), findings_(findings) {}

  void audit() {
    const bool has_no_content =
        context_.answers_head || (context_.status && status_has_no_content(*context_.status));
    if (!has_no_content) length();
    if (!has_body(example_)) return;
    if (has_no_content) {
      findings_.add(PageCheck::body_not_allowed, spot(body_.find_first_not_of(kWhiteSpace)))
          .actual = "a body of " + octets(body_.size());
    }
    const BodyType type = body_type(example_);
    if (type != BodyType::other) {
      if (type != BodyType::unknown || opens_json(body_)) json();
    } else if (!opens_json(body_) || json_violation(body_, all_but_json())) {
      return;
    }
    if (type == BodyType::other || type == BodyType::almost_json) wrong_type();
    if (context_.held_to && is_read_) contract(*context_.held_to);
  }

 private:
  // --- Length.

  void length() {
    if (!example_.declared_length || !example_.declared_length->bytes) return;
    if (find_header(example_, "transfer-encoding") != nullptr) return;
    const PageHeader* const header = find_header(example_, "content-length");
    CONNECTORGROUP_ASSERT(header != nullptr);
    const std::uint64_t declared = *example_.declared_length->bytes;
    if (declared == body_.size()) return;
    if (!has_body(example_)) {
      if (declared > 0) wrong_length(*header, PageCheck::content_length_without_body, {});
      return;
    }
    const auto explanation = explain_length(body_, declared, example_.lines.body);
    const bool line_ends = explanation && explanation->line_ends();
    wrong_length(
        *header,
        line_ends ? PageCheck::content_length_line_ends : PageCheck::content_length_differs,
        explanation ? explanation->text : "");
  }

  void wrong_length(const PageHeader& header, PageCheck check, std::string explanation) {
    const std::uint64_t declared = *example_.declared_length->bytes;
    const bool too_short = declared < body_.size();
    AuditFinding& finding =
        findings_.add(check, value_spot(header, findings_),
                      too_short ? Rule::http_message_trailing : Rule::http_message_incomplete);
    finding.declared = header.value;
    finding.actual = std::to_string(body_.size());
    finding.consequence = too_short ? loss(declared) : shortage(declared - body_.size());
    finding.explanation = std::move(explanation);
  }

  std::string_view trusting() const {
    return example_.annotation.type == BlockType::request ? "a server that trusts it "
                                                          : "a client that trusts it ";
  }

  std::string loss(std::uint64_t declared) {
    const std::string_view kept = body_.substr(0, static_cast<std::size_t>(declared));
    const std::string_view lost = body_.substr(static_cast<std::size_t>(declared));
    std::string text = std::string(trusting()) + "reads " + octets(declared) + ": ";
    if (trim(lost, kWhiteSpace) == "}") {
      text += "the closing brace is lost";
    } else {
      text += "the last " + octets(lost.size()) + (lost.size() == 1 ? " is lost" : " are lost");
    }
    if (!opens_json(body_)) return text;
    const auto violation = json_violation(kept, all_but_json());
    if (!violation) return text + ", and what is left is JSON all the same";
    return text + ", and the body breaks " + std::string(row(violation->rule).id) + " at byte " +
           std::to_string(violation->offset);
  }

  std::string shortage(std::uint64_t count) {
    return std::string(trusting()) + "waits for " + octets(count) +
           " more, or takes them from the next message";
  }

  // --- JSON.

  void json() {
    RuleSet ignored = all_but_json();
    while (const auto violation = json_violation(body_, ignored)) {
      AuditFinding& finding =
          findings_.add(PageCheck::body_json, spot(violation->offset), violation->rule);
      finding.actual = line_at(violation->offset);
      if (!is_readable_past(*violation)) {
        is_read_ = false;
        return;
      }
      ignored.add(violation->rule);
      broken_.add(violation->rule);
    }
  }

  bool is_readable_past(const Violation& violation) const {
    const Rule rule = violation.rule;
    if (rule == Rule::json_object_separator || rule == Rule::json_array_separator) {
      // A comma that is missing at a line's end, rather than something that shouldn't be there.
      const BodyLine line = find_line(violation.offset);
      const std::size_t before = violation.offset - line.begin;
      return trim(body_.substr(line.begin, before)).empty() &&
             body_.substr(violation.offset).starts_with('"');
    }
    return std::find(kReadableRules.begin(), kReadableRules.end(), rule) != kReadableRules.end();
  }

  void wrong_type() {
    const PageHeader& header = *find_header(example_, "content-type");
    AuditFinding& finding =
        findings_.add(PageCheck::content_type_json, value_spot(header, findings_));
    finding.declared = shown(header.value);
    finding.actual = "a body of JSON";
    finding.consequence = "a service that takes JSON answers 400 or 415";
    if (example_.annotation.type != BlockType::request) {
      finding.consequence = "a client doesn't know that the body is JSON";
    }
  }

  // --- The contract.

  void contract(const HeldTo& held_to) {
    RuleSet ignored = broken_;
    ignored.add(Rule::limit_bytes).add(Rule::limit_depth).add(Rule::limit_members);
    if (example_.annotation.truncated) ignored.add(Rule::body_member_missing);
    MendedBody mended(body_);
    std::size_t count = 0;
    while (const auto violation = read(held_to, ignored, mended.text())) {
      const bool seen = is_consequence(*violation, mended);
      if (!seen) {
        broken(held_to,
               {violation->rule, mended.offset_in_body(violation->offset), violation->member});
      }
      ++count;
      if (count > kContractFindingsMax || !mend(held_to, *violation, mended)) {
        ignored.add(violation->rule);
      }
    }
  }

  // Whether a member that was made an annotation is what the violation is about: it is missing from
  // its object, once, or another one has its new name.
  bool is_consequence(const Violation& violation, const MendedBody& mended) {
    if (violation.rule == Rule::body_member_duplicate) {
      return mended.is_made_annotation(violation.offset);
    }
    if (violation.rule != Rule::body_member_missing) return false;
    const auto found = std::find(taken_out_.begin(), taken_out_.end(), violation.member);
    if (found == taken_out_.end()) return false;
    taken_out_.erase(found);
    return true;
  }

  // False: it can't be mended, and its rule has to be ignored from now on.
  bool mend(const HeldTo& held_to, const Violation& violation, MendedBody& mended) {
    if (violation.rule == Rule::body_member_missing) {
      mended.add_member(member_of(*held_to.contract, violation.member), violation.offset);
      return true;
    }
    const bool is_about_member = row(violation.rule).place == Place::member;
    if (!is_about_member || !mended.make_annotation(violation.offset)) return false;
    if (!violation.member.empty()) taken_out_.push_back(violation.member);
    return true;
  }

  void broken(const HeldTo& held_to, const Violation& violation) {
    AuditFinding& finding =
        findings_.add(PageCheck::body_contract, spot(violation.offset), violation.rule);
    finding.declared = held_to.contract->id;
    if (!violation.member.empty()) finding.declared += ", " + std::string(violation.member);
    finding.actual = line_at(violation.offset);
  }

  // --- Places.

  // The bounds of the body's line that `offset` is on, and how many lines are before it.
  struct BodyLine {
    std::size_t begin;
    std::size_t end;
    std::size_t index;
  };

  BodyLine find_line(std::size_t offset) const {
    CONNECTORGROUP_ASSERT(offset <= body_.size());
    for (BodyLine line{0, 0, 0};; ++line.index) {
      line.end = std::min(body_.find_first_of("\r\n", line.begin), body_.size());
      const std::size_t next = line.end + (body_.substr(line.end, 2) == "\r\n" ? 2 : 1);
      if (offset < next) return line;
      line.begin = next;
    }
  }

  Spot spot(std::size_t offset) const {
    const BodyLine line = find_line(offset);
    return findings_.spot(example_.lines.body + line.index,
                          body_.substr(line.begin, line.end - line.begin), offset - line.begin);
  }

  std::string line_at(std::size_t offset) const {
    const BodyLine line = find_line(offset);
    return shown(trim(body_.substr(line.begin, line.end - line.begin)));
  }

  const PageExample& example_;
  std::string_view body_;
  const BodyContext& context_;
  Findings& findings_;
  RuleSet broken_;       // rules of JSON that the body breaks, and can be read past
  bool is_read_ = true;  // to its end
  std::vector<std::string_view> taken_out_;  // declared members that were made annotations
};

}  // namespace

void audit_body(const PageExample& example, const BodyContext& context, Findings& findings) {
  BodyAudit(example, context, findings).audit();
}

}  // namespace connectorgroup::page
