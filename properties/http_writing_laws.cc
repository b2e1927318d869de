// The laws of messages: those on writing, and the registry.

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "properties/edits/random_source.h"
#include "properties/escaped.h"
#include "properties/http_laws.h"
#include "properties/http_oracle.h"
#include "properties/message_read.h"
#include "properties/subjects/message_subject.h"

namespace connectorgroup {
namespace laws {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

bool is_framing(std::string_view name) {
  return equal_ignoring_case(name, "Content-Length") ||
         equal_ignoring_case(name, "Transfer-Encoding");
}

// What must come back of a message that is written: its framing is the writer's, and a higher minor
// version is written as 1.
Message without_framing(Message message) {
  std::visit(
      [](auto& parts) {
        auto& fields = parts.fields;
        fields.erase(std::remove_if(fields.begin(), fields.end(),
                                    [](const Field& field) { return is_framing(field.name); }),
                     fields.end());
        parts.minor_version = std::min(parts.minor_version, 1);
      },
      message);
  return message;
}

std::string quoted(std::string_view text) { return "\"" + escaped(text, 400) + "\""; }

// A limit is the reader's, not the message's: the Content-Length that the writer adds can be one
// field too many, and the space behind a colon an octet.
bool exceeds_a_limit(const MessageAnswer& answer) {
  return answer.verdict == MessageVerdict::reject && answer.why &&
         row(answer.why->rule).id.starts_with("limit.");
}

// The written octets are one whole message, and the one that was to be written; or what is wrong.
Broken judge_read_back(std::string_view written, MessageKind kind, const Message& message,
                       Subject& subject) {
  const MessageAnswer back = read_message(subject, kind, written, Ending::open);
  const bool same = back.verdict == MessageVerdict::accept && back.size == written.size() &&
                    without_framing(back.message) == without_framing(message);
  if (same || exceeds_a_limit(back)) return std::nullopt;
  return "written: " + quoted(written) + "; read back: " + describe(back);
}

}  // namespace

Broken written_message_is_read_back(std::string_view bytes, Subject& subject, Effort) {
  for (const MessageKind kind : kMessageKinds) {
    const MessageAnswer value = read_message(subject, kind, bytes, Ending::closed);
    if (value.verdict != MessageVerdict::accept) continue;
    const WriteAnswer written = subject.write_message(kind, value.message);
    if (written.verdict == Verdict::skip) continue;
    Broken wrong = written.verdict == Verdict::accept
                       ? judge_read_back(written.body, kind, value.message, subject)
                       : Broken(describe(written));
    if (wrong) return as(kind) + describe(value) + "; " + *wrong;
  }
  return std::nullopt;
}

Broken rewriting_a_message_is_a_fixpoint(std::string_view bytes, Subject& subject, Effort) {
  for (const MessageKind kind : kMessageKinds) {
    const MessageAnswer value = read_message(subject, kind, bytes, Ending::closed);
    if (value.verdict != MessageVerdict::accept) continue;
    const WriteAnswer once = subject.write_message(kind, value.message);
    if (once.verdict == Verdict::skip) continue;
    const MessageAnswer back = read_message(subject, kind, once.body, Ending::closed);
    // That it is accepted is written_message_is_read_back's to say.
    if (back.verdict != MessageVerdict::accept) continue;
    const WriteAnswer twice = subject.write_message(kind, back.message);
    if (twice == once) continue;
    return as(kind) + "once: " + describe(once) + "; twice: " + describe(twice);
  }
  return std::nullopt;
}

namespace {

// --- What was written, taken apart without a reader: lines up to the empty one, and the rest.

struct Written {
  std::vector<std::string_view> lines;  // the start line, then fields
  std::string_view rest;
};

std::optional<Written> take_apart(std::string_view octets) {
  Written written;
  for (;;) {
    const std::size_t end = octets.find(kLineEnd);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = octets.substr(0, end);
    octets.remove_prefix(end + kLineEnd.size());
    if (line.empty()) break;
    written.lines.push_back(line);
  }
  written.rest = octets;
  return written;
}

// The values of the written fields of this name.
std::vector<std::string_view> values_of(const Written& written, std::string_view name) {
  std::vector<std::string_view> values;
  for (const std::string_view line : written.lines) {
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos && equal_ignoring_case(line.substr(0, colon), name)) {
      values.push_back(line.substr(colon + 2));
    }
  }
  return values;
}

// What chunks hold whose sizes are written as plainly as can be, and what stands behind the last
// one's line; nothing where that isn't what this is.
struct Unchunked {
  std::string content;
  std::string_view rest;
};

std::optional<Unchunked> unchunked(std::string_view rest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  Unchunked found;
  for (;;) {
    const std::size_t line_end = rest.find(kLineEnd);
    if (line_end == std::string_view::npos || line_end == 0) return std::nullopt;
    std::size_t size = 0;
    for (const char digit : rest.substr(0, line_end)) {
      const std::size_t value = kDigits.find(digit);
      if (value == std::string_view::npos || size > rest.size()) return std::nullopt;
      size = size * kDigits.size() + value;
    }
    rest.remove_prefix(line_end + kLineEnd.size());
    if (size == 0) break;
    if (rest.size() < size || !rest.substr(size).starts_with(kLineEnd)) return std::nullopt;
    found.content += rest.substr(0, size);
    rest.remove_prefix(size + kLineEnd.size());
  }
  found.rest = rest;
  return found;
}

// A trailer section, as it is written.
std::string section_of(const std::vector<Field>& trailers) {
  std::string section;
  for (const Field& field : trailers) section += field.name + ": " + field.value + "\r\n";
  return section + std::string(kLineEnd);
}

bool has_no_content(MessageKind kind, const Message& message) {
  const auto* response = std::get_if<Response>(&message);
  if (response == nullptr) return false;
  const int status = response->status;
  return kind == MessageKind::response_to_head || status / 100 == 1 || status == 204 ||
         status == 304;
}

// RFC 9110 section 8.6.
bool may_lack_length(const Message& message) {
  const auto* request = std::get_if<Request>(&message);
  constexpr std::array<std::string_view, 3> kMeansContent{"POST", "PUT", "PATCH"};
  return request != nullptr && request->content.empty() &&
         std::find(kMeansContent.begin(), kMeansContent.end(), request->method) ==
             kMeansContent.end();
}

std::vector<std::string_view> lengths_in(const Message& message) {
  std::vector<std::string_view> lengths;
  std::visit(
      [&lengths](const auto& parts) {
        for (const Field& field : parts.fields) {
          if (equal_ignoring_case(field.name, "Content-Length")) lengths.push_back(field.value);
        }
      },
      message);
  return lengths;
}

// What is wrong with how the written octets are framed, or nothing.
Broken judge_framing(const Written& written, MessageKind kind, const Message& message) {
  const auto [content, trailers] = std::visit(
      [](const auto& parts) { return std::pair(parts.content, parts.trailers); }, message);
  const auto lengths = values_of(written, "Content-Length");
  const auto codings = values_of(written, "Transfer-Encoding");
  if (has_no_content(kind, message)) {
    if (!written.rest.empty()) return "octets behind a head that has no content";
    if (!codings.empty()) return "a transfer coding without content";
    const bool stated = kind == MessageKind::response_to_head;
    const bool right = stated ? lengths == lengths_in(message) : lengths.empty();
    return right ? std::nullopt : Broken("another length than was stated");
  }
  if (!codings.empty()) {
    if (codings != std::vector<std::string_view>{"chunked"}) return "not chunked alone";
    if (!lengths.empty()) return "chunked, and with a length";
    const std::optional<Unchunked> chunks = unchunked(written.rest);
    const bool right = chunks && chunks->content == content && chunks->rest == section_of(trailers);
    return right ? std::nullopt : Broken("other chunks or trailers");
  }
  if (written.rest != content) return "other content";
  if (lengths.empty() && may_lack_length(message)) return std::nullopt;
  const bool right = lengths == std::vector<std::string_view>{std::to_string(content.size())};
  return right ? std::nullopt : Broken("a length that isn't the number of octets");
}

}  // namespace

