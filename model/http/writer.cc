// Values that would break the framing are found before anything is written. What only a reader can
// say (a target's form, Host, fields that stand twice) is asked of the reader, which reads the head
// that was written; where it refuses, the head is taken back.

#include "model/http/writer.h"

#include <array>
#include <charconv>
#include <limits>
#include <string_view>

#include "model/assertion.h"
#include "model/http/known_fields.h"
#include "model/http/limits.h"
#include "model/http/octets.h"
#include "model/http/reader.h"
#include "model/http/status.h"

namespace connectorgroup {
namespace {

using http::Framing;
using Part = MessageViolation::Part;

constexpr std::string_view kLineEnd = "\r\n";

// The limits of a reader are its own affair; what is written has none.
constexpr HttpLimits kUnlimited{
    std::numeric_limits<std::size_t>::max() / 4, std::numeric_limits<std::size_t>::max(),
    std::numeric_limits<std::size_t>::max() / 4, std::numeric_limits<std::uint64_t>::max(),
    std::numeric_limits<std::size_t>::max()};

void append_number(std::uint64_t number, int base, std::string& out) {
  std::array<char, 20> digits{};
  const auto [end, error] =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, base);
  CONNECTORGROUP_ASSERT(error == std::errc{});
  out.append(digits.data(), end);
}

Framing framing_of(std::string_view name) {
  const http::KnownField* known = http::find_known_field(name);
  return known == nullptr ? Framing::none : known->framing;
}

// A field's name and value by themselves.
std::optional<Violation> check_field(const FieldView& field) {
  for (std::size_t i = 0; i < field.name.size(); ++i) {
    if (!http::is(http::kToken, field.name[i])) return Violation{Rule::http_field_name, i};
  }
  if (field.name.empty()) return Violation{Rule::http_field_name, 0};
  for (std::size_t i = 0; i < field.value.size(); ++i) {
    const char octet = field.value[i];
    if (http::is(http::kFieldValue, octet)) continue;
    if (octet == '\r') return Violation{Rule::http_line_bare_cr, i};
    if (octet == '\n') return Violation{Rule::http_line_bare_lf, i};
    return Violation{octet == '\0' ? Rule::http_field_null : Rule::http_field_control, i};
  }
  if (field.value.empty()) return std::nullopt;
  if (http::is_white_space(field.value.front())) {
    return Violation{Rule::http_write_refuses_unrepresentable, 0};
  }
  if (http::is_white_space(field.value.back())) {
    return Violation{Rule::http_write_refuses_unrepresentable, field.value.size() - 1};
  }
  return std::nullopt;
}

// A part of the start line that mustn't hold what ends it.
std::optional<MessageViolation> check_part(std::string_view part, Rule rule, bool spaces) {
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool fits =
        http::is(http::kFieldValue, part[i]) && (spaces || !http::is_white_space(part[i]));
    if (!fits) return MessageViolation{Part::start_line, 0, {rule, i}};
  }
  return std::nullopt;
}

class Writer {
 public:
  Writer(std::string& out, MessageKind kind) : out_(out), begin_(out.size()), kind_(kind) {}

  // `needs_length`: without content, Content-Length: 0 is written all the same.
  std::optional<MessageViolation> finish(std::span<const FieldView> fields,
                                         std::string_view content,
                                         std::span<const FieldView> trailers, bool needs_length,
                                         bool has_content) {
    auto violation = write(fields, content, trailers, needs_length, has_content);
    if (violation) out_.resize(begin_);
    return violation;
  }

 private:
  std::optional<MessageViolation> write(std::span<const FieldView> fields, std::string_view content,
                                        std::span<const FieldView> trailers, bool needs_length,
                                        bool has_content) {
    if (auto violation = check(fields, Part::field)) return violation;
    if (auto violation = check(trailers, Part::trailer)) return violation;
    const bool chunked = !trailers.empty();
    if (!has_content && (!content.empty() || chunked)) {
      return MessageViolation{Part::content, 0, {Rule::http_write_refuses_unrepresentable, 0}};
    }
    needs_length = needs_length || !content.empty() || chunked;
    write_fields(fields, content.size(), chunked, needs_length, has_content);
    out_ += kLineEnd;
    write_content(content, trailers);
    return read_back(fields, trailers, has_content);
  }

