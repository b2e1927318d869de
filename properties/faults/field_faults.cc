// Readers of header fields that let through what isn't one, lose what is, or take one for another:
// most of them are how two servers in a row come to see different messages.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "properties/faults/miswriting.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/wire_misreading.h"

namespace connectorgroup {
namespace {

using namespace faults;
using namespace std::string_view_literals;

constexpr std::string_view kRequestLine = "GET / HTTP/1.1\r\n";

Question fields(std::string_view lines) {
  return message(std::string(kRequestLine).append(lines).append("\r\n"));
}

// --- Names.

std::string without_space_before_colons(std::string_view octets) {
  return changed_fields(octets, [](std::string_view line) -> std::optional<std::string> {
    const auto [name, value] = parts_of(line);
    if (name.size() == line.size()) return std::string(line);
    const std::size_t end = name.find_last_not_of(" \t") + 1;
    return std::string(name.substr(0, end)) + ":" + std::string(value);
  });
}

// isprint() in the place of the table of token characters.
std::string with_printable_names(std::string_view octets) {
  return changed_fields(octets, [](std::string_view line) -> std::optional<std::string> {
    const auto [name, value] = parts_of(line);
    if (name.size() == line.size() || name.empty()) return std::string(line);
    std::string token(name);
    for (char& c : token) {
      if ("\"(),/;<=>?@[\\]{}"sv.find(c) != std::string_view::npos) c = 'x';
    }
    return token + ":" + std::string(value);
  });
}

// As in the environment of a CGI script, where both are HTTP_CONTENT_LENGTH.
std::string with_hyphens_for_underscores(std::string_view octets) {
  return changed_fields(octets, [](std::string_view line) -> std::optional<std::string> {
    const auto [name, value] = parts_of(line);
    std::string hyphened(name);
    std::replace(hyphened.begin(), hyphened.end(), '_', '-');
    const bool matters = equal_ignoring_case(hyphened, "Content-Length") ||
                         equal_ignoring_case(hyphened, "Transfer-Encoding");
    if (!matters) return std::string(line);
    return hyphened + ":" + std::string(value);
  });
}

// What a table keyed by first letter and length finds when nobody compares the rest.
std::string with_names_by_hash(std::string_view octets) {
  constexpr std::array kKnown{"Host"sv, "Content-Length"sv, "Transfer-Encoding"sv};
  return changed_fields(octets, [&](std::string_view line) -> std::optional<std::string> {
    const auto [name, value] = parts_of(line);
    for (const std::string_view known : kKnown) {
      const bool same =
          name.size() == known.size() && equal_ignoring_case(name.substr(0, 1), known.substr(0, 1));
      if (same) return std::string(known) + ":" + std::string(value);
    }
    return std::string(line);
  });
}

// Lower case in a Turkish locale: an I becomes a dotless one.
std::string with_turkish_names(std::string_view octets) {
  return changed_fields(octets, [](std::string_view line) -> std::optional<std::string> {
    const auto [name, value] = parts_of(line);
    const bool matters = equal_ignoring_case(name, "Transfer-Encoding");
    if (!matters || name.find('I') == std::string_view::npos) return std::string(line);
    return "Transfer-Encod-ng:" + std::string(value);
  });
}

std::string without_lines_without_colon(std::string_view octets) {
  return changed_fields(octets, [](std::string_view line) -> std::optional<std::string> {
    if (line.find(':') == std::string_view::npos) return std::nullopt;
    return std::string(line);
  });
}

// --- Values.

// The octets with what `end` begins left out of each field's line, but where it isn't there.
std::string cut_at(std::string_view octets, char end) {
  return changed_fields(octets, [end](std::string_view line) -> std::optional<std::string> {
    const auto [name, value] = parts_of(line);
    if (name.size() == line.size()) return std::string(line);
    return std::string(name) + ":" + std::string(value.substr(0, value.find(end)));
  });
}

// isspace() for the white space around values, which takes two controls as well.
std::string with_controls_as_space(std::string_view octets) {
  return changed_fields(octets, [](std::string_view line) -> std::optional<std::string> {
    const auto [name, value] = parts_of(line);
    std::string spaced(line);
    const std::size_t begin = value.find_first_not_of(" \t\v\f");
    if (name.size() == line.size() || begin == std::string_view::npos) return spaced;
    const std::size_t end = value.find_last_not_of(" \t\v\f") + 1;
    for (std::size_t i = 0; i < value.size(); ++i) {
      const bool control = value[i] == '\v' || value[i] == '\f';
      if (control && (i < begin || i >= end)) spaced[name.size() + 1 + i] = ' ';
    }
    return spaced;
  });
}

// Vectors of 16 octets, and a comparison of those at 0 to 14.
std::string without_nulls_at_block_ends(std::string_view octets) {
  constexpr std::size_t kBlock = 16;
  return changed_fields(octets, [](std::string_view line) -> std::optional<std::string> {
    std::string passed(line);
    const std::size_t value = line.find_first_not_of(" \t", parts_of(line).name.size() + 1);
    if (value == std::string_view::npos) return passed;
    for (std::size_t at = value + kBlock - 1; at < passed.size(); at += kBlock) {
      if (passed[at] == '\0') passed[at] = 'x';
    }
    return passed;
  });
}

// A length kept in one octet.
void keep_length_in_an_octet(MessageKind, std::string_view, MessageAnswer& answer) {
  if (answer.verdict != MessageVerdict::accept) return;
  for (Field& field : fields_of(answer.message)) {
    if (field.value.size() > 0xFF) field.value.resize(field.value.size() & 0xFF);
  }
}

bool has_negative_octet(const Message& message) {
  const std::vector<Field>& fields = fields_of(message);
  return std::any_of(fields.begin(), fields.end(), [](const Field& field) {
    return std::any_of(field.value.begin(), field.value.end(),
                       [](char c) { return static_cast<signed char>(c) < 0; });
  });
}

void trim_no_tabs(MessageKind, std::string_view octets, MessageAnswer& answer) {
  if (answer.verdict != MessageVerdict::accept) return;
  // In the order of the lines; a field's own is found by its beginning.
  std::size_t at = 0;
  for (Field& field : fields_of(answer.message)) {
    at = octets.find("\r\n" + field.name + ":", at) + 2;
    const std::size_t end = octets.find("\r\n", at);
    if (end == std::string_view::npos) return;
    const std::string_view value = parts_of(octets.substr(at, end - at)).value;
    const std::size_t last = value.find_last_not_of(' ');
    const bool tab = last != std::string_view::npos && value[last] == '\t' && !field.value.empty();
    if (tab) field.value += '\t';
    at = end;
  }
}

// --- Lines.

// A line that goes on is put to the one before.
std::string unfolded(std::string_view octets) {
  const std::string_view head = head_of(octets);
  std::string result(octets);
  bool is_start_line = true;
  for (std::size_t end = result.find("\r\n"); end < head.size(); end = result.find("\r\n", end)) {
    const bool folds = !is_start_line && end + 2 < result.size() &&
                       (result[end + 2] == ' ' || result[end + 2] == '\t');
    if (folds) {
      result.replace(end, 2, " ");
    } else {
      end += 2;
      is_start_line = false;
    }
  }
  return result;
}

// The continuation is dropped, and the value is what stands on the first line.
std::string without_folds(std::string_view octets) {
  bool first = true;
  return changed_fields(octets, [&first](std::string_view line) -> std::optional<std::string> {
    const bool folds = !first && (line.front() == ' ' || line.front() == '\t');
    first = false;
    if (folds) return std::nullopt;
    return std::string(line);
  });
}

std::string without_leading_space(std::string_view octets) {
  bool before_first = true;
  return changed_fields(octets,
                        [&before_first](std::string_view line) -> std::optional<std::string> {
                          const bool space = line.front() == ' ' || line.front() == '\t';
                          before_first = before_first && space;
                          if (before_first) return std::nullopt;
                          return std::string(line);
                        });
}

// An array of so many, as picohttpparser's callers give it; what is more is dropped.
void keep_first_fields(MessageKind, std::string_view, MessageAnswer& answer) {
  constexpr std::size_t kMost = 100;
  if (answer.verdict != MessageVerdict::accept) return;
  std::vector<Field>& fields = fields_of(answer.message);
  if (fields.size() > kMost) fields.resize(kMost);
}

// --- Host.

// The later lines of a field that stands more than once are left out.
std::string with_first_host(std::string_view octets) {
  bool seen = false;
  return changed_fields(octets, [&seen](std::string_view line) -> std::optional<std::string> {
    if (!equal_ignoring_case(parts_of(line).name, "Host")) return std::string(line);
    if (seen) return std::nullopt;
    seen = true;
    return std::string(line);
  });
}

std::string without_user_in_host(std::string_view octets) {
  return changed_values(octets, "Host", [](std::string_view value) {
    const std::size_t at = value.find('@');
    return std::string(at == std::string_view::npos ? value : value.substr(at + 1));
  });
}

std::string with_any_address_in_host(std::string_view octets) {
  return changed_values(octets, "Host", [](std::string_view value) -> std::string {
    const std::size_t end = value.find(']');
    if (!value.starts_with('[') || end == std::string_view::npos) return std::string(value);
    const std::string_view address = value.substr(1, end - 1);
    if (address.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos) {
      return std::string(value);
    }
    return "[::1]" + std::string(value.substr(end + 1));
  });
}

bool has_underscore_in_host(const Message& message) {
  const Field* host = find_field(fields_of(message), "Host");
  return host != nullptr && host->value.find('_') != std::string::npos;
}

// An IPv4 address, or an IPv6 one that ends in one, whose last octet is 250 or more: the pattern
// 25[0-4]|2[0-4]\d is an easy slip.
std::string last_octet_of(std::string_view host) {
  const std::size_t end = std::min(host.find_first_of("]:", host.find('.')), host.size());
  return std::string(host.substr(0, end)).substr(host.substr(0, end).rfind('.') + 1);
}
bool has_octet_of_255(const Message& message) {
  const Field* host = find_field(fields_of(message), "Host");
  if (host == nullptr || !host->value.starts_with('[')) return false;
  return host->value.find('.') != std::string::npos && last_octet_of(host->value) == "255";
}

constexpr std::array kFaults{
    PlantedFault{"fields.space-before-colon", "Takes white space before a colon, and drops it.",
                 "http.field.name-space", [] { return fields("Host: h\r\nX-A : b\r\n"); },
                 [] { return forgiving_octets(without_space_before_colons); }},
    PlantedFault{"fields.printable-name", "Takes any printable octet in a field name.",
                 "http.field.name", [] { return fields("Host: h\r\nX{A}: b\r\n"); },
                 [] { return forgiving_octets(with_printable_names); }},
    // nginx has `underscores_in_headers off` against it.
    PlantedFault{"fields.underscore-is-hyphen", "Takes Content_Length for Content-Length.",
                 "http.field.unknown http.content.absent",
                 [] { return fields("Host: h\r\nContent_Length: 4\r\n"); },
                 [] { return reading_as(with_hyphens_for_underscores); }},
    PlantedFault{"fields.name-by-hash",
                 "Knows a field by the first letter and the length of its name alone.",
                 "http.field.unknown", [] { return fields("Host: h\r\nHint: h\r\n"); },
                 [] { return reading_as(with_names_by_hash); }},
    PlantedFault{"fields.turkish-case", "Doesn't find Transfer-Encoding where it has a capital I.",
                 "http.field.name-case",
                 [] {
                   return message(
                       "POST / HTTP/1.1\r\nHost: h\r\nTRANSFER-ENCODING: chunked\r\n\r\n"
                       "1\r\na\r\n0\r\n\r\n");
                 },
                 [] { return reading_as(with_turkish_names); }},
    PlantedFault{"fields.line-without-colon", "Passes over a line that has no colon.",
                 "http.field.colon", [] { return fields("Host: h\r\nnonsense\r\n"); },
                 [] { return forgiving_octets(without_lines_without_colon); }},
    PlantedFault{"fields.null-ends-value", "Keeps a value up to a NUL, as a C string.",
                 "http.field.null", [] { return fields("Host: h\r\nX: a\0b\r\n"sv); },
                 [] {
                   return forgiving_octets(
                       [](std::string_view octets) { return cut_at(octets, '\0'); });
                 }},
    // CVE-2019-18277: "Transfer-Encoding:\x0bchunked".
    PlantedFault{"fields.controls-trimmed",
                 "Trims vertical tabs and form feeds with the white space around a value.",
                 "http.field.control http.transfer-encoding.syntax",
                 [] {
                   return message(
                       "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: \vchunked\r\n\r\n"
                       "1\r\na\r\n0\r\n\r\n");
                 },
                 [] { return forgiving_octets(with_controls_as_space); }},
    PlantedFault{"fields.null-at-block-end",
                 "Doesn't look at the last of each 16 octets of a value for a NUL.",
                 "http.field.null", [] { return fields("Host: h\r\nX: 0123456789abcde\0f\r\n"sv); },
                 [] { return forgiving_octets(without_nulls_at_block_ends); }},
    PlantedFault{"fields.length-in-an-octet",
                 "Keeps the length of a value in eight bits, and so a part of a long one.",
                 "http.field.unknown",
                 [] { return fields("Host: h\r\nX: " + std::string(300, 'a') + "\r\n"); },
                 [] { return answering_messages(keep_length_in_an_octet); }},
    PlantedFault{"fields.signed-octets",
                 "Takes octets from 80 on for controls, as they are negative.",
                 "http.field.obs-text", [] { return fields("Host: h\r\nX: \xE9\r\n"); },
                 [] { return refusing_messages(Rule::http_field_control, has_negative_octet); }},
    PlantedFault{"fields.tab-behind-value", "Trims spaces behind a value, but not tabs.",
                 "http.field.optional-whitespace", [] { return fields("Host: h\r\nX: a\t\r\n"); },
                 [] { return answering_messages(trim_no_tabs); }},
    PlantedFault{"fields.fold-unfolded",
                 "Puts a line that begins with white space to the one before.",
                 "http.field.obs-fold", [] { return fields("Host: h\r\nX: a\r\n b\r\n"); },
                 [] { return forgiving_octets(unfolded); }},
    PlantedFault{"fields.fold-dropped", "Passes over a line that begins with white space.",
                 "http.field.obs-fold", [] { return fields("Host: h\r\nX: a\r\n b\r\n"); },
                 [] { return forgiving_octets(without_folds); }},
    PlantedFault{"fields.leading-space",
                 "Passes over lines before the first field that begin with white space.",
                 "http.field.leading-space", [] { return fields(" X: a\r\nHost: h\r\n"); },
                 [] { return forgiving_octets(without_leading_space); }},
    PlantedFault{"fields.hundred", "Keeps no more than the first hundred fields.",
                 "http.field.unknown",
                 [] {
                   std::string lines = "Host: h\r\n";
                   for (int i = 0; i < 100; ++i) lines += "X: a\r\n";
                   return fields(lines);
                 },
                 [] { return answering_messages(keep_first_fields); }},
    PlantedFault{"fields.first-host", "Takes the first of several Host fields.",
                 "http.host.repeated", [] { return fields("Host: h\r\nHost: g\r\n"); },
                 [] { return forgiving_octets(with_first_host); }},
    PlantedFault{"fields.host-with-user", "Passes over user information in Host.",
                 "http.host.value", [] { return fields("Host: u@h\r\n"); },
                 [] { return forgiving_octets(without_user_in_host); }},
    PlantedFault{"fields.any-ipv6", "Takes any digits, colons and dots in brackets for an address.",
                 "http.host.value", [] { return fields("Host: [1::2::3]\r\n"); },
                 [] { return forgiving_octets(with_any_address_in_host); }},
    // As java.net.URI does.
    PlantedFault{"fields.host-underscore", "Refuses a host's name that has an underscore.",
                 "http.host.forms", [] { return fields("Host: my_host\r\n"); },
                 [] { return refusing_messages(Rule::http_host_value, has_underscore_in_host); }},
    PlantedFault{"fields.ipv4-of-255",
                 "Refuses 255 as the end of an IPv4 address within an IPv6 address.",
                 "http.host.forms", [] { return fields("Host: [::ffff:10.0.0.255]\r\n"); },
                 [] { return refusing_messages(Rule::http_host_value, has_octet_of_255); }},
};

}  // namespace

std::span<const PlantedFault> field_faults() { return kFaults; }

}  // namespace connectorgroup
