// What a record of trials can't say by itself: which laws and cases there are to find something,
// and why some of them don't.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace connectorgroup {

using Reasons = std::map<std::string, std::string>;

struct Background {
  std::vector<std::string> laws;    // that faults are held to, in the order of the registry
  std::vector<std::string> groups;  // of the cases under any contract, in the order of their names
  // Of faults: why the searches don't find them with every seed.
  Reasons unfound;
  // Of laws and groups: why they stay though they find nothing that no other finds.
  Reasons not_alone;
};

// With the reasons of properties/faults/unfound.tsv and not-alone.tsv, beside the corpus; or what
// is wrong with one of them. A file that isn't there has no reasons.
std::variant<Background, std::string> load_background(const std::filesystem::path& corpus);

}  // namespace connectorgroup
