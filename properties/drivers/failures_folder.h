// Where a driver saves an input that broke a law.
#pragma once

#include <cstdlib>
#include <string>

namespace connectorgroup {

// What the environment's CONNECTORGROUP_FAILURES says, else the build's own folder. Who breaks the
// model on purpose (properties/mutate) keeps the findings out of there.
inline std::string failures_folder() {
  const char* const folder = std::getenv("CONNECTORGROUP_FAILURES");
  return folder == nullptr || *folder == '\0' ? CONNECTORGROUP_FAILURES : folder;
}

}  // namespace connectorgroup
