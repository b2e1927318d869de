// The permitted differences: the table of http_third_opinion.h.

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <vector>

#include "model/http/field_values.h"
#include "model/http/limits.h"
#include "model/http/octets.h"
#include "properties/http_third_opinion.h"

namespace connectorgroup {
namespace {

using namespace std::string_view_literals;

constexpr PeerSet kAll = kBeast | kHttpParser | kLlhttp;
constexpr PeerSet kNodes = kHttpParser | kLlhttp;  // llhttp is http-parser's successor

// The model refuses, by this rule, what the peer accepts. Then nothing can be smuggled past it.
template <Rule rule>
bool refused(const PeerDifference& difference) {
  return difference.what == PeerDiffersIn::accepting && difference.violation &&
         difference.violation->rule == rule;
}

bool has_field(const std::vector<Field>& fields, std::string_view name) {
  return find_field(std::span(fields), name) != nullptr;
}

bool announces_content(const PeerMessage& message) {
  return has_field(message.fields, "Content-Length") ||
         has_field(message.fields, "Transfer-Encoding");
}

// The peer takes the content, or what it takes for content, to end elsewhere.
bool concerns_content(PeerDiffersIn what) {
  return what == PeerDiffersIn::end || what == PeerDiffersIn::content ||
         what == PeerDiffersIn::trailers || what == PeerDiffersIn::waiting ||
         what == PeerDiffersIn::refusing;
}

// Start line and fields, with the line end of the last one.
std::string_view head_of(const PeerDifference& difference) {
  const std::string_view octets = difference.octets;
  return octets.substr(0, std::min(octets.find("\r\n\r\n"), octets.size() - 2) + 2);
}

// What the model refuses stands behind the head.
bool is_behind_head(const PeerDifference& difference) {
  return difference.violation && difference.violation->offset >= head_of(difference).size();
}

bool refuses(const PeerDifference& difference) {
  return difference.what == PeerDiffersIn::refusing;
}

// The elements of a list, without the white space around them; of a field that stands in several
// lines, those of all lines.
std::vector<std::string_view> elements(const std::vector<Field>& fields, std::string_view name) {
  std::vector<std::string_view> all;
  for (const Field& field : fields) {
    if (!equal_ignoring_case(field.name, name)) continue;
    for (std::string_view rest = field.value;;) {
      const std::string_view element = rest.substr(0, rest.find(','));
      const std::size_t begin = element.find_first_not_of(" \t");
      const std::size_t end = element.find_last_not_of(" \t");
      all.push_back(begin == std::string_view::npos ? "" : element.substr(begin, end - begin + 1));
      if (element.size() == rest.size()) break;
      rest.remove_prefix(element.size() + 1);
    }
  }
  return all;
}

bool has_empty_element(const PeerMessage& message, std::string_view name) {
  const auto all = elements(message.fields, name);
  return std::find(all.begin(), all.end(), std::string_view()) != all.end();
}

// --- Differences that aren't a refusal of ours by one rule.

bool content_of_not_modified(const PeerDifference& difference) {
  return concerns_content(difference.what) && difference.ours && difference.ours->status == 304 &&
         announces_content(*difference.ours);
}

bool content_of_connect(const PeerDifference& difference) {
  if (!difference.theirs || difference.theirs->method != "CONNECT") return false;
  if (!announces_content(*difference.theirs)) return false;
  if (difference.what != PeerDiffersIn::accepting) return concerns_content(difference.what);
  return is_behind_head(difference);
}

bool empty_transfer_coding(const PeerDifference& difference) {
  const PeerMessage& message = difference.ours ? *difference.ours : *difference.theirs;
  if (!has_empty_element(message, "Transfer-Encoding")) return false;
  if (difference.what == PeerDiffersIn::keeps_connection) {
    return difference.kind == MessageKind::response_to_head;
  }
  if (difference.what != PeerDiffersIn::accepting) return concerns_content(difference.what);
  return is_behind_head(difference);
}

bool field_like_transfer_encoding(const PeerDifference& difference) {
  constexpr std::string_view kName = "Transfer-Encoding";
  const PeerMessage& message = difference.ours ? *difference.ours : *difference.theirs;
  const auto has_one = [&](const std::vector<Field>& fields) {
    return std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
      return field.name.size() > kName.size() &&
             equal_ignoring_case(field.name.substr(0, kName.size()), kName);
    });
  };
  if (difference.what == PeerDiffersIn::keeps_connection) return has_one(message.trailers);
  const bool concerned = difference.what == PeerDiffersIn::accepting
                             ? is_behind_head(difference)
                             : concerns_content(difference.what);
  return concerned && has_one(message.fields);
}

