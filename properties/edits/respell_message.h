// An edit that changes how a message is written and nothing of what it means.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/http/limits.h"
#include "properties/edits/message_draft.h"
#include "properties/edits/random_source.h"
#include "properties/message_answer.h"

namespace connectorgroup {

// A message without what says nothing, for comparing: names of fields are in lower case, fields of
// the same name stand together in the order that they had, and the names in the order of their
// octets; Content-Length and Transfer-Encoding are gone, since the content is there itself; the
// reason phrase is gone (RFC 9112 section 4); a minor version above 1 is 1 (RFC 9110 section 2.5).
// Method, target, status, values, content and trailers are as they were.
Message meaning_of(Message message);

// Octets of one message with the same meaning, read as the same kind. Chosen anew are: the case of
// field names; the white space around values; the order of fields of different names, in header
// and trailers; the digits of Content-Length; the case and the empty elements of Transfer-Encoding;
// whether the content is counted, chunked or (of a response) ended by the connection, where that is
// free; how it is cut into chunks, the digits of their sizes and their extensions; the empty line
// before a request; the reason phrase; a minor version above 0.
//
// A message with trailers stays chunked. `last`: nothing follows on the connection, so that a
// response may end with it. Nothing when parse_message() has no tree for the text, or the result
// would exceed the limits. O(text.size()).
std::optional<std::string> respell_message(std::string_view text, MessageKind kind, bool last,
                                           RandomSource& random, const HttpLimits& limits = {});

// One way of writing a name, in each letter's case.
std::string in_any_case(std::string_view name, RandomSource& random);
// Spaces and tabs, often none.
std::string any_white_space(RandomSource& random);
// Extensions that a recipient passes over, often none.
std::string any_extensions(RandomSource& random);

}  // namespace connectorgroup
