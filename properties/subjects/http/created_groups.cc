#include "properties/subjects/http/created_groups.h"

#include <simdjson.h>

#include <utility>

#include "model/exchange/route.h"
#include "model/exchange/target.h"

namespace connectorgroup {

std::string id_in(std::string_view body) {
  simdjson::dom::parser parser;
  simdjson::dom::element document;
  std::string_view id;
  if (parser.parse(body.data(), body.size()).get(document) != simdjson::SUCCESS) return {};
  if (document["id"].get(id) != simdjson::SUCCESS) return {};
  return std::string(id);
}

void CreatedGroups::record(std::string_view method, const ResponseView& answer) {
  const bool created = answer.status == 201;
  if (!created && !(method == "POST" && answer.status / 100 == 2)) return;
  const FieldView* location = find_field(answer.fields, "Location");
  std::string id = location == nullptr ? std::string() : id_at(location->value);
  if (id.empty()) id = id_in(answer.content);
  if (!id.empty() && known_.insert(id).second) ids_.push_back(id);
  // Another 2xx without an id may be anything, such as a page of a server that is no service.
  if (id.empty() && created) has_nameless_ = true;
}

std::string CreatedGroups::id_at(std::string_view location) const {
  const std::string from = server_.base_path + collection_path(*contract_);
  const std::optional<std::string> path = path_on(server_, from, std::string(location));
  if (!path || !path->starts_with(server_.base_path + "/")) return {};
  const Route route = find_route(path->substr(server_.base_path.size()), *contract_);
  return route.kind == Route::Kind::item ? route.id : std::string();
}

std::vector<std::string> CreatedGroups::take_ids() {
  known_.clear();
  return std::exchange(ids_, {});
}

std::string collection_path(const Contract& contract) {
  return std::string("/").append(contract.version_segments.front()).append(contract.path);
}

std::string group_path(const Contract& contract, std::string_view id) {
  if (id.empty() || id == "." || id == "..") return {};
  return collection_path(contract).append("/").append(percent_encoded(id));
}

}  // namespace connectorgroup
