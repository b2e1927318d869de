#include "properties/http_oracle.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace connectorgroup {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kHexDigits = "0123456789abcdefABCDEF";
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kSubDelims = "!$&'()*+,;=";

bool has(std::string_view set, char octet) { return set.find(octet) != std::string_view::npos; }

// Any number of octets of a set, and none.
bool only(std::string_view set, std::string_view text) {
  return text.find_first_not_of(set) == std::string_view::npos;
}

bool is_unreserved(char octet) {
  return has(kLetters, octet) || has(kDigits, octet) || has("-._~", octet);
}

bool is_tchar(char octet) {
  return has(kLetters, octet) || has(kDigits, octet) || has("!#$%&'*+-.^_`|~", octet);
}

// HTAB, SP, VCHAR and obs-text.
bool is_text_octet(char octet) {
  const auto value = static_cast<unsigned char>(octet);
  return value == 0x09 || (value >= 0x20 && value != 0x7F);
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_tchar);
}

bool is_text(std::string_view text) { return std::all_of(text.begin(), text.end(), is_text_octet); }

bool is_white_space(char octet) { return octet == ' ' || octet == '\t'; }

std::string in_lower_case(std::string_view text) {
  std::string lower(text);
  for (char& octet : lower) {
    if (octet >= 'A' && octet <= 'Z') octet = static_cast<char>(octet - 'A' + 'a');
  }
  return lower;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_white_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white_space(text.back())) text.remove_suffix(1);
  return text;
}

// One part more than there are separators.
std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = text.find(separator); at != std::string_view::npos;
       at = text.find(separator)) {
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + separator.size());
  }
  parts.push_back(text);
  return parts;
}

// --- RFC 3986: hosts and paths.

// Octets for which `plain` holds, and percent signs with two digits.
template <class Plain>
bool is_encoded(std::string_view text, const Plain& plain) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (plain(text[i])) continue;
    if (text[i] != '%' || i + 2 >= text.size()) return false;
    if (!has(kHexDigits, text[i + 1]) || !has(kHexDigits, text[i + 2])) return false;
    i += 2;
  }
  return true;
}

bool is_decimal_octet(std::string_view text) {
  if (text.empty() || text.size() > 3 || !only(kDigits, text)) return false;
  if (text.size() > 1 && text.front() == '0') return false;
  return text.size() < 3 || text <= "255";
}

bool is_ipv4(std::string_view text) {
  const auto parts = split(text, ".");
  return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), is_decimal_octet);
}

bool is_group(std::string_view text) {
  return !text.empty() && text.size() <= 4 && only(kHexDigits, text);
}

// How many groups of 16 bits these are, separated by colons; the last two as an IPv4 address where
// that is allowed.
std::optional<std::size_t> groups(std::string_view text, bool ipv4_allowed) {
  if (text.empty()) return 0;
  auto parts = split(text, ":");
  std::size_t count = parts.size();
  if (ipv4_allowed && is_ipv4(parts.back())) {
    ++count;
    parts.pop_back();
  }
  if (!std::all_of(parts.begin(), parts.end(), is_group)) return std::nullopt;
  return count;
}

bool is_ipv6(std::string_view text) {
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) return groups(text, true) == 8;
  if (text.find("::", gap + 1) != std::string_view::npos) return false;
  const auto before = groups(text.substr(0, gap), false);
  const auto behind = groups(text.substr(gap + 2), true);
  return before && behind && *before + *behind <= 7;
}

bool is_ip_future(std::string_view text) {
  if (text.empty() || (text.front() != 'v' && text.front() != 'V')) return false;
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view version = text.substr(1, dot - 1);
  const std::string_view address = text.substr(dot + 1);
  return !version.empty() && only(kHexDigits, version) && !address.empty() &&
         std::all_of(address.begin(), address.end(), [](char octet) {
           return is_unreserved(octet) || has(kSubDelims, octet) || octet == ':';
         });
}

bool is_registered_name(std::string_view text) {
  return is_encoded(text,
                    [](char octet) { return is_unreserved(octet) || has(kSubDelims, octet); });
}

struct Authority {
  std::string_view host;
  std::string_view port;
  bool is_well_formed = false;
};

