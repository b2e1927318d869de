#include "properties/subjects/whole_subject.h"

#include <utility>

#include "model/exchange/connection.h"
#include "model/exchange/create.h"
#include "model/exchange/service.h"
#include "properties/subject_failure.h"
#include "properties/subjects/deviating_subject.h"
#include "properties/subjects/members.h"
#include "properties/subjects/message_subject.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup {
namespace {

// A service with the groups that were made since the last reset, and any number of connections.
struct Groups {
  explicit Groups(const Contract& contract) : service(options(contract)) {}

  static ServiceOptions options(const Contract& contract) {
    ServiceOptions options;
    options.contract = &contract;
    return options;
  }

  Service service;
  ServiceState state;
  CountedIdentifiers identifiers;
};

// The service as a server that is in no hurry and never far away.
class OwnConnection : public ServerConnection {
 public:
  explicit OwnConnection(Groups& groups)
      : connection_(groups.service, groups.state, groups.identifiers) {}

  void send(std::string_view octets) override {
    if (!connection_.is_closed()) connection_.receive(octets, answers_);
  }
  void end() override {
    if (!connection_.is_closed()) connection_.end(answers_);
    ended_ = true;
  }
  std::string receive() override {
    if (answers_.empty() && !connection_.is_closed() && !ended_) {
      throw SubjectFailure(Misbehaviour::hang, "no answer is due to what was sent");
    }
    return std::exchange(answers_, {});
  }

 private:
  Connection connection_;
  std::string answers_;
  bool ended_ = false;
};

class WholeSubject : public Subject {
 public:
  explicit WholeSubject(const Contract& contract)
      : bodies_(make_model_subject(contract)),
        messages_(make_message_subject()),
        reader_(contract),
        groups_(std::make_unique<Groups>(contract)) {}

  std::string name() const override { return "model"; }
  const Contract& contract() const override { return bodies_->contract(); }
  std::optional<std::uint64_t> steps() const override { return steps_; }
  Identity identity() override { return {"connectorgroup", CONNECTORGROUP_VERSION}; }

  ReadAnswer read(BodyKind kind, std::string_view text) override {
    ReadAnswer answer = bodies_->read(kind, text);
    steps_ = bodies_->steps();
    return answer;
  }
  WriteAnswer write(BodyKind kind, const BodyValue& value, Form form) override {
    return bodies_->write(kind, value, form);
  }
  MessageAnswer read_message(MessageKind kind, std::span<const std::string_view> segments,
                             Ending ending) override {
    MessageAnswer answer = messages_->read_message(kind, segments, ending);
    steps_ = messages_->steps();
    return answer;
  }
  WriteAnswer write_message(MessageKind kind, const Message& message) override {
    return messages_->write_message(kind, message);
  }
  ReadAnswer read_create_response(std::string_view octets) override;

  ExchangeAnswer exchange(std::string_view request) override {
    ExchangeAnswer answer{Verdict::accept, {}};
    OwnConnection connection(*groups_);
    connection.send(request);
    connection.end();
    answer.response = connection.receive();
    return answer;
  }
  void reset() override { groups_ = std::make_unique<Groups>(contract()); }
  std::unique_ptr<ServerConnection> connect() override {
    return std::make_unique<OwnConnection>(*groups_);
  }

 private:
  std::unique_ptr<Subject> bodies_;
  std::unique_ptr<Subject> messages_;
  CreateReader reader_;
  std::unique_ptr<Groups> groups_;
  std::optional<std::uint64_t> steps_;
};

ReadAnswer WholeSubject::read_create_response(std::string_view octets) {
  const Result<CreateResponseView> read = reader_.read_response(octets);
  if (!read.accepted()) return {Verdict::reject, {}, read.violation()};
  BodyValue value;
  if (const auto* created = std::get_if<CreatedView>(&read.value())) {
    value.objects.push_back(members_of(own(created->group)));
  } else {
    value.error = std::get<Refused>(read.value()).error;
  }
  return {Verdict::accept, std::move(value), std::nullopt};
}

}  // namespace

std::unique_ptr<Subject> make_whole_model(const Contract& contract) {
  return std::make_unique<WholeSubject>(contract);
}

std::unique_ptr<Subject> make_faulty_model(const Contract& contract, const RuleSet& ignored) {
  const std::shared_ptr<Subject> bodies = make_reference_subject(contract, ignored);
  const std::shared_ptr<Subject> messages = make_message_subject(ignored);
  Deviation deviation;
  deviation.read = [bodies](Subject&, BodyKind kind, std::string_view text) {
    return bodies->read(kind, text);
  };
  deviation.read_message = [messages](Subject&, MessageKind kind,
                                      std::span<const std::string_view> segments, Ending ending) {
    return messages->read_message(kind, segments, ending);
  };
  deviation.exchange = [ignored](const Contract& own) {
    return std::make_shared<ExchangeSubject>(own, ignored);
  };
  return make_deviating_subject(bodies->name(), contract, std::move(deviation));
}

}  // namespace connectorgroup
