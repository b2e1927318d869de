#include "properties/subjects/http/http_connection.h"

#include <curl/curl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "properties/subject_failure.h"
#include "properties/subjects/pipe/interrupted.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kPoll = 100ms;  // between looks at interrupt_asked

// libcurl as a whole, from its first use to the end of the process.
struct Library {
  Library() : code(curl_global_init(CURL_GLOBAL_DEFAULT)) {}
  ~Library() { curl_global_cleanup(); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  CURLcode code;
};

CURLcode start_library() {
  static const Library library;
  return library.code;
}

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

std::string numeric(const sockaddr& address, socklen_t size) {
  std::array<char, NI_MAXHOST> text{};
  const int fault =
      ::getnameinfo(&address, size, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST);
  return fault == 0 ? text.data() : std::string();
}

}  // namespace

class HttpConnection::Implementation {
 public:
  explicit Implementation(const HttpConnectionOptions& options) : options_(options) {
    if (start_library() != CURLE_OK || !handle_) fail("libcurl doesn't start");
    set_options();
    const CURLcode code = curl_easy_perform(handle_.get());
    if (code == CURLE_ABORTED_BY_CALLBACK) throw Interrupted();
    if (code != CURLE_OK) fail(words(code));
    check_address();
    curl_easy_getinfo(handle_.get(), CURLINFO_ACTIVESOCKET, &socket_);
    if (socket_ == CURL_SOCKET_BAD) fail("the connection was lost");
  }

  Moved move(std::string_view& to_send, std::string& received, Clock::time_point deadline);
  void end() { ::shutdown(socket_, SHUT_WR); }

 private:
  // Called before an octet is sent to the address, those of a TLS handshake included.
  static curl_socket_t open_socket(void* connection, curlsocktype, curl_sockaddr* address);
  static int go_on(void* connection, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

  template <class Value>
  void set(CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(handle_.get(), option, value);
    if (code != CURLE_OK) fail(words(code));
  }
  void set_options();
  void check_address();
  std::string words(CURLcode code) const;
  [[noreturn]] void fail(const std::string& why) const;
  // True: the octets are all sent, or dropped.
  bool send(std::string_view& to_send);
  Moved receive(std::string& received);

  HttpConnectionOptions options_;
  std::array<char, CURL_ERROR_SIZE> error_{};  // outlives the handle, which writes to it
  std::unique_ptr<CURL, FreeHandle> handle_{curl_easy_init()};
  curl_socket_t socket_ = CURL_SOCKET_BAD;
  std::string refused_address_;
};

curl_socket_t HttpConnection::Implementation::open_socket(void* connection, curlsocktype,
                                                          curl_sockaddr* address) {
  auto& self = *static_cast<Implementation*>(connection);
  const std::string text = numeric(address->addr, address->addrlen);
  if (self.options_.only_loopback && !is_loopback_address(text)) {
    self.refused_address_ = text;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int HttpConnection::Implementation::go_on(void* connection, curl_off_t, curl_off_t, curl_off_t,
                                          curl_off_t) {
  const auto& self = *static_cast<const Implementation*>(connection);
  return self.options_.interruptible && interrupt_asked.load() ? 1 : 0;
}

void HttpConnection::Implementation::set_options() {
  set(CURLOPT_ERRORBUFFER, error_.data());
  set(CURLOPT_URL, (options_.server.origin() + "/").c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_CONNECT_ONLY, 1L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_PROXY, "");  // none from the environment either
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
  set(CURLOPT_FRESH_CONNECT, 1L);
  set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
  set(CURLOPT_SSL_ENABLE_ALPN, 0L);
  set(CURLOPT_SSL_VERIFYPEER, options_.insecure ? 0L : 1L);
  set(CURLOPT_SSL_VERIFYHOST, options_.insecure ? 0L : 2L);
  if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
  set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  set(CURLOPT_OPENSOCKETDATA, this);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, &go_on);
  set(CURLOPT_XFERINFODATA, this);
}

void HttpConnection::Implementation::check_address() {
  const char* address = nullptr;
  curl_easy_getinfo(handle_.get(), CURLINFO_PRIMARY_IP, &address);
  if (!options_.only_loopback || (address != nullptr && is_loopback_address(address))) return;
  fail("it isn't at a loopback address");
}

std::string HttpConnection::Implementation::words(CURLcode code) const {
  if (!refused_address_.empty()) return refused_address_ + " isn't a loopback address";
  return error_.front() != '\0' ? error_.data() : curl_easy_strerror(code);
}

void HttpConnection::Implementation::fail(const std::string& why) const {
  std::string what = "can't connect to ";
  throw SubjectFailure(Misbehaviour::no_start,
                       what.append(options_.server.origin()).append(": ").append(why));
}

bool HttpConnection::Implementation::send(std::string_view& to_send) {
  while (!to_send.empty()) {
    std::size_t count = 0;
    const CURLcode code = curl_easy_send(handle_.get(), to_send.data(), to_send.size(), &count);
    if (code == CURLE_AGAIN || (code == CURLE_OK && count == 0)) return false;
    if (code == CURLE_OK) {
      to_send.remove_prefix(count);
    } else {
      to_send = {};
    }
  }
  return true;
}

// `timeout`: nothing has come so far.
HttpConnection::Moved HttpConnection::Implementation::receive(std::string& received) {
  std::array<char, 65536> block;
  std::size_t count = 0;
  const CURLcode code = curl_easy_recv(handle_.get(), block.data(), block.size(), &count);
  if (code == CURLE_AGAIN) return Moved::timeout;
  // A reset, or a TLS connection cut off, is an end like any other.
  if (code != CURLE_OK || count == 0) return Moved::closed;
  received.append(block.data(), count);
  return Moved::octets;
}

HttpConnection::Moved HttpConnection::Implementation::move(std::string_view& to_send,
                                                           std::string& received,
                                                           Clock::time_point deadline) {
  while (true) {
    if (options_.interruptible) throw_if_interrupted();
    if (!to_send.empty() && send(to_send)) return Moved::sent;
    // Before the wait, since TLS may have octets that the socket no longer has.
    const Moved moved = receive(received);
    if (moved != Moved::timeout) return moved;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left <= 0ms) return Moved::timeout;
    const int watched_for = to_send.empty() ? POLLIN : POLLIN | POLLOUT;
    pollfd watched{socket_, static_cast<short>(watched_for), 0};
    ::poll(&watched, 1, static_cast<int>(std::min(left, kPoll).count()));
  }
}

HttpConnection::HttpConnection(const HttpConnectionOptions& options)
    : implementation_(std::make_unique<Implementation>(options)) {}
HttpConnection::~HttpConnection() = default;

HttpConnection::Moved HttpConnection::move(std::string_view& to_send, std::string& received,
                                           Clock::time_point deadline) {
  return implementation_->move(to_send, received, deadline);
}

void HttpConnection::end() { implementation_->end(); }

}  // namespace connectorgroup
