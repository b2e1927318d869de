// The laws of the create exchange: what reading and writing whole messages owes to any octets. Each
// is a check of one sentence, which stands with it in the registry (exchange_laws()).
//
// The bytes of a law are the octets of a connection; they are tried as one create request and as
// one response to it. Laws of other rooms ask a Subject; these ask an ExchangeSubject, since so far
// nothing but the model reads exchanges. The functions that take one are for tests of the laws.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "properties/exchange_subject.h"
#include "properties/law.h"

namespace connectorgroup {

std::span<const Law> exchange_laws();

namespace laws {

// For what laws say: escaped, cut short where they are many, and in quotation marks.
std::string quoted_octets(std::string_view octets);

// --- Reading (exchange_laws.cc).
Broken exchange_agrees_with_oracle(std::string_view bytes, ExchangeSubject& subject);
Broken values_agree_with_oracle(std::string_view bytes, ExchangeSubject& subject);
Broken exchange_segmentation_changes_nothing(std::string_view bytes, ExchangeSubject& subject);
Broken an_exchange_verdict_stands(std::string_view bytes, ExchangeSubject& subject, Effort effort);
Broken exchange_respelling_changes_nothing(std::string_view bytes, ExchangeSubject& subject,
                                           Effort effort);
Broken one_exchange_fault_flips_the_verdict(std::string_view bytes, ExchangeSubject& subject,
                                            Effort effort);
Broken the_first_of_two_faults_is_named(std::string_view bytes, ExchangeSubject& subject,
                                        Effort effort);
Broken exchange_reading_ends(std::string_view bytes, ExchangeSubject& subject, Effort effort);

// --- What a reader has read before (exchange_memory_laws.cc).
Broken an_exchange_reader_remembers_nothing(std::string_view bytes, ExchangeSubject& subject);
Broken an_exchange_is_read_in_place(std::string_view bytes, ExchangeSubject& subject);

// --- Under limits (limit_laws.cc), and moved (moving_laws.cc).
Broken exchange_limits_only_refuse(std::string_view bytes, ExchangeSubject& subject, Effort effort);
Broken a_moved_exchange_reader_reads_on(std::string_view bytes, ExchangeSubject& subject);

// --- Writing (exchange_writing_laws.cc).
Broken written_exchange_is_read_back(std::string_view bytes, ExchangeSubject& subject);
Broken a_response_is_composed_as_it_is_written(std::string_view bytes, ExchangeSubject& subject);
Broken any_exchange_is_written_or_refused(std::string_view bytes, ExchangeSubject& subject);

}  // namespace laws
}  // namespace connectorgroup
