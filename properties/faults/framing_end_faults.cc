// Readers that see the end of a message elsewhere though they understand its fields, and readers
// that depend on the pieces that its octets come in.

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "properties/faults/framing_misreading.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/wire_misreading.h"

namespace connectorgroup {
namespace {

using namespace faults;
using namespace std::string_view_literals;

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

// strlen() and one more: who sends C strings sends their ends.
void take_nulls_behind(MessageKind, std::string_view octets, MessageAnswer& answer) {
  if (answer.verdict != MessageVerdict::accept) return;
  answer.size = std::min(octets.find_first_not_of('\0', answer.size), octets.size());
}

// A connection that was kept and isn't used again ends like this.
Deviation nothing_is_incomplete() {
  Deviation deviation;
  deviation.read_message = [](Subject& model, MessageKind kind,
                              std::span<const std::string_view> segments, Ending ending) {
    if (ending == Ending::open || !joined(segments).empty()) {
      return model.read_message(kind, segments, ending);
    }
    return MessageAnswer{
        MessageVerdict::reject, {}, 0, Violation{Rule::http_message_incomplete, 0}};
  };
  return deviation;
}

// Lines are taken from a buffer when they are whole, and then looked at.
Deviation judging_whole_lines() {
  Deviation deviation;
  deviation.read_message = [](Subject& model, MessageKind kind,
                              std::span<const std::string_view> segments, Ending ending) {
    MessageAnswer answer = model.read_message(kind, segments, ending);
    if (answer.verdict != MessageVerdict::reject || ending == Ending::closed) return answer;
    const bool whole = joined(segments).find("\r\n", answer.why->offset) != std::string::npos;
    return whole ? answer : MessageAnswer{MessageVerdict::incomplete, {}, 0, std::nullopt};
  };
  return deviation;
}

// It counts first, and then looks whether there was room.
void name_octet_behind_limit(MessageKind, std::string_view octets, MessageAnswer& answer) {
  const bool is_long = answer.why && answer.why->rule == Rule::limit_line;
  if (is_long) answer.why->offset = std::min(answer.why->offset + 1, octets.size());
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

// An array of pieces, as readv() fills it, that is never emptied.
Deviation keeping_pieces() {
  Deviation deviation;
  deviation.read_message = [](Subject& model, MessageKind kind,
                              std::span<const std::string_view> segments, Ending ending) {
    constexpr std::size_t kMost = 64;
    return model.read_message(kind, segments.first(std::min(segments.size(), kMost)), ending);
  };
  return deviation;
}

// Names and values are views of the pieces, whose memory is somebody else's by the time of the next
// one; it does well as long as all of them are parts of one buffer.
std::string of_last_buffer(std::span<const std::string_view> segments) {
  std::string octets;
  const char* end = nullptr;
  for (const std::string_view segment : segments) {
    if (segment.empty()) continue;
    if (segment.data() != end) std::fill(octets.begin(), octets.end(), '\0');
    octets += segment;
    end = segment.data() + segment.size();
  }
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

// The empty line that may stand before a request is passed over when a connection is new.
Deviation no_empty_line_between() {
  Deviation deviation;
  deviation.read_message = [end = static_cast<const char*>(nullptr)](
                               Subject& model, MessageKind kind,
                               std::span<const std::string_view> segments, Ending ending) mutable {
    const MessageAnswer answer = model.read_message(kind, segments, ending);
    // What begins where a message has ended is the next one on its connection.
    const bool is_next = !segments.empty() && segments.front().data() == end;
    const bool accepted = answer.verdict == MessageVerdict::accept && segments.size() == 1;
    end = accepted ? segments.front().data() + answer.size : nullptr;
    const bool due =
        is_next && accepted && kind == MessageKind::request && segments.front().starts_with("\r\n");
    if (!due) return answer;
    return MessageAnswer{MessageVerdict::reject, {}, 0, Violation{Rule::http_method, 0}};
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
constexpr ServiceScript kManyPieces = asking([](Subject& subject) {
  const std::string octets = std::string(kHead) + "X: " + std::string(64, 'x') + "\r\n\r\n";
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at < octets.size(); ++at) {
    pieces.push_back(std::string_view(octets).substr(at, 1));
  }
  return told(describe(subject.read_message(MessageKind::request, pieces, Ending::open)));
});
constexpr ServiceScript kPiecesApart = asking([](Subject& subject) {
  const std::string first(kHead);
  const std::string second = "\r\n";
  return read_in(subject, {first, second});
});
constexpr ServiceScript kEmptyLineBetween = asking([](Subject& subject) {
  const std::string octets = std::string(kHead) + "\r\n\r\n" + std::string(kHead) + "\r\n";
  const std::size_t size = kHead.size() + 2;
  const ScriptAnswer first = read_in(subject, {octets});
  return told(first.what + read_in(subject, {std::string_view(octets).substr(size)}).what);
});

constexpr std::array kFaults{
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
    PlantedFault{"framing.nulls-behind", "Takes NULs behind a message as a part of it.",
                 "http.message.trailing", [] { return with_length("1", "a\0"sv); },
                 [] { return answering_messages(take_nulls_behind); }},
    PlantedFault{"framing.nothing-is-incomplete",
                 "Refuses the end of a connection on which nothing has come.", "http.prefixes",
                 [] { return last_message(""); }, nothing_is_incomplete},
    PlantedFault{"framing.line-judged-whole",
                 "Waits for the end of a line that is wrong before it refuses it.",
                 "http.offset-viable", [] { return message("GET / HTTP/1.1\r\nHo st: h"); },
                 judging_whole_lines},
    PlantedFault{
        "framing.line-one-late", "Names the octet behind the one that makes a line too long.",
        "limit.line",
        [] { return message(std::string(kHead) + "X: " + std::string(20000, 'x') + "\r\n"); },
        [] { return answering_messages(name_octet_behind_limit); }},
    PlantedFault{"framing.sixty-four-pieces", "Reads what has come in the first 64 pieces.",
                 "http.segmentation", [] { return script(kManyPieces); }, keeping_pieces},
    PlantedFault{"framing.views-of-pieces",
                 "Doesn't copy what it keeps of a piece, whose memory is used again.",
                 "http.reads-only-its-input", [] { return script(kPiecesApart); },
                 [] { return reading_pieces(of_last_buffer); }},
    PlantedFault{"framing.empty-line-between",
                 "Passes over an empty line before the first request of a connection alone.",
                 "http.pipelined", [] { return script(kEmptyLineBetween); }, no_empty_line_between},
};

}  // namespace

std::span<const PlantedFault> framing_end_faults() { return kFaults; }

}  // namespace connectorgroup
