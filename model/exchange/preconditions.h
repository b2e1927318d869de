// Conditional requests by entity tags (RFC 9110 section 13.1).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/http/message.h"

namespace connectorgroup {

enum class Condition : std::uint8_t {
  absent,
  holds,
  fails,
};

// `tag` is that of what the target points at, or nothing where it has none; what it points at is
// there. Of a malformed value, what stands before the fault counts.
//
// Section 13.1.1, strong comparison: a list of tags, in one field or in several, has the tag, or
// the field is "*".
Condition if_match(std::span<const FieldView> fields, std::optional<std::string_view> tag);
// Section 13.1.2, weak comparison: none of the tags is the one, and the field isn't "*".
Condition if_none_match(std::span<const FieldView> fields, std::optional<std::string_view> tag);

}  // namespace connectorgroup
