// A server for tests that does as it is told: octets in, octets out, on a port of this machine. It
// knows nothing of HTTP but where a request ends.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace connectorgroup {

class ToldServer {
 public:
  // One connection, in the hands of the server. Waits a generous time and no longer.
  class Conversation {
   public:
    Conversation(ToldServer& server, int socket, std::size_t number);
    ~Conversation();
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    // How many there were before.
    std::size_t number() const { return number_; }

    // So many octets, or fewer where the client ends before.
    std::string read(std::size_t count);
    // A request as MessageReader has it, or as much as makes it refuse one.
    std::string read_request();
    // Until the client ends. True: it did.
    bool read_to_end();
    // Whether the client has ended, by now, and all that it sent was read.
    bool has_ended() const;
    void send(std::string_view octets);
    // Ends with a reset, in place of the usual end.
    void reset();

   private:
    // More octets, as many as there are up to the limit; none at the end.
    std::string read_some(std::size_t count_max);

    ToldServer& server_;
    int socket_;
    std::size_t number_;
  };
  // What it does with each connection, one after the other. In a thread of its own.
  using Behaviour = std::function<void(Conversation&)>;

  explicit ToldServer(Behaviour behaviour);
  ~ToldServer();
  ToldServer(const ToldServer&) = delete;
  ToldServer& operator=(const ToldServer&) = delete;

  std::uint16_t port() const { return port_; }
  // "http://127.0.0.1:1234"
  std::string url() const { return "http://" + authority(); }
  std::string authority() const { return "127.0.0.1:" + std::to_string(port_); }
  // What has come so far, by connection.
  std::vector<std::string> received() const;

 private:
  void serve();

  Behaviour behaviour_;
  int listener_;
  std::uint16_t port_ = 0;
  std::atomic<bool> stops_{false};
  mutable std::mutex mutex_;
  std::vector<std::string> received_;  // guarded by mutex_
  std::thread thread_;
};

// A response with this content, and its length.
std::string response(int status, std::string_view fields, std::string_view content);
// A behaviour that answers a request of each connection with the same octets.
ToldServer::Behaviour answering(std::string octets);

}  // namespace connectorgroup
