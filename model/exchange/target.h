// Request targets and URI references: their parts, their spellings, their grammar (RFC 3986).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"
#include "model/rule.h"
#include "model/violation.h"

namespace connectorgroup {

// The parts of a target, as sent. Views into the target.
struct TargetParts {
  std::string_view authority;             // of a whole URI (absolute-form); else empty
  std::string_view path;                  // from its first slash on; may be empty
  std::optional<std::string_view> query;  // behind the question mark

  friend bool operator==(const TargetParts&, const TargetParts&) = default;
};

// REQUIRES: a target that MessageReader accepts; of any other text the parts are some parts. What
// has neither slash nor scheme ("*", "host:443") has an empty path at its start.
TargetParts split_target(std::string_view target);

// A create request's path: the version segment of the contract that it names (in static storage),
// or where it breaks exchange.version-segment or exchange.path, with an offset in the target.
// Percent-encoded letters, digits, hyphens, dots, underscores and tildes equal themselves
// (exchange.path.percent-encoded); nothing else does: not case, not an encoded slash, not a slash
// at the end, not "." and "..". Where exchange.version-segment is ignored, the version is the
// contract's first.
Result<std::string_view> read_create_path(std::string_view target, const Contract& contract,
                                          const RuleSet& ignored = {});

// RFC 3986 section 6.2.2.2: percent-encoded unreserved characters as themselves, the rest as sent.
std::string with_unreserved_decoded(std::string_view text);
// Percent-encoded octets as themselves; a percent sign without two digits stays.
std::string percent_decoded(std::string_view text);
// Everything but unreserved characters percent-encoded: a text as one segment of a path.
std::string percent_encoded(std::string_view text);

// An option of a query, "name=value" or "name", as sent.
struct QueryOption {
  std::string_view name;
  std::optional<std::string_view> value;

  friend bool operator==(const QueryOption&, const QueryOption&) = default;
};
// The options between ampersands, in their order; empty ones are passed over.
std::vector<QueryOption> query_options(std::string_view query);
// RFC 6750 section 2.3: the query has the option access_token.
bool has_token_option(std::string_view query);

// RFC 3986 section 4.1: the first octet that no URI reference can have there (the text's size where
// it ends too early), or nothing. One pass.
std::optional<std::size_t> uri_reference_fault(std::string_view text);

}  // namespace connectorgroup
