// The right answer is taken apart and put together again with one fault. What a writer of the model
// refuses to write is put together here by hand.

#include "properties/conformance/serve/served_misbehaviour.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "model/assertion.h"
#include "model/http/reader.h"
#include "model/http/writer.h"
#include "properties/conformance/serve/wrong_content.h"

namespace connectorgroup {
namespace {

using Then = ServedAnswer::Then;

// A status line and fields, without those of framing; `framing` are lines in their place.
std::string head(const Response& response, std::string_view framing) {
  std::string octets = "HTTP/1.1 " + std::to_string(response.status) + " " + response.reason;
  octets += "\r\n";
  for (const Field& field : response.fields) {
    if (equal_ignoring_case(field.name, "Content-Length")) continue;
    octets.append(field.name).append(": ").append(field.value).append("\r\n");
  }
  return octets.append(framing).append("\r\n");
}

std::string length_line(std::size_t length) {
  return "Content-Length: " + std::to_string(length) + "\r\n";
}

// With its true length.
std::string whole(const Response& response) {
  return head(response, length_line(response.content.size())) + response.content;
}

constexpr std::string_view kChunked = "Transfer-Encoding: chunked\r\n";

std::string chunk(std::string_view octets, std::string_view extension = {}) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string size;
  for (std::size_t rest = octets.size(); rest > 0; rest /= 16) size += kDigits[rest % 16];
  std::reverse(size.begin(), size.end());
  return size.append(extension).append("\r\n").append(octets).append("\r\n");
}

Response with_field(Response response, std::string_view name, std::string_view value) {
  for (Field& field : response.fields) {
    if (!equal_ignoring_case(field.name, name)) continue;
    field.value = value;
    return response;
  }
  response.fields.push_back({std::string(name), std::string(value)});
  return response;
}

Response without_field(Response response, std::string_view name) {
  std::erase_if(response.fields,
                [name](const Field& field) { return equal_ignoring_case(field.name, name); });
  return response;
}

Response with_status(Response response, int status, std::string_view reason) {
  response.status = status;
  response.reason = reason;
  return response;
}

template <std::string (*Edit)(std::string_view)>
ServedAnswer with_content(const Response& right) {
  Response wrong = right;
  wrong.content = Edit(right.content);
  return {whole(wrong)};
}

// --- Where the answer ends.

ServedAnswer wrong_length_short(const Response& right) {
  return {head(right, length_line(right.content.size() - 1)) + right.content};
}
ServedAnswer wrong_length_long(const Response& right) {
  return {head(right, length_line(right.content.size() + 1)) + right.content, Then::close};
}
ServedAnswer octets_after(const Response& right) { return {whole(right) + "\r\n\r\n{}"}; }
ServedAnswer two_lengths(const Response& right) {
  const std::size_t size = right.content.size();
  return {head(right, length_line(size) + length_line(size + 1)) + right.content, Then::close};
}
ServedAnswer length_and_chunked(const Response& right) {
  const std::string framing = length_line(right.content.size()).append(kChunked);
  return {head(right, framing) + chunk(right.content) + "0\r\n\r\n", Then::close};
}
std::string half(const Response& right) {
  return head(right, length_line(right.content.size())) +
         right.content.substr(0, right.content.size() / 2);
}
ServedAnswer truncated_body(const Response& right) { return {half(right), Then::close}; }
ServedAnswer truncated_fields(const Response& right) {
  const std::string octets = head(right, {});
  return {octets.substr(0, octets.size() / 2), Then::close};
}
ServedAnswer reset(const Response& right) { return {half(right), Then::reset}; }
ServedAnswer silent(const Response&) { return {{}, Then::fall_silent}; }

// --- Chunks.

ServedAnswer chunked(const Response& right) {
  const std::string_view content = right.content;
  const std::size_t middle = content.size() / 2;
  return {head(right, kChunked) + chunk(content.substr(0, middle)) + chunk(content.substr(middle)) +
          "0\r\n\r\n"};
}
ServedAnswer chunked_trailers(const Response& right) {
  return {head(right, kChunked) + chunk(right.content, ";part=\"1\"") +
          "0;last\r\nX-Checked: yes\r\n\r\n"};
}
ServedAnswer bad_chunk(const Response& right) {
  return {head(right, kChunked) + "x" + chunk(right.content) + "0\r\n\r\n", Then::close};
}
ServedAnswer chunk_too_long(const Response& right) {
  std::string octets = chunk(right.content);
  octets.insert(octets.size() - 2, "}");
  return {head(right, kChunked) + octets + "0\r\n\r\n", Then::close};
}
ServedAnswer chunks_without_end(const Response& right) {
  return {head(right, kChunked) + chunk(right.content), Then::close};
}

// --- Lines and fields.

ServedAnswer bare_lf(const Response& right) {
  std::string octets = whole(right);
  octets.erase(octets.find('\r'), 1);
  return {octets, Then::close};
}
ServedAnswer folded_field(const Response& right) {
  return {whole(with_field(right, "X-Folded", "one\r\n two")), Then::close};
}
ServedAnswer space_before_colon(const Response& right) {
  std::string octets = whole(right);
  octets.insert(octets.find(':'), 1, ' ');
  return {octets, Then::close};
}
ServedAnswer wrong_content_type(const Response& right) {
  return {whole(with_field(right, "Content-Type", "text/html; charset=utf-8"))};
}
ServedAnswer wrong_charset(const Response& right) {
  return {whole(with_field(right, "Content-Type", "application/json; charset=iso-8859-1"))};
}
ServedAnswer no_content_type(const Response& right) {
  return {whole(without_field(right, "Content-Type"))};
}
ServedAnswer coded_content(const Response& right) {
  return {whole(with_field(right, "Content-Encoding", "gzip"))};
}
ServedAnswer bad_location(const Response& right) {
  return {whole(with_field(right, "Location", "/beta/connectorGroups/{id}"))};
}

// --- Statuses.

ServedAnswer wrong_status(const Response& right) {
  return {whole(with_status(right, 202, "Accepted"))};
}
ServedAnswer no_body(const Response& right) {
  Response wrong = right;
  wrong.content.clear();
  return {whole(wrong)};
}
ServedAnswer bad_error_object(const Response& right) {
  Response wrong = with_status(without_field(right, "Location"), 500, "Internal Server Error");
  wrong.content = R"({"error":{"message":"An error object without a code."}})";
  return {whole(wrong)};
}
ServedAnswer no_challenge(const Response& right) {
  Response wrong = with_status(without_field(right, "Location"), 401, "Unauthorized");
  wrong.content = R"({"error":{"code":"unauthorized","message":"Without WWW-Authenticate."}})";
  return {whole(wrong)};
}

// --- What a client must accept.

ServedAnswer slow_drip(const Response& right) {
  ServedAnswer answer{whole(right)};
  answer.dripping = true;
  return answer;
}
ServedAnswer until_close(const Response& right) {
  return {head(with_field(right, "Connection", "close"), {}) + right.content, Then::close};
}
ServedAnswer other_spelling(const Response& right) {
  Response other = right;
  for (Field& field : other.fields) {
    std::transform(field.name.begin(), field.name.end(), field.name.begin(), [](char octet) {
      return octet >= 'A' && octet <= 'Z' ? static_cast<char>(octet - 'A' + 'a') : octet;
    });
    field.value.insert(0, 1, '\t').append(" ");
  }
  other.reason.clear();
  other.content = wrong_content::spelled_otherwise(right.content);
  return {whole(other)};
}

namespace content = wrong_content;

constexpr std::array kMisbehaviours{
    ServedMisbehaviour{"wrong-length-short", "Content-Length is one less than the body has.",
                       Rule::json_text_incomplete, wrong_length_short},
    ServedMisbehaviour{"wrong-length-long",
                       "Content-Length is one more than the body has; then the end.",
                       Rule::http_message_incomplete, wrong_length_long},
    ServedMisbehaviour{"octets-after", "The answer is followed by octets that are none.",
                       Rule::http_message_trailing, octets_after},
    ServedMisbehaviour{"two-lengths", "There are two Content-Lengths, which differ.",
                       Rule::http_content_length_differ, two_lengths},
    ServedMisbehaviour{"length-and-chunked", "There are Content-Length and chunks.",
                       Rule::http_transfer_encoding_with_length, length_and_chunked},
    ServedMisbehaviour{"truncated-body", "The connection ends in the middle of the body.",
                       Rule::http_message_incomplete, truncated_body},
    ServedMisbehaviour{"truncated-fields", "The connection ends in the middle of the fields.",
                       Rule::http_message_incomplete, truncated_fields},
    ServedMisbehaviour{"reset", "The connection is reset in the middle of the body.",
                       Rule::http_message_incomplete, reset},
    ServedMisbehaviour{"silent", "Nothing is answered, and the connection stays open.",
                       Rule::http_message_incomplete, silent},
    ServedMisbehaviour{"chunked", "The body comes in two chunks, as it may.", std::nullopt,
                       chunked},
    ServedMisbehaviour{"chunked-trailers",
                       "The body comes in chunks with extensions and a trailer, as it may.",
                       std::nullopt, chunked_trailers},
    ServedMisbehaviour{"bad-chunk", "A chunk's size is no number.", Rule::http_chunk_size,
                       bad_chunk},
    ServedMisbehaviour{"chunk-too-long", "A chunk has an octet more than its size says.",
                       Rule::http_chunk_data_end, chunk_too_long},
    ServedMisbehaviour{"chunks-without-end", "The connection ends before the last chunk.",
                       Rule::http_message_incomplete, chunks_without_end},
    ServedMisbehaviour{"slow-drip", "The octets come one by one, as they may.", std::nullopt,
                       slow_drip},
    ServedMisbehaviour{"until-close", "The body ends with the connection, as it may.", std::nullopt,
                       until_close},
    ServedMisbehaviour{"other-spelling",
                       "The same answer with other white space, escapes, order and case.",
                       std::nullopt, other_spelling},
    ServedMisbehaviour{"bare-lf", "The status line ends in LF without CR.", Rule::http_line_bare_lf,
                       bare_lf},
    ServedMisbehaviour{"folded-field", "A field is continued on a second line.",
                       Rule::http_field_obs_fold, folded_field},
    ServedMisbehaviour{"space-before-colon", "A space stands between a field's name and its colon.",
                       Rule::http_field_name_space, space_before_colon},
    ServedMisbehaviour{"wrong-content-type", "Content-Type is text/html.",
                       Rule::exchange_content_type_json, wrong_content_type},
    ServedMisbehaviour{"wrong-charset", "Content-Type says ISO-8859-1.",
                       Rule::exchange_content_type_charset, wrong_charset},
    ServedMisbehaviour{"no-content-type", "There is no Content-Type.",
                       Rule::exchange_content_type_missing, no_content_type},
    ServedMisbehaviour{"coded-content", "Content-Encoding says gzip, of plain JSON.",
                       Rule::exchange_content_encoding, coded_content},
    ServedMisbehaviour{"bad-location", "Location holds braces.", Rule::exchange_location_syntax,
                       bad_location},
    ServedMisbehaviour{"wrong-status", "The status is 202.", Rule::exchange_status, wrong_status},
    ServedMisbehaviour{"201-without-body", "The group was created, and isn't in the answer.",
                       Rule::json_text_incomplete, no_body},
    ServedMisbehaviour{"bad-error-object", "Status 500, with an error object that has no code.",
                       Rule::body_member_missing, bad_error_object},
    ServedMisbehaviour{"no-challenge", "Status 401 without WWW-Authenticate.",
                       Rule::exchange_www_authenticate_missing, no_challenge},
    ServedMisbehaviour{"extra-members", "The group has members that aren't known, as it may.",
                       std::nullopt, with_content<content::with_extra_members>},
    ServedMisbehaviour{"duplicate-members", "The group has its name twice.",
                       Rule::body_member_duplicate, with_content<content::with_duplicate>},
    ServedMisbehaviour{"missing-member", "The group has no id.", Rule::body_member_missing,
                       with_content<content::without_id>},
    ServedMisbehaviour{"null-member", "The group's name is null.", Rule::body_member_null,
                       with_content<content::with_null_name>},
    ServedMisbehaviour{"wrong-type", "isDefault is a string.", Rule::body_member_type,
                       with_content<content::with_wrong_type>},
    ServedMisbehaviour{"array", "The group stands in an array.", Rule::body_object,
                       with_content<content::in_array>},
    ServedMisbehaviour{"trailing-comma", "A comma stands before the closing brace.",
                       Rule::json_object_trailing_comma,
                       with_content<content::with_trailing_comma>},
    ServedMisbehaviour{"single-quotes", "A string stands in single quotes.",
                       Rule::json_string_single_quote, with_content<content::with_single_quotes>},
    ServedMisbehaviour{"comment", "The JSON has a comment.", Rule::json_comment,
                       with_content<content::with_comment>},
    ServedMisbehaviour{"byte-order-mark", "The JSON begins with a byte order mark.",
                       Rule::json_text_bom, with_content<content::with_byte_order_mark>},
    ServedMisbehaviour{"invalid-utf8", "A string is in ISO-8859-1, which isn't UTF-8.",
                       Rule::json_utf8_truncated, with_content<content::with_invalid_utf8>},
    ServedMisbehaviour{"lone-surrogate", "A string holds half of an escaped surrogate pair.",
                       Rule::json_string_lone_surrogate, with_content<content::with_surrogate>},
    ServedMisbehaviour{"not-a-number", "A member that isn't known is NaN.",
                       Rule::json_number_not_finite, with_content<content::with_not_a_number>},
};

}  // namespace

std::span<const ServedMisbehaviour> served_misbehaviours() { return kMisbehaviours; }

const ServedMisbehaviour* find_served_misbehaviour(std::string_view name) {
  const auto* const found =
      std::find_if(kMisbehaviours.begin(), kMisbehaviours.end(),
                   [name](const ServedMisbehaviour& row) { return row.name == name; });
  return found == kMisbehaviours.end() ? nullptr : found;
}

ServedAnswer misbehave(const ServedMisbehaviour& misbehaviour, std::string_view right,
                       const Contract& contract) {
  MessageReader reader(MessageKind::response);
  CONNECTORGROUP_ASSERT(reader.read(right) == ReadState::complete);
  const Response response = own(reader.response());
  const std::span<const int> statuses = contract.success_statuses;
  if (std::find(statuses.begin(), statuses.end(), response.status) == statuses.end()) {
    return {std::string(right)};
  }
  return misbehaviour.answer(response);
}

}  // namespace connectorgroup
