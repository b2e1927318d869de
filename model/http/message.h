// HTTP/1.1 messages as plain values: what a connection carried, without how it was framed. Owned
// values hold their bytes; views borrow them. Bytes are as they were on the wire: nothing is
// decoded, folded or normalised, but the white space around field values isn't part of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace connectorgroup {

enum class MessageKind : std::uint8_t {
  request,
  response,
  response_to_head,  // has no content, whatever its fields say
};
// "request", "response", "response-to-head": also the folder names of the corpus.
std::string_view name(MessageKind kind);

// A field line: header or trailer. `name` compares without regard to case (RFC 9110 section 5.1).
struct Field {
  std::string name;
  std::string value;

  friend bool operator==(const Field&, const Field&) = default;
};
struct FieldView {
  std::string_view name;
  std::string_view value;

  friend bool operator==(const FieldView&, const FieldView&) = default;
};

struct Request {
  std::string method;
  std::string target;
  int minor_version = 1;  // of HTTP/1.x, as sent
  std::vector<Field> fields;
  std::string content;  // chunks put together
  std::vector<Field> trailers;

  friend bool operator==(const Request&, const Request&) = default;
};

struct Response {
  int status = 0;
  std::string reason;
  int minor_version = 1;
  std::vector<Field> fields;
  std::string content;
  std::vector<Field> trailers;

  friend bool operator==(const Response&, const Response&) = default;
};

struct RequestView {
  std::string_view method;
  std::string_view target;
  int minor_version = 1;
  std::span<const FieldView> fields;
  std::string_view content;
  std::span<const FieldView> trailers;
};

struct ResponseView {
  int status = 0;
  std::string_view reason;
  int minor_version = 1;
  std::span<const FieldView> fields;
  std::string_view content;
  std::span<const FieldView> trailers;
};

// Copies the bytes that a view borrows.
Request own(const RequestView& view);
Response own(const ResponseView& view);

// A view of an owned message: it borrows from the message and holds the views of its fields, so it
// lives no longer than either.
class ViewOf {
 public:
  explicit ViewOf(const Request& request);
  explicit ViewOf(const Response& response);
  ViewOf(const ViewOf&) = delete;
  ViewOf& operator=(const ViewOf&) = delete;

  const RequestView& request() const { return request_; }
  const ResponseView& response() const { return response_; }

 private:
  std::vector<FieldView> fields_;
  std::vector<FieldView> trailers_;
  RequestView request_;
  ResponseView response_;
};

// Letters of ASCII alone differ in case.
bool equal_ignoring_case(std::string_view left, std::string_view right);

// The first field of this name, or null. Linear in the number of fields.
const FieldView* find_field(std::span<const FieldView> fields, std::string_view name);
const Field* find_field(std::span<const Field> fields, std::string_view name);

// RFC 9112 section 9.3: whether the connection may carry another message after this one. HTTP/1.1:
// unless a Connection field has the option close; HTTP/1.0: only with keep-alive.
bool keeps_connection(int minor_version, std::span<const FieldView> fields);

}  // namespace connectorgroup
