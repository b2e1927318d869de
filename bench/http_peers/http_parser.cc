// http-parser: views of the octets in vectors that are used again, and messages that own what they
// hold.

#include "bench/http_peers/http_parser.h"

#include <type_traits>

#include "bench/http_peer.h"

namespace connectorgroup::bench {
namespace {

template <class View>
class Receiver : public KeptViews<View> {
 public:
  static constexpr bool kIsRequest = std::is_same_v<View, RequestView>;

  void on_name(std::string_view name) { this->add_field({name, {}}); }
  bool on_value(std::string_view value) {
    this->last_field().value = value;
    return true;
  }
};

template <class View>
class Views {
 public:
  bool read(std::string_view octets) {
    receiver_.start();
    const bool whole = parser_.read(octets, receiver_);
    receiver_.finish();
    return whole;
  }

 protected:
  const View& message() const { return receiver_.message(); }

 private:
  Receiver<View> receiver_;
  HttpParser<Receiver<View>> parser_;
};

class RequestViews : public Views<RequestView> {
 public:
  using Message = Request;
  RequestParts parts() const { return parts_of_request(message()); }
  Request whole() const { return own(message()); }
};

class ResponseViews : public Views<ResponseView> {
 public:
  using Message = Response;
  ResponseParts parts() const { return parts_of_response(message()); }
  Response whole() const { return own(message()); }
};

}  // namespace

void add_http_parser(HttpSuite& suite) {
  suite.add_reader<Owned<RequestViews>, Owned<ResponseViews>>("http-parser");
  suite.add_reader<RequestViews, ResponseViews>("http-parser-view");
}

}  // namespace connectorgroup::bench
