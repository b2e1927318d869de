#include "bench/drawn_message.h"

#include <utility>
#include <vector>

namespace connectorgroup::bench {
namespace {

constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kHexDigits = "0123456789abcdef";

std::string draw_text(RandomSource& random, std::string_view alphabet, std::size_t size) {
  std::string text;
  while (text.size() < size) text += alphabet[random.below(alphabet.size())];
  return text;
}

// Header, payload and signature, as Entra ID's tokens are divided.
std::string bearer(RandomSource& random, std::size_t size) {
  const std::size_t signature = size / 4;
  const std::size_t header = size / 8;
  return "Bearer " + draw_text(random, kBase64Url, header) + "." +
         draw_text(random, kBase64Url, size - header - signature - 2) + "." +
         draw_text(random, kBase64Url, signature);
}

std::string guid(RandomSource& random) {
  std::string text = draw_text(random, kHexDigits, 36);
  for (const std::size_t at : {8u, 13u, 18u, 23u}) text[at] = '-';
  return text;
}

std::string spell(const std::vector<Field>& fields) {
  std::string text;
  for (const Field& field : fields) text += field.name + ": " + field.value + "\r\n";
  return text + "\r\n";
}

}  // namespace

std::string draw_letters(RandomSource& random, std::size_t size) {
  return draw_text(random, kBase64Url, size);
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

Request client_request(RandomSource& random, std::string_view target, std::string content) {
  Request request;
  request.method = "POST";
  request.target = target;
  request.content = std::move(content);
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
           draw_text(random, "0123456789ABCDEF", 12) + "\"}}"},
      {"OData-Version", "4.0"},
      {"Date", "Mon, 07 Aug 2017 10:24:31 GMT"}};
  response.content = body;
  return response;
}

std::string spelled_head(const Request& request) {
  return request.method + " " + request.target + " HTTP/1.1\r\n" + spell(request.fields);
}

std::string spelled_head(const Response& response) {
  return "HTTP/1.1 " + std::to_string(response.status) + " " + response.reason + "\r\n" +
         spell(response.fields);
}

}  // namespace connectorgroup::bench
