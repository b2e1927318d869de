// http-parser, keeping of a message what the exchange asks for. It doesn't know the fields' names,
// so each is compared with those that are wanted when it comes.
#pragma once

#include <string_view>
#include <type_traits>

#include "bench/http_peer.h"
#include "bench/http_peers/http_parser.h"
#include "model/http/message.h"

namespace connectorgroup::bench {

template <class Parts>
class HttpParserFraming {
 public:
  bool read(std::string_view octets, Parts& parts) {
    content_.clear();
    Receiver receiver{parts, content_};
    const bool whole = parser_.read(octets, receiver);
    parts.content = content_.content();
    return whole;
  }

 private:
  struct Receiver {
    static constexpr bool kIsRequest = std::is_same_v<Parts, RequestParts>;

    void on_request_line(std::string_view method, std::string_view target) {
      parts.method = method;
      parts.target = target;
    }
    void on_status_line(int status, std::string_view) { parts.status = status; }
    void on_name(std::string_view name) { part = part_of(name); }
    bool on_value(std::string_view value) { return part == nullptr || keep_once(*part, value); }
    void on_content(std::string_view piece) { content.add(piece); }

    std::string_view* part_of(std::string_view name) {
      if (equal_ignoring_case(name, "Content-Type")) return &parts.content_type;
      if constexpr (kIsRequest) {
        if (equal_ignoring_case(name, "Host")) return &parts.host;
        if (equal_ignoring_case(name, "Authorization")) return &parts.authorization;
      } else {
        if (equal_ignoring_case(name, "Location")) return &parts.location;
      }
      return nullptr;
    }

    Parts& parts;
    ContentPieces& content;
    std::string_view* part = nullptr;  // of the last name
  };

  ContentPieces content_;
  HttpParser<Receiver> parser_;
};

}  // namespace connectorgroup::bench
