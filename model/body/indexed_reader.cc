// Names are compared as they are spelled first, which finds nearly all of them, and unescaped only
// when that fails.

#include "model/body/indexed_reader.h"

#include <cstring>
#include <utility>

namespace connectorgroup {

namespace ondemand = simdjson::ondemand;

bool IndexedReader::object(const PaddedText& text, Role role, std::size_t depth,
                           MemberSlots& slots) {
  ondemand::document document;
  ondemand::object object;
  return walk_.open(text, document, object) && members(object, role, depth, slots) &&
         JsonWalk::at_end(document);
}

bool IndexedReader::members(ondemand::object& object, Role role, std::size_t depth,
                            MemberSlots& slots) {
  if (!walk_.within_depth(depth)) return false;
  const std::size_t names_begin = walk_.names_begin();
  std::size_t ordinal = 0;
  for (auto member : object) {
    ondemand::field field;
    if (std::move(member).get(field) != simdjson::SUCCESS || walk_.too_many_members(++ordinal))
      return false;
    std::size_t index = declared_index(field.key().raw(), role);
    std::string_view name;
    if (index == kMemberCount) {
      if (!walk_.name(field, name)) return false;
      index = declared_index(name, role);
    }
    if (index == kMemberCount) {
      walk_.add_name(name);
      if (!other(name, field.value(), role, depth, ordinal)) return false;
    } else {
      if (!slots.see(index)) return false;
      if (!declared(field.value(), index, role, slots)) return false;
    }
  }
  const MemberBits required = required_members(*contract_, role);
  if ((slots.seen & required) != required) return false;
  return walk_.names_are_unique(names_begin);
}

// `spelled` is the name in the text, behind its opening quote. The padding lets it be compared
// whole.
std::size_t IndexedReader::declared_index(const char* spelled, Role role) const {
  for (std::size_t i = 0; i < kMemberCount; ++i) {
    const std::string_view name = contract_->members[i].name;
    // The closing quote is where another name has one least often.
    if (spelled[name.size()] == '"' && is_read(contract_->members[i], role) &&
        std::memcmp(spelled, name.data(), name.size()) == 0) {
      return i;
    }
  }
  return kMemberCount;
}

std::size_t IndexedReader::declared_index(std::string_view name, Role role) const {
  for (std::size_t i = 0; i < kMemberCount; ++i) {
    if (is_read(contract_->members[i], role) && contract_->members[i].name == name) return i;
  }
  return kMemberCount;
}

bool IndexedReader::declared(ondemand::value& value, std::size_t index, Role role,
                             MemberSlots& slots) {
  const MemberSpec& spec = contract_->members[index];
  const std::string_view start = value.raw_json_token();
  if (spec.nullable && start.starts_with('n')) {
    slots.null |= bit_of(index);
    return walk_.null(value);
  }
  if (spec.type == ValueType::boolean) {
    bool truth = false;
    if (!walk_.boolean(value, truth)) return false;
    slots.is_default = truth;
    return true;
  }
  std::string_view text;
  if (!walk_.string(value, text) || !allows(spec, role, text)) return false;
  slots.texts[index] = text;
  return true;
}

// A member that isn't read: control information that is checked, or anything that is skipped.
bool IndexedReader::other(std::string_view name, ondemand::value& value, Role role,
                          std::size_t depth, std::size_t ordinal) {
  if (is_refused(name, role)) return false;
  if (role == Role::response && is_context_name(name)) {
    std::string_view context;
    return ordinal == 1 && walk_.string(value, context);
  }
  if (is_type_name(name)) {
    std::string_view type;
    return walk_.string(value, type) && type == kResourceType;
  }
  return walk_.skip(value, depth);
}

bool IndexedReader::collection(const PaddedText& text, ConnectorGroupVisitor& visitor,
                               CollectionSummary& summary) {
  ondemand::document document;
  ondemand::object body;
  if (!walk_.open(text, document, body)) return false;
  const std::size_t names_begin = walk_.names_begin();
  std::size_t ordinal = 0;
  bool value_seen = false;
  for (auto member : body) {
    ondemand::field field;
    std::string_view name;
    if (std::move(member).get(field) != simdjson::SUCCESS || walk_.too_many_members(++ordinal))
      return false;
    if (!walk_.name(field, name)) return false;
    value_seen = value_seen || name == "value";
    walk_.add_name(name);
    if (!collection_member(name, field.value(), ordinal, visitor, summary)) return false;
  }
  return value_seen && walk_.names_are_unique(names_begin) && JsonWalk::at_end(document);
}

bool IndexedReader::collection_member(std::string_view name, ondemand::value& value,
                                      std::size_t ordinal, ConnectorGroupVisitor& visitor,
                                      CollectionSummary& summary) {
  if (name == "value") return elements(value, visitor, summary.object_count);
  if (is_context_name(name)) {
    std::string_view context;
    return ordinal == 1 && walk_.string(value, context);
  }
  if (is_count_name(name)) return count(value, summary.controls.count);
  if (is_next_link_name(name)) {
    std::string_view link;
    if (!walk_.string(value, link)) return false;
    summary.controls.next_link = link;
    return true;
  }
  return walk_.skip(value, 1);
}

bool IndexedReader::elements(ondemand::value& value, ConnectorGroupVisitor& visitor,
                             std::size_t& count) {
  ondemand::array array;
  if (!walk_.within_depth(2) || value.get_array().get(array) != simdjson::SUCCESS) return false;
  for (auto element : array) {
    ondemand::object group;
    MemberSlots slots;
    if (element.get_object().get(group) != simdjson::SUCCESS) return false;
    if (!members(group, Role::response, 3, slots)) return false;
    visitor.visit(group_from(slots));
    ++count;
  }
  return true;
}

bool IndexedReader::count(ondemand::value& value, std::optional<std::uint64_t>& out) {
  const bool negative = value.raw_json_token().starts_with('-');
  double number = 0;
  bool is_integer = false;
  if (negative || !walk_.number(value, number, is_integer) || !is_integer) return false;
  out = static_cast<std::uint64_t>(number);
  return true;
}

}  // namespace connectorgroup
