#include "properties/subjects/members.h"

namespace connectorgroup {

Members members_of(const NewConnectorGroup& group) {
  return {{}, group.name, group.connector_group_type, group.is_default, group.region};
}

Members members_of(const ConnectorGroup& group) {
  return {group.id, group.name, group.connector_group_type, group.is_default, group.region};
}

NewConnectorGroup new_group_of(const Members& members) {
  return {members.name.has_value() ? members.name.value() : std::string(),
          members.connector_group_type, members.is_default, members.region};
}

ConnectorGroup group_of(const Members& members) {
  return {members.id.value(), members.name.value(), members.connector_group_type.value(),
          members.is_default.value(), members.region};
}

}  // namespace connectorgroup
