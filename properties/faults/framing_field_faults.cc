// Readers that misunderstand the fields that say where a message ends: Content-Length and
// Transfer-Encoding.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "properties/faults/framing_misreading.h"
#include "properties/faults/miswriting.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/wire_misreading.h"

namespace connectorgroup {
namespace {

using namespace faults;

Question with_coding(std::string_view fields) {
  return message(std::string(kHead).append(fields).append("\r\n\r\n1\r\na\r\n0\r\n\r\n"));
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// --- Content-Length.

std::string length_without_plus(std::string_view octets) {
  return changed_values(octets, "Content-Length", [](std::string_view value) {
    return std::string(value.substr(value.starts_with('+') ? 1 : 0));
  });
}

std::string length_to_first_other(std::string_view octets) {
  return changed_values(octets, "Content-Length", [](std::string_view value) {
    return std::string(value.substr(0, value.find_first_not_of("0123456789")));
  });
}

// strtoul() with base 0.
std::string length_by_prefix(std::string_view octets) {
  return changed_values(octets, "Content-Length", [](std::string_view value) -> std::string {
    if (value.size() < 2 || value.front() != '0') return std::string(value);
    const bool octal = value.find_first_not_of("01234567") == std::string_view::npos;
    std::uint64_t number = 0;
    for (const char c : value) number = number * 8 + static_cast<std::uint64_t>(c - '0');
    return octal ? std::to_string(number) : std::string(value);
  });
}

template <class Number>
std::string length_that_wraps(std::string_view octets) {
  return changed_values(octets, "Content-Length", [](std::string_view value) -> std::string {
    if (!is_digits(value)) return std::string(value);
    Number number = 0;
    for (const char c : value) {
      number = static_cast<Number>(number * 10 + static_cast<Number>(c - '0'));
    }
    return std::to_string(number);
  });
}

std::string first_length_of_list(std::string_view octets) {
  return changed_values(octets, "Content-Length", [](std::string_view value) {
    return std::string(trimmed(value.substr(0, value.find(','))));
  });
}

// The lines of the field but the first, or but the last, left out.
std::string one_line_of(std::string_view octets, std::string_view name, bool first) {
  std::size_t count = 0;
  changed_fields(octets, [&](std::string_view line) {
    if (equal_ignoring_case(parts_of(line).name, name)) ++count;
    return std::string(line);
  });
  std::size_t at = 0;
  return changed_fields(octets, [&](std::string_view line) -> std::optional<std::string> {
    if (!equal_ignoring_case(parts_of(line).name, name)) return std::string(line);
    if (at++ != (first ? 0 : count - 1)) return std::nullopt;
    return std::string(line);
  });
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// How many octets so many characters take; what hasn't come yet is taken for one each.
std::size_t octets_of_characters(std::string_view content, std::uint64_t count) {
  std::size_t at = 0;
  while (at < content.size() && (count > 0 || is_continuation(content[at]))) {
    if (!is_continuation(content[at])) --count;
    ++at;
  }
  return at + static_cast<std::size_t>(count);
}

std::string length_in_characters(std::string_view octets) {
  const std::string_view content = octets.substr(head_of(octets).size());
  return changed_values(octets, "Content-Length", [content](std::string_view value) {
    if (!is_digits(value) || value.size() > 6) return std::string(value);
    return std::to_string(octets_of_characters(content, std::stoul(std::string(value))));
  });
}

bool has_length_of_many_digits(const Message& message) {
  const auto* request = std::get_if<Request>(&message);
  const Field* length = request ? find_field(request->fields, "Content-Length") : nullptr;
  return length != nullptr && length->value.size() > 10;
}

// --- Transfer-Encoding.

std::string coding_by_substring(std::string_view octets) {
  return changed_values(octets, "Transfer-Encoding", [](std::string_view value) {
    return std::string(value.find("chunked") == std::string_view::npos ? value : "chunked");
  });
}

std::string first_coding(std::string_view octets) {
  return changed_values(octets, "Transfer-Encoding", [](std::string_view value) {
    return std::string(trimmed(value.substr(0, value.find(','))));
  });
}

std::string without_unknown_coding(std::string_view octets) {
  return changed_fields(octets, [](std::string_view line) -> std::optional<std::string> {
    const auto [name, value] = parts_of(line);
    const bool coding = equal_ignoring_case(name, "Transfer-Encoding");
    if (coding && value.find("chunked") == std::string_view::npos) return std::nullopt;
    return std::string(line);
  });
}

bool has_tab_in_codings(const Message& message) {
  const std::vector<Field>& fields = fields_of(message);
  return std::any_of(fields.begin(), fields.end(), [](const Field& field) {
    return equal_ignoring_case(field.name, "Transfer-Encoding") &&
           field.value.find('\t') != std::string::npos;
  });
}

std::string without_coding_beside_length(std::string_view octets) {
  bool has_length = false;
  changed_fields(octets, [&](std::string_view line) {
    has_length = has_length || equal_ignoring_case(parts_of(line).name, "Content-Length");
    return std::string(line);
  });
  if (!has_length) return std::string(octets);
  return changed_fields(octets, [](std::string_view line) -> std::optional<std::string> {
    if (equal_ignoring_case(parts_of(line).name, "Transfer-Encoding")) return std::nullopt;
    return std::string(line);
  });
}

constexpr std::array kFaults{
    PlantedFault{"framing.length-plus", "Takes a plus sign before a Content-Length.",
                 "http.content-length.digits", [] { return with_length("+1", "a"); },
                 [] { return forgiving_octets(length_without_plus); }},
    // atoi()
    PlantedFault{"framing.length-and-more", "Takes the digits that a Content-Length begins with.",
                 "http.content-length.digits", [] { return with_length("1a", "a"); },
                 [] { return forgiving_octets(length_to_first_other); }},
    PlantedFault{"framing.length-octal", "Takes a Content-Length that begins with zero for octal.",
                 "http.content-length.leading-zeros",
                 [] { return with_length("010", "0123456789"); },
                 [] { return reading_as(length_by_prefix); }},
    PlantedFault{"framing.length-wraps-64", "Takes a Content-Length modulo 2^64.",
                 "http.content-length.range",
                 [] { return with_length("18446744073709551617", "a"); },
                 [] { return forgiving_octets(length_that_wraps<std::uint64_t>); }},
    // The model's limit on content refuses what is beyond 32 bits.
    PlantedFault{"framing.length-wraps-32", "Takes a Content-Length modulo 2^32.",
                 "limit.content http.content-length.range",
                 [] { return with_length("4294967297", "a"); },
                 [] { return forgiving_octets(length_that_wraps<std::uint32_t>); }},
    PlantedFault{
        "framing.length-of-ten-digits",
        "Refuses a Content-Length of more than ten digits, zeros or not.",
        "http.content-length.leading-zeros", [] { return with_length("00000000001", "a"); },
        [] {
          return refusing_messages(Rule::http_content_length_range, has_length_of_many_digits);
        }},
    PlantedFault{"framing.length-first-of-list", "Takes the first of a list of Content-Lengths.",
                 "http.content-length.differ http.content-length.repeated",
                 [] { return with_length("1, 2", "a"); },
                 [] { return forgiving_octets(first_length_of_list); }},
    PlantedFault{"framing.length-last-line", "Takes the last of several Content-Length fields.",
                 "http.content-length.differ http.content-length.repeated",
                 [] { return with_length("1\r\nContent-Length: 2", "ab"); },
                 [] {
                   return forgiving_octets([](std::string_view octets) {
                     return one_line_of(octets, "Content-Length", false);
                   });
                 }},
    // s.length of a language whose strings are text.
    PlantedFault{"framing.length-in-characters", "Takes Content-Length for a number of characters.",
                 "http.content-length.octets", [] { return with_length("2", "\xC3\xA9"); },
                 [] { return reading_as(length_in_characters); }},
    PlantedFault{"framing.coding-by-substring",
                 "Looks for the word chunked anywhere in Transfer-Encoding.",
                 "http.transfer-encoding.unknown http.transfer-encoding.chunked-last",
                 [] { return with_coding("Transfer-Encoding: xchunked"); },
                 [] { return forgiving_octets(coding_by_substring); }},
    PlantedFault{"framing.coding-first", "Looks at the first transfer coding of a list alone.",
                 "http.transfer-encoding.chunked-last",
                 [] { return with_coding("Transfer-Encoding: chunked, identity"); },
                 [] { return forgiving_octets(first_coding); }},
    PlantedFault{
        "framing.coding-first-line", "Looks at the first Transfer-Encoding field alone.",
        "http.transfer-encoding.chunked-last http.transfer-encoding.chunked-twice",
        [] { return with_coding("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"); },
        [] {
          return forgiving_octets([](std::string_view octets) {
            return one_line_of(octets, "Transfer-Encoding", true);
          });
        }},
    PlantedFault{"framing.coding-passed-over", "Passes over a transfer coding that isn't chunked.",
                 "http.transfer-encoding.unknown",
                 [] { return with_coding("Transfer-Encoding: gzip"); },
                 [] { return forgiving_octets(without_unknown_coding); }},
    PlantedFault{
        "framing.coding-behind-tab", "Trims spaces around a coding in a list, but not tabs.",
        "http.transfer-encoding.empty-elements",
        [] { return with_coding("Transfer-Encoding: ,\tchunked"); },
        [] { return refusing_messages(Rule::http_transfer_encoding_unknown, has_tab_in_codings); }},
    // The one half of a CL.TE pair.
    PlantedFault{"framing.length-before-coding",
                 "Goes by Content-Length where there is a Transfer-Encoding too.",
                 "http.transfer-encoding.with-length",
                 [] { return with_coding("Content-Length: 4\r\nTransfer-Encoding: chunked"); },
                 [] { return forgiving_octets(without_coding_beside_length); }},
};

}  // namespace

std::span<const PlantedFault> framing_field_faults() { return kFaults; }

}  // namespace connectorgroup
