// Boost.Beast's parser, below its message containers: those put fields of one name side by side,
// and then their order on the wire is lost. Its limits are switched off, since ours differ. This is
// the only file of properties/ that pays for compiling Beast.

#include <boost/beast/http/basic_parser.hpp>
#include <boost/version.hpp>
#include <limits>
#include <utility>

#include "properties/http_peers/peer.h"

namespace connectorgroup {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

std::string copy(string_view text) { return {text.data(), text.size()}; }

template <bool is_request>
class Parser : public http::basic_parser<is_request> {
 public:
  Parser() {
    this->eager(true);
    this->header_limit(std::numeric_limits<std::uint32_t>::max());
    // Not boost::none: Boost 1.74 takes that for a limit that any length exceeds.
    this->body_limit(std::numeric_limits<std::uint64_t>::max());
  }

  PeerMessage take() {
    message_.keeps_connection = this->keep_alive();
    return std::move(message_);
  }

 private:
  void on_request_impl(http::verb, string_view method, string_view target, int version,
                       error_code&) override {
    message_.method = copy(method);
    message_.target = copy(target);
    message_.minor_version = version - 10;
  }
  void on_response_impl(int code, string_view reason, int version, error_code&) override {
    message_.status = code;
    message_.reason = copy(reason);
    message_.minor_version = version - 10;
  }
  void on_field_impl(http::field, string_view name, string_view value, error_code&) override {
    (in_content_ ? message_.trailers : message_.fields).push_back({copy(name), copy(value)});
  }
  void on_header_impl(error_code&) override { in_content_ = true; }
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(string_view body, error_code&) override { return add_content(body); }
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view body, error_code&) override {
    return add_content(body);
  }
  void on_finish_impl(error_code&) override {}

  std::size_t add_content(string_view octets) {
    message_.content.append(octets.data(), octets.size());
    return octets.size();
  }

  PeerMessage message_;
  bool in_content_ = false;
};

// Reads one message from the start of `octets`, which are all that the connection still carries.
// True: it was added to the reading.
template <bool is_request>
bool read_one(MessageKind kind, std::string_view octets, std::size_t start, PeerReading& reading) {
  Parser<is_request> parser;
  if (kind == MessageKind::response_to_head) parser.skip(true);
  error_code error;
  const std::size_t size = parser.put({octets.data(), octets.size()}, error);
  if (!error && !parser.is_done()) parser.put_eof(error);
  if (error) {
    const bool ended_early =
        error == http::error::need_more || error == http::error::partial_message;
    reading.ending = ended_early ? PeerEnding::incomplete : PeerEnding::refused;
    reading.error = error.message();
    return false;
  }
  reading.messages.push_back(parser.take());
  reading.messages.back().end = start + size;
  return true;
}

class BeastPeer final : public HttpPeer {
 public:
  std::string_view name() const override { return "beast"; }
  std::string version() const override {
    return std::to_string(BOOST_VERSION / 100000) + "." +
           std::to_string(BOOST_VERSION / 100 % 1000) + "." + std::to_string(BOOST_VERSION % 100);
  }

  PeerReading read(MessageKind kind, std::string_view octets) override {
    PeerReading reading;
    for (std::size_t start = 0; start < octets.size(); start = reading.messages.back().end) {
      const std::string_view rest = octets.substr(start);
      const bool complete = kind == MessageKind::request
                                ? read_one<true>(kind, rest, start, reading)
                                : read_one<false>(kind, rest, start, reading);
      if (!complete) break;
    }
    return reading;
  }
};

}  // namespace

std::unique_ptr<HttpPeer> make_beast_peer() { return std::make_unique<BeastPeer>(); }

}  // namespace connectorgroup
