#include "properties/conformance/shrink_search.h"

#include <cstdint>
#include <utility>

namespace connectorgroup {
namespace {

std::uint64_t complexity(std::string_view text) {
  std::uint64_t sum = 0;
  for (const char byte : text) sum += connectorgroup::complexity(byte);
  return sum;
}

// An order without infinite descent, so that passes may be repeated until nothing changes.
bool is_simpler(std::string_view candidate, std::string_view text) {
  if (candidate.size() != text.size()) return candidate.size() < text.size();
  return complexity(candidate) < complexity(text);
}

}  // namespace

unsigned complexity(char byte) {
  if (byte == 'a' || byte == '0' || byte == ' ') return 0;
  return byte > ' ' && byte <= '~' ? 1 : 2;
}

bool ShrinkSearch::attempt(std::string candidate) {
  if (!is_simpler(candidate, text_) || asked_.contains(candidate)) return false;
  if (calls_ == calls_max_) {
    budget_spent_ = true;
    return false;
  }
  ++calls_;
  if (!(*still_fails_)(candidate)) {
    asked_.insert(std::move(candidate));
    return false;
  }
  text_ = std::move(candidate);
  std::erase_if(asked_, [this](const std::string& old) { return !is_simpler(old, text_); });
  return true;
}

bool ShrinkRegion::attempt(std::string candidate) {
  if (!search_->attempt(embed_(candidate))) return false;
  text_ = std::move(candidate);
  return true;
}

bool ShrinkRegion::attempt(const Splice& splice) {
  const std::string_view old =
      std::string_view(text_).substr(splice.begin, splice.end - splice.begin);
  // Not worth a copy of the text.
  if (splice.replacement.size() > old.size() || splice.replacement == old) return false;
  return attempt(spliced(splice, text_));
}

std::string with_splices(std::string_view text, std::span<const Splice> splices) {
  std::string out;
  std::size_t at = 0;
  for (const Splice& splice : splices) {
    out.append(text.substr(at, splice.begin - at)).append(splice.replacement);
    at = splice.end;
  }
  out.append(text.substr(at));
  return out;
}

void try_splices(ShrinkRegion& region, std::span<const Splice> splices) {
  if (splices.empty() || region.budget_spent()) return;
  if (region.attempt(with_splices(region.text(), splices)) || splices.size() == 1) return;
  if (splices.size() <= kOneByOneMax) {
    for (std::size_t i = splices.size(); i-- > 0;) region.attempt(splices[i]);
    return;
  }
  const std::size_t half = splices.size() / 2;
  try_splices(region, splices.subspan(half));
  try_splices(region, splices.first(half));
}

}  // namespace connectorgroup
