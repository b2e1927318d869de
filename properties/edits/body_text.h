// An accepted body with its tree and the role of each of its values: what the edits that break
// rules look at to find a place, and the accepted additions that make a place where none is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/body/limits.h"
#include "model/contract.h"
#include "properties/edits/json_tree.h"
#include "properties/edits/random_source.h"
#include "properties/subject.h"

namespace connectorgroup {

enum class Role : std::uint8_t {
  resource,    // a connectorGroup object
  collection,  // the outermost object of a collection
  elements,    // a collection's `value`
  declared,    // a member that the contract has a type for
  control,     // control information that is judged
  free,        // anything that is JSON may stand here
  // Of an error:
  error_body,    // the outermost object
  error,         // the member `error`
  details,       // its details
  detail,        // one of them
  error_text,    // a code or a message
  error_target,  // a target
  inner_error,   // the inner error under either spelling; its members are free
};

struct BodyText {
  std::string text;
  BodyKind kind = BodyKind::create_request;
  const Contract* contract = nullptr;
  JsonTree tree;
  // One for each of tree.values.
  std::vector<Role> roles;
  // One for each of tree.values: the declared member, or null.
  std::vector<const MemberSpec*> specs;

  const JsonValue& value(std::size_t index) const { return tree.values[index]; }
  std::size_t value_count() const { return tree.values.size(); }
};

// Nothing when the text has no tree or not the outline of its kind (an object; for a collection,
// one with an array of objects as `value`; for an error, one with an object as `error`, whose
// details are objects in an array). Doesn't ask whether the text is accepted. O(n).
std::optional<BodyText> read_body_text(std::string text, BodyKind kind, const Contract& contract);

// The index of the object's member with this name, unescaped.
std::optional<std::size_t> find_member(const BodyText& body, std::size_t object,
                                       std::string_view name);

// The indices of the values for which `wanted(index)` holds.
template <class Wanted>
std::vector<std::size_t> values_where(const BodyText& body, const Wanted& wanted) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < body.value_count(); ++i) {
    if (wanted(i)) found.push_back(i);
  }
  return found;
}

// One element of a non-empty range of indices, or nothing.
std::optional<std::size_t> pick(const std::vector<std::size_t>& candidates, RandomSource& random);

// Bytes [begin, end) of a text, and what takes their place.
struct Splice {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string replacement;
};
std::string spliced(const Splice& splice, std::string_view text);

// Where a new member goes, and the offset that its name's opening quote then has.
struct MemberInsertion {
  Splice splice;
  std::size_t name_at = 0;
};
// `position` counts the object's members before the new one. `name` is a JSON string with its
// quotes.
MemberInsertion insert_member(const BodyText& body, std::size_t object, std::size_t position,
                              std::string_view name, std::string_view value);
// A position for a new member: any, but none before a context that is first.
std::size_t random_position(const BodyText& body, std::size_t object, RandomSource& random);

// A JSON string in a random spelling.
std::string spelled(std::string_view content, RandomSource& random);

// The types of JSON values, as bits of a set.
enum JsonType : unsigned {
  null_type = 1u << 0,
  boolean_type = 1u << 1,
  number_type = 1u << 2,
  string_type = 1u << 3,
  array_type = 1u << 4,
  object_type = 1u << 5,
  any_type = (1u << 6) - 1,
};
// A value that breaks no rule, of a type in `types`, nested at most `levels` deep. REQUIRES:
// `types` has a type that is possible with `levels`.
std::string random_value(unsigned types, std::size_t levels, RandomSource& random);

// How deep a value may be nested which stands where this value does.
std::size_t levels_left(const BodyText& body, std::size_t value, const Limits& limits);
// The same for a new member of this object.
std::size_t levels_left_inside(const BodyText& body, std::size_t object, const Limits& limits);

// The same body with one more member, tolerated whatever its value, in a random object of the
// outline. Its value has an array, an object and scalars in it, as far as the limits
// allow. Nothing when no object may have one more member.
std::optional<BodyText> with_annotation(const BodyText& body, const Limits& limits,
                                        RandomSource& random);

// The same body with this member in this object, which keeps its index; unchanged when the object
// has it. Nothing when the object may not have one more member.
std::optional<BodyText> with_member(const BodyText& body, std::size_t object, std::size_t position,
                                    std::string_view name, std::string_view value,
                                    const Limits& limits, RandomSource& random);

// A name that marks an annotation and that the object doesn't have.
std::string fresh_annotation_name(const BodyText& body, std::size_t object, RandomSource& random);

}  // namespace connectorgroup
