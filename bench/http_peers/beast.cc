// Boost.Beast: `beast` as its documentation shows it, a parser of a message with a string for its
// body; `beast-view` its parser alone, which allocates nothing, with the pieces kept as views.

#include "bench/http_peers/beast.h"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>
#include <string>
#include <utility>

#include "bench/http_peer.h"

namespace connectorgroup::bench {
namespace {

namespace http = boost::beast::http;

std::string_view view(boost::beast::string_view text) { return beast_view(text); }
std::string copy(boost::beast::string_view text) { return std::string(beast_view(text)); }

template <bool is_request>
class Documented {
 public:
  bool read(std::string_view octets) {
    parser_.emplace();
    parser_->eager(true);
    return beast_reads_whole(*parser_, octets);
  }

 protected:
  const http::message<is_request, http::string_body>& message() const { return parser_->get(); }
  std::string_view value_of(http::field name) const { return view(message()[name]); }

  template <class Message>
  Message with_fields(Message read) const {
    for (const auto& field : message()) {
      read.fields.push_back({copy(field.name_string()), copy(field.value())});
    }
    read.content = message().body();
    return read;
  }

 private:
  // Good for one message each.
  std::optional<http::parser<is_request, http::string_body>> parser_;
};

class DocumentedRequest : public Documented<true> {
 public:
  using Message = Request;

  RequestParts parts() const {
    return {view(message().method_string()),     view(message().target()),
            value_of(http::field::host),         value_of(http::field::authorization),
            value_of(http::field::content_type), message().body()};
  }
  Request whole() const {
    Request request;
    request.method = copy(message().method_string());
    request.target = copy(message().target());
    return with_fields(std::move(request));
  }
};

class DocumentedResponse : public Documented<false> {
 public:
  using Message = Response;

  ResponseParts parts() const {
    return {static_cast<int>(message().result_int()), value_of(http::field::location),
            value_of(http::field::content_type), view(message()["request-id"]), message().body()};
  }
  Response whole() const {
    Response response;
    response.status = static_cast<int>(message().result_int());
    response.reason = copy(message().reason());
    return with_fields(std::move(response));
  }
};

template <class View>
class Receiver : public KeptViews<View> {
 public:
  bool on_field(http::field, std::string_view name, std::string_view value) {
    this->add_field({name, value});
    return true;
  }
};

template <bool is_request, class View>
class Views {
 public:
  bool read(std::string_view octets) {
    receiver_.start();
    BeastCallbacks<is_request, Receiver<View>> parser(receiver_);
    const bool whole = beast_reads_whole(parser, octets);
    receiver_.finish();
    return whole;
  }

 protected:
  const View& message() const { return receiver_.message(); }

 private:
  Receiver<View> receiver_;
};

class RequestViews : public Views<true, RequestView> {
 public:
  using Message = Request;
  RequestParts parts() const { return parts_of_request(message()); }
  Request whole() const { return own(message()); }
};

class ResponseViews : public Views<false, ResponseView> {
 public:
  using Message = Response;
  ResponseParts parts() const { return parts_of_response(message()); }
  Response whole() const { return own(message()); }
};

}  // namespace

void add_beast(HttpSuite& suite) {
  suite.add_reader<DocumentedRequest, DocumentedResponse>("beast");
  suite.add_reader<RequestViews, ResponseViews>("beast-view");
}

}  // namespace connectorgroup::bench
