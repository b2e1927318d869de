#include "properties/subjects/http/http_options.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <string_view>

#include "model/exchange/bearer.h"
#include "model/http/message.h"
#include "properties/escaped.h"

namespace connectorgroup {
namespace {

using namespace std::chrono_literals;

using Fault = std::optional<std::string>;

// Fields that cases are about, or that name the server or hold the token.
constexpr std::array<std::string_view, 5> kOwnFields{"Authorization", "Connection",
                                                     "Content-Length", "Host", "Transfer-Encoding"};

// RFC 9110 section 5.6.2.
bool is_token(std::string_view name) {
  constexpr std::string_view kTokenCharacters =
      "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return !name.empty() && name.find_first_not_of(kTokenCharacters) == std::string_view::npos;
}

bool is_field_value(std::string_view value) {
  return std::none_of(value.begin(), value.end(), [](char octet) {
    return (static_cast<unsigned char>(octet) < 0x20 && octet != '\t') || octet == 0x7f;
  });
}

Fault header_fault(const std::string& name, std::string_view value) {
  if (!is_token(name)) {
    return std::string("\"").append(escaped(name)).append("\" is no name of a header");
  }
  for (const std::string_view own : kOwnFields) {
    if (!equal_ignoring_case(own, name)) continue;
    return std::string("the header ")
        .append(own)
        .append(own == kOwnFields.front() ? " is the suite's own; a token is given as such"
                                          : " is the suite's own");
  }
  if (!is_field_value(value)) return "the value of the header " + name + " has a control character";
  return std::nullopt;
}

Fault host_fault(const ServerUrl& server, const std::optional<std::string>& allowed) {
  if (is_loopback_host(server.host) || allowed == server.host) return std::nullopt;
  std::string text = "the host ";
  text.append(server.host).append(" isn't this machine's loopback; it is asked only if it is ");
  text.append("allowed by this name (--allow-host ").append(server.host).append(")");
  if (allowed) text.append(", and allowed is ").append(*allowed);
  return text;
}

Fault tls_fault(const ServerUrl& server, const HttpSubjectOptions& options) {
  if (options.ca_file.empty()) return std::nullopt;
  if (!server.is_tls()) return "a CA file is of use only with https";
  if (options.insecure) return "with a CA file certificates are verified, so it can't be insecure";
  if (!std::ifstream(options.ca_file)) return "can't read the CA file " + options.ca_file;
  return std::nullopt;
}

Fault fault_in(const ServerUrl& server, const HttpSubjectOptions& options) {
  if (Fault fault = host_fault(server, options.allowed_host)) return fault;
  if (Fault fault = tls_fault(server, options)) return fault;
  for (const auto& [name, value] : options.headers) {
    if (Fault fault = header_fault(name, value)) return fault;
  }
  if (options.token && !read_bearer_token("Bearer " + *options.token).accepted()) {
    return "the token is no bearer token (RFC 6750 section 2.1)";
  }
  const bool has_times = options.connect_timeout > 0ms && options.answer_timeout > 0ms;
  if (!has_times) return "a timeout is longer than nothing";
  // Beyond these bounds the interval between two requests is no time that a clock can tell.
  if (options.rate && !(*options.rate >= 1e-6 && *options.rate <= 1e6)) {
    return "the rate isn't between 0.000001 and 1000000 requests a second";
  }
  return std::nullopt;
}

}  // namespace

std::variant<HttpTarget, std::string> read_http_options(const HttpSubjectOptions& options) {
  const auto read = read_server_url(options.url);
  if (const auto* fault = std::get_if<std::string>(&read)) return *fault;
  const ServerUrl& server = std::get<ServerUrl>(read);
  if (const Fault fault = fault_in(server, options)) return *fault;
  HttpTarget target;
  target.aim = {server, options.token, options.headers};
  target.connection.server = server;
  target.connection.only_loopback = is_loopback_host(server.host);
  target.connection.insecure = options.insecure;
  target.connection.ca_file = options.ca_file;
  target.connection.connect_timeout = options.connect_timeout;
  return target;
}

}  // namespace connectorgroup
