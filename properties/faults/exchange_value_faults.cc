// Readers of the create exchange that take a right message for another value, and writers that
// leave out a part of one, or miscount it.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "properties/exchange_subject.h"
#include "properties/faults/exchange_misreading.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/wire_misreading.h"

namespace connectorgroup {
namespace {

using namespace faults;

// --- What is read.

void take_authority_of_host(std::string_view octets, CreateRequest& request) {
  const std::string host = first_value_of(octets, "Host");
  if (!host.empty()) request.authority = host;
}

void cut_location_at_query(std::string_view, CreateResponse& response) {
  auto* created = std::get_if<Created>(&response);
  if (created == nullptr || !created->location) return;
  created->location->resize(std::min(created->location->find('?'), created->location->size()));
}

// An object that is used again: what the request leaves out stays as it was.
class ReusedGroup : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    Result<CreateRequest> answer = ExchangeSubject::read_request(segments);
    if (!answer.accepted()) return answer;
    CreateRequest request = answer.value();
    if (request.group.is_default.is_absent()) request.group.is_default = before_.is_default;
    if (request.group.region.is_absent()) request.group.region = before_.region;
    before_ = request.group;
    return request;
  }

 private:
  NewConnectorGroup before_;
};

// --- What is written.

class WriterWithoutQuery : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<std::string> write_request(const CreateRequest& request, Form form) override {
    CreateRequest plain = request;
    plain.query.reset();
    return ExchangeSubject::write_request(plain, form);
  }
};

// The padding of Base64 is left out, as that of Base64url is by custom.
class WriterWithoutPadding : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<std::string> write_request(const CreateRequest& request, Form form) override {
    CreateRequest plain = request;
    plain.token.erase(plain.token.find_last_not_of('=') + 1);
    return ExchangeSubject::write_request(plain, form);
  }
};

void forget_second_challenge(std::string_view, CreateResponse& response) {
  auto* refused = std::get_if<Refused>(&response);
  if (refused != nullptr && refused->challenges.size() > 1) refused->challenges.resize(1);
}

class WriterOfOneChallenge : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<std::string> write_response(const CreateResponse& response, Form form) override {
    CreateResponse plain = response;
    forget_second_challenge({}, plain);
    return ExchangeSubject::write_response(plain, form);
  }
};

// Counted where the body is made, before it is laid out.
class LengthOfCompactForm : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<std::string> write_request(const CreateRequest& request, Form form) override {
    const Result<std::string> written = ExchangeSubject::write_request(request, form);
    const Result<std::string> compact = ExchangeSubject::write_request(request, Form::compact);
    if (!written.accepted() || !compact.accepted()) return written;
    const std::size_t size = compact.value().size() - head_of(compact.value()).size();
    return changed_values(written.value(), "Content-Length",
                          [size](std::string_view) { return std::to_string(size); });
  }
};

// The field belongs to no value that is written, so nobody misses it who reads the values back.
class WriterWithoutODataVersion : public ExchangeSubject {
 public:
  using ExchangeSubject::ExchangeSubject;
  Result<std::string> write_response(const CreateResponse& response, Form form) override {
    const Result<std::string> written = ExchangeSubject::write_response(response, form);
    if (!written.accepted()) return written;
    return changed_fields(written.value(), [](std::string_view line) {
      const bool is_version = line.starts_with("OData-Version:");
      return is_version ? std::nullopt : std::optional(std::string(line));
    });
  }
};

// --- Witnesses.

