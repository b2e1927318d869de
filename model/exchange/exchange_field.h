// The fields that mean something to the create exchange, told apart by their names' sizes. Private
// to the model.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/http/message.h"

namespace connectorgroup {

enum class ExchangeField : std::uint8_t {
  other,
  allow,
  authorization,
  content_encoding,
  content_type,
  host,
  location,
  retry_after,
  www_authenticate,
};

// The field of this name, in any case. Of two that are as long, the first letters differ.
inline ExchangeField exchange_field(std::string_view name) {
  // Nearly always it is spelled so, which is compared without a call.
  const auto if_named = [name](std::string_view known, ExchangeField field) {
    return name == known || equal_ignoring_case(name, known) ? field : ExchangeField::other;
  };
  switch (name.size()) {
    case 4:
      return if_named("Host", ExchangeField::host);
    case 5:
      return if_named("Allow", ExchangeField::allow);
    case 8:
      return if_named("Location", ExchangeField::location);
    case 11:
      return if_named("Retry-After", ExchangeField::retry_after);
    case 12:
      return if_named("Content-Type", ExchangeField::content_type);
    case 13:
      return if_named("Authorization", ExchangeField::authorization);
    case 16:
      return name.front() == 'W' || name.front() == 'w'
                 ? if_named("WWW-Authenticate", ExchangeField::www_authenticate)
                 : if_named("Content-Encoding", ExchangeField::content_encoding);
    default:
      return ExchangeField::other;
  }
}

// Which of them a message has.
class ExchangeFields {
 public:
  void add(ExchangeField field) { bits_ |= bit(field); }
  bool has(ExchangeField field) const { return (bits_ & bit(field)) != 0; }

 private:
  static unsigned bit(ExchangeField field) { return 1U << static_cast<unsigned>(field); }

  unsigned bits_ = 0;
};

}  // namespace connectorgroup
