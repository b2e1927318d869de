// The bodies of the documentation page's examples, from the corpus. Whoever compiles page_body.cc
// defines CONNECTORGROUP_CORPUS, the corpus's folder.
#pragma once

#include <optional>
#include <string>

namespace connectorgroup::bench {

// Nothing where the file can't be read, which is told on standard error.
std::optional<std::string> page_request_body();
std::optional<std::string> page_response_body();

}  // namespace connectorgroup::bench