bool white_space_behind_value(const PeerDifference& difference) {
  const bool trailers = difference.what == PeerDiffersIn::trailers;
  if (!trailers && difference.what != PeerDiffersIn::fields) return false;
  const auto& ours = trailers ? difference.ours->trailers : difference.ours->fields;
  const auto& theirs = trailers ? difference.theirs->trailers : difference.theirs->fields;
  return std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end(),
                    [](const Field& our, const Field& their) {
                      return our.name == their.name && their.value.starts_with(our.value) &&
                             their.value.find_first_not_of(" \t", our.value.size()) ==
                                 std::string::npos;
                    });
}

bool higher_minor_version(const PeerDifference& difference) {
  return refuses(difference) && difference.ours->minor_version > 1;
}

bool empty_line_first(const PeerDifference& difference) {
  return refuses(difference) && difference.octets.starts_with("\r\n");
}

bool options_that_are_no_tokens(const PeerDifference& difference) {
  if (!refuses(difference)) return false;
  const auto has_one = [](const std::vector<Field>& fields, std::string_view name) {
    const auto all = elements(fields, name);
    return std::any_of(all.begin(), all.end(), [](std::string_view option) {
      return !std::all_of(option.begin(), option.end(),
                          [](char octet) { return http::is(http::kToken, octet); });
    });
  };
  return has_one(difference.ours->fields, "Connection") ||
         has_one(difference.ours->fields, "Proxy-Connection") ||
         has_one(difference.ours->trailers, "Proxy-Connection");
}

// A line of the head, by one of the names that decide on framing and connection, has a tab.
bool tab_in_decisive_field(const PeerDifference& difference) {
  const bool concerned =
      concerns_content(difference.what) || difference.what == PeerDiffersIn::keeps_connection ||
      (difference.what == PeerDiffersIn::accepting && is_behind_head(difference));
  if (!concerned) return false;
  const std::string_view head = head_of(difference);
  for (std::size_t begin = 0; begin < head.size(); begin = head.find('\n', begin) + 1) {
    const std::string_view line = head.substr(begin, head.find('\n', begin) - begin);
    const std::string_view name = line.substr(0, line.find(':'));
    for (const std::string_view decisive :
         {"Connection", "Proxy-Connection", "Content-Length", "Transfer-Encoding"}) {
      if (equal_ignoring_case(name, decisive) && line.find('\t') != line.npos) return true;
    }
  }
  return false;
}

// A chunk's first line has a space or a tab. What isn't chunks ends the search.
bool white_space_in_chunk_line(const PeerDifference& difference) {
  if (!refuses(difference)) return false;
  if (!has_field(difference.ours->fields, "Transfer-Encoding")) return false;
  std::string_view octets = difference.octets;
  octets = octets.substr(0, difference.ours->end - difference.start);
  for (std::size_t at = head_of(difference).size() + 2; at < octets.size();) {
    const std::string_view line = octets.substr(at, octets.find("\r\n", at) - at);
    if (line.find_first_of(" \t") != std::string_view::npos) return true;
    std::size_t size = 0;
    std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (size == 0 || size > octets.size()) return false;
    at += line.size() + 2 + size + 2;
  }
  return false;
}

constexpr std::array kMethods{
    "ACL"sv,        "BIND"sv,       "CHECKOUT"sv, "CONNECT"sv,    "COPY"sv,      "DELETE"sv,
    "GET"sv,        "HEAD"sv,       "LINK"sv,     "LOCK"sv,       "M-SEARCH"sv,  "MERGE"sv,
    "MKACTIVITY"sv, "MKCALENDAR"sv, "MKCOL"sv,    "MOVE"sv,       "NOTIFY"sv,    "OPTIONS"sv,
    "PATCH"sv,      "POST"sv,       "PROPFIND"sv, "PROPPATCH"sv,  "PURGE"sv,     "PUT"sv,
    "REBIND"sv,     "REPORT"sv,     "SEARCH"sv,   "SOURCE"sv,     "SUBSCRIBE"sv, "TRACE"sv,
    "UNBIND"sv,     "UNLINK"sv,     "UNLOCK"sv,   "UNSUBSCRIBE"sv};

