#include "properties/subjects/verb_subject.h"

#include <utility>

#include "properties/subject_failure.h"
#include "properties/subjects/pipe/line_values.h"

namespace connectorgroup {
namespace {

using line_protocol::Reply;
using line_protocol::ReplyVerdict;
using line_protocol::Value;

[[noreturn]] void not_an_answer(const std::string& what) {
  throw SubjectFailure(Misbehaviour::garbage, what);
}

class VerbSubject : public Subject {
 public:
  VerbSubject(std::string name, const Contract& contract, std::unique_ptr<VerbAnswerer> answerer)
      : name_(std::move(name)), contract_(&contract), answerer_(std::move(answerer)) {}

  std::string name() const override { return name_; }
  const Contract& contract() const override { return *contract_; }

  Identity identity() override { return answerer_->identity(*contract_); }

  ReadAnswer read(BodyKind kind, std::string_view text) override {
    const Reply reply = ask({line_protocol::read_verb(kind), {}, text});
    return read_answer(kind, reply);
  }

  ReadAnswer read_create_response(std::string_view text) override {
    const Reply reply = ask({"read-create-response", {}, text});
    const BodyKind kind = reply.find("code") != nullptr ? BodyKind::error : BodyKind::response;
    return read_answer(kind, reply);
  }

  MessageAnswer read_message(MessageKind kind, std::span<const std::string_view> segments,
                             Ending ending) override {
    std::string text;
    for (const std::string_view segment : segments) text += segment;
    const std::string_view verb = ending == Ending::closed ? "read-last-message" : "read-message";
    const Reply reply = ask({verb, connectorgroup::name(kind), text});
    if (reply.verdict == ReplyVerdict::ok) {
      const Value* more = reply.find("more");
      if (more == nullptr || more->type != Value::Type::true_) {
        not_an_answer("ok to read-message says more=true");
      }
      return {MessageVerdict::incomplete, {}, 0, std::nullopt};
    }
    switch (verdict_of(reply)) {
      case Verdict::skip:
        return {};
      case Verdict::reject:
        return {MessageVerdict::reject, {}, 0, std::nullopt};
      case Verdict::accept:
        break;
    }
    std::string fault;
    std::optional<MessageAnswer> answer =
        line_protocol::message_of(kind, text.size(), reply.pairs, fault);
    if (!answer) not_an_answer(fault);
    return *answer;
  }

  WriteAnswer write(BodyKind kind, const BodyValue& value, Form) override {
    const std::string_view verb = line_protocol::write_verb(kind);
    if (verb.empty()) return {};
    const Reply reply = ask({verb, {}, {}, line_protocol::pairs_of(value.objects.at(0))});
    if (reply.verdict == ReplyVerdict::reject) return {Verdict::reject, {}, std::nullopt};
    if (reply.verdict == ReplyVerdict::skip) return {};
    return {Verdict::accept, bytes_of(reply, "body"), std::nullopt};
  }

  ExchangeAnswer exchange(std::string_view request) override {
    const Reply reply = ask({"exchange", {}, request});
    if (reply.verdict == ReplyVerdict::skip) return {};
    return {Verdict::accept, bytes_of(reply, "response")};
  }

  void reset() override {
    const Reply reply = ask({"reset"});
    if (reply.verdict != ReplyVerdict::ok && reply.verdict != ReplyVerdict::skip) {
      not_an_answer("reset is answered with ok or skip");
    }
  }

 private:
  Reply ask(const VerbCall& call) {
    Reply reply = answerer_->answer(call);
    if (reply.verdict == ReplyVerdict::error) {
      throw SubjectFailure(Misbehaviour::own_error, "the wrapper answers error");
    }
    return reply;
  }

  static Verdict verdict_of(const Reply& reply) {
    switch (reply.verdict) {
      case ReplyVerdict::accept:
        return Verdict::accept;
      case ReplyVerdict::reject:
        return Verdict::reject;
      case ReplyVerdict::skip:
        return Verdict::skip;
      case ReplyVerdict::ok:
      case ReplyVerdict::error:
        break;
    }
    not_an_answer("a text that is read is answered with accept, reject or skip");
  }

  static ReadAnswer read_answer(BodyKind kind, const Reply& reply) {
    const Verdict verdict = verdict_of(reply);
    if (verdict != Verdict::accept) return {verdict, {}, std::nullopt};
    std::string fault;
    std::optional<ReadAnswer> answer = line_protocol::body_of(kind, reply.pairs, fault);
    if (!answer) not_an_answer(fault);
    return std::move(*answer);
  }

  // The bytes that an answer `ok` has under this key.
  static std::string bytes_of(const Reply& reply, std::string_view key) {
    const Value* value = reply.verdict == ReplyVerdict::ok ? reply.find(key) : nullptr;
    if (value == nullptr || value->type != Value::Type::bytes) {
      not_an_answer("the answer is ok with " + std::string(key) + "=b:HEX, reject or skip");
    }
    return value->text;
  }

  std::string name_;
  const Contract* contract_;
  std::unique_ptr<VerbAnswerer> answerer_;
};

}  // namespace

std::unique_ptr<Subject> make_verb_subject(std::string name, const Contract& contract,
                                           std::unique_ptr<VerbAnswerer> answerer) {
  return std::make_unique<VerbSubject>(std::move(name), contract, std::move(answerer));
}

}  // namespace connectorgroup
