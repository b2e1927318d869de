// A third opinion on whether a text is JSON: nlohmann/json, which shares nothing with either
// reader. It is laxer than this project's profile in ways that are listed here, each with its
// reason and a text that shows it; a test fails when a listed difference no longer exists.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "model/violation.h"

namespace connectorgroup {

// Whether nlohmann/json takes `text` as one JSON text. Doesn't throw.
bool nlohmann_accepts(std::string_view text);

// The reference reader's opinion on the JSON of `text` alone: rules on bodies, control information
// and limits are ignored, and any value may be outermost.
std::optional<Violation> json_violation(std::string_view text);

// A way in which nlohmann/json accepts what the reference reader refuses.
struct PermittedDifference {
  std::string_view id;
  std::string_view reason;
  std::string_view witness;
  bool (*covers)(std::string_view text, const Violation& violation);
};

std::span<const PermittedDifference> permitted_differences();

}  // namespace connectorgroup