Authority read_authority(std::string_view text) {
  Authority authority;
  std::size_t host_size = std::min(text.find(':'), text.size());
  if (text.starts_with("[")) {
    const std::size_t bracket = text.find(']');
    if (bracket == std::string_view::npos) return authority;
    host_size = bracket + 1;
    const std::string_view literal = text.substr(1, bracket - 1);
    authority.is_well_formed = is_ipv6(literal) || is_ip_future(literal);
  } else {
    authority.is_well_formed = is_registered_name(text.substr(0, host_size));
  }
  authority.host = text.substr(0, host_size);
  const std::string_view rest = text.substr(host_size);
  if (rest.empty()) return authority;
  authority.port = rest.substr(1);
  authority.is_well_formed =
      authority.is_well_formed && rest.front() == ':' && only(kDigits, authority.port);
  return authority;
}

bool is_path_and_query(std::string_view text) {
  return is_encoded(text, [](char octet) {
    return is_unreserved(octet) || has(kSubDelims, octet) || has(":@/?", octet);
  });
}

// --- Start lines.

// RFC 9112 section 3.2.
bool is_target(std::string_view method, std::string_view target) {
  if (method == "CONNECT") {
    return is_host_and_port(target) && !read_authority(target).port.empty();
  }
  if (target == "*") return method == "OPTIONS";
  if (target.starts_with("/")) return is_path_and_query(target);
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (in_lower_case(target.substr(0, scheme.size())) != scheme) continue;
    const std::string_view rest = target.substr(scheme.size());
    const std::size_t authority_size = std::min(rest.find_first_of("/?"), rest.size());
    return is_host_and_port(rest.substr(0, authority_size)) &&
           is_path_and_query(rest.substr(authority_size));
  }
  return false;
}

// The minor version of HTTP/1.x, or nothing.
std::optional<int> minor_version(std::string_view text) {
  if (text.size() != 8 || !text.starts_with("HTTP/1.") || !has(kDigits, text[7])) {
    return std::nullopt;
  }
  return text[7] - '0';
}

bool read_start_line(std::string_view line, Request& request) {
  const auto parts = split(line, " ");
  if (parts.size() != 3) return false;
  const std::optional<int> version = minor_version(parts[2]);
  if (!is_token(parts[0]) || !is_target(parts[0], parts[1]) || !version) return false;
  request.method = parts[0];
  request.target = parts[1];
  request.minor_version = *version;
  return true;
}

bool read_start_line(std::string_view line, Response& response) {
  if (line.size() < 13 || line[8] != ' ' || line[12] != ' ') return false;
  const std::optional<int> version = minor_version(line.substr(0, 8));
  const std::string_view status = line.substr(9, 3);
  const std::string_view reason = line.substr(13);
  if (!version || !only(kDigits, status) || status < "100" || status > "599") return false;
  if (!is_text(reason)) return false;
  response.status = std::stoi(std::string(status));
  response.reason = reason;
  response.minor_version = *version;
  return true;
}

// --- Fields.

// RFC 9110: those that are known here and not defined as lists (section 5.3). The last four are
// OData's and Graph's.
constexpr std::array<std::string_view, 25> kSingleFields{"age",
                                                         "authorization",
                                                         "content-location",
                                                         "content-range",
                                                         "content-type",
                                                         "date",
                                                         "etag",
                                                         "expires",
                                                         "from",
                                                         "if-modified-since",
                                                         "if-range",
                                                         "if-unmodified-since",
                                                         "last-modified",
                                                         "location",
                                                         "max-forwards",
                                                         "proxy-authorization",
                                                         "range",
                                                         "referer",
                                                         "retry-after",
                                                         "server",
                                                         "user-agent",
                                                         "odata-version",
                                                         "odata-maxversion",
                                                         "request-id",
                                                         "client-request-id"};

// RFC 9110 section 6.5.1: fields of framing, routing, request modifiers, authentication, response
// control and content format, which mustn't be trailers.
constexpr std::array<std::string_view, 41> kNoTrailers{
    // framing and connection
    "content-length", "transfer-encoding", "trailer", "te", "connection", "upgrade",
    // routing
    "host", "via", "max-forwards",
    // request modifiers
    "accept", "accept-charset", "accept-encoding", "accept-language", "cache-control", "expect",
    "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "pragma",
    "prefer", "range",
    // authentication and state
    "authorization", "cookie", "proxy-authenticate", "proxy-authorization", "set-cookie",
    "www-authenticate",
    // response control
    "age", "allow", "date", "expires", "location", "preference-applied", "retry-after", "vary",
    "warning",
    // content format
    "content-encoding", "content-range", "content-type"};

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), in_lower_case(name)) != names.end();
}

