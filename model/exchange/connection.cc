#include "model/exchange/connection.h"

#include <optional>
#include <utility>

#include "model/assertion.h"
#include "model/exchange/refusal.h"
#include "model/http/message.h"
#include "model/http/writer.h"

namespace connectorgroup {

Connection::Connection(Service& service, ServiceState& state, Identifiers& identifiers,
                       const HttpLimits& limits)
    : service_(service),
      state_(state),
      identifiers_(identifiers),
      reader_(MessageKind::request, limits) {}

void Connection::receive(std::string_view octets, std::string& out) {
  while (!closed_ && !octets.empty()) {
    octets.remove_prefix(reader_.feed(octets));
    settle(out);
  }
}

void Connection::end(std::string& out) {
  if (closed_) return;
  reader_.close();
  settle(out);
  closed_ = true;
}

// Answers what has been read, once it is a whole request or can become none.
void Connection::settle(std::string& out) {
  switch (reader_.state()) {
    case ReadState::incomplete:
      return;
    case ReadState::complete:
      answer(out);
      break;
    case ReadState::refused:
      refuse(out);
      break;
  }
  if (!closed_) reader_.next();
}

void Connection::answer(std::string& out) {
  const RequestView request = reader_.request();
  Response response = service_.step(state_, request, identifiers_);
  const bool keep = keeps_connection(request.minor_version, request.fields);
  if (!keep) {
    response.fields.push_back({"Connection", "close"});
  } else if (request.minor_version == 0) {
    response.fields.push_back({"Connection", "keep-alive"});
  }
  closed_ = !keep;
  send(std::move(response), request.method, out);
}

void Connection::refuse(std::string& out) {
  const FramingPart part = !reader_.has_start_line() ? FramingPart::start_line
                           : !reader_.has_head()     ? FramingPart::fields
                                                     : FramingPart::content;
  const Violation& violation = reader_.violation();
  std::string_view method;
  if (reader_.has_start_line()) method = reader_.request().method;
  Response response = service_.refuse(state_, framing_status(violation.rule, part), violation);
  response.fields.push_back({"Connection", "close"});
  closed_ = true;
  send(std::move(response), method, out);
}

void Connection::send(Response response, std::string_view method, std::string& out) {
  const bool to_head = method == "HEAD";
  // A refusal doesn't know that it answers HEAD; its content is left out all the same.
  if (to_head) response.content.clear();
  const ViewOf view(response);
  const std::optional<MessageViolation> fault = write_response(
      view.response(), to_head ? MessageKind::response_to_head : MessageKind::response, out);
  CONNECTORGROUP_ASSERT(!fault);
}

}  // namespace connectorgroup
