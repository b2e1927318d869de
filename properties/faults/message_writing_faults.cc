// Writers of HTTP messages: lengths that aren't true, two framings at once, content where none may
// be, and values that are trusted.

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "properties/faults/misreading.h"
#include "properties/faults/miswriting.h"
#include "properties/faults/planted_fault.h"

namespace connectorgroup {
namespace {

using namespace faults;

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kHeadEnd = "\r\n\r\n";
constexpr std::string_view kLength = "Content-Length";

// --- What is written.

Question write(MessageKind kind, Message message) {
  Question question{Verb::write_message};
  question.message_kind = kind;
  question.message = std::move(message);
  return question;
}

Question write_request(std::string method, std::vector<Field> fields, std::string content,
                       std::vector<Field> trailers = {}) {
  fields.insert(fields.begin(), {"Host", "h"});
  return write(MessageKind::request, Request{std::move(method), "/a", 1, std::move(fields),
                                             std::move(content), std::move(trailers)});
}

Question write_response(int status, std::string reason, std::vector<Field> fields,
                        std::string content) {
  return write(MessageKind::response,
               Response{status, std::move(reason), 1, std::move(fields), std::move(content), {}});
}

// --- Octets that were written.

// Where the value of the first Content-Length of a head begins; npos where there is none.
std::size_t length_value(std::string_view octets) {
  for (std::size_t line = octets.find(kLineEnd); line + kHeadEnd.size() <= octets.size();
       line = octets.find(kLineEnd, line + 1)) {
    const std::string_view rest = octets.substr(line + kLineEnd.size());
    if (rest.starts_with(kLineEnd)) break;
    if (equal_ignoring_case(rest.substr(0, kLength.size()), kLength)) {
      return line + kLineEnd.size() + kLength.size() + std::string_view(": ").size();
    }
  }
  return std::string::npos;
}

void state_length(std::string_view length, std::string& octets) {
  const std::size_t begin = length_value(octets);
  if (begin == std::string::npos) return;
  octets.replace(begin, octets.find(kLineEnd, begin) - begin, length);
}

void add_line(std::string_view line, std::string& octets) {
  octets.insert(octets.find(kHeadEnd), std::string(kLineEnd).append(line));
}

bool is_chunked(const Message& message) { return !trailers_of(message).empty(); }

int status_of(const Message& message) {
  const auto* response = std::get_if<Response>(&message);
  return response == nullptr ? 0 : response->status;
}

// A length that was stated, as it was spelled.
const Field* stated_length(const Message& message) {
  return find_field(std::span(fields_of(message)), kLength);
}

// A length that a message comes with is set like any field, in front; one that it lacks is added.
void put_stated_length_first(MessageKind kind, const Message& message, std::string& octets) {
  const std::size_t value = length_value(octets);
  const bool frames = kind != MessageKind::response_to_head && value != std::string::npos;
  if (!frames || stated_length(message) == nullptr) return;
  const std::size_t begin = octets.rfind(kLineEnd, value);
  const std::string line = octets.substr(begin, octets.find(kLineEnd, value) - begin);
  octets.erase(begin, line.size());
  octets.insert(octets.find(kLineEnd), line);
}

// Who forwards messages marks them, to know them when they come again.
constexpr std::string_view kMark = "X-Hop";

Deviation marking_messages() {
  Deviation deviation;
  deviation.write_message = [](Subject& model, MessageKind kind, const Message& message) {
    WriteAnswer answer = model.write_message(kind, message);
    if (answer.verdict == Verdict::accept) add_line(std::string(kMark) + ": 1", answer.body);
    return answer;
  };
  deviation.read_message = [](Subject& model, MessageKind kind,
                              std::span<const std::string_view> segments, Ending ending) {
    MessageAnswer answer = model.read_message(kind, segments, ending);
    if (answer.verdict != MessageVerdict::accept) return answer;
    std::erase_if(fields_of(answer.message),
                  [](const Field& field) { return equal_ignoring_case(field.name, kMark); });
    return answer;
  };
  return deviation;
}

// The size of the only chunk stands behind the head, its end behind the content.
std::size_t chunk_begin(std::string_view octets) { return octets.find(kHeadEnd) + kHeadEnd.size(); }

void write_size_in_decimal(const Message& message, std::string& octets) {
  if (!is_chunked(message) || content_of(message).empty()) return;
  const std::size_t begin = chunk_begin(octets);
  octets.replace(begin, octets.find(kLineEnd, begin) - begin,
                 std::to_string(content_of(message).size()));
}

void end_no_full_block(const Message& message, std::string& octets) {
  constexpr std::size_t kBlock = 16;
  const std::string& content = content_of(message);
  if (!is_chunked(message) || content.empty() || content.size() % kBlock != 0) return;
  const std::size_t data = octets.find(kLineEnd, chunk_begin(octets)) + kLineEnd.size();
  octets.erase(data + content.size(), kLineEnd.size());
}

// --- Values that are trusted.

// What stands in a value for an octet that the model doesn't write.
constexpr std::array<std::pair<char, char>, 2> kStandIns{{{'\r', '\xFD'}, {'\n', '\xFE'}}};

void exchange_octets(std::string& text, bool back, std::string_view trusted) {
  for (const auto& [octet, stand_in] : kStandIns) {
    if (trusted.find(octet) == std::string_view::npos) continue;
    std::replace(text.begin(), text.end(), back ? stand_in : octet, back ? octet : stand_in);
  }
}

// Writes what the model refuses, for line ends in what `parts` gives, as if they were any octets.
Deviation trusting(std::string_view octets,
                   void (*each)(Message& message, const std::function<void(std::string&)>& visit)) {
  return writing_messages([octets, each](Subject& model, MessageKind kind, const Message& message) {
    const WriteAnswer answer = model.write_message(kind, message);
    if (answer.verdict != Verdict::reject) return answer;
    Message harmless = message;
    each(harmless, [octets](std::string& part) { exchange_octets(part, false, octets); });
    WriteAnswer written = model.write_message(kind, harmless);
    if (written.verdict != Verdict::accept || harmless == message) return answer;
    const std::size_t head = written.body.find(kHeadEnd);
    std::string text = written.body.substr(0, head);
    exchange_octets(text, true, octets);
    std::string rest = written.body.substr(head);
    if (is_chunked(message)) exchange_octets(rest, true, octets);
    written.body = text + rest;
    return written;
  });
}

using Visit = std::function<void(std::string&)>;

void each_value(Message& message, const Visit& visit) {
  for (Field& field : fields_of(message)) visit(field.value);
}

void each_trailer(Message& message, const Visit& visit) {
  for (Field& field : trailers_of(message)) visit(field.value);
}

void the_reason(Message& message, const Visit& visit) {
  if (auto* response = std::get_if<Response>(&message)) visit(response->reason);
}

// --- Messages that are changed.

void trim(Field& field) {
  const std::size_t begin = field.value.find_first_not_of(" \t");
  const std::size_t end = field.value.find_last_not_of(" \t");
  field.value =
      begin == std::string::npos ? std::string() : field.value.substr(begin, end - begin + 1);
}

// As who keeps fields in a map by name.
void join_fields(Message& message) {
  std::vector<Field> joined;
  for (Field& field : fields_of(message)) {
    const auto same = std::find_if(joined.begin(), joined.end(), [&field](const Field& other) {
      return equal_ignoring_case(other.name, field.name);
    });
    if (same == joined.end()) {
      joined.push_back(std::move(field));
    } else {
      same->value += ", " + field.value;
    }
  }
  fields_of(message) = std::move(joined);
}

// Strings of characters up to U+00FF that are written in UTF-8.
void recode(Field& field) {
  std::string value;
  for (const char c : field.value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) value += static_cast<char>(0xC0 | byte >> 6);
    value += byte < 0x80 ? c : static_cast<char>(0x80 | (byte & 0x3F));
  }
  field.value = std::move(value);
}

// email.policy of Python, which urllib3 and others wrote their fields with.
void fold(std::string& octets) {
  constexpr std::size_t kLineMost = 78;
  const std::size_t head = octets.find(kHeadEnd);
  std::string folded = octets.substr(0, octets.find(kLineEnd));
  for (std::size_t line = folded.size(); line < head;) {
    const std::size_t next = octets.find(kLineEnd, line + 1);
    std::string text = octets.substr(line, next - line);
    const std::size_t space = text.rfind(' ', kLineMost);
    const bool is_long = text.size() > kLineMost && space > text.find(": ") + 1;
    if (is_long && space != std::string::npos) text.insert(space, kLineEnd);
    folded += text;
    line = next;
  }
  octets = folded + octets.substr(head);
}

// The message without its content, and the content.
WriteAnswer with_content_all_the_same(Subject& model, MessageKind kind, const Message& message) {
  const WriteAnswer answer = model.write_message(kind, message);
  if (status_of(message) != 204 || content_of(message).empty()) return answer;
  Message bare = message;
  std::get<Response>(bare).content.clear();
  WriteAnswer written = model.write_message(kind, bare);
  if (written.verdict == Verdict::accept) written.body += content_of(message);
  return written;
}

Deviation keeping_length() {
  const auto last = std::make_shared<std::string>("0");
  return writing_messages([last](Subject& model, MessageKind kind, const Message& message) {
    WriteAnswer answer = model.write_message(kind, message);
    if (answer.verdict != Verdict::accept || is_chunked(message)) return answer;
    if (content_of(message).empty()) {
      if (kind != MessageKind::response_to_head) state_length(*last, answer.body);
    } else {
      *last = std::to_string(content_of(message).size());
    }
    return answer;
  });
}

constexpr std::array kFaults{
    // Lengths.
    PlantedFault{
        "message-writing.length-in-characters", "States the length in characters.",
        "http.write.true-length", [] { return write_request("POST", {}, "\xC3\xA9"); },
        [] {
          return rewriting_messages([](MessageKind, const Message& message, std::string& octets) {
            const std::string& content = content_of(message);
            const auto characters = std::count_if(content.begin(), content.end(), [](char c) {
              return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
            });
            if (!content.empty()) state_length(std::to_string(characters), octets);
          });
        }},
    PlantedFault{"message-writing.length-as-stated",
                 "Leaves a Content-Length that the fields have as it is.", "http.write.true-length",
                 [] {
                   return write_request("POST", {{"Content-Length", "7"}}, "abc");
                 },
                 [] {
                   return rewriting_messages(
                       [](MessageKind, const Message& message, std::string& octets) {
                         const Field* stated = stated_length(message);
                         if (stated != nullptr && !is_chunked(message)) {
                           state_length(stated->value, octets);
                         }
                       });
                 }},
    // A map of fields whose names are compared octet by octet.
    PlantedFault{
        "message-writing.length-twice",
        "Adds a Content-Length where the fields have one in lower case.", "http.write.accepted",
        [] {
          return write_request("POST", {{"content-length", "3"}}, "abc");
        },
        [] {
          return rewriting_messages([](MessageKind, const Message& message, std::string& octets) {
            const Field* stated = stated_length(message);
            if (stated == nullptr || stated->name != "content-length") return;
            if (is_chunked(message) || status_of(message) == 204) return;
            add_line(std::string("Content-Length: ") + std::to_string(content_of(message).size()),
                     octets);
          });
        }},
    // Two spellings are known, the usual ones.
    PlantedFault{
        "message-writing.length-in-capitals-twice",
        "Adds a Content-Length where the fields have one in capitals.", "http.write.accepted",
        [] {
          return write_request("POST", {{"CONTENT-LENGTH", "3"}}, "abc");
        },
        [] {
          return rewriting_messages([](MessageKind, const Message& message, std::string& octets) {
            const Field* stated = stated_length(message);
            if (stated == nullptr || stated->name != "CONTENT-LENGTH") return;
            if (is_chunked(message) || status_of(message) == 204) return;
            add_line(std::string("Content-Length: ") + std::to_string(content_of(message).size()),
                     octets);
          });
        }},
    // std::ostream and printf("%'d") in the locale of a user.
    PlantedFault{"message-writing.length-with-separator",
                 "States a length of four digits or more with a comma before the last three.",
                 "http.write.true-length",
                 [] { return write_request("POST", {}, std::string(1000, 'a')); },
                 [] {
                   return rewriting_messages(
                       [](MessageKind kind, const Message& message, std::string& octets) {
                         std::string length = std::to_string(content_of(message).size());
                         if (kind == MessageKind::response_to_head || length.size() < 4) return;
                         state_length(length.insert(length.size() - 3, ","), octets);
                       });
                 }},
    PlantedFault{"message-writing.no-length-without-content",
                 "States no length of a request without content, be it a POST.",
                 "http.write.true-length", [] { return write_request("POST", {}, ""); },
                 [] {
                   return rewriting_messages(
                       [](MessageKind kind, const Message& message, std::string& octets) {
                         const bool empty = kind == MessageKind::request &&
                                            content_of(message).empty() && !is_chunked(message);
                         const std::size_t value = length_value(octets);
                         if (!empty || value == std::string::npos) return;
                         const std::size_t begin = octets.rfind(kLineEnd, value);
                         octets.erase(begin, octets.find(kLineEnd, value) - begin);
                       });
                 }},
    PlantedFault{"message-writing.length-of-message-before",
                 "States, of a message without content, the length of the one before.",
                 "http.write.true-length", [] { return write_response(200, "OK", {}, ""); },
                 keeping_length, graph_2017, [] { return write_response(200, "OK", {}, "abc"); }},
    PlantedFault{
        "message-writing.head-length-zero",
        "States a length of 0 in a response to HEAD, which has no content.", "http.write.accepted",
        [] {
          return write(MessageKind::response_to_head,
                       Response{200, "OK", 1, {{"Content-Length", "7"}}, "", {}});
        },
        [] {
          return rewriting_messages([](MessageKind kind, const Message&, std::string& octets) {
            if (kind == MessageKind::response_to_head) state_length("0", octets);
          });
        }},
    // Statuses without content.
    PlantedFault{"message-writing.no-content-of-length-zero",
                 "States a length of 0 in a response of status 204.", "http.write.accepted",
                 [] { return write_response(204, "No Content", {}, ""); },
                 [] {
                   return rewriting_messages(
                       [](MessageKind, const Message& message, std::string& octets) {
                         if (status_of(message) == 204) add_line("Content-Length: 0", octets);
                       });
                 }},
    PlantedFault{"message-writing.no-content-with-content",
                 "Writes the content of a response of status 204.",
                 "http.write.refuses-unrepresentable",
                 [] { return write_response(204, "No Content", {}, "{}"); },
                 [] { return writing_messages(with_content_all_the_same); }},
    // Chunks.
    PlantedFault{"message-writing.chunk-size-in-decimal", "Writes the size of a chunk in decimal.",
                 "http.write.accepted",
                 [] {
                   return write_request("POST", {}, "ten octets", {{"T", "1"}});
                 },
                 [] {
                   return rewriting_messages(
                       [](MessageKind, const Message& message, std::string& octets) {
                         write_size_in_decimal(message, octets);
                       });
                 }},
    PlantedFault{
        "message-writing.chunk-of-full-blocks-unended",
        "Writes no line end behind a chunk whose size is a multiple of 16.", "http.write.accepted",
        [] {
          return write_request("POST", {}, "sixteen octets..", {{"T", "1"}});
        },
        [] {
          return rewriting_messages([](MessageKind, const Message& message, std::string& octets) {
            end_no_full_block(message, octets);
          });
        }},
    // A chunk for each call of write(), one of no octets too.
    PlantedFault{"message-writing.empty-chunk-first",
                 "Writes content of no octets as a chunk of its own, which ends the message.",
                 "http.write.accepted",
                 [] {
                   return write_request("POST", {}, "", {{"T", "1"}});
                 },
                 [] {
                   return rewriting_messages(
                       [](MessageKind, const Message& message, std::string& octets) {
                         if (!is_chunked(message) || !content_of(message).empty()) return;
                         octets.insert(chunk_begin(octets), "0\r\n\r\n");
                       });
                 }},
    PlantedFault{
        "message-writing.chunked-with-length", "States the length of a message that is chunked.",
        "http.write.accepted",
        [] {
          return write_request("POST", {}, "abc", {{"T", "1"}});
        },
        [] {
          return rewriting_messages([](MessageKind, const Message& message, std::string& octets) {
            if (!is_chunked(message)) return;
            add_line("Content-Length: " + std::to_string(content_of(message).size()), octets);
          });
        }},
    PlantedFault{"message-writing.trailers-left-out", "Leaves out trailers.", "http.write.accepted",
                 [] {
                   return write_request("POST", {}, "abc", {{"T", "1"}});
                 },
                 [] {
                   return writing_messages_changed(
                       [](MessageKind, Message& message) { trailers_of(message).clear(); });
                 }},
    // Injection.
    PlantedFault{"message-writing.line-end-in-value",
                 "Writes a field value with line ends in it as it is.",
                 "http.write.refuses-unrepresentable",
                 [] {
                   return write_request("GET", {{"X", "a\r\nSet-Cookie: b"}}, "");
                 },
                 [] { return trusting("\r\n", each_value); }},
    // Who refuses carriage return and line feed together.
    PlantedFault{"message-writing.line-feed-in-value",
                 "Writes a field value with a line feed in it as it is.",
                 "http.write.refuses-unrepresentable",
                 [] {
                   return write_request("GET", {{"X", "a\nSet-Cookie: b"}}, "");
                 },
                 [] { return trusting("\n", each_value); }},
    PlantedFault{"message-writing.line-end-in-trailer",
                 "Writes the value of a trailer with line ends in it as it is.",
                 "http.write.refuses-unrepresentable",
                 [] {
                   return write_request("POST", {}, "abc", {{"T", "1\r\n\r\nGET"}});
                 },
                 [] { return trusting("\r\n", each_trailer); }},
    PlantedFault{"message-writing.return-in-reason",
                 "Writes a reason phrase with a carriage return in it as it is.",
                 "http.write.refuses-unrepresentable",
                 [] { return write_response(200, "O\rK", {}, ""); },
                 [] { return trusting("\r", the_reason); }},
    // Parts that are mended, or changed.
    PlantedFault{"message-writing.value-trimmed", "Trims a field value instead of refusing it.",
                 "http.write.refuses-unrepresentable",
                 [] {
                   return write_request("GET", {{"X", " a"}}, "");
                 },
                 [] {
                   return writing_messages_changed([](MessageKind, Message& message) {
                     for (Field& field : fields_of(message)) trim(field);
                   });
                 }},
    PlantedFault{
        "message-writing.target-mended",
        "Writes %20 for a space in a target instead of refusing it.",
        "http.write.refuses-unrepresentable",
        [] {
          return write(MessageKind::request, Request{"GET", "/a b", 1, {{"Host", "h"}}, "", {}});
        },
        [] {
          return writing_messages_changed([](MessageKind, Message& message) {
            if (auto* request = std::get_if<Request>(&message)) {
              request->target = replaced(request->target, " ", "%20");
            }
          });
        }},
    PlantedFault{"message-writing.method-in-capitals", "Writes a method in capitals.",
                 "http.write.accepted", [] { return write_request("get", {}, ""); },
                 [] {
                   return writing_messages_changed([](MessageKind, Message& message) {
                     auto* request = std::get_if<Request>(&message);
                     if (request == nullptr) return;
                     for (char& c : request->method) {
                       if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
                     }
                   });
                 }},
    PlantedFault{"message-writing.reason-empty-without-space",
                 "Writes no space behind a status code without reason phrase.",
                 "http.write.accepted", [] { return write_response(200, "", {}, ""); },
                 [] {
                   return rewriting_messages(
                       [](MessageKind kind, const Message&, std::string& octets) {
                         const std::size_t end = octets.find(kLineEnd);
                         const bool empty = kind != MessageKind::request && octets[end - 1] == ' ';
                         if (empty) octets.erase(end - 1, 1);
                       });
                 }},
    PlantedFault{"message-writing.value-in-utf8",
                 "Writes an octet beyond ASCII in a field value as a character of two.",
                 "http.write.accepted",
                 [] {
                   return write_request("GET", {{"X", "\xE9"}}, "");
                 },
                 [] {
                   return writing_messages_changed([](MessageKind, Message& message) {
                     for (Field& field : fields_of(message)) recode(field);
                   });
                 }},
    PlantedFault{"message-writing.fields-joined",
                 "Joins the values of fields of one name, be they cookies.", "http.write.accepted",
                 [] {
                   return write_response(200, "", {{"X", "1"}, {"X", "2"}}, "");
                 },
                 [] {
                   return writing_messages_changed(
                       [](MessageKind, Message& message) { join_fields(message); });
                 }},
    PlantedFault{"message-writing.long-line-folded",
                 "Folds a field's line of more than 78 octets at a space in its value.",
                 "http.write.accepted",
                 [] {
                   return write_request(
                       "GET", {{"X", std::string(60, 'a') + " " + std::string(60, 'b')}}, "");
                 },
                 [] {
                   return rewriting_messages(
                       [](MessageKind, const Message&, std::string& octets) { fold(octets); });
                 }},
    PlantedFault{"message-writing.stated-length-first",
                 "Writes a length that the fields have before them, and one that it adds behind.",
                 "http.rewriting-fixpoint",
                 [] {
                   return write_request("PUT", {{"Content-Length", "1"}}, "a");
                 },
                 [] { return rewriting_messages(put_stated_length_first); }},
    PlantedFault{"message-writing.marked",
                 "Writes a field of its own, which it leaves out of what it reads.",
                 "http.field-injection", [] { return write_request("GET", {}, ""); },
                 marking_messages},
};

}  // namespace

std::span<const PlantedFault> message_writing_faults() { return kFaults; }

}  // namespace connectorgroup
