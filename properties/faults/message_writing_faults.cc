#include "properties/faults/planted_fault.h"

namespace connectorgroup {

std::span<const PlantedFault> message_writing_faults() { return {}; }

}  // namespace connectorgroup
