// This project's reader: its views of the octets, and messages that own what they hold.

#include "bench/http_peer.h"
#include "model/http/reader.h"

namespace connectorgroup::bench {
namespace {

class RequestViews {
 public:
  using Message = Request;

  bool read(std::string_view octets) { return reader_.read(octets) == ReadState::complete; }
  RequestParts parts() const { return parts_of_request(reader_.request()); }
  Request whole() const { return own(reader_.request()); }

 private:
  MessageReader reader_{MessageKind::request};
};

class ResponseViews {
 public:
  using Message = Response;

  bool read(std::string_view octets) { return reader_.read(octets) == ReadState::complete; }
  ResponseParts parts() const { return parts_of_response(reader_.response()); }
  Response whole() const { return own(reader_.response()); }

 private:
  MessageReader reader_{MessageKind::response};
};

}  // namespace

void add_model(HttpSuite& suite) {
  suite.add_reader<Owned<RequestViews>, Owned<ResponseViews>>("model");
  suite.add_reader<RequestViews, ResponseViews>("model-view");
}

}  // namespace connectorgroup::bench
