// The body of an update: any of the members that a client may set, each optional.
#pragma once

#include <array>
#include <string_view>

#include "model/body/limits.h"
#include "model/connector_group.h"
#include "model/contract.h"
#include "model/violation.h"

namespace connectorgroup {

class GroupUpdate {
 public:
  // REQUIRES: `contract` outlives it.
  GroupUpdate(const Contract& contract, const Limits& limits);
  GroupUpdate(const GroupUpdate&) = delete;
  GroupUpdate& operator=(const GroupUpdate&) = delete;

  // `group` with what the text says: its rules are those of a create request, but that nothing is
  // required, and that the sentinel of an enumeration leaves the member as it is (Graph guidelines,
  // evolvable-enums). An annotation is passed over, @odata.etag too.
  //
  // Reads through the reference reader, twice: the model's values of a create request have no way
  // to say that the name is absent.
  Result<ConnectorGroup> apply(std::string_view text, const ConnectorGroup& group) const;

 private:
  const Contract& contract_;
  Limits limits_;
  std::array<MemberSpec, kMemberCount> members_;
  Contract nothing_required_;
};

}  // namespace connectorgroup
