#include "properties/generators/exchanges.h"

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "model/contract.h"
#include "properties/edits/respell.h"

namespace connectorgroup::generators {
namespace {

using namespace std::string_view_literals;

// The first of each list is what is sent most.
template <std::size_t Size>
std::string mostly(const std::array<std::string_view, Size>& choices, RandomSource& random) {
  return std::string(random.chance(1, 2) ? choices.front() : choices[random.below(Size)]);
}

constexpr std::array kAuthorities{"http://h"sv, "https://graph.microsoft.com"sv,
                                  "HTTP://[::1]:8080"sv};
constexpr std::array kQueries{""sv, "?"sv, "?source=cli"sv, "?a=/b?c"sv, "?%61ccess=token&t"sv};
constexpr std::array kTokens{"mF_9.B5f-4.1JqM"sv, "t"sv, "a+b/c=="sv, "ey.ey.~"sv};
// A parameter's value may be a quoted string, in which a semicolon separates nothing.
constexpr std::array kTypes{"application/json"sv,
                            "application/json; charset=utf-8"sv,
                            "application/json;odata.metadata=minimal"sv,
                            "application/json;IEEE754Compatible=true;charset=UTF-8"sv,
                            "application/json; charset=\"utf\\-8\""sv,
                            "application/json;profile=\"a;b, \\\"c\\\"\""sv};
constexpr std::array kNames{"name-value"sv, "n"sv,
                            // A cut of the octets falls into a character more often than not.
                            "\xE6\x9D\xB1\xE4\xBA\xAC\xE6\x94\xAF\xE7\xA4\xBE"sv,
                            "\xF0\x9F\x98\x80\xF0\x9F\x98\x81"sv, "\xC3\xA9\xC3\xA8"sv};
constexpr std::array kLocations{"/beta/connectorGroups/id-value"sv,
                                "https://graph.microsoft.com/v1.0/connectorGroups('id-value')"sv,
                                "https://[::1]:8080/connectorGroups?id=1&x=/a?b"sv,
                                "id-value?api-version=1#fragment"sv, "/a%20b"sv};
constexpr std::array kChallenges{
    "Bearer realm=\"r\""sv, "Bearer realm=\"a, b\""sv,
    "Basic realm=\"x, Bearer\", Bearer realm=r"sv,
    "Negotiate, bearer authorization_uri=\"https://h/common/oauth2/authorize?a=b,c\""sv,
    "Bearer realm=\"a\\\"b\", scope=\"x y\", Digest qop=\"auth,auth-int\""sv};
constexpr std::array kKnownErrors{"400 Bad Request"sv,
                                  "401 Unauthorized"sv,
                                  "403 Forbidden"sv,
                                  "405 Method Not Allowed"sv,
                                  "429 "sv,
                                  "503 "sv};

const Contract& mostly_of_the_page(RandomSource& random) {
  return random.chance(3, 4) ? graph_2017() : graph_beta();
}

std::string any_target(const Contract& contract, RandomSource& random) {
  const auto& versions = contract.version_segments;
  std::string target;
  if (random.chance(1, 6)) target = kAuthorities[random.below(kAuthorities.size())];
  target.append("/").append(versions[random.below(versions.size())]).append(contract.path);
  return target + mostly(kQueries, random);
}

std::string request_body(const Contract& contract, RandomSource& random) {
  // Without a name it isn't one.
  if (random.chance(1, 8)) return R"({"isDefault":true})";
  std::string body = "{\"name\":\"" + mostly(kNames, random) + "\"";
  if (&contract == &graph_beta()) {
    if (random.chance(1, 2)) body += ",\"region\":\"eur\"";
  } else if (random.chance(1, 2)) {
    body += R"(,"connectorGroupType":"connectorGroupType-value","isDefault":false)";
  }
  return body + "}";
}

std::string group_body(RandomSource& random) {
  const std::string name = mostly(kNames, random);
  if (random.chance(1, 3)) {
    return R"({"@odata.context":"c","id":"i","name":")" + name +
           R"(","connectorGroupType":"applicationProxy","isDefault":true,"region":"nam"})";
  }
  return R"({"id":"id-value","name":")" + name +
         R"(","connectorGroupType":"connectorGroupType-value","isDefault":false})";
}

// Of any code: a status that nobody has named is an error as well.
std::string any_error_status(RandomSource& random) {
  if (random.chance(1, 4)) return std::to_string(400 + random.below(200)) + " ";
  return std::string(kKnownErrors[random.below(kKnownErrors.size())]);
}

std::string error_head(RandomSource& random) {
  const std::string status = any_error_status(random);
  std::string head = "HTTP/1.1 " + status + "\r\n";
  if (status.starts_with("401") || random.chance(1, 2)) {
    head += "WWW-Authenticate: " + mostly(kChallenges, random) + "\r\n";
  }
  if (status.starts_with("405")) head += "Allow: GET, POST\r\n";
  if (random.chance(1, 4)) head += "Retry-After: 120\r\n";
  return head;
}

std::string with_body(std::string head, std::string_view body, RandomSource& random) {
  const std::string content = respell(body, random).value_or(std::string(body));
  head += "Content-type: " + mostly(kTypes, random) + "\r\n";
  return head + "Content-length: " + std::to_string(content.size()) + "\r\n\r\n" + content;
}

}  // namespace

std::string any_create_request(RandomSource& random) {
  const Contract& contract = mostly_of_the_page(random);
  std::string head = "POST " + any_target(contract, random) + " HTTP/1.1\r\n";
  head += "Host: graph.microsoft.com\r\nAuthorization: Bearer " + mostly(kTokens, random) + "\r\n";
  return with_body(std::move(head), request_body(contract, random), random);
}

std::string any_create_response(RandomSource& random) {
  const bool created = random.chance(1, 2);
  std::string head = created ? "HTTP/1.1 201 Created\r\n" : error_head(random);
  if (random.chance(1, 2)) head += "Location: " + mostly(kLocations, random) + "\r\n";
  // Now and then nothing, or the body of the other kind.
  if (random.chance(1, 8)) return with_body(std::move(head), "", random);
  const bool is_group = created != random.chance(1, 8);
  const std::string body =
      is_group ? group_body(random) : std::string(R"({"error":{"code":"c","message":"m"}})");
  return with_body(std::move(head), body, random);
}

}  // namespace connectorgroup::generators
