// The names of fields as messages spelled them lately. Programs spell them the same and send them
// in the same order nearly always, so that the next one can be compared at once with the one that
// followed last time. Private to the model.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "model/expected_bytes.h"
#include "model/http/known_fields.h"

namespace connectorgroup::http {

struct ExpectedName {
  ExpectedBytes bytes;                // and the colon behind it, and a space if there was one
  std::size_t size = 0;               // of the name
  const KnownField* known = nullptr;  // the field of this name, or null
  bool frames = false;                // it decides how the message is framed or routed
  FieldPlace place = kUnknownField;   // its place
  std::uint64_t single_bit = 0;       // its bit, if it may stand in one line only
  ExpectedName* next = nullptr;       // the one that followed last, or any; never null
};

class ExpectedNames {
 public:
  ExpectedNames();
  // Names point at each other.
  ExpectedNames(const ExpectedNames&) = delete;
  ExpectedNames& operator=(const ExpectedNames&) = delete;

  // The one that stood first last time, or any.
  ExpectedName*& first() { return first_; }
  // The one that stands at the beginning of `octets`, if it is known; or null. REQUIRES: the blocks
  // of a name are there.
  ExpectedName* find(std::string_view octets);
  // From now on it is known, and another forgotten for it. REQUIRES: octets begins with the name,
  // which isn't empty, and the colon.
  ExpectedName* learn(std::string_view octets, std::size_t name_size);

 private:
  // Where names belong that have the same octets in some places.
  struct Place {
    std::array<ExpectedName, 2> names;
    std::size_t oldest = 0;
  };

  Place& place_of(std::string_view octets);

  std::array<Place, 32> places_;
  ExpectedName* first_;
};

}  // namespace connectorgroup::http