bool unlisted_method(const PeerDifference& difference) {
  return refuses(difference) && difference.kind == MessageKind::request &&
         std::find(kMethods.begin(), kMethods.end(), difference.ours->method) == kMethods.end();
}

bool proxy_connection(const PeerDifference& difference) {
  return difference.what == PeerDiffersIn::keeps_connection &&
         (has_field(difference.ours->fields, "Proxy-Connection") ||
          has_field(difference.ours->trailers, "Proxy-Connection"));
}

bool head_without_length(const PeerDifference& difference) {
  return difference.what == PeerDiffersIn::keeps_connection &&
         difference.kind == MessageKind::response_to_head && !announces_content(*difference.ours);
}

bool length_near_limit(const PeerDifference& difference) {
  constexpr std::size_t kDigits = 19;  // of 2^64 - 1 there are 20
  if (!refuses(difference)) return false;
  const auto lengths = elements(difference.ours->fields, "Content-Length");
  return std::any_of(lengths.begin(), lengths.end(), [](std::string_view length) {
    return length.substr(std::min(length.find_first_not_of('0'), length.size())).size() >= kDigits;
  });
}

bool old_version_keeps_and_closes(const PeerDifference& difference) {
  return difference.what == PeerDiffersIn::keeps_connection &&
         difference.ours->minor_version == 0 && !difference.ours->keeps_connection;
}

// Is this a beginning of an option that matters, and not all of it?
bool is_begun_option(std::string_view option) {
  constexpr std::array kKnown{"close"sv, "keep-alive"sv, "upgrade"sv};
  return std::any_of(kKnown.begin(), kKnown.end(), [&](std::string_view known) {
    return option.size() < known.size() &&
           equal_ignoring_case(option, known.substr(0, option.size()));
  });
}

bool option_behind_begun_one(const PeerDifference& difference) {
  if (difference.what != PeerDiffersIn::keeps_connection) return false;
  const auto options = elements(difference.ours->fields, "Connection");
  return std::any_of(options.begin(), options.end(), is_begun_option);
}

bool beyond_limit(const PeerDifference& difference) {
  return difference.what == PeerDiffersIn::accepting && difference.violation &&
         row(difference.violation->rule).id.starts_with("limit.");
}

bool empty_line_before_response(const PeerDifference& difference) {
  return refused<Rule::http_version_form>(difference) &&
         (difference.octets.starts_with('\r') || difference.octets.starts_with('\n'));
}

bool other_version_form(const PeerDifference& difference) {
  return refused<Rule::http_version_form>(difference) && !empty_line_before_response(difference);
}

// --- The table.

constexpr MessageKind kRequest = MessageKind::request;
constexpr MessageKind kResponse = MessageKind::response;
constexpr MessageKind kResponseToHead = MessageKind::response_to_head;

// A request with more fields than the model takes.
constexpr auto kManyFieldsOctets = [] {
  constexpr std::string_view kHead = "GET / HTTP/1.1\r\nHost: a\r\n";
  constexpr std::string_view kField = "X:\r\n";
  std::array<char, kHead.size() + HttpLimits{}.fields_max * kField.size() + 2> octets{};
  char* at = std::copy(kHead.begin(), kHead.end(), octets.begin());
  while (at + 2 != octets.end()) at = std::copy(kField.begin(), kField.end(), at);
  at[0] = '\r';
  at[1] = '\n';
  return octets;
}();
constexpr std::string_view kManyFields(kManyFieldsOctets.data(), kManyFieldsOctets.size());

