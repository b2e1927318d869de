#include "properties/faults/planted_fault.h"

namespace connectorgroup {

std::span<const PlantedFault> field_faults() { return {}; }

}  // namespace connectorgroup
