// Values to JSON bytes, in three forms. What is written is accepted by the readers under the same
// contract, given limits that it fits, and read back as the same value; what they would refuse
// isn't written.
//
// Each function appends to `out`, so a buffer that is cleared and used again costs no allocation
// after warm-up; nothing is allocated where out.capacity() suffices, and over many calls the buffer
// grows geometrically. On a violation the size and the bytes of `out` are as they were before the
// call; the violation names the member and, for faults of encoding, the offset within its value.
// REQUIRES: no view that is passed in borrows from `out`.
//
// The first violation is reported: members in documented order; of one member, first whether it may
// be there, then its text (UTF-8, noncharacters), then its enumeration. A member that the contract
// says isn't read in responses can't be read back, so writing it breaks body.member.undeclared.
//
// Time O(bytes written). Stateless; safe to call from many threads, each with its own `out`.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "model/connector_group.h"
#include "model/contract.h"
#include "model/violation.h"

namespace connectorgroup {

// In every form, members that are absent are left out, null is written as null, and strings escape
// the quote, the backslash, and controls as \b \t \n \f \r or else lower-case \u00xx; nothing more.
enum class Form {
  page,       // as the documentation shows it: two-space indentation, LF, documented member order,
              // no line end after the last brace
  compact,    // documented member order, no white space
  canonical,  // RFC 8785: sorted names, no white space
};

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

// Count, next link and objects, in this order in every form (it is also the sorted one), and
// checked in this order. A violation in the controls names "@odata.count" (beyond 2^53-1:
// json.number.integer-range) or "@odata.nextLink". No objects are written as `"value": []`.
std::optional<CollectionViolation> write_collection(std::span<const ConnectorGroupView> groups,
                                                    const CollectionControlsView& controls,
                                                    Form form, const Contract& contract,
                                                    std::string& out);

}  // namespace connectorgroup
