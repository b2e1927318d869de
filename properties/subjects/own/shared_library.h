// An implementation in a shared library, loaded into this process. POSIX.
#pragma once

#include <string>
#include <variant>

#include "properties/subjects/own/implementation.h"

namespace connectorgroup {

// The implementation that the library gives, checked by complaint_about(); or why it gives none,
// naming the path: no such file, not a library, without the symbol, of a version that isn't known
// here. Runs the library's constructors. The library stays loaded.
std::variant<const connectorgroup_implementation*, std::string> load_implementation(
    const std::string& path);

}  // namespace connectorgroup
