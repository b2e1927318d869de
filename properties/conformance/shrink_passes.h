// The passes of the shrinker over one kind of text each. Each tries what it knows once and leaves
// the region as small as that made it; shrink() repeats them. Internal to the shrinker.
#pragma once

#include <cstddef>

#include "properties/conformance/shrink_search.h"

namespace connectorgroup {

// A text as JSON, well-formed or not: members and elements, then values, tokens, strings.
void shrink_body(ShrinkRegion& region);

// The search's text as an HTTP message, well-formed or not: lines, content, values, words.
void shrink_message(ShrinkSearch& search);

// A text of unknown structure: runs of bytes, of half its size down to one, then single bytes.
void shrink_bytes(ShrinkRegion& region);

// Bytes [begin, end) of a text: its grains, which are words, escapes of JSON, line ends, characters
// and ill-formed bytes; then the words that are left, from both ends; then bytes that can't be
// printed, towards 'a', '0' and ' '. What is behind `end` stays as it is.
void shrink_grains(ShrinkRegion& region, std::size_t begin, std::size_t end);

}  // namespace connectorgroup
