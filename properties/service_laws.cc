#include "properties/service_laws.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <variant>

#include "model/body/reader.h"
#include "model/body/reference_reader.h"
#include "model/exchange/connection.h"
#include "model/exchange/create.h"
#include "model/exchange/target.h"
#include "model/http/reader.h"
#include "model/http/writer.h"
#include "properties/edits/random_source.h"
#include "properties/escaped.h"
#include "properties/exchange_oracle.h"
#include "properties/plain_service.h"

namespace connectorgroup {

namespace {

std::string quoted(std::string_view bytes) { return "\"" + escaped(bytes, 600) + "\""; }

std::optional<std::string> value_of(const std::vector<Field>& fields, std::string_view name) {
  const Field* field = find_field(fields, name);
  if (field == nullptr) return std::nullopt;
  return field->value;
}

// The next answer, taken from the front of what is left.
Broken take_answer(std::string_view& answers, Answered& exchange) {
  const MessageKind kind = exchange.to_head ? MessageKind::response_to_head : MessageKind::response;
  MessageReader reader(kind);
  const std::size_t size = reader.feed(answers);
  if (reader.state() != ReadState::complete) {
    return "no whole answer to " + quoted(exchange.request_octets) + ": " + quoted(answers);
  }
  exchange.response = own(reader.response());
  exchange.response_octets = answers.substr(0, size);
  answers.remove_prefix(size);
  return std::nullopt;
}

bool says_close(const Response& response) {
  return value_of(response.fields, "Connection") == "close";
}

}  // namespace

Dialogue read_dialogue(std::string_view octets, std::string_view answers,
                       const HttpLimits& limits) {
  Dialogue dialogue;
  MessageReader reader(MessageKind::request, limits);
  for (bool open = true; open;) {
    const std::size_t size = reader.feed(octets);
    const bool cut_short = reader.state() == ReadState::incomplete;
    if (cut_short) reader.close();
    // Nothing was begun.
    if (reader.state() == ReadState::incomplete) break;
    Answered exchange;
    exchange.request_octets = octets.substr(0, size);
    if (reader.has_start_line()) exchange.to_head = reader.request().method == "HEAD";
    open = reader.state() == ReadState::complete;
    if (open) {
      exchange.request = own(reader.request());
      open = keeps_connection(reader.request().minor_version, reader.request().fields);
    }
    dialogue.broken = take_answer(answers, exchange);
    if (dialogue.broken) return dialogue;
    if (says_close(exchange.response) == open) {
      dialogue.broken = std::string(open ? "closes after " : "stays open after ") +
                        quoted(exchange.request_octets);
    }
    dialogue.exchanges.push_back(std::move(exchange));
    octets.remove_prefix(size);
    reader.next();
  }
  if (!answers.empty()) dialogue.broken = "answers to nothing: " + quoted(answers);
  return dialogue;
}

namespace {

// The answer of a status that isn't a refusal.
Broken judge_success(const Answered& exchange, const Contract& contract) {
  const Response& response = exchange.response;
  if (response.status == 204 || response.status == 304 || exchange.to_head) {
    return response.content.empty() ? std::nullopt : Broken("content where none may be");
  }
  struct Nobody : ConnectorGroupVisitor {
    void visit(const ConnectorGroupView&) override {}
  } nobody;
  BodyReader reader(contract);
  const bool readable = reader.read_response(response.content).accepted() ||
                        reader.read_collection(response.content, nobody).accepted();
  if (readable && is_json_type(value_of(response.fields, "Content-Type").value_or(""))) {
    return std::nullopt;
  }
  return "an answer that isn't a group and isn't a collection";
}

Broken judge_refusal(const Answered& exchange, const Contract& contract) {
  if (exchange.to_head) return std::nullopt;
  CreateReader reader(contract);
  const Result<CreateResponseView> read = reader.read_response(exchange.response_octets);
  if (!read.accepted()) return describe(read.violation());
  const auto* refused = std::get_if<Refused>(&read.value());
  if (refused == nullptr) return "no error object";
  const std::string& message = refused->error.message;
  const std::size_t colon = message.find(": ");
  if (colon == std::string::npos || !find_rule(message.substr(0, colon))) {
    return "no rule is named: " + message;
  }
  return std::nullopt;
}

}  // namespace

Broken judge_form(const Answered& exchange, const Contract& contract) {
  const Response& response = exchange.response;
  if (Broken broken = response.status >= 400 ? judge_refusal(exchange, contract)
                                             : judge_success(exchange, contract)) {
    return broken;
  }
  if (value_of(response.fields, "OData-Version") != "4.0") return "no OData-Version";
  if (!exchange.request && response.status < 400) return "no request, and not refused";
  return std::nullopt;
}

namespace laws {

Broken every_request_is_answered(std::string_view bytes, ServiceSubject& subject) {
  return read_dialogue(bytes, subject.answers(bytes)).broken;
}

Broken answers_are_accepted(std::string_view bytes, ServiceSubject& subject) {
  for (const Answered& exchange : read_dialogue(bytes, subject.answers(bytes)).exchanges) {
    const Broken broken = judge_form(exchange, subject.contract());
    if (!broken) continue;
    return "to " + quoted(exchange.request_octets) + ": " + *broken + "; " +
           quoted(exchange.response_octets);
  }
  return std::nullopt;
}

Broken service_segmentation_changes_nothing(std::string_view bytes, ServiceSubject& subject,
                                            Effort effort) {
  const std::string whole = subject.answers(bytes);
  RandomSource random(hash_of(bytes));
  const int rounds = effort == Effort::thorough ? 4 : 1;
  for (int round = 0; round < rounds; ++round) {
    std::vector<std::string_view> segments;
    for (std::string_view rest = bytes; !rest.empty();) {
      const std::size_t size = 1 + random.below(random.chance(2, 3) ? 12 : rest.size());
      segments.push_back(rest.substr(0, size));
      rest.remove_prefix(segments.back().size());
    }
    const std::string cut = subject.answers(segments);
    if (cut == whole) continue;
    return "in one piece: " + quoted(whole) + "; in " + std::to_string(segments.size()) + ": " +
           quoted(cut);
  }
  return std::nullopt;
}

namespace {

bool is_on_collection(const Request& request, const Contract& contract) {
  return read_create_path(request.target, contract).accepted();
}

// What only a service refuses: system query options, conditions.
bool asks_for_more(const Request& request) {
  const bool option = request.target.find("?$") != std::string::npos ||
                      request.target.find("&$") != std::string::npos ||
                      request.target.find("%24") != std::string::npos;
  return option || find_field(request.fields, "If-Match") != nullptr ||
         find_field(request.fields, "If-None-Match") != nullptr;
}

// What was sent is in the group, and what wasn't has its default.
Broken judge_echo(const NewConnectorGroup& sent, const ConnectorGroup& group,
                  const Contract& contract) {
  if (group.name != sent.name) return "another name";
  const std::string type = sent.connector_group_type.has_value() ? sent.connector_group_type.value()
                                                                 : "applicationProxy";
  if (group.connector_group_type != type) return "another type";
  if (group.is_default != (sent.is_default.has_value() && sent.is_default.value())) {
    return "another isDefault";
  }
  const bool has_region = contract.member(MemberId::region).response == InResponse::required;
  const Member<std::string> region =
      !has_region || sent.region.has_value() ? sent.region : Member<std::string>(kNull);
  return group.region == region ? std::nullopt : Broken("another region");
}

// The octets of a GET, on the same connection.
std::string get_of(std::string_view target) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer t\r\n\r\n";
}

// One id, for the one group of a conversation.
class OneIdentifier : public Identifiers {
 public:
  explicit OneIdentifier(std::string_view id) : id_(id) {}
  std::string next() override { return std::string(id_); }

