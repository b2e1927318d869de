// The model of HTTP messages as a subject: its reader and writer, or its reader with rules ignored.
#pragma once

#include <memory>

#include "model/http/limits.h"
#include "model/http/reader.h"
#include "model/rule.h"
#include "properties/subject.h"

namespace connectorgroup {

// "http-model", or "http-fault:<rule>" with rules ignored. Answers read_message() and
// write_message(); skips bodies.
std::unique_ptr<Subject> make_message_subject(const RuleSet& ignored = {},
                                              const HttpLimits& limits = {});

// What the reader says of the message that it has read, or has begun to.
MessageAnswer answer_of(const MessageReader& reader);

}  // namespace connectorgroup
