#include "properties/law.h"

#include "properties/law_rooms.h"

namespace connectorgroup {

const Law* find_law(std::string_view id) {
  for (const LawRoom& room : law_rooms()) {
    for (const Law& law : room.laws) {
      if (law.id == id) return &law;
    }
  }
  return nullptr;
}

}  // namespace connectorgroup