 private:
  std::string_view id_;
};

// Ids as a service may give them: some of their octets can't stand in a path as they are.
std::string_view any_id(std::string_view bytes) {
  constexpr std::array<std::string_view, 7> kIds{
      "1", "a b", "a/b?c#d", "it's 100%", "%2F", "\xC3\xA9\xF0\x9F\x98\x80", "\x01\"\\"};
  return kIds[RandomSource(hash_of(bytes)).below(kIds.size())];
}

// A service that gets this request alone has this group alone, whichever its version.
Broken judge_only_group(const Answered& exchange, const ConnectorGroup& created,
                        ServiceSubject& subject) {
  const Contract& contract = subject.contract();
  std::string octets = exchange.request_octets;
  for (const std::string_view version : contract.version_segments) {
    octets += get_of("/" + std::string(version) + std::string(contract.path));
  }
  const std::vector<Answered> exchanges = read_dialogue(octets, subject.answers(octets)).exchanges;
  if (exchanges.size() != 1 + contract.version_segments.size())
    return "not one answer to each list";
  for (std::size_t i = 1; i < exchanges.size(); ++i) {
    const auto list = ReferenceReader(contract).read_collection(exchanges[i].response.content);
    if (!list.accepted()) return describe(list.violation());
    const std::vector<ConnectorGroup>& groups = list.value().groups;
    ConnectorGroup due = created;
    // That of the groups that came before it in the conversation counts on.
    if (!groups.empty()) due.id = groups.front().id;
    if (groups != std::vector{due})
      return "it alone isn't in the list of " + exchanges[i].request->target;
  }
  return std::nullopt;
}

Broken judge_create(const Answered& exchange, const CreateRequest& request,
                    ServiceSubject& subject) {
  const Result<ConnectorGroup> group =
      ReferenceReader(subject.contract()).read_response(exchange.response.content);
  if (!group.accepted()) return describe(group.violation());
  if (Broken broken = judge_echo(request.group, group.value(), subject.contract())) return broken;
  if (!keeps_connection(exchange.request->minor_version,
                        ViewOf(*exchange.request).request().fields)) {
    return std::nullopt;
  }
  // Again, by itself, since other groups may have come before it, and with an id that needn't be
  // one of a path's segments.
  OneIdentifier id(any_id(exchange.request_octets));
  const Dialogue alone =
      read_dialogue(exchange.request_octets, subject.answers(exchange.request_octets, id));
  if (alone.exchanges.size() != 1) return "another answer when it comes again";
  const std::optional<std::string> location =
      value_of(alone.exchanges[0].response.fields, "Location");
  if (!location) return "no Location";
  const std::string both = exchange.request_octets + get_of(*location);
  const Dialogue again = read_dialogue(both, subject.answers(both, id));
  if (again.exchanges.size() != 2 || again.exchanges[1].response.status != 200) {
    return "there is nothing at " + *location;
  }
  if (again.exchanges[1].response.content != again.exchanges[0].response.content) {
    return "GET returns something else";
  }
  return judge_only_group(exchange, group.value(), subject);
}

}  // namespace

Broken a_create_echoes_what_was_sent(std::string_view bytes, ServiceSubject& subject) {
  if (bytes.size() > 8192) return std::nullopt;
  for (const Answered& exchange : read_dialogue(bytes, subject.answers(bytes)).exchanges) {
    if (!exchange.request || exchange.request->method != "POST") continue;
    if (!is_on_collection(*exchange.request, subject.contract())) continue;
    const std::optional<CreateRequest> request =
        derive_request(exchange.request_octets, subject.contract());
    const int status = exchange.response.status;
    const int due = subject.contract().success_statuses.front();
    Broken broken;
    if (request && !asks_for_more(*exchange.request)) {
      broken = status == due ? judge_create(exchange, *request, subject)
                             : Broken("a create request that is right is refused");
    } else if (!request && status < 400) {
      broken = "a create request that isn't right is answered with success";
    }
    if (broken) {
      return *broken + "; " + quoted(exchange.request_octets) + " was answered by " +
             quoted(exchange.response_octets);
    }
  }
  return std::nullopt;
}

Broken reading_changes_nothing(std::string_view bytes, ServiceSubject& subject) {
  const std::string path = "/" + std::string(subject.contract().version_segments.front()) +
                           std::string(subject.contract().path);
  const std::string list = get_of(path);
  const std::string head = "HEAD" + list.substr(3);
  const std::string longer = std::string(bytes) + list + head + list;
  const std::vector<Answered> exchanges = read_dialogue(longer, subject.answers(longer)).exchanges;
  // Where the connection closed before, or the bytes run into what was added, nothing was asked.
  if (exchanges.size() < 3) return std::nullopt;
  const Answered& first = exchanges[exchanges.size() - 3];
  const Answered& last = exchanges.back();
  if (first.request_octets != list || last.request_octets != list) return std::nullopt;
  const std::string size = std::to_string(first.response.content.size());
  const Answered& between = exchanges[exchanges.size() - 2];
  if (value_of(between.response.fields, "Content-Length") != size) {
    return "HEAD tells another length than GET has: " + quoted(between.response_octets) + " and " +
           quoted(first.response_octets);
  }
  if (first.response == last.response) return std::nullopt;
  return "two lists differ: " + quoted(first.response_octets) + " and " +
         quoted(last.response_octets);
}

namespace {

// Of its tag "11", both digits are those of another's.
constexpr std::uint64_t kVersionOfTwoDigits = 11;

// Creates the first group, and changes its name until it has this version.
std::vector<PlainCommand> first_group_at_version(std::uint64_t version) {
  std::vector<PlainCommand> commands;
  for (std::uint64_t i = 1; i <= version; ++i) {
    PlainCommand command;
    command.kind = i == 1 ? CommandKind::create : CommandKind::update;
    command.number = 1;
    command.name = "name " + std::to_string(i);
    commands.push_back(std::move(command));
  }
  return commands;
}

}  // namespace

Broken commands_agree_with_a_map(std::string_view bytes, ServiceSubject& subject, Effort effort) {
  PlainService plain(subject.contract());
  RandomSource random(hash_of(bytes));
  // Sometimes so many that there are more groups than a page or a cache may hold.
  const bool thorough = effort == Effort::thorough;
  const bool many = random.chance(1, thorough ? 8 : 64);
  const std::size_t count = many ? 96 : thorough ? 24 : 8;
  std::string octets;
  std::vector<PlainAnswer> expected;
  const auto give = [&](const PlainCommand& command) {
    octets += octets_of(command, subject.contract());
    expected.push_back(plain.answer(command));
  };
  if (many) {
    for (const PlainCommand& command : first_group_at_version(kVersionOfTwoDigits)) give(command);
  }
  for (std::size_t i = 0; i < count; ++i) {
    give(any_command(subject.contract(), bytes, plain.size() + 1, random));
  }
  const Dialogue dialogue = read_dialogue(octets, subject.answers(octets));
  if (dialogue.broken) return dialogue.broken;
  if (dialogue.exchanges.size() != expected.size()) return "not one answer to each command";
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const Broken broken =
        judge_answer(expected[i], dialogue.exchanges[i].response, subject.contract());
    if (!broken) continue;
    return "command " + std::to_string(i) + ": " + *broken + "; " +
           quoted(dialogue.exchanges[i].request_octets) + " was answered by " +
           quoted(dialogue.exchanges[i].response_octets);
  }
  return std::nullopt;
}

}  // namespace laws

