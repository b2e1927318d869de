// The cases of a run: the corpus, values to write, and scripts for services, each as a question
// with a stable id.
//
//   - a corpus file, its path: body/reject/graph-2017/create-request/json/number/leading-zero/zero
//   - the value of an accepted file: write/graph-2017/create-request/service/minimal
//   - a value that no JSON says: write/unwritable/graph-2017/surrogate
//   - a text made by program: limit/bytes/beyond, long/number-across-blocks
//   - a script: service/create-then-get
//
// Ids are append-only: a case may be added, or moved to another level, never renamed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/contract.h"
#include "model/rule.h"
#include "properties/conformance/question.h"

namespace connectorgroup {

struct ConformanceCase {
  std::string id;
  // Cases that stand together in reports: the room, and the first two parts of the rule's id.
  std::string group;
  Question question;
  // The lowest level at which an answer is due.
  Level level = Level::required;
  std::optional<Rule> rule;  // that a right answer keeps, or that grants what is accepted
  // Of what must be refused: the accepted case that differs in the tested feature alone.
  std::string twin;
  bool must_reject = false;
};

using CasesAnswer = std::variant<std::vector<ConformanceCase>, std::string>;

// The cases for a contract from this corpus folder, in the order of their ids; or what is wrong
// with the corpus.
CasesAnswer load_cases(const std::filesystem::path& corpus, const Contract& contract);

// The cases that a server can be asked, which answers whole requests: exchanges and scripts as they
// are, and bodies of create requests inside a request that is right otherwise. Ids and levels stay.
std::vector<ConformanceCase> cases_for_server(std::vector<ConformanceCase> cases,
                                              const Contract& contract);
// The question of such a body.
Question in_request(const Question& body, const Contract& contract);

// Whether a pattern names the id: `*` stands for any octets but '/', `**` for any. An id names
// itself and all below it: "body/reject" names all of them.
bool names(std::string_view pattern, std::string_view id);

// The ids most like a name that there is none of, best first, at most three.
std::vector<std::string> nearest(std::string_view name, const std::vector<std::string>& ids);

}  // namespace connectorgroup
