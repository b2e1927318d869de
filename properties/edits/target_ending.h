// What finishes a target or a host that stops early: the part of complete_message.h that knows RFC
// 3986.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace connectorgroup {

// What is to follow a target of this method that stops early, or nothing where it can't be one.
std::optional<std::string> end_of_target(std::string_view method, std::string_view stub);

// The same of a host, and a port of digits or none; with `needs_port`, of one or more digits.
std::optional<std::string> end_of_authority(std::string_view stub, bool needs_port);

}  // namespace connectorgroup
