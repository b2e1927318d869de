#include "model/exchange/service_state.h"

#include <utility>

#include "model/assertion.h"

namespace connectorgroup {

const ServiceState::Stored* ServiceState::find(std::string_view id) const {
  const auto found = creation_of_.find(id);
  return found == creation_of_.end() ? nullptr : &by_creation_.at(found->second);
}

bool ServiceState::add(ConnectorGroup group) {
  const auto [place, added] = creation_of_.emplace(group.id, created_count_);
  if (!added) return false;
  by_creation_.emplace_hint(by_creation_.end(), created_count_, Stored{std::move(group)});
  ++created_count_;
  return true;
}

void ServiceState::update(const ConnectorGroup& group) {
  const auto found = creation_of_.find(group.id);
  CONNECTORGROUP_ASSERT(found != creation_of_.end());
  Stored& stored = by_creation_.at(found->second);
  if (stored.group == group) return;
  stored.group = group;
  ++stored.version;
}

bool ServiceState::remove(std::string_view id) {
  const auto found = creation_of_.find(id);
  if (found == creation_of_.end()) return false;
  by_creation_.erase(found->second);
  creation_of_.erase(found);
  return true;
}

}  // namespace connectorgroup
