// Edits that make another accepted message of an accepted one: with targets and hosts of every
// form, and with parts that are as long, or as many, as where readers change their ways: the sizes
// of blocks, of small buffers and of numbers that are kept in few bits.
#pragma once

#include <string>

#include "properties/edits/message_draft.h"
#include "properties/edits/random_source.h"

namespace connectorgroup {

// A path, with a query or without, of whatever may stand in one, sometimes behind scheme and host.
std::string any_target(RandomSource& random);
// A registered name or an address, with a port or without.
std::string any_host(RandomSource& random);

// Most messages stay as they are; of some the target is another, of few a part is long or there are
// many. A target that only its method may have stays, and so does the method. REQUIRES: the message
// is far from the limits.
void vary(MessageDraft& draft, RandomSource& random);

}  // namespace connectorgroup
