// Texts that must be refused, for the price of a refusal.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bench/documents.h"
#include "model/rule.h"

namespace connectorgroup::bench {

// A text, the rule that it breaks, and the accepted text that it was made of, which differs in that
// feature alone: it is the measure of what the refusal may cost, so it is nearly as long.
struct RefusedText {
  std::string name;  // the second and third part of a row's name: "page-form/trailing-comma"
  Rule rule;
  std::size_t objects;  // of the twin
  bool is_collection;
  Text text;
  Text twin;
};

// Faults of an object of ordinary size, at various places of it; at the end of a long name, behind
// all of its bytes; and at the end of a collection, behind all but one of its objects.
std::vector<RefusedText> refused_texts(const Documents& documents);

}  // namespace connectorgroup::bench
