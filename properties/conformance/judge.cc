#include "properties/conformance/judge.h"

#include <algorithm>
#include <utility>

#include "model/exchange/create.h"
#include "model/http/reader.h"
#include "properties/escaped.h"
#include "properties/message_read.h"
#include "properties/subjects/members.h"
#include "properties/subjects/pipe/line_values.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

using line_protocol::sayable;

// What a subject says of members that the contract doesn't have it read is neither right nor wrong.
class DeclaredMembers {
 public:
  DeclaredMembers(const Contract& contract, BodyKind kind) : contract_(contract), kind_(kind) {}

  ReadAnswer of(ReadAnswer answer) const {
    if (kind_ == BodyKind::collection || kind_ == BodyKind::error) return answer;
    for (Members& members : answer.value.objects) {
      if (!has(MemberId::id)) members.id = {};
      if (!has(MemberId::connector_group_type)) members.connector_group_type = {};
      if (!has(MemberId::is_default)) members.is_default = {};
      if (!has(MemberId::region)) members.region = {};
    }
    std::erase_if(answer.of_other_type, [this](const std::string& name) { return !has(name); });
    return answer;
  }

 private:
  bool has(const MemberSpec& spec) const {
    if (kind_ == BodyKind::response) return spec.response == InResponse::required;
    return spec.request == InRequest::required || spec.request == InRequest::optional;
  }
  bool has(MemberId id) const { return has(contract_.member(id)); }
  bool has(std::string_view name) const {
    return std::any_of(contract_.members.begin(), contract_.members.end(),
                       [&](const MemberSpec& spec) { return spec.name == name && has(spec); });
  }

  const Contract& contract_;
  BodyKind kind_;
};

// Statuses by which a service says that it won't let itself be tested, not that the request is at
// fault.
bool says_nothing(int status) {
  const bool is_refusal_of_another_kind = status == 501 || status == 505;
  return status == 401 || status == 403 || status == 429 || (status >= 300 && status < 400) ||
         (status >= 500 && !is_refusal_of_another_kind);
}

bool is_about_credentials(Rule rule) {
  const std::string_view id = row(rule).id;
  return id.starts_with("bearer.") || id.starts_with("exchange.authorization");
}

// Of these, a request may be right and ask for something else than a create.
bool may_be_another_request(Rule rule) {
  return rule == Rule::exchange_method || rule == Rule::exchange_path ||
         rule == Rule::exchange_version_segment;
}

// Whether the header or trailer section, or the chunks, that hold this offset are there to the
// empty line at their end. (What is missing in a section shows at that line.)
bool section_ends(std::string_view octets, std::size_t offset) {
  return octets.find("\r\n\r\n", offset < 2 ? 0 : offset - 2) != std::string_view::npos;
}

}  // namespace

class Judge::Implementation {
 public:
  explicit Implementation(Standard standard)
      : standard_(std::move(standard)),
        exact_(make_faulty_model(contract(), {})),
        strictest_(make_faulty_model(contract(), standard_.ignored_by_strictest())),
        most_lenient_(make_faulty_model(contract(), standard_.ignored_by_most_lenient())),
        strictest_requests_(contract(), {}, standard_.ignored_by_strictest()),
        most_lenient_requests_(contract(), {}, standard_.ignored_by_most_lenient()) {}

  const Standard& standard() const { return standard_; }

  Expectation expect(const Question& question);
  Judgement judge(const Question& question, const Expectation& due, const Answer& answer);

 private:
  const Contract& contract() const { return *standard_.contract; }

  Expectation expect_read(const Question& question);
  Expectation expect_message(const Question& question);
  Expectation expect_write(const Question& question);
  Expectation expect_exchange(const Question& question);

  bool same(const Question& question, const Answer& due, const Answer& got) const;
  Judgement judge_write(const Question& question, const Expectation& due,
                        const WriteAnswer& answer);
  Judgement judge_exchange(const Question& question, const Expectation& due,
                           const ExchangeAnswer& answer);
  Judgement judge_created(const Expectation& due, std::string_view octets);

  Standard standard_;
  std::unique_ptr<Subject> exact_;
  std::unique_ptr<Subject> strictest_;
  std::unique_ptr<Subject> most_lenient_;
  CreateReader strictest_requests_;
  CreateReader most_lenient_requests_;
};

