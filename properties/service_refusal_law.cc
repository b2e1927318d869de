// Requests that a service has a reason to refuse, of every kind that it has, among some that it has
// none to refuse; after each, the list of groups. What the bytes of the law decide is which.

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/exchange/service.h"
#include "properties/edits/random_source.h"
#include "properties/escaped.h"
#include "properties/plain_service.h"
#include "properties/service_laws.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

// The first of each list is what the service takes.
constexpr std::array kMethods{"GET"sv, "HEAD"sv,    "POST"sv,  "PATCH"sv, "DELETE"sv,
                              "PUT"sv, "OPTIONS"sv, "TRACE"sv, "FROB"sv};
constexpr std::array kVersions{"beta"sv, "v1.0"sv, "v9"sv};
// Behind the collection's path; # stands for the id of the first group.
constexpr std::array kTails{""sv,      "/#"sv,        "('#')"sv, "/#/"sv,     "/%61"sv,
                            "/"sv,     "('it''s')"sv, "('')"sv,  "('a'b')"sv, "('a'"sv,
                            "(abc)"sv, "(')"sv,       "(''')"sv, "s"sv,       "/#/members"sv};
constexpr std::array kQueries{""sv,
                              "?$top=1"sv,
                              "?$skip=1&$count=true"sv,
                              "?$count=false"sv,
                              "?$count=yes"sv,
                              "?$top=x"sv,
                              "?$top=1x"sv,
                              "?$skip="sv,
                              "?$skip=99999999999999999999"sv,
                              "?$top=1&%24top=2"sv,
                              "?$filter=a"sv,
                              "?$count"sv,
                              "?access_token=a"sv,
                              "?x=y&z"sv,
                              "?"sv};
constexpr std::array kAuthorizations{
    "Authorization: Bearer t\r\n"sv, ""sv, "Authorization: Bearer u\r\n"sv,
    "Authorization: Basic dQ==\r\n"sv, "Authorization: Bearer\r\n"sv};
constexpr std::array kTypes{
    "Content-Type: application/json\r\n"sv, ""sv, "Content-Type: text/json\r\n"sv,
    "Content-Type: application/json;charset=utf-16\r\n"sv, "Content-Type: application\r\n"sv};
constexpr std::array kCodings{""sv, "Content-Encoding: identity, \r\n"sv,
                              "Content-Encoding: identity\r\nContent-Encoding: gzip\r\n"sv};
constexpr std::array kConditions{""sv,
                                 "If-Match: \"1\"\r\n"sv,
                                 "If-Match: *\r\n"sv,
                                 "If-Match: W/\"1\", \"x\"\r\n"sv,
                                 "If-Match: \"x\",\t\"1\"\r\n"sv,
                                 "If-Match: 1\r\n"sv,
                                 "If-Match: \"1\r\n"sv,
                                 "If-Match: \"x\"\r\nIf-Match: \"1\"\r\n"sv,
                                 "If-None-Match: *\r\n"sv,
                                 "If-None-Match: W/\"1\"\r\n"sv,
                                 "If-None-Match: \"0\"\r\n"sv};
constexpr std::array kOthers{""sv,
                             "Connection: x , keep-alive\t\r\n"sv,
                             "Connection:  ,close , \r\n"sv,
                             "client-request-id: 8d3e\r\n"sv,
                             "client-request-id: two words\r\n"sv,
                             "client-request-id: 01234567890123456789012345678901234567890123456789"
                             "0123456789012345\r\n"sv,
                             "client-request-id: \xC3\xA9\r\n"sv};
constexpr std::array kBodies{R"({"name":"b"})"sv,
                             R"({"name":"c","isDefault":true})"sv,
                             R"({"connectorGroupType":"unknownFutureValue"})"sv,
                             R"({"connectorGroupType":"a"})"sv,
                             R"({"region":"unknownFutureValue"})"sv,
                             R"({"region":"eur"})"sv,
                             R"({"name":"a name that is longer than some service takes"})"sv,
                             "{}"sv,
                             ""sv,
                             R"({"name":)"sv};

// Mostly the first.
template <std::size_t Size>
std::string_view any_of(const std::array<std::string_view, Size>& choices, RandomSource& random) {
  return random.chance(3, 4) ? choices.front() : choices[random.below(Size)];
}