Broken written_length_is_true(std::string_view bytes, Subject& subject, Effort) {
  for (const MessageKind kind : kMessageKinds) {
    const MessageAnswer value = read_message(subject, kind, bytes, Ending::closed);
    if (value.verdict != MessageVerdict::accept) continue;
    const WriteAnswer answer = subject.write_message(kind, value.message);
    if (answer.verdict != Verdict::accept) continue;
    const std::optional<Written> written = take_apart(answer.body);
    Broken wrong =
        written ? judge_framing(*written, kind, value.message) : Broken("no head was written");
    if (wrong) return as(kind) + quoted(answer.body) + ": " + *wrong;
  }
  return std::nullopt;
}

namespace {

// --- Hostile values: the input, put in the place of one part of a plain message.

enum class HostilePart : std::uint8_t {
  method,
  target,
  reason,
  host,
  field_name,
  field_value,
  field,  // the first line as the name, the rest as the value
  trailer_name,
  trailer_value,
  content,
};
constexpr std::array kHostileParts{HostilePart::method,        HostilePart::target,
                                   HostilePart::reason,        HostilePart::host,
                                   HostilePart::field_name,    HostilePart::field_value,
                                   HostilePart::field,         HostilePart::trailer_name,
                                   HostilePart::trailer_value, HostilePart::content};
std::string_view name(HostilePart part) {
  constexpr std::array<std::string_view, kHostileParts.size()> kNames{
      "method",      "target", "reason",       "value of Host", "field name",
      "field value", "field",  "trailer name", "trailer value", "content"};
  return kNames[static_cast<std::size_t>(part)];
}

void put(std::string_view bytes, HostilePart part, std::vector<Field>& fields,
         std::vector<Field>& trailers, std::string& content) {
  const std::size_t line = std::min(bytes.find('\n'), bytes.size());
  switch (part) {
    case HostilePart::method:
    case HostilePart::target:
    case HostilePart::reason:
      break;
    case HostilePart::host:
      fields[0].value = bytes;
      break;
    case HostilePart::field_name:
      fields[1].name = bytes;
      break;
    case HostilePart::field_value:
      fields[1].value = bytes;
      break;
    case HostilePart::field:
      fields[1] = {std::string(bytes.substr(0, line)),
                   std::string(bytes.substr(std::min(line + 1, bytes.size())))};
      break;
    case HostilePart::trailer_name:
      trailers.push_back({std::string(bytes), "v"});
      break;
    case HostilePart::trailer_value:
      trailers.push_back({"x-t", std::string(bytes)});
      break;
    case HostilePart::content:
      content = bytes;
      break;
  }
}

// A message that is accepted unless `bytes` are in the way, and the kind that it is.
struct Hostile {
  MessageKind kind;
  Message message;
};

Hostile with(std::string_view bytes, HostilePart part) {
  if (part == HostilePart::reason) {
    Response response{200, std::string(bytes), 1, {{"x-a", "b"}}, "c", {}};
    return {MessageKind::response, std::move(response)};
  }
  Request request{"PUT", "/a", 1, {{"Host", "h"}, {"x-a", "b"}, {"x-z", "y"}}, "c", {}};
  if (part == HostilePart::method) request.method = bytes;
  if (part == HostilePart::target) request.target = bytes;
  put(bytes, part, request.fields, request.trailers, request.content);
  return {MessageKind::request, std::move(request)};
}

// The message as anybody would write it down who trusts its parts.
std::string spelled(const Message& message) {
  std::string text;
  if (const auto* request = std::get_if<Request>(&message)) {
    text = request->method + " " + request->target + " HTTP/1.1\r\n";
  } else {
    const auto& response = std::get<Response>(message);
    text = "HTTP/1.1 " + std::to_string(response.status) + " " + response.reason + "\r\n";
  }
  const auto append = [&text](const std::vector<Field>& fields) {
    for (const Field& field : fields) {
      if (!is_framing(field.name)) text += field.name + ": " + field.value + "\r\n";
    }
  };
  std::visit(
      [&](const auto& parts) {
        append(parts.fields);
        if (parts.trailers.empty()) {
          text += "Content-Length: " + std::to_string(parts.content.size()) + "\r\n\r\n";
          text += parts.content;
        } else {
          text += "Transfer-Encoding: chunked\r\n\r\n1\r\n" + parts.content + "\r\n0\r\n";
          text += section_of(parts.trailers);
        }
      },
      message);
  return text;
}

// The parts to try: all, or a few that the bytes choose.
std::vector<HostilePart> hostile_parts(std::string_view bytes, Effort effort) {
  // Beyond this a line could exceed what readers take, which isn't the writer's to know.
  constexpr std::size_t kLineMost = 8000;
  if (bytes.size() > kLineMost) return {HostilePart::content};
  if (effort == Effort::thorough) return {kHostileParts.begin(), kHostileParts.end()};
  constexpr std::size_t kSampled = 3;
  RandomSource random(hash_of(bytes));
  std::vector<HostilePart> parts;
  while (parts.size() < kSampled)
    parts.push_back(kHostileParts[random.below(kHostileParts.size())]);
  return parts;
}

// The input, and, where there is time, without carriage returns and without line feeds: who refuses
// both together may let one pass, and so may a recipient take one for a line's end.
std::vector<std::string> hostile_texts(std::string_view bytes, Effort effort) {
  std::vector<std::string> texts{std::string(bytes)};
  if (effort == Effort::sampled) return texts;
  for (const char half : kLineEnd) {
    std::string text(bytes);
    if (std::erase(text, half) > 0) texts.push_back(std::move(text));
  }
  return texts;
}

// What is wrong with how a message is written that has the text as this part, or nothing.
using JudgeHostile = Broken (*)(std::string_view text, const Hostile& hostile,
                                const WriteAnswer& answer, Subject& subject);

Broken judge_hostile(std::string_view bytes, Subject& subject, Effort effort, JudgeHostile judge) {
  for (const HostilePart part : hostile_parts(bytes, effort)) {
    for (const std::string& text : hostile_texts(bytes, effort)) {
      const Hostile hostile = with(text, part);
      const WriteAnswer answer = subject.write_message(hostile.kind, hostile.message);
      if (answer.verdict == Verdict::skip) continue;
      const Broken wrong = judge(text, hostile, answer, subject);
      if (!wrong) continue;
      const std::string_view changed = text == bytes ? "" : ", with half of its line ends,";
      return "the input" + std::string(changed) + " as a " + std::string(name(part)) +
             " is written: " + describe(answer) + "; " + *wrong;
    }
  }
  return std::nullopt;
}

// Whether a message can be written is for the oracle to say, of the message spelled without care.
Broken judge_part(std::string_view text, const Hostile& hostile, const WriteAnswer& answer,
                  Subject& subject) {
  const std::string plain = spelled(hostile.message);
  const MessageAnswer expected = read_slowly(hostile.kind, plain);
  const bool representable = expected.verdict == MessageVerdict::accept &&
                             expected.size == plain.size() &&
                             without_framing(expected.message) == without_framing(hostile.message);
  if (answer.verdict == Verdict::accept) {
    if (representable) return judge_read_back(answer.body, hostile.kind, hostile.message, subject);
    return "no message says that; spelled it would be: " + describe(expected);
  }
  if (representable) return "a message says that: " + quoted(plain);
  if (!answer.body.empty()) return "refused, and yet something was written";
  if (answer.why && answer.why->offset > text.size()) return "the offset is beyond the input";
  return std::nullopt;
}

}  // namespace

