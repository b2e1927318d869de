// A person's implementation of implementation.h as a subject, in this process.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "model/contract.h"
#include "properties/subject.h"
#include "properties/subjects/own/implementation.h"
#include "properties/subjects/verb_subject.h"

namespace connectorgroup {

// Why the suite can't ask this implementation: it is null, of a version that isn't known here, or
// it lacks read_request. Nothing where it can.
std::optional<std::string> complaint_about(const connectorgroup_implementation* implementation);

// REQUIRES: no complaint. The implementation and the contract must outlive the subject. Verdicts
// and values that can't be any are SubjectFailures; what the implementation throws passes through.
std::unique_ptr<Subject> make_implementation_subject(
    std::string name, const Contract& contract,
    const connectorgroup_implementation& implementation);

// The call that an implementation is answering now, or null: for who tells of its crash.
const VerbCall* call_in_progress();

}  // namespace connectorgroup
