// Readers of create requests that go wrong about credentials, about media types, or about the body
// as a message carries it.

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/body/reference_reader.h"
#include "model/http/reader.h"
#include "properties/faults/exchange_misreading.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/wire_misreading.h"

namespace connectorgroup {
namespace {

using namespace faults;

Question authorized(std::string_view authorization) {
  return asked(request_of("/beta/connectorGroups", authorization, "application/json"));
}
Question typed(std::string_view type) {
  return asked(request_of("/beta/connectorGroups", "Bearer t", type));
}
Question chunked(std::string_view chunks) {
  return asked(
      "POST /beta/connectorGroups HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n"
      "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" +
      std::string(chunks));
}

// --- Credentials.

bool is_another_spelling_of_bearer(std::string_view octets) {
  const std::string value = first_value_of(octets, "Authorization");
  return !value.empty() && !value.starts_with("Bearer");
}
bool has_long_token(std::string_view octets) {
  return first_value_of(octets, "Authorization").size() > 1024;
}

std::string token_to_comma(std::string_view octets, const Contract&) {
  return changed_values(octets, "Authorization", [](std::string_view value) {
    return std::string(value.substr(0, value.find(',')));
  });
}

// --- Media types.

std::string type_by_substring(std::string_view octets, const Contract&) {
  return changed_values(octets, "Content-Type", [](std::string_view value) {
    const bool found = value.find("application/json") != std::string_view::npos;
    return std::string(found ? "application/json" : value);
  });
}

// Only the parameter at once behind the type is looked at.
std::string type_to_second_parameter(std::string_view octets, const Contract&) {
  return changed_values(octets, "Content-Type", [](std::string_view value) {
    const std::size_t first = std::min(value.find(';'), value.size());
    return std::string(value.substr(0, value.find(';', first + 1)));
  });
}

bool type_has_semicolon_in_quotes(std::string_view octets) {
  return any_quoted_has(first_value_of(octets, "Content-Type"), ';');
}
bool type_has_escape_in_quotes(std::string_view octets) {
  return any_quoted_has(first_value_of(octets, "Content-Type"), '\\');
}

// --- The body of a message.

// Where in the content a chunk begins that isn't the first; and the content.
struct Chunks {
  std::string content;
  std::vector<std::size_t> begins;
};
Chunks chunks_of(std::string_view octets) {
  Chunks chunks;
  MessageReader reader(MessageKind::request);
  if (octets.starts_with("HTTP/")) reader.next(MessageKind::response);
  if (reader.read(octets) != ReadState::complete) return chunks;
  chunks.content = reader.kind() == MessageKind::request ? std::string(reader.request().content)
                                                         : std::string(reader.response().content);
  for (std::size_t i = 1; i < chunks.content.size(); ++i) {
    const bool apart = reader.content_offset(i) != reader.content_offset(i - 1) + 1;
    if (apart) chunks.begins.push_back(i);
  }
  return chunks;
}

// Each chunk is checked by itself.
bool cuts_a_character(std::string_view octets) {
  const Chunks chunks = chunks_of(octets);
  return std::any_of(chunks.begins.begin(), chunks.begins.end(), [&chunks](std::size_t begin) {
    return (static_cast<unsigned char>(chunks.content[begin]) & 0xC0) == 0x80;
  });
}

// As a handler of events does that takes each call for the whole text: the last part stays.
void keep_last_part_of_name(std::string_view octets, CreateRequest& request) {
  const Chunks chunks = chunks_of(octets);
  const std::string& name = request.group.name;
  const std::size_t at = chunks.content.find("\"" + name + "\"") + 1;
  if (at == 0 || name.empty()) return;
  std::size_t from = 0;
  for (const std::size_t begin : chunks.begins) {
    if (begin > at && begin < at + name.size()) from = begin - at;
  }
  request.group.name.erase(0, from);
}

// The end of a body is found by counting braces, those in strings too.
bool braces_differ(std::string_view octets) {
  const std::string content = chunks_of(octets).content;
  std::ptrdiff_t depth = 0;
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (content[i] == '{') ++depth;
    if (content[i] == '}') --depth;
    if (depth <= 0 && content[i] == '}' && content.find('}', i + 1) != std::string::npos) {
      return true;
    }
  }
  return depth != 0;
}

// A length that was counted in characters is longer than the octets that it is held against.
bool is_counted_beyond_ascii(std::string_view octets) {
  const std::string content = chunks_of(octets).content;
  return !values_of(octets, "Content-Length").empty() &&
         std::any_of(content.begin(), content.end(),
                     [](char octet) { return static_cast<unsigned char>(octet) >= 0x80; });
}

// Behind the reader, which knows that any text is a type, stands a table of those there are.
bool is_of_unknown_type(std::string_view octets) {
  const auto read = ReferenceReader(graph_2017()).read_create_request(chunks_of(octets).content);
  return read.accepted() && read.value().connector_group_type.has_value() &&
         read.value().connector_group_type.value() != "applicationProxy";
}

constexpr std::array kFaults{
    PlantedFault{"exchange.scheme-in-one-case", "Knows the scheme as Bearer alone.",
                 "bearer.scheme-case", [] { return authorized("bearer t"); },
                 [] {
                   return misreading(
                       {.objects = is_another_spelling_of_bearer, .rule = Rule::bearer_scheme});
                 }},
    PlantedFault{"exchange.token-to-comma", "Takes what stands before a comma for the token.",
                 "bearer.token", [] { return authorized("Bearer t, Basic dTpw"); },
                 [] { return misreading({.forgive = token_to_comma}); }},
    PlantedFault{
        "exchange.long-token", "Refuses a token that has no room in 1024 octets.",
        "exchange.agrees-with-oracle",
        [] { return authorized("Bearer " + std::string(2000, 't')); },
        [] { return misreading({.objects = has_long_token, .rule = Rule::bearer_token}); }},
    PlantedFault{"exchange.type-by-substring", "Looks for application/json anywhere in the type.",
                 "exchange.content-type.json exchange.content-type.charset http.media-type.syntax",
                 [] { return typed("text/plain;a=\"application/json\""); },
                 [] { return misreading({.forgive = type_by_substring}); }},
    PlantedFault{"exchange.charset-behind-another",
                 "Looks for the charset in the first parameter alone.",
                 "exchange.content-type.charset",
                 [] { return typed("application/json;a=b;charset=utf-16"); },
                 [] { return misreading({.forgive = type_to_second_parameter}); }},
    PlantedFault{"exchange.semicolon-in-quotes",
                 "Splits a media type at each semicolon, those in quotes too.",
                 "http.media-type.parameters", [] { return typed("application/json;a=\"b;c\""); },
                 [] {
                   return misreading({.objects = type_has_semicolon_in_quotes,
                                      .rule = Rule::http_media_type_syntax});
                 }},
    PlantedFault{"exchange.charset-with-escape", "Knows no backslash in a quoted parameter.",
                 "http.media-type.parameters",
                 [] { return typed("application/json;charset=\"utf\\-8\""); },
                 [] {
                   return misreading({.objects = type_has_escape_in_quotes,
                                      .rule = Rule::exchange_content_type_charset});
                 }},
    PlantedFault{"exchange.character-in-two-chunks",
                 "Refuses a character whose octets stand in two chunks.", "http.chunk.several",
                 [] { return chunked("a\r\n{\"name\":\"\xC3\r\n3\r\n\xA9\"}\r\n0\r\n\r\n"); },
                 [] {
                   return misreading(
                       {.objects = cuts_a_character, .rule = Rule::json_utf8_truncated});
                 }},
    PlantedFault{"exchange.name-in-two-chunks",
                 "Keeps the part of a name that stands in its last chunk.", "http.chunk.several",
                 [] { return chunked("a\r\n{\"name\":\"a\r\n3\r\nb\"}\r\n0\r\n\r\n"); },
                 [] { return misreading({.change_request = keep_last_part_of_name}); }},
    PlantedFault{
        "exchange.braces-counted",
        "Counts the braces of a body to find its end, those in strings too.",
        "exchange.agrees-with-oracle",
        [] {
          return asked(request_of("/beta/connectorGroups", "Bearer t", "application/json",
                                  R"({"name":"}"})"));
        },
        [] { return misreading({.objects = braces_differ, .rule = Rule::json_text_trailing}); }},
    PlantedFault{"exchange.length-in-characters",
                 "Holds Content-Length against the number of characters.",
                 "http.content-length.octets",
                 [] {
                   return asked(request_of("/beta/connectorGroups", "Bearer t", "application/json",
                                           "{\"name\":\"\xC3\xA9\"}"));
                 },
                 [] {
                   return misreading(
                       {.objects = is_counted_beyond_ascii, .rule = Rule::http_message_incomplete});
                 }},
    PlantedFault{"exchange.known-types-only", "Creates groups of the type applicationProxy alone.",
                 "body.enum.any-string",
                 [] {
                   return asked(request_of("/beta/connectorGroups", "Bearer t", "application/json",
                                           R"({"name":"a","connectorGroupType":"b"})"));
                 },
                 [] {
                   return misreading(
                       {.objects = is_of_unknown_type, .rule = Rule::body_enum_undeclared});
                 }},
};

}  // namespace

std::span<const PlantedFault> exchange_request_faults() { return kFaults; }

}  // namespace connectorgroup
