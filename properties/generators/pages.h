// A RapidCheck generator of documentation pages as bytes: pages of the corpus with lines dropped,
// doubled, swapped, indented or changed by a byte. What shrinks is the page, by removing runs of
// bytes.
#pragma once

#include <rapidcheck.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/generators/shares.h"

namespace connectorgroup::generators {

// `corpus` holds the texts of pages. REQUIRES: not empty.
rc::Gen<std::string> pages(std::vector<std::string> corpus);

// The shares of what pages() makes: pages that still have examples, findings of the reader, and
// line ends of either kind.
class PageDistribution {
 public:
  PageDistribution();

  void observe(std::string_view page);

  // Nothing, or what is out of its bounds. For at least 500 pages.
  std::optional<std::string> complaint() const;

  // One line per label: its share and its bounds.
  std::string table() const;

 private:
  Shares shares_;
};

}  // namespace connectorgroup::generators
