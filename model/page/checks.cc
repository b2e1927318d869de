#include "model/page/checks.h"

#include <algorithm>
#include <array>

namespace connectorgroup {
namespace {

using enum Severity;

constexpr std::nullopt_t kDepends = std::nullopt;  // on the finding
constexpr std::nullopt_t kNone = std::nullopt;     // about documentation alone

constexpr std::string_view kApiDoctor = "API Doctor";
constexpr std::string_view kCommonMark = "CommonMark 0.30 s.4.5";

// Columns: check, id, severity, rule, clause, sentence.
constexpr std::array<CheckRow, kPageCheckCount> kChecks{{
    {PageCheck::too_large, "page.too-large", error, kNone, "this reader",
     "A page must not be larger than 4 MiB."},
    {PageCheck::annotation_unclosed, "page.annotation.unclosed", error, kNone, kApiDoctor,
     "An annotation's comment must end with \"-->\"."},
    {PageCheck::annotation_json, "page.annotation.json", error, kNone, kApiDoctor,
     "An annotation must be one JSON object."},
    {PageCheck::annotation_member, "page.annotation.member", error, kNone, kApiDoctor,
     "A member of an annotation must have its type, and stand there once."},
    {PageCheck::annotation_block_type_missing, "page.annotation.block-type-missing", warning, kNone,
     kApiDoctor, "An annotation must say the type of its block."},
    {PageCheck::annotation_block_type_unknown, "page.annotation.block-type-unknown", warning, kNone,
     kApiDoctor, "An annotation's type of block must be one that is known."},
    {PageCheck::annotation_without_fence, "page.annotation.without-fence", warning, kNone,
     kApiDoctor, "A code block must follow its annotation at once."},
    {PageCheck::fence_language, "page.fence.language", warning, kNone, kApiDoctor,
     "The code block of a request or a response must be of language http."},
    {PageCheck::fence_without_annotation, "page.fence.without-annotation", note, kNone, kApiDoctor,
     "A code block of language http should have an annotation: without one, no tool pairs it."},
    {PageCheck::fence_unclosed, "page.fence.unclosed", error, kNone, kCommonMark,
     "A code block must have an end."},
    {PageCheck::start_line_missing, "page.start-line.missing", error, kNone, "RFC 9112 s.2.1",
     "An example must begin with its request line or status line."},
    {PageCheck::header_malformed, "page.header.malformed", error, Rule::http_field_colon,
     "RFC 9112 s.5", "A header must be a name, a colon and a value."},
    {PageCheck::header_end_missing, "page.header.end-missing", note, Rule::http_message_incomplete,
     "RFC 9112 s.2.1", "An empty line should end the headers, even where no body follows."},
    {PageCheck::header_after_empty_line, "page.header.after-empty-line", error, kNone,
     "RFC 9112 s.2.1", "No empty line may stand between start line and headers: it ends them."},
    {PageCheck::body_not_separated, "page.body.not-separated", error, Rule::http_field_name,
     "RFC 9112 s.2.1", "An empty line must stand between headers and body."},
    {PageCheck::response_without_request, "page.response.without-request", warning, kNone,
     kApiDoctor, "A response must have an earlier request that it answers."},
    {PageCheck::response_repeated, "page.response.repeated", warning, kNone, kApiDoctor,
     "A request must have one response only."},
    {PageCheck::request_unanswered, "page.request.unanswered", warning, kNone, kApiDoctor,
     "A request must have a response."},

    {PageCheck::request_line_version, "page.request-line.version", warning,
     Rule::http_request_line_version, "RFC 9112 s.3",
     "A request line must end with the HTTP version."},
    {PageCheck::request_line_placeholder, "page.request-line.placeholder", warning,
     Rule::http_target_character, "RFC 3986 s.3.3",
     "A target must not hold a placeholder that nothing was put in place of."},
    {PageCheck::request_line_space, "page.request-line.space", error, Rule::http_target_character,
     "RFC 9112 s.3.2", "A target must not hold a space that isn't encoded: it ends there."},
    {PageCheck::request_line_syntax, "page.request-line.syntax", error, kDepends, "RFC 9112 s.3",
     "A request line must be one that a strict reader accepts."},
    {PageCheck::status_line_syntax, "page.status-line.syntax", error, kDepends, "RFC 9112 s.4",
     "A status line must be one that a strict reader accepts."},
    {PageCheck::status_line_reason, "page.status-line.reason", note, kNone, "RFC 9110 s.15",
     "A reason phrase should be the one that belongs to the status code."},
    {PageCheck::status_undocumented, "page.status.undocumented", warning, Rule::exchange_status,
     "page", "A create's response must have the contract's status for success, or an error's."},

    {PageCheck::header_syntax, "page.header.syntax", error, kDepends, "RFC 9112 s.5",
     "A header must be one that a strict reader accepts."},
    {PageCheck::host_missing, "page.host.missing", warning, Rule::http_host_missing,
     "RFC 9112 s.3.2", "A request must have a Host header."},
    {PageCheck::authorization_missing, "page.authorization.missing", warning,
     Rule::exchange_authorization_missing, "page; RFC 6750 s.2",
     "A request must have the Authorization header that its page documents."},
    {PageCheck::content_type_missing, "page.content-type.missing", warning,
     Rule::exchange_content_type_missing, "OData JSON 4.01 s.4.1",
     "A message with a body must have a Content-Type header."},
    {PageCheck::content_type_syntax, "page.content-type.syntax", error,
     Rule::http_media_type_syntax, "RFC 9110 s.8.3.1", "Content-Type must be a media type."},
    {PageCheck::content_type_json, "page.content-type.json", error,
     Rule::exchange_content_type_json, "OData JSON 4.01 s.4.1",
     "The Content-Type of a JSON body must be application/json."},
    {PageCheck::retry_after_syntax, "page.retry-after.syntax", error, Rule::http_retry_after_syntax,
     "RFC 9110 s.10.2.3", "Retry-After must be a date or a whole number of seconds."},
    {PageCheck::location_missing, "page.location.missing", note, Rule::exchange_write_location,
     "RFC 9110 s.15.3.2; OData Protocol 4.01 s.11.4.2",
     "A 201 should say in Location where the new resource is."},
    {PageCheck::location_syntax, "page.location.syntax", warning, Rule::exchange_location_syntax,
     "RFC 9110 s.10.2.2", "Location must be a URI reference."},
    {PageCheck::www_authenticate_missing, "page.www-authenticate.missing", warning,
     Rule::exchange_www_authenticate_missing, "RFC 9110 s.15.5.2",
     "A 401 must have a WWW-Authenticate header."},
    {PageCheck::www_authenticate_syntax, "page.www-authenticate.syntax", warning, kDepends,
     "RFC 9110 s.11.6.1; RFC 6750 s.3", "WWW-Authenticate must be a list of challenges."},
    {PageCheck::allow_missing, "page.allow.missing", warning, Rule::exchange_allow_missing,
     "RFC 9110 s.15.5.6", "A 405 must have an Allow header."},

    {PageCheck::content_length_syntax, "page.content-length.syntax", error, kDepends,
     "RFC 9110 s.8.6", "Content-Length must be a number."},
    {PageCheck::content_length_differs, "page.content-length.differs", error, kDepends,
     "RFC 9112 s.6.3", "Content-Length must be the number of octets of the body."},
    {PageCheck::content_length_line_ends, "page.content-length.line-ends", warning, kDepends,
     "RFC 9112 s.6.3", "Content-Length should count the line ends that the body has."},
    {PageCheck::content_length_without_body, "page.content-length.without-body", error,
     Rule::http_message_incomplete, "RFC 9112 s.6.3",
     "Content-Length must not announce a body that isn't there."},

    {PageCheck::body_not_allowed, "page.body.not-allowed", error, Rule::http_no_content_ends,
     "RFC 9112 s.6.3", "A response of status 1xx, 204 or 304 must not have a body."},
    {PageCheck::body_json, "page.body.json", error, kDepends, "RFC 8259; RFC 7493",
     "A JSON body must be JSON."},
    {PageCheck::body_contract, "page.body.contract", error, kDepends, "the contract",
     "The body of a connectorGroup must be what its contract says."},
}};

constexpr std::array<std::string_view, 3> kSeverityNames{"error", "warning", "note"};

}  // namespace

std::string_view name(Severity severity) {
  return kSeverityNames[static_cast<std::size_t>(severity)];
}

std::span<const CheckRow, kPageCheckCount> page_checks() { return kChecks; }

const CheckRow& row(PageCheck check) { return kChecks[static_cast<std::size_t>(check)]; }

PageCheck check_of(PageFault fault) {
  static_assert(static_cast<std::size_t>(PageCheck::response_repeated) + 1 == kPageFaultCount,
                "the first checks are the faults, in their order");
  return static_cast<PageCheck>(fault);
}

std::optional<PageCheck> find_page_check(std::string_view id) {
  const auto found =
      std::find_if(kChecks.begin(), kChecks.end(), [id](const CheckRow& r) { return r.id == id; });
  if (found == kChecks.end()) return std::nullopt;
  return found->check;
}

}  // namespace connectorgroup
