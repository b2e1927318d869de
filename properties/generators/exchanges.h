// Create requests and the responses to them as clients and services send them, with all that a
// reader of the exchange looks at: targets, credentials, media types, statuses, challenges,
// Location and bodies. Most are accepted under a contract.
#pragma once

#include <string>

#include "properties/edits/random_source.h"

namespace connectorgroup::generators {

std::string any_create_request(RandomSource& random);
std::string any_create_response(RandomSource& random);

}  // namespace connectorgroup::generators
