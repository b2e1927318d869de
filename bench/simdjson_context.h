#pragma once

namespace connectorgroup::bench {

// Puts into the context which simdjson the readers are built on, in which of its implementations.
void add_simdjson_context();

}  // namespace connectorgroup::bench
