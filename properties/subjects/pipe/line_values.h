// Between the values of subjects and the pairs of the line protocol.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "properties/subject.h"
#include "properties/subjects/pipe/line_protocol.h"

namespace connectorgroup::line_protocol {

// "read-request"; of collection and error there is no writing verb, and the answer is empty.
std::string_view read_verb(BodyKind kind);
std::string_view write_verb(BodyKind kind);
std::optional<BodyKind> find_read_verb(std::string_view verb);
std::optional<BodyKind> find_write_verb(std::string_view verb);
std::optional<MessageKind> find_message_kind(std::string_view name);

// What the protocol says of an object, of a whole body, of a message of `size` octets of which
// `rest` are left over.
Pairs pairs_of(const Members& members);
Pairs pairs_of(BodyKind kind, const ReadAnswer& answer);
Pairs pairs_of(const Message& message, std::size_t rest);

// The other way: what a subject accepted. Nothing, and `fault`, where a key is missing that the
// verb asks for, or a value has a type that it can't have. Keys that aren't known are passed over.
std::optional<ReadAnswer> body_of(BodyKind kind, const Pairs& pairs, std::string& fault);
std::optional<MessageAnswer> message_of(MessageKind kind, std::size_t size, const Pairs& pairs,
                                        std::string& fault);
std::optional<Members> members_of(const Pairs& pairs, std::string& fault);

// The part of an answer that the protocol can say: of a collection the ids and names, of an error
// its code and message, of a message neither reason nor version nor trailers.
ReadAnswer sayable(BodyKind kind, const ReadAnswer& answer);
MessageAnswer sayable(const MessageAnswer& answer);

}  // namespace connectorgroup::line_protocol
