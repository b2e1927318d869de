#include "model/http/expected_names.h"

namespace connectorgroup::http {

ExpectedNames::ExpectedNames() : first_(places_.front().names.data()) {
  for (Place& place : places_) {
    for (ExpectedName& name : place.names) name.next = first_;
  }
}

// So chosen that the names of usual fields are apart.
ExpectedNames::Place& ExpectedNames::place_of(std::string_view octets) {
  constexpr std::size_t kFar = 9;  // in "Content-Type" and its like, what differs
  const auto octet = [octets](std::size_t i) -> std::size_t {
    return i < octets.size() ? static_cast<unsigned char>(octets[i]) : 0U;
  };
  return places_[(octet(0) + octet(2) * 4 + octet(kFar) * 22) % places_.size()];
}

ExpectedName* ExpectedNames::find(std::string_view octets) {
  for (ExpectedName& name : place_of(octets).names) {
    if (name.bytes.stand_at(octets.data())) return &name;
  }
  return nullptr;
}

ExpectedName* ExpectedNames::learn(std::string_view octets, std::size_t name_size) {
  Place& place = place_of(octets);
  ExpectedName& name = place.names[place.oldest];
  place.oldest = 1 - place.oldest;
  const std::string_view behind = octets.substr(name_size + 1);
  name.bytes.remember(octets.substr(0, name_size + (behind.starts_with(' ') ? 2 : 1)));
  name.size = name_size;
  name.known = find_known_field(octets.substr(0, name_size));
  name.place = http::place_of(name.known);
  name.frames = name.known != nullptr && name.known->framing != Framing::none;
  name.single_bit = 0;
  if (name.known != nullptr && !name.frames && !name.known->list) {
    name.single_bit = std::uint64_t{1} << name.place;
  }
  return &name;
}

}  // namespace connectorgroup::http
