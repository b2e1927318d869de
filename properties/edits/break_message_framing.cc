// Faults in the fields that route and frame a message: Host, Content-Length, Transfer-Encoding.
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "properties/edits/message_fault.h"
#include "properties/edits/respell_message.h"

namespace connectorgroup {
namespace {

constexpr std::string_view kHost = "Host";
constexpr std::string_view kContentLength = "Content-Length";
constexpr std::string_view kTransferEncoding = "Transfer-Encoding";

// A value that takes another's place, and where in it the fault shows: at its end, at what ends it.
struct Value {
  std::string_view text;
  std::size_t fault_at;
};

Fault with_value(const FieldText& field, const Value& value, std::string_view member) {
  return fault_in({field.value.begin, field.value.end, std::string(value.text)}, value.fault_at,
                  member);
}

// A fault that only the line's end shows: white space behind the value goes, so that it follows.
Fault with_value_at_line_end(const FieldText& field, std::string_view value,
                             std::string_view member) {
  return fault_in({field.value.begin, field.line.end - 2, std::string(value)}, value.size(),
                  member);
}

// --- Host.

std::optional<Fault> host_missing(const MessagePlanting& p) {
  if (!p.is_request() || p.message.minor_version() == 0) return std::nullopt;
  const FieldText* host = find_field(p.message, kHost);
  if (host == nullptr) return std::nullopt;
  const std::size_t offset = p.message.empty_line.begin - host->line.size();
  return Fault{{host->line.begin, host->line.end, {}}, offset, kHost};
}

std::optional<Fault> host_repeated(const MessagePlanting& p) {
  if (!p.is_request() || !make_host(p)) return std::nullopt;
  constexpr std::array<std::string_view, 4> kHosts{"h", "graph.microsoft.com", "", "u@"};
  const FieldText& host = *find_field(p.message, kHost);
  const std::size_t place = any_field_place(p);
  // The first of the two is judged before there is a second.
  const bool first = place <= host.line.begin;
  const std::string_view value = first ? kHosts[p.random.below(2)] : one_of(kHosts, p.random);
  return second_of_two(place, field_line(kHost, value, p.random), 0, host.line.begin, kHost);
}

std::optional<Fault> host_value(const MessagePlanting& p) {
  if (!p.is_request() || !make_host(p)) return std::nullopt;
  constexpr std::array<Value, 20> kValues{{{"a b", 2},
                                           {"u@h", 1},
                                           {"http://h", 5},
                                           {"a/b", 1},
                                           {"a:b", 2},
                                           {"a:80x", 4},
                                           {"a:1:2", 3},
                                           {"%zz", 1},
                                           {"%4g", 2},
                                           {"[1::2::3]", 6},
                                           {"[12345::]", 5},
                                           {"[::1.2.3.256]", 11},
                                           {"[1:2:3]", 6},
                                           {"[1:2:3:4:5:6:7:8:9]", 16},
                                           {"[fe80::1%25e]", 8},
                                           {"[v.a]", 2},
                                           {"[]", 1},
                                           {"[::]a", 4},
                                           {"a[b]", 1},
                                           {"\xC3\xA9", 0}}};
  constexpr std::array<std::string_view, 5> kCut{"[::1", "a%", "a%4", "[v1.", "[1:2"};
  const FieldText& host = *find_field(p.message, kHost);
  if (p.random.chance(1, 5)) return with_value_at_line_end(host, one_of(kCut, p.random), kHost);
  return with_value(host, one_of(kValues, p.random), kHost);
}

std::optional<Fault> host_empty(const MessagePlanting& p) {
  if (!p.is_request() || !make_host(p)) return std::nullopt;
  const FieldText& host = *find_field(p.message, kHost);
  if (p.random.chance(1, 2)) return with_value_at_line_end(host, "", kHost);
  return with_value(host, {p.random.chance(1, 2) ? ":80" : ":", 0}, kHost);
}

// --- Content-Length.

std::optional<Fault> length_digits(const MessagePlanting& p) {
  if (!make_counted(p)) return std::nullopt;
  const FieldText& field = *find_field(p.message, kContentLength);
  const TextRange value = field.value;
  const std::string digits(p.message.at(value));
  switch (p.random.below(5)) {
    case 0:
      return with_value_at_line_end(field, p.random.chance(1, 2) ? "" : digits + ",",
                                    kContentLength);
    case 1: {
      const std::string two = digits + " " + digits;
      return with_value(field, {two, digits.size() + 1}, kContentLength);
    }
    case 2: {
      const auto [text, fault_at] = in_other_notation(digits, p.random);
      return with_value(field, {text, fault_at}, kContentLength);
    }
    default:
      break;
  }
  const std::size_t index = p.random.below(digits.size() + 1);
  const char octet = any_octet(p.random, [index](char c) {
    return is_dark(c) && !is_control(c) && !is_among(kDecimalDigits, c) && (c != ',' || index == 0);
  });
  const std::size_t place = value.begin + index;
  return fault_in({place, place, std::string(1, octet)}, 0, kContentLength);
}

std::optional<Fault> length_range(const MessagePlanting& p) {
  if (!make_counted(p)) return std::nullopt;
  constexpr std::array<std::string_view, 5> kTooLarge{
      "18446744073709551616", "18446744073709551617", "99999999999999999999",
      "0000018446744073709551616", "340282366920938463463374607431768211456"};
  return with_value(*find_field(p.message, kContentLength), {one_of(kTooLarge, p.random), 0},
                    kContentLength);
}

// A second number, in the same field or in another one.
Fault second_length(const MessagePlanting& p, const std::string& number) {
  const FieldText& field = *find_field(p.message, kContentLength);
  if (p.random.chance(1, 3)) {
    const std::string between = any_white_space(p.random) + "," + any_white_space(p.random);
    return fault_in({field.value.end, field.value.end, between + number}, between.size(),
                    kContentLength);
  }
  const std::string line = field_line(kContentLength, number, p.random);
  const std::size_t number_at = line.find_first_of(kDecimalDigits);
  return second_of_two(any_field_place(p), line, number_at, field.value.begin, kContentLength);
}

std::optional<Fault> length_repeated(const MessagePlanting& p) {
  if (!make_counted(p)) return std::nullopt;
  const std::string number = std::to_string(p.message.content.size());
  return second_length(p, std::string(p.random.below(3), '0') + number);
}

std::optional<Fault> length_differ(const MessagePlanting& p) {
  if (!make_counted(p)) return std::nullopt;
  const std::size_t size = p.message.content.size();
  const std::size_t other = p.random.chance(1, 2) ? size + 1 : (size > 0 ? size - 1 : 100);
  // Of a list or of two fields, the first is judged by itself; so it must be possible.
  if (other > p.limits.content_max) return std::nullopt;
  return second_length(p, std::to_string(other));
}

// --- Both, or where neither may be.

// A status that says by itself that there is no content.
bool make_informing(const MessagePlanting& p) {
  if (p.is_request()) return false;
  const int status = p.message.status_code();
  if (status / 100 == 1 || status == 204) return true;
  MessageDraft draft = draft_of(p.message);
  if (draft.framed != Framed::no_content) frame(draft, Framed::until_close, p.random);
  while (const auto place = find_field(draft, kContentLength)) {
    draft.fields.erase(draft.fields.begin() + static_cast<std::ptrdiff_t>(*place));
  }
  while (const auto place = find_field(draft, kTransferEncoding)) {
    draft.fields.erase(draft.fields.begin() + static_cast<std::ptrdiff_t>(*place));
  }
  draft.framed = Framed::no_content;
  draft.content.clear();
  constexpr std::array<std::string_view, 4> kStatuses{"204", "204", "100", "199"};
  set_status(draft, one_of(kStatuses, p.random));
  return rebuild(p, draft);
}

std::optional<Fault> no_content_framing(const MessagePlanting& p) {
  if (!make_informing(p)) return std::nullopt;
  const bool length = p.random.chance(1, 2);
  const std::string_view name = length ? kContentLength : kTransferEncoding;
  const std::string line = field_line(name, length ? "0" : "chunked", p.random);
  const std::size_t place = any_field_place(p);
  return fault_in({place, place, line}, 0, name);
}

// Where a message to HEAD, or of status 304, has neither field, it gets a length.
bool make_framed_by_field(const MessagePlanting& p) {
  if (find_field(p.message, kContentLength) != nullptr ||
      find_field(p.message, kTransferEncoding) != nullptr) {
    return true;
  }
  if (p.message.framed != Framed::no_content) return make_counted(p);
  const int status = p.message.status_code();
  if (status / 100 == 1 || status == 204) return false;
  MessageDraft draft = draft_of(p.message);
  insert_field(draft.fields, any_place(draft.fields, p.random), {"Content-Length", "3"});
  return rebuild(p, draft);
}

std::optional<Fault> with_length(const MessagePlanting& p) {
  if (p.message.minor_version() == 0 || !make_framed_by_field(p)) return std::nullopt;
  const FieldText* length = find_field(p.message, kContentLength);
  const FieldText& old = length != nullptr ? *length : *find_field(p.message, kTransferEncoding);
  const std::string_view added = length != nullptr ? kTransferEncoding : kContentLength;
  const std::size_t place = any_field_place(p);
  const bool first = place <= old.line.begin;
  const std::string_view later = first == (length != nullptr) ? kContentLength : kTransferEncoding;
  return second_of_two(place, field_line(added, length != nullptr ? "chunked" : "0", p.random), 0,
                       old.line.begin, later);
}

// --- Transfer-Encoding.

bool make_version_one_zero(const MessagePlanting& p) {
  if (p.message.minor_version() == 0) return true;
  MessageDraft draft = draft_of(p.message);
  if (draft.framed == Framed::chunked) frame(draft, Framed::counted, p.random);
  if (find_field(draft, kTransferEncoding)) return false;
  set_minor_version(draft, '0');
  return rebuild(p, draft);
}

// A chunked message that is said to be of HTTP/1.0, or a message of HTTP/1.0 that gets the field.
std::optional<Fault> codings_version(const MessagePlanting& p) {
  const int status = p.message.status_code();
  if (status / 100 == 1 || status == 204) return std::nullopt;
  if (p.random.chance(1, 2) && make_chunked(p)) {
    const std::size_t digit = p.message.version.end - 1;
    return Fault{{digit, digit + 1, "0"},
                 find_field(p.message, kTransferEncoding)->name.begin,
                 kTransferEncoding};
  }
  if (!make_version_one_zero(p)) return std::nullopt;
  constexpr std::array<std::string_view, 4> kCodings{"chunked", "gzip", "", "identity"};
  const std::string line = field_line(kTransferEncoding, one_of(kCodings, p.random), p.random);
  const std::size_t place = any_field_place(p);
  return fault_in({place, place, line}, 0, kTransferEncoding);
}

std::optional<Fault> codings_syntax(const MessagePlanting& p) {
  if (!make_chunked(p)) return std::nullopt;
  constexpr std::array<Value, 8> kValues{{{"chunked chunked", 8},
                                          {"chunked/1", 7},
                                          {"=chunked", 0},
                                          {"\"chunked\"", 0},
                                          {"chunked, =", 9},
                                          {"(chunked)", 0},
                                          {";q=1", 0},
                                          {", ;", 2}}};
  constexpr std::array<std::string_view, 4> kEmpty{"", ",", " , ,", ",,"};
  const FieldText& field = *find_field(p.message, kTransferEncoding);
  if (p.random.chance(1, 3)) {
    return with_value_at_line_end(field, one_of(kEmpty, p.random), kTransferEncoding);
  }
  return with_value(field, one_of(kValues, p.random), kTransferEncoding);
}

std::optional<Fault> codings_unknown(const MessagePlanting& p) {
  if (!make_chunked(p)) return std::nullopt;
  constexpr std::array<Value, 9> kValues{{{"gzip, chunked", 0},
                                          {"identity,chunked", 0},
                                          {"xchunked", 0},
                                          {"chunkedx", 0},
                                          {"chunke", 0},
                                          {",\tdeflate , chunked", 2},
                                          {"gzip", 0},
                                          {"identity", 0},
                                          {"c", 0}}};
  return with_value(*find_field(p.message, kTransferEncoding), one_of(kValues, p.random),
                    kTransferEncoding);
}

std::optional<Fault> chunked_last(const MessagePlanting& p) {
  if (!make_chunked(p)) return std::nullopt;
  constexpr std::array<Value, 4> kValues{{{"chunked, gzip", 9},
                                          {"chunked,x", 8},
                                          {"Chunked ,, identity", 11},
                                          {",chunked,chunkedx", 9}}};
  const FieldText& field = *find_field(p.message, kTransferEncoding);
  if (p.random.chance(1, 4)) {
    const std::string line = field_line(kTransferEncoding, "gzip", p.random);
    return fault_in({field.line.end, field.line.end, line}, line.find("gzip"), kTransferEncoding);
  }
  return with_value(field, one_of(kValues, p.random), kTransferEncoding);
}

std::optional<Fault> chunked_twice(const MessagePlanting& p) {
  if (!make_chunked(p)) return std::nullopt;
  constexpr std::array<Value, 3> kValues{
      {{"chunked, chunked", 9}, {"chunked,CHUNKED", 8}, {"chunked , ,chunked", 11}}};
  const FieldText& field = *find_field(p.message, kTransferEncoding);
  if (p.random.chance(1, 3)) {
    const std::string line = field_line(kTransferEncoding, "chunked", p.random);
    const std::size_t coding = p.message.at(field.value).find_first_not_of(", \t");
    return second_of_two(any_field_place(p), line, line.find("chunked"), field.value.begin + coding,
                         kTransferEncoding);
  }
  return with_value(field, one_of(kValues, p.random), kTransferEncoding);
}

std::optional<Fault> codings_parameters(const MessagePlanting& p) {
  if (!make_chunked(p)) return std::nullopt;
  constexpr std::array<Value, 4> kValues{
      {{"chunked;q=1", 7}, {"chunked ; a=b", 8}, {"chunked;", 7}, {"chunked;\"", 7}}};
  return with_value(*find_field(p.message, kTransferEncoding), one_of(kValues, p.random),
                    kTransferEncoding);
}

constexpr std::array<MessagePlanter, 16> kPlanters{{
    {Rule::http_host_missing, host_missing},
    {Rule::http_host_repeated, host_repeated},
    {Rule::http_host_value, host_value},
    {Rule::http_host_empty, host_empty},
    {Rule::http_content_length_digits, length_digits},
    {Rule::http_content_length_range, length_range},
    {Rule::http_content_length_repeated, length_repeated},
    {Rule::http_content_length_differ, length_differ},
    {Rule::http_no_content_framing, no_content_framing},
    {Rule::http_transfer_encoding_with_length, with_length},
    {Rule::http_transfer_encoding_version, codings_version},
    {Rule::http_transfer_encoding_syntax, codings_syntax},
    {Rule::http_transfer_encoding_unknown, codings_unknown},
    {Rule::http_transfer_encoding_chunked_last, chunked_last},
    {Rule::http_transfer_encoding_chunked_twice, chunked_twice},
    {Rule::http_transfer_encoding_parameters, codings_parameters},
}};

}  // namespace

std::span<const MessagePlanter> framing_planters() { return kPlanters; }

}  // namespace connectorgroup
