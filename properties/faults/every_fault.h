// Both kinds of planted faults in one list: a rule that is ignored, and the catalogue.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"
#include "model/rule.h"
#include "properties/faults/planted_fault.h"
#include "properties/subject.h"

namespace connectorgroup {

struct Fault {
  std::string_view id;                    // of the rule, or of the planted fault
  std::optional<Rule> ignored;            // one of the two
  const PlantedFault* planted = nullptr;  // is there
  std::string_view room;                  // whose laws are about it: "body"

  // A new subject, named "fault:<id>". `contract` must outlive it.
  std::unique_ptr<Subject> make(const Contract& contract) const;
};

// A reader can leave out what the rule refuses, or what it grants.
bool can_be_ignored(const RuleRow& rule);

// One for each such rule, in the order of the table; then the catalogue.
std::vector<Fault> every_fault();

std::optional<Fault> find_fault(std::string_view id);

}  // namespace connectorgroup
