#include "properties/generators/shares.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace connectorgroup::generators {

void Shares::is(std::string_view label) {
  Count& count = counts_.try_emplace(std::string(label)).first->second;
  if (count.last == inputs_) return;
  count.last = inputs_;
  ++count.inputs;
}

double Shares::share(std::string_view label) const {
  const auto found = counts_.find(label);
  const std::size_t count = found == counts_.end() ? 0 : found->second.inputs;
  return 100.0 * static_cast<double>(count) /
         static_cast<double>(std::max<std::size_t>(inputs_, 1));
}

std::optional<std::string> Shares::complaint() const {
  for (const Bound& bound : bounds_) {
    const double measured = share(bound.label);
    if (measured < bound.least || measured > bound.most) {
      return std::string(bound.label) + ": " + std::to_string(measured) + " % of " +
             std::to_string(inputs_) + " inputs";
    }
  }
  return std::nullopt;
}

std::string Shares::table() const {
  std::string table;
  for (const Bound& bound : bounds_) {
    std::array<char, 100> line{};
    std::snprintf(line.data(), line.size(), "  %-36.*s %5.1f %% (bounds %.0f to %.0f)\n",
                  static_cast<int>(bound.label.size()), bound.label.data(), share(bound.label),
                  bound.least, bound.most);
    table += line.data();
  }
  return table;
}

}  // namespace connectorgroup::generators
