#include "properties/faults/planted_fault.h"

namespace connectorgroup {

std::span<const PlantedFault> framing_faults() { return {}; }

}  // namespace connectorgroup
