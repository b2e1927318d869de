#include "properties/subjects/http/server_url.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>

#include <array>
#include <charconv>
#include <memory>

#include "model/exchange/target.h"
#include "model/http/message.h"

namespace connectorgroup {
namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

struct FreeText {
  void operator()(char* text) const { curl_free(text); }
};

// A part that the URL has; empty where it has none.
std::string part(const Url& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
  const std::unique_ptr<char, FreeText> owned(text);
  return owned.get();
}

std::uint16_t port_of(const Url& url) {
  const std::string digits = part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  std::uint16_t port = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return port;
}

std::string without_brackets(std::string host) {
  if (host.size() < 2 || host.front() != '[' || host.back() != ']') return host;
  return host.substr(1, host.size() - 2);
}

// libcurl takes much for a URL that isn't one ("http:/a", "http:///a", "HTTP://a b").
std::optional<std::string> fault_in(std::string_view text) {
  const std::size_t colon = text.find("://");
  const std::string_view scheme = text.substr(0, colon);
  const bool is_known = equal_ignoring_case(scheme, "http") || equal_ignoring_case(scheme, "https");
  if (colon == std::string_view::npos || !is_known) return "its scheme is neither http nor https";
  if (const auto at = uri_reference_fault(text)) {
    return "no URL has what it has at octet " + std::to_string(*at);
  }
  const std::string_view rest = text.substr(colon + 3);
  if (rest.empty() || rest.front() == '/') return "it names no host";
  if (text.find('?') != std::string_view::npos) return "it has a query";
  if (text.find('#') != std::string_view::npos) return "it has a fragment";
  if (rest.substr(0, rest.find('/')).find('@') != std::string_view::npos) {
    return "it has user info; a token is given in another way";
  }
  return std::nullopt;
}

}  // namespace

std::string ServerUrl::authority() const {
  const bool is_ipv6 = host.find(':') != std::string::npos;
  std::string text = is_ipv6 ? std::string("[").append(host).append("]") : host;
  if (port != (is_tls() ? kHttpsPort : kHttpPort)) text.append(":").append(std::to_string(port));
  return text;
}

std::variant<ServerUrl, std::string> read_server_url(std::string_view text) {
  const std::string start = "the server's URL is wrong: ";
  if (const auto fault = fault_in(text)) return start + *fault;
  const Url url(curl_url());
  const CURLUcode code = curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), 0);
  if (code != CURLUE_OK) return start + curl_url_strerror(code);
  ServerUrl server{part(url, CURLUPART_SCHEME), without_brackets(part(url, CURLUPART_HOST)),
                   port_of(url), part(url, CURLUPART_PATH)};
  if (server.port == 0) return start + "its port is no port";
  while (server.base_path.ends_with('/')) server.base_path.pop_back();
  return server;
}

bool is_loopback_address(std::string_view address) {
  const std::string text(address);
  in_addr ipv4{};
  if (inet_pton(AF_INET, text.c_str(), &ipv4) == 1) return ntohl(ipv4.s_addr) >> 24 == 127;
  in6_addr ipv6{};
  return inet_pton(AF_INET6, text.c_str(), &ipv6) == 1 && IN6_IS_ADDR_LOOPBACK(&ipv6);
}

bool is_loopback_host(std::string_view host) {
  return is_loopback_address(host) || equal_ignoring_case(host, "localhost");
}

std::optional<std::string> path_on(const ServerUrl& server, const std::string& from,
                                   const std::string& reference) {
  if (uri_reference_fault(reference)) return std::nullopt;
  const Url url(curl_url());
  const std::string base = server.origin() + from;
  if (curl_url_set(url.get(), CURLUPART_URL, base.c_str(), 0) != CURLUE_OK) return std::nullopt;
  if (curl_url_set(url.get(), CURLUPART_URL, reference.c_str(), 0) != CURLUE_OK) {
    return std::nullopt;
  }
  const bool is_there =
      equal_ignoring_case(part(url, CURLUPART_SCHEME), server.scheme) &&
      equal_ignoring_case(without_brackets(part(url, CURLUPART_HOST)), server.host) &&
      port_of(url) == server.port;
  if (!is_there) return std::nullopt;
  return part(url, CURLUPART_PATH);
}

}  // namespace connectorgroup
