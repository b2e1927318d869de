// How a library takes part in http_bench: the adapters that a file in http_peers/ defines, and the
// loops that check and time them. The loops are templates, so that no adapter pays for an indirect
// call that its own users wouldn't make.
//
// An adapter:
//
//   struct RequestReader {
//     using Message = Request;                // or Response
//     // True: the octets are one whole message, nothing behind it. What it holds is valid until
//     // the next read.
//     bool read(std::string_view octets);
//     RequestParts parts() const;             // or ResponseParts: found by name
//     Request whole() const;                  // all of it, for the check; isn't timed
//   };
//
// Adapters are made once per row, so a parser or buffer that may be used again is a member. A row
// times read() and parts(): what a service or a client does with a message before it looks at the
// body.
#pragma once

#include <benchmark/benchmark.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "bench/http_messages.h"
#include "bench/instruction_counter.h"
#include "bench/row_report.h"
#include "bench/rows.h"

namespace connectorgroup::bench {

// What the exchange asks of a message. A field that isn't there is empty.
struct RequestParts {
  std::string_view method;
  std::string_view target;
  std::string_view host;
  std::string_view authorization;
  std::string_view content_type;
  std::string_view content;

  friend bool operator==(const RequestParts&, const RequestParts&) = default;
};

struct ResponseParts {
  int status = 0;
  std::string_view location;
  std::string_view content_type;
  std::string_view request_id;
  std::string_view content;

  friend bool operator==(const ResponseParts&, const ResponseParts&) = default;
};

// The parts of a message of message.h: of the expected one, and of those that a peer filled.
template <class Fields>
std::string_view value_of(const Fields& fields, std::string_view name) {
  const auto* field = find_field(fields, name);
  return field == nullptr ? std::string_view() : std::string_view(field->value);
}
template <class AnyRequest>
RequestParts parts_of_request(const AnyRequest& request) {
  return {request.method,
          request.target,
          value_of(request.fields, "Host"),
          value_of(request.fields, "Authorization"),
          value_of(request.fields, "Content-Type"),
          request.content};
}
template <class AnyResponse>
ResponseParts parts_of_response(const AnyResponse& response) {
  return {response.status, value_of(response.fields, "Location"),
          value_of(response.fields, "Content-Type"), value_of(response.fields, "request-id"),
          response.content};
}
inline RequestParts parts_of(const Request& request) { return parts_of_request(request); }
inline ResponseParts parts_of(const Response& response) { return parts_of_response(response); }

// Keeps a field's value where there may be one such field. False: it isn't the first.
inline bool keep_once(std::string_view& part, std::string_view value) {
  if (!part.empty()) return false;
  part = value;
  return true;
}

// An adapter whose messages own what they hold, made of one that keeps views.
template <class Views>
class Owned {
 public:
  using Message = typename Views::Message;

  bool read(std::string_view octets) {
    if (!views_.read(octets)) return false;
    message_ = views_.whole();
    return true;
  }
  auto parts() const { return parts_of(message_); }
  Message whole() const { return message_; }

 private:
  Views views_;
  Message message_;
};

// Content that a parser hands over in pieces of the octets that it reads: a view of them while it
// is one piece, gathered in a buffer from the second on.
class ContentPieces {
 public:
  void clear() { content_ = {}; }
  void add(std::string_view piece) {
    if (content_.empty()) {
      content_ = piece;
      return;
    }
    if (content_.data() != gathered_.data()) gathered_.assign(content_);
    gathered_.append(piece);
    content_ = gathered_;
  }
  std::string_view content() const { return content_; }

 private:
  std::string_view content_;
  std::string gathered_;
};

// What a parser's callbacks hand over, kept as views in a vector that is used again. `View` is
// RequestView or ResponseView.
template <class View>
class KeptViews {
 public:
  void start() {
    fields_.clear();
    content_.clear();
  }
  void finish() {
    message_.fields = fields_;
    message_.content = content_.content();
  }
  // Once finished.
  const View& message() const { return message_; }

