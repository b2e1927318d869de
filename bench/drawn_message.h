// The messages of the exchange as clients and services send them, with what varies in them drawn
// from a RandomSource; and their octets, spelled by no writer that is measured.
//
// Tokens have the letters of a JSON Web Token, and their three parts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/http/message.h"
#include "properties/edits/random_source.h"

namespace connectorgroup::bench {

// Letters of base64url.
std::string draw_letters(RandomSource& random, std::size_t size);

// The page's request with what it lacks: version, Host, a token of this size and a true
// Content-Length.
Request page_request(RandomSource& random, std::size_t token_size, std::string_view body);
// As a client sends it: eight fields in an order of their own, a token of 900 to 2000 octets.
Request client_request(RandomSource& random, std::string_view target, std::string body);

// The page's response.
Response page_response(std::string_view body);
// The same with the ten fields that Graph sends.
Response graph_response(RandomSource& random, std::string_view body);

// A message's first line and its fields, the empty line included.
std::string spelled_head(const Request& request);
std::string spelled_head(const Response& response);

}  // namespace connectorgroup::bench
