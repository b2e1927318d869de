// Readers of the first line of a message: methods, targets, versions, status codes and reasons that
// are taken too leniently, too strictly or for something else.

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "properties/faults/misreading.h"
#include "properties/faults/planted_fault.h"

namespace connectorgroup {
namespace {

using namespace faults;

constexpr std::string_view kLineEnd = "\r\n";

Question request(std::string_view line) {
  return {Verb::read_message, std::string(line).append("\r\nHost: h\r\n\r\n")};
}

Question response(std::string_view line) {
  return {Verb::read_message, std::string(line).append("\r\nContent-Length: 0\r\n\r\n"),
          MessageKind::response};
}

// A message that has come so far, at its first line, which may have no end yet. One empty line may
// stand before it.
struct Begun {
  explicit Begun(std::span<const std::string_view> segments) {
    for (const std::string_view segment : segments) octets += segment;
    begin = octets.starts_with(kLineEnd) ? kLineEnd.size() : 0;
    end = std::min(octets.find(kLineEnd, begin), octets.size());
  }
  std::string line() const { return octets.substr(begin, end - begin); }
  bool line_is_whole() const { return end < octets.size(); }

  std::string octets;
  std::size_t begin = 0;
  std::size_t end = 0;
};

MessageAnswer read_one(Subject& model, MessageKind kind, std::string_view octets, Ending ending) {
  const std::array<std::string_view, 1> segments{octets};
  return model.read_message(kind, segments, ending);
}

// What the model makes of the message with another first line, at the octets that have come.
MessageAnswer read_as(Subject& model, MessageKind kind, const Begun& begun, std::string_view line,
                      Ending ending) {
  std::string octets = begun.octets;
  octets.replace(begun.begin, begun.end - begun.begin, line);
  MessageAnswer answer = read_one(model, kind, octets, ending);
  const auto placed = [&](std::size_t at) {
    if (at <= begun.begin) return at;
    if (at < begun.begin + line.size()) return std::min(at, begun.end);
    return at - line.size() + (begun.end - begun.begin);
  };
  if (answer.verdict == MessageVerdict::accept) answer.size = placed(answer.size);
  if (answer.why) answer.why->offset = placed(answer.why->offset);
  return answer;
}

// Takes as well a first line that the model refuses, for what `rewrite` makes of it.
Deviation taking(MessageKind wanted, std::string (*rewrite)(std::string_view line)) {
  Deviation deviation;
  deviation.read_message = [wanted, rewrite](Subject& model, MessageKind kind,
                                             std::span<const std::string_view> segments,
                                             Ending ending) {
    const MessageAnswer answer = model.read_message(kind, segments, ending);
    const bool is_wanted = (kind == MessageKind::request) == (wanted == MessageKind::request);
    if (answer.verdict != MessageVerdict::reject || !is_wanted) return answer;
    const Begun begun(segments);
    const std::string line = rewrite(begun.line());
    if (line == begun.line() || answer.why->offset > begun.end) return answer;
    const MessageAnswer taken = read_as(model, kind, begun, line, ending);
    const bool is_taken = taken.verdict != MessageVerdict::reject || taken.why->offset > begun.end;
    return is_taken ? taken : answer;
  };
  return deviation;
}

// Refuses as well a whole first line that `objects` to.
Deviation refusing_line(Rule rule, bool (*objects)(MessageKind kind, std::string_view line)) {
  Deviation deviation;
  deviation.read_message = [rule, objects](Subject& model, MessageKind kind,
                                           std::span<const std::string_view> segments,
                                           Ending ending) {
    const MessageAnswer answer = model.read_message(kind, segments, ending);
    const Begun begun(segments);
    if (answer.verdict == MessageVerdict::reject || !begun.line_is_whole()) return answer;
    if (!objects(kind, begun.line())) return answer;
    return MessageAnswer{MessageVerdict::reject, {}, 0, Violation{rule, begun.begin}};
  };
  return deviation;
}

// Changes what was read.
Deviation changing(std::function<void(Message& message)> change) {
  Deviation deviation;
  deviation.read_message = [change = std::move(change)](Subject& model, MessageKind kind,
                                                        std::span<const std::string_view> segments,
                                                        Ending ending) {
    MessageAnswer answer = model.read_message(kind, segments, ending);
    if (answer.verdict == MessageVerdict::accept) change(answer.message);
    return answer;
  };
  return deviation;
}

// The parts of a line between its spaces.
std::string_view part(std::string_view line, std::size_t index) {
  for (; index > 0; --index) line = line.substr(std::min(line.find(' '), line.size() - 1) + 1);
  return line.substr(0, line.find(' '));
}

// With the part of this index, which stands in the line, as `by`.
std::string with_part(std::string_view line, std::string_view old, std::string_view by) {
  std::string changed(line);
  return changed.replace(static_cast<std::size_t>(old.data() - line.data()), old.size(), by);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// --- Lines that are taken.

std::string with_version(std::string_view line, std::string_view found, std::string_view meant) {
  if (!line.ends_with(found)) return std::string(line);
  return std::string(line.substr(0, line.size() - found.size())).append(meant);
}

// atoi() reads as many digits as there are.
std::string with_minor_of_one_digit(std::string_view line) {
  const std::size_t dot = line.rfind(" HTTP/1.");
  if (dot == std::string_view::npos) return std::string(line);
  const std::size_t digits = dot + std::string_view(" HTTP/1.").size();
  if (line.size() < digits + 2 ||
      !std::all_of(line.begin() + static_cast<std::ptrdiff_t>(digits), line.end(), is_digit)) {
    return std::string(line);
  }
  return std::string(line.substr(0, digits)).append("1");
}

// sscanf("%2x") is content with one digit.
std::string with_second_digits(std::string_view line) {
  std::string mended;
  for (std::size_t i = 0; i < line.size(); ++i) {
    mended += line[i];
    const bool has_one =
        line[i] == '%' && i + 2 < line.size() && is_hex(line[i + 1]) && !is_hex(line[i + 2]);
    if (has_one) mended += '0';
  }
  return mended;
}

std::string without_fragment(std::string_view line) {
  const std::string_view target = part(line, 1);
  return with_part(line, target, target.substr(0, target.find('#')));
}

std::string without_user(std::string_view line) {
  const std::string_view target = part(line, 1);
  const std::size_t authority = target.find("//");
  const std::size_t at = target.find('@');
  if (authority == std::string_view::npos || at == std::string_view::npos) {
    return std::string(line);
  }
  if (target.find_first_of("/?", authority + 2) < at) return std::string(line);
  return std::string(line).erase(
      static_cast<std::size_t>(target.data() - line.data()) + authority + 2, at - authority - 1);
}

// isalpha() of a locale in which octets from C0 on are letters.
std::string with_letters_of_latin1(std::string_view line) {
  const std::string_view method = part(line, 0);
  std::string ascii(method);
  for (char& c : ascii) {
    if (static_cast<unsigned char>(c) >= 0xC0) c = 'E';
  }
  return with_part(line, method, ascii);
}

std::string with_code_cut(std::string_view line) {
  const std::string_view code = part(line, 1);
  const bool is_long = code.size() > 3 && std::all_of(code.begin(), code.end(), is_digit);
  return with_part(line, code, is_long ? code.substr(0, 3) : code);
}

std::string with_space(std::string_view line) {
  constexpr std::size_t kSize = std::string_view("HTTP/1.1 200").size();
  return std::string(line).append(line.size() == kSize ? " " : "");
}

std::string with_slash_for_asterisk(std::string_view line) {
  const std::string_view target = part(line, 1);
  return with_part(line, target, target == "*" ? "/" : target);
}

// --- Messages that are changed.

void decode_target(Message& message) {
  auto* of_request = std::get_if<Request>(&message);
  if (of_request == nullptr) return;
  std::string decoded;
  const std::string& target = of_request->target;
  for (std::size_t i = 0; i < target.size(); ++i) {
    if (target[i] != '%' || i + 2 >= target.size()) {
      decoded += target[i];
      continue;
    }
    const auto value = [](char c) { return is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10; };
    decoded += static_cast<char>(value(target[i + 1]) * 16 + value(target[i + 2]));
    i += 2;
  }
  of_request->target = std::move(decoded);
}

void pass_over_empty_segments(Message& message) {
  auto* of_request = std::get_if<Request>(&message);
  if (of_request == nullptr || !of_request->target.starts_with('/')) return;
  std::string& target = of_request->target;
  for (std::size_t at = 0; (at = target.find("//")) < target.find('?');) target.erase(at, 1);
}

// A string of C, once the target is decoded.
void end_target_at_null(Message& message) {
  if (auto* of_request = std::get_if<Request>(&message)) {
    std::string& target = of_request->target;
    target.resize(std::min(target.find("%00"), target.size()));
  }
}

// As in a form's data, where a plus sign is a space.
void read_plus_as_space(Message& message) {
  auto* of_request = std::get_if<Request>(&message);
  if (of_request == nullptr) return;
  std::string& target = of_request->target;
  const std::size_t query = std::min(target.find('?'), target.size());
  target = target.substr(0, query) + replaced(target.substr(query), "+", "%20");
}

void read_newer_as_one_zero(Message& message) {
  std::visit(
      [](auto& either) {
        if (either.minor_version > 1) either.minor_version = 0;
      },
      message);
}

Deviation keeping_reason() {
  const auto last = std::make_shared<std::string>();
  return changing([last](Message& message) {
    auto* of_response = std::get_if<Response>(&message);
    if (of_response == nullptr) return;
    if (of_response->reason.empty()) of_response->reason = *last;
    *last = of_response->reason;
  });
}

Deviation remembering_target() {
  const auto last = std::make_shared<std::string>();
  return changing([last](Message& message) {
    constexpr std::size_t kKey = 8;
    auto* of_request = std::get_if<Request>(&message);
    if (of_request == nullptr || of_request->target.size() < kKey) return;
    std::string& target = of_request->target;
    const bool known = last->size() == target.size() && last->starts_with(target.substr(0, kKey));
    if (known) target = *last;
    *last = target;
  });
}

constexpr std::array kFaults{
    // The request line.
    PlantedFault{"start-line.method-folded", "Reads a method in any case as one in capitals.",
                 "http.method.any-token", [] { return request("get / HTTP/1.1"); },
                 [] {
                   return changing([](Message& message) {
                     auto* of_request = std::get_if<Request>(&message);
                     if (of_request == nullptr) return;
                     for (char& c : of_request->method) {
                       if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
                     }
                   });
                 }},
    PlantedFault{"start-line.method-of-latin1", "Takes octets from C0 on for letters of a method.",
                 "http.method", [] { return request("G\xC9T / HTTP/1.1"); },
                 [] { return taking(MessageKind::request, with_letters_of_latin1); }},
    // UPDATEREDIRECTREF, of RFC 4437, has 17 letters.
    PlantedFault{"start-line.method-of-16", "Refuses a method of more than 16 octets.",
                 "http.method.any-token", [] { return request("UPDATEREDIRECTREF / HTTP/1.1"); },
                 [] {
                   return refusing_line(
                       Rule::http_method, [](MessageKind kind, std::string_view line) {
                         return kind == MessageKind::request && part(line, 0).size() > 16;
                       });
                 }},
    PlantedFault{
        "start-line.method-of-letters", "Refuses a method that has more than letters.",
        "http.method.any-token", [] { return request("M-SEARCH / HTTP/1.1"); },
        [] {
          return refusing_line(Rule::http_method, [](MessageKind kind, std::string_view line) {
            const std::string_view method = part(line, 0);
            return kind == MessageKind::request &&
                   method.find_first_of("!#$%&'*+-.^_`|~0123456789") != std::string_view::npos;
          });
        }},
    PlantedFault{"start-line.two-spaces", "Takes two spaces in a request line for one.",
                 "http.request-line.space", [] { return request("GET  / HTTP/1.1"); },
                 [] {
                   return taking(MessageKind::request,
                                 [](std::string_view line) { return replaced(line, "  ", " "); });
                 }},
    PlantedFault{"start-line.asterisk-of-any-method", "Takes the target * for / of any method.",
                 "http.target.form", [] { return request("GET * HTTP/1.1"); },
                 [] { return taking(MessageKind::request, with_slash_for_asterisk); }},
    PlantedFault{"start-line.fragment-cut", "Takes a target with a fragment, and leaves that out.",
                 "http.target.character", [] { return request("GET /a#b HTTP/1.1"); },
                 [] { return taking(MessageKind::request, without_fragment); }},
    PlantedFault{"start-line.user-left-out",
                 "Takes user information in a target, and leaves it out.", "http.target.authority",
                 [] { return request("GET http://u:p@h/ HTTP/1.1"); },
                 [] { return taking(MessageKind::request, without_user); }},
    PlantedFault{"start-line.percent-with-one-digit",
                 "Takes a percent sign with one hexadecimal digit in a target.",
                 "http.target.percent", [] { return request("GET /%4x HTTP/1.1"); },
                 [] { return taking(MessageKind::request, with_second_digits); }},
    // A cache of routes whose key is too short.
    PlantedFault{
        "start-line.target-of-message-before",
        "Reads a target as the one before when their sizes and first 8 octets are the same.",
        "http.memory", [] { return request("GET /connectors/2 HTTP/1.1"); }, remembering_target,
        graph_2017, [] { return request("GET /connectors/1 HTTP/1.1"); }},
    // What is decoded before it is split: %2F is a slash then, %3F begins a query.
    PlantedFault{"start-line.target-decoded", "Reads a target with its percent signs decoded.",
                 "http.agrees-with-oracle http.write-then-read",
                 [] { return request("GET /a%2Fb HTTP/1.1"); },
                 [] { return changing(decode_target); }},
    PlantedFault{"start-line.slashes-merged", "Reads several slashes in a path as one.",
                 "http.agrees-with-oracle", [] { return request("GET /a//b HTTP/1.1"); },
                 [] { return changing(pass_over_empty_segments); }},
    PlantedFault{"start-line.target-ends-at-null", "Reads a target up to its first %00.",
                 "http.agrees-with-oracle", [] { return request("GET /a%00b HTTP/1.1"); },
                 [] { return changing(end_target_at_null); }},
    PlantedFault{"start-line.plus-as-space", "Reads a plus sign in a query as %20.",
                 "http.agrees-with-oracle", [] { return request("GET /a?b+c HTTP/1.1"); },
                 [] { return changing(read_plus_as_space); }},
    PlantedFault{"start-line.scheme-in-lower-case", "Refuses a target whose scheme has capitals.",
                 "http.target.absolute-form", [] { return request("GET HTTP://h/ HTTP/1.1"); },
                 [] {
                   return refusing_line(
                       Rule::http_target_form, [](MessageKind kind, std::string_view line) {
                         const std::string_view target = part(line, 1);
                         const std::string_view scheme = target.substr(0, target.find("://"));
                         return kind == MessageKind::request && scheme.size() < 6 &&
                                scheme.find_first_of("HTPS") != std::string_view::npos;
                       });
                 }},
    // RFC 3986 section 3.2.3: a port is any number of digits.
    PlantedFault{"start-line.empty-port", "Refuses a target whose port has no digits.",
                 "http.target.absolute-form", [] { return request("GET http://h:/ HTTP/1.1"); },
                 [] {
                   return refusing_line(
                       Rule::http_target_authority, [](MessageKind kind, std::string_view line) {
                         const std::string_view target = part(line, 1);
                         const std::size_t host = target.find("://");
                         if (kind != MessageKind::request || host == std::string_view::npos) {
                           return false;
                         }
                         const std::string_view authority = target.substr(host + 3);
                         return authority.substr(0, authority.find_first_of("/?")).ends_with(':');
                       });
                 }},
    PlantedFault{"start-line.one-question-mark", "Refuses a second question mark in a target.",
                 "http.target.query", [] { return request("GET /?a?b HTTP/1.1"); },
                 [] {
                   return refusing_line(Rule::http_target_character,
                                        [](MessageKind kind, std::string_view line) {
                                          const std::string_view target = part(line, 1);
                                          return kind == MessageKind::request &&
                                                 std::count(target.begin(), target.end(), '?') > 1;
                                        });
                 }},
    PlantedFault{
        "start-line.target-of-255", "Refuses a target of more than 255 octets.", "limit.line",
        [] { return request("GET /" + std::string(255, 'a') + " HTTP/1.1"); },
        [] {
          return refusing_line(Rule::limit_line, [](MessageKind kind, std::string_view line) {
            return kind == MessageKind::request && part(line, 1).size() > 255;
          });
        }},
    // A block of 16 octets is looked at for what a target must not hold, but for its last octet.
    PlantedFault{"start-line.quote-at-block-end",
                 "Takes a quotation mark in a target that is the last octet of a block of 16.",
                 "http.target.character",
                 [] { return request("GET /" + std::string(14, 'a') + "\" HTTP/1.1"); },
                 [] {
                   return taking(MessageKind::request, [](std::string_view line) {
                     std::string target(part(line, 1));
                     for (std::size_t i = 15; i < target.size(); i += 16) {
                       if (target[i] == '"') target[i] = 'x';
                     }
                     return with_part(line, part(line, 1), target);
                   });
                 }},
    // Versions.
    PlantedFault{"start-line.version-in-lower-case", "Takes a version in lower case.",
                 "http.version.form", [] { return request("GET / http/1.1"); },
                 [] {
                   return taking(MessageKind::request, [](std::string_view line) {
                     return with_version(line, "http/1.1", "HTTP/1.1");
                   });
                 }},
    PlantedFault{"start-line.minor-of-more-digits", "Takes a minor version of several digits.",
                 "http.version.form", [] { return request("GET / HTTP/1.10"); },
                 [] { return taking(MessageKind::request, with_minor_of_one_digit); }},
    PlantedFault{"start-line.major-two", "Takes a request of HTTP/2.0 for one of HTTP/1.1.",
                 "http.version.major", [] { return request("GET / HTTP/2.0"); },
                 [] {
                   return taking(MessageKind::request, [](std::string_view line) {
                     return with_version(line, "HTTP/2.0", "HTTP/1.1");
                   });
                 }},
    PlantedFault{"start-line.newer-as-one-zero", "Reads a minor version beyond 1 as 0.",
                 "http.version.minor", [] { return request("GET / HTTP/1.2"); },
                 [] { return changing(read_newer_as_one_zero); }},
    PlantedFault{"start-line.one-zero-refused", "Refuses HTTP/1.0 in a response.",
                 "http.version.one-zero", [] { return response("HTTP/1.0 200 OK"); },
                 [] {
                   return refusing_line(
                       Rule::http_version_form, [](MessageKind kind, std::string_view line) {
                         return kind != MessageKind::request && line.starts_with("HTTP/1.0");
                       });
                 }},
    // The status line.
    PlantedFault{"start-line.code-cut", "Takes the first three digits of a longer status code.",
                 "http.status.code", [] { return response("HTTP/1.1 2000 OK"); },
                 [] { return taking(MessageKind::response, with_code_cut); }},
    PlantedFault{"start-line.no-space-behind-code",
                 "Takes a status line that ends with the status code.", "http.status-line.space",
                 [] { return response("HTTP/1.1 200"); },
                 [] { return taking(MessageKind::response, with_space); }},
    PlantedFault{"start-line.reason-needed", "Refuses an empty reason phrase.",
                 "http.status-line.reason-free", [] { return response("HTTP/1.1 200 "); },
                 [] {
                   return refusing_line(Rule::http_status_line_reason,
                                        [](MessageKind kind, std::string_view line) {
                                          return kind != MessageKind::request &&
                                                 line.ends_with(' ') && line.size() == 13;
                                        });
                 }},
    PlantedFault{"start-line.reason-of-one-word", "Reads a reason phrase up to its first space.",
                 "http.agrees-with-oracle", [] { return response("HTTP/1.1 404 Not Found"); },
                 [] {
                   return changing([](Message& message) {
                     auto* of_response = std::get_if<Response>(&message);
                     if (of_response == nullptr) return;
                     std::string& reason = of_response->reason;
                     reason.resize(std::min(reason.find(' '), reason.size()));
                   });
                 }},
    PlantedFault{"start-line.reason-of-message-before",
                 "Reads an empty reason phrase as the one of the response before.",
                 "http.agrees-with-oracle", [] { return response("HTTP/1.1 200 "); },
                 keeping_reason, graph_2017, [] { return response("HTTP/1.1 200 Fine"); }},
    // RFC 9110 section 15: a client must understand the class of any status code.
    PlantedFault{"start-line.code-unregistered", "Refuses a status code beyond 511.",
                 "http.agrees-with-oracle", [] { return response("HTTP/1.1 512 "); },
                 [] {
                   return refusing_line(
                       Rule::http_status_range, [](MessageKind kind, std::string_view line) {
                         return kind != MessageKind::request && part(line, 1) > "511";
                       });
                 }},
};

}  // namespace

std::span<const PlantedFault> start_line_faults() { return kFaults; }

}  // namespace connectorgroup
