// Readers of the responses to a create that go wrong about statuses, challenges or Location.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/faults/exchange_misreading.h"
#include "properties/faults/planted_fault.h"

namespace connectorgroup {
namespace {

using namespace faults;

constexpr std::string_view kError = R"({"error":{"code":"a","message":"b"}})";

Question answered(std::string octets) { return {Verb::read_create_response, std::move(octets)}; }

// --- Statuses.

std::string any_success(std::string_view octets, const Contract& contract) {
  return changed_target_or_status(octets, [&contract](std::string_view status) {
    const bool success = status.size() == 3 && status.front() == '2';
    return success ? std::to_string(contract.success_statuses.front()) : std::string(status);
  });
}

bool has_unlisted_status(std::string_view octets) {
  constexpr std::array<std::string_view, 16> kListed{"200", "201", "400", "401", "403", "404",
                                                     "405", "406", "409", "412", "415", "429",
                                                     "500", "501", "503", "504"};
  if (!octets.starts_with("HTTP/")) return false;
  const std::string_view status = octets.substr(octets.find(' ') + 1, 3);
  return std::find(kListed.begin(), kListed.end(), status) == kListed.end();
}

// --- Fields.

bool challenges_have_comma_in_quotes(std::string_view octets) {
  return any_quoted_has(first_value_of(octets, "WWW-Authenticate"), ',');
}
bool names_bearer(std::string_view value) {
  const auto is_small = [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); };
  std::string small(value);
  std::transform(small.begin(), small.end(), small.begin(), is_small);
  return small.find("bearer") != std::string::npos;
}
bool first_challenge_is_another(std::string_view octets) {
  const std::string value = first_value_of(octets, "WWW-Authenticate");
  return !value.empty() && !names_bearer(value.substr(0, value.find(' ')));
}
// Fields in a map: of several lines the last one stays.
bool last_challenge_line_is_another(std::string_view octets) {
  const std::vector<std::string> values = values_of(octets, "WWW-Authenticate");
  return values.size() > 1 && !names_bearer(values.back());
}

bool has_relative_location(std::string_view octets) {
  const std::string value = first_value_of(octets, "Location");
  return !value.empty() && value.find("://") == std::string::npos;
}

// As names in the DNS have it; a URI's host may be any name.
bool has_long_label(std::string_view uri) {
  constexpr std::size_t kLabelMost = 63;
  const std::size_t slashes = uri.find("://");
  if (slashes == std::string_view::npos) return false;
  const std::string_view rest = uri.substr(slashes + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  std::size_t size = 0;
  return std::any_of(authority.begin(), authority.end(), [&size](char octet) {
    size = octet == '.' || octet == ':' || octet == '@' ? 0 : size + 1;
    return size > kLabelMost;
  });
}

class RefusesLongLabels : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateResponse> read_response(std::span<const std::string_view> segments) override {
    const Result<CreateResponse> right = ExchangeSubject::read_response(segments);
    if (!right.accepted()) return right;
    const bool is_long = has_long_label(first_value_of(joined(segments), "Location"));
    if (is_long) return Violation{Rule::exchange_location_syntax, 0, "Location"};
    return right;
  }
  std::optional<std::size_t> uri_fault(std::string_view value) override {
    const std::optional<std::size_t> fault = ExchangeSubject::uri_fault(value);
    return !fault && has_long_label(value) ? std::optional<std::size_t>(0) : fault;
  }
};

constexpr std::array kFaults{
    PlantedFault{"exchange.any-success", "Takes any status of 2xx for success.", "exchange.status",
                 [] { return answered(response_of("202", "", kGroup)); },
                 [] { return misreading({.forgive = any_success}); }},
    PlantedFault{
        "exchange.unlisted-status", "Refuses an error of a status that it has no name for.",
        "exchange.error.any-code", [] { return answered(response_of("418", "", kError)); },
        [] { return misreading({.objects = has_unlisted_status, .rule = Rule::exchange_status}); }},
    PlantedFault{
        "exchange.first-challenge", "Looks at the first challenge alone.",
        "bearer.challenge.several",
        [] {
          return answered(response_of(
              "401", "WWW-Authenticate: Basic realm=\"a\", Bearer realm=\"b\"\r\n", kError));
        },
        [] {
          return misreading(
              {.objects = first_challenge_is_another, .rule = Rule::bearer_challenge_scheme});
        }},
    PlantedFault{"exchange.last-challenge-line", "Keeps the last of several lines of a field.",
                 "bearer.challenge.several",
                 [] {
                   return answered(response_of("401",
                                               "WWW-Authenticate: Bearer realm=\"b\"\r\n"
                                               "WWW-Authenticate: Basic realm=\"a\"\r\n",
                                               kError));
                 },
                 [] {
                   return misreading({.objects = last_challenge_line_is_another,
                                      .rule = Rule::bearer_challenge_scheme});
                 }},
    PlantedFault{"exchange.comma-in-quotes",
                 "Splits challenges at each comma, those in quotes too.",
                 "bearer.challenge.several",
                 [] {
                   return answered(
                       response_of("401", "WWW-Authenticate: Bearer realm=\"a, b\"\r\n", kError));
                 },
                 [] {
                   return misreading({.objects = challenges_have_comma_in_quotes,
                                      .rule = Rule::bearer_challenge_syntax});
                 }},
    PlantedFault{"exchange.relative-location", "Refuses a Location that isn't a whole URI.",
                 "exchange.agrees-with-oracle",
                 [] { return answered(response_of("201", "Location: /a\r\n", kGroup)); },
                 [] {
                   return misreading(
                       {.objects = has_relative_location, .rule = Rule::exchange_location_syntax});
                 }},
    PlantedFault{
        "exchange.long-label", "Refuses a Location whose host has a label of more than 63 octets.",
        "exchange.values-agree-with-oracle",
        [] {
          const std::string host(64, 'a');
          return answered(response_of("201", "Location: https://" + host + "/b\r\n", kGroup));
        },
        reading_by<RefusesLongLabels>},
};

}  // namespace

std::span<const PlantedFault> exchange_response_faults() { return kFaults; }

}  // namespace connectorgroup
