#include "model/exchange/refusal.h"

#include "model/http/octets.h"
#include "model/http/status.h"

namespace connectorgroup {

int refusal_status(Rule rule) {
  switch (rule) {
    case Rule::exchange_authorization_missing:
    case Rule::bearer_scheme:
      return 401;
    case Rule::exchange_version_segment:
    case Rule::exchange_path:
      return 404;
    case Rule::limit_bytes:
      return 413;
    case Rule::exchange_content_type_missing:
    case Rule::exchange_content_type_json:
    case Rule::exchange_content_type_charset:
    case Rule::exchange_content_encoding:
      return 415;
    default:
      return 400;
  }
}

int framing_status(Rule rule, FramingPart part) {
  switch (rule) {
    case Rule::limit_line:
      return part == FramingPart::start_line ? 414 : part == FramingPart::fields ? 431 : 400;
    case Rule::limit_fields:
    case Rule::limit_field_section:
      return 431;
    case Rule::limit_content:
    case Rule::http_content_length_range:
    case Rule::http_chunk_size_range:
      return 413;
    case Rule::http_transfer_encoding_unknown:
      return 501;
    case Rule::http_version_major:
      return 505;
    default:
      return 400;
  }
}

// Each word of a phrase begins with a capital; only first words ("HTTP", "URI") have more of them.
std::string error_code(int status) {
  std::string code;
  bool first_word = true;
  for (const char octet : reason_phrase(status)) {
    if (octet == ' ') {
      first_word = false;
    } else {
      code += first_word ? http::lower(octet) : octet;
    }
  }
  return code;
}

ODataError error_of(int status, Rule rule, std::string_view reason, const RequestIds& ids) {
  ODataError error;
  error.code = error_code(status);
  error.message = std::string(row(rule).id).append(": ").append(reason);
  error.inner.emplace();
  error.inner->request_id = ids.request_id;
  error.inner->client_request_id = ids.client_request_id;
  return error;
}

ODataError error_of(int status, const Violation& violation, std::string_view where,
                    const RequestIds& ids) {
  std::string reason(row(violation.rule).sentence);
  reason.append(" (byte ")
      .append(std::to_string(violation.offset))
      .append(" of the ")
      .append(where);
  if (!violation.member.empty()) reason.append(", ").append(violation.member);
  reason.append(")");
  ODataError error = error_of(status, violation.rule, reason, ids);
  if (!violation.member.empty()) error.target = std::string(violation.member);
  return error;
}

}  // namespace connectorgroup
