#include "properties/exchange_subject.h"

#include <array>
#include <functional>

#include "model/exchange/bearer.h"
#include "model/exchange/content_fields.h"
#include "model/exchange/context.h"
#include "model/exchange/target.h"
#include "model/http/reader.h"

namespace connectorgroup {
namespace {

// The octets, read by a reader that is fed them as they come.
template <class Value>
Result<Value> read_in_segments(MessageKind kind, std::span<const std::string_view> segments,
                               const RuleSet& ignored,
                               const std::function<Result<Value>(const MessageReader&)>& judge) {
  std::string all;
  for (const std::string_view segment : segments) all += segment;
  MessageReader reader(kind, {}, ignored);
  if (segments.size() == 1) {
    reader.read(all);
    return judge(reader);
  }
  for (const std::string_view segment : segments) reader.feed(segment);
  // What follows the message, and an end before anything has come, only read() refuses.
  const bool whole = reader.state() == ReadState::incomplete || reader.size() == all.size();
  if (!whole || all.empty() || reader.state() == ReadState::refused) {
    reader.read(all);
  } else {
    reader.close();
  }
  if (reader.state() == ReadState::incomplete) reader.read(all);
  return judge(reader);
}

}  // namespace

std::unique_ptr<ExchangeSubject> ExchangeSubject::ignoring(const RuleSet& rules) const {
  return std::make_unique<ExchangeSubject>(*contract_, rules);
}

Result<CreateRequest> ExchangeSubject::read_request(std::span<const std::string_view> segments) {
  CreateReader reader(contract(), {}, ignored());
  return read_in_segments<CreateRequest>(
      MessageKind::request, segments, ignored(),
      [&reader](const MessageReader& message) -> Result<CreateRequest> {
        const Result<CreateRequestView> read = reader.judge_request(message);
        if (!read.accepted()) return read.violation();
        return own(read.value());
      });
}

Result<CreateResponse> ExchangeSubject::read_response(std::span<const std::string_view> segments) {
  CreateReader reader(contract(), {}, ignored());
  return read_in_segments<CreateResponse>(
      MessageKind::response, segments, ignored(),
      [&reader](const MessageReader& message) -> Result<CreateResponse> {
        const Result<CreateResponseView> read = reader.judge_response(message);
        if (!read.accepted()) return read.violation();
        if (const auto* created = std::get_if<CreatedView>(&read.value())) {
          return CreateResponse(own(*created));
        }
        return CreateResponse(std::get<Refused>(read.value()));
      });
}

Result<std::string> ExchangeSubject::write_request(const CreateRequest& request, Form form) {
  std::string octets;
  const auto fault = write_create_request(view(request), form, contract(), octets);
  if (fault) return *fault;
  return octets;
}

Result<std::string> ExchangeSubject::write_response(const CreateResponse& response, Form form) {
  std::string octets;
  const auto* created = std::get_if<Created>(&response);
  // With and without a context, which isn't read back.
  const std::string context =
      form == Form::canonical ? std::string() : entity_context("", "beta", contract());
  const auto fault = created != nullptr
                         ? write_create_response(view(*created), context, form, contract(), octets)
                         : write_create_response(std::get<Refused>(response), form, octets);
  if (fault) return *fault;
  return octets;
}

std::optional<Violation> ExchangeSubject::token_fault(std::string_view value) {
  const Result<std::string_view> read = read_bearer_token(value, ignored());
  if (read.accepted()) return std::nullopt;
  return read.violation();
}

std::optional<Violation> ExchangeSubject::challenge_fault(std::string_view value, int status) {
  return ChallengeReader(status, ignored()).read(value);
}

std::optional<std::size_t> ExchangeSubject::uri_fault(std::string_view value) {
  return uri_reference_fault(value);
}

std::optional<Violation> ExchangeSubject::type_fault(std::string_view value) {
  return judge_content_type(value, ignored());
}

Result<Exchange> read_exchange(ExchangeSubject& subject, MessageKind kind,
                               std::span<const std::string_view> segments) {
  if (kind == MessageKind::request) {
    const Result<CreateRequest> read = subject.read_request(segments);
    if (!read.accepted()) return read.violation();
    return Exchange(read.value());
  }
  const Result<CreateResponse> read = subject.read_response(segments);
  if (!read.accepted()) return read.violation();
  return Exchange(read.value());
}

Result<Exchange> read_exchange(ExchangeSubject& subject, MessageKind kind,
                               std::string_view octets) {
  const std::array<std::string_view, 1> segments{octets};
  return read_exchange(subject, kind, segments);
}

Result<std::string> write_exchange(ExchangeSubject& subject, const Exchange& exchange, Form form) {
  const auto* request = std::get_if<CreateRequest>(&exchange);
  if (request != nullptr) return subject.write_request(*request, form);
  return subject.write_response(std::get<CreateResponse>(exchange), form);
}

std::optional<Violation> violation_of(const Result<Exchange>& answer) {
  if (answer.accepted()) return std::nullopt;
  return answer.violation();
}

std::string shown(const std::optional<Violation>& violation) {
  return violation ? describe(*violation) : "accepted";
}

std::string as(MessageKind kind, const ExchangeSubject& subject) {
  return "as a " + std::string(kind == MessageKind::request ? "request" : "response") + " of " +
         std::string(subject.contract().id) + ": ";
}

}  // namespace connectorgroup
