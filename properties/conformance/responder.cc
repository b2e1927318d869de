#include "properties/conformance/responder.h"

#include <optional>

#include "properties/conformance/question.h"
#include "properties/subjects/pipe/line_protocol.h"
#include "properties/subjects/pipe/line_values.h"

namespace connectorgroup {
namespace {

using namespace line_protocol;

// The family of a rule in the words of the protocol, for `why`.
std::string_view why_of(Rule rule) {
  const std::string_view id = row(rule).id;
  struct Family {
    std::string_view begin;
    std::string_view why;
  };
  constexpr std::array<Family, 20> kFamilies{{{"json.utf8", "utf8"},
                                              {"json", "syntax"},
                                              {"limit.depth", "depth"},
                                              {"limit", "size"},
                                              {"body.member.duplicate", "duplicate"},
                                              {"body.member.missing", "missing"},
                                              {"body.member.null", "null"},
                                              {"body.member.type", "type"},
                                              {"body.member", "unknown"},
                                              {"body.enum", "value"},
                                              {"http.method", "method"},
                                              {"exchange.method", "method"},
                                              {"http.target", "target"},
                                              {"exchange.path", "target"},
                                              {"http.content-length", "length"},
                                              {"http.message", "framing"},
                                              {"http", "header"},
                                              {"bearer", "authorization"},
                                              {"exchange.authorization", "authorization"},
                                              {"exchange", "header"}}};
  for (const Family& family : kFamilies) {
    if (id.starts_with(family.begin)) return family.why;
  }
  return "other";
}

std::string rejected(const std::optional<Violation>& why) {
  std::string words = "reject";
  if (!why) return words;
  words.append(" why=").append(why_of(why->rule));
  return words.append(" at=n:").append(std::to_string(why->offset));
}

struct Replied {
  const Question& question;

  std::string operator()(const ReadAnswer& answer) const {
    if (answer.verdict == Verdict::skip) return "skip";
    if (answer.verdict == Verdict::reject) return rejected(answer.why);
    BodyKind kind = answer.value.error ? BodyKind::error : BodyKind::response;
    if (question.verb == Verb::read_collection) kind = BodyKind::collection;
    return "accept" + written(pairs_of(kind, answer));
  }
  std::string operator()(const WriteAnswer& answer) const {
    if (answer.verdict == Verdict::skip) return "skip";
    if (answer.verdict == Verdict::reject) return rejected(answer.why);
    return "ok body=b:" + to_hex(answer.body);
  }
  std::string operator()(const MessageAnswer& answer) const {
    switch (answer.verdict) {
      case MessageVerdict::skip:
        return "skip";
      case MessageVerdict::incomplete:
        return "ok more=true";
      case MessageVerdict::reject:
        return rejected(answer.why);
      case MessageVerdict::accept:
        break;
    }
    return "accept" + written(pairs_of(answer.message, question.input.size() - answer.size));
  }
  std::string operator()(const ExchangeAnswer& answer) const {
    if (answer.verdict == Verdict::skip) return "skip";
    return "ok response=b:" + to_hex(answer.response);
  }
  std::string operator()(const ScriptAnswer&) const { return "skip"; }
};

std::string greeting(Subject& subject) {
  const Subject::Identity identity = subject.identity();
  return "ok proto=n:1" + written(Pairs{{"name", string_value(subject.name())},
                                        {"version", string_value(identity.version)}});
}

bool is_write(Verb verb) { return verb == Verb::write_request || verb == Verb::write_response; }

// What the values lack that can't be written without it. The writers of bodies ask for them.
bool has_what_is_written(const Question& question) {
  if (!is_write(question.verb)) return true;
  const Members& members = question.value.objects.front();
  if (question.verb == Verb::write_request) return members.name.has_value();
  return members.id.has_value() && members.name.has_value() &&
         members.connector_group_type.has_value() && members.is_default.has_value();
}

std::string words_for(Subject& subject, const RequestLine& request) {
  if (request.verb == "hello") return greeting(subject);
  if (request.verb == "reset") {
    subject.reset();
    return "ok";
  }
  if (!find_verb(request.verb)) return "skip";
  std::vector<std::string_view> words{request.verb};
  words.insert(words.end(), request.arguments.begin(), request.arguments.end());
  std::string fault;
  const std::optional<Question> question = question_of(words, fault);
  if (!question) return "error";
  if (!has_what_is_written(*question)) return "reject why=missing";
  // A service keeps its groups until it is told to drop them.
  if (question->verb == Verb::exchange)
    return Replied{*question}(subject.exchange(question->input));
  return std::visit(Replied{*question}, ask(subject, *question));
}

}  // namespace

std::string respond(Subject& subject, std::string_view line) {
  const std::optional<RequestLine> request = parse_request(line);
  if (!request) return "? error";
  return std::string(request->id).append(" ").append(words_for(subject, *request));
}

}  // namespace connectorgroup
