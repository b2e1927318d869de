// How break_rule.cc reaches the functions that know one rule each. Internal to the edits.
#pragma once

#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "model/body/limits.h"
#include "model/rule.h"
#include "properties/edits/body_text.h"
#include "properties/edits/random_source.h"

namespace connectorgroup {

// One change to an accepted text, and the violation that it makes.
struct Fault {
  Splice splice;
  std::size_t offset = 0;  // in the text with the change
  std::string_view member = {};
};

// What a planter works on. It may first extend `body` by what the fault needs, as long as the body
// stays accepted: what it leaves there is the twin.
struct Planting {
  BodyText& body;
  const Limits& limits;
  RandomSource& random;
};

// Nothing when the body has no place for the fault.
struct Planter {
  Rule rule;
  std::optional<Fault> (*plant)(const Planting& planting);
  // How often it is drawn, beside others: more where there are many ways to break the rule.
  std::size_t weight = 1;
};

std::span<const Planter> structure_planters();  // tokens and what stands between them
std::span<const Planter> number_planters();
std::span<const Planter> string_planters();
std::span<const Planter> body_planters();
std::span<const Planter> control_planters();  // OData control information, collections
std::span<const Planter> error_planters();
std::span<const Planter> limit_planters();

// The faults of body.member.missing, .null and .type in an error. REQUIRES: the body is one.
std::optional<Fault> missing_in_error(const Planting& planting);
std::optional<Fault> null_in_error(const Planting& planting);
std::optional<Fault> wrong_type_in_error(const Planting& planting);

inline bool may_grow(const Planting& planting, std::size_t object) {
  return planting.body.value(object).children.size() < planting.limits.members_max;
}

// A new member whose name alone is the fault; its value is never judged. Nothing without an object
// or when that may not have one more member.
std::optional<Fault> new_member(const Planting& planting, std::optional<std::size_t> object,
                                std::string_view name, std::string_view member = {});

// An element of the array that isn't an object though it must be one: a new one, or in the place of
// one that is there.
Fault wrong_element(const Planting& planting, std::size_t array);

// A fault whose replacement shows the violation at its byte `fault_at`.
inline Fault fault_in(Splice splice, std::size_t fault_at, std::string_view member = {}) {
  const std::size_t offset = splice.begin + fault_at;
  return {std::move(splice), offset, member};
}

template <class Range>
const auto& one_of(const Range& range, RandomSource& random) {
  return range[random.below(std::size(range))];
}

}  // namespace connectorgroup
