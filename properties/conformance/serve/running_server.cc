#include "properties/conformance/serve/running_server.h"

#include <gtest/gtest.h>

#include "model/body/reader.h"

namespace connectorgroup {

RunningServer::RunningServer(const ServeOptions& options) : server_(options) {
  const auto failure = server_.listen();
  EXPECT_FALSE(failure) << failure->reason;
  if (!failure) thread_ = std::thread([this] { server_.run(); });
}

RunningServer::~RunningServer() {
  server_.stop();
  wait();
}

void RunningServer::wait() {
  if (thread_.joinable()) thread_.join();
}

ServeStatus RunningServer::stop() {
  server_.stop();
  wait();
  return server_.status();
}

std::string page_create_request() {
  const std::string content =
      "{\r\n  \"name\": \"name-value\",\r\n"
      "  \"connectorGroupType\": \"connectorGroupType-value\",\r\n  \"isDefault\": false\r\n}\r\n";
  return "POST https://graph.microsoft.com/beta/connectorGroups HTTP/1.1\r\n"
         "Host: graph.microsoft.com\r\nAuthorization: Bearer token-value\r\n"
         "Content-type: application/json\r\nContent-length: " +
         std::to_string(content.size()) + "\r\n\r\n" + content;
}

std::string create_head(std::size_t content_size, std::string_view fields) {
  std::string octets = "POST /beta/connectorGroups HTTP/1.1\r\n";
  octets.append(fields).append("Host: localhost\r\nAuthorization: Bearer t\r\n");
  octets.append("Content-Type: application/json\r\nContent-Length: ");
  return octets.append(std::to_string(content_size)).append("\r\n\r\n");
}

std::string create_request(std::string_view name, std::string_view fields) {
  const std::string content = "{\"name\":\"" + std::string(name) + "\"}";
  return create_head(content.size(), fields) + content;
}

std::string list_request(std::string_view fields) {
  std::string octets = "GET /beta/connectorGroups HTTP/1.1\r\n";
  return octets.append(fields).append("Host: localhost\r\nAuthorization: Bearer t\r\n\r\n");
}

std::optional<std::vector<std::string>> names_in(std::string_view list) {
  struct Visitor : ConnectorGroupVisitor {
    std::vector<std::string> names;
    void visit(const ConnectorGroupView& group) override { names.emplace_back(group.name); }
  } visitor;
  const auto read = BodyReader(graph_2017()).read_collection(list, visitor);
  if (!read.accepted()) return std::nullopt;
  return visitor.names;
}

}  // namespace connectorgroup
