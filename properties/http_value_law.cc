// The law on any messages: what no reader takes isn't written. The bytes choose the message, among
// them those that can't be said.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "properties/edits/random_source.h"
#include "properties/escaped.h"
#include "properties/http_laws.h"
#include "properties/message_read.h"

namespace connectorgroup::laws {
namespace {

using namespace std::string_view_literals;

const std::array kFields{
    Field{"Host", "a"},           Field{"X", "y"},      Field{"Content-Type", "a/b"},
    Field{"Content-Length", "7"}, Field{"X", ""},       Field{"Transfer-Encoding", "chunked"},
    Field{"Host", "["},           Field{"", "y"},       Field{"X", " y"},
    Field{"content-length", "x"}, Field{"X", "y\r\nz"}, Field{"Host", "b"},
    Field{"X", "y\nz"},           Field{"X", "y\rz"}};
constexpr std::array kStatuses{200, 204, 304, 100, 599, 99, 600, -1};
constexpr std::array kMethods{"GET"sv, "POST"sv, "PATCH"sv, ""sv, "P T"sv};
constexpr std::array kTargets{"/"sv, "/a?b"sv, "http://h/"sv, ""sv, "a b"sv, "/["sv};
constexpr std::array kReasons{"OK"sv, ""sv, "a b"sv, "a\nb"sv, "a\rb"sv};
// Sizes that a chunk states in one digit, in two, and in whole blocks.
constexpr std::array kContents{"x"sv, "sixteen octets.."sv, "seventeen octets."sv};

template <class Choice, std::size_t Size>
const Choice& any_of(const std::array<Choice, Size>& choices, RandomSource& random) {
  return random.chance(1, 2) ? choices.front() : choices[random.below(Size)];
}

std::vector<Field> any_fields(std::size_t most, RandomSource& random) {
  std::vector<Field> fields;
  for (std::size_t left = random.below(most + 1); left > 0; --left) {
    fields.push_back(kFields[random.below(random.chance(1, 2) ? 4 : kFields.size())]);
    // Names are compared without regard to case, those of framing too.
    const bool capitals = random.chance(1, 4);
    for (char& c : fields.back().name) {
      if (capitals && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
  }
  return fields;
}

template <class OfEither>
OfEither with_parts(OfEither message, RandomSource& random) {
  message.minor_version = random.chance(1, 8) ? 0 : 1;
  message.fields = any_fields(3, random);
  if (random.chance(1, 2)) message.fields.insert(message.fields.begin(), kFields.front());
  if (random.chance(1, 2)) message.content = any_of(kContents, random);
  if (random.chance(1, 3)) message.trailers = any_fields(2, random);
  return message;
}

Message any_message(MessageKind kind, RandomSource& random) {
  if (kind == MessageKind::request) {
    Request request;
    request.method = any_of(kMethods, random);
    request.target = any_of(kTargets, random);
    return with_parts(std::move(request), random);
  }
  Response response;
  response.status = any_of(kStatuses, random);
  response.reason = any_of(kReasons, random);
  return with_parts(std::move(response), random);
}

// --- The same message, said plainly, with the true length.

// What the writer sees to. In a response to HEAD a length frames nothing, and is written as it is.
std::vector<Field> unframed(MessageKind kind, std::vector<Field> fields) {
  std::erase_if(fields, [kind](const Field& field) {
    return equal_ignoring_case(field.name, "Transfer-Encoding") ||
           (kind != MessageKind::response_to_head &&
            equal_ignoring_case(field.name, "Content-Length"));
  });
  return fields;
}

void append(const std::vector<Field>& fields, std::string& out) {
  for (const Field& field : fields) out += field.name + ": " + field.value + "\r\n";
}

template <class OfEither>
std::string plain(MessageKind kind, const std::string& start_line, const OfEither& message,
                  bool has_content) {
  std::string out = start_line + "\r\n";
  append(unframed(kind, message.fields), out);
  if (!message.trailers.empty()) {
    out += "Transfer-Encoding: chunked\r\n\r\n";
    if (!message.content.empty()) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      const std::size_t size = message.content.size();
      out += {kDigits[size / 16], kDigits[size % 16]};
      out += "\r\n" + message.content + "\r\n";
    }
    out += "0\r\n";
    append(message.trailers, out);
    return out + "\r\n";
  }
  if (has_content || !message.content.empty()) {
    out += "Content-Length: " + std::to_string(message.content.size()) + "\r\n";
  }
  return out + "\r\n" + message.content;
}

std::string plain(MessageKind kind, const Message& message) {
  if (const auto* request = std::get_if<Request>(&message)) {
    return plain(kind,
                 request->method + " " + request->target + " HTTP/1." +
                     std::to_string(request->minor_version),
                 *request, false);
  }
  const Response& response = std::get<Response>(message);
  const std::string start = "HTTP/1." + std::to_string(response.minor_version) + " " +
                            std::to_string(response.status) + " " + response.reason;
  const bool has_content = kind == MessageKind::response && response.status >= 200 &&
                           response.status != 204 && response.status != 304;
  return plain(kind, start, response, has_content);
}

// Whether it was read as the message, whatever framed it.
bool says(const MessageAnswer& answer, MessageKind kind, const Message& message) {
  const auto without_framing = [kind](Message either) {
    std::visit([kind](auto& parts) { parts.fields = unframed(kind, std::move(parts.fields)); },
               either);
    return either;
  };
  return answer.verdict == MessageVerdict::accept &&
         without_framing(answer.message) == without_framing(message);
}

}  // namespace

Broken any_message_is_written_or_refused(std::string_view bytes, Subject& subject, Effort effort) {
  RandomSource random(hash_of(bytes));
  const int rounds = effort == Effort::thorough ? 8 : 1;
  for (int round = 0; round < rounds; ++round) {
    for (const MessageKind kind : kMessageKinds) {
      const Message message = any_message(kind, random);
      const WriteAnswer answer = subject.write_message(kind, message);
      if (answer.verdict == Verdict::skip) continue;
      const std::string text = plain(kind, message);
      Broken wrong;
      if (answer.verdict == Verdict::accept) {
        const MessageAnswer back = read_message(subject, kind, answer.body, Ending::closed);
        if (!says(back, kind, message)) wrong = "read back: " + describe(back);
      } else if (!answer.body.empty()) {
        wrong = "refused, and yet something was written";
      } else if (says(read_message(subject, kind, text, Ending::closed), kind, message)) {
        wrong = "refused, though it can be said";
      }
      if (wrong) {
        return as(kind) + "\"" + escaped(text, 400) + "\": " + describe(answer) + "; " + *wrong;
      }
    }
  }
  return std::nullopt;
}

}  // namespace connectorgroup::laws