bool read_field(std::string_view line, std::vector<Field>& fields) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return false;
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (!is_text(value)) return false;
  fields.push_back({std::string(line.substr(0, colon)), std::string(value)});
  return true;
}

std::vector<std::string> values_of(const std::vector<Field>& fields, std::string_view name) {
  std::vector<std::string> values;
  for (const Field& field : fields) {
    if (in_lower_case(field.name) == name) values.push_back(field.value);
  }
  return values;
}

bool single_fields_stand_once(const std::vector<Field>& fields) {
  return std::all_of(fields.begin(), fields.end(), [&fields](const Field& field) {
    return !is_one_of(kSingleFields, field.name) ||
           values_of(fields, in_lower_case(field.name)).size() == 1;
  });
}

bool has_right_host(const Request& request) {
  const auto hosts = values_of(request.fields, "host");
  if (hosts.size() > 1) return false;
  if (hosts.empty()) return request.minor_version == 0;
  return is_host_and_port(hosts.front());
}
bool has_right_host(const Response&) { return true; }

// A number that isn't larger than `most`, or nothing.
std::optional<std::uint64_t> number(std::string_view digits, std::uint64_t base,
                                    std::uint64_t most) {
  std::uint64_t value = 0;
  for (const char digit : in_lower_case(digits)) {
    const std::uint64_t place = kHexDigits.find(digit);
    if (value > most / base || value * base > most - std::min(place, most)) return std::nullopt;
    value = value * base + place;
  }
  if (value > most) return std::nullopt;
  return value;
}

// --- The whole message.

class Reading {
 public:
  Reading(MessageKind kind, std::string_view octets, const HttpLimits& limits)
      : kind_(kind), octets_(octets), rest_(octets), limits_(limits) {}

  MessageAnswer answer() {
    MessageAnswer answer;
    const bool has_begun =
        !octets_.empty() && !(kind_ == MessageKind::request && octets_ == kLineEnd);
    if (!has_begun) {
      answer.verdict = MessageVerdict::incomplete;
      return answer;
    }
    const bool accepted =
        kind_ == MessageKind::request ? read<Request>(answer) : read<Response>(answer);
    answer.verdict = accepted ? MessageVerdict::accept : MessageVerdict::reject;
    if (accepted) {
      answer.size = octets_.size() - rest_.size();
    } else {
      answer.message = Message();
    }
    return answer;
  }

 private:
  // The next line without its end, which is taken from the rest.
  std::optional<std::string_view> line() {
    const std::size_t end = rest_.find(kLineEnd);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view found = rest_.substr(0, end);
    rest_.remove_prefix(end + kLineEnd.size());
    if (found.size() > limits_.line_max) return std::nullopt;
    return found;
  }

  template <class Kind>
  bool read(MessageAnswer& answer) {
    if (kind_ == MessageKind::request && rest_.starts_with(kLineEnd)) rest_.remove_prefix(2);
    Kind message;
    const auto start_line = line();
    if (!start_line || !read_start_line(*start_line, message)) return false;
    if (!read_fields(message.fields) || !has_right_host(message)) return false;
    if (!read_content(message) || !section_fits(message)) return false;
    auto all = message.fields;
    all.insert(all.end(), message.trailers.begin(), message.trailers.end());
    if (!single_fields_stand_once(all)) return false;
    answer.message = std::move(message);
    return true;
  }

  // Up to the empty line.
  bool read_fields(std::vector<Field>& fields) {
    for (;;) {
      const std::size_t before = rest_.size();
      const auto field = line();
      if (!field) return false;
      if (field->empty()) return true;
      section_ += before - rest_.size();
      if (!read_field(*field, fields)) return false;
    }
  }

  template <class Kind>
  bool section_fits(const Kind& message) const {
    return section_ <= limits_.field_section_max &&
           message.fields.size() + message.trailers.size() <= limits_.fields_max;
  }

  int status_of(const Request&) const { return 0; }
  int status_of(const Response& response) const { return response.status; }

