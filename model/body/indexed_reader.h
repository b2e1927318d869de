// The strict reader on simdjson On-Demand: one walk over the index that simdjson makes of a text.
// Reads every body; what it refuses is for the reference reader to explain. Private to the model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/body/json_walk.h"
#include "model/body/member_slots.h"
#include "model/body/reader.h"

namespace connectorgroup {

class IndexedReader {
 public:
  // REQUIRES: the limits are within the bounds that limits.h states.
  IndexedReader(const Contract& contract, const Limits& limits)
      : contract_(&contract), walk_(limits) {}

  const Limits& limits() const { return walk_.limits(); }
  // The work of the last read.
  std::uint64_t steps() const { return walk_.steps(); }
  // As JsonWalk::pad().
  PaddedText pad(std::string_view text) { return walk_.pad(text); }

  // Each returns false where the text isn't accepted. Views borrow as BodyReader's do.

  // The text is one object, which stands `depth` deep in its body (1: it is the body).
  bool object(const PaddedText& text, Role role, std::size_t depth, MemberSlots& slots);
  bool collection(const PaddedText& text, ConnectorGroupVisitor& visitor,
                  CollectionSummary& summary);

 private:
  bool members(simdjson::ondemand::object& object, Role role, std::size_t depth,
               MemberSlots& slots);
  std::size_t declared_index(const char* spelled, Role role) const;
  std::size_t declared_index(std::string_view name, Role role) const;
  bool declared(simdjson::ondemand::value& value, std::size_t index, Role role, MemberSlots& slots);
  bool other(std::string_view name, simdjson::ondemand::value& value, Role role, std::size_t depth,
             std::size_t ordinal);
  bool collection_member(std::string_view name, simdjson::ondemand::value& value,
                         std::size_t ordinal, ConnectorGroupVisitor& visitor,
                         CollectionSummary& summary);
  bool elements(simdjson::ondemand::value& value, ConnectorGroupVisitor& visitor,
                std::size_t& count);
  bool count(simdjson::ondemand::value& value, std::optional<std::uint64_t>& out);

  const Contract* contract_;
  JsonWalk walk_;
};

}  // namespace connectorgroup
