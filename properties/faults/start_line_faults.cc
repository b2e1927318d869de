#include "properties/faults/planted_fault.h"

namespace connectorgroup {

std::span<const PlantedFault> start_line_faults() { return {}; }

}  // namespace connectorgroup
