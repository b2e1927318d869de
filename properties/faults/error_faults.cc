#include "properties/faults/planted_fault.h"

namespace connectorgroup {

std::span<const PlantedFault> error_faults() { return {}; }

}  // namespace connectorgroup
