// What the laws of messages say alike: a subject asked about octets in one piece, and the words for
// what they were read as.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "properties/subject.h"

namespace connectorgroup {

inline constexpr std::array<MessageKind, 3> kMessageKinds{
    MessageKind::request, MessageKind::response, MessageKind::response_to_head};

inline MessageAnswer read_message(Subject& subject, MessageKind kind, std::string_view octets,
                                  Ending ending) {
  const std::array<std::string_view, 1> segments{octets};
  return subject.read_message(kind, segments, ending);
}

inline std::string as(MessageKind kind) { return "as " + std::string(name(kind)) + ": "; }
inline std::string as(MessageKind kind, Ending ending) {
  return "as " + std::string(name(kind)) + " on a connection that " +
         (ending == Ending::open ? "stays open: " : "ends: ");
}

}  // namespace connectorgroup
