// The texts that someone's own reader is timed on, beside the model's.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "bench/documents.h"
#include "properties/conformance/judge.h"
#include "properties/conformance/question.h"

namespace connectorgroup::bench {

struct OwnTexts {
  Verb verb;
  std::string group;  // what a row's name begins with: "read-request/corpus"
  std::vector<Text> texts;
  std::size_t objects;  // in all of them
};

// The page's example (`<verb>/page`), and all texts of the corpus that are due to be accepted
// (`<verb>/corpus`). Nothing where there are none, which is told on standard error.
std::optional<std::vector<OwnTexts>> texts_of_corpus(Verb verb, Judge& judge);

// Those of body_bench, which are of the page's contract. Of responses and collections they are the
// same bytes, in rows of the same names (`read/one/compact`); of requests, what asks for the same
// objects (`read-request/one/compact`). Nothing where the page's example can't be read, which is
// told on standard error. REQUIRES: `verb` is read_request, read_response or read_collection.
std::optional<std::vector<OwnTexts>> texts_of_body_bench(Verb verb);

}  // namespace connectorgroup::bench
