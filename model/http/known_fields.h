// The fields that this model knows: their usual spelling, and what RFC 9110 and OData say of them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace connectorgroup::http {

// Fields that decide how a message is framed or routed.
enum class Framing : std::uint8_t { none, host, content_length, transfer_encoding };

struct KnownField {
  std::string_view name;
  Framing framing = Framing::none;
  bool list = false;        // may stand in several lines (RFC 9110 section 5.3)
  bool in_trailer = false;  // may stand in a trailer section (section 6.5.1)
};

// All of them. Fewer than 64, so that a set of them fits into a word; a field's place here is its
// bit.
std::span<const KnownField> known_fields();

// The field of this name, in any case, or null. Constant time in the number of fields.
const KnownField* find_known_field(std::string_view name);

}  // namespace connectorgroup::http
