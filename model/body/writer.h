// Values to JSON bytes, in three forms. What is written is accepted by the readers under the same
// contract and read back as the same value; what they would refuse isn't written.
//
// Each function appends to `out`, so a buffer that is cleared and used again costs no allocation
// after warm-up. On a violation `out` is as it was before the call; the violation names the member
// and, for strings, the offset within its value.
//
// Time O(bytes written). Members that are absent are left out; null is written as null.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "model/connector_group.h"
#include "model/contract.h"
#include "model/violation.h"

namespace connectorgroup {

enum class Form {
  page,       // as the documentation shows it: two-space indentation, LF, documented member order
  compact,    // documented member order, no white space
  canonical,  // RFC 8785: sorted names, no white space
};

// Escapes in every form: quote and backslash, and controls as \b \t \n \f \r or lower-case \u00xx;
// nothing else.
std::optional<Violation> write_create_request(const NewConnectorGroupView& group, Form form,
                                              const Contract& contract, std::string& out);
std::optional<Violation> write_response(const ConnectorGroupView& group, Form form,
                                        const Contract& contract, std::string& out);

// Where in a collection a violation lies: groups[index], or the controls when index ==
// groups.size().
struct CollectionViolation {
  std::size_t index;
  Violation violation;

  friend bool operator==(const CollectionViolation&, const CollectionViolation&) = default;
};

// In page and compact form: count, next link, then the objects (`value` last).
std::optional<CollectionViolation> write_collection(std::span<const ConnectorGroupView> groups,
                                                    const CollectionControlsView& controls,
                                                    Form form, const Contract& contract,
                                                    std::string& out);

}  // namespace connectorgroup
