// The frozen sets of cases that runs are scored by. A case that was added later is run and told of,
// but counts only from the next revision on; so that a subject which conformed yesterday does
// today.
//
// A revision is a file of the corpus, revisions/2026-1.txt: the ids of its cases, one on a line, in
// their order, of all contracts. It is never changed once it is there.
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace connectorgroup {

// The names of the corpus's revisions, oldest first.
std::vector<std::string> revisions(const std::filesystem::path& corpus);

struct Revision {
  std::string name;
  std::set<std::string, std::less<>> ids;
};

// The revision of this name, or why there is none.
std::variant<Revision, std::string> load_revision(const std::filesystem::path& corpus,
                                                  const std::string& name);

}  // namespace connectorgroup
