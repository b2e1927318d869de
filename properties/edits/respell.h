// An edit that changes how a body is written and nothing of what it says.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "model/body/limits.h"
#include "properties/edits/random_source.h"

namespace connectorgroup {

// How a text is spelled where JSON leaves a choice. Chances are in percent.
struct Spelling {
  std::size_t space_chance = 0;   // that white space stands between two tokens
  std::size_t escape_chance = 0;  // that a character is escaped which needn't be
  std::size_t short_chance = 50;  // that an escape is the two-character one, where there is one
  bool reorder = false;           // members are permuted
};

// Plain, extreme and mixed spellings, each often enough to be met.
Spelling random_spelling(RandomSource& random);

// Appends a JSON string, quotes included. REQUIRES: `content` is valid UTF-8.
void spell_string(std::string_view content, const Spelling& spelling, RandomSource& random,
                  std::string& out);

// Appends one \uXXXX escape, its digits in mixed case. REQUIRES: unit <= 0xFFFF.
void append_unit_escape(char32_t unit, RandomSource& random, std::string& out);

// True for the control information that must stand first in a response's object.
bool is_context_name(std::string_view name);

// A text with the same verdict and the same value: white space of all four kinds, the order of
// members and the spelling of strings and names are chosen anew. Numbers, literals and the order of
// array elements are kept, and an object's first member stays first where the object has a context,
// since a response must begin with it.
//
// Nothing when parse_json() has no tree for the text, or when the result would be longer than
// `size_max`. The result is never longer than 7 * text.size() + 256 bytes. O(text.size()).
std::optional<std::string> respell(std::string_view text, RandomSource& random,
                                   std::size_t size_max = Limits{}.bytes_max);

}  // namespace connectorgroup
