// The bodies of this resource for the reference reader, read with a JsonCursor in one pass.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/body/limits.h"
#include "model/body/reference_json.h"
#include "model/body/verified_part.h"
#include "model/connector_group.h"
#include "model/contract.h"
#include "model/rule.h"
#include "model/violation.h"

namespace connectorgroup::reference {

enum class Role { create_request, response };

// What was read of a declared member.
struct Slot {
  // Each by itself: cleared whole, a body's may be cleared slowly.
  Slot() {}

  bool seen = false;
  Member<std::string> text;
  Member<bool> truth;
};
using Slots = std::array<Slot, kMemberCount>;

ConnectorGroup group_from(Slots& slots);
NewConnectorGroup new_group_from(Slots& slots);

class BodyParse {
 public:
  BodyParse(std::string_view text, const Contract& contract, const Limits& limits,
            const RuleSet& ignored)
      : cursor_(text, limits, ignored), contract_(contract) {}

  std::uint64_t steps() const { return cursor_.steps(); }

  // Each reads the whole text. False: reading stopped at a violation.
  bool single(Role role, Slots& slots);
  bool collection(ConnectorGroupCollection& result);
  // Each reads on behind a part of a text that isn't accepted, and stops at the violation: false.
  // REQUIRES: nothing is ignored; something is wrong in the object or array in which the part ends,
  // or behind it, and in no element that is begun then.
  bool rest_of_single(Role role, const VerifiedPart& part);
  bool rest_of_collection(const VerifiedPart& part);
  const Violation& violation() const { return *cursor_.violation(); }

 private:
  bool object(Role role, Slots& slots);
  bool members(Role role, Container& container, Slots& slots);
  bool member(Role role, Container& container, std::string_view name, std::size_t at, Slots& slots);
  bool request_name(std::string_view name, std::size_t at, const MemberSpec*& spec);
  bool response_name(std::string_view name, std::size_t at, const MemberSpec*& spec);
  bool in_order(const MemberSpec& spec, std::size_t at);
  bool declared_value(Role role, const MemberSpec& spec, std::size_t at, Slot& slot);
  bool text_value(Role role, const MemberSpec& spec, std::size_t at, Slot& slot);
  bool enumeration(Role role, const MemberSpec& spec, std::string_view value, std::size_t at);
  bool missing_members(Role role, const NameSet& names, const Slots& slots);

  bool annotation(Role role, const Container& container, std::string_view name, std::size_t at);
  bool context(const Container& container, std::string_view name, std::size_t at);
  bool type(std::string_view name, std::size_t at);
  bool string_control(Rule rule, std::string_view name, std::size_t at, std::string& value);
  bool skip_member() { return cursor_.colon() && cursor_.skip_value(); }

  bool collection_members(Container& container, ConnectorGroupCollection& result);
  bool collection_member(const Container& container, std::string_view name, std::size_t at,
                         ConnectorGroupCollection& result);
  bool elements(std::size_t at, ConnectorGroupCollection& result);
  bool element(ConnectorGroupCollection& result);
  bool count(std::string_view name, std::size_t at, std::optional<std::uint64_t>& value);
  bool control_position(std::size_t at);

  JsonCursor cursor_;
  const Contract& contract_;
  std::size_t last_in_order_ = 0;
  bool value_seen_ = false;
};

}  // namespace connectorgroup::reference
