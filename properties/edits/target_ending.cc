#include "properties/edits/target_ending.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "model/http/message.h"
#include "properties/http_oracle.h"

namespace connectorgroup {
namespace {

using Rest = std::optional<std::string>;

constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";

// The digits that a percent sign at the end lacks.
std::string end_of_escape(std::string_view stub) {
  if (stub.ends_with('%')) return "00";
  return stub.size() >= 2 && stub[stub.size() - 2] == '%' ? "0" : "";
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

// Tries one ending after the other: groups, a gap, and decimal octets.
Rest end_of_ipv6(std::string_view stub) {
  constexpr std::size_t kGroups = 8;
  for (std::size_t count = 0; count < kGroups; ++count) {
    for (const std::string_view more : {":0", ".0"}) {
      for (const std::string_view first : {"", "0", ":", "::"}) {
        const std::string ending = std::string(first) + repeated(more, count) + "]";
        if (is_host_and_port(std::string(stub) + ending)) return ending;
      }
    }
  }
  return std::nullopt;
}

// "[" and "v" 1*HEXDIG "." 1*octet
Rest end_of_future(std::string_view stub) {
  const std::string_view version = stub.substr(2);
  const std::size_t digits = std::min(version.find_first_not_of(kHexDigits), version.size());
  if (digits == version.size()) return digits == 0 ? "0.a]" : ".a]";
  if (digits == 0) return std::nullopt;
  return version.size() == digits + 1 ? "a]" : "]";
}

Rest end_of_literal(std::string_view stub) {
  const bool future = stub.size() > 1 && (stub[1] == 'v' || stub[1] == 'V');
  return future ? end_of_future(stub) : end_of_ipv6(stub);
}

}  // namespace

Rest end_of_authority(std::string_view stub, bool needs_port) {
  const std::string port = needs_port ? ":1" : "";
  if (stub.empty()) return "a" + port;
  const std::size_t host = stub.front() == '[' ? stub.find(']') : 0;
  if (host == std::string_view::npos) {
    const Rest ending = end_of_literal(stub);
    return ending ? Rest(*ending + port) : std::nullopt;
  }
  const std::size_t colon = stub.find(':', host);
  if (colon == 0) return std::nullopt;
  if (colon == std::string_view::npos) return end_of_escape(stub) + port;
  return needs_port && colon + 1 == stub.size() ? "1" : "";
}

Rest end_of_target(std::string_view method, std::string_view stub) {
  if (method == "CONNECT") return end_of_authority(stub, true);
  if (stub.empty()) return "/";
  if (stub == "*") return method == "OPTIONS" ? Rest("") : std::nullopt;
  if (stub.front() == '/') return end_of_escape(stub);
  for (const std::string_view scheme : {"http://", "https://"}) {
    const std::size_t size = std::min(stub.size(), scheme.size());
    if (!equal_ignoring_case(stub.substr(0, size), scheme.substr(0, size))) continue;
    if (stub.size() < scheme.size()) return std::string(scheme.substr(size)) + "a";
    const std::string_view rest = stub.substr(size);
    const bool in_path = rest.find_first_of("/?") != std::string_view::npos;
    return in_path ? end_of_escape(rest) : end_of_authority(rest, false);
  }
  return std::nullopt;
}

}  // namespace connectorgroup
