// A server connection of scripts, listened to: what its answers say was created is recorded, and
// its requests keep the pace.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "model/http/reader.h"
#include "properties/server_connection.h"
#include "properties/subjects/http/created_groups.h"
#include "properties/subjects/http/http_connection.h"
#include "properties/subjects/http/request_pace.h"

namespace connectorgroup {

// Which requests went over a connection, and which answers came, in order.
class ConversationWatch {
 public:
  explicit ConversationWatch(std::shared_ptr<CreatedGroups> created);

  // How many requests ended in these octets.
  std::size_t sent(std::string_view octets);
  // No request is under way.
  bool is_between_requests() const;
  void received(std::string_view octets);
  // Nothing more will come: what has come of an answer is recorded.
  void closed();

 private:
  MessageKind kind_of_answer() const;
  void record_answer();

  std::shared_ptr<CreatedGroups> created_;
  MessageReader requests_{MessageKind::request};
  std::deque<std::string> methods_;  // of requests without an answer
  MessageReader answers_;
};

class WatchedConnection : public ServerConnection {
 public:
  // Connects. `timeout`: of each send() and receive(). `pace`: of the requests after the first.
  WatchedConnection(const HttpConnectionOptions& options, std::chrono::milliseconds timeout,
                    std::shared_ptr<CreatedGroups> created, RequestPace pace);

  void send(std::string_view octets) override;
  // Over TLS nothing: libcurl can't end one direction of it.
  void end() override;
  std::string receive() override;

 private:
  // What moves, until there is something new to `received_`, or all of `to_send` is sent.
  void move(std::string_view& to_send, HttpConnection::Clock::time_point deadline,
            std::string_view what_is_late);

  RequestPace pace_;
  HttpConnection connection_;
  ConversationWatch watch_;
  std::chrono::milliseconds timeout_;
  bool is_tls_;
  bool is_first_ = true;
  bool is_closed_ = false;
  std::string received_;  // and not yet given
};

}  // namespace connectorgroup
