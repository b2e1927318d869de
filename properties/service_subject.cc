#include "properties/service_subject.h"

#include <array>

#include "model/exchange/connection.h"

namespace connectorgroup {

std::string ServiceSubject::answers(std::span<const std::string_view> segments,
                                    Identifiers& identifiers) {
  Service service(options_);
  ServiceState state;
  Connection connection(service, state, identifiers, limits_);
  std::string out;
  for (const std::string_view segment : segments) {
    // What comes now would be dropped.
    if (connection.is_closed()) break;
    connection.receive(segment, out);
  }
  connection.end(out);
  return out;
}

std::string ServiceSubject::answers(std::span<const std::string_view> segments) {
  CountedIdentifiers identifiers;
  return answers(segments, identifiers);
}

std::string ServiceSubject::answers(std::string_view octets, Identifiers& identifiers) {
  const std::array<std::string_view, 1> segments{octets};
  return answers(segments, identifiers);
}

std::string ServiceSubject::answers(std::string_view octets) {
  CountedIdentifiers identifiers;
  return answers(octets, identifiers);
}

}  // namespace connectorgroup
