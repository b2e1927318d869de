#include "properties/conformance/serve/served_conversation.h"

#include <algorithm>
#include <utility>

#include "model/assertion.h"
#include "model/http/message.h"
#include "model/http/writer.h"
#include "properties/conformance/serve/served_misbehaviour.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view kEmptyLine = "\r\n";
constexpr int kRequestTimeout = 408;

// What is kept of octets that came after a refusal.
constexpr std::size_t kJudgedAfterRefusalMax = std::size_t{1} << 20;

// RFC 9110 section 10.1.1: the one expectation there is, compared without regard to case; of a
// client of HTTP/1.0 it means nothing.
bool expects_continue(const RequestView& request) {
  if (request.minor_version == 0) return false;
  const FieldView* expect = find_field(request.fields, "Expect");
  return expect != nullptr && equal_ignoring_case(expect->value, "100-continue");
}

// The answer with `Connection: close`: in the place of keep-alive, which the model says to clients
// of HTTP/1.0, or as its first field. REQUIRES: it keeps the connection.
std::string with_close(std::string octets) {
  constexpr std::string_view kKept = "\r\nConnection: keep-alive\r\n";
  constexpr std::string_view kClose = "\r\nConnection: close";
  const std::size_t line_end = octets.find(kEmptyLine);
  const std::size_t head_end = octets.find("\r\n\r\n");
  CONNECTORGROUP_ASSERT(head_end != std::string::npos);
  const std::size_t kept = octets.find(kKept);
  if (kept < head_end) return octets.replace(kept, kKept.size() - kEmptyLine.size(), kClose);
  return octets.insert(line_end, kClose);
}

}  // namespace

ServedConversation::ServedConversation(ServedState& shared, std::uint64_t connection)
    : shared_(shared),
      connection_number_(connection),
      connection_(shared.service, shared.groups, shared.identifiers, shared.options.limits.http),
      reader_(MessageKind::request, shared.options.limits.http) {}

ServedConversation::Taken ServedConversation::receive(std::string_view octets) {
  CONNECTORGROUP_ASSERT(!octets.empty());
  CONNECTORGROUP_ASSERT(!connection_.is_closed());
  std::size_t taken = reader_.feed(octets);
  // Where the next request begins isn't known: all of it belongs to the refused one.
  if (reader_.state() == ReadState::refused) taken = octets.size();
  octets = octets.substr(0, taken);
  watch_beginning(octets);
  if (shared_.record != nullptr) octets_.append(octets);
  std::string out;
  connection_.receive(octets, out);
  // Both readers are of one mind.
  CONNECTORGROUP_ASSERT(out.empty() == (reader_.state() == ReadState::incomplete));
  CONNECTORGROUP_ASSERT(connection_.is_closed() || reader_.state() != ReadState::refused);
  if (is_continue_due()) return {taken, ServedAnswer{std::string(kContinue)}};
  return {taken, settle(std::move(out))};
}

std::optional<ServedAnswer> ServedConversation::end() {
  if (connection_.is_closed()) return std::nullopt;
  reader_.close();
  std::string out;
  connection_.end(out);
  return settle(std::move(out));
}

ServedAnswer ServedConversation::time_out() {
  Response response =
      shared_.service.refuse(shared_.groups, kRequestTimeout,
                             Violation{Rule::http_message_incomplete, reader_.size(), {}});
  response.fields.push_back({"Connection", "close"});
  ServedAnswer answer;
  answer.then = ServedAnswer::Then::close;
  const bool to_head = reader_.has_start_line() && reader_.request().method == "HEAD";
  if (to_head) response.content.clear();
  const ViewOf view(response);
  const auto fault = write_response(view.response(),
                                    to_head ? MessageKind::response_to_head : MessageKind::response,
                                    answer.octets);
  CONNECTORGROUP_ASSERT(!fault);
  return answer;
}

void ServedConversation::drop(std::string_view octets) {
  if (shared_.record == nullptr || !begun_) return;
  const std::size_t room = kJudgedAfterRefusalMax - std::min(kJudgedAfterRefusalMax, dropped_);
  dropped_ += std::min(room, octets.size());
  octets_.append(octets.substr(0, room));
}

void ServedConversation::conclude() {
  if (begun_) record_request();
  begun_ = false;
}

ServedConversation::Due ServedConversation::due() const {
  if (!begun_) return Due::request;
  return reader_.has_head() ? Due::content : Due::rest_of_head;
}

// One empty line may stand before a request (RFC 9112 section 2.2), and is none by itself.
void ServedConversation::watch_beginning(std::string_view taken) {
  for (const char octet : taken) {
    if (begun_) return;
    if (skipped_ < kEmptyLine.size() && octet == kEmptyLine[skipped_]) {
      ++skipped_;
    } else {
      begun_ = true;
      ++requests_;
    }
  }
}

// A server may leave 100 out where content has come already; so one answer is never sent for
// nothing, and it never follows the final one.
bool ServedConversation::is_continue_due() {
  const bool waits = !continued_ && reader_.state() == ReadState::incomplete && reader_.has_head();
  if (!waits) return false;
  continued_ = true;
  const bool content_has_begun = reader_.size() > reader_.head_end() + kEmptyLine.size();
  return !content_has_begun && expects_continue(reader_.request());
}

// What has been answered to the request under way, if it is there whole or refused.
std::optional<ServedAnswer> ServedConversation::settle(std::string octets) {
  if (reader_.state() == ReadState::incomplete) return std::nullopt;
  const bool complete = reader_.state() == ReadState::complete;
  ServedAnswer answer =
      answer_of(std::move(octets), complete && reader_.request().method == "POST");
  if (!complete) return answer;
  if (shared_.record != nullptr) record_request();
  begun_ = false;
  continued_ = false;
  skipped_ = 0;
  reader_.next();
  return answer;
}

ServedAnswer ServedConversation::answer_of(std::string octets, bool is_create) const {
  using Then = ServedAnswer::Then;
  const ServedMisbehaviour* misbehaviour = shared_.options.misbehaviour;
  const bool closes = connection_.is_closed();
  if (finishing_ && !closes) octets = with_close(std::move(octets));
  const Then then = closes || finishing_ ? Then::close : Then::go_on;
  if (misbehaviour == nullptr || !is_create) return {std::move(octets), then};
  ServedAnswer wrong = misbehave(*misbehaviour, octets, *shared_.options.contract);
  if (wrong.then == Then::go_on) wrong.then = then;
  return wrong;
}

void ServedConversation::record_request() {
  if (shared_.record != nullptr) shared_.record->add(connection_number_, requests_, octets_);
  octets_.clear();
}

}  // namespace connectorgroup
