// The context URL of a response (OData Protocol 4.01 section 10), and its place in the body.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/body/writer.h"
#include "model/contract.h"

namespace connectorgroup {

// `root` is what stands before the version in the service's addresses, without a slash at its end:
// "https://graph.microsoft.com", or empty.
std::string collection_context(std::string_view root, std::string_view version,
                               const Contract& contract);
std::string entity_context(std::string_view root, std::string_view version,
                           const Contract& contract);

// Makes @odata.context the first member of the object that begins at out[begin] and was written in
// this form; there it sorts, too. REQUIRES: the object has a member, and `context` is a URI.
void insert_context(std::string_view context, Form form, std::size_t begin, std::string& out);

}  // namespace connectorgroup
