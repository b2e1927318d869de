// What each reader says about one text, for tests that hold them to the same verdict.
#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/limits.h"
#include "model/body/reader.h"
#include "model/body/reference_reader.h"
#include "model/contract.h"
#include "model/exchange/error.h"
#include "model/rule.h"
#include "model/violation.h"
#include "properties/guarded_text.h"
#include "properties/subject.h"

namespace connectorgroup {

// Nothing: accepted.
using Refusal = std::optional<Violation>;

template <class Value>
Refusal refusal_in(const Result<Value>& result) {
  if (result.accepted()) return std::nullopt;
  return result.violation();
}

// The groups of a collection, in their order.
class KeepingVisitor final : public ConnectorGroupVisitor {
 public:
  void visit(const ConnectorGroupView& group) override { groups.push_back(own(group)); }
  std::vector<ConnectorGroup> groups;
};

struct ReadAs {
  BodyKind kind = BodyKind::create_request;
  const Contract* contract = &graph_2017();
  Limits limits = {};
};

inline Refusal reference_refusal(std::string_view text, const ReadAs& as,
                                 const RuleSet& ignored = {}) {
  ReferenceReader reader(*as.contract, as.limits, ignored);
  switch (as.kind) {
    case BodyKind::create_request:
      return refusal_in(reader.read_create_request(text));
    case BodyKind::response:
      return refusal_in(reader.read_response(text));
    case BodyKind::collection:
      return refusal_in(reader.read_collection(text));
    case BodyKind::error:
      return refusal_in(ReferenceErrorReader(as.limits, ignored).read(text));
  }
  return std::nullopt;
}

// `Text` is std::string_view or PaddedText. Errors are read by a reader of their own, with the
// limits of this one.
template <class Text>
Refusal fast_refusal(BodyReader& reader, Text text, BodyKind kind) {
  class Nobody final : public ConnectorGroupVisitor {
    void visit(const ConnectorGroupView&) override {}
  };
  switch (kind) {
    case BodyKind::create_request:
      return refusal_in(reader.read_create_request(text));
    case BodyKind::response:
      return refusal_in(reader.read_response(text));
    case BodyKind::collection: {
      Nobody nobody;
      return refusal_in(reader.read_collection(text, nobody));
    }
    case BodyKind::error:
      return refusal_in(ErrorReader(reader.limits()).read(text));
  }
  return std::nullopt;
}

struct NamedRefusal {
  std::string_view reader;
  Refusal refusal;
};

// What both readers say, the fast one about the text as it is and about padded ones: behind each,
// nothing more can be read. The padding holds what could pass for more of the text.
inline std::vector<NamedRefusal> all_refusals(std::string_view text, const ReadAs& as) {
  GuardedText guarded;
  BodyReader fast(*as.contract, as.limits);
  std::vector<NamedRefusal> all{{"reference", reference_refusal(guarded.place(text), as)},
                                {"fast", fast_refusal(fast, guarded.place(text), as.kind)}};
  for (const std::string_view padding : {"\x80", " ", ",", "]", "}", "]}", ":", "0", "\""}) {
    const PaddedText padded{guarded.place(text, kPadding, padding), text.size() + kPadding};
    all.push_back({"fast, padded", fast_refusal(fast, padded, as.kind)});
  }
  return all;
}

inline std::string describe(const Refusal& refusal) {
  return refusal ? describe(*refusal) : "accepted";
}

}  // namespace connectorgroup
