#include "model/exchange/group_update.h"

#include <algorithm>

#include "model/body/reference_reader.h"

namespace connectorgroup {
namespace {

std::array<MemberSpec, kMemberCount> without_requirements(const Contract& contract) {
  std::array<MemberSpec, kMemberCount> members{};
  std::copy(contract.members.begin(), contract.members.end(), members.begin());
  for (MemberSpec& member : members) {
    if (member.request == InRequest::required) member.request = InRequest::optional;
  }
  return members;
}

// The member's new value, unless it is absent or the sentinel of its enumeration.
bool sets(const Member<std::string>& member, const MemberSpec& spec) {
  const bool sentinel =
      !spec.values.empty() && member.has_value() && member.value() == kUnknownFutureValue;
  return !member.is_absent() && !sentinel;
}

}  // namespace

GroupUpdate::GroupUpdate(const Contract& contract, const Limits& limits)
    : contract_(contract),
      limits_(limits),
      members_(without_requirements(contract)),
      nothing_required_{
          contract.id,     contract.path, contract.version_segments, contract.context_fragment,
          contract.origin, members_,      contract.success_statuses} {}

Result<ConnectorGroup> GroupUpdate::apply(std::string_view text,
                                          const ConnectorGroup& group) const {
  const RuleSet ignored(Rule::body_enum_sentinel);
  const Result<NewConnectorGroup> read =
      ReferenceReader(nothing_required_, limits_, ignored).read_create_request(text);
  if (!read.accepted()) return read.violation();
  const bool has_name =
      ReferenceReader(contract_, limits_, ignored).read_create_request(text).accepted();

  const NewConnectorGroup& update = read.value();
  ConnectorGroup updated = group;
  if (has_name) updated.name = update.name;
  if (sets(update.connector_group_type, contract_.member(MemberId::connector_group_type))) {
    updated.connector_group_type = update.connector_group_type.value();
  }
  if (update.is_default.has_value()) updated.is_default = update.is_default.value();
  if (sets(update.region, contract_.member(MemberId::region))) updated.region = update.region;
  return updated;
}

}  // namespace connectorgroup
