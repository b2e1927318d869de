// Boost.Beast: `beast` as its documentation shows it, a parser of a message with a string for its
// body; `beast-view` its parser alone, which allocates nothing, with the pieces kept as views.

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

#include "bench/http_peer.h"

namespace connectorgroup::bench {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

std::string_view view(string_view text) { return {text.data(), text.size()}; }
std::string copy(string_view text) { return {text.data(), text.size()}; }

// One whole message and nothing behind it.
template <class AnyParser>
bool read_whole(AnyParser& parser, std::string_view octets) {
  error_code error;
  const std::size_t size = parser.put({octets.data(), octets.size()}, error);
  return !error && parser.is_done() && size == octets.size();
}

template <bool is_request>
class Documented {
 public:
  bool read(std::string_view octets) {
    parser_.emplace();
    parser_->eager(true);
    return read_whole(*parser_, octets);
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

// The parser's callbacks, which keep views in vectors that are used again. `View` is RequestView or
// ResponseView.
template <bool is_request, class View>
class Callbacks : public http::basic_parser<is_request> {
 public:
  Callbacks(View& message, std::vector<FieldView>& fields, ContentPieces& content)
      : message_(message), fields_(fields), content_(content) {
    this->eager(true);
  }

 private:
  void on_request_impl(http::verb, string_view method, string_view target, int,
                       error_code&) override {
    if constexpr (is_request) {
      message_.method = view(method);
      message_.target = view(target);
    }
  }
  void on_response_impl(int code, string_view reason, int, error_code&) override {
    if constexpr (!is_request) {
      message_.status = code;
      message_.reason = view(reason);
    }
  }
  void on_field_impl(http::field, string_view name, string_view value, error_code&) override {
    fields_.push_back({view(name), view(value)});
  }
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(string_view body, error_code&) override { return add(body); }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code&) override {
    return add(body);
  }
  void on_finish_impl(error_code&) override {}

  std::size_t add(string_view octets) {
    content_.add(view(octets));
    return octets.size();
  }

  View& message_;
  std::vector<FieldView>& fields_;
  ContentPieces& content_;
};

template <bool is_request, class View>
class Views {
 public:
  bool read(std::string_view octets) {
    fields_.clear();
    content_.clear();
    Callbacks<is_request, View> parser(message_, fields_, content_);
    const bool whole = read_whole(parser, octets);
    message_.fields = fields_;
    message_.content = content_.content();
    return whole;
  }

 protected:
  View message_;

 private:
  std::vector<FieldView> fields_;
  ContentPieces content_;
};

class RequestViews : public Views<true, RequestView> {
 public:
  using Message = Request;
  RequestParts parts() const { return parts_of_request(message_); }
  Request whole() const { return own(message_); }
};

class ResponseViews : public Views<false, ResponseView> {
 public:
  using Message = Response;
  ResponseParts parts() const { return parts_of_response(message_); }
  Response whole() const { return own(message_); }
};

}  // namespace

void add_beast(HttpSuite& suite) {
  suite.add_reader<DocumentedRequest, DocumentedResponse>("beast");
  suite.add_reader<RequestViews, ResponseViews>("beast-view");
}

}  // namespace connectorgroup::bench
