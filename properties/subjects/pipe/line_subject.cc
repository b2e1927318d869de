#include "properties/subjects/pipe/line_subject.h"

#include <utility>

#include "properties/subject_failure.h"
#include "properties/subjects/pipe/line_protocol.h"
#include "properties/subjects/verb_subject.h"

namespace connectorgroup {
namespace {

using line_protocol::Reply;
using line_protocol::to_hex;
using line_protocol::Value;

// Spells calls as lines, and reads the lines that answer them.
class LineAnswerer : public VerbAnswerer {
 public:
  explicit LineAnswerer(std::unique_ptr<LineChannel> channel) : channel_(std::move(channel)) {}

  Subject::Identity identity(const Contract& contract) override {
    const Reply reply = ask("hello proto=n:1 contract=s:" + to_hex(contract.id));
    const auto text = [&reply](std::string_view key) {
      const Value* value = reply.find(key);
      return value != nullptr && value->type == Value::Type::string ? value->text : std::string();
    };
    return {text("name"), text("version")};
  }

  Reply answer(const VerbCall& call) override {
    std::string words(call.verb);
    if (!call.kind.empty()) words.append(" ").append(call.kind);
    if (!call.octets.empty()) words.append(" ").append(to_hex(call.octets));
    return ask(words.append(line_protocol::written(call.members)));
  }

 private:
  Reply ask(const std::string& words) {
    std::string fault;
    std::optional<Reply> reply = line_protocol::parse_reply(channel_->ask(words), fault);
    if (!reply) throw SubjectFailure(Misbehaviour::garbage, fault);
    return *std::move(reply);
  }

  std::unique_ptr<LineChannel> channel_;
};

}  // namespace

std::unique_ptr<Subject> make_line_subject(std::string name, const Contract& contract,
                                           std::unique_ptr<LineChannel> channel) {
  return make_verb_subject(std::move(name), contract,
                           std::make_unique<LineAnswerer>(std::move(channel)));
}

}  // namespace connectorgroup
