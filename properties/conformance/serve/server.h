// The reference service on real sockets: the model's answers (model/exchange/service.h) to HTTP/1.1
// over TCP, for any number of clients at once, all in one state. It is meant for tests of clients
// and of the suite itself, not for the open internet: it has no TLS, and takes any token unless it
// is given some.
//
// It runs in one thread, the one that calls run(): so the order in which requests are answered is
// the order in which they change the state. What a client does never ends it: neither a reset nor a
// lack of file descriptors, after which it waits a little before it accepts again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "properties/conformance/serve/serve_options.h"

namespace connectorgroup {

// The exit status of a server that has served.
enum class ServeStatus : int {
  good = 0,
  rules_broken = 1,  // where that is asked: by a request of a client
  not_served = 3,    // it couldn't listen; or, where rules are asked about, no request came
  fault = 4,         // the record couldn't be written
};

class Server {
 public:
  // REQUIRES: the limits are within the bounds that their headers state, and create_status is one
  // of the contract's.
  explicit Server(ServeOptions options);
  // REQUIRES: run() isn't under way.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  struct Failure {
    ServeStatus status;
    std::string reason;  // for people
  };
  // Opens the record and listens: from now on clients can connect. To be called once.
  std::optional<Failure> listen();

  // REQUIRES: listen() has succeeded, as for what follows.
  std::uint16_t port() const;
  std::string url() const;  // "http://127.0.0.1:8080"

  // SIGINT and SIGTERM stop it; the second one doesn't wait for requests under way. To be called
  // before run().
  void stop_on_signals();

  // Serves until it is stopped and every connection has ended.
  void run();

  // Accepts no more connections; those that have no request under way end, the others when it has
  // been answered, or after the time of grace. May be called from any thread, and more than once;
  // before run() too.
  void stop();

  // After run(). A fault weighs more than a broken rule.
  ServeStatus status() const;
  // What went wrong with the record, or nothing.
  std::optional<std::string> fault() const;

  // After run(), of connections that were accepted, and of requests where they were judged: with
  // a record, or when a clean one is expected.
  struct Counts {
    std::uint64_t connections = 0;
    std::size_t requests = 0;
    std::size_t requests_with_violations = 0;
  };
  Counts counts() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace connectorgroup
