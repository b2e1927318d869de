// Handlers hold the session by a shared pointer, so it lives until the last of them has been
// called; each returns at once when the session has ended meanwhile.

#include "properties/conformance/serve/served_session.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/socket_base.hpp>
#include <string_view>
#include <utility>

namespace connectorgroup {

using boost::asio::ip::tcp;
using Clock = std::chrono::steady_clock;

ServedSession::ServedSession(tcp::socket socket, ServedState& shared, std::uint64_t number,
                             Ended ended)
    : socket_(std::move(socket)),
      deadline_(socket_.get_executor()),
      write_deadline_(socket_.get_executor()),
      drip_(socket_.get_executor()),
      options_(shared.options),
      number_(number),
      ended_(std::move(ended)),
      conversation_(shared, number) {}

void ServedSession::start() {
  ErrorCode ignored;  // an answer that is late is still right
  socket_.set_option(tcp::no_delay(true), ignored);
  answer_what_was_read();
}

void ServedSession::finish() {
  finishing_ = true;
  conversation_.finish();
  end_if_idle();
}

void ServedSession::abandon() {
  if (stage_ == Stage::open) return close();
  if (stage_ != Stage::ended) end();
}

// Nothing is under way: neither a request, nor its octets in the socket, nor an answer.
bool ServedSession::is_idle() {
  if (stage_ == Stage::silent) return true;
  ErrorCode error;
  const std::size_t waiting = socket_.available(error);
  return stage_ == Stage::open && conversation_.due() == ServedConversation::Due::request &&
         input_.empty() && backlog() == 0 && (error || waiting == 0);
}

// Octets may have been read already whose handler has yet to be called: cancelling tells.
void ServedSession::end_if_idle() {
  if (!is_idle()) return;
  if (!reading_) return end();
  ErrorCode ignored;
  socket_.cancel(ignored);
}

// --- Reading.

void ServedSession::read() {
  if (reading_) return;
  reading_ = true;
  socket_.async_read_some(boost::asio::buffer(buffer_),
                          [self = shared_from_this()](const ErrorCode& error, std::size_t count) {
                            self->on_read(error, count);
                          });
}

void ServedSession::on_read(const ErrorCode& error, std::size_t count) {
  reading_ = false;
  if (stage_ == Stage::ended) return;
  if (error == boost::asio::error::eof) return on_client_end();
  if (error == boost::asio::error::operation_aborted && !is_idle()) return answer_what_was_read();
  if (error) return end();
  const std::string_view octets(buffer_.data(), count);
  if (stage_ == Stage::open) {
    input_.append(octets);
    return answer_what_was_read();
  }
  conversation_.drop(octets);
  if (stage_ != Stage::last_answer) read();
}

// The client may still read: what it sent is answered.
void ServedSession::on_client_end() {
  client_ended_ = true;
  if (stage_ == Stage::lingering || stage_ == Stage::silent) return end();
  if (stage_ != Stage::open) return;
  stage_ = Stage::last_answer;
  then_ = ServedAnswer::Then::close;
  deadline_.cancel();
  if (const std::optional<ServedAnswer> answer = conversation_.end()) queue(*answer);
  write();
}

void ServedSession::answer_what_was_read() {
  while (stage_ == Stage::open && !dripping_ && taken_ < input_.size() &&
         backlog() < options_.backlog_max) {
    const ServedConversation::Taken taken =
        conversation_.receive(std::string_view(input_).substr(taken_));
    taken_ += taken.octets;
    if (taken.answer) queue(*taken.answer);
  }
  if (taken_ == input_.size()) {
    input_.clear();
    taken_ = 0;
  }
  const bool may_read = stage_ == Stage::open && !dripping_ && input_.empty();
  if (may_read && backlog() < options_.backlog_max) read();
  set_deadline();
  if (backlog() > 0 || stage_ == Stage::last_answer) return write();
  // What was read may have been an empty line, which nothing follows.
  if (finishing_) end_if_idle();
}

void ServedSession::queue(const ServedAnswer& answer) {
  queued_.append(answer.octets);
  dripping_ = dripping_ || answer.dripping;
  if (answer.then == ServedAnswer::Then::go_on) return;
  stage_ = Stage::last_answer;
  then_ = answer.then;
}

// --- Writing.

void ServedSession::write() {
  if (write_is_under_way_) return;
  if (written_ == writing_.size()) {
    writing_.clear();
    written_ = 0;
    std::swap(writing_, queued_);
  }
  if (writing_.empty()) return on_all_written();
  write_is_under_way_ = true;
  const std::size_t size = dripping_ ? 1 : writing_.size() - written_;
  write_deadline_.expires_after(options_.times.write);
  write_deadline_.async_wait([self = shared_from_this()](const ErrorCode& error) {
    if (!error) self->on_write_deadline();
  });
  socket_.async_write_some(boost::asio::buffer(writing_.data() + written_, size),
                           [self = shared_from_this()](const ErrorCode& error, std::size_t count) {
                             self->on_written(error, count);
                           });
}

void ServedSession::on_written(const ErrorCode& error, std::size_t count) {
  write_is_under_way_ = false;
  if (stage_ == Stage::ended) return;
  if (error) return end();
  written_ += count;
  if (dripping_ && backlog() > 0) return pause_drip();
  if (backlog() == 0 || stage_ != Stage::open) return write();
  answer_what_was_read();
}

void ServedSession::pause_drip() {
  write_is_under_way_ = true;
  write_deadline_.cancel();
  drip_.expires_after(options_.times.drip);
  drip_.async_wait([self = shared_from_this()](const ErrorCode&) {
    self->write_is_under_way_ = false;
    if (self->stage_ != Stage::ended) self->write();
  });
}

void ServedSession::on_all_written() {
  write_deadline_.cancel();
  dripping_ = false;
  if (stage_ == Stage::last_answer) return after_last_answer();
  answer_what_was_read();
}

void ServedSession::after_last_answer() {
  switch (then_) {
    case ServedAnswer::Then::go_on:
    case ServedAnswer::Then::close:
      return client_ended_ ? end() : linger();
    case ServedAnswer::Then::reset: {
      ErrorCode ignored;  // then it is an ordinary end, which cuts the answer short as well
      socket_.set_option(boost::asio::socket_base::linger(true, 0), ignored);
      return end();
    }
    case ServedAnswer::Then::fall_silent:
      return fall_silent();
  }
}

void ServedSession::on_write_deadline() {
  if (stage_ != Stage::ended && write_is_under_way_ && write_deadline_.expiry() <= Clock::now()) {
    end();
  }
}

// --- Waiting for the client.

void ServedSession::set_deadline() {
  if (stage_ != Stage::open) return;
  using Due = ServedConversation::Due;
  const Due due = conversation_.due();
  if (due == Due::rest_of_head && timed_request_ != conversation_.requests()) {
    timed_request_ = conversation_.requests();
    head_deadline_ = Clock::now() + options_.times.head;
  }
  // As long as the client is the one to read, the other deadline holds.
  if (!reading_ || (due == Due::request && backlog() > 0)) {
    deadline_.cancel();
  } else if (due == Due::rest_of_head) {
    wait_for_deadline(head_deadline_);
  } else {
    const auto time = due == Due::content ? options_.times.content : options_.times.idle;
    wait_for_deadline(Clock::now() + time);
  }
}

void ServedSession::wait_for_deadline(Clock::time_point when) {
  deadline_.expires_at(when);
  deadline_.async_wait([self = shared_from_this()](const ErrorCode& error) {
    if (!error) self->on_deadline();
  });
}

void ServedSession::on_deadline() {
  // It may have been moved when its handler was already on the way.
  if (stage_ == Stage::ended || deadline_.expiry() > Clock::now()) return;
  if (stage_ == Stage::lingering) return end();
  if (stage_ != Stage::open) return;
  if (conversation_.due() == ServedConversation::Due::request) return linger();
  queue(conversation_.time_out());
  write();
}

// --- The end.

// RFC 9112 section 9.6: a socket that is closed with octets unread resets the connection, and a
// reset may destroy what the client hasn't read yet.
void ServedSession::linger() {
  stage_ = Stage::lingering;
  ErrorCode ignored;  // where the client has gone, reading says so
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  wait_for_deadline(Clock::now() + options_.times.linger);
  read();
}

void ServedSession::fall_silent() {
  stage_ = Stage::silent;
  deadline_.cancel();
  if (client_ended_ || finishing_) return end();
  read();
}

void ServedSession::end() {
  conversation_.conclude();
  close();
}

void ServedSession::close() {
  stage_ = Stage::ended;
  ErrorCode ignored;
  deadline_.cancel();
  write_deadline_.cancel();
  drip_.cancel();
  socket_.close(ignored);
  ended_(number_);
}

}  // namespace connectorgroup
