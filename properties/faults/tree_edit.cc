#include "properties/faults/tree_edit.h"

namespace connectorgroup::faults {
namespace {

// Recursion is as deep as the tree, which parse_json() bounds.
class Printer {
 public:
  Printer(std::string_view text, const JsonTree& tree, const TreeEdit& edit)
      : text_(text), tree_(tree), edit_(edit) {}

  std::string print(const JsonValue& value) const {
    if (edit_.value) {
      if (std::optional<std::string> other = edit_.value(tree_, value)) return *std::move(other);
    }
    if (value.kind == JsonKind::object) return "{" + children(value) + "}";
    if (value.kind == JsonKind::array) return "[" + children(value) + "]";
    return std::string(json_of(text_, value));
  }

 private:
  std::string children(const JsonValue& container) const {
    std::string printed;
    for (std::size_t place = 0; place < container.children.size(); ++place) {
      const JsonValue& child = tree_.values[container.children[place]];
      if (child.name && edit_.drops && edit_.drops(tree_, container, place)) continue;
      if (!printed.empty()) printed += ',';
      if (child.name) printed += name(*child.name) + ":";
      printed += print(child);
    }
    return printed;
  }

  std::string name(const JsonName& name) const {
    if (edit_.name) return string_json(edit_.name(name));
    return std::string(text_.substr(name.begin, name.end - name.begin));
  }

  std::string_view text_;
  const JsonTree& tree_;
  const TreeEdit& edit_;
};

}  // namespace

std::string edited(std::string_view text, const TreeEdit& edit) {
  const std::optional<JsonTree> tree = parse_json(text);
  if (!tree) return std::string(text);
  return Printer(text, *tree, edit).print(tree->values.front());
}

std::string_view json_of(std::string_view text, const JsonValue& value) {
  return text.substr(value.begin, value.end - value.begin);
}

std::string string_json(std::string_view content) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string json = "\"";
  for (const char c : content) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      json += "\\u00";
      json += kDigits[byte >> 4];
      json += kDigits[byte & 0xF];
      continue;
    }
    if (c == '"' || c == '\\') json += '\\';
    json += c;
  }
  return json + "\"";
}

const JsonValue* member_of(const JsonTree& tree, const JsonValue& object, std::string_view name) {
  for (const std::size_t child : object.children) {
    const JsonValue& value = tree.values[child];
    if (value.name && value.name->content == name) return &value;
  }
  return nullptr;
}

}  // namespace connectorgroup::faults
