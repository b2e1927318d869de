// RapidCheck generators of values: texts of every kind of character that JSON treats in its own
// way, and the resource under a contract.
#pragma once

#include <rapidcheck.h>

#include <string>

#include "model/connector_group.h"
#include "model/contract.h"
#include "model/exchange/error.h"

namespace connectorgroup::generators {

// Valid UTF-8 without noncharacters: ASCII, what must be escaped, controls, and each UTF-8 length
// with the first and last characters of its range. Shrinks towards "" and "a".
rc::Gen<std::string> text();

// Values that the contract lets be written.
rc::Gen<NewConnectorGroup> new_connector_group(const Contract& contract);
rc::Gen<ConnectorGroup> connector_group(const Contract& contract);
// A page of up to four objects, seldom of up to sixteen, with and without count and next link.
rc::Gen<ConnectorGroupCollection> collection(const Contract& contract);
// With and without target, up to three details, seldom up to twelve, and an inner error of every
// filling.
rc::Gen<ODataError> odata_error();

}  // namespace connectorgroup::generators