Expectation Judge::Implementation::expect_read(const Question& question) {
  const auto strict = std::get<ReadAnswer>(ask(*strictest_, question));
  if (strict.verdict == Verdict::accept) {
    const auto exact = std::get<ReadAnswer>(ask(*exact_, question));
    return {Due::accept, std::nullopt, exact, exact.verdict == Verdict::accept};
  }
  const auto lenient = std::get<ReadAnswer>(ask(*most_lenient_, question));
  if (lenient.verdict == Verdict::accept) return {Due::free, strict.why->rule};
  return {Due::reject, lenient.why->rule, ReadAnswer{Verdict::reject, {}, std::nullopt}};
}

Expectation Judge::Implementation::expect_message(const Question& question) {
  const auto strict = std::get<MessageAnswer>(ask(*strictest_, question));
  if (strict.verdict == MessageVerdict::accept) {
    const auto exact = std::get<MessageAnswer>(ask(*exact_, question));
    return {Due::accept, std::nullopt, exact, exact.verdict == MessageVerdict::accept};
  }
  const auto lenient = std::get<MessageAnswer>(ask(*most_lenient_, question));
  if (lenient.verdict == MessageVerdict::reject) {
    Expectation due{Due::reject, lenient.why->rule,
                    MessageAnswer{MessageVerdict::reject, {}, 0, std::nullopt}};
    due.may_wait =
        question.verb == Verb::read_message && !section_ends(question.input, lenient.why->offset);
    return due;
  }
  // At the end of a connection on which no message began there is nothing to refuse or to wait for.
  if (question.verb == Verb::read_last_message && strict.verdict == MessageVerdict::incomplete) {
    return {Due::free, std::nullopt};
  }
  if (strict.verdict == MessageVerdict::incomplete &&
      lenient.verdict == MessageVerdict::incomplete) {
    return {Due::incomplete, std::nullopt,
            MessageAnswer{MessageVerdict::incomplete, {}, 0, std::nullopt}};
  }
  std::optional<Rule> rule;
  if (strict.why) rule = strict.why->rule;
  return {Due::free, rule};
}

Expectation Judge::Implementation::expect_write(const Question& question) {
  const auto exact = std::get<WriteAnswer>(ask(*exact_, question));
  if (exact.verdict == Verdict::accept) return {Due::accept, std::nullopt, exact, true};
  const Rule rule = exact.why->rule;
  // That a writer must refuse a member which its contract doesn't have, rather than leave it out,
  // is said by no document.
  const bool may_leave_out =
      rule == Rule::body_member_undeclared || rule == Rule::body_member_read_only;
  if (may_leave_out || standard_.ignored_by_most_lenient().has(rule)) return {Due::free, rule};
  return {Due::reject, rule, WriteAnswer{Verdict::reject, {}, std::nullopt}};
}

Expectation Judge::Implementation::expect_exchange(const Question& question) {
  const Result<CreateRequestView> strict = strictest_requests_.read_request(question.input);
  if (strict.accepted()) {
    ReadAnswer sent{Verdict::accept, {}, std::nullopt};
    sent.value.objects.push_back(members_of(own(strict.value().group)));
    return {Due::accept, std::nullopt, std::move(sent), true};
  }
  const Result<CreateRequestView> lenient = most_lenient_requests_.read_request(question.input);
  if (lenient.accepted()) return {Due::free, strict.violation().rule};
  return {Due::reject, lenient.violation().rule};
}

Expectation Judge::Implementation::expect(const Question& question) {
  switch (question.verb) {
    case Verb::read_request:
    case Verb::read_response:
    case Verb::read_collection:
    case Verb::read_error:
    case Verb::read_create_response:
      return expect_read(question);
    case Verb::write_request:
    case Verb::write_response:
    case Verb::write_collection:
    case Verb::write_error:
      return expect_write(question);
    case Verb::write_message:
      return {Due::free, std::nullopt};  // the laws' to judge
    case Verb::read_message:
    case Verb::read_last_message:
      return expect_message(question);
    case Verb::exchange:
      return expect_exchange(question);
    case Verb::script:
      break;
  }
  const bool is_due = question.script->level <= standard_.level;
  return {is_due ? Due::accept : Due::free, question.script->rule, ScriptAnswer{}, false};
}

