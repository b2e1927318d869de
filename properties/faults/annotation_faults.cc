#include "properties/faults/planted_fault.h"

namespace connectorgroup {

std::span<const PlantedFault> annotation_faults() { return {}; }

}  // namespace connectorgroup