  // RFC 9112 section 6.
  template <class Kind>
  bool read_content(Kind& message) {
    const auto lengths = values_of(message.fields, "content-length");
    const auto encodings = values_of(message.fields, "transfer-encoding");
    const int status = status_of(message);
    const bool informs = (status >= 100 && status < 200) || status == 204;
    if (informs && !(lengths.empty() && encodings.empty())) return false;
    if (!lengths.empty() && !encodings.empty()) return false;
    if (lengths.size() > 1) return false;
    std::optional<std::uint64_t> length;
    if (!lengths.empty()) {
      if (lengths.front().empty() || !only(kDigits, lengths.front())) return false;
      length = number(lengths.front(), 10, std::numeric_limits<std::uint64_t>::max());
      if (!length) return false;
    }
    if (!encodings.empty() && (message.minor_version == 0 || !is_chunked(encodings))) return false;
    if (kind_ == MessageKind::response_to_head || informs || status == 304) return true;
    if (!encodings.empty()) return read_chunks(message);
    if (!length && kind_ == MessageKind::request) return true;
    const std::uint64_t size = length.value_or(rest_.size());
    return size <= limits_.content_max && take(size, message.content);
  }

  bool take(std::uint64_t size, std::string& content) {
    if (rest_.size() < size) return false;
    content += rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(static_cast<std::size_t>(size));
    return true;
  }

  static bool is_chunked(const std::vector<std::string>& encodings) {
    std::vector<std::string> codings;
    for (const std::string& list : encodings) {
      const std::size_t before = codings.size();
      for (const std::string_view element : split(list, ",")) {
        if (!trimmed(element).empty()) codings.push_back(in_lower_case(trimmed(element)));
      }
      if (codings.size() == before) return false;
    }
    return codings == std::vector<std::string>{"chunked"};
  }

  // RFC 9112 section 7.1.
  template <class Kind>
  bool read_chunks(Kind& message) {
    for (;;) {
      const auto first_line = line();
      if (!first_line) return false;
      const std::size_t digits =
          std::min(first_line->find_first_not_of(kHexDigits), first_line->size());
      const auto size =
          number(first_line->substr(0, digits), 16, limits_.content_max - message.content.size());
      if (digits == 0 || !size || !extensions_fit(first_line->substr(digits))) return false;
      if (*size == 0) break;
      if (!take(*size, message.content) || !rest_.starts_with(kLineEnd)) return false;
      rest_.remove_prefix(kLineEnd.size());
    }
    if (!read_fields(message.trailers)) return false;
    return std::none_of(message.trailers.begin(), message.trailers.end(),
                        [](const Field& field) { return is_one_of(kNoTrailers, field.name); });
  }

  // chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] )
  bool extensions_fit(std::string_view text) {
    extensions_ += text.size();
    if (extensions_ > limits_.chunk_extensions_max) return false;
    while (!text.empty()) {
      skip_white_space(text);
      if (!text.starts_with(";")) return false;
      text.remove_prefix(1);
      skip_white_space(text);
      if (!skip_token(text)) return false;
      std::string_view value = text;
      skip_white_space(value);
      if (!value.starts_with("=")) continue;
      value.remove_prefix(1);
      skip_white_space(value);
      if (!skip_token(value) && !skip_quoted_string(value)) return false;
      text = value;
    }
    return true;
  }

  static void skip_white_space(std::string_view& text) {
    while (!text.empty() && is_white_space(text.front())) text.remove_prefix(1);
  }

  static bool skip_token(std::string_view& text) {
    std::size_t size = 0;
    while (size < text.size() && is_tchar(text[size])) ++size;
    text.remove_prefix(size);
    return size > 0;
  }

  static bool skip_quoted_string(std::string_view& text) {
    if (!text.starts_with("\"")) return false;
    std::size_t at = 1;
    while (at < text.size() && text[at] != '"') {
      if (text[at] == '\\') ++at;
      if (at == text.size() || !is_text_octet(text[at])) return false;
      ++at;
    }
    if (at >= text.size()) return false;
    text.remove_prefix(at + 1);
    return true;
  }

  MessageKind kind_;
  std::string_view octets_;
  std::string_view rest_;
  HttpLimits limits_;
  std::size_t section_ = 0;     // octets of field lines, their ends included
  std::size_t extensions_ = 0;  // octets of chunk extensions
};

}  // namespace

MessageAnswer read_slowly(MessageKind kind, std::string_view octets, const HttpLimits& limits) {
  return Reading(kind, octets, limits).answer();
}

std::optional<MessageAnswer> other_answer_of_oracle(MessageKind kind, std::string_view octets,
                                                    MessageAnswer answer) {
  MessageAnswer expected = read_slowly(kind, octets);
  answer.why.reset();
  if (answer == expected) return std::nullopt;
  return expected;
}

bool is_host_and_port(std::string_view text) {
  const Authority authority = read_authority(text);
  return authority.is_well_formed && !authority.host.empty();
}

}  // namespace connectorgroup
