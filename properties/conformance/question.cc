#include "properties/conformance/question.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "model/http/reader.h"
#include "properties/escaped.h"
#include "properties/message_read.h"
#include "properties/subjects/pipe/line_protocol.h"
#include "properties/subjects/pipe/line_values.h"

namespace connectorgroup {
namespace {

constexpr std::array<std::string_view, 14> kVerbs{
    "read-request",         "read-response",  "read-collection", "read-error",
    "write-request",        "write-response", "read-message",    "read-last-message",
    "read-create-response", "exchange",       "service",         "write-collection",
    "write-error",          "write-message"};
// The line protocol has those that stand before `service`.
constexpr auto kVerbsOfLines = std::span(kVerbs).first(static_cast<std::size_t>(Verb::script));

std::string with_octets(std::string words, std::string_view octets) {
  if (!octets.empty()) words.append(" ").append(line_protocol::to_hex(octets));
  return words;
}

struct IsSkip {
  bool operator()(const ReadAnswer& answer) const { return answer.verdict == Verdict::skip; }
  bool operator()(const WriteAnswer& answer) const { return answer.verdict == Verdict::skip; }
  bool operator()(const ExchangeAnswer& answer) const { return answer.verdict == Verdict::skip; }
  bool operator()(const MessageAnswer& answer) const {
    return answer.verdict == MessageVerdict::skip;
  }
  bool operator()(const ScriptAnswer& answer) const {
    return answer.result == ScriptAnswer::Result::skipped;
  }
};

struct Shown {
  const Question& question;

  std::string operator()(const ReadAnswer& answer) const {
    const BodyKind kind = answer.value.error ? BodyKind::error : body_kind(question.verb);
    std::string line = describe(line_protocol::sayable(kind, answer));
    for (const std::string& member : answer.of_other_type) {
      line.append(" ").append(escaped(member)).append("=other");
    }
    return line;
  }
  std::string operator()(const WriteAnswer& answer) const {
    return describe(WriteAnswer{answer.verdict, answer.body, std::nullopt});
  }
  std::string operator()(const MessageAnswer& answer) const {
    if (answer.verdict != MessageVerdict::accept) return std::string(name(answer.verdict));
    return describe(line_protocol::sayable(answer));
  }
  std::string operator()(const ExchangeAnswer& answer) const {
    if (answer.verdict == Verdict::skip) return "skip";
    if (answer.response.empty()) return "the connection's end, without an answer";
    return "\"" + escaped(answer.response, 600) + "\"";
  }
  std::string operator()(const ScriptAnswer& answer) const {
    return answer.what.empty() ? "held" : answer.what;
  }
};

// The value of a write; nothing, and `fault`, where the words aren't one.
std::optional<Question> write_question(Verb verb, const std::vector<std::string_view>& arguments,
                                       std::string& fault) {
  const std::optional<line_protocol::Pairs> pairs = line_protocol::parse_pairs(arguments, fault);
  if (!pairs) return std::nullopt;
  std::optional<Members> members = line_protocol::members_of(*pairs, fault);
  if (!members) return std::nullopt;
  Question question{verb};
  question.value.objects.push_back(std::move(*members));
  return question;
}

}  // namespace

std::string_view name(Verb verb) { return kVerbs[static_cast<std::size_t>(verb)]; }

BodyKind body_kind(Verb verb) {
  switch (verb) {
    case Verb::read_response:
    case Verb::write_response:
    case Verb::read_create_response:
      return BodyKind::response;
    case Verb::read_collection:
    case Verb::write_collection:
      return BodyKind::collection;
    case Verb::read_error:
    case Verb::write_error:
      return BodyKind::error;
    default:
      return BodyKind::create_request;
  }
}

bool is_one_message(MessageKind kind, std::string_view octets) {
  MessageReader reader(kind);
  reader.feed(octets);
  if (reader.state() == ReadState::incomplete) return false;
  return reader.state() == ReadState::refused || reader.size() == octets.size();
}

bool is_optional(Verb verb) { return verb != Verb::read_request; }

Answer ask(Subject& subject, const Question& question) {
  switch (question.verb) {
    case Verb::read_request:
    case Verb::read_response:
    case Verb::read_collection:
    case Verb::read_error:
      return subject.read(body_kind(question.verb), question.input);
    case Verb::write_request:
    case Verb::write_response:
    case Verb::write_collection:
    case Verb::write_error:
      return subject.write(body_kind(question.verb), question.value, question.form);
    case Verb::write_message:
      return subject.write_message(question.message_kind, question.message);
    case Verb::read_message:
      return read_message(subject, question.message_kind, question.input, Ending::open);
    case Verb::read_last_message:
      return read_message(subject, question.message_kind, question.input, Ending::closed);
    case Verb::read_create_response:
      return subject.read_create_response(question.input);
    case Verb::exchange:
      subject.reset();
      return subject.exchange(question.input);
    case Verb::script:
      subject.reset();
      return question.script->run(subject);
  }
  return ReadAnswer{};
}

bool is_skip(const Answer& answer) { return std::visit(IsSkip{}, answer); }

std::string line_of(const Question& question) {
  std::string words(name(question.verb));
  switch (question.verb) {
    case Verb::write_request:
    case Verb::write_response:
      return words + line_protocol::written(line_protocol::pairs_of(question.value.objects.at(0)));
    case Verb::read_message:
    case Verb::read_last_message:
      return with_octets(words.append(" ").append(name(question.message_kind)), question.input);
    case Verb::script:
    case Verb::write_collection:
    case Verb::write_error:
    case Verb::write_message:
      return {};
    default:
      return with_octets(words, question.input);
  }
}

std::optional<Verb> find_verb(std::string_view wanted) {
  const auto found = std::find(kVerbsOfLines.begin(), kVerbsOfLines.end(), wanted);
  if (found == kVerbsOfLines.end()) return std::nullopt;
  return static_cast<Verb>(found - kVerbsOfLines.begin());
}

std::optional<Question> question_of(const std::vector<std::string_view>& words,
                                    std::string& fault) {
  const std::optional<Verb> verb = words.empty() ? std::nullopt : find_verb(words.front());
  if (!verb) {
    fault = "a verb of the line protocol stands first, such as read-request";
    return std::nullopt;
  }
  std::vector<std::string_view> arguments(words.begin() + 1, words.end());
  if (*verb == Verb::write_request || *verb == Verb::write_response) {
    return write_question(*verb, arguments, fault);
  }
  Question question{*verb};
  if (*verb == Verb::read_message || *verb == Verb::read_last_message) {
    const auto kind = line_protocol::find_message_kind(arguments.empty() ? "" : arguments.front());
    if (!kind) {
      fault = "request, response or response-to-head stands before the octets";
      return std::nullopt;
    }
    question.message_kind = *kind;
    arguments.erase(arguments.begin());
  }
  std::optional<std::string> octets =
      line_protocol::from_hex(arguments.empty() ? "" : arguments.front());
  if (!octets || arguments.size() > 1) {
    fault = "one argument, of two hexadecimal digits a byte";
    return std::nullopt;
  }
  question.input = *std::move(octets);
  return question;
}

std::string shown(const Question& question, const Answer& answer) {
  return std::visit(Shown{question}, answer);
}

}  // namespace connectorgroup
