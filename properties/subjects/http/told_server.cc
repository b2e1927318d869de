#include "properties/subjects/http/told_server.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <utility>

#include "model/http/reader.h"

namespace connectorgroup {
namespace {

constexpr long kPatienceSeconds = 30;

template <class Value>
void set_option(int socket, int option, const Value& value) {
  ::setsockopt(socket, SOL_SOCKET, option, &value, sizeof value);
}

// The call with an address of this machine. `Call`: bind or getsockname.
template <class Call>
std::uint16_t with_address(Call call) {
  sockaddr_in loopback{};
  loopback.sin_family = AF_INET;
  loopback.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr address{};
  static_assert(sizeof address == sizeof loopback);
  std::memcpy(&address, &loopback, sizeof address);
  call(address);
  std::memcpy(&loopback, &address, sizeof address);
  return ntohs(loopback.sin_port);
}

}  // namespace

ToldServer::Conversation::Conversation(ToldServer& server, int socket, std::size_t number)
    : server_(server), socket_(socket), number_(number) {
  const timeval patience{kPatienceSeconds, 0};
  set_option(socket_, SO_RCVTIMEO, patience);
  set_option(socket_, SO_SNDTIMEO, patience);
}

ToldServer::Conversation::~Conversation() {
  if (socket_ >= 0) ::close(socket_);
}

std::string ToldServer::Conversation::read_some(std::size_t count_max) {
  std::array<char, 65536> block;
  const ssize_t count = ::recv(socket_, block.data(), std::min(block.size(), count_max), 0);
  if (count <= 0) return {};
  std::string octets(block.data(), static_cast<std::size_t>(count));
  const std::lock_guard lock(server_.mutex_);
  server_.received_.back() += octets;
  return octets;
}

std::string ToldServer::Conversation::read(std::size_t count) {
  std::string octets;
  while (octets.size() < count) {
    const std::string more = read_some(count - octets.size());
    if (more.empty()) break;
    octets += more;
  }
  return octets;
}

std::string ToldServer::Conversation::read_request() {
  MessageReader reader(MessageKind::request);
  std::string octets;
  while (reader.state() == ReadState::incomplete) {
    const std::string more = read_some(1);
    if (more.empty()) break;
    reader.feed(more);
    octets += more;
  }
  return octets;
}

bool ToldServer::Conversation::read_to_end() {
  while (!read_some(std::numeric_limits<std::size_t>::max()).empty()) {
  }
  return has_ended();
}

bool ToldServer::Conversation::has_ended() const {
  char octet = 0;
  return ::recv(socket_, &octet, 1, MSG_DONTWAIT | MSG_PEEK) == 0;
}

void ToldServer::Conversation::send(std::string_view octets) {
  while (!octets.empty()) {
    const ssize_t count = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL);
    if (count <= 0) return;
    octets.remove_prefix(static_cast<std::size_t>(count));
  }
}

void ToldServer::Conversation::reset() {
  set_option(socket_, SO_LINGER, linger{1, 0});
  ::close(std::exchange(socket_, -1));
}

ToldServer::ToldServer(Behaviour behaviour)
    : behaviour_(std::move(behaviour)),
      listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  with_address([this](sockaddr& address) { ::bind(listener_, &address, sizeof address); });
  ::listen(listener_, SOMAXCONN);
  port_ = with_address([this](sockaddr& address) {
    socklen_t size = sizeof address;
    ::getsockname(listener_, &address, &size);
  });
  thread_ = std::thread([this] { serve(); });
}

ToldServer::~ToldServer() {
  stops_.store(true);
  thread_.join();
  ::close(listener_);
}

void ToldServer::serve() {
  for (std::size_t number = 0; !stops_.load();) {
    pollfd watched{listener_, POLLIN, 0};
    if (::poll(&watched, 1, 20) <= 0) continue;
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    {
      const std::lock_guard lock(mutex_);
      received_.emplace_back();
    }
    Conversation conversation(*this, socket, number++);
    behaviour_(conversation);
  }
}

std::vector<std::string> ToldServer::received() const {
  const std::lock_guard lock(mutex_);
  return received_;
}

std::string response(int status, std::string_view fields, std::string_view content) {
  std::string octets = "HTTP/1.1 " + std::to_string(status) + " Told\r\n";
  octets.append(fields).append("Content-Length: ").append(std::to_string(content.size()));
  return octets.append("\r\n\r\n").append(content);
}

ToldServer::Behaviour answering(std::string octets) {
  return [octets = std::move(octets)](ToldServer::Conversation& conversation) {
    conversation.read_request();
    conversation.send(octets);
  };
}

}  // namespace connectorgroup
