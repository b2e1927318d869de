// http-parser, which node used before llhttp: no longer maintained, and lax in ways of its own,
// which is what makes it a useful peer.

#include <http_parser.h>

#include <limits>
#include <utility>

#include "properties/http_peers/peer.h"

namespace connectorgroup {
namespace {

// What the callbacks fill. Any string may come in several pieces.
class Connection {
 public:
  explicit Connection(MessageKind kind) : kind_(kind) {
    http_parser_init(&parser_, kind == MessageKind::request ? HTTP_REQUEST : HTTP_RESPONSE);
    parser_.data = this;
  }

  PeerReading read(std::string_view octets) {
    std::size_t size = 0;
    while (size < octets.size()) {
      const std::size_t before = size;
      size += execute(octets.substr(size));
      if (message_complete_) {
        take(size);
        continue;
      }
      if (failed() || size == before) return refused();
    }
    execute({});
    if (message_complete_) {
      take(size);
    } else if (HTTP_PARSER_ERRNO(&parser_) == HPE_INVALID_EOF_STATE) {
      reading_.ending = PeerEnding::incomplete;
    } else if (failed()) {
      return refused();
    }
    return std::move(reading_);
  }

 private:
  static Connection& of(http_parser* parser) { return *static_cast<Connection*>(parser->data); }

  static int on_begin(http_parser* parser) {
    Connection& self = of(parser);
    self.message_ = {};
    self.in_content_ = false;
    return 0;
  }
  static int on_target(http_parser* parser, const char* at, std::size_t size) {
    of(parser).message_.target.append(at, size);
    return 0;
  }
  static int on_reason(http_parser* parser, const char* at, std::size_t size) {
    of(parser).message_.reason.append(at, size);
    return 0;
  }
  static int on_name(http_parser* parser, const char* at, std::size_t size) {
    Connection& self = of(parser);
    if (std::exchange(self.in_value_, false)) self.section().emplace_back();
    self.section().back().name.append(at, size);
    return 0;
  }
  static int on_value(http_parser* parser, const char* at, std::size_t size) {
    Connection& self = of(parser);
    self.in_value_ = true;
    self.section().back().value.append(at, size);
    return 0;
  }
  static int on_head(http_parser* parser) {
    Connection& self = of(parser);
    self.in_content_ = true;
    return self.kind_ == MessageKind::response_to_head ? 1 : 0;  // 1: there is no content
  }
  static int on_content(http_parser* parser, const char* at, std::size_t size) {
    of(parser).message_.content.append(at, size);
    return 0;
  }
  // Pauses, so that execute() returns with what belongs to the message.
  static int on_complete(http_parser* parser) {
    Connection& self = of(parser);
    if (self.kind_ == MessageKind::request) {
      self.message_.method = http_method_str(static_cast<http_method>(parser->method));
    } else {
      self.message_.status = static_cast<int>(parser->status_code);
    }
    self.message_.minor_version = parser->http_minor;
    self.message_.keeps_connection = http_should_keep_alive(parser) != 0;
    self.message_complete_ = true;
    http_parser_pause(parser, 1);
    return 0;
  }

  static const http_parser_settings& settings() {
    static const http_parser_settings kSettings = [] {
      http_parser_settings settings;
      http_parser_settings_init(&settings);
      settings.on_message_begin = on_begin;
      settings.on_url = on_target;
      settings.on_status = on_reason;
      settings.on_header_field = on_name;
      settings.on_header_value = on_value;
      settings.on_headers_complete = on_head;
      settings.on_body = on_content;
      settings.on_message_complete = on_complete;
      return settings;
    }();
    return kSettings;
  }

  std::vector<Field>& section() { return in_content_ ? message_.trailers : message_.fields; }
  bool failed() const { return HTTP_PARSER_ERRNO(&parser_) != HPE_OK; }

  std::size_t execute(std::string_view octets) {
    return http_parser_execute(&parser_, &settings(), octets.data(), octets.size());
  }

  void take(std::size_t end) {
    reading_.messages.push_back(std::move(message_));
    reading_.messages.back().end = end;
    message_complete_ = false;
    http_parser_pause(&parser_, 0);
  }

  PeerReading refused() {
    reading_.ending = PeerEnding::refused;
    reading_.error = http_errno_name(HTTP_PARSER_ERRNO(&parser_));
    return std::move(reading_);
  }

  MessageKind kind_;
  http_parser parser_;
  PeerReading reading_;
  PeerMessage message_;
  bool in_content_ = false;
  // A value has come, if only an empty one, for each name before: the next name begins a field.
  bool in_value_ = true;
  bool message_complete_ = false;
};

class HttpParserPeer final : public HttpPeer {
 public:
  // Our limits differ from its own, so that is raised out of the way: it is one for the process.
  HttpParserPeer() { http_parser_set_max_header_size(std::numeric_limits<std::uint32_t>::max()); }

  std::string_view name() const override { return "http-parser"; }
  std::string version() const override {
    const unsigned long version = http_parser_version();
    return std::to_string(version >> 16 & 255) + "." + std::to_string(version >> 8 & 255) + "." +
           std::to_string(version & 255);
  }

  PeerReading read(MessageKind kind, std::string_view octets) override {
    return Connection(kind).read(octets);
  }
};

}  // namespace

std::unique_ptr<HttpPeer> make_http_parser_peer() { return std::make_unique<HttpParserPeer>(); }

}  // namespace connectorgroup
