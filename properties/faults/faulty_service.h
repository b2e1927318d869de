// Services that answer most requests right, one by one, and go wrong in what they keep from one to
// the next, or in what only a few requests ask for, for files of the catalogue.
//
// Each is the model's service with groups of its own, so that a fault can put them back, forget
// them or change them as no request can.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "model/contract.h"
#include "model/exchange/service.h"
#include "model/exchange/service_state.h"
#include "model/http/message.h"
#include "properties/conformance/question.h"
#include "properties/faults/wire_misreading.h"
#include "properties/subject.h"
#include "properties/subjects/deviating_subject.h"

namespace connectorgroup::faults {

// Ids that may be set back.
class Numbers : public Identifiers {
 public:
  explicit Numbers(std::uint64_t given = 0) : given_(given) {}
  std::string next() override;

 private:
  std::uint64_t given_;
};

// The model's service, from one reset to the next.
class Served {
 public:
  explicit Served(const Contract& contract);

  // As the model answers.
  std::string answer(std::string_view request);

  ServiceState groups;
  Numbers numbers;
  std::map<std::string, std::string, std::less<>> kept;  // for a fault's own use

 private:
  Service service_;
};

// Answers each request by `serve`.
using Serve = std::string (*)(Served& served, std::string_view octets);
Deviation serving(Serve serve);

// --- Requests and responses, taken apart and put together.

// The request that the octets are; an empty one where they are none.
Request request_of(std::string_view octets);
std::string written(const Request& request);

bool has_method(std::string_view octets, std::string_view method);
int status_of(std::string_view response);
// What stands behind the last slash of the path: the id, where a target has one.
std::string last_segment(std::string_view target);

// The response with `change` made to it; as it is where it isn't one.
std::string changed_response(const std::string& octets,
                             const std::function<void(Response&)>& change);
void set_field(Response& response, std::string_view name, const std::string& value);

// What the same request is answered at another target.
std::string answered_at(Served& served, std::string_view octets, std::string target);

// --- Witnesses.

// Puts one request after the other, and tells all answers.
class Asking {
 public:
  explicit Asking(Subject& subject);

  Asking& create(const std::string& name);
  // `tail` goes behind the path; # stands for the id of the first group.
  Asking& send(const std::string& method, const std::string& tail, const std::string& body = "",
               const std::string& fields = "");
  Asking& send_to(const std::string& method, const std::string& target, const std::string& body,
                  const std::string& fields);
  Asking& send_octets(const std::string& octets);
  ScriptAnswer told() const { return faults::told(answers_); }

 private:
  Subject& subject_;
  std::string path_;
  std::string answers_;
};

template <ScriptAnswer (*kRun)(Asking& service)>
Question asks() {
  static constexpr ServiceScript kScript = asking([](Subject& subject) {
    Asking service(subject);
    return kRun(service);
  });
  return script(kScript);
}

// As many groups, and the list of them.
template <int kCount>
ScriptAnswer create_many(Asking& service) {
  for (int i = 0; i < kCount; ++i) service.create("a");
  return service.send("GET", "").told();
}

}  // namespace connectorgroup::faults
