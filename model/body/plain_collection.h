// Reads a collection object by object, without an index of the whole: the memory that it takes
// doesn't grow with the number of objects. Private to the model.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/body/indexed_reader.h"
#include "model/body/plain_reader.h"
#include "model/body/plain_surprise.h"
#include "model/body/reader.h"
#include "model/body/verified_part.h"

namespace connectorgroup {

class PlainCollection {
 public:
  enum class Outcome : std::uint8_t {
    accepted,
    refused,
    surprise,  // the collection has something beside its objects that isn't read here
  };

  // An object that `plain` doesn't read is given to `indexed`.
  PlainCollection(PlainReader& plain, IndexedReader& indexed, ConnectorGroupVisitor& visitor)
      : plain_(plain), indexed_(indexed), visitor_(visitor) {}

  Outcome read(const PaddedText& text);

  // What is right of a text that wasn't accepted. Borrows from this and from the text.
  VerifiedPart verified_part(const PaddedText& text);

  // What was read; at a surprise, the objects that have been visited.
  const CollectionSummary& summary() const { return summary_; }
  std::uint64_t by_index() const { return by_index_; }
  // The work of `indexed`.
  std::uint64_t indexed_steps() const { return indexed_steps_; }

 private:
  // Null: no reader accepts it.
  const char* refuse() {
    refused_ = true;
    return nullptr;
  }
  // What stands before `at` is right.
  const char* verified(VerifiedPart::End end, const char* at) {
    verified_end_ = end;
    verified_ = at;
    return at;
  }

  // Each returns what stands behind what it took, or null at a surprise.
  const char* members(const char* at);
  const char* member(const char* at);
  const char* control(std::string_view name, const char* at);
  const char* count(const char* at);
  const char* elements(const char* at);
  const char* element(const char* at);
  const char* surprising_element(const char* at, MemberSlots& slots);

  PlainReader& plain_;
  IndexedReader& indexed_;
  ConnectorGroupVisitor& visitor_;
  const char* end_ = nullptr;
  CollectionSummary summary_;
  VerifiedPart::End verified_end_ = VerifiedPart::End::beginning;
  const char* verified_ = nullptr;
  std::optional<Surprise> surprise_;  // of an element that isn't accepted
  std::array<std::string_view, 4> names_;
  std::size_t ordinal_ = 0;
  bool context_seen_ = false;
  bool value_seen_ = false;
  bool refused_ = false;
  std::uint64_t by_index_ = 0;
  std::uint64_t indexed_steps_ = 0;
};

}  // namespace connectorgroup
