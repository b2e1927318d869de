// The audit of headers: each by itself, all together, and those that should be there. Private to
// connectorgroup::page.
#pragma once

#include <optional>
#include <string_view>

#include "model/page/findings.h"
#include "model/page/reader.h"
#include "model/page/start_line_audit.h"
#include "model/page/wire_judge.h"

namespace connectorgroup::page {

// The first header of this name, in any letter case, or null.
const PageHeader* find_header(const PageExample& example, std::string_view name);

// Where on the page the header's value stands.
Spot value_spot(const PageHeader& header, const Findings& findings);

// White space alone is what authors leave behind, not a body.
bool has_body(const PageExample& example);

// `start` is the example's start line or one like it; `authorization` is what the page documents.
void audit_headers(const PageExample& example, const StartLine& start,
                   const std::optional<DocumentedHeader>& authorization, Findings& findings,
                   WireJudge& wire);

}  // namespace connectorgroup::page