namespace {

// The verdict of an answer in the words of what is due; nothing for a skip.
std::optional<Due> verdict_of(const Answer& answer) {
  const auto of = [](Verdict verdict) -> std::optional<Due> {
    if (verdict == Verdict::skip) return std::nullopt;
    return verdict == Verdict::accept ? Due::accept : Due::reject;
  };
  if (const auto* read = std::get_if<ReadAnswer>(&answer)) return of(read->verdict);
  if (const auto* written = std::get_if<WriteAnswer>(&answer)) return of(written->verdict);
  if (const auto* message = std::get_if<MessageAnswer>(&answer)) {
    if (message->verdict == MessageVerdict::incomplete) return Due::incomplete;
    if (message->verdict == MessageVerdict::skip) return std::nullopt;
    return message->verdict == MessageVerdict::accept ? Due::accept : Due::reject;
  }
  return std::nullopt;
}

std::string expected_words(const Question& question, const Expectation& due) {
  switch (due.due) {
    case Due::accept:
      return due.has_value ? shown(question, due.answer) : "accept";
    case Due::reject:
      return "reject";
    case Due::incomplete:
      return "incomplete";
    case Due::free:
      break;
  }
  return "either answer";
}

}  // namespace

bool Judge::Implementation::same(const Question& question, const Answer& due,
                                 const Answer& got) const {
  if (const auto* message = std::get_if<MessageAnswer>(&due)) {
    return sayable(*message) == sayable(std::get<MessageAnswer>(got));
  }
  const auto& expected = std::get<ReadAnswer>(due);
  BodyKind kind = body_kind(question.verb);
  if (question.verb == Verb::read_create_response) {
    kind = expected.value.error ? BodyKind::error : BodyKind::response;
  }
  const DeclaredMembers declared(contract(), kind);
  return declared.of(sayable(kind, expected)) ==
         declared.of(sayable(kind, std::get<ReadAnswer>(got)));
}

// What was written is read by one who takes all that may be taken, as what was to be written.
Judgement Judge::Implementation::judge_write(const Question& question, const Expectation& due,
                                             const WriteAnswer& answer) {
  const BodyKind kind = body_kind(question.verb);
  Judgement judgement{Outcome::pass, expected_words(question, due), shown(question, answer)};
  if (due.due == Due::accept) judgement.expected = "a body that is read as the same values";
  if (due.due == Due::free) return judgement;
  if (due.due == Due::reject || answer.verdict != Verdict::accept) {
    const bool right = (due.due == Due::reject) == (answer.verdict == Verdict::reject);
    judgement.outcome = right ? Outcome::pass : Outcome::fail;
    return judgement;
  }
  const ReadAnswer read = most_lenient_->read(kind, answer.body);
  ReadAnswer sent{Verdict::accept, question.value, std::nullopt};
  const DeclaredMembers declared(contract(), kind);
  if (declared.of(sayable(kind, read)) == declared.of(sayable(kind, sent))) return judgement;
  judgement.outcome = Outcome::fail;
  judgement.note = "read back: " + describe(read);
  return judgement;
}

// A create that is right: the response says so, and has what was sent.
Judgement Judge::Implementation::judge_created(const Expectation& due, std::string_view octets) {
  Judgement judgement{Outcome::fail, "201 with the group", {}};
  const ReadAnswer read = most_lenient_->read_create_response(octets);
  if (read.verdict != Verdict::accept) {
    judgement.note = "the answer isn't a response to a create: " + describe(*read.why);
    return judgement;
  }
  if (read.value.error) {
    judgement.note = "refused: " + escaped(read.value.error->message, 200);
    return judgement;
  }
  const Members& group = read.value.objects.at(0);
  const Members& sent = std::get<ReadAnswer>(due.answer).value.objects.at(0);
  const auto differs = [](const auto& ours, const auto& theirs) {
    return ours.has_value() && ours != theirs;
  };
  if (!group.id.has_value() || group.id.value().empty()) {
    judgement.note = "the group has no id";
  } else if (differs(sent.name, group.name) || differs(sent.is_default, group.is_default) ||
             differs(sent.connector_group_type, group.connector_group_type) ||
             differs(sent.region, group.region)) {
    judgement.note = "the group doesn't have what was sent";
  } else {
    judgement.outcome = Outcome::pass;
  }
  return judgement;
}

