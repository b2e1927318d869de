// Where the parts of the audit put what they find, and where on the page an example's bytes lie.
// Private to connectorgroup::page.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/page/audit.h"
#include "model/page/lines.h"

namespace connectorgroup::page {

// A place on the page.
struct Spot {
  std::size_t line;
  std::size_t column = 0;
};

class Findings {
 public:
  explicit Findings(std::string_view markdown);

  // Adds a finding and gives it for its texts to be set; valid until the next one is added.
  AuditFinding& add(PageCheck check, Spot spot, std::optional<Rule> rule = std::nullopt);

  // The line's bytes on the page, its container's prefix included.
  std::string_view line(std::size_t number) const;
  // The byte `offset` of `text`, which is the end of the line, or of as much of it as was kept of
  // a tab.
  Spot spot(std::size_t line, std::string_view text, std::size_t offset) const;
  // Of a byte of a whole line.
  Spot spot(std::size_t line, std::size_t offset) const;

  // Hands over all findings, sorted.
  std::vector<AuditFinding> take();

 private:
  std::vector<SourceLine> lines_;
  std::vector<AuditFinding> findings_;
};

// Bytes for people: quoted as they are, of more than a line's worth the first ones.
std::string shown(std::string_view bytes);

}  // namespace connectorgroup::page
