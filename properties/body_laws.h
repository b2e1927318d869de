// The laws of bodies. Each is a check of one sentence, which stands with it in the registry
// (body_laws() in law.h); the functions are declared here for tests of the laws themselves.
#pragma once

#include <string_view>

#include "properties/law.h"

namespace connectorgroup::laws {

// --- Reading (body_laws.cc).
Broken agrees_with_reference(std::string_view bytes, Subject& subject, Effort effort);
Broken reads_only_its_input(std::string_view bytes, Subject& subject, Effort effort);
Broken prefixes_are_rejected_at_their_end(std::string_view bytes, Subject& subject, Effort effort);
Broken a_verdict_stands(std::string_view bytes, Subject& subject, Effort effort);
Broken an_offset_is_viable(std::string_view bytes, Subject& subject, Effort effort);
Broken respelling_changes_nothing(std::string_view bytes, Subject& subject, Effort effort);
Broken one_fault_flips_the_verdict(std::string_view bytes, Subject& subject, Effort effort);
Broken work_is_linear(std::string_view bytes, Subject& subject, Effort effort);
Broken reading_ends_whatever_is_ignored(std::string_view bytes, Subject& subject, Effort effort);
Broken third_opinion_agrees(std::string_view bytes, Subject& subject, Effort effort);

// --- Under limits (limit_laws.cc), moved, and what is said of a violation (moving_laws.cc).
Broken limits_only_refuse(std::string_view bytes, Subject& subject, Effort effort);
Broken a_moved_reader_reads_on(std::string_view bytes, Subject& subject, Effort effort);
Broken a_violation_is_named(std::string_view bytes, Subject& subject, Effort effort);

// --- Ways of reading (reader_path_laws.cc).
Broken expectations_change_nothing(std::string_view bytes, Subject& subject, Effort effort);
Broken blocks_agree_byte_by_byte(std::string_view bytes, Subject& subject, Effort effort);

// --- Writing (body_writing_laws.cc).
Broken written_is_read_back(std::string_view bytes, Subject& subject, Effort effort);
Broken rewriting_is_a_fixpoint(std::string_view bytes, Subject& subject, Effort effort);
Broken canonical_form_is_rfc_8785(std::string_view bytes, Subject& subject, Effort effort);
Broken any_name_is_written_or_refused(std::string_view bytes, Subject& subject, Effort effort);

// --- Writing any values (body_value_law.cc).
Broken any_value_is_written_or_refused(std::string_view bytes, Subject& subject, Effort effort);

}  // namespace connectorgroup::laws
