#include "properties/edits/message_text.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace connectorgroup {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kWhiteSpace = " \t";

bool is_digit(char octet) { return octet >= '0' && octet <= '9'; }

// The value of digits, up to what a size can be; nothing for anything else.
std::optional<std::size_t> number(std::string_view digits, std::size_t base) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max() / 32;
  if (digits.empty()) return std::nullopt;
  std::size_t value = 0;
  for (const char octet : digits) {
    const char lower = octet >= 'A' && octet <= 'F' ? static_cast<char>(octet + 32) : octet;
    const std::size_t place = kDigits.find(lower);
    if (place >= base || value > kMost) return std::nullopt;
    value = value * base + place;
  }
  return value;
}

class Parse {
 public:
  Parse(std::string text, MessageKind kind) {
    message_.text = std::move(text);
    message_.kind = kind;
  }

  std::optional<MessageText> parse() {
    if (message_.kind == MessageKind::request && rest().starts_with(kLineEnd)) at_ = 2;
    const bool whole = start_line() && field_lines(message_.fields, message_.empty_line) &&
                       content() && at_ == message_.text.size();
    if (!whole) return std::nullopt;
    return std::move(message_);
  }

 private:
  std::string_view rest() const { return std::string_view(message_.text).substr(at_); }
  std::string_view view(TextRange range) const { return message_.at(range); }

  // The next line, with its end.
  std::optional<TextRange> line() {
    const std::size_t end = message_.text.find(kLineEnd, at_);
    if (end == std::string::npos) return std::nullopt;
    const TextRange line{at_, end + kLineEnd.size()};
    at_ = line.end;
    return line;
  }
  static TextRange without_end(TextRange line) { return {line.begin, line.end - kLineEnd.size()}; }

  bool start_line() {
    const auto whole = line();
    if (!whole) return false;
    message_.start_line = *whole;
    const TextRange parts = without_end(*whole);
    const std::size_t first = message_.text.find(' ', parts.begin);
    if (first >= parts.end) return false;
    return message_.kind == MessageKind::request ? request_line(parts, first)
                                                 : status_line(parts, first);
  }

  bool request_line(TextRange line, std::size_t first) {
    const std::size_t second = message_.text.find(' ', first + 1);
    if (second >= line.end) return false;
    message_.method = {line.begin, first};
    message_.target = {first + 1, second};
    message_.version = {second + 1, line.end};
    return is_version(message_.version);
  }

  bool status_line(TextRange line, std::size_t first) {
    const std::size_t second = message_.text.find(' ', first + 1);
    if (second >= line.end || second != first + 4) return false;
    message_.version = {line.begin, first};
    message_.status = {first + 1, second};
    message_.reason = {second + 1, line.end};
    const std::string_view status = view(message_.status);
    return is_version(message_.version) && std::all_of(status.begin(), status.end(), is_digit);
  }

  bool is_version(TextRange range) const {
    return range.size() == std::string_view("HTTP/1.1").size() &&
           is_digit(message_.text[range.end - 1]);
  }

  bool field_lines(std::vector<FieldText>& fields, TextRange& empty_line) {
    while (!rest().starts_with(kLineEnd)) {
      const auto whole = line();
      if (!whole || !field_line(*whole, fields)) return false;
    }
    empty_line = {at_, at_ + kLineEnd.size()};
    at_ = empty_line.end;
    return true;
  }

  bool field_line(TextRange line, std::vector<FieldText>& fields) {
    const TextRange octets = without_end(line);
    const std::size_t colon = message_.text.find(':', octets.begin);
    if (colon >= octets.end || colon == octets.begin) return false;
    TextRange value{colon + 1, octets.end};
    const std::string_view with_space = view(value);
    const std::size_t begin = with_space.find_first_not_of(kWhiteSpace);
    if (begin == std::string_view::npos) {
      value.begin = value.end;
    } else {
      value.end = value.begin + with_space.find_last_not_of(kWhiteSpace) + 1;
      value.begin += begin;
    }
    fields.push_back({line, {octets.begin, colon}, value});
    return true;
  }

