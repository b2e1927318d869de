#include "properties/faults/planted_fault.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace connectorgroup {
namespace {

constexpr std::array kFiles{structure_faults,
                            string_faults,
                            number_faults,
                            member_faults,
                            annotation_faults,
                            error_faults,
                            diagnosis_faults,
                            writing_faults,
                            canonical_form_faults,
                            start_line_faults,
                            field_faults,
                            framing_field_faults,
                            framing_chunk_faults,
                            framing_end_faults,
                            message_writing_faults,
                            exchange_target_faults,
                            exchange_request_faults,
                            exchange_response_faults,
                            exchange_value_faults,
                            exchange_reason_faults,
                            service_create_faults,
                            service_read_faults,
                            service_change_faults};

}  // namespace

std::unique_ptr<Subject> PlantedFault::make(const Contract& subject_contract) const {
  return make_deviating_subject("fault:" + std::string(id), subject_contract, deviation());
}

std::span<const PlantedFault> planted_faults() {
  static const std::vector<PlantedFault> catalogue = [] {
    std::vector<PlantedFault> all;
    for (const auto faults_of_file : kFiles) {
      const std::span<const PlantedFault> file = faults_of_file();
      all.insert(all.end(), file.begin(), file.end());
    }
    return all;
  }();
  return catalogue;
}

const PlantedFault* find_planted_fault(std::string_view id) {
  const std::span<const PlantedFault> all = planted_faults();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [id](const PlantedFault& fault) { return fault.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace connectorgroup
