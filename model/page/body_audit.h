// The audit of an example's body: its length, whether it is JSON, and whether it is what the
// contract says. Private to connectorgroup::page.
#pragma once

#include <optional>
#include <string_view>

#include "model/contract.h"
#include "model/page/findings.h"
#include "model/page/reader.h"
#include "model/rule.h"

namespace connectorgroup::page {

// What a body is held to, beyond being JSON.
struct HeldTo {
  enum class As : std::uint8_t { create_request, object, collection };
  const Contract* contract;
  As as;
};

// What is known of an example when its body is audited.
struct BodyContext {
  std::optional<int> status;  // of a response, where it can be read
  bool answers_head = false;
  std::optional<HeldTo> held_to;
};

void audit_body(const PageExample& example, const BodyContext& context, Findings& findings);

}  // namespace connectorgroup::page
