// What the passes of the shrinker share: the smallest failing input so far, and the groups in which
// changes to it are tried. Internal to the shrinker.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "properties/edits/body_text.h"

namespace connectorgroup {

using StillFails = std::function<bool(std::string_view)>;

class ShrinkSearch {
 public:
  // `still_fails` must outlive the search.
  ShrinkSearch(std::string_view input, const StillFails& still_fails, std::size_t calls_max)
      : text_(input), still_fails_(&still_fails), calls_max_(calls_max) {}

  // True: it still fails, and is text() now. Asks nobody where the candidate isn't simpler than
  // text() or was asked about before.
  bool attempt(std::string candidate);

  const std::string& text() const { return text_; }
  std::size_t calls() const { return calls_; }
  // Something was left untried for want of calls.
  bool budget_spent() const { return budget_spent_; }

 private:
  std::string text_;
  const StillFails* still_fails_;
  std::size_t calls_max_;
  std::size_t calls_ = 0;
  bool budget_spent_ = false;
  // Only those that may still be simpler than text_.
  std::unordered_set<std::string> asked_;
};

// The part of the input that a pass works on: all of it, or the content of a message. Offsets are
// those of the part.
class ShrinkRegion {
 public:
  // The whole input around a part with this text.
  using Embed = std::function<std::string(std::string_view part)>;

  explicit ShrinkRegion(ShrinkSearch& search)
      : search_(&search),
        text_(search.text()),
        embed_([](std::string_view part) { return std::string(part); }) {}
  ShrinkRegion(ShrinkSearch& search, std::string text, Embed embed)
      : search_(&search), text_(std::move(text)), embed_(std::move(embed)) {}

  const std::string& text() const { return text_; }
  bool budget_spent() const { return search_->budget_spent(); }

  // True: the input fails with this part, which is text() now.
  bool attempt(std::string candidate);
  bool attempt(const Splice& splice);

 private:
  ShrinkSearch* search_;
  std::string text_;
  Embed embed_;
};

// The text with changes that don't overlap, in the order of the text.
std::string with_splices(std::string_view text, std::span<const Splice> splices);

// Tries changes that don't overlap, in the order of the text: all at once, then by halves, down to
// each by itself. Goes from the last to the first, so that what stands before a change stays where
// it is. A few are tried one by one at once: halves cost more than they save there.
void try_splices(ShrinkRegion& region, std::span<const Splice> splices);

inline constexpr std::size_t kOneByOneMax = 8;

// How much simpler a byte could be: 0 for 'a', '0' and ' ', 1 for what can be printed, else 2.
unsigned complexity(char byte);

}  // namespace connectorgroup