Broken any_part_is_written_or_refused(std::string_view bytes, Subject& subject, Effort effort) {
  return judge_hostile(bytes, subject, effort, judge_part);
}

namespace {

// How many lines the least strict recipient sees before an empty one: each of carriage return and
// line feed ends a line, and so do both together.
std::size_t lines_for_anybody(std::string_view octets) {
  std::size_t count = 0;
  while (!octets.empty()) {
    const std::size_t end = std::min(octets.find_first_of("\r\n"), octets.size());
    if (end == 0) return count;
    ++count;
    octets.remove_prefix(end);
    octets.remove_prefix(octets.starts_with(kLineEnd) ? 2
                                                      : std::min<std::size_t>(1, octets.size()));
  }
  return count;
}

// What a part of the message added to the octets that is none of its own, or nothing.
Broken judge_injection(std::string_view octets, const Message& message) {
  const std::optional<Written> written = take_apart(octets);
  if (!written) return "no head was written";
  const auto& [fields, content, trailers] = std::visit(
      [](const auto& parts) { return std::tuple(parts.fields, parts.content, parts.trailers); },
      message);
  std::size_t expected = 2;  // the start line, and what frames the content
  for (const Field& field : fields) expected += is_framing(field.name) ? 0U : 1U;
  if (lines_for_anybody(octets) != expected || written->lines.size() != expected) {
    return "not " + std::to_string(expected) + " lines";
  }
  if (octets.substr(0, octets.size() - written->rest.size()).find('\0') != std::string_view::npos) {
    return "NUL in the head";
  }
  if (trailers.empty()) return written->rest == content ? std::nullopt : Broken("other content");
  const std::size_t last_chunk = written->rest.rfind("\r\n0\r\n");
  if (last_chunk == std::string_view::npos) return "no last chunk";
  const std::string_view section = written->rest.substr(last_chunk + 5);
  const bool right = lines_for_anybody(section) == trailers.size() && section.ends_with("\r\n\r\n");
  return right ? std::nullopt : Broken("not " + std::to_string(trailers.size()) + " trailers");
}

}  // namespace

