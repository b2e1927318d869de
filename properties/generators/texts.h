// A RapidCheck generator of bodies as bytes: what the drivers of laws draw from.
//
// Of 100: 60 are accepted texts (values spelled at random or as programs do, with annotations and
// extra members), 25 are accepted texts with one rule broken, 10 are files of the corpus with a few
// bytes edited, and 5 are uniform bytes; of 250, one has about as much as a limit allows. A failing
// text shrinks by its structure where it has one, then by its bytes.
#pragma once

#include <rapidcheck.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"
#include "properties/generators/shares.h"

namespace connectorgroup::generators {

// `corpus` holds the texts of corpus files. REQUIRES: not empty.
rc::Gen<std::string> body_texts(std::vector<std::string> corpus);

// What share of the generated texts was of some kind, held against stated bounds: a generator that
// drifts into generating one thing only makes every law look good.
class TextDistribution {
 public:
  TextDistribution();

  void observe(std::string_view text);

  // Nothing, or the label whose share is out of its bounds, with the share. For at least 500 texts.
  std::optional<std::string> complaint() const;

  // One line per label: its share and its bounds.
  std::string table() const;

 private:
  // How a text is read: member by member or through an index, and again, as it was laid out.
  void observe_paths(const Contract& contract, std::string_view text);

  Shares shares_;
};

}  // namespace connectorgroup::generators
