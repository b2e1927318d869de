// Annotations: the JSON in an HTML comment before a fence. Private to connectorgroup::page.
#pragma once

#include <simdjson.h>

#include <cstddef>
#include <string_view>
#include <variant>

#include "model/page/reader.h"

namespace connectorgroup::page {

inline constexpr std::string_view kCommentBegin = "<!--";

// What a comment turned out to be: no annotation of a block, one, or a bad one.
using Comment = std::variant<std::monostate, Annotation, PageFinding>;

// `html` is an HTML block's text, which begins with kCommentBegin after white space, on line
// `line`.
Comment read_comment(simdjson::dom::parser& parser, std::string_view html, std::size_t line);

}  // namespace connectorgroup::page
