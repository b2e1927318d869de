// The fields that this model knows: their usual spelling, and what RFC 9110 and OData say of them.
#pragma once

#include <cstddef>
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

// A place in known_fields(), or one behind the last that stands for a field that isn't known.
using FieldPlace = std::uint8_t;
inline constexpr FieldPlace kUnknownField = 63;
inline constexpr std::size_t kFieldPlaces = 64;

// The field of this name, in any case, or null. Constant time in the number of fields.
const KnownField* find_known_field(std::string_view name);

// Of one of known_fields(), or of null.
inline FieldPlace place_of(const KnownField* known) {
  return known == nullptr ? kUnknownField : static_cast<FieldPlace>(known - known_fields().data());
}

}  // namespace connectorgroup::http
