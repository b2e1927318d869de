// A RapidCheck generator of connections as octets: what the drivers of laws on messages draw from.
//
// Of 100: 30 are one accepted message made of parts, which few times are long or many, 15 a create
// request or a response to one (exchanges.h), both spelled at random; 25 are such messages with one
// rule broken; 15 are several messages, one behind the other; 10 are files of the corpus with a few
// octets edited; 5 are uniform octets. A failing input shrinks by its parts where it has some, then
// by its octets.
#pragma once

#include <rapidcheck.h>

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/rule.h"
#include "properties/generators/shares.h"

namespace connectorgroup::generators {

// `corpus` holds the octets of corpus files. REQUIRES: not empty.
rc::Gen<std::string> connections(std::vector<std::string> corpus);

// The shares of what connections() makes, as the model reads it, and how many rules it breaks.
class ConnectionDistribution {
 public:
  ConnectionDistribution();

  void observe(std::string_view octets);

  // Nothing, or what is out of its bounds. For at least 500 inputs.
  std::optional<std::string> complaint() const;

  // One line per label: its share and its bounds.
  std::string table() const;

 private:
  Shares shares_;
  std::set<Rule> broken_;
};

}  // namespace connectorgroup::generators