  static std::optional<MessageViolation> check(std::span<const FieldView> fields, Part part) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (const auto violation = check_field(fields[i])) {
        return MessageViolation{part, i, *violation};
      }
    }
    return std::nullopt;
  }

  void write_field(std::string_view name, std::string_view value) {
    out_.append(name).append(": ").append(value).append(kLineEnd);
  }

  void write_framing(std::string_view name, std::size_t size, bool chunked) {
    if (chunked) {
      write_field("Transfer-Encoding", "chunked");
      return;
    }
    out_.append(name).append(": ");
    append_number(size, 10, out_);
    out_ += kLineEnd;
  }

  // What becomes of a field.
  enum class Fate { left_out, written, framing };

  // Calls visit(index, fate) for each field in order.
  template <class Visit>
  void each_field(std::span<const FieldView> fields, bool has_content, const Visit& visit) const {
    bool framed = false;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const Framing framing = framing_of(fields[i].name);
      Fate fate = Fate::written;
      if (framing == Framing::transfer_encoding) {
        fate = Fate::left_out;
      } else if (framing == Framing::content_length && kind_ != MessageKind::response_to_head) {
        fate = framed || !has_content ? Fate::left_out : Fate::framing;
        framed = true;
      }
      visit(i, fate);
    }
  }

  void write_fields(std::span<const FieldView> fields, std::size_t size, bool chunked,
                    bool needs_length, bool has_content) {
    bool framed = false;
    each_field(fields, has_content, [&](std::size_t i, Fate fate) {
      if (fate == Fate::written) write_field(fields[i].name, fields[i].value);
      if (fate == Fate::framing) write_framing(fields[i].name, size, chunked);
      framed = framed || fate == Fate::framing;
    });
    if (needs_length && !framed) write_framing("Content-Length", size, chunked);
  }

  void write_content(std::string_view content, std::span<const FieldView> trailers) {
    if (trailers.empty()) {
      out_ += content;
      return;
    }
    if (!content.empty()) {
      append_number(content.size(), 16, out_);
      out_.append(kLineEnd).append(content).append(kLineEnd);
    }
    out_.append("0").append(kLineEnd);
    for (const FieldView& trailer : trailers) write_field(trailer.name, trailer.value);
    out_ += kLineEnd;
  }

  // What the reader refuses of what was written, in terms of what was to be written.
  std::optional<MessageViolation> read_back(std::span<const FieldView> fields,
                                            std::span<const FieldView> trailers,
                                            bool has_content) const {
    MessageReader reader(kind_, kUnlimited);
    const std::string_view written = std::string_view(out_).substr(begin_);
    if (reader.read(written) == ReadState::complete) return std::nullopt;
    const Violation& found = reader.violation();
    if (found.offset < written.find('\r')) return in_start_line(found);

    std::optional<MessageViolation> violation;
    std::size_t line = written.find('\n') + 1;
    const auto pass_line = [&](Part part, std::size_t index, const FieldView& field) {
      const std::size_t next = written.find('\n', line) + 1;
      if (!violation && found.offset < next) violation = on_line(found, line, part, index, field);
      line = next;
    };
    each_field(fields, has_content, [&](std::size_t i, Fate fate) {
      if (fate != Fate::left_out) pass_line(Part::field, i, fields[i]);
    });
    if (!violation && !trailers.empty()) {
      line = written.size() - kLineEnd.size() - size_of(trailers);
      // never false: what is violated in the trailers is in one of their lines
      for (std::size_t i = 0; found.offset >= line && i < trailers.size(); ++i) {
        pass_line(Part::trailer, i, trailers[i]);
      }
    }
    if (violation) return violation;
    return MessageViolation{Part::message, 0, {found.rule, 0, found.member}};
  }

  // The offset counts from the part of the start line that it lies in.
  MessageViolation in_start_line(const Violation& found) const {
    const std::string_view written = std::string_view(out_).substr(begin_);
    std::size_t begin = 0;
    for (std::size_t space = written.find(' '); space < found.offset;
         space = written.find(' ', begin)) {
      begin = space + 1;
    }
    return {Part::start_line, 0, {found.rule, found.offset - begin, found.member}};
  }

  // The line of a field begins at `line`; what lies before its value is about the field as a whole.
  static MessageViolation on_line(const Violation& found, std::size_t line, Part part,
                                  std::size_t index, const FieldView& field) {
    const std::size_t value = line + field.name.size() + 2;
    const std::size_t offset = found.offset > value ? found.offset - value : 0;
    return {part, index, {found.rule, offset, found.member}};
  }

  static std::size_t size_of(std::span<const FieldView> fields) {
    std::size_t size = 0;
    for (const FieldView& field : fields) {
      size += field.name.size() + 2 + field.value.size() + kLineEnd.size();
    }
    return size;
  }

  std::string& out_;
  std::size_t begin_;
  MessageKind kind_;
};

void append_version(int minor_version, std::string& out) {
  out += minor_version == 0 ? "HTTP/1.0" : "HTTP/1.1";
}

// RFC 9110 section 8.6: a user agent should send Content-Length when the method gives content a
// meaning, even where there is none.
bool gives_content_meaning(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

}  // namespace

std::optional<MessageViolation> write_request(const RequestView& request, std::string& out) {
  if (auto violation = check_part(request.method, Rule::http_method, false)) return violation;
  if (auto violation = check_part(request.target, Rule::http_target_character, false)) {
    return violation;
  }
  Writer writer(out, MessageKind::request);
  out.append(request.method).append(" ").append(request.target).append(" ");
  append_version(request.minor_version, out);
  out += kLineEnd;
  return writer.finish(request.fields, request.content, request.trailers,
                       gives_content_meaning(request.method), true);
}

std::optional<MessageViolation> write_response(const ResponseView& response, MessageKind kind,
                                               std::string& out) {
  CONNECTORGROUP_ASSERT(kind != MessageKind::request);
  if (auto violation = check_part(response.reason, Rule::http_status_line_reason, true)) {
    return violation;
  }
  if (response.status < 100 || response.status > 599) {
    return MessageViolation{Part::start_line, 0, {Rule::http_status_range, 0}};
  }
  Writer writer(out, kind);
  append_version(response.minor_version, out);
  out += ' ';
  append_number(static_cast<std::uint64_t>(response.status), 10, out);
  out.append(" ").append(response.reason).append(kLineEnd);
  const bool has_content = kind == MessageKind::response && !status_has_no_content(response.status);
  return writer.finish(response.fields, response.content, response.trailers, has_content,
                       has_content);
}

}  // namespace connectorgroup
