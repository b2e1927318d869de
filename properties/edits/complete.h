// The constructive proof that a text which stopped early could have gone on: the rest of it.
//
// A strict reader that answers json.text.incomplete at a text's end claims that every byte so far
// is possible. complete() backs the claim with a witness, a longer text that the same reader must
// accept. It follows the text with a small machine of its own and shares no code with the readers:
// a mistake in a reader must not hide itself in the proof.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/contract.h"
#include "properties/subject.h"

namespace connectorgroup {

// What became of a prefix.
struct Completion {
  enum class Outcome : std::uint8_t {
    completed,
    // The prefix ends inside a string value that only certain contents may have, after its opening
    // quote: a type annotation, or a member with a closed enumeration. Such a string is judged at
    // its closing quote, so until then a reader can't tell whether the text may go on.
    restricted,
    // The bytes aren't the beginning of any JSON text, or not of one that is an object.
    not_viable,
  };

  Outcome outcome = Outcome::not_viable;
  // completed: the prefix and what was added. Otherwise empty.
  std::string text = {};

  friend bool operator==(const Completion&, const Completion&) = default;
};

// The prefix, continued to a body of this kind: tokens are finished, missing members are added, and
// what is open is closed. A prefix that is a whole body already is completed by itself.
//
// For a prefix that the strict reader (model/body/reader.h, under `contract` and default limits)
// refuses with json.text.incomplete at its end, the outcome is `completed` with a text that the
// reader accepts, or `restricted`. Outside of this promise are prefixes that the limits leave no
// room to complete: with an object that would exceed members_max by one more member or by those
// that it still lacks, and texts of nearly bytes_max bytes. Of depth, what is added needs no more
// than four levels.
//
// For a prefix that is refused for another reason, the outcome is any, and a `completed` text is
// just a text: only brackets and tokens are followed here, and only as closely as completing needs.
// Never fails on any bytes. O(prefix.size()) time and heap; nesting is kept on the heap.
Completion complete(std::string_view prefix, BodyKind kind, const Contract& contract);

}  // namespace connectorgroup
