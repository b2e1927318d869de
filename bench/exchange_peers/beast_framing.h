// Boost.Beast's parser, keeping of a message what the exchange asks for. Beast knows the fields'
// names already when it hands them over, so none is looked up.
#pragma once

#include <boost/beast/http/field.hpp>
#include <string_view>
#include <type_traits>

#include "bench/http_peer.h"
#include "bench/http_peers/beast.h"

namespace connectorgroup::bench {

template <class Parts>
class BeastFraming {
 public:
  bool read(std::string_view octets, Parts& parts) {
    content_.clear();
    Receiver receiver{parts, content_};
    BeastCallbacks<kIsRequest, Receiver> parser(receiver);
    const bool whole = beast_reads_whole(parser, octets);
    parts.content = content_.content();
    return whole;
  }

 private:
  static constexpr bool kIsRequest = std::is_same_v<Parts, RequestParts>;
  using Name = boost::beast::http::field;

  struct Receiver {
    void on_request_line(std::string_view method, std::string_view target) {
      parts.method = method;
      parts.target = target;
    }
    void on_status_line(int status, std::string_view) { parts.status = status; }
    bool on_field(Name field, std::string_view, std::string_view value) {
      std::string_view* const part = part_of(field);
      return part == nullptr || keep_once(*part, value);
    }
    void on_content(std::string_view piece) { content.add(piece); }

    std::string_view* part_of(Name field) {
      if (field == Name::content_type) return &parts.content_type;
      if constexpr (kIsRequest) {
        if (field == Name::host) return &parts.host;
        if (field == Name::authorization) return &parts.authorization;
      } else {
        if (field == Name::location) return &parts.location;
      }
      return nullptr;
    }

    Parts& parts;
    ContentPieces& content;
  };

  ContentPieces content_;
};

}  // namespace connectorgroup::bench
