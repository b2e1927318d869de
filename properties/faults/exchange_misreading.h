// Readers of the create exchange that get its parts right, or nearly, and go wrong in how they put
// them together, for files of the catalogue.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/contract.h"
#include "model/exchange/create.h"
#include "model/rule.h"
#include "properties/conformance/question.h"
#include "properties/exchange_subject.h"
#include "properties/faults/wire_misreading.h"
#include "properties/subject.h"
#include "properties/subjects/deviating_subject.h"

namespace connectorgroup::faults {

// One way to go wrong; what is left out is as the model does it.
struct ExchangeMisreading {
  // Of messages that the model refuses: what they are taken for.
  std::string (*forgive)(std::string_view octets, const Contract& contract) = nullptr;
  // Of messages that it accepts: whether they are refused, with this rule.
  bool (*objects)(std::string_view octets) = nullptr;
  Rule rule = Rule::exchange_path;
  void (*change_request)(std::string_view octets, CreateRequest& request) = nullptr;
  void (*change_response)(std::string_view octets, CreateResponse& response) = nullptr;
};
Deviation misreading(const ExchangeMisreading& way);

// Of a fault that is a class of its own.
template <class Faulty>
Deviation reading_by() {
  Deviation deviation;
  deviation.exchange = [](const Contract& contract) { return std::make_shared<Faulty>(contract); };
  return deviation;
}

// --- Parts of a message.

// The octets with `change` made to the second word of the first line: a request's target, or a
// response's status.
using WordChange = std::function<std::string(std::string_view word)>;
std::string changed_target_or_status(std::string_view octets, const WordChange& change);

// The values of the fields of this name in the head, in their order.
std::vector<std::string> values_of(std::string_view octets, std::string_view name);
std::string first_value_of(std::string_view octets, std::string_view name);

// Whether `c` stands between quotes in the value of a field.
bool any_quoted_has(std::string_view value, char c);

// --- Witnesses.

inline constexpr std::string_view kBody = R"({"name":"a"})";
std::string request_of(std::string_view target, std::string_view authorization,
                       std::string_view type, std::string_view body = kBody);
Question asked(std::string octets);

// What the subject, or the model, makes of one whole exchange.
template <class Told>
ScriptAnswer told_by(Subject& subject, Told say) {
  ExchangeSubject model(subject.contract());
  ExchangeSubject* part = subject.exchange_part();
  return told(say(part != nullptr ? *part : model));
}

inline constexpr std::string_view kGroup =
    R"({"id":"1","name":"a","connectorGroupType":"applicationProxy","isDefault":false})";
// `fields`: lines with their line ends.
std::string response_of(std::string_view status, std::string_view fields, std::string_view body);

}  // namespace connectorgroup::faults
