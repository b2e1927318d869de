// The requests of cases and scripts are for graph.microsoft.com, with a token that no server knows.
// Here they are made to be for another server, and nothing else about them is changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/subjects/http/server_url.h"

namespace connectorgroup {

// The host that cases and scripts ask.
inline constexpr std::string_view kAskedHost = "graph.microsoft.com";
// The token of cases that aren't about the token.
inline constexpr std::string_view kGoodToken = "mF_9.B5f-4.1JqM";
// That of scripts.
inline constexpr std::string_view kScriptToken = "abc";

struct Aim {
  ServerUrl server;
  std::optional<std::string> token;  // in place of the good ones; without it they stay
  std::vector<std::pair<std::string, std::string>> fields;  // names and values to add
};

// The octets of a request, malformed or not, as they are for this server:
//
// - Before a target of origin form comes the base path. Where white space stands before the target
//   doesn't matter; the target is taken for one from its slash on. In a target that begins with
//   https://graph.microsoft.com/, that is replaced by the server's origin and base path.
// - The value of Host is replaced where it is exactly kAskedHost.
// - In the value of Authorization the token is replaced where it is exactly a good one behind the
//   scheme Bearer, in any case, and spaces.
// - The fields are added behind the start line where that is method SP target SP HTTP/1.x CRLF.
//
// A line ends with LF, with or without CR before it; empty lines before the request are passed
// over; the header section ends with an empty line, or with the last LF. All other octets stay: so
// does what isn't understood. Pure. Time O(n).
std::string aimed_request(std::string_view request, const Aim& aim);

}  // namespace connectorgroup
