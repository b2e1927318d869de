// Decides with one walk over simdjson's index; a text that isn't accepted is given to the reference
// reader, which says why. Names are compared as they are spelled first, which finds nearly all of
// them, and unescaped only when that fails.

#include "model/body/reader.h"

#include <array>
#include <cstring>
#include <utility>

#include "model/body/json_walk.h"
#include "model/body/reference_reader.h"

namespace connectorgroup {
namespace {

namespace ondemand = simdjson::ondemand;

enum class Role { create_request, response };

// The declared members of one object, as views.
struct Slots {
  std::array<bool, kMemberCount> seen{};
  std::array<Member<std::string_view>, kMemberCount> texts{};
  Member<bool> is_default;

  const Member<std::string_view>& text(MemberId id) const {
    return texts[static_cast<std::size_t>(id)];
  }
};

bool is_type_name(std::string_view name) { return name == "@odata.type" || name == "@type"; }
bool is_context_name(std::string_view name) {
  return name == "@odata.context" || name == "@context";
}
bool is_count_name(std::string_view name) { return name == "@odata.count" || name == "@count"; }
bool is_next_link_name(std::string_view name) {
  return name == "@odata.nextLink" || name == "@nextLink";
}

// The member is one that a body of this role may have and that is read.
bool is_read(const MemberSpec& spec, Role role) {
  if (role == Role::response) return spec.response == InResponse::required;
  return spec.request == InRequest::required || spec.request == InRequest::optional;
}

bool is_required(const MemberSpec& spec, Role role) {
  return role == Role::response ? spec.response == InResponse::required
                                : spec.request == InRequest::required;
}

bool allows(const MemberSpec& spec, Role role, std::string_view value) {
  if (spec.values.empty() || (role == Role::response && spec.evolvable)) return true;
  for (const std::string_view allowed : spec.values) {
    if (allowed == value) return true;
  }
  return false;
}

NewConnectorGroupView new_group_from(const Slots& slots) {
  return {slots.text(MemberId::name).value(), slots.text(MemberId::connector_group_type),
          slots.is_default, slots.text(MemberId::region)};
}

ConnectorGroupView group_from(const Slots& slots) {
  return {slots.text(MemberId::id).value(), slots.text(MemberId::name).value(),
          slots.text(MemberId::connector_group_type).value(), slots.is_default.value(),
          slots.text(MemberId::region)};
}

}  // namespace

class BodyReader::Implementation {
 public:
  Implementation(const Contract& contract, const Limits& limits)
      : contract_(&contract), walk_(limits) {}

  const Contract& contract() const { return *contract_; }
  const Limits& limits() const { return walk_.limits(); }
  std::uint64_t steps() const { return walk_.steps(); }
  PaddedText pad(std::string_view text) { return walk_.pad(text); }

  Result<NewConnectorGroupView> create_request(PaddedText text) {
    Slots slots;
    if (single(text, Role::create_request, slots)) return new_group_from(slots);
    return refusal(ReferenceReader(*contract_, limits()).read_create_request(text.text));
  }

  Result<ConnectorGroupView> response(PaddedText text) {
    Slots slots;
    if (single(text, Role::response, slots)) return group_from(slots);
    return refusal(ReferenceReader(*contract_, limits()).read_response(text.text));
  }

  Result<CollectionSummary> collection(PaddedText text, ConnectorGroupVisitor& visitor) {
    CollectionSummary summary;
    if (collection(text, visitor, summary)) return summary;
    return refusal(ReferenceReader(*contract_, limits()).read_collection(text.text));
  }

 private:
  // The reason why the fast walk refused. That both readers refuse the same texts is a law, so a
  // reference reader that accepts here is an error of ours, not of the text.
  template <class Value>
  static Violation refusal(const Result<Value>& explained) {
    CONNECTORGROUP_ASSERT(!explained.accepted());
    return explained.violation();
  }

  bool single(PaddedText text, Role role, Slots& slots) {
    ondemand::document document;
    ondemand::object body;
    return walk_.open(text, document, body) && object(body, role, 1, slots) &&
           JsonWalk::at_end(document);
  }

  bool collection(PaddedText text, ConnectorGroupVisitor& visitor, CollectionSummary& summary);
  bool object(ondemand::object& object, Role role, std::size_t depth, Slots& slots);
  std::size_t declared_index(const char* spelled, Role role) const;
  std::size_t declared_index(std::string_view name, Role role) const;
  bool declared(ondemand::value& value, std::size_t index, Role role, Slots& slots);
  bool other(std::string_view name, ondemand::value& value, Role role, std::size_t depth,
             std::size_t ordinal);
  bool collection_member(std::string_view name, ondemand::value& value, std::size_t ordinal,
                         ConnectorGroupVisitor& visitor, CollectionSummary& summary);
  bool elements(ondemand::value& value, ConnectorGroupVisitor& visitor, std::size_t& count);
  bool count(ondemand::value& value, std::optional<std::uint64_t>& out);

