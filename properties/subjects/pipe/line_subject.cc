#include "properties/subjects/pipe/line_subject.h"

#include <utility>

#include "properties/subject_failure.h"
#include "properties/subjects/pipe/line_protocol.h"
#include "properties/subjects/pipe/line_values.h"

namespace connectorgroup {
namespace {

using line_protocol::Reply;
using line_protocol::ReplyVerdict;
using line_protocol::to_hex;
using line_protocol::Value;

[[noreturn]] void not_an_answer(const std::string& what) {
  throw SubjectFailure(Misbehaviour::garbage, what);
}

class LineSubject : public Subject {
 public:
  LineSubject(std::string name, const Contract& contract, std::unique_ptr<LineChannel> channel)
      : name_(std::move(name)), contract_(&contract), channel_(std::move(channel)) {}

  std::string name() const override { return name_; }
  const Contract& contract() const override { return *contract_; }

  Identity identity() override {
    const Reply reply = ask("hello proto=n:1 contract=s:" + to_hex(contract_->id));
    const auto text = [&reply](std::string_view key) {
      const Value* value = reply.find(key);
      return value != nullptr && value->type == Value::Type::string ? value->text : std::string();
    };
    return {text("name"), text("version")};
  }

  ReadAnswer read(BodyKind kind, std::string_view text) override {
    const Reply reply = ask(std::string(line_protocol::read_verb(kind)) + octets(text));
    return read_answer(kind, reply);
  }

  ReadAnswer read_create_response(std::string_view text) override {
    const Reply reply = ask("read-create-response" + octets(text));
    const BodyKind kind = reply.find("code") != nullptr ? BodyKind::error : BodyKind::response;
    return read_answer(kind, reply);
  }

  MessageAnswer read_message(MessageKind kind, std::span<const std::string_view> segments,
                             Ending ending) override {
    std::string text;
    for (const std::string_view segment : segments) text += segment;
    std::string words(ending == Ending::closed ? "read-last-message " : "read-message ");
    const Reply reply = ask(words.append(connectorgroup::name(kind)) + octets(text));
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
    const Reply reply = ask(std::string(verb) +
                            line_protocol::written(line_protocol::pairs_of(value.objects.at(0))));
    if (reply.verdict == ReplyVerdict::reject) return {Verdict::reject, {}, std::nullopt};
    if (reply.verdict == ReplyVerdict::skip) return {};
    return {Verdict::accept, bytes_of(reply, "body"), std::nullopt};
  }

  ExchangeAnswer exchange(std::string_view request) override {
    const Reply reply = ask("exchange" + octets(request));
    if (reply.verdict == ReplyVerdict::skip) return {};
    return {Verdict::accept, bytes_of(reply, "response")};
  }

  void reset() override {
    const Reply reply = ask("reset");
    if (reply.verdict != ReplyVerdict::ok && reply.verdict != ReplyVerdict::skip) {
      not_an_answer("reset is answered with ok or skip");
    }
  }

 private:
  static std::string octets(std::string_view text) {
    return text.empty() ? std::string() : " " + to_hex(text);
  }

  Reply ask(const std::string& words) {
    std::string fault;
    const std::optional<Reply> reply = line_protocol::parse_reply(channel_->ask(words), fault);
    if (!reply) not_an_answer(fault);
    if (reply->verdict == ReplyVerdict::error) {
      throw SubjectFailure(Misbehaviour::own_error, "the wrapper answers error");
    }
    return *reply;
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
  std::unique_ptr<LineChannel> channel_;
};

}  // namespace

std::unique_ptr<Subject> make_line_subject(std::string name, const Contract& contract,
                                           std::unique_ptr<LineChannel> channel) {
  return std::make_unique<LineSubject>(std::move(name), contract, std::move(channel));
}

}  // namespace connectorgroup
