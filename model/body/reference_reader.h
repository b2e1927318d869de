// The same language as reader.h, slowly and with reasons: names the first violated rule and its
// byte, builds owned values, and can be told to ignore any set of rules. It explains the fast
// reader's refusals, judges it as an independent oracle, and with one rule ignored is a faulty
// implementation on demand. It shares no parsing code with the fast reader and doesn't know
// simdjson.
//
// "First" is in the order of the text: the rule that makes the earliest byte impossible. A text
// whose bytes are all possible but which stops early breaks json.text.incomplete at its end.
//
// Ignoring a rule of demand `refuse` accepts what the rule refuses; ignoring one of demand `accept`
// refuses, with that rule, what it grants. Any set may be ignored: reading still ends.
//
// Time O(n log n) in the text's size, heap O(n); nesting is kept on the heap, so no text can
// overflow the stack.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/body/limits.h"
#include "model/connector_group.h"
#include "model/contract.h"
#include "model/rule.h"
#include "model/violation.h"

namespace connectorgroup {

class ReferenceReader {
 public:
  explicit ReferenceReader(const Contract& contract = graph_2017(), const Limits& limits = {},
                           const RuleSet& ignored = {})
      : contract_(&contract), limits_(limits), ignored_(ignored) {}

  Result<NewConnectorGroup> read_create_request(std::string_view text);
  Result<ConnectorGroup> read_response(std::string_view text);
  Result<ConnectorGroupCollection> read_collection(std::string_view text);

  // Bytes looked at by the last read, counted each time; linear in the text. For tests.
  std::uint64_t steps() const { return steps_; }

 private:
  const Contract* contract_;
  Limits limits_;
  RuleSet ignored_;
  std::uint64_t steps_ = 0;
};

}  // namespace connectorgroup