constexpr ServiceScript kLocation = asking([](Subject& subject) {
  return told_by(subject, [](ExchangeSubject& part) {
    const std::string octets = response_of("201", "Location: /a?b=c\r\n", kGroup);
    const std::string_view all = octets;
    const Result<CreateResponse> read = part.read_response({&all, 1});
    return read.accepted() ? std::get<Created>(read.value()).location.value_or("") : "refused";
  });
});
constexpr ServiceScript kAuthority = asking([](Subject& subject) {
  return told_by(subject, [](ExchangeSubject& part) {
    const std::string octets =
        request_of("http://g/beta/connectorGroups", "Bearer t", "application/json");
    const std::string_view all = octets;
    const Result<CreateRequest> read = part.read_request({&all, 1});
    return read.accepted() ? read.value().authority : "refused";
  });
});
constexpr ServiceScript kTwoRequests = asking([](Subject& subject) {
  constexpr std::string_view kFull = R"({"name":"a","isDefault":true})";
  const auto ask_with = [&subject](std::string_view body) {
    return subject
        .exchange(request_of("/beta/connectorGroups", "Bearer t", "application/json", body))
        .response;
  };
  const std::string first = ask_with(kFull);
  return told(first + ask_with(kBody));
});
constexpr ServiceScript kWrittenRequest = asking([](Subject& subject) {
  return told_by(subject, [](ExchangeSubject& part) {
    const CreateRequest request{"beta", "h", "a=b", "t==", {"a", {}, {}, {}}};
    const Result<std::string> written = part.write_request(request, Form::compact);
    return written.accepted() ? written.value() : "refused";
  });
});
constexpr ServiceScript kWrittenPageForm = asking([](Subject& subject) {
  return told_by(subject, [](ExchangeSubject& part) {
    const CreateRequest request{"beta", "h", {}, "t", {"a", {}, {}, {}}};
    const Result<std::string> written = part.write_request(request, Form::page);
    return written.accepted() ? written.value() : "refused";
  });
});
constexpr ServiceScript kWrittenChallenges = asking([](Subject& subject) {
  return told_by(subject, [](ExchangeSubject& part) {
    Refused refused;
    refused.status = 401;
    refused.error.code = "a";
    refused.error.message = "b";
    refused.challenges = {"Bearer realm=\"a\"", "Basic realm=\"b\""};
    const Result<std::string> written = part.write_response(refused, Form::compact);
    return written.accepted() ? written.value() : "refused";
  });
});

constexpr std::array kFaults{
    PlantedFault{"exchange.location-without-query", "Keeps a Location up to its query.",
                 "exchange.agrees-with-oracle", [] { return script(kLocation); },
                 [] { return misreading({.change_response = cut_location_at_query}); }},
    PlantedFault{"exchange.authority-of-host", "Goes by Host where the target is a whole URI.",
                 "http.host.of-absolute-form", [] { return script(kAuthority); },
                 [] { return misreading({.change_request = take_authority_of_host}); }},
    PlantedFault{"exchange.group-used-again",
                 "Keeps of the group before what a request leaves out.", "exchange.write.status",
                 [] { return script(kTwoRequests); }, reading_by<ReusedGroup>},
    PlantedFault{"exchange.query-not-written", "Writes a request without its query.",
                 "exchange.written-is-read-back", [] { return script(kWrittenRequest); },
                 reading_by<WriterWithoutQuery>},
    PlantedFault{"exchange.padding-not-written",
                 "Writes a token without the equals signs at its end.",
                 "exchange.written-is-read-back", [] { return script(kWrittenRequest); },
                 reading_by<WriterWithoutPadding>},
    PlantedFault{"exchange.one-challenge-written", "Writes the first of several challenges alone.",
                 "exchange.written-is-read-back", [] { return script(kWrittenChallenges); },
                 reading_by<WriterOfOneChallenge>},
    PlantedFault{"exchange.length-of-compact-form",
                 "States the length of the compact form, whichever is written.",
                 "exchange.written-is-read-back", [] { return script(kWrittenPageForm); },
                 reading_by<LengthOfCompactForm>},
    PlantedFault{"exchange.odata-version-not-written", "Writes a response without OData-Version.",
                 "exchange.composed", [] { return script(kWrittenChallenges); },
                 reading_by<WriterWithoutODataVersion>},
};

}  // namespace

std::span<const PlantedFault> exchange_value_faults() { return kFaults; }

}  // namespace connectorgroup
