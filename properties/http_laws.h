// The laws of messages. Each is a check of one sentence, which stands with it in the registry
// (http_laws()); the functions are declared here for tests of the laws themselves.
//
// The bytes of a law are the octets of a connection. They are tried as requests, as responses, and
// as responses to HEAD.
#pragma once

#include <span>
#include <string_view>

#include "properties/law.h"

namespace connectorgroup {

std::span<const Law> http_laws();

namespace laws {

// --- Reading (http_laws.cc).
Broken message_agrees_with_oracle(std::string_view bytes, Subject& subject, Effort effort);
Broken segmentation_changes_nothing(std::string_view bytes, Subject& subject, Effort effort);
Broken message_reads_only_its_input(std::string_view bytes, Subject& subject, Effort effort);
Broken prefixes_are_incomplete(std::string_view bytes, Subject& subject, Effort effort);
Broken a_message_verdict_stands(std::string_view bytes, Subject& subject, Effort effort);
Broken pipelined_equals_alone(std::string_view bytes, Subject& subject, Effort effort);
Broken message_work_is_linear(std::string_view bytes, Subject& subject, Effort effort);
Broken message_reading_ends(std::string_view bytes, Subject& subject, Effort effort);

// --- Reading edited messages (http_edit_laws.cc).
Broken a_message_offset_is_viable(std::string_view bytes, Subject& subject, Effort effort);
Broken message_respelling_changes_nothing(std::string_view bytes, Subject& subject, Effort effort);
Broken one_message_fault_flips_the_verdict(std::string_view bytes, Subject& subject, Effort effort);

// --- By a reader that has read others (reader_path_laws.cc).
Broken messages_before_change_nothing(std::string_view bytes, Subject& subject, Effort effort);

// --- Under limits (limit_laws.cc), and moved (moving_laws.cc).
Broken message_limits_only_refuse(std::string_view bytes, Subject& subject, Effort effort);
Broken a_moved_message_reader_reads_on(std::string_view bytes, Subject& subject, Effort effort);

// --- Writing (http_writing_laws.cc).
Broken written_message_is_read_back(std::string_view bytes, Subject& subject, Effort effort);
Broken rewriting_a_message_is_a_fixpoint(std::string_view bytes, Subject& subject, Effort effort);
Broken written_length_is_true(std::string_view bytes, Subject& subject, Effort effort);
Broken any_part_is_written_or_refused(std::string_view bytes, Subject& subject, Effort effort);
Broken fields_cannot_be_injected(std::string_view bytes, Subject& subject, Effort effort);

// --- Writing any messages (http_value_law.cc).
Broken any_message_is_written_or_refused(std::string_view bytes, Subject& subject, Effort effort);

}  // namespace laws
}  // namespace connectorgroup
