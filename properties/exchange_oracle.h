// What a create exchange is, said a second time: slowly, from RFC 6750, RFC 9110, RFC 3986 and the
// page, without a line of the model's exchange. Verdicts and values, no offsets and no reasons.
// Messages come from http_oracle.h, bodies from the reference readers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/contract.h"
#include "model/exchange/create.h"

namespace connectorgroup {

// The octets as one whole create request, or as one whole response to it; nothing where they aren't
// one. O(octets.size()), with many copies; a list of challenges is tried in all ways to read it.
std::optional<CreateRequest> derive_request(std::string_view octets, const Contract& contract);
std::optional<CreateResponse> derive_response(std::string_view octets, const Contract& contract);

// --- The grammars of single values.

// RFC 6750 section 2.1.
std::optional<std::string> derive_token(std::string_view authorization);
// RFC 9110 sections 11.2 to 11.6.1 and RFC 6750 section 3, with the status that the errors of
// challenges are held against, or 0. `bearer` is set where there is a Bearer challenge.
bool is_challenge_list(std::string_view value, int status, bool& bearer);
// RFC 3986 section 4.1.
bool is_uri_reference(std::string_view value);
// RFC 9110 section 8.3.1: application/json without another charset than UTF-8.
bool is_json_type(std::string_view value);

}  // namespace connectorgroup
