#include "properties/faults/planted_fault.h"

namespace connectorgroup {

std::span<const PlantedFault> number_faults() { return {}; }

}  // namespace connectorgroup
