#include "properties/subjects/message_subject.h"

#include <string>

#include "model/http/reader.h"
#include "model/http/writer.h"

namespace connectorgroup {
namespace {

class MessageSubject : public Subject {
 public:
  MessageSubject(const RuleSet& ignored, const HttpLimits& limits)
      : ignored_(ignored), reader_(MessageKind::request, limits, ignored) {}

  std::string name() const override {
    if (ignored_.empty()) return "http-model";
    std::string name;
    for (const RuleRow& rule : rules()) {
      if (!ignored_.has(rule.rule)) continue;
      name += name.empty() ? "http-fault:" : ",";
      name += rule.id;
    }
    return name;
  }
  const Contract& contract() const override { return graph_2017(); }
  std::optional<std::uint64_t> steps() const override { return reader_.steps(); }

  ReadAnswer read(BodyKind, std::string_view) override { return {}; }
  WriteAnswer write(BodyKind, const BodyValue&, Form) override { return {}; }

  MessageAnswer read_message(MessageKind kind, std::span<const std::string_view> segments,
                             Ending ending) override {
    reader_.next(kind);
    for (const std::string_view segment : segments) {
      if (reader_.state() == ReadState::incomplete) reader_.feed(segment);
    }
    if (ending == Ending::closed) reader_.close();
    return answer_of(reader_);
  }

  WriteAnswer write_message(MessageKind kind, const Message& message) override {
    WriteAnswer answer;
    std::optional<MessageViolation> violation;
    if (kind == MessageKind::request) {
      violation = write_request(ViewOf(std::get<Request>(message)).request(), answer.body);
    } else {
      violation = write_response(ViewOf(std::get<Response>(message)).response(), kind, answer.body);
    }
    answer.verdict = violation ? Verdict::reject : Verdict::accept;
    if (violation) answer.why = violation->violation;
    return answer;
  }

 private:
  RuleSet ignored_;
  MessageReader reader_;
};

}  // namespace

std::unique_ptr<Subject> make_message_subject(const RuleSet& ignored, const HttpLimits& limits) {
  return std::make_unique<MessageSubject>(ignored, limits);
}

MessageAnswer answer_of(const MessageReader& reader) {
  MessageAnswer answer;
  switch (reader.state()) {
    case ReadState::incomplete:
      answer.verdict = MessageVerdict::incomplete;
      break;
    case ReadState::refused:
      answer.verdict = MessageVerdict::reject;
      answer.why = reader.violation();
      break;
    case ReadState::complete:
      answer.verdict = MessageVerdict::accept;
      answer.size = reader.size();
      if (reader.kind() == MessageKind::request) {
        answer.message = own(reader.request());
      } else {
        answer.message = own(reader.response());
      }
      break;
  }
  return answer;
}

}  // namespace connectorgroup
