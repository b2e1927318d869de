// A TCP or TLS connection that libcurl makes and octets are sent on as they are.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "properties/subjects/http/server_url.h"

namespace connectorgroup {

struct HttpConnectionOptions {
  ServerUrl server;
  bool only_loopback = true;  // no other address is connected to, whatever the name stands for
  bool insecure = false;      // certificates aren't verified
  std::string ca_file;        // PEM; empty: the system's
  std::chrono::milliseconds connect_timeout = std::chrono::seconds(10);
  // Whether waiting ends when the user asks this process to stop (interrupted.h).
  bool interruptible = true;
};

class HttpConnection {
 public:
  using Clock = std::chrono::steady_clock;

  // Connects, without a proxy; with TLS, without ALPN. Throws SubjectFailure (no_start) with
  // libcurl's words, and Interrupted.
  explicit HttpConnection(const HttpConnectionOptions& options);
  ~HttpConnection();
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  enum class Moved {
    sent,     // the last of the octets to send is on its way
    octets,   // some came
    closed,   // the server has closed the connection, in whatever way
    timeout,  // none of these, until the deadline
  };
  // Sends `to_send` from the front, which takes away what was sent, and appends what comes to
  // `received`, until one of these. What the server doesn't take any more is dropped. Throws
  // Interrupted.
  Moved move(std::string_view& to_send, std::string& received, Clock::time_point deadline);

  // No more octets will come from this side: FIN. Under TLS there is no close_notify before it,
  // since libcurl has none to give, and a server may take it for a cut.
  void end();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace connectorgroup
