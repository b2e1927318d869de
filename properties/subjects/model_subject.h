// The subjects that come with the model: the model itself, and the reference reader with any rules
// ignored, which is a planted fault.
#pragma once

#include <memory>

#include "model/body/limits.h"
#include "model/body/reader.h"
#include "properties/subject.h"

namespace connectorgroup {

// How the model is given its texts.
enum class Placement {
  unpadded,  // copied by the reader
  padded,    // read in place
};

// The strict model: the fast reader and the writer. `contract` must outlive the subject.
std::unique_ptr<Subject> make_model_subject(const Contract& contract, const Limits& limits = {},
                                            Placement placement = Placement::unpadded,
                                            Expectations expectations = Expectations::on);

// The reference reader (writing is the model's) with `ignored` rules; with none, an oracle.
// Named "reference", or "fault:<rule>,<rule>".
std::unique_ptr<Subject> make_reference_subject(const Contract& contract,
                                                const RuleSet& ignored = {},
                                                const Limits& limits = {});

}  // namespace connectorgroup
