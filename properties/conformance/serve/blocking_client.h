// A client of the plainest kind, for tests of the server: one socket, blocking calls, any octets.
// It waits a generous time and no longer.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/http/message.h"

namespace connectorgroup {

class BlockingClient {
 public:
  struct Options {
    int receive_buffer = 0;  // octets that the system keeps for it; 0: as many as it likes
  };
  // Makes a socket; connect() connects it to the port of this machine.
  BlockingClient() : BlockingClient(Options{}) {}
  explicit BlockingClient(const Options& options);
  explicit BlockingClient(std::uint16_t port) : BlockingClient() { connect(port); }
  ~BlockingClient();
  BlockingClient(BlockingClient&& other) noexcept;
  BlockingClient(const BlockingClient&) = delete;

  bool connect(std::uint16_t port);
  bool is_connected() const { return connected_; }

  // Sends all of the octets. False: the connection is gone.
  bool send(std::string_view octets);
  // The server sees the end of what it is sent, and may answer still.
  void end_sending();
  // The server sees a reset.
  void reset();

  // The next message, if it comes whole before the connection ends.
  std::optional<Response> read_response(MessageKind kind = MessageKind::response);

  enum class End : std::uint8_t { closed, reset, none };  // none: not in the time that it waits
  struct Rest {
    std::string octets;
    End end = End::none;
  };
  // What comes until the connection ends.
  Rest read_to_end();

  // Whether octets, or the end, come in this time.
  bool is_readable_within(std::chrono::milliseconds time) const;

 private:
  // Reads what there is into received_. How the connection ended, or nothing.
  std::optional<End> receive();

  int socket_ = -1;
  bool connected_ = false;
  std::string received_;
};

}  // namespace connectorgroup
