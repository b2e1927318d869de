// What the fields that describe content say about a body of the exchange.
#pragma once

#include <optional>
#include <string_view>

#include "model/rule.h"
#include "model/violation.h"

namespace connectorgroup {

// The value of Content-Type: a media type, application/json, whose charset is UTF-8 where it has
// one. The first of http.media-type.syntax, exchange.content-type.json and
// exchange.content-type.charset that is broken, and what ignored rules grant
// (exchange.content-type.parameters, http.media-type.*). Offsets count from the start of the value.
// A type that is cut short by a fault of syntax isn't held against application/json.
std::optional<Violation> judge_content_type(std::string_view value, const RuleSet& ignored = {});

// The value of Content-Encoding: no coding, or identity. Else exchange.content-encoding at 0; its
// place is the field.
std::optional<Violation> judge_content_encoding(std::string_view value,
                                                const RuleSet& ignored = {});

}  // namespace connectorgroup