namespace {

// The model under both contracts.
template <class Check>
Broken for_model(Check check) {
  for (const Contract& contract : contracts()) {
    ServiceSubject subject(contract);
    if (Broken broken = check(subject)) return broken;
  }
  return std::nullopt;
}

// The subject's own part, or the model.
template <class Check>
Broken for_contracts(Subject& asked, Check check) {
  ServiceSubject* part = asked.service_part();
  return part != nullptr ? check(*part) : for_model(check);
}

using Plain = Broken (*)(std::string_view, ServiceSubject&);
using WithEffort = Broken (*)(std::string_view, ServiceSubject&, Effort);

template <Plain kLaw>
Broken plain(std::string_view bytes, Subject& asked, Effort) {
  return for_contracts(asked, [bytes](ServiceSubject& subject) { return kLaw(bytes, subject); });
}
// Of the model's own class, which no other subject has.
Broken moving_of_model(std::string_view bytes, Subject&, Effort) {
  return for_model(
      [bytes](ServiceSubject& subject) { return laws::a_moved_service_serves_on(bytes, subject); });
}
template <WithEffort kLaw>
Broken with_effort(std::string_view bytes, Subject& asked, Effort effort) {
  return for_contracts(
      asked, [bytes, effort](ServiceSubject& subject) { return kLaw(bytes, subject, effort); });
}

// The subject's own part, or each contract's service under options that the bytes choose.
Broken refusals_under_options(std::string_view bytes, Subject& asked, Effort effort) {
  if (ServiceSubject* part = asked.service_part()) {
    return laws::a_refusal_changes_nothing(bytes, *part, effort);
  }
  RandomSource random(hash_of(bytes) + 1);
  for (const Contract& contract : contracts()) {
    ServiceSubject subject(any_service_options(contract, random), any_connection_limits(random));
    if (Broken broken = laws::a_refusal_changes_nothing(bytes, subject, effort)) return broken;
  }
  return std::nullopt;
}

constexpr std::array kLaws{
    Law{"service.every-request-is-answered",
        "Each request gets one answer, a message of its kind, and says whether the connection "
        "closes.",
        "exchange.write http.write", plain<laws::every_request_is_answered>},
    Law{"service.answers-are-accepted",
        "The model's own readers accept every answer, and each refusal names a rule.",
        "exchange.write", plain<laws::answers_are_accepted>},
    Law{"service.segmentation", "The cut of the octets changes nothing.", "exchange.write",
        with_effort<laws::service_segmentation_changes_nothing>},
    Law{"service.create-echoes",
        "A create request succeeds where it is right and makes one group; its answer has what was "
        "sent, and a later get at its Location returns the same, whatever the new group's id.",
        "exchange.get-equals-post exchange.write.location",
        plain<laws::a_create_echoes_what_was_sent>},
    Law{"service.reading-changes-nothing",
        "Whatever came before, two lists in a row are the same, and HEAD tells their length.",
        "exchange.write", plain<laws::reading_changes_nothing>},
    Law{"service.agrees-with-map", "Any commands are answered as by a plain map of groups.",
        "exchange.write exchange.get-equals-post", with_effort<laws::commands_agree_with_a_map>},
    Law{"service.moved", "A service that was moved serves on.", "exchange.write", moving_of_model},
    Law{"service.refusal-changes-nothing",
        "Whatever a service is set to, what it refuses changes nothing, and what it grants does.",
        "exchange.write exchange.etag exchange.method", refusals_under_options},
};

}  // namespace

std::span<const Law> service_laws() { return kLaws; }

}  // namespace connectorgroup
