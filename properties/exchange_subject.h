// What the laws of the exchange ask, and the words for what is answered. Laws of other rooms ask a
// Subject; these ask an ExchangeSubject, since so far nothing but the model reads exchanges.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "model/contract.h"
#include "model/exchange/create.h"
#include "model/rule.h"

namespace connectorgroup {

// The model, unless a function is overridden.
class ExchangeSubject {
 public:
  explicit ExchangeSubject(const Contract& contract, const RuleSet& ignored = {})
      : contract_(&contract), ignored_(ignored) {}
  virtual ~ExchangeSubject() = default;

  const Contract& contract() const { return *contract_; }
  const RuleSet& ignored() const { return ignored_; }
  // The same subject, told to ignore these rules.
  virtual std::unique_ptr<ExchangeSubject> ignoring(const RuleSet& rules) const;

  // One whole message. `segments`: how its octets come.
  virtual Result<CreateRequest> read_request(std::span<const std::string_view> segments);
  virtual Result<CreateResponse> read_response(std::span<const std::string_view> segments);
  // The octets that are written, or why none are.
  virtual Result<std::string> write_request(const CreateRequest& request, Form form);
  virtual Result<std::string> write_response(const CreateResponse& response, Form form);
  // The functions on single values: nothing where the value is right.
  virtual std::optional<Violation> token_fault(std::string_view value);
  virtual std::optional<Violation> challenge_fault(std::string_view value, int status);
  virtual std::optional<std::size_t> uri_fault(std::string_view value);
  virtual std::optional<Violation> type_fault(std::string_view value);

 private:
  const Contract* contract_;
  RuleSet ignored_;
};

// What was read of either kind of message.
using Exchange = std::variant<CreateRequest, CreateResponse>;

Result<Exchange> read_exchange(ExchangeSubject& subject, MessageKind kind,
                               std::span<const std::string_view> segments);
Result<Exchange> read_exchange(ExchangeSubject& subject, MessageKind kind, std::string_view octets);
Result<std::string> write_exchange(ExchangeSubject& subject, const Exchange& exchange, Form form);

std::optional<Violation> violation_of(const Result<Exchange>& answer);

// For messages to people.
std::string shown(const std::optional<Violation>& violation);
std::string as(MessageKind kind, const ExchangeSubject& subject);

}  // namespace connectorgroup
