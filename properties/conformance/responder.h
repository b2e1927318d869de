// The other end of the line protocol: any subject answers its lines. What `cgconform answer` is, so
// that a tool of any language can use the model as its oracle.
#pragma once

#include <string>
#include <string_view>

#include "properties/subject.h"

namespace connectorgroup {

// The reply to a request line, both without line end. A line that isn't a request is answered with
// `error`, under the id "?" where it has none.
std::string respond(Subject& subject, std::string_view line);

}  // namespace connectorgroup
