// Boost.Beast's parser, which allocates nothing: its callbacks, handed on to a receiver that keeps
// what it needs.
//
//   struct Receiver {
//     void on_request_line(std::string_view method, std::string_view target);  // of requests
//     void on_status_line(int status, std::string_view reason);                // of responses
//     // `field` is the enumerator of a name that Beast knows. False: the message is refused.
//     bool on_field(boost::beast::http::field field, std::string_view name, std::string_view
//     value); void on_content(std::string_view piece);
//   };
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace connectorgroup::bench {

inline std::string_view beast_view(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

// One whole message and nothing behind it.
template <class AnyParser>
bool beast_reads_whole(AnyParser& parser, std::string_view octets) {
  boost::beast::error_code error;
  const std::size_t size = parser.put({octets.data(), octets.size()}, error);
  return !error && parser.is_done() && size == octets.size();
}

// Good for one message.
template <bool is_request, class Receiver>
class BeastCallbacks : public boost::beast::http::basic_parser<is_request> {
 public:
  explicit BeastCallbacks(Receiver& receiver) : receiver_(receiver) { this->eager(true); }

 private:
  using String = boost::beast::string_view;
  using Error = boost::beast::error_code;

  void on_request_impl(boost::beast::http::verb, String method, String target, int,
                       Error&) override {
    if constexpr (is_request) receiver_.on_request_line(beast_view(method), beast_view(target));
  }
  void on_response_impl(int status, String reason, int, Error&) override {
    if constexpr (!is_request) receiver_.on_status_line(status, beast_view(reason));
  }
  void on_field_impl(boost::beast::http::field field, String name, String value,
                     Error& error) override {
    if (!receiver_.on_field(field, beast_view(name), beast_view(value))) {
      error = boost::beast::http::error::bad_field;
    }
  }
  void on_header_impl(Error&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}
  std::size_t on_body_impl(String body, Error&) override { return add(body); }
  void on_chunk_header_impl(std::uint64_t, String, Error&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, String body, Error&) override { return add(body); }
  void on_finish_impl(Error&) override {}

  std::size_t add(String octets) {
    receiver_.on_content(beast_view(octets));
    return octets.size();
  }

  Receiver& receiver_;
};

}  // namespace connectorgroup::bench
