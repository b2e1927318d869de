#include "properties/conformance/shrink.h"

#include "properties/conformance/shrink_passes.h"
#include "properties/conformance/shrink_search.h"

namespace connectorgroup {
namespace {

void pass(ShrinkSearch& search, Shape shape) {
  if (shape == Shape::message) return shrink_message(search);
  ShrinkRegion whole(search);
  if (shape == Shape::body) return shrink_body(whole);
  shrink_bytes(whole);
}

}  // namespace

ShrinkResult shrink(std::string_view input, Shape shape,
                    const std::function<bool(std::string_view)>& still_fails,
                    std::size_t calls_max) {
  ShrinkSearch search(input, still_fails, calls_max);
  std::string before;
  do {
    before = search.text();
    if (!before.empty()) pass(search, shape);
  } while (search.text() != before && !search.budget_spent());
  return {search.text(), search.calls(), search.budget_spent()};
}

}  // namespace connectorgroup