constexpr PermittedPeerDifference kDifferences[] = {
    // Both find a message, but not the same one; or the peer finds none.
    {"content-of-304", kHttpParser,
     "It reads the content that a response of status 304 announces, unless its user tells it that "
     "there is none. RFC 9112 section 6.3: there never is.",
     kResponse, "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", content_of_not_modified},
    {"content-of-connect", kNodes,
     "What follows the head of a CONNECT request is another protocol to it, announced as content "
     "or not. This model has no tunnels: http.connect.tunnel.",
     kRequest, "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\nContent-Length: 1\r\n\r\nx",
     content_of_connect},
    {"empty-transfer-coding", kNodes,
     "It doesn't find chunked beside an empty element of the list, which RFC 9110 section 5.6.1.2 "
     "wants passed over: a request is refused, or has no content where it asks for an upgrade, and "
     "a response ends with the connection.",
     kResponse, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked,\r\n\r\n0\r\n\r\n",
     empty_transfer_coding},
    {"field-like-transfer-encoding", kHttpParser,
     "A field whose name begins with Transfer-Encoding and goes on counts as one that it doesn't "
     "know: a fault of its.",
     kRequest, "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encodings: x\r\n\r\n",
     field_like_transfer_encoding},
    {"white-space-behind-value", kHttpParser,
     "It leaves white space behind a field value to its user.", kRequest,
     "GET / HTTP/1.1\r\nHost: a \r\n\r\n", white_space_behind_value},
    {"white-space-in-chunk-line", kNodes,
     "http-parser takes spaces behind a chunk's size, but no tab; llhttp takes neither there, nor "
     "in "
     "extensions. RFC 9112 section 7.1.1 grants both around an extension's signs.",
     kResponse, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\t;a\r\n\r\n",
     white_space_in_chunk_line},
    {"tab-in-decisive-field", kNodes,
     "It doesn't take a tab for white space in a list or behind a length: what it stands beside "
     "isn't close, keep-alive or chunked to it.",
     kResponse, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\t\r\n\r\n0\r\n\r\n",
     tab_in_decisive_field},
    {"higher-minor-version", kBeast | kLlhttp, "It takes no minor version but 0 and 1.", kRequest,
     "GET / HTTP/1.2\r\nHost: a\r\n\r\n", higher_minor_version},
    {"empty-line-before-request", kBeast, "It takes no empty line before a request line.", kRequest,
     "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", empty_line_first},
    {"connection-options-that-are-no-tokens", kBeast,
     "It refuses them. This model doesn't judge the value: what isn't close or keep-alive is an "
     "option that it doesn't know.",
     kRequest, "GET / HTTP/1.1\r\nHost: a\r\nConnection: a b\r\n\r\n", options_that_are_no_tokens},
    {"unlisted-method", kNodes, "It has a list of methods, and takes no other.", kRequest,
     "GEt / HTTP/1.1\r\nHost: a\r\n\r\n", unlisted_method},
    {"proxy-connection", kAll, "It heeds Proxy-Connection, which no standard defines.", kRequest,
     "GET / HTTP/1.1\r\nHost: a\r\nProxy-Connection: close\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n"
     "\r\n",
     proxy_connection},
    {"head-without-length", kLlhttp,
     "It decides from the fields alone that the response ends with the connection, before it is "
     "told that HEAD was asked.",
     kResponseToHead, "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", head_without_length},
    {"content-length-near-2^64", kHttpParser, "It refuses the last of those that 64 bits can hold.",
     kResponseToHead, "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n",
     length_near_limit},
    {"http-1.0-keeps-and-closes", kAll,
     "In HTTP/1.0 it takes keep-alive to count more than close. RFC 9112 section 9.3 looks for "
     "close first.",
     kRequest, "GET / HTTP/1.0\r\nConnection: close, keep-alive\r\n\r\nGET / HTTP/1.0\r\n\r\n",
     old_version_keeps_and_closes},
    {"option-behind-begun-one", kHttpParser,
     "It misses the option behind one that is empty, or that begins like one that it knows: a "
     "fault "
     "of its.",
     kRequest,
     "GET / HTTP/1.1\r\nHost: a\r\nConnection: up,close\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
     option_behind_begun_one},

    // The peer finds a message that the model refuses. Any part:
    {"beyond-limit", kAll, "It was given no limits, or has others.", kRequest, kManyFields,
     beyond_limit},

    // Start lines:
    {"empty-lines-before-request", kNodes, "It passes over any number of them.", kRequest,
     "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", refused<Rule::http_method>},
    {"empty-line-before-response", kNodes, "It passes over any number of them.", kResponse,
     "\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", empty_line_before_response},
    {"spaces-in-request-line", kNodes, "It splits at any number of spaces.", kRequest,
     "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", refused<Rule::http_request_line_space>},
    {"no-version", kNodes, "It takes a request of HTTP/0.9, though with fields.", kRequest,
     "GET /\r\n\r\n", refused<Rule::http_request_line_version>},
    {"target-form", kAll, "It leaves the form of a target to its user, or takes any scheme.",
     kRequest, "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", refused<Rule::http_target_form>},
    {"target-character", kAll, "It takes characters in a target that no URI has.", kRequest,
     "GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", refused<Rule::http_target_character>},
    {"target-percent", kAll, "It doesn't look at what follows a percent sign.", kRequest,
     "GET /% HTTP/1.1\r\nHost: a\r\n\r\n", refused<Rule::http_target_percent>},
    {"target-authority", kAll, "It leaves the authority of a target to its user.", kRequest,
     "CONNECT a HTTP/1.1\r\nHost: a\r\n\r\n", refused<Rule::http_target_authority>},
    {"version-unchecked", kHttpParser,
     "As Debian builds it, it doesn't check the letters before the version.", kResponse,
     "HELP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", other_version_form},
    {"major-version", kHttpParser, "It takes any, and reads on as if it were 1.", kRequest,
     "GET / HTTP/3.1\r\nHost: a\r\n\r\n", refused<Rule::http_version_major>},
    {"version-2.0", kLlhttp, "It takes HTTP/2.0 too, and reads on as if it were 1.", kResponse,
     "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n", refused<Rule::http_version_major>},
    {"other-protocols", kLlhttp, "It takes ICE and RTSP for HTTP.", kResponse,
     "ICE/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", other_version_form},
    {"no-space-behind-status", kNodes, "It asks for a space only where a reason follows.",
     kResponse, "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", refused<Rule::http_status_line_space>},
    {"status-digits", kHttpParser, "It takes any number of them.", kResponse,
     "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n", refused<Rule::http_status_code>},
    {"status-range", kAll, "It takes any three digits.", kResponse,
     "HTTP/1.1 600 OK\r\nContent-Length: 0\r\n\r\n", refused<Rule::http_status_range>},
    {"control-in-reason", kNodes, "It takes control characters in a reason phrase.", kResponse,
     "HTTP/1.1 200 O\x01K\r\nContent-Length: 0\r\n\r\n"sv, refused<Rule::http_status_line_reason>},

    // Lines and fields:
    {"line-feed-alone", kHttpParser, "It takes a line feed alone for a line end.", kRequest,
     "GET / HTTP/1.1\nHost: a\n\n", refused<Rule::http_line_bare_lf>},
    {"line-feed-alone-before-start-line", kLlhttp, "There it passes over any line ends.", kRequest,
     "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", refused<Rule::http_line_bare_lf>},
    {"carriage-return-alone", kHttpParser,
     "As Debian builds it, it doesn't check what follows a carriage return in a status line or "
     "behind the fields.",
     kResponse, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\rx", refused<Rule::http_line_bare_cr>},
    {"carriage-return-alone-before-start-line", kLlhttp, "There it passes over any line ends.",
     kRequest, "\rGET / HTTP/1.1\r\nHost: a\r\n\r\n", refused<Rule::http_line_bare_cr>},
    {"white-space-before-first-field", kHttpParser,
     "It takes white space before a field name for part of the name, or passes over it.", kRequest,
     "GET / HTTP/1.1\r\n Host: a\r\n\r\n", refused<Rule::http_field_leading_space>},
    {"obs-fold", kBeast | kHttpParser, "It unfolds, as RFC 9112 section 5.2 permits.", kRequest,
     "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", refused<Rule::http_field_obs_fold>},
    {"content-length-on-the-next-line", kBeast | kHttpParser, "It unfolds.", kRequest,
     "GET / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n 0\r\n\r\n",
     refused<Rule::http_content_length_digits>},
    {"space-in-name", kHttpParser,
     "It takes spaces in a field name, and before the colon: lax by its default.", kRequest,
     "GET / HTTP/1.1\r\nHost : a\r\n\r\n", refused<Rule::http_field_name_space>},
    {"null-first-in-value", kHttpParser, "It doesn't look at the first octet of a value.", kRequest,
     "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n"sv, refused<Rule::http_field_null>},
    {"control-first-in-value", kHttpParser, "It doesn't look at the first octet of a value.",
     kRequest, "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n", refused<Rule::http_field_control>},
    {"field-repeated", kAll, "It leaves it to its user which fields may be repeated.", kRequest,
     "GET / HTTP/1.1\r\nHost: a\r\nDate: a\r\nDate: b\r\n\r\n", refused<Rule::http_field_repeated>},
    {"host-missing", kAll, "It leaves Host to its user.", kRequest, "GET / HTTP/1.1\r\n\r\n",
     refused<Rule::http_host_missing>},
    {"host-repeated", kAll, "It leaves Host to its user.", kRequest,
     "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", refused<Rule::http_host_repeated>},
    {"host-value", kAll, "It leaves Host to its user.", kRequest,
     "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", refused<Rule::http_host_value>},
    {"host-empty", kAll, "It leaves Host to its user.", kRequest, "GET / HTTP/1.1\r\nHost:\r\n\r\n",
     refused<Rule::http_host_empty>},

    // Framing:
    {"content-length-repeated", kBeast,
     "It takes equal lengths once, as RFC 9110 section 8.6 permits.", kRequest,
     "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
     refused<Rule::http_content_length_repeated>},
    {"framing-without-content", kAll, "It passes over framing that a status has no content for.",
     kResponse, "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
     refused<Rule::http_no_content_framing>},
    {"transfer-encoding-in-1.0", kAll, "It reads the coding whatever the version.", kRequest,
     "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     refused<Rule::http_transfer_encoding_version>},
    {"transfer-encoding-syntax", kAll,
     "To it, what isn't chunked is a coding that leaves the end to the connection; in Beast's "
     "requests, none.",
     kResponse, "HTTP/1.1 200 OK\r\nTransfer-Encoding: \"\r\n\r\n",
     refused<Rule::http_transfer_encoding_syntax>},
    {"transfer-encoding-unknown", kAll, "The same.", kResponse,
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n",
     refused<Rule::http_transfer_encoding_unknown>},
    {"transfer-encoding-chunked-last", kAll, "The same.", kResponse,
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
     refused<Rule::http_transfer_encoding_chunked_last>},
    {"transfer-encoding-chunked-twice", kAll, "It doesn't count.", kResponseToHead,
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n",
     refused<Rule::http_transfer_encoding_chunked_twice>},
    {"transfer-encoding-parameters", kAll, "It passes over them, or doesn't find chunked.",
     kResponse, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked;a=b\r\n\r\n0\r\n\r\n",
     refused<Rule::http_transfer_encoding_parameters>},
    {"chunk-size-octets-from-80", kHttpParser,
     "Its table of digits has zeros for octets from 80 to FF: they count as the digit 0.",
     kResponse, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\xFF\r\n\r\n",
     refused<Rule::http_chunk_size>},
    {"chunk-extension-syntax", kNodes, "It passes over most of what stands there.", kResponse,
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0;a=b\"c\"\r\n\r\n",
     refused<Rule::http_chunk_extension>},
    {"control-in-chunk-extension", kBeast, "It takes control characters in a quoted value.",
     kResponse, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0;a=\"\x01\"\r\n\r\n",
     refused<Rule::http_chunk_extension>},
    {"chunk-data-end", kHttpParser,
     "As Debian builds it, it takes any two octets for the line end behind a chunk.", kResponse,
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\naxy0\r\n\r\n",
     refused<Rule::http_chunk_data_end>},
    {"trailer-forbidden", kAll, "It takes any field for a trailer.", kResponse,
     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nAuthorization: a\r\n\r\n",
     refused<Rule::http_trailer_forbidden>},
};

}  // namespace

std::span<const PermittedPeerDifference> permitted_peer_differences() { return kDifferences; }

}  // namespace connectorgroup
