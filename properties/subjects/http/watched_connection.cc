#include "properties/subjects/http/watched_connection.h"

#include <utility>

#include "properties/subject_failure.h"
#include "properties/subjects/http/http_answer.h"

namespace connectorgroup {

ConversationWatch::ConversationWatch(std::shared_ptr<CreatedGroups> created)
    : created_(std::move(created)), answers_(make_answer_reader(MessageKind::response)) {}

std::size_t ConversationWatch::sent(std::string_view octets) {
  std::size_t count = 0;
  while (requests_.state() == ReadState::incomplete) {
    octets.remove_prefix(requests_.feed(octets));
    if (requests_.state() != ReadState::complete) break;
    methods_.emplace_back(requests_.request().method);
    requests_.next();
    ++count;
  }
  return count;
}

bool ConversationWatch::is_between_requests() const {
  return requests_.state() == ReadState::incomplete && requests_.size() == 0;
}

MessageKind ConversationWatch::kind_of_answer() const {
  const bool to_head = !methods_.empty() && methods_.front() == "HEAD";
  return to_head ? MessageKind::response_to_head : MessageKind::response;
}

void ConversationWatch::received(std::string_view octets) {
  while (!octets.empty() && answers_.state() == ReadState::incomplete) {
    if (answers_.size() == 0) answers_.next(kind_of_answer());
    octets.remove_prefix(answers_.feed(octets));
    if (answers_.state() == ReadState::incomplete) return;
    record_answer();
    if (answers_.state() == ReadState::complete) answers_.next();
  }
}

void ConversationWatch::closed() {
  if (answers_.state() != ReadState::incomplete) return;
  answers_.close();
  record_answer();
}

// A request that is no message may have been taken for a create.
void ConversationWatch::record_answer() {
  if (!answers_.has_head() || is_interim(answers_.response().status)) return;
  created_->record(methods_.empty() ? "POST" : methods_.front(), answers_.response());
  if (!methods_.empty()) methods_.pop_front();
}

WatchedConnection::WatchedConnection(const HttpConnectionOptions& options,
                                     std::chrono::milliseconds timeout,
                                     std::shared_ptr<CreatedGroups> created, RequestPace pace)
    : pace_(std::move(pace)),
      connection_(options),
      watch_(std::move(created)),
      timeout_(timeout),
      is_tls_(options.server.is_tls()) {}

void WatchedConnection::send(std::string_view octets) {
  if (!is_first_ && watch_.is_between_requests()) pace_.wait();
  is_first_ = false;
  for (std::size_t ended = watch_.sent(octets); ended > 1; --ended) pace_.count();
  const auto deadline = HttpConnection::Clock::now() + timeout_;
  while (!octets.empty() && !is_closed_) {
    move(octets, deadline, "the server doesn't take what is sent");
  }
}

void WatchedConnection::end() {
  if (!is_tls_) connection_.end();
}

std::string WatchedConnection::receive() {
  const auto deadline = HttpConnection::Clock::now() + timeout_;
  std::string_view nothing;
  while (received_.empty() && !is_closed_) move(nothing, deadline, "no octet of an answer");
  return std::exchange(received_, {});
}

void WatchedConnection::move(std::string_view& to_send, HttpConnection::Clock::time_point deadline,
                             std::string_view what_is_late) {
  std::string block;
  const HttpConnection::Moved moved = connection_.move(to_send, block, deadline);
  watch_.received(block);
  received_ += block;
  if (moved == HttpConnection::Moved::closed) is_closed_ = true;
  if (moved == HttpConnection::Moved::closed || moved == HttpConnection::Moved::timeout) {
    watch_.closed();
  }
  if (moved == HttpConnection::Moved::timeout) {
    throw SubjectFailure(Misbehaviour::hang, std::string(what_is_late)
                                                 .append(" within ")
                                                 .append(std::to_string(timeout_.count()))
                                                 .append(" ms"));
  }
}

}  // namespace connectorgroup
