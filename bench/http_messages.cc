#include "bench/http_messages.h"

#include <cstdint>
#include <utility>

#include "bench/drawn_message.h"
#include "properties/edits/random_source.h"

namespace connectorgroup::bench {
namespace {

constexpr std::uint64_t kSeed = 20170807;  // the date of the page
constexpr std::size_t kRotationSize = 64;

constexpr std::string_view kHexDigits = "0123456789abcdef";

template <class Message>
OnTheWire<Message> spelled(Message message) {
  std::string octets = spelled_head(message) + message.content;
  return {std::move(octets), std::move(message)};
}

Request request_of_today(RandomSource& random) {
  const std::string name = draw_letters(random, 4 + random.below(40));
  return client_request(random,
                        "/beta/onPremisesPublishingProfiles/applicationProxy/connectorGroups",
                        "{\"name\":\"" + name + "\",\"region\":\"eur\"}");
}

std::string chunk(std::string_view octets) {
  std::string size;
  for (std::size_t left = octets.size(); size.empty() || left > 0; left /= 16) {
    size.insert(size.begin(), kHexDigits[left % 16]);
  }
  return size + "\r\n" + std::string(octets) + "\r\n";
}

OnTheWire<Response> chunked(Response response) {
  for (Field& field : response.fields) {
    if (field.name == "Content-Length") field = {"Transfer-Encoding", "chunked"};
  }
  const std::string_view content = response.content;
  const std::size_t half = content.size() / 2;
  std::string octets = spelled_head(response) + chunk(content.substr(0, half)) +
                       chunk(content.substr(half)) + chunk({});
  return {std::move(octets), std::move(response)};
}

}  // namespace

HttpMessages::HttpMessages(std::string_view request_body, std::string_view response_body) {
  RandomSource random(kSeed);
  MessageGroup<Request> requests{"one-of-64", {}};
  MessageGroup<Response> responses{"one-of-64", {}};
  for (std::size_t i = 0; i < kRotationSize; ++i) {
    requests.messages.push_back(spelled(request_of_today(random)));
    responses.messages.push_back(spelled(graph_response(random, response_body)));
  }
  requests_ = {{"short-token", {spelled(page_request(random, 64, request_body))}},
               {"long-token", {spelled(page_request(random, 1024, request_body))}},
               std::move(requests)};
  responses_ = {{"page", {spelled(page_response(response_body))}},
                {"graph", {spelled(graph_response(random, response_body))}},
                {"chunked", {chunked(graph_response(random, response_body))}},
                std::move(responses)};
}

}  // namespace connectorgroup::bench
