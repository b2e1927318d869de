// What a subject is held to: a contract, a level, and the choices that it declares.
//
// A text is due to be accepted, due to be refused, or free: one that breaks nothing but rules which
// the subject isn't held to may get either answer.
#pragma once

#include <map>
#include <string>

#include "model/contract.h"
#include "model/rule.h"

namespace connectorgroup {

// What a subject does about a rule of level recommended or choice.
enum class Choice : std::uint8_t {
  strict,  // as the strict model: refuses what a rule of demand `refuse` is about, accepts what one
           // of demand `accept` grants
  lenient,  // the other of both
};

struct Standard {
  const Contract* contract = &graph_2017();
  Level level = Level::required;        // rules of higher levels leave the answer free
  std::map<Rule, Choice> choices = {};  // but for these

  // The rules that a reader ignores which accepts all that is due to be accepted, and no more.
  RuleSet ignored_by_strictest() const;
  // The rules that a reader ignores which refuses all that is due to be refused, and no more.
  RuleSet ignored_by_most_lenient() const;
};

}  // namespace connectorgroup