  bool content() {
    message_.content = {at_, message_.text.size()};
    const FieldText* length = find_field(message_, "Content-Length");
    const bool chunks = find_field(message_, "Transfer-Encoding") != nullptr;
    const int status = message_.status_code();
    if (message_.kind == MessageKind::response_to_head || status / 100 == 1 || status == 204 ||
        status == 304) {
      message_.framed = Framed::no_content;
    } else if (chunks) {
      message_.framed = Framed::chunked;
      return chunked();
    } else if (length != nullptr) {
      message_.framed = Framed::counted;
      return number(view(length->value), 10) == rest().size() && take_rest();
    } else if (message_.kind == MessageKind::response) {
      message_.framed = Framed::until_close;
      return take_rest();
    }
    return true;
  }

  bool take_rest() {
    at_ = message_.text.size();
    return true;
  }

  bool chunked() {
    constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";
    for (;;) {
      const auto whole = line();
      if (!whole) return false;
      const TextRange octets = without_end(*whole);
      const std::size_t digits =
          std::min(view(octets).find_first_not_of(kHexDigits), octets.size());
      const TextRange size{octets.begin, octets.begin + digits};
      const auto value = number(view(size), 16);
      if (!value || *value > rest().size()) return false;
      message_.chunks.push_back({*whole, size, {size.end, octets.end}, {at_, at_ + *value}});
      if (*value == 0) break;
      at_ += *value;
      if (!rest().starts_with(kLineEnd)) return false;
      at_ += kLineEnd.size();
    }
    TextRange last_line;
    return field_lines(message_.trailers, last_line);
  }

  MessageText message_;
  std::size_t at_ = 0;
};

std::size_t section_size(const std::vector<FieldText>& fields) {
  std::size_t size = 0;
  for (const FieldText& field : fields) size += field.line.size();
  return size;
}

bool lines_fit(const std::vector<FieldText>& fields, std::size_t line_max) {
  return std::all_of(fields.begin(), fields.end(), [line_max](const FieldText& field) {
    return field.line.size() - kLineEnd.size() <= line_max;
  });
}

}  // namespace

int MessageText::status_code() const {
  int code = 0;
  for (const char digit : at(status)) code = code * 10 + (digit - '0');
  return code;
}

std::string MessageText::content_octets() const {
  if (framed != Framed::chunked) return std::string(at(content));
  std::string octets;
  for (const ChunkText& chunk : chunks) octets += at(chunk.data);
  return octets;
}

std::optional<MessageText> parse_message(std::string text, MessageKind kind) {
  return Parse(std::move(text), kind).parse();
}

const FieldText* find_field(const MessageText& message, std::string_view name) {
  for (const FieldText& field : message.fields) {
    if (equal_ignoring_case(message.at(field.name), name)) return &field;
  }
  return nullptr;
}

bool is_framing_field(std::string_view name) {
  return equal_ignoring_case(name, "Content-Length") ||
         equal_ignoring_case(name, "Transfer-Encoding");
}

bool fits(const MessageText& message, const HttpLimits& limits) {
  std::size_t extensions = 0;
  for (const ChunkText& chunk : message.chunks) {
    extensions += chunk.extensions.size();
    if (chunk.line.size() - kLineEnd.size() > limits.line_max) return false;
  }
  return message.start_line.size() - kLineEnd.size() <= limits.line_max &&
         lines_fit(message.fields, limits.line_max) &&
         lines_fit(message.trailers, limits.line_max) &&
         message.fields.size() + message.trailers.size() <= limits.fields_max &&
         section_size(message.fields) + section_size(message.trailers) <=
             limits.field_section_max &&
         extensions <= limits.chunk_extensions_max &&
         message.content_octets().size() <= limits.content_max;
}

}  // namespace connectorgroup
