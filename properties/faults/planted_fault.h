// Planted faults: implementations that are right but for one mistake which somebody has made, or
// could make. They show what the suite finds, and that it finds it: each is a subject like any
// other, so nothing of a fault is in the model.
//
// Two kinds: for every rule that a reader can ignore, the model that ignores it
// (make_faulty_model() in subjects/whole_subject.h); and the catalogue here, of mistakes that are
// more than a rule left out.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "model/contract.h"
#include "properties/conformance/question.h"
#include "properties/subject.h"
#include "properties/subjects/deviating_subject.h"

namespace connectorgroup {

struct PlantedFault {
  std::string_view id;    // "strings.overlong-accepted"; append-only, and never a rule's
  std::string_view what;  // one sentence: "Takes C0 80 for U+0000."
  // What is broken: ids of rules, separated by blanks; where no rule is, since no single answer is
  // wrong, ids of laws.
  std::string_view breaks;
  // Asks what it answers otherwise than the model does, under `contract`, by a subject that was
  // asked nothing before but `before`.
  Question (*witness)();
  // A new one each time: deviations keep state.
  Deviation (*deviation)();
  const Contract& (*contract)() = graph_2017;  // of the witness
  // What leaves something behind that the witness shows; null where that takes nothing.
  Question (*before)() = nullptr;

  // The subject, named "fault:<id>". `contract` must outlive it.
  std::unique_ptr<Subject> make(const Contract& contract) const;
};

// The catalogue, a file after the other.
std::span<const PlantedFault> planted_faults();

// The fault of this id, or null.
const PlantedFault* find_planted_fault(std::string_view id);

// The files of the catalogue.
std::span<const PlantedFault> structure_faults();   // white space, punctuation, what a text is
std::span<const PlantedFault> string_faults();      // escapes, UTF-8, surrogates
std::span<const PlantedFault> number_faults();      // numbers and literals
std::span<const PlantedFault> member_faults();      // names, presence, types, enums
std::span<const PlantedFault> annotation_faults();  // OData control information, collections
std::span<const PlantedFault> error_faults();       // the error object
std::span<const PlantedFault> diagnosis_faults();   // which rule, which byte, how much work
std::span<const PlantedFault> writing_faults();     // bodies that are written
std::span<const PlantedFault> canonical_form_faults();
std::span<const PlantedFault> start_line_faults();
std::span<const PlantedFault> field_faults();
std::span<const PlantedFault> framing_field_faults();  // Content-Length, Transfer-Encoding
std::span<const PlantedFault> framing_chunk_faults();  // chunks and trailers
std::span<const PlantedFault> framing_end_faults();    // other ends, and pieces that octets come in
std::span<const PlantedFault> message_writing_faults();
// The create exchange.
std::span<const PlantedFault> exchange_target_faults();
std::span<const PlantedFault> exchange_request_faults();   // credentials, media types, the body
std::span<const PlantedFault> exchange_response_faults();  // statuses, challenges, Location
std::span<const PlantedFault> exchange_value_faults();     // what is read of one, and written
std::span<const PlantedFault> exchange_reason_faults();    // what is said of one, or of a part
// What a service keeps from request to request.
std::span<const PlantedFault> service_create_faults();  // ids, and what is stored
std::span<const PlantedFault> service_read_faults();    // lists and groups
std::span<const PlantedFault> service_change_faults();  // updates, deletes, connections

}  // namespace connectorgroup
