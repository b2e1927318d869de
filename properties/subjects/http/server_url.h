// The address of an HTTP server under test, as users say it: http://127.0.0.1:8080/base.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace connectorgroup {

struct ServerUrl {
  std::string scheme;      // "http" or "https"
  std::string host;        // a name or an address; an IPv6 address without its brackets
  std::uint16_t port = 0;  // as said, or the scheme's own
  std::string base_path;   // empty, or with a slash at its start and none at its end

  bool is_tls() const { return scheme == "https"; }
  // The value of Host: "127.0.0.1:8080", "[::1]:8080". Without the port where it is the scheme's.
  std::string authority() const;
  // "http://127.0.0.1:8080"
  std::string origin() const { return scheme + "://" + authority(); }
  std::string text() const { return origin() + base_path; }

  friend bool operator==(const ServerUrl&, const ServerUrl&) = default;
};

// The parts of the URL, or what is wrong with it, for people. Refused: schemes other than http and
// https, user info, a query, a fragment. IPv4 addresses in other spellings, and dot segments, come
// back in the usual spelling. The text never appears in what is said, since it may hold a password.
std::variant<ServerUrl, std::string> read_server_url(std::string_view text);

// Of an address as text: in 127.0.0.0/8, or ::1. Of anything else, false.
bool is_loopback_address(std::string_view address);
// Of a ServerUrl's host: a loopback address, or the name localhost.
bool is_loopback_host(std::string_view host);

// The path, as sent, that a URI reference leads to which the server gave in its answer to a request
// for the path `from`; nothing where it leads to another server, or isn't one. RFC 3986 section 5.
std::optional<std::string> path_on(const ServerUrl& server, const std::string& from,
                                   const std::string& reference);

}  // namespace connectorgroup
