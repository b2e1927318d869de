#include "properties/conformance/linked_subject.h"

#include <array>
#include <string_view>

#include "properties/subjects/own/implementation_subject.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kContract = CONNECTORGROUP_OWN_CONTRACT;
constexpr std::string_view kLevel = CONNECTORGROUP_OWN_LEVEL;

std::optional<Level> level() {
  for (const Level each : {Level::required, Level::recommended, Level::choice}) {
    if (name(each) == kLevel) return each;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> LinkedSubject::complaint() {
  if (find_contract(kContract) == nullptr) {
    return "there is no contract \"" + std::string(kContract) + "\"";
  }
  if (!level()) return "there is no level \"" + std::string(kLevel) + "\"";
  const auto complaint = complaint_about(connectorgroup_get_implementation());
  if (complaint) return "the implementation: " + *complaint;
  return std::nullopt;
}

Standard LinkedSubject::standard() { return {find_contract(kContract), *level(), {}}; }

std::unique_ptr<Subject> LinkedSubject::make() {
  const connectorgroup_implementation& own = *connectorgroup_get_implementation();
  return make_implementation_subject(own.name == nullptr ? "own" : own.name,
                                     *find_contract(kContract), own);
}

bool LinkedSubject::offers(Verb verb) {
  const connectorgroup_implementation& own = *connectorgroup_get_implementation();
  switch (verb) {
    case Verb::read_request:
      return own.read_request != nullptr;
    case Verb::read_response:
      return own.read_response != nullptr;
    case Verb::read_collection:
      return own.read_collection != nullptr;
    case Verb::read_error:
      return own.read_error != nullptr;
    case Verb::write_request:
      return own.write_request != nullptr;
    case Verb::write_response:
      return own.write_response != nullptr;
    case Verb::read_message:
      return own.read_message != nullptr;
    case Verb::read_last_message:
      return own.read_last_message != nullptr;
    case Verb::read_create_response:
      return own.read_create_response != nullptr;
    case Verb::exchange:
    case Verb::script:
      return own.exchange != nullptr;
    case Verb::write_collection:
    case Verb::write_error:
    case Verb::write_message:
      break;
  }
  return false;
}

}  // namespace connectorgroup
