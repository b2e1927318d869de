// What a reader of the exchange would refuse in a value is checked first. A message that is known
// to be right then is written where it stays, head and body. Others are for the writer of messages:
// their fields are put together, the body is written by itself, and it frames both, or says what is
// wrong.

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/assertion.h"
#include "model/exchange/bearer.h"
#include "model/exchange/context.h"
#include "model/exchange/create.h"
#include "model/exchange/target.h"
#include "model/http/field_values.h"
#include "model/http/host_value.h"
#include "model/http/known_fields.h"
#include "model/http/message.h"
#include "model/http/octets.h"
#include "model/http/status.h"
#include "model/http/writer.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kBearerPrefix = "Bearer ";
constexpr std::string_view kAuthorization = "Authorization";
constexpr std::string_view kLocation = "Location";
constexpr std::string_view kQuery = "query";
constexpr std::string_view kWwwAuthenticate = "WWW-Authenticate";

Violation in_member(const Violation& violation, std::string_view member) {
  return {violation.rule, violation.offset, member};
}

std::optional<Violation> token_fault(std::string_view token) {
  if (!token.empty() && bearer_token_end(token, 0) == token.size()) return std::nullopt;
  const std::string credentials = std::string(kBearerPrefix).append(token);
  const Result<std::string_view> read = read_bearer_token(credentials);
  // A space in front is taken for one of those behind the scheme.
  if (read.accepted()) return Violation{Rule::bearer_token, 0, kAuthorization};
  const std::size_t offset = read.violation().offset;
  return Violation{read.violation().rule, offset - std::min(offset, kBearerPrefix.size()),
                   kAuthorization};
}

std::optional<Violation> query_fault(std::string_view query) {
  for (std::size_t at = 0; at < query.size(); ++at) {
    if (query[at] == '%') {
      for (int digit = 0; digit < 2; ++digit) {
        ++at;
        if (at == query.size() || !http::is(http::kHex, query[at])) {
          return Violation{Rule::http_target_percent, at, kQuery};
        }
      }
    } else if (!http::is(http::kTarget, query[at])) {
      return Violation{Rule::http_target_character, at, kQuery};
    }
  }
  if (has_token_option(query)) return Violation{Rule::bearer_one_method, 0, kAuthorization};
  return std::nullopt;
}

std::optional<Violation> location_fault(std::string_view location) {
  const std::optional<std::size_t> fault = uri_reference_fault(location);
  if (!fault) return std::nullopt;
  return Violation{Rule::exchange_location_syntax, *fault, kLocation};
}

// The violation of a message in terms of the field that it is in, all of which have known names.
std::optional<Violation> in_field(const std::optional<MessageViolation>& found,
                                  std::span<const FieldView> fields) {
  if (!found) return std::nullopt;
  // Whatever else the messages are made of was judged before.
  CONNECTORGROUP_ASSERT(found->part == MessageViolation::Part::field);
  const http::KnownField* known = http::find_known_field(fields[found->index].name);
  CONNECTORGROUP_ASSERT(known != nullptr);
  return in_member(found->violation, known->name);
}

std::optional<Violation> write(const Response& response, std::string& out) {
  const ViewOf view(response);
  return in_field(write_response(view.response(), MessageKind::response, out),
                  view.response().fields);
}

Response response_of(int status, std::vector<Field> fields, std::string content) {
  return {status, std::string(reason_phrase(status)), 1, std::move(fields), std::move(content), {}};
}

std::optional<Violation> challenges_fault(const Refused& refused) {
  ChallengeReader reader(refused.status);
  for (const std::string& challenge : refused.challenges) {
    if (const auto fault = reader.read(challenge)) return fault;
  }
  if (refused.status != 401 || reader.has_bearer()) return std::nullopt;
  return Violation{refused.challenges.empty() ? Rule::exchange_www_authenticate_missing
                                              : Rule::bearer_challenge_scheme,
                   0, kWwwAuthenticate};
}

