#include "properties/subjects/deviating_subject.h"

#include <utility>
#include <variant>

#include "model/exchange/service.h"
#include "model/http/reader.h"
#include "model/http/writer.h"
#include "properties/service_subject.h"
#include "properties/subject_failure.h"
#include "properties/subjects/members.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

// The octets of the refusal that a service gives for this violation.
std::string refusal(const Contract& contract, const Violation& violation) {
  ServiceOptions options;
  options.contract = &contract;
  ServiceState state;
  const Response response = Service(options).refuse(state, 400, violation);
  std::string octets;
  write_response(ViewOf(response).response(), MessageKind::response, octets);
  return octets;
}

// The octets of a request that is right and asks for this group; none where no right one does.
std::string plain_request(const NewConnectorGroup& group, const Contract& contract) {
  CreateRequestView plain;
  plain.version = contract.version_segments.front();
  plain.authority = "graph.microsoft.com";
  plain.token = "t";
  plain.group = view(group);
  std::string octets;
  write_create_request(plain, Form::compact, contract, octets);
  return octets;
}

// Where the reader differs from the model, what it takes is handed on as the plain request that it
// was taken for, and what it doesn't is refused.
std::string answer_as_read(Subject& model, ExchangeSubject& reader, std::string_view request) {
  const Contract& contract = model.contract();
  const std::span<const std::string_view> octets(&request, 1);
  const Result<CreateRequest> read = reader.read_request(octets);
  const Result<CreateRequest> right = ExchangeSubject(contract).read_request(octets);
  const bool alike =
      read.accepted() == right.accepted() && (!read.accepted() || read.value() == right.value());
  if (alike) return model.exchange(request).response;
  if (!read.accepted()) return refusal(contract, read.violation());
  const std::string plain = plain_request(read.value().group, contract);
  return model.exchange(plain.empty() ? request : plain).response;
}

ReadAnswer answer_of(const Result<CreateResponse>& read) {
  if (!read.accepted()) return {Verdict::reject, {}, read.violation()};
  BodyValue value;
  if (const auto* created = std::get_if<Created>(&read.value())) {
    value.objects.push_back(members_of(created->group));
  } else {
    value.error = std::get<Refused>(read.value()).error;
  }
  return {Verdict::accept, std::move(value), std::nullopt};
}

// Hands each whole request to `answer`, and what is none to the model.
class DeviatingConnection : public ServerConnection {
 public:
  using AnswerRequest = std::function<std::string(std::string_view request)>;

  DeviatingConnection(Subject& model, AnswerRequest answer)
      : model_(model), answer_(std::move(answer)) {}

  void send(std::string_view octets) override {
    if (closed_) return;
    sent_ += octets;
    while (!closed_ && answer_next()) {
    }
  }

  void end() override {
    if (!closed_) hand_on();
    closed_ = true;
  }

  std::string receive() override {
    if (answers_.empty() && !closed_) {
      throw SubjectFailure(Misbehaviour::hang, "no answer is due to what was sent");
    }
    return std::exchange(answers_, {});
  }

 private:
  // False: more octets are needed.
  bool answer_next() {
    MessageReader reader(MessageKind::request);
    const std::size_t size = reader.feed(sent_);
    if (reader.state() == ReadState::incomplete) return false;
    if (reader.state() == ReadState::refused) {
      hand_on();
      closed_ = true;
      return true;
    }
    const RequestView request = reader.request();
    closed_ = !keeps_connection(request.minor_version, request.fields);
    answers_ += answer_(std::string_view(sent_).substr(0, size));
    sent_.erase(0, size);
    return true;
  }

  void hand_on() {
    const std::unique_ptr<ServerConnection> connection = model_.connect();
    connection->send(sent_);
    connection->end();
    answers_ += connection->receive();
  }

  Subject& model_;
  AnswerRequest answer_;
  std::string sent_;  // and not yet answered
  std::string answers_;
  bool closed_ = false;
};

// A subject's connections as the laws of the service ask about them. New groups have the ids that
// the subject gives.
class ServedSubject : public ServiceSubject {
 public:
  explicit ServedSubject(Subject& subject) : ServiceSubject(subject.contract()), served_(subject) {}

