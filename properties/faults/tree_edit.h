// Texts changed by what they say rather than by their bytes, for the misreadings of the catalogue.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "properties/edits/json_tree.h"

namespace connectorgroup::faults {

// Each function may be left out.
struct TreeEdit {
  // Whether the object's child at this place is left out.
  std::function<bool(const JsonTree& tree, const JsonValue& object, std::size_t place)> drops = {};
  // The JSON that stands in place of the value. Nothing: its own, its children edited.
  std::function<std::optional<std::string>(const JsonTree& tree, const JsonValue& value)> value =
      {};
  // What a member is called.
  std::function<std::string(const JsonName& name)> name = {};
};

// The text, without white space, edited; a text that is no JSON stays as it is.
std::string edited(std::string_view text, const TreeEdit& edit);

// The bytes of the value.
std::string_view json_of(std::string_view text, const JsonValue& value);

// A string of this content, as JSON.
std::string string_json(std::string_view content);

// The object's child of this name, or null.
const JsonValue* member_of(const JsonTree& tree, const JsonValue& object, std::string_view name);

}  // namespace connectorgroup::faults
