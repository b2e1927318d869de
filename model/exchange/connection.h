// A server's side of one connection: octets in, octets out. Pure as the service is, and the answer
// to a stream of octets never depends on how it was cut into pieces.
//
// Requests may follow each other without waiting for answers (RFC 9112 section 9.3.2); answers come
// in their order. The connection stays open as keeps_connection() says, and every answer that
// closes it says so; to HTTP/1.0 the answer says keep-alive where it doesn't. Octets that aren't a
// request are answered with 400 (413, 414, 431, 501 or 505 where the rule calls for it) and an
// error object that names rule and offset, and close the connection, since where the next request
// would begin isn't known. So does a request that is cut short by the end of the octets.
//
// Expect: 100-continue isn't answered with 100 (http.expect): when octets are sent is for who moves
// them. What follows a close is dropped.
#pragma once

#include <string>
#include <string_view>

#include "model/exchange/service.h"
#include "model/http/limits.h"
#include "model/http/reader.h"

namespace connectorgroup {

class Connection {
 public:
  // REQUIRES: `service`, `state` and `identifiers` outlive it. Connections may share them, one at a
  // time.
  Connection(Service& service, ServiceState& state, Identifiers& identifiers,
             const HttpLimits& limits = {});

  // Takes octets, and appends what is answered to `out`. The octets may go as soon as it returns.
  // Time O(octets + answers).
  void receive(std::string_view octets, std::string& out);

  // No more octets will come. Appends what is answered to a request that is cut short.
  void end(std::string& out);

  // Nothing more will be answered.
  bool is_closed() const { return closed_; }

 private:
  void settle(std::string& out);
  void answer(std::string& out);
  void refuse(std::string& out);
  void send(Response response, std::string_view method, std::string& out);

  Service& service_;
  ServiceState& state_;
  Identifiers& identifiers_;
  MessageReader reader_;
  bool closed_ = false;
};

}  // namespace connectorgroup