  void on_request_line(std::string_view method, std::string_view target) {
    message_.method = method;
    message_.target = target;
  }
  void on_status_line(int status, std::string_view reason) {
    message_.status = status;
    message_.reason = reason;
  }
  void on_content(std::string_view piece) { content_.add(piece); }
  void add_field(const FieldView& field) { fields_.push_back(field); }
  FieldView& last_field() { return fields_.back(); }

 private:
  View message_;
  std::vector<FieldView> fields_;
  ContentPieces content_;
};

// The rows of http_bench.
class HttpSuite : public Rows {
 public:
  // `messages` must outlive the suite.
  explicit HttpSuite(const HttpMessages& messages) : messages_(&messages) {}

  // The rows read/request/.../<peer> and read/response/.../<peer>.
  template <class RequestReader, class ResponseReader>
  void add_reader(std::string_view peer) {
    for (const MessageGroup<Request>& group : messages_->requests()) {
      add_read<RequestReader>("read/request/", group, peer);
    }
    for (const MessageGroup<Response>& group : messages_->responses()) {
      add_read<ResponseReader>("read/response/", group, peer);
    }
  }
  // The rows limit/.../memcpy.
  void add_limits();

 private:
  template <class Adapter, class Message>
  void add_read(const char* what, const MessageGroup<Message>& group, std::string_view peer) {
    add_row(what + group.name, peer,
            [this, &group](benchmark::State& state) { time_read<Adapter>(state, group); });
  }
  template <class Adapter, class Message>
  void time_read(benchmark::State& state, const MessageGroup<Message>& group);
  template <class Message>
  void add_limit(const char* what, const MessageGroup<Message>& group);

  const HttpMessages* messages_;
};

// Times handle(octets) over the messages in turn, so that with several of them a branch predictor
// can't learn one by heart.
template <class Message, class Handle>
void time_messages(benchmark::State& state, const MessageGroup<Message>& group, Handle&& handle) {
  const std::size_t count = group.messages.size();
  Work work{count, 0, count, "message"};
  for (const OnTheWire<Message>& message : group.messages) work.bytes += message.octets.size();
  std::size_t next = 0;
  const InstructionCounter instructions;
  for ([[maybe_unused]] auto _ : state) {
    handle(group.messages[next].octets);
    next = next + 1 == count ? 0 : next + 1;
  }
  report(state, work, instructions, [&] {
    for (const OnTheWire<Message>& message : group.messages) handle(message.octets);
  });
}

template <class Adapter, class Message>
void HttpSuite::time_read(benchmark::State& state, const MessageGroup<Message>& group) {
  static_assert(std::is_same_v<typename Adapter::Message, Message>);
  Adapter adapter;
  for (const OnTheWire<Message>& message : group.messages) {
    if (!adapter.read(message.octets)) return fail(state, "a message was refused");
    if (adapter.parts() != parts_of(message.expected) || adapter.whole() != message.expected) {
      return fail(state, "a message was misread");
    }
    if (adapter.read(message.octets.substr(0, message.octets.size() - 1))) {
      return fail(state, "a message that lacks its last octet was taken for whole");
    }
  }
  time_messages(state, group, [&adapter](std::string_view octets) {
    bool accepted = adapter.read(octets);
    auto parts = adapter.parts();
    benchmark::DoNotOptimize(accepted);
    benchmark::DoNotOptimize(parts);
  });
}

// One function per file of http_peers/. Those in parentheses exist where the library was there when
// the program was built.
void add_model(HttpSuite& suite);
void add_beast(HttpSuite& suite);        // (CONNECTORGROUP_PEER_BEAST)
void add_http_parser(HttpSuite& suite);  // (CONNECTORGROUP_PEER_HTTP_PARSER)

}  // namespace connectorgroup::bench
