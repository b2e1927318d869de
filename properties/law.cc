#include "properties/law.h"

namespace connectorgroup {

const Law* find_law(std::string_view id) {
  for (const Law& law : body_laws()) {
    if (law.id == id) return &law;
  }
  return nullptr;
}

}  // namespace connectorgroup
