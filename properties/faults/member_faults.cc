#include "properties/faults/planted_fault.h"

namespace connectorgroup {

std::span<const PlantedFault> member_faults() { return {}; }

}  // namespace connectorgroup
