// The lines of a fenced code block to the parts of an HTTP message, in the documentation's dialect.
// Private to connectorgroup::page.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/page/lines.h"
#include "model/page/reader.h"

namespace connectorgroup::page {

// Reads the lines into `example`, whose fence line is set, as far as they make sense. What keeps
// them from being a message goes to the example's faults and, with its line, to `findings`. False:
// there is nothing but blank lines.
bool read_message(std::span<const BlockLine> lines, PageExample& example,
                  std::vector<PageFinding>& findings);

// What a fence without an annotation holds: a response, where its first line begins with HTTP; a
// request, where it begins with a usual method and headers, a body or a whole URI follow; nothing,
// where it is anything else, such as a list of request lines or a synopsis.
std::optional<BlockType> infer_type(std::span<const BlockLine> lines);

}  // namespace connectorgroup::page
