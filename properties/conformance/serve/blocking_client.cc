#include "properties/conformance/serve/blocking_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <utility>

#include "model/http/reader.h"

namespace connectorgroup {
namespace {

constexpr long kPatienceSeconds = 30;

template <class Value>
void set_option(int socket, int level, int option, const Value& value) {
  ::setsockopt(socket, level, option, &value, sizeof value);
}

}  // namespace

BlockingClient::BlockingClient(const Options& options)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (options.receive_buffer > 0) {
    set_option(socket_, SOL_SOCKET, SO_RCVBUF, options.receive_buffer);
  }
  const timeval patience{kPatienceSeconds, 0};
  set_option(socket_, SOL_SOCKET, SO_RCVTIMEO, patience);
  set_option(socket_, SOL_SOCKET, SO_SNDTIMEO, patience);
  set_option(socket_, IPPROTO_TCP, TCP_NODELAY, int{1});
}

BlockingClient::~BlockingClient() {
  if (socket_ >= 0) ::close(socket_);
}

BlockingClient::BlockingClient(BlockingClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      connected_(std::exchange(other.connected_, false)),
      received_(std::move(other.received_)) {}

bool BlockingClient::connect(std::uint16_t port) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr address{};
  static_assert(sizeof address == sizeof to);
  std::memcpy(&address, &to, sizeof to);
  connected_ = ::connect(socket_, &address, sizeof address) == 0;
  return connected_;
}

bool BlockingClient::send(std::string_view octets) {
  while (!octets.empty()) {
    const ssize_t sent = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    octets.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void BlockingClient::end_sending() { ::shutdown(socket_, SHUT_WR); }

void BlockingClient::reset() {
  set_option(socket_, SOL_SOCKET, SO_LINGER, linger{1, 0});
  ::close(std::exchange(socket_, -1));
}

std::optional<BlockingClient::End> BlockingClient::receive() {
  std::array<char, 65536> buffer{};
  const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (count == 0) return End::closed;
  if (count < 0) return errno == ECONNRESET || errno == EPIPE ? End::reset : End::none;
  received_.append(buffer.data(), static_cast<std::size_t>(count));
  return std::nullopt;
}

std::optional<Response> BlockingClient::read_response(MessageKind kind) {
  MessageReader reader(kind);
  std::size_t fed = 0;
  while (true) {
    fed += reader.feed(std::string_view(received_).substr(fed));
    if (reader.state() != ReadState::incomplete) break;
    if (receive()) return std::nullopt;
  }
  if (reader.state() != ReadState::complete) return std::nullopt;
  Response response = own(reader.response());
  received_.erase(0, fed);
  return response;
}

BlockingClient::Rest BlockingClient::read_to_end() {
  while (true) {
    if (const std::optional<End> end = receive()) return {std::exchange(received_, {}), *end};
  }
}

bool BlockingClient::is_readable_within(std::chrono::milliseconds time) const {
  if (!received_.empty()) return true;
  pollfd waited{socket_, POLLIN, 0};
  return ::poll(&waited, 1, static_cast<int>(time.count())) > 0;
}

}  // namespace connectorgroup
