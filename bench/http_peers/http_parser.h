// http-parser, whose callbacks are handed on to a receiver that keeps what it needs. The octets are
// there at once, so each name and value comes in one piece.
//
//   struct Receiver {
//     static constexpr bool kIsRequest;
//     void on_request_line(std::string_view method, std::string_view target);  // of requests
//     void on_status_line(int status, std::string_view reason);                // of responses
//     void on_name(std::string_view name);
//     bool on_value(std::string_view value);  // of the last name. False: the message is refused.
//     void on_content(std::string_view piece);
//   };
//
// The start line comes last, behind the content.
#pragma once

#include <http_parser.h>

#include <cstddef>
#include <string_view>

namespace connectorgroup::bench {

template <class Receiver>
class HttpParser {
 public:
  // True: one whole message and nothing behind it.
  bool read(std::string_view octets, Receiver& receiver) {
    receiver_ = &receiver;
    start_ = {};
    complete_ = false;
    http_parser_init(&parser_, Receiver::kIsRequest ? HTTP_REQUEST : HTTP_RESPONSE);
    parser_.data = this;
    const std::size_t size =
        http_parser_execute(&parser_, &settings(), octets.data(), octets.size());
    return complete_ && size == octets.size() && HTTP_PARSER_ERRNO(&parser_) == HPE_OK;
  }

 private:
  static HttpParser& of(http_parser* parser) { return *static_cast<HttpParser*>(parser->data); }

  // A request's target, a response's reason.
  static int on_start(http_parser* parser, const char* at, std::size_t size) {
    of(parser).start_ = {at, size};
    return 0;
  }
  static int on_name(http_parser* parser, const char* at, std::size_t size) {
    of(parser).receiver_->on_name({at, size});
    return 0;
  }
  static int on_value(http_parser* parser, const char* at, std::size_t size) {
    return of(parser).receiver_->on_value({at, size}) ? 0 : 1;
  }
  static int on_content(http_parser* parser, const char* at, std::size_t size) {
    of(parser).receiver_->on_content({at, size});
    return 0;
  }
  static int on_complete(http_parser* parser) {
    HttpParser& self = of(parser);
    if constexpr (Receiver::kIsRequest) {
      self.receiver_->on_request_line(http_method_str(static_cast<http_method>(parser->method)),
                                      self.start_);
    } else {
      self.receiver_->on_status_line(static_cast<int>(parser->status_code), self.start_);
    }
    self.complete_ = true;
    return 0;
  }

  static const http_parser_settings& settings() {
    static const http_parser_settings kSettings = [] {
      http_parser_settings settings;
      http_parser_settings_init(&settings);
      settings.on_url = on_start;
      settings.on_status = on_start;
      settings.on_header_field = on_name;
      settings.on_header_value = on_value;
      settings.on_body = on_content;
      settings.on_message_complete = on_complete;
      return settings;
    }();
    return kSettings;
  }

  http_parser parser_;
  Receiver* receiver_ = nullptr;
  std::string_view start_;
  bool complete_ = false;
};

}  // namespace connectorgroup::bench
