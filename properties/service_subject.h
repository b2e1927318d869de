// What the laws of the service ask.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "model/contract.h"
#include "model/exchange/service.h"
#include "model/http/limits.h"

namespace connectorgroup {

// A service that has no groups yet, behind one connection. The model, unless overridden.
class ServiceSubject {
 public:
  explicit ServiceSubject(const Contract& contract) { options_.contract = &contract; }
  explicit ServiceSubject(ServiceOptions options, const HttpLimits& limits = {})
      : options_(std::move(options)), limits_(limits) {}
  virtual ~ServiceSubject() = default;

  const Contract& contract() const { return *options_.contract; }
  const HttpLimits& limits() const { return limits_; }

  // All octets that come back when these come, and then the connection's end. New groups have the
  // ids that they are given, or else counted ones.
  virtual std::string answers(std::span<const std::string_view> segments, Identifiers& identifiers);
  std::string answers(std::span<const std::string_view> segments);
  std::string answers(std::string_view octets, Identifiers& identifiers);
  std::string answers(std::string_view octets);

 private:
  ServiceOptions options_;
  HttpLimits limits_;
};

}  // namespace connectorgroup
