// The table of what the audit of documentation pages checks. Each check is a row: an id, how grave
// a finding is, the clause, one sentence, and the rule of rule.h that it stands for where there is
// one. Findings, reports and tests point at rows. Ids are append-only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/page/reader.h"
#include "model/rule.h"

namespace connectorgroup {

// The enumerator is the check's id without "page.", with '_' for '.' and '-'.
enum class PageCheck : std::uint8_t {
  // Whether the page can be read: one check for each PageFault, in its order.
  too_large,
  annotation_unclosed,
  annotation_json,
  annotation_member,
  annotation_block_type_missing,
  annotation_block_type_unknown,
  annotation_without_fence,
  fence_language,
  fence_without_annotation,
  fence_unclosed,
  start_line_missing,
  header_malformed,
  header_end_missing,
  header_after_empty_line,
  body_not_separated,
  response_without_request,
  response_repeated,
  // Pairs.
  request_unanswered,
  // Start lines.
  request_line_version,
  request_line_placeholder,
  request_line_space,
  request_line_syntax,
  status_line_syntax,
  status_line_reason,
  status_undocumented,
  // Headers.
  header_syntax,
  host_missing,
  authorization_missing,
  content_type_missing,
  content_type_syntax,
  content_type_json,
  retry_after_syntax,
  location_missing,
  location_syntax,
  www_authenticate_missing,
  www_authenticate_syntax,
  allow_missing,
  // Lengths.
  content_length_syntax,
  content_length_differs,
  content_length_line_ends,
  content_length_without_body,
  // Bodies.
  body_not_allowed,
  body_json,
  body_contract,
};
inline constexpr std::size_t kPageCheckCount =
    static_cast<std::size_t>(PageCheck::body_contract) + 1;

enum class Severity : std::uint8_t {
  error,    // the example says what isn't so, or can't be read: who trusts it goes wrong
  warning,  // the example lacks what a message needs: who sends it as it stands is refused
  note,     // a recommendation, or something that only readers of the page may miss
};
std::string_view name(Severity severity);

struct CheckRow {
  PageCheck check;
  std::string_view id;
  Severity severity;
  // The rule that every finding of the check breaks. Nothing where it depends on the finding, or
  // where the check is about documentation alone.
  std::optional<Rule> rule;
  std::string_view clause;
  std::string_view sentence;
};

// All rows, in the order of the enumeration.
std::span<const CheckRow, kPageCheckCount> page_checks();
const CheckRow& row(PageCheck check);
// The check of a fault that the reader of pages reports.
PageCheck check_of(PageFault fault);
// The check with this id, if there is one. Linear in the number of checks.
std::optional<PageCheck> find_page_check(std::string_view id);

}  // namespace connectorgroup