  const Contract* contract_;
  JsonWalk walk_;
};

bool BodyReader::Implementation::object(ondemand::object& object, Role role, std::size_t depth,
                                        Slots& slots) {
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
      if (slots.seen[index]) return false;
      slots.seen[index] = true;
      if (!declared(field.value(), index, role, slots)) return false;
    }
  }
  for (std::size_t i = 0; i < kMemberCount; ++i) {
    if (!slots.seen[i] && is_required(contract_->members[i], role)) return false;
  }
  return walk_.names_are_unique(names_begin);
}

// `spelled` is the name in the text, behind its opening quote. The padding lets it be compared
// whole.
std::size_t BodyReader::Implementation::declared_index(const char* spelled, Role role) const {
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

std::size_t BodyReader::Implementation::declared_index(std::string_view name, Role role) const {
  for (std::size_t i = 0; i < kMemberCount; ++i) {
    if (is_read(contract_->members[i], role) && contract_->members[i].name == name) return i;
  }
  return kMemberCount;
}

bool BodyReader::Implementation::declared(ondemand::value& value, std::size_t index, Role role,
                                          Slots& slots) {
  const MemberSpec& spec = contract_->members[index];
  const std::string_view start = value.raw_json_token();
  if (spec.nullable && start.starts_with('n')) {
    slots.texts[index] = kNull;
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
bool BodyReader::Implementation::other(std::string_view name, ondemand::value& value, Role role,
                                       std::size_t depth, std::size_t ordinal) {
  const bool annotation = name.find('@') != std::string_view::npos;
  if (role == Role::create_request) {
    if (!annotation || name.ends_with("@odata.bind")) return false;
  } else if (is_context_name(name)) {
    std::string_view context;
    return ordinal == 1 && walk_.string(value, context);
  }
  if (is_type_name(name)) {
    std::string_view type;
    return walk_.string(value, type) && type == kResourceType;
  }
  return walk_.skip(value, depth);
}

bool BodyReader::Implementation::collection(PaddedText text, ConnectorGroupVisitor& visitor,
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

bool BodyReader::Implementation::collection_member(std::string_view name, ondemand::value& value,
                                                   std::size_t ordinal,
                                                   ConnectorGroupVisitor& visitor,
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

bool BodyReader::Implementation::elements(ondemand::value& value, ConnectorGroupVisitor& visitor,
                                          std::size_t& count) {
  ondemand::array array;
  if (!walk_.within_depth(2) || value.get_array().get(array) != simdjson::SUCCESS) return false;
  for (auto element : array) {
    ondemand::object group;
    Slots slots;
    if (element.get_object().get(group) != simdjson::SUCCESS) return false;
    if (!object(group, Role::response, 3, slots)) return false;
    visitor.visit(group_from(slots));
    ++count;
  }
  return true;
}

bool BodyReader::Implementation::count(ondemand::value& value, std::optional<std::uint64_t>& out) {
  const bool negative = value.raw_json_token().starts_with('-');
  double number = 0;
  bool is_integer = false;
  if (negative || !walk_.number(value, number, is_integer) || !is_integer) return false;
  out = static_cast<std::uint64_t>(number);
  return true;
}

// --- The public face.

BodyReader::BodyReader(const Contract& contract, const Limits& limits)
    : implementation_(std::make_unique<Implementation>(contract, limits)) {}
BodyReader::~BodyReader() = default;
BodyReader::BodyReader(BodyReader&&) noexcept = default;
BodyReader& BodyReader::operator=(BodyReader&&) noexcept = default;

const Contract& BodyReader::contract() const { return implementation_->contract(); }
const Limits& BodyReader::limits() const { return implementation_->limits(); }
std::uint64_t BodyReader::steps() const { return implementation_->steps(); }

Result<NewConnectorGroupView> BodyReader::read_create_request(std::string_view text) {
  return implementation_->create_request(implementation_->pad(text));
}
Result<NewConnectorGroupView> BodyReader::read_create_request(PaddedText text) {
  return implementation_->create_request(text);
}
Result<ConnectorGroupView> BodyReader::read_response(std::string_view text) {
  return implementation_->response(implementation_->pad(text));
}
Result<ConnectorGroupView> BodyReader::read_response(PaddedText text) {
  return implementation_->response(text);
}
Result<CollectionSummary> BodyReader::read_collection(std::string_view text,
                                                      ConnectorGroupVisitor& visitor) {
  return implementation_->collection(implementation_->pad(text), visitor);
}
Result<CollectionSummary> BodyReader::read_collection(PaddedText text,
                                                      ConnectorGroupVisitor& visitor) {
  return implementation_->collection(text, visitor);
}

}  // namespace connectorgroup