std::string framed(std::string_view body, RandomSource& random) {
  if (random.chance(1, 8)) return "\r\n";
  if (random.chance(1, 8)) {
    std::string chunked = "Transfer-Encoding: chunked\r\n\r\n";
    for (const char octet : body) chunked += "1\r\n" + std::string(1, octet) + "\r\n";
    // An extension that a limit on lines may not take.
    if (random.chance(1, 4)) chunked += "1;" + std::string(random.below(160), 'x') + "\r\n \r\n";
    return chunked + "0\r\n\r\n";
  }
  return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

std::string any_target(const Contract& contract, RandomSource& random) {
  std::string target = "/" + std::string(any_of(kVersions, random)) + std::string(contract.path);
  for (const char c : kTails[random.below(random.chance(1, 2) ? 2 : kTails.size())]) {
    target += c == '#' ? plain_id(1) : std::string(1, c);
  }
  return target + std::string(any_of(kQueries, random));
}

std::string any_request(const Contract& contract, RandomSource& random) {
  std::string octets(kMethods[random.below(kMethods.size())]);
  octets += " " + any_target(contract, random);
  const bool old = random.chance(1, 8);
  octets += old ? " HTTP/1.0\r\nConnection: keep-alive\r\n" : " HTTP/1.1\r\n";
  octets += "Host: h\r\n";
  octets += any_of(kAuthorizations, random);
  octets += any_of(kTypes, random);
  octets += any_of(kCodings, random);
  octets += kConditions[random.below(kConditions.size())];
  octets += any_of(kOthers, random);
  return octets + framed(kBodies[random.below(kBodies.size())], random);
}

std::string path_of(const Contract& contract) {
  return "/" + std::string(contract.version_segments.front()) + std::string(contract.path);
}

std::string list_request(const Contract& contract) {
  return "GET " + path_of(contract) + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n\r\n";
}

std::string create_request(const Contract& contract, std::string_view name) {
  const std::string body = "{\"name\":\"" + std::string(name) + "\"}";
  return "POST " + path_of(contract) +
         " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\nContent-Type: application/json\r\n"
         "Content-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

// Whether the answer says that something was written; nothing where it may have been.
std::optional<bool> has_written(const Answered& exchange) {
  const int status = exchange.response.status;
  const std::string method = exchange.request ? exchange.request->method : "";
  if (status >= 300 || method == "GET" || method == "HEAD") return false;
  if (method == "PATCH") return std::nullopt;
  return true;
}

std::string quoted(std::string_view bytes) { return "\"" + escaped(bytes, 600) + "\""; }

}  // namespace

ServiceOptions any_service_options(const Contract& contract, RandomSource& random) {
  ServiceOptions options;
  options.contract = &contract;
  const std::span<const int> statuses = contract.success_statuses;
  if (random.chance(1, 2)) options.create_status = statuses[random.below(statuses.size())];
  if (random.chance(1, 2)) options.root = random.chance(1, 2) ? "" : "http://h";
  if (random.chance(1, 2)) options.tokens = {"s", "t"};
  if (random.chance(1, 4)) options.limits.bytes_max = 40;
  options.match_required = random.chance(1, 4);
  return options;
}

HttpLimits any_connection_limits(RandomSource& random) {
  HttpLimits limits;
  if (random.chance(1, 4)) limits.line_max = 100 + random.below(60);
  if (random.chance(1, 4)) limits.fields_max = 4 + random.below(5);
  if (random.chance(1, 4)) limits.field_section_max = 100 + random.below(200);
  if (random.chance(1, 4)) limits.content_max = 20 + random.below(20);
  return limits;
}

Broken laws::a_refusal_changes_nothing(std::string_view bytes, ServiceSubject& subject,
                                       Effort effort) {
  const Contract& contract = subject.contract();
  RandomSource random(hash_of(bytes));
  const std::size_t count = effort == Effort::thorough ? 24 : 4;
  std::string octets = create_request(contract, "a") + list_request(contract);
  for (std::size_t i = 0; i < count; ++i) {
    octets += any_request(contract, random) + list_request(contract);
  }
  const Dialogue dialogue = read_dialogue(octets, subject.answers(octets), subject.limits());
  if (dialogue.broken) return dialogue.broken;
  const std::vector<Answered>& exchanges = dialogue.exchanges;
  for (std::size_t i = 0; i < exchanges.size(); ++i) {
    Broken broken = judge_form(exchanges[i], contract);
    // Every other one lists; what stands between two lists is what the second is about.
    if (!broken && i >= 2 && i % 2 == 0 && i + 1 < exchanges.size()) {
      const bool same = exchanges[i - 1].response.content == exchanges[i + 1].response.content;
      const std::optional<bool> written = has_written(exchanges[i]);
      if (written && *written == same) broken = same ? "nothing was written" : "it was written";
    }
    if (!broken) continue;
    return *broken + "; " + quoted(exchanges[i].request_octets) + " was answered by " +
           quoted(exchanges[i].response_octets);
  }
  return std::nullopt;
}

}  // namespace connectorgroup
