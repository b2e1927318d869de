// What a target points at in a service.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/contract.h"
#include "model/violation.h"

namespace connectorgroup {

struct Route {
  enum class Kind : std::uint8_t { none, collection, item };
  Kind kind = Kind::none;
  std::string_view version;               // in static storage
  std::string id;                         // of an item, decoded
  std::optional<std::string_view> query;  // as sent
  std::optional<Violation> fault;         // of kind none: which rule, where in the target
};

// An item is P/{id}, or P('id') with quotes in the id doubled (OData URL Conventions 4.01 section
// 4.3.1); the id may be percent-encoded. The spellings of P are those of read_create_path().
Route find_route(std::string_view target, const Contract& contract);

}  // namespace connectorgroup
