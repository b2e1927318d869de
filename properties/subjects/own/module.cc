// Makes a shared library of an implementation that lies in a static one: a linker takes from those
// only what something asks for.

#include "properties/subjects/own/implementation.h"

extern "C" {
CONNECTORGROUP_EXPORT const connectorgroup_implementation* connectorgroup_module();
const connectorgroup_implementation* connectorgroup_module() {
  return connectorgroup_get_implementation();
}
}