// What a reader would refuse in the fields, in the order in which they are written.
std::optional<Violation> fields_fault(const Refused& refused) {
  if (refused.location) {
    if (const auto fault = location_fault(*refused.location)) return fault;
  }
  if (const auto fault = challenges_fault(refused)) return fault;
  if (refused.status == 405 && !refused.allow) {
    return Violation{Rule::exchange_allow_missing, 0, "Allow"};
  }
  return refused.retry_after ? check_retry_after(*refused.retry_after) : std::nullopt;
}

// A message of which what stands before the value of Content-Length is in `out`, and is right, but
// for its content, which `write` appends, or of which it says what is wrong. Most contents take as
// many digits as there is room for; else they are moved.
template <class Write>
std::optional<Violation> finish_in_place(std::size_t begin, std::string& out, const Write& write) {
  constexpr std::string_view kDigitsDue = "000";
  const std::size_t digits_begin = out.size();
  out.append(kDigitsDue).append("\r\n\r\n");
  const std::size_t content_begin = out.size();
  if (auto fault = write(out)) {
    out.resize(begin);
    return fault;
  }
  out.replace(digits_begin, kDigitsDue.size(), std::to_string(out.size() - content_begin));
  return std::nullopt;
}

// What a reader would refuse in a request, but for its authority and its group.
std::optional<Violation> request_fault(const CreateRequestView& request, const Contract& contract) {
  const auto& versions = contract.version_segments;
  if (std::find(versions.begin(), versions.end(), request.version) == versions.end()) {
    return Violation{Rule::exchange_version_segment, 0, "version"};
  }
  if (request.query) {
    if (const auto fault = query_fault(*request.query)) return fault;
  }
  return token_fault(request.token);
}

void append_target(const CreateRequestView& request, const Contract& contract, std::string& out) {
  out.append("/").append(request.version).append(contract.path);
  if (request.query) out.append("?").append(*request.query);
}

// Of a request that has no other fault.
std::optional<Violation> write_with_plain_host(const CreateRequestView& request, Form form,
                                               const Contract& contract, std::string& out) {
  const std::size_t begin = out.size();
  out.append("POST ");
  append_target(request, contract, out);
  out.append(" HTTP/1.1\r\nHost: ").append(request.authority);
  out.append("\r\nAuthorization: Bearer ").append(request.token);
  out.append("\r\nContent-Type: application/json\r\nContent-Length: ");
  return finish_in_place(begin, out, [&](std::string& to) {
    return write_create_request(request.group, form, contract, to);
  });
}

std::optional<Violation> created_fault(const CreatedView& created, const Contract& contract) {
  const auto& statuses = contract.success_statuses;
  if (std::find(statuses.begin(), statuses.end(), created.status) == statuses.end()) {
    return Violation{Rule::exchange_status, 0, "status"};
  }
  return created.location ? location_fault(*created.location) : std::nullopt;
}

std::string_view content_type_with(std::string_view context) {
  return context.empty() ? kJsonNoMetadata : kJsonMinimalMetadata;
}

// Appends it, with the context.
std::optional<Violation> write_group(const ConnectorGroupView& group, std::string_view context,
                                     Form form, const Contract& contract, std::string& out) {
  const std::size_t begin = out.size();
  if (const auto fault = write_response(group, form, contract, out)) return fault;
  if (!context.empty()) insert_context(context, form, begin, out);
  return std::nullopt;
}

}  // namespace

