#include "properties/faults/planted_fault.h"

namespace connectorgroup {

std::span<const PlantedFault> service_faults() { return {}; }

}  // namespace connectorgroup
