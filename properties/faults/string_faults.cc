#include "properties/faults/planted_fault.h"

namespace connectorgroup {

std::span<const PlantedFault> string_faults() { return {}; }

}  // namespace connectorgroup