std::optional<Violation> write_create_request(const CreateRequestView& request, Form form,
                                              const Contract& contract, std::string& out) {
  if (const auto fault = request_fault(request, contract)) return fault;
  if (http::is_plain_host(request.authority)) {
    return write_with_plain_host(request, form, contract, out);
  }
  std::string content;
  if (const auto fault = write_create_request(request.group, form, contract, content)) return fault;
  std::string target;
  append_target(request, contract, target);
  const std::string credentials = std::string(kBearerPrefix).append(request.token);
  const std::vector<FieldView> fields{{"Host", request.authority},
                                      {kAuthorization, credentials},
                                      {"Content-Type", "application/json"}};
  RequestView message;
  message.method = "POST";
  message.target = target;
  message.fields = fields;
  message.content = content;
  return in_field(write_request(message, out), fields);
}

std::optional<Violation> compose_response(const CreatedView& created, std::string_view context,
                                          Form form, const Contract& contract, Response& response) {
  if (const auto fault = created_fault(created, contract)) return fault;
  std::string content;
  if (const auto fault = write_group(created.group, context, form, contract, content)) return fault;
  std::vector<Field> fields;
  if (created.location) fields.push_back({std::string(kLocation), std::string(*created.location)});
  fields.push_back({"Content-Type", std::string(content_type_with(context))});
  fields.push_back({"OData-Version", std::string(kODataVersion)});
  response = response_of(created.status, std::move(fields), std::move(content));
  return std::nullopt;
}

std::optional<Violation> compose_response(const Refused& refused, Form form, Response& response) {
  if (refused.status < 400 || refused.status > 599) {
    return Violation{Rule::exchange_status, 0, "status"};
  }
  if (const auto fault = fields_fault(refused)) return fault;
  std::string content;
  if (const auto fault = write_error(refused.error, form, content)) return fault;
  std::vector<Field> fields;
  if (refused.location) fields.push_back({std::string(kLocation), *refused.location});
  for (const std::string& challenge : refused.challenges) {
    fields.push_back({std::string(kWwwAuthenticate), challenge});
  }
  if (refused.allow) fields.push_back({"Allow", *refused.allow});
  if (refused.retry_after) fields.push_back({"Retry-After", *refused.retry_after});
  fields.push_back({"Content-Type", std::string(kJsonMinimalMetadata)});
  fields.push_back({"OData-Version", std::string(kODataVersion)});
  response = response_of(refused.status, std::move(fields), std::move(content));
  return std::nullopt;
}

std::optional<Violation> write_create_response(const CreatedView& created, std::string_view context,
                                               Form form, const Contract& contract,
                                               std::string& out) {
  if (const auto fault = created_fault(created, contract)) return fault;
  // Else it would have no content, which would be wrong.
  CONNECTORGROUP_ASSERT(!status_has_no_content(created.status));
  const std::size_t begin = out.size();
  out.append("HTTP/1.1 ").append(std::to_string(created.status)).append(" ");
  out.append(reason_phrase(created.status));
  if (created.location) out.append("\r\nLocation: ").append(*created.location);
  out.append("\r\nContent-Type: ").append(content_type_with(context));
  out.append("\r\nOData-Version: ").append(kODataVersion).append("\r\nContent-Length: ");
  return finish_in_place(begin, out, [&](std::string& to) {
    return write_group(created.group, context, form, contract, to);
  });
}

std::optional<Violation> write_create_response(const Refused& refused, Form form,
                                               std::string& out) {
  Response response;
  const auto fault = compose_response(refused, form, response);
  return fault ? fault : write(response, out);
}

CreateRequest own(const CreateRequestView& view) {
  CreateRequest request{std::string(view.version), std::string(view.authority), std::nullopt,
                        std::string(view.token), own(view.group)};
  if (view.query) request.query.emplace(*view.query);
  return request;
}

CreateRequestView view(const CreateRequest& request) {
  return {request.version, request.authority, request.query, request.token, view(request.group)};
}

Created own(const CreatedView& view) {
  Created created{view.status, std::nullopt, own(view.group)};
  if (view.location) created.location.emplace(*view.location);
  return created;
}

CreatedView view(const Created& created) {
  return {created.status, created.location, view(created.group)};
}

}  // namespace connectorgroup
