// How much of a body a reader has found right before it met what it doesn't accept. The reference
// reader goes on from there when it is asked for the reason. Private to the model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace connectorgroup {

// Everything before `offset` may stand in an accepted text. Borrows its names.
struct VerifiedPart {
  using Names = std::span<const std::string_view>;

  enum class End : std::uint8_t {
    beginning,  // nothing is known
    members,    // behind the opening brace of the body's object, or behind one of its members
    elements,   // the same of the array `value` of a collection
    element,    // the same of an object in it
    body,       // behind the closing brace
  };

  // A string whose content begins at `begin` is right up to `end`, and isn't there. By default
  // there is none.
  struct String {
    std::size_t begin = static_cast<std::size_t>(-1);
    std::size_t end = 0;
  };

  End end = End::beginning;
  std::size_t offset = 0;
  Names names = {};          // unescaped, of the members that the object has up to there
  bool any_element = false;  // the array has one up to there
  String string = {};        // of the member behind it
};

}  // namespace connectorgroup