Broken fields_cannot_be_injected(std::string_view bytes, Subject& subject, Effort effort) {
  return judge_hostile(
      bytes, subject, effort,
      [](std::string_view, const Hostile& hostile, const WriteAnswer& answer, Subject&) -> Broken {
        if (answer.verdict != Verdict::accept) return std::nullopt;
        return judge_injection(answer.body, hostile.message);
      });
}

}  // namespace laws

namespace {

// What only the model's own readers can be asked. Held against another subject it would say of any
// mistake there that the model broke this law.
template <auto kLaw>
Broken of_model(std::string_view bytes, Subject&, Effort effort) {
  const std::unique_ptr<Subject> model = make_message_subject();
  return kLaw(bytes, *model, effort);
}

}  // namespace

std::span<const Law> http_laws() {
  static constexpr std::array<Law, 20> kLaws{{
      {"http.agrees-with-oracle",
       "On any octets, as any message, the subject gives the verdict and the message of a reader "
       "that was written from the RFCs a second time.",
       "http limit", laws::message_agrees_with_oracle},
      {"http.segmentation", "The answer doesn't depend on the segments that the octets arrive in.",
       "http limit", laws::segmentation_changes_nothing},
      {"http.reads-only-its-input",
       "The answer doesn't depend on where the octets lie, and nothing behind them is read.",
       "http.message.incomplete", laws::message_reads_only_its_input},
      {"http.prefixes",
       "Every proper prefix of an accepted message is incomplete, and refused at its end when the "
       "connection ends there, unless that ends the content.",
       "http.message.incomplete http.content.until-close", laws::prefixes_are_incomplete},
      {"http.verdict-stands",
       "Once a message is refused, or whole, no further octet and no end changes the answer.",
       "http limit", laws::a_message_verdict_stands},
      {"http.offset-viable",
       "What stands before a violation's offset can be completed to an accepted message, and with "
       "the octet at the offset it can't.",
       "http", laws::a_message_offset_is_viable},
      {"http.respelling",
       "The case of names, white space, the order of different fields, the framing of content and "
       "what else says nothing change neither verdict nor meaning.",
       "http.field http.content-length.leading-zeros http.chunk http.transfer-encoding "
       "http.status-line.reason-free http.line.empty-before-request http.version.minor",
       laws::message_respelling_changes_nothing},
      {"http.one-fault",
       "Breaking one rule in an accepted message flips the verdict to that rule at the right "
       "offset.",
       "http limit", laws::one_message_fault_flips_the_verdict},
      {"http.pipelined",
       "Two messages on one connection are read as each is alone, and no octet is lost between "
       "them.",
       "http.message.trailing http.content-length http.chunk", laws::pipelined_equals_alone},
      {"http.linear-work",
       "The steps of reading are linear in the number of octets, whatever the segments.",
       "limit.line limit.fields", laws::message_work_is_linear},
      {"http.ignoring-ends",
       "Whatever rules are ignored, reading ends, doesn't depend on segments, and with none but "
       "refusals ignored names none of them and refuses nothing more.",
       "http limit", laws::message_reading_ends},
      {"http.limits",
       "Under any limits a message is read the same whatever its segments, and whatever of what is "
       "named is ignored; it differs from one read without by a refusal for a limit that comes no "
       "later.",
       "limit", of_model<laws::message_limits_only_refuse>},
      {"http.memory", "What a reader has read before changes no answer.", "http",
       laws::messages_before_change_nothing},
      {"http.moved", "A reader that is moved while a message is under way reads on.", "http",
       of_model<laws::a_moved_message_reader_reads_on>},
      {"http.write-then-read",
       "A message that was read is written, and read back as the same one, within the limits.",
       "http.write.accepted", laws::written_message_is_read_back},
      {"http.rewriting-fixpoint", "Reading and writing again changes no octet of what was written.",
       "http.write.accepted", laws::rewriting_a_message_is_a_fixpoint},
      {"http.true-length",
       "What is written has the true number of octets as its length, or is chunked, or has no "
       "content.",
       "http.write.true-length", laws::written_length_is_true},
      {"http.any-part",
       "Any bytes as one part of a message are written and read back, or refused where no message "
       "says them, and then nothing is written.",
       "http.write.refuses-unrepresentable", laws::any_part_is_written_or_refused},
      {"http.any-message",
       "Any message is written and read back, or refused where no octets say it, and then nothing "
       "is written.",
       "http.write.refuses-unrepresentable http.write.true-length",
       laws::any_message_is_written_or_refused},
      {"http.field-injection",
       "No part of a message that is written adds a line, a field or a message, whatever the "
       "recipient takes for a line's end.",
       "http.write.refuses-unrepresentable", laws::fields_cannot_be_injected},
  }};
  return kLaws;
}

}  // namespace connectorgroup
