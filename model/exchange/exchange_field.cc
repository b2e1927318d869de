#include "model/exchange/exchange_field.h"

#include <string_view>

#include "model/assertion.h"

namespace connectorgroup {
namespace {

struct NamedField {
  std::string_view name;
  ExchangeField field;
};
constexpr std::array<NamedField, 8> kNamedFields{{
    {"Allow", ExchangeField::allow},
    {"Authorization", ExchangeField::authorization},
    {"Content-Encoding", ExchangeField::content_encoding},
    {"Content-Type", ExchangeField::content_type},
    {"Host", ExchangeField::host},
    {"Location", ExchangeField::location},
    {"Retry-After", ExchangeField::retry_after},
    {"WWW-Authenticate", ExchangeField::www_authenticate},
}};

}  // namespace

ExchangeFieldOf::ExchangeFieldOf() {
  for (const NamedField& named : kNamedFields) {
    const http::KnownField* const known = http::find_known_field(named.name);
    CONNECTORGROUP_ASSERT(known != nullptr);
    fields_[http::place_of(known)] = named.field;
  }
}

}  // namespace connectorgroup
