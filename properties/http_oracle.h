// What a message is, said a second time: slowly, from RFC 9110 and RFC 9112, without a line of the
// model's. Whole texts only, no offsets and no reasons, one plain function for each production: a
// verdict and a message to hold the reader against.
//
// Where the RFCs leave a choice, the strict profile of model/http/rules.h is followed.
#pragma once

#include <optional>
#include <string_view>

#include "model/http/limits.h"
#include "properties/message_answer.h"

namespace connectorgroup {

// The first message of a connection that carried these octets and ended: accepted with its size, or
// refused; incomplete where no message had begun. `why` is never there. O(octets.size()), with many
// copies.
MessageAnswer read_slowly(MessageKind kind, std::string_view octets, const HttpLimits& limits = {});

// What read_slowly() says where that isn't this answer, whose reason doesn't count.
std::optional<MessageAnswer> other_answer_of_oracle(MessageKind kind, std::string_view octets,
                                                    MessageAnswer answer);

// The grammar of RFC 3986 section 3.2: a host that isn't empty, and a port of digits or none.
bool is_host_and_port(std::string_view text);

}  // namespace connectorgroup
