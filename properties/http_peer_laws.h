// What holds between this project's reader of messages and the peers of http_peers/.
#pragma once

#include <string_view>

#include "properties/law.h"

namespace connectorgroup::laws {

// No request smuggling: whether the octets of a connection are taken for requests, for responses,
// or for responses to HEAD, the messages that the subject finds and those that each built-in peer
// finds are the same, one by one, or the subject refuses; but for what http_third_opinion.h lists.
// Holds of itself where no peer was built in.
Broken no_smuggling(std::string_view bytes, Subject& subject, Effort effort);

}  // namespace connectorgroup::laws
