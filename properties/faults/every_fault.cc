#include "properties/faults/every_fault.h"

#include <algorithm>
#include <utility>

#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

bool is_one_of(std::span<const RuleRow> room, Rule rule) {
  return std::any_of(room.begin(), room.end(),
                     [rule](const RuleRow& row) { return row.rule == rule; });
}

std::string_view room_of(const RuleRow& rule) {
  if (is_one_of(body_rules(), rule.rule)) return "body";
  // Values of fields that framing has no use for, and what follows a message that is to be alone.
  const bool is_of_exchange = rule.id.starts_with("http.media-type") ||
                              rule.id.starts_with("http.retry-after") ||
                              rule.rule == Rule::http_message_trailing;
  return is_of_exchange || is_one_of(exchange_rules(), rule.rule) ? "exchange" : "http";
}

// By what stands before the dot of its id; what is of two rooms, by its witness.
std::string_view room_of(const PlantedFault& fault) {
  const std::string_view theme = fault.id.substr(0, fault.id.find('.'));
  if (theme == "exchange" || theme == "service") return theme;
  for (const std::string_view of_messages :
       {"start-line", "fields", "framing", "message-writing"}) {
    if (theme == of_messages) return "http";
  }
  const Verb verb = fault.witness().verb;
  return verb == Verb::read_message || verb == Verb::read_last_message ? "http" : "body";
}

}  // namespace

bool can_be_ignored(const RuleRow& rule) {
  return rule.demand == Demand::refuse || rule.demand == Demand::accept;
}

std::unique_ptr<Subject> Fault::make(const Contract& contract) const {
  return planted != nullptr ? planted->make(contract)
                            : make_faulty_model(contract, RuleSet(*ignored));
}

std::vector<Fault> every_fault() {
  std::vector<Fault> all;
  for (const RuleRow& rule : rules()) {
    if (can_be_ignored(rule)) all.push_back({rule.id, rule.rule, nullptr, room_of(rule)});
  }
  for (const PlantedFault& fault : planted_faults()) {
    all.push_back({fault.id, std::nullopt, &fault, room_of(fault)});
  }
  return all;
}

std::optional<Fault> find_fault(std::string_view id) {
  for (const Fault& fault : every_fault()) {
    if (fault.id == id) return fault;
  }
  return std::nullopt;
}

}  // namespace connectorgroup
