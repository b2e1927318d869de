// A server that runs in a thread, and requests to it, for tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "properties/conformance/serve/serve_options.h"
#include "properties/conformance/serve/server.h"

namespace connectorgroup {

class RunningServer {
 public:
  explicit RunningServer(const ServeOptions& options = {});
  ~RunningServer();
  RunningServer(const RunningServer&) = delete;

  std::uint16_t port() const { return server_.port(); }
  Server& server() { return server_; }

  // Waits until it has stopped by itself, or after stop().
  void wait();
  ServeStatus stop();

 private:
  Server server_;
  std::thread thread_;
};

// The page's create request, with what the page leaves out.
std::string page_create_request();
// A create of graph-2017; `fields` are whole lines, added in front.
std::string create_request(std::string_view name, std::string_view fields = {});
std::string create_head(std::size_t content_size, std::string_view fields = {});
std::string list_request(std::string_view fields = {});

// The names of the groups in a list, or nothing where it isn't one.
std::optional<std::vector<std::string>> names_in(std::string_view list);

}  // namespace connectorgroup
