// The constructive proof that octets of a connection which stopped early could have gone on: the
// rest of the message. What complete.h is for bodies.
#pragma once

#include <string_view>

#include "model/http/limits.h"
#include "model/http/message.h"
#include "properties/edits/complete.h"

namespace connectorgroup {

// The prefix, continued to a message of this kind: lines are finished, a Host field is added where
// one is due, and so are the octets of content that were announced. A prefix that holds a whole
// message, or a response whose content ends with the connection, is completed by itself.
//
// For a prefix that the strict reader calls incomplete, the outcome is `completed` with octets that
// the reader accepts on a connection that ends behind them, or `restricted`. Restricted are
// prefixes that end inside something that is judged as a whole, at its end: a status code, a number
// or a transfer coding which can't be right any more; a second Content-Length or Transfer-Encoding,
// whatever it is going to say. And those that lack more than 64 KiB of content. Outside of this
// promise are prefixes that the limits on lines and fields leave no room to complete.
//
// For a prefix that is refused the outcome is any, and a `completed` text is just a text. Never
// fails on any octets; shares no code with the reader. O(prefix.size()).
Completion complete_message(std::string_view prefix, MessageKind kind,
                            const HttpLimits& limits = {});

}  // namespace connectorgroup
