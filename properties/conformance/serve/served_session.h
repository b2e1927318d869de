// One connection of a server: a socket, its timers, and what is said on it. All its functions run
// in the thread of its io_context.
//
// Octets are read while none wait to be answered and few answers wait to be taken. What has been
// read is answered one request at a time, and answers are sent in their order.
#pragma once

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "properties/conformance/serve/served_conversation.h"

namespace connectorgroup {

class ServedSession : public std::enable_shared_from_this<ServedSession> {
 public:
  using Ended = std::function<void(std::uint64_t number)>;

  // `ended` is called once, with the connection's number, when the socket is closed. REQUIRES:
  // `shared` outlives it.
  ServedSession(boost::asio::ip::tcp::socket socket, ServedState& shared, std::uint64_t number,
                Ended ended);

  void start();

  // Ends once the request under way, if there is one, has been answered.
  void finish();

  // Ends at once. What has been refused is judged; what wasn't answered isn't.
  void abandon();

 private:
  using ErrorCode = boost::system::error_code;
  enum class Stage : std::uint8_t {
    open,
    last_answer,  // is being sent; what comes is dropped
    lingering,    // the client has it, or will; what comes is dropped
    silent,       // what comes is dropped, as long as the client likes
    ended,
  };

  void read();
  void on_read(const ErrorCode& error, std::size_t count);
  void on_client_end();
  void answer_what_was_read();
  void queue(const ServedAnswer& answer);

  void write();
  void on_written(const ErrorCode& error, std::size_t count);
  void pause_drip();
  void on_all_written();
  void after_last_answer();
  std::size_t backlog() const { return writing_.size() - written_ + queued_.size(); }

  void set_deadline();
  void wait_for_deadline(std::chrono::steady_clock::time_point when);
  void on_deadline();
  void on_write_deadline();

  void linger();
  void fall_silent();
  void end();
  void close();
  bool is_idle();
  void end_if_idle();

  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer deadline_;        // for what the client sends
  boost::asio::steady_timer write_deadline_;  // for what it takes
  boost::asio::steady_timer drip_;
  const ServeOptions& options_;
  std::uint64_t number_;
  Ended ended_;
  ServedConversation conversation_;

  Stage stage_ = Stage::open;
  ServedAnswer::Then then_ = ServedAnswer::Then::go_on;  // after the last answer
  bool client_ended_ = false;
  bool finishing_ = false;

  std::array<char, 16384> buffer_{};
  bool reading_ = false;
  std::string input_;  // read, of which the first `taken_` octets have been answered
  std::size_t taken_ = 0;

  // An operation that is under way borrows from writing_; what is answered meanwhile is queued.
  std::string writing_;
  std::size_t written_ = 0;
  std::string queued_;
  bool write_is_under_way_ = false;
  bool dripping_ = false;

  std::uint64_t timed_request_ = 0;  // the request whose header section deadline_ waits for
  std::chrono::steady_clock::time_point head_deadline_;
};

}  // namespace connectorgroup
