// Subjects that answer everything: bodies, messages, whole exchanges, and as a service. Built into
// the suite, they show what a conforming subject says, and what each fault looks like from outside.
#pragma once

#include <memory>

#include "model/contract.h"
#include "model/rule.h"
#include "properties/subject.h"

namespace connectorgroup {

// The strict model, named "model". `contract` must outlive it.
std::unique_ptr<Subject> make_whole_model(const Contract& contract);

// A model whose readers ignore these rules of demand `refuse` or `accept`, named "fault:<rule>".
// Its service creates what its reader of requests accepts, and refuses what that refuses.
std::unique_ptr<Subject> make_faulty_model(const Contract& contract, const RuleSet& ignored);

}  // namespace connectorgroup
