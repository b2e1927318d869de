#include "properties/faults/planted_fault.h"

namespace connectorgroup {

std::span<const PlantedFault> writing_faults() { return {}; }

}  // namespace connectorgroup
