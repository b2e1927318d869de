#include "bench/http_messages.h"

#include <cstdint>
#include <utility>

#include "properties/edits/random_source.h"

namespace connectorgroup::bench {
namespace {

constexpr std::uint64_t kSeed = 20170807;  // the date of the page
constexpr std::size_t kRotationSize = 64;

constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kHexDigits = "0123456789abcdef";

std::string drawn(RandomSource& random, std::string_view alphabet, std::size_t size) {
  std::string text;
  while (text.size() < size) text += alphabet[random.below(alphabet.size())];
  return text;
}

// Header, payload and signature, as Entra ID's tokens are divided.
std::string bearer(RandomSource& random, std::size_t size) {
  const std::size_t signature = size / 4;
  const std::size_t header = size / 8;
  return "Bearer " + drawn(random, kBase64Url, header) + "." +
         drawn(random, kBase64Url, size - header - signature - 2) + "." +
         drawn(random, kBase64Url, signature);
}

std::string guid(RandomSource& random) {
  std::string text = drawn(random, kHexDigits, 36);
  for (const std::size_t at : {8u, 13u, 18u, 23u}) text[at] = '-';
  return text;
}

std::string spell(const std::vector<Field>& fields) {
  std::string text;
  for (const Field& field : fields) text += field.name + ": " + field.value + "\r\n";
  return text + "\r\n";
}

std::string start_line(const Request& request) {
  return request.method + " " + request.target + " HTTP/1.1\r\n";
}

std::string start_line(const Response& response) {
  return "HTTP/1.1 " + std::to_string(response.status) + " " + response.reason + "\r\n";
}

template <class Message>
OnTheWire<Message> spelled(Message message) {
  std::string octets = start_line(message) + spell(message.fields) + message.content;
  return {std::move(octets), std::move(message)};
}

Request page_request(RandomSource& random, std::size_t token_size, std::string_view body) {
  Request request;
  request.method = "POST";
  request.target = "/beta/connectorGroups";
  request.fields = {{"Host", "graph.microsoft.com"},
                    {"Authorization", bearer(random, token_size)},
                    {"Content-type", "application/json"},
                    {"Content-length", std::to_string(body.size())}};
  request.content = body;
  return request;
}

Request client_request(RandomSource& random) {
  Request request;
  request.method = "POST";
  request.target = "/beta/onPremisesPublishingProfiles/applicationProxy/connectorGroups";
  request.content =
      "{\"name\":\"" + drawn(random, kBase64Url, 4 + random.below(40)) + "\",\"region\":\"eur\"}";
  request.fields = {{"Host", "graph.microsoft.com"},
                    {"Authorization", bearer(random, 900 + random.below(1101))},
                    {"User-Agent", "graph-dotnet-sdk/5.36.0"},
                    {"Accept", "application/json"},
                    {"Accept-Encoding", "gzip, deflate"},
                    {"client-request-id", guid(random)},
                    {"Content-Type", "application/json; charset=utf-8"},
                    {"Content-Length", std::to_string(request.content.size())}};
  for (std::size_t left = request.fields.size(); left > 1; --left) {
    std::swap(request.fields[left - 1], request.fields[random.below(left)]);
  }
  return request;
}

Response page_response(std::string_view body) {
  Response response;
  response.status = 201;
  response.reason = "Created";
  response.fields = {{"Content-type", "application/json"},
                     {"Content-length", std::to_string(body.size())}};
  response.content = body;
  return response;
}

Response graph_response(RandomSource& random, std::string_view body) {
  const std::string id = guid(random);
  Response response;
  response.status = 201;
  response.reason = "Created";
  response.fields = {
      {"Cache-Control", "no-cache"},
      {"Content-Type",
       "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;"
       "charset=utf-8"},
      {"Content-Length", std::to_string(body.size())},
      {"Location", "https://graph.microsoft.com/beta/connectorGroups('" + guid(random) + "')"},
      {"Strict-Transport-Security", "max-age=31536000"},
      {"request-id", id},
      {"client-request-id", id},
      {"x-ms-ags-diagnostic",
       "{\"ServerInfo\":{\"DataCenter\":\"West Europe\",\"Slice\":\"E\",\"Ring\":\"5\","
       "\"ScaleUnit\":\"00" +
           std::to_string(random.below(10)) + "\",\"RoleInstance\":\"AM" +
           drawn(random, "0123456789ABCDEF", 12) + "\"}}"},
      {"OData-Version", "4.0"},
      {"Date", "Mon, 07 Aug 2017 10:24:31 GMT"}};
  response.content = body;
  return response;
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
  std::string octets = start_line(response) + spell(response.fields) +
                       chunk(content.substr(0, half)) + chunk(content.substr(half)) + chunk({});
  return {std::move(octets), std::move(response)};
}

}  // namespace

HttpMessages::HttpMessages(std::string_view request_body, std::string_view response_body) {
  RandomSource random(kSeed);
  MessageGroup<Request> requests{"one-of-64", {}};
  MessageGroup<Response> responses{"one-of-64", {}};
  for (std::size_t i = 0; i < kRotationSize; ++i) {
    requests.messages.push_back(spelled(client_request(random)));
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
