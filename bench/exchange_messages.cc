#include "bench/exchange_messages.h"

#include <cstdint>
#include <utility>

#include "bench/drawn_group.h"
#include "bench/drawn_message.h"
#include "bench/spelled_group.h"
#include "model/assertion.h"
#include "model/contract.h"

namespace connectorgroup::bench {
namespace {

constexpr std::size_t kRotationSize = 64;
constexpr std::size_t kShortToken = 64;
constexpr std::string_view kTarget = "/beta/connectorGroups";
constexpr std::string_view kVersion = "beta";
constexpr std::string_view kBearer = "Bearer ";

// Of a message that has the field.
std::string_view value_of(const std::vector<Field>& fields, std::string_view name) {
  const Field* field = find_field(fields, name);
  CONNECTORGROUP_ASSERT(field != nullptr);
  return field->value;
}

ConnectorGroup page_group() {
  return {"id-value", "name-value", "connectorGroupType-value", false, {}};
}

SpelledRequest spelled(const Request& message, NewConnectorGroup group) {
  const std::string_view credentials = value_of(message.fields, "Authorization");
  return {Text(spelled_head(message) + message.content),
          message.target,
          {std::string(kVersion), std::string(value_of(message.fields, "Host")), std::nullopt,
           std::string(credentials.substr(kBearer.size())), std::move(group)}};
}

SpelledCreated spelled(const Response& message, ConnectorGroup group) {
  Created created{message.status, std::nullopt, std::move(group)};
  if (const Field* location = find_field(message.fields, "Location")) {
    created.location = location->value;
  }
  return {Text(spelled_head(message) + message.content), std::move(created)};
}

// The same values in the words of write_create_request(), with this body.
SpelledRequest as_written(const SpelledRequest& read, std::string body) {
  const CreateRequest& request = read.request;
  Request message;
  message.method = "POST";
  message.target = read.target;
  message.fields = {{"Host", request.authority},
                    {"Authorization", std::string(kBearer) + request.token},
                    {"Content-Type", "application/json"},
                    {"Content-Length", std::to_string(body.size())}};
  message.content = std::move(body);
  return spelled(message, request.group);
}

// The same in those of write_create_response(), without a context.
SpelledCreated as_written(const SpelledCreated& read, std::string body) {
  Response message;
  message.status = read.created.status;
  message.reason = "Created";
  const std::string page_location =
      "https://graph.microsoft.com/beta/connectorGroups/" + read.created.group.id;
  message.fields = {{"Location", read.created.location.value_or(page_location)},
                    {"Content-Type", std::string(kJsonNoMetadata)},
                    {"OData-Version", std::string(kODataVersion)},
                    {"Content-Length", std::to_string(body.size())}};
  message.content = std::move(body);
  return spelled(message, read.created.group);
}

// Three of four requests have each of the optional members.
NewConnectorGroup drawn_request(const ConnectorGroup& group, RandomSource& random) {
  NewConnectorGroup request = request_for(group);
  if (random.chance(1, 4)) request.connector_group_type = {};
  if (random.chance(1, 4)) request.is_default = {};
  return request;
}

}  // namespace

CreateRequestValues SpelledRequest::values() const {
  return {request.version, request.authority, request.token, view(request.group)};
}

CreatedValues SpelledCreated::values() const {
  return {created.status, created.location ? std::string_view(*created.location) : "",
          view(created.group)};
}

ExchangeMessages::ExchangeMessages(std::string_view request_body, std::string_view response_body) {
  RandomSource random(kSeed);
  GroupSource groups;
  ExchangeForm<SpelledRequest> requests{"one-of-64", Form::compact, {}};
  ExchangeForm<SpelledRequest> written_requests = requests;
  ExchangeForm<SpelledCreated> responses{"one-of-64", Form::compact, {}};
  ExchangeForm<SpelledCreated> written_responses = responses;
  for (std::size_t i = 0; i < kRotationSize; ++i) {
    const DrawnGroup& drawn = groups.next();
    const NewConnectorGroup asked = drawn_request(drawn.group, random);
    requests.messages.push_back(
        spelled(client_request(random, kTarget, spell_request(drawn, asked)), asked));
    written_requests.messages.push_back(
        as_written(requests.messages.back(), spell_request(drawn, asked, Purpose::writing)));
    responses.messages.push_back(spelled(graph_response(random, spell_object(drawn)), drawn.group));
    written_responses.messages.push_back(
        as_written(responses.messages.back(), spell_object(drawn, Purpose::writing)));
  }
  const SpelledRequest page_asks =
      spelled(page_request(random, kShortToken, request_body), request_for(page_group()));
  const SpelledCreated page_answers = spelled(page_response(response_body), page_group());
  written_requests_ = {
      {"short-token", Form::page, {as_written(page_asks, std::string(request_body))}},
      std::move(written_requests)};
  written_responses_ = {
      {"page", Form::page, {as_written(page_answers, std::string(response_body))}},
      std::move(written_responses)};
  requests_ = {{"short-token", Form::page, {page_asks}}, std::move(requests)};
  responses_ = {{"page", Form::page, {page_answers}}, std::move(responses)};
}

}  // namespace connectorgroup::bench
