// Between the model's values and the members that a subject reports.
#pragma once

#include "model/connector_group.h"
#include "properties/subject.h"

namespace connectorgroup {

Members members_of(const NewConnectorGroup& group);
Members members_of(const ConnectorGroup& group);

// REQUIRES of the second: id, name, connector_group_type and is_default have values.
NewConnectorGroup new_group_of(const Members& members);
ConnectorGroup group_of(const Members& members);

}  // namespace connectorgroup