Judgement Judge::Implementation::judge_exchange(const Question& question, const Expectation& due,
                                                const ExchangeAnswer& answer) {
  const bool to_head = question.input.starts_with("HEAD ");
  MessageReader reader(to_head ? MessageKind::response_to_head : MessageKind::response);
  reader.feed(answer.response);
  if (reader.state() == ReadState::incomplete) reader.close();
  Judgement judgement{Outcome::fail, {}, shown(question, answer)};
  judgement.expected = due.due == Due::accept ? "201 with the group" : "a refusal: a status of 4xx";
  if (answer.response.empty()) {
    // Who closes the connection has neither accepted nor refused: it may have died.
    judgement.outcome = Outcome::inconclusive;
    judgement.note = "the connection was closed without an answer";
    return judgement;
  }
  if (reader.state() != ReadState::complete) {
    judgement.note = "the answer isn't an HTTP response";
    if (reader.state() == ReadState::refused) {
      judgement.note.append(": ").append(describe(reader.violation()));
    }
    return judgement;
  }
  const int status = reader.response().status;
  const bool about_credentials = due.rule && is_about_credentials(*due.rule);
  if (says_nothing(status) && !(due.due == Due::reject && status == 401 && about_credentials)) {
    judgement.outcome = Outcome::inconclusive;
    judgement.note = "status " + std::to_string(status) + " says nothing about the request";
    return judgement;
  }
  if (due.due == Due::reject) {
    const bool refused = status >= 400;
    const bool another = status < 300 && status != 201 && may_be_another_request(*due.rule);
    judgement.outcome = refused || another ? Outcome::pass : Outcome::fail;
    return judgement;
  }
  Judgement created = judge_created(due, answer.response);
  judgement.outcome = created.outcome;
  judgement.note = created.note;
  return judgement;
}

Judgement Judge::Implementation::judge(const Question& question, const Expectation& due,
                                       const Answer& answer) {
  if (is_skip(answer)) {
    Judgement judgement{is_optional(question.verb) ? Outcome::skipped : Outcome::untestable,
                        expected_words(question, due), "skip",
                        "the subject skips " + std::string(name(question.verb))};
    if (const auto* script = std::get_if<ScriptAnswer>(&answer)) judgement.note = script->what;
    return judgement;
  }
  if (due.due == Due::free) {
    return {Outcome::skipped, expected_words(question, due), shown(question, answer),
            "nothing is due at this level"};
  }
  if (const auto* script = std::get_if<ScriptAnswer>(&answer)) {
    using enum ScriptAnswer::Result;
    const Outcome outcome = script->result == held           ? Outcome::pass
                            : script->result == inconclusive ? Outcome::inconclusive
                                                             : Outcome::fail;
    return {outcome, std::string(question.script->sentence), script->what};
  }
  if (const auto* written = std::get_if<WriteAnswer>(&answer)) {
    return judge_write(question, due, *written);
  }
  if (const auto* exchanged = std::get_if<ExchangeAnswer>(&answer)) {
    return judge_exchange(question, due, *exchanged);
  }
  const std::optional<Due> verdict = verdict_of(answer);
  if (due.may_wait && verdict == Due::incomplete) {
    return {Outcome::skipped, expected_words(question, due), shown(question, answer),
            "the section with the fault isn't complete, so it may wait"};
  }
  const bool right = verdict == due.due && (!due.has_value || same(question, due.answer, answer));
  return {right ? Outcome::pass : Outcome::fail, expected_words(question, due),
          shown(question, answer)};
}

Judge::Judge(Standard standard)
    : implementation_(std::make_unique<Implementation>(std::move(standard))) {}
Judge::~Judge() = default;
Judge::Judge(Judge&&) noexcept = default;
Judge& Judge::operator=(Judge&&) noexcept = default;

const Standard& Judge::standard() const { return implementation_->standard(); }

Expectation Judge::expect(const Question& question) { return implementation_->expect(question); }

Judgement Judge::judge(const Question& question, const Expectation& due, const Answer& answer) {
  Judgement judgement = implementation_->judge(question, due, answer);
  judgement.accepted = verdict_of(answer) == Due::accept;
  if (const auto* exchanged = std::get_if<ExchangeAnswer>(&answer)) {
    judgement.accepted = exchanged->response.starts_with("HTTP/1.1 201") ||
                         exchanged->response.starts_with("HTTP/1.1 200");
  }
  return judgement;
}

}  // namespace connectorgroup
