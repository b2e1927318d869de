// http-parser: callbacks that keep views of the octets in vectors that are used again, and messages
// that own what they hold. The octets are there at once, so each name and value comes in one piece.

#include <http_parser.h>

#include "bench/http_peer.h"

namespace connectorgroup::bench {
namespace {

template <class View>
class Views {
 public:
  bool read(std::string_view octets) {
    fields_.clear();
    content_.clear();
    complete_ = false;
    http_parser_init(&parser_, kIsRequest ? HTTP_REQUEST : HTTP_RESPONSE);
    parser_.data = this;
    const std::size_t size =
        http_parser_execute(&parser_, &settings(), octets.data(), octets.size());
    message_.fields = fields_;
    message_.content = content_.content();
    return complete_ && size == octets.size() && HTTP_PARSER_ERRNO(&parser_) == HPE_OK;
  }

 protected:
  View message_;

 private:
  static constexpr bool kIsRequest = std::is_same_v<View, RequestView>;

  static Views& of(http_parser* parser) { return *static_cast<Views*>(parser->data); }

  static int on_target(http_parser* parser, const char* at, std::size_t size) {
    if constexpr (kIsRequest) of(parser).message_.target = {at, size};
    return 0;
  }
  static int on_reason(http_parser* parser, const char* at, std::size_t size) {
    if constexpr (!kIsRequest) of(parser).message_.reason = {at, size};
    return 0;
  }
  static int on_name(http_parser* parser, const char* at, std::size_t size) {
    of(parser).fields_.push_back({{at, size}, {}});
    return 0;
  }
  static int on_value(http_parser* parser, const char* at, std::size_t size) {
    of(parser).fields_.back().value = {at, size};
    return 0;
  }
  static int on_content(http_parser* parser, const char* at, std::size_t size) {
    of(parser).content_.add({at, size});
    return 0;
  }
  static int on_complete(http_parser* parser) {
    Views& self = of(parser);
    if constexpr (kIsRequest) {
      self.message_.method = http_method_str(static_cast<http_method>(parser->method));
    } else {
      self.message_.status = static_cast<int>(parser->status_code);
    }
    self.complete_ = true;
    return 0;
  }

  static const http_parser_settings& settings() {
    static const http_parser_settings kSettings = [] {
      http_parser_settings settings;
      http_parser_settings_init(&settings);
      settings.on_url = on_target;
      settings.on_status = on_reason;
      settings.on_header_field = on_name;
      settings.on_header_value = on_value;
      settings.on_body = on_content;
      settings.on_message_complete = on_complete;
      return settings;
    }();
    return kSettings;
  }

  http_parser parser_;
  std::vector<FieldView> fields_;
  ContentPieces content_;
  bool complete_ = false;
};

class RequestViews : public Views<RequestView> {
 public:
  using Message = Request;
  RequestParts parts() const { return parts_of_request(message_); }
  Request whole() const { return own(message_); }
};

class ResponseViews : public Views<ResponseView> {
 public:
  using Message = Response;
  ResponseParts parts() const { return parts_of_response(message_); }
  Response whole() const { return own(message_); }
};

}  // namespace

void add_http_parser(HttpSuite& suite) {
  suite.add_reader<Owned<RequestViews>, Owned<ResponseViews>>("http-parser");
  suite.add_reader<RequestViews, ResponseViews>("http-parser-view");
}

}  // namespace connectorgroup::bench
