#include "properties/faults/planted_fault.h"

namespace connectorgroup {

std::span<const PlantedFault> exchange_faults() { return {}; }

}  // namespace connectorgroup
