#include "model/exchange/route.h"

#include "model/exchange/target.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kKeyOpen = "('";
constexpr std::string_view kKeyClose = "')";

// The id in ('id'), or nothing where a quote in it isn't doubled.
std::optional<std::string> id_in_parentheses(std::string_view key) {
  if (key.size() < kKeyOpen.size() + kKeyClose.size()) return std::nullopt;
  if (!key.starts_with(kKeyOpen) || !key.ends_with(kKeyClose)) return std::nullopt;
  key.remove_prefix(kKeyOpen.size());
  key.remove_suffix(kKeyClose.size());
  std::string id;
  for (std::size_t at = 0; at < key.size(); ++at) {
    if (key[at] == '\'') {
      ++at;
      if (at == key.size() || key[at] != '\'') return std::nullopt;
    }
    id += key[at];
  }
  return id;
}

// The id in what follows the collection's path.
std::optional<std::string> id_of(std::string_view tail) {
  const bool segment = tail.starts_with('/');
  if (segment) tail.remove_prefix(1);
  if (tail.empty() || tail.find('/') != std::string_view::npos) return std::nullopt;
  std::string decoded = percent_decoded(tail);
  if (segment) return decoded;
  return id_in_parentheses(decoded);
}

}  // namespace

Route find_route(std::string_view target, const Contract& contract) {
  const TargetParts parts = split_target(target);
  Route route;
  route.query = parts.query;
  const Result<std::string_view> collection = read_create_path(target, contract);
  if (collection.accepted()) {
    route.kind = Route::Kind::collection;
    route.version = collection.value();
    return route;
  }
  route.fault = collection.violation();
  if (route.fault->rule != Rule::exchange_path) return route;
  // The version segment is right; what follows it may be an item's path.
  const std::string rest = with_unreserved_decoded(target.substr(
      route.fault->offset, static_cast<std::size_t>(parts.path.data() - target.data()) +
                               parts.path.size() - route.fault->offset));
  if (!rest.starts_with(contract.path)) return route;
  std::optional<std::string> id = id_of(std::string_view(rest).substr(contract.path.size()));
  if (!id) return route;
  route.kind = Route::Kind::item;
  route.version = read_create_path(target, contract, RuleSet(Rule::exchange_path)).value();
  route.id = std::move(*id);
  route.fault.reset();
  return route;
}

}  // namespace connectorgroup
