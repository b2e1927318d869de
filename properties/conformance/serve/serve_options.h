// What the reference service on real sockets is told: where to listen, what to be, and what it is
// willing to take from its clients.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/contract.h"
#include "model/exchange/create.h"

namespace connectorgroup {

struct ServedMisbehaviour;

// How long the server waits for its clients. None is renewed by what doesn't count for it.
struct ServeTimes {
  // From a request's first octet (an empty line before it aside) to the end of its header section.
  // Then the answer is 408 and the connection is closed.
  std::chrono::milliseconds head = std::chrono::seconds(10);
  // Without an octet of the content that was announced. Then the answer is 408 too.
  std::chrono::milliseconds content = std::chrono::seconds(60);
  // Between requests. Then the connection is closed without a word.
  std::chrono::milliseconds idle = std::chrono::seconds(60);
  // Without the client taking an octet of an answer. Then the connection is closed.
  std::chrono::milliseconds write = std::chrono::seconds(30);
  // After the last answer: what the client still sends is read and dropped for so long, so that a
  // reset doesn't destroy the answer (RFC 9112 section 9.6). Then the connection is closed.
  std::chrono::milliseconds linger = std::chrono::seconds(2);
  // After stop(), for requests that have begun. Then every connection is closed.
  std::chrono::milliseconds grace = std::chrono::seconds(10);
  // Between two octets of the misbehaviour slow-drip.
  std::chrono::milliseconds drip = std::chrono::milliseconds(5);
  // After a connection couldn't be accepted, before the next is tried.
  std::chrono::milliseconds accept_again = std::chrono::milliseconds(100);
};

struct ServeOptions {
  const Contract* contract = &graph_2017();  // REQUIRES: outlives the server
  std::string address = "127.0.0.1";         // an IPv4 or IPv6 address
  std::uint16_t port = 0;                    // 0: one that is free

  // As in ServiceOptions.
  int create_status = 0;
  std::vector<std::string> tokens;
  bool match_required = false;
  // What stands before the version in Location and contexts. Without one it is the server's own
  // URL; where it listens on all addresses, it is empty, and they are relative.
  std::optional<std::string> root;

  // A request that exceeds one is answered with 413, 414 or 431, and closes the connection.
  ExchangeLimits limits;
  ServeTimes times;
  // Connections at once. Further ones wait, made but not accepted, until one ends. REQUIRES: > 0.
  std::size_t connections_max = 1024;
  // Octets of answers that wait for a client to take them; one answer may go beyond. Until it does,
  // nothing more of it is read. REQUIRES: > 0.
  std::size_t backlog_max = std::size_t{1} << 20;

  // Where to write a line of JSON for each request (request_record.h). What was there is replaced.
  std::optional<std::filesystem::path> record;
  // The exit status tells whether the clients broke rules.
  bool expect_clean = false;
  // How to answer creates wrongly (served_misbehaviour.h), or null.
  const ServedMisbehaviour* misbehaviour = nullptr;
};

}  // namespace connectorgroup
