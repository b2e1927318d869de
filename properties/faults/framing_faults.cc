// Readers that find another end of a message, or other content: by its length, its chunks, or the
// pieces that its octets come in.

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "properties/faults/planted_fault.h"
#include "properties/faults/wire_misreading.h"

namespace connectorgroup {
namespace {

using namespace faults;
using namespace std::string_view_literals;

constexpr std::string_view kHead = "POST / HTTP/1.1\r\nHost: h\r\n";

// A request with this Content-Length.
Question with_length(std::string_view length, std::string_view content) {
  return message(std::string(kHead)
                     .append("Content-Length: ")
                     .append(length)
                     .append("\r\n\r\n")
                     .append(content));
}
std::string chunked_request(std::string_view chunks) {
  return std::string(kHead).append("Transfer-Encoding: chunked\r\n\r\n").append(chunks);
}
Question with_chunks(std::string_view chunks) { return message(chunked_request(chunks)); }
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

// --- Chunks. What stands in the place of a size keeps its length.

std::string_view size_of_line(std::string_view line) { return line.substr(0, line.find(';')); }

std::string with_size(std::string_view line, std::string size) {
  return size.append(line.substr(size_of_line(line).size()));
}

std::string size_with_prefix(std::string_view line) {
  std::string size(size_of_line(line));
  if (size.starts_with("0x") || size.starts_with("0X")) size[1] = '0';
  return with_size(line, size);
}

std::string size_with_sign(std::string_view line) {
  std::string size(size_of_line(line));
  if (size.size() > 1 && size.front() == '+') size.front() = '0';
  return with_size(line, size);
}

// int() of Python takes 1_0 as it does 10.
std::string size_with_underscores(std::string_view line) {
  std::string size(size_of_line(line));
  if (size.empty() || size.front() == '_' || size.back() == '_') return std::string(line);
  if (size.find("__") != std::string::npos) return std::string(line);
  const auto count = static_cast<std::size_t>(std::count(size.begin(), size.end(), '_'));
  std::erase(size, '_');
  return with_size(line, std::string(count, '0') + size);
}

std::string size_behind_space(std::string_view line) {
  std::string size(size_of_line(line));
  const std::size_t digits = size.find_first_not_of(" \t");
  if (digits == std::string::npos) return std::string(line);
  std::fill_n(size.begin(), digits, '0');
  return with_size(line, size);
}

// Shifted to the left by four bits for each digit, whatever falls out.
std::string size_that_wraps(std::string_view line) {
  const std::string_view size = size_of_line(line);
  if (size.size() <= 16) return std::string(line);
  return with_size(line, std::string(size.size() - 16, '0').append(size.substr(size.size() - 16)));
}

std::string size_in_lower_case(std::string_view line) {
  std::string size(size_of_line(line));
  for (char& c : size) {
    if (c >= 'A' && c <= 'F') c = 'g';
  }
  return with_size(line, size);
}

// Where the last chunk is known by its text.
std::string one_zero_at_end(std::string_view line) {
  const std::string_view size = size_of_line(line);
  const bool zeros = size.size() > 1 && size.find_first_not_of('0') == std::string_view::npos;
  return zeros ? with_size(line, std::string(size.size(), 'g')) : std::string(line);
}

// Up to the line end, without a look.
std::string any_extension(std::string_view line) {
  const std::size_t begin = size_of_line(line).size();
  if (begin == line.size()) return std::string(line);
  return std::string(line.substr(0, begin)) + ";" + std::string(line.size() - begin - 1, 'x');
}

std::string line_end(std::string_view) { return "\r\n"; }

// The sizes of the chunks of a message that is one, until the last.
std::vector<std::size_t> chunk_sizes(std::string_view octets) {
  std::vector<std::size_t> sizes;
  std::size_t at = head_of(octets).size();
  while (at < octets.size()) {
    sizes.push_back(std::stoul(std::string(octets.substr(at)), nullptr, 16));
    if (sizes.back() == 0) break;
    at = octets.find("\r\n", at) + 2 + sizes.back() + 2;
  }
  return sizes;
}

// Chunks are put together from an array of pieces, as writev() takes it; the rest is forgotten.
void keep_sixteen_chunks(MessageKind kind, std::string_view octets, MessageAnswer& answer) {
  constexpr std::size_t kMost = 16;
  auto* request = std::get_if<Request>(&answer.message);
  if (answer.verdict != MessageVerdict::accept || kind != MessageKind::request) return;
  if (find_field(request->fields, "Transfer-Encoding") == nullptr) return;
  if (octets.starts_with("\r\n")) octets.remove_prefix(2);
  std::size_t kept_octets = 0;
  const std::vector<std::size_t> sizes = chunk_sizes(octets);
  for (std::size_t i = 0; i < std::min(sizes.size(), kMost); ++i) kept_octets += sizes[i];
  request->content.resize(std::min(request->content.size(), kept_octets));
}

template <class Change>
void change_parts(MessageAnswer& answer, Change change) {
  if (answer.verdict == MessageVerdict::accept) std::visit(change, answer.message);
}

void merge_trailers(MessageKind, std::string_view, MessageAnswer& answer) {
  change_parts(answer, [](auto& parts) {
    parts.fields.insert(parts.fields.end(), parts.trailers.begin(), parts.trailers.end());
    parts.trailers.clear();
  });
}

void drop_trailers_behind_first(MessageKind, std::string_view, MessageAnswer& answer) {
  change_parts(answer, [](auto& parts) {
    if (parts.trailers.size() > 1) parts.trailers.resize(1);
  });
}

// --- What the end is.

void end_content_at_null(MessageKind, std::string_view, MessageAnswer& answer) {
  change_parts(answer, [](auto& parts) {
    parts.content.resize(std::min(parts.content.find('\0'), parts.content.size()));
  });
}

// As servers of long ago had to, whose clients sent a line end behind a form.
void take_line_end_behind(MessageKind kind, std::string_view octets, MessageAnswer& answer) {
  if (answer.verdict != MessageVerdict::accept || kind != MessageKind::request) return;
  if (std::get<Request>(answer.message).content.empty()) return;
  if (octets.substr(answer.size, 2) == "\r\n") answer.size += 2;
}

Deviation without_content_until_close() {
  Deviation deviation;
  deviation.read_message = [](Subject& model, MessageKind kind,
                              std::span<const std::string_view> segments, Ending ending) {
    const MessageAnswer answer = model.read_message(kind, segments, ending);
    if (kind != MessageKind::response || answer.verdict == MessageVerdict::reject) return answer;
    const std::string octets = joined(segments);
    const std::string_view head = head_of(octets);
    if (!head.ends_with("\r\n\r\n")) return answer;
    const MessageAnswer open = model.read_message(kind, {&head, 1}, Ending::closed);
    const bool framed = open.verdict != MessageVerdict::accept ||
                        find_field(std::get<Response>(open.message).fields, "Content-Length") ||
                        find_field(std::get<Response>(open.message).fields, "Transfer-Encoding");
    return framed ? answer : open;
  };
  return deviation;
}

// The status is forgotten for as long as the content is read.
Deviation content_behind_304() {
  Deviation deviation;
  deviation.read_message = [](Subject& model, MessageKind kind,
                              std::span<const std::string_view> segments, Ending ending) {
    std::string octets = joined(segments);
    const bool due = kind == MessageKind::response && octets.substr(0, 13) == "HTTP/1.1 304 " &&
                     octets.find("Content-Length") != std::string::npos;
    if (!due) return model.read_message(kind, segments, ending);
    octets.replace(9, 3, "200");
    const std::string_view all = octets;
    MessageAnswer answer = model.read_message(kind, {&all, 1}, ending);
    if (answer.verdict == MessageVerdict::accept) std::get<Response>(answer.message).status = 304;
    return answer;
  };
  return deviation;
}

bool has_line_over_4096(const Message& message) {
  const auto* request = std::get_if<Request>(&message);
  if (request == nullptr) return false;
  return std::any_of(request->fields.begin(), request->fields.end(), [](const Field& field) {
    return field.name.size() + field.value.size() + 2 > 4096;
  });
}

// --- Pieces.

// Reads what is made of the pieces, in one.
Deviation reading_pieces(std::string (*put_together)(std::span<const std::string_view> segments)) {
  Deviation deviation;
  deviation.read_message = [put_together](Subject& model, MessageKind kind,
                                          std::span<const std::string_view> segments,
                                          Ending ending) {
    if (segments.size() < 2) return model.read_message(kind, segments, ending);
    const std::string together = put_together(segments);
    const std::string_view all = together;
    return model.read_message(kind, {&all, 1}, ending);
  };
  return deviation;
}

// A line feed at the beginning of a piece has lost its carriage return, which is looked for in the
// same piece.
std::string without_split_line_end(std::span<const std::string_view> segments) {
  std::string octets;
  for (const std::string_view segment : segments) {
    const bool split = segment.starts_with('\n') && octets.ends_with('\r');
    const bool in_head = octets.find("\r\n\r") == std::string::npos;
    if (split && in_head) octets.pop_back();
    octets += segment;
  }
  return octets;
}

// The number starts anew with each piece: what was read of it was a local variable.
std::string with_chunk_sizes_anew(std::span<const std::string_view> segments) {
  std::string octets;
  for (const std::string_view segment : segments) {
    const std::size_t begin = octets.find_last_not_of("0123456789abcdefABCDEF") + 1;
    const bool in_size = begin < octets.size() && begin >= 2 && octets[begin - 1] == '\n' &&
                         octets.find("\r\n\r\n") < begin &&
                         octets.find("chunked") != std::string::npos;
    if (in_size && !segment.empty())
      std::fill(octets.begin() + std::ptrdiff_t(begin), octets.end(), '0');
    octets += segment;
  }
  return octets;
}

// A buffer grows when it is full, and the octet for which there was no room isn't written.
std::string without_octet_that_grows(std::span<const std::string_view> segments) {
  constexpr std::size_t kRoom = 4096;
  std::string octets = joined(segments);
  if (octets.size() > kRoom) octets[kRoom] = '\0';
  return octets;
}

// recv() gives none where the connection ended.
Deviation empty_piece_ends() {
  Deviation deviation;
  deviation.read_message = [](Subject& model, MessageKind kind,
                              std::span<const std::string_view> segments, Ending ending) {
    const auto empty = std::find(segments.begin(), segments.end(), std::string_view());
    if (segments.size() < 2 || empty == segments.end()) {
      return model.read_message(kind, segments, ending);
    }
    const auto count = static_cast<std::size_t>(empty - segments.begin());
    return model.read_message(kind, segments.first(count), Ending::closed);
  };
  return deviation;
}

// The state of the message before isn't all put back.
Deviation chunked_flag_stays() {
  Deviation deviation;
  deviation.read_message = [chunked = false](Subject& model, MessageKind kind,
                                             std::span<const std::string_view> segments,
                                             Ending ending) mutable {
    const MessageAnswer answer = model.read_message(kind, segments, ending);
    const auto* request = std::get_if<Request>(&answer.message);
    if (answer.verdict != MessageVerdict::accept || request == nullptr) return answer;
    const bool is_chunked = find_field(request->fields, "Transfer-Encoding") != nullptr;
    const bool framed = is_chunked || find_field(request->fields, "Content-Length") != nullptr;
    const bool stays = chunked && !framed;
    chunked = is_chunked;
    // There are no chunks: the first one's size is still to come.
    return stays ? MessageAnswer{MessageVerdict::incomplete, {}, 0, std::nullopt} : answer;
  };
  return deviation;
}

ScriptAnswer read_in(Subject& subject, std::initializer_list<std::string_view> segments) {
  const std::vector<std::string_view> all(segments);
  return told(describe(subject.read_message(MessageKind::request, all, Ending::open)));
}

constexpr ServiceScript kSplitLineEnd = asking([](Subject& subject) {
  return read_in(subject, {"GET / HTTP/1.1\r\nHost: h\r", "\n\r\n"});
});
constexpr ServiceScript kSplitSize = asking([](Subject& subject) {
  const std::string octets = chunked_request("10\r\n0123456789abcdef\r\n0\r\n\r\n");
  const std::size_t cut = octets.find("\r\n\r\n") + 5;
  return read_in(subject, {octets.substr(0, cut), octets.substr(cut)});
});
constexpr ServiceScript kLongInPieces = asking([](Subject& subject) {
  const std::string line = "X: " + std::string(5000, 'x') + "\r\n\r\n";
  return read_in(subject, {kHead, line});
});
constexpr ServiceScript kEmptyPiece = asking([](Subject& subject) {
  return read_in(subject, {kHead, "", "\r\n"});
});
constexpr ServiceScript kTwoMessages = asking([](Subject& subject) {
  ScriptAnswer first = read_in(subject, {chunked_request("0\r\n\r\n")});
  return told(first.what + read_in(subject, {kHead, "\r\n"}).what);
});

Question script(const ServiceScript& asked) { return {.verb = Verb::script, .script = &asked}; }

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
    // The one half of a CL.TE pair.
    PlantedFault{"framing.length-before-coding",
                 "Goes by Content-Length where there is a Transfer-Encoding too.",
                 "http.transfer-encoding.with-length",
                 [] { return with_coding("Content-Length: 4\r\nTransfer-Encoding: chunked"); },
                 [] { return forgiving_octets(without_coding_beside_length); }},
    // strtoul() with base 16.
    PlantedFault{"framing.chunk-size-prefix", "Takes 0x before a chunk's size.", "http.chunk.size",
                 [] { return with_chunks("0x1\r\na\r\n0\r\n\r\n"); },
                 [] {
                   return forgiving_octets([](std::string_view octets) {
                     return changed_chunks(octets, size_with_prefix, kept);
                   });
                 }},
    PlantedFault{"framing.chunk-size-sign", "Takes a plus sign before a chunk's size.",
                 "http.chunk.size", [] { return with_chunks("+1\r\na\r\n0\r\n\r\n"); },
                 [] {
                   return forgiving_octets([](std::string_view octets) {
                     return changed_chunks(octets, size_with_sign, kept);
                   });
                 }},
    PlantedFault{"framing.chunk-size-underscore",
                 "Takes underscores between the digits of a chunk's size.", "http.chunk.size",
                 [] { return with_chunks("0_1\r\na\r\n0\r\n\r\n"); },
                 [] {
                   return forgiving_octets([](std::string_view octets) {
                     return changed_chunks(octets, size_with_underscores, kept);
                   });
                 }},
    PlantedFault{"framing.chunk-size-behind-space", "Takes white space before a chunk's size.",
                 "http.chunk.size", [] { return with_chunks(" 1\r\na\r\n0\r\n\r\n"); },
                 [] {
                   return forgiving_octets([](std::string_view octets) {
                     return changed_chunks(octets, size_behind_space, kept);
                   });
                 }},
    PlantedFault{"framing.chunk-size-wraps", "Takes a chunk's size modulo 2^64.",
                 "http.chunk.size-range",
                 [] { return with_chunks("10000000000000001\r\na\r\n0\r\n\r\n"); },
                 [] {
                   return forgiving_octets([](std::string_view octets) {
                     return changed_chunks(octets, size_that_wraps, kept);
                   });
                 }},
    PlantedFault{"framing.chunk-size-lower-case", "Refuses capitals in a chunk's size.",
                 "http.chunk.size-forms",
                 [] { return with_chunks("A\r\n0123456789\r\n0\r\n\r\n"); },
                 [] {
                   return reading_as([](std::string_view octets) {
                     return changed_chunks(octets, size_in_lower_case, kept);
                   });
                 }},
    PlantedFault{"framing.last-chunk-one-zero", "Knows the last chunk by one zero alone.",
                 "http.chunk.size-forms", [] { return with_chunks("1\r\na\r\n00\r\n\r\n"); },
                 [] {
                   return reading_as([](std::string_view octets) {
                     return changed_chunks(octets, one_zero_at_end, kept);
                   });
                 }},
    PlantedFault{"framing.chunk-extension-unread",
                 "Takes for a chunk extension whatever stands before the line end.",
                 "http.chunk.extension", [] { return with_chunks("1;=\x01\r\na\r\n0\r\n\r\n"); },
                 [] {
                   return forgiving_octets([](std::string_view octets) {
                     return changed_chunks(octets, any_extension, kept);
                   });
                 }},
    // CVE-2025-43859
    PlantedFault{"framing.chunk-end-unread",
                 "Passes over two octets behind a chunk, whatever they are.", "http.chunk.data-end",
                 [] { return with_chunks("1\r\naXX0\r\n\r\n"); },
                 [] {
                   return forgiving_octets([](std::string_view octets) {
                     return changed_chunks(octets, kept, line_end);
                   });
                 }},
    PlantedFault{"framing.sixteen-chunks", "Keeps the content of the first 16 chunks.",
                 "http.chunk.several",
                 [] {
                   std::string chunks;
                   for (int i = 0; i < 17; ++i) chunks += "1\r\na\r\n";
                   return with_chunks(chunks + "0\r\n\r\n");
                 },
                 [] { return answering_messages(keep_sixteen_chunks); }},
    PlantedFault{"framing.trailers-as-fields", "Puts trailers among the fields of the header.",
                 "http.chunk.trailers", [] { return with_chunks("0\r\nX: a\r\n\r\n"); },
                 [] { return answering_messages(merge_trailers); }},
    PlantedFault{"framing.one-trailer", "Keeps the first trailer alone.", "http.chunk.trailers",
                 [] { return with_chunks("0\r\nX: a\r\nY: b\r\n\r\n"); },
                 [] { return answering_messages(drop_trailers_behind_first); }},
    PlantedFault{"framing.content-to-null", "Keeps the content up to a NUL, as a C string.",
                 "http.content-length.octets", [] { return with_length("3", "a\0b"sv); },
                 [] { return answering_messages(end_content_at_null); }},
    PlantedFault{"framing.line-end-behind-content",
                 "Takes a line end behind the content of a request as a part of it.",
                 "http.content.final-line-end", [] { return with_length("1", "a\r\n"); },
                 [] { return answering_messages(take_line_end_behind); }},
    PlantedFault{"framing.no-content-until-close",
                 "Sees no content in a response that doesn't announce any.",
                 "http.content.until-close",
                 [] { return last_message("HTTP/1.1 200 OK\r\n\r\na", MessageKind::response); },
                 without_content_until_close},
    PlantedFault{"framing.content-behind-304",
                 "Waits for the content whose length a response of status 304 states.",
                 "http.no-content.ends",
                 [] {
                   return message("HTTP/1.1 304 Not Modified\r\nContent-Length: 1\r\n\r\n",
                                  MessageKind::response);
                 },
                 content_behind_304},
    PlantedFault{
        "framing.line-of-4096", "Refuses a field's line of more than 4096 octets.", "limit.line",
        [] { return message(std::string(kHead) + "X: " + std::string(5000, 'x') + "\r\n\r\n"); },
        [] { return refusing_messages(Rule::limit_line, has_line_over_4096); }},
    PlantedFault{"framing.split-line-end",
                 "Doesn't see a line end of the header whose two octets come apart.",
                 "http.segmentation", [] { return script(kSplitLineEnd); },
                 [] { return reading_pieces(without_split_line_end); }},
    PlantedFault{"framing.split-chunk-size",
                 "Forgets the digits of a chunk's size that came before the others.",
                 "http.segmentation", [] { return script(kSplitSize); },
                 [] { return reading_pieces(with_chunk_sizes_anew); }},
    PlantedFault{"framing.octet-that-grows",
                 "Loses the octet behind the first 4096 of a message that comes in pieces.",
                 "http.segmentation", [] { return script(kLongInPieces); },
                 [] { return reading_pieces(without_octet_that_grows); }},
    PlantedFault{"framing.empty-piece", "Takes a piece without octets for the connection's end.",
                 "http.segmentation", [] { return script(kEmptyPiece); }, empty_piece_ends},
    PlantedFault{"framing.chunked-stays",
                 "Waits for chunks behind a request without content where the one before had some.",
                 "http.pipelined", [] { return script(kTwoMessages); }, chunked_flag_stays},
};

}  // namespace

std::span<const PlantedFault> framing_faults() { return kFaults; }

}  // namespace connectorgroup
