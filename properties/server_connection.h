// A connection to a server under test, as octets: for cases about what one octet stream is
// answered, such as requests that come in pieces or several at once.
#pragma once

#include <string>
#include <string_view>

namespace connectorgroup {

class ServerConnection {
 public:
  virtual ~ServerConnection() = default;

  // Sends all of them, and returns before an answer has come. What the server won't take, since it
  // has closed the connection, is dropped: receive() shows the end.
  virtual void send(std::string_view octets) = 0;
  // No more octets will come from this side.
  virtual void end() = 0;

  // Octets that have come since the last call, at least one; none when the server has closed the
  // connection, in whatever way. Throws SubjectFailure (hang) when nothing comes in time.
  virtual std::string receive() = 0;
};

}  // namespace connectorgroup
