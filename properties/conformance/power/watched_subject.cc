#include "properties/conformance/power/watched_subject.h"

#include <utility>

#include "properties/exchange_subject.h"
#include "properties/service_subject.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

template <class Value>
bool alike(const Result<Value>& left, const Result<Value>& right) {
  if (left.accepted() != right.accepted()) return false;
  return left.accepted() ? left.value() == right.value() : left.violation() == right.violation();
}

class WatchedExchange : public ExchangeSubject {
 public:
  WatchedExchange(ExchangeSubject& subject, Triggered& count)
      : ExchangeSubject(subject.contract(), subject.ignored()),
        subject_(subject),
        model_(subject.contract()),
        count_(count) {}

  std::unique_ptr<ExchangeSubject> ignoring(const RuleSet& rules) const override {
    return subject_.ignoring(rules);
  }
  Result<CreateRequest> read_request(std::span<const std::string_view> segments) override {
    return watched(subject_.read_request(segments), model_.read_request(segments));
  }
  Result<CreateResponse> read_response(std::span<const std::string_view> segments) override {
    return watched(subject_.read_response(segments), model_.read_response(segments));
  }
  Result<std::string> write_request(const CreateRequest& request, Form form) override {
    return watched(subject_.write_request(request, form), model_.write_request(request, form));
  }
  Result<std::string> write_response(const CreateResponse& response, Form form) override {
    return watched(subject_.write_response(response, form), model_.write_response(response, form));
  }
  std::optional<Violation> token_fault(std::string_view value) override {
    return counted(subject_.token_fault(value), model_.token_fault(value));
  }
  std::optional<Violation> challenge_fault(std::string_view value, int status) override {
    return counted(subject_.challenge_fault(value, status), model_.challenge_fault(value, status));
  }
  std::optional<std::size_t> uri_fault(std::string_view value) override {
    return counted(subject_.uri_fault(value), model_.uri_fault(value));
  }
  std::optional<Violation> type_fault(std::string_view value) override {
    return counted(subject_.type_fault(value), model_.type_fault(value));
  }

 private:
  template <class Value>
  Result<Value> watched(Result<Value> answer, const Result<Value>& right) {
    ++count_.asked;
    if (!alike(answer, right)) ++count_.different;
    return answer;
  }
  template <class Value>
  Value counted(Value answer, const Value& right) {
    ++count_.asked;
    if (!(answer == right)) ++count_.different;
    return answer;
  }

  ExchangeSubject& subject_;
  ExchangeSubject model_;
  Triggered& count_;
};

class WatchedService : public ServiceSubject {
 public:
  WatchedService(ServiceSubject& subject, Triggered& count)
      : ServiceSubject(subject.contract()),
        subject_(subject),
        model_(subject.contract()),
        count_(count) {}

  using ServiceSubject::answers;
  std::string answers(std::span<const std::string_view> segments,
                      Identifiers& identifiers) override {
    std::string answer = subject_.answers(segments, identifiers);
    ++count_.asked;
    if (answer != model_.answers(segments)) ++count_.different;
    return answer;
  }

 private:
  ServiceSubject& subject_;
  ServiceSubject model_;
  Triggered& count_;
};

class WatchedSubject : public Subject {
 public:
  WatchedSubject(std::unique_ptr<Subject> subject, Triggered& count)
      : subject_(std::move(subject)),
        model_(make_whole_model(subject_->contract())),
        count_(count) {
    if (ExchangeSubject* part = subject_->exchange_part()) {
      exchange_ = std::make_unique<WatchedExchange>(*part, count_);
    }
    if (ServiceSubject* part = subject_->service_part()) {
      service_ = std::make_unique<WatchedService>(*part, count_);
    }
  }

  std::string name() const override { return subject_->name(); }
  const Contract& contract() const override { return subject_->contract(); }
  std::optional<std::uint64_t> steps() const override { return subject_->steps(); }
  ExchangeSubject* exchange_part() override { return exchange_.get(); }
  ServiceSubject* service_part() override { return service_.get(); }

  ReadAnswer read(BodyKind kind, std::string_view text) override {
    return watched(subject_->read(kind, text), model_->read(kind, text));
  }
  WriteAnswer write(BodyKind kind, const BodyValue& value, Form form) override {
    return watched(subject_->write(kind, value, form), model_->write(kind, value, form));
  }
  MessageAnswer read_message(MessageKind kind, std::span<const std::string_view> segments,
                             Ending ending) override {
    return watched(subject_->read_message(kind, segments, ending),
                   model_->read_message(kind, segments, ending));
  }
  WriteAnswer write_message(MessageKind kind, const Message& message) override {
    return watched(subject_->write_message(kind, message), model_->write_message(kind, message));
  }

 private:
  template <class Answer>
  Answer watched(Answer answer, const Answer& right) {
    ++count_.asked;
    if (!(answer == right)) ++count_.different;
    return answer;
  }

  std::unique_ptr<Subject> subject_;
  std::unique_ptr<Subject> model_;
  Triggered& count_;
  std::unique_ptr<WatchedExchange> exchange_;
  std::unique_ptr<WatchedService> service_;
};

}  // namespace

std::unique_ptr<Subject> make_watched_subject(std::unique_ptr<Subject> subject, Triggered& count) {
  return std::make_unique<WatchedSubject>(std::move(subject), count);
}

}  // namespace connectorgroup
