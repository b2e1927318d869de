// The fields that mean something to the create exchange. Private to the model.
#pragma once

#include <array>
#include <cstdint>

#include "model/http/known_fields.h"

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

// By where a field stands among those that are known to the reader of messages, which has looked
// its name up already.
class ExchangeFieldOf {
 public:
  ExchangeFieldOf();

  ExchangeField operator[](http::FieldPlace place) const { return fields_[place]; }

 private:
  std::array<ExchangeField, http::kFieldPlaces> fields_{};  // `other`, unless it is set
};

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