  using ServiceSubject::answers;
  std::string answers(std::span<const std::string_view> segments, Identifiers&) override {
    served_.reset();
    const std::unique_ptr<ServerConnection> connection = served_.connect();
    for (const std::string_view segment : segments) connection->send(segment);
    connection->end();
    return connection->receive();
  }

 private:
  Subject& served_;
};

class DeviatingSubject : public Subject {
 public:
  DeviatingSubject(std::string name, const Contract& contract, Deviation deviation)
      : name_(std::move(name)),
        model_(make_whole_model(contract)),
        deviation_(std::move(deviation)),
        service_(*this) {
    if (deviation_.exchange) exchange_ = deviation_.exchange(contract);
    if (exchange_ && !deviation_.answer) {
      deviation_.answer = [exchange = exchange_](Subject& model, std::string_view octets) {
        return answer_as_read(model, *exchange, octets);
      };
    }
  }

  std::string name() const override { return name_; }
  const Contract& contract() const override { return model_->contract(); }
  Identity identity() override { return model_->identity(); }
  std::optional<std::uint64_t> steps() const override {
    if (!deviated_) return model_->steps();
    if (!deviation_.steps) return std::nullopt;
    return deviation_.steps(*model_);
  }

  ReadAnswer read(BodyKind kind, std::string_view text) override {
    deviated_ = deviation_.read != nullptr;
    return deviated_ ? deviation_.read(*model_, kind, text) : model_->read(kind, text);
  }
  WriteAnswer write(BodyKind kind, const BodyValue& value, Form form) override {
    if (deviation_.write) return deviation_.write(*model_, kind, value, form);
    return model_->write(kind, value, form);
  }
  MessageAnswer read_message(MessageKind kind, std::span<const std::string_view> segments,
                             Ending ending) override {
    deviated_ = deviation_.read_message != nullptr;
    if (deviated_) return deviation_.read_message(*model_, kind, segments, ending);
    return model_->read_message(kind, segments, ending);
  }
  WriteAnswer write_message(MessageKind kind, const Message& message) override {
    if (deviation_.write_message) return deviation_.write_message(*model_, kind, message);
    return model_->write_message(kind, message);
  }
  ReadAnswer read_create_response(std::string_view octets) override {
    if (!exchange_) return model_->read_create_response(octets);
    return answer_of(exchange_->read_response({&octets, 1}));
  }

  ExchangeAnswer exchange(std::string_view request) override {
    // What isn't one whole request, a connection may be sent all the same.
    MessageReader reader(MessageKind::request);
    const bool whole = reader.read(request) == ReadState::complete;
    if (!deviation_.answer || (!whole && !exchange_)) return model_->exchange(request);
    return {Verdict::accept, deviation_.answer(*model_, request)};
  }
  void reset() override {
    model_->reset();
    if (deviation_.reset) deviation_.reset();
  }
  std::unique_ptr<ServerConnection> connect() override {
    std::unique_ptr<ServerConnection> right = answering_connection();
    return deviation_.connection ? deviation_.connection(std::move(right)) : std::move(right);
  }

  ExchangeSubject* exchange_part() override { return exchange_.get(); }
  ServiceSubject* service_part() override {
    return deviation_.answer || deviation_.connection ? &service_ : nullptr;
  }

 private:
  std::unique_ptr<ServerConnection> answering_connection() {
    if (!deviation_.answer) return model_->connect();
    return std::make_unique<DeviatingConnection>(
        *model_, [this](std::string_view request) { return deviation_.answer(*model_, request); });
  }

  std::string name_;
  std::unique_ptr<Subject> model_;
  Deviation deviation_;
  std::shared_ptr<ExchangeSubject> exchange_;
  ServedSubject service_;
  bool deviated_ = false;  // by the last read
};

}  // namespace

std::unique_ptr<Subject> make_deviating_subject(std::string name, const Contract& contract,
                                                Deviation deviation) {
  return std::make_unique<DeviatingSubject>(std::move(name), contract, std::move(deviation));
}

}  // namespace connectorgroup
