// The laws on readers and services as values: moved, they go on as before; and what they say of a
// violation names it.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/body/reader.h"
#include "model/exchange/connection.h"
#include "model/exchange/create.h"
#include "model/exchange/service.h"
#include "model/http/reader.h"
#include "properties/body_laws.h"
#include "properties/edits/random_source.h"
#include "properties/exchange_laws.h"
#include "properties/http_laws.h"
#include "properties/message_read.h"
#include "properties/service_laws.h"

namespace connectorgroup::laws {
namespace {

template <class Value>
std::optional<Violation> why(const Result<Value>& result) {
  return result.accepted() ? std::nullopt : std::optional(result.violation());
}

std::string shown_why(const std::optional<Violation>& violation) {
  return violation ? describe(*violation) : "accepted";
}

std::string differ(const std::optional<Violation>& before, const std::optional<Violation>& after) {
  return "before it was moved: " + shown_why(before) + "; behind: " + shown_why(after);
}

// Moved into a new reader, and from there over one that has read something.
template <class Reader>
Reader moved_twice(Reader reader, Reader used) {
  Reader second(std::move(reader));
  used = std::move(second);
  return used;
}

std::ptrdiff_t rows_of(std::span<const RuleRow> rows, Rule rule) {
  return std::count_if(rows.begin(), rows.end(),
                       [rule](const RuleRow& row) { return row.rule == rule; });
}

// Whether what is said of the violation leads to its row, and every column of that can be said.
bool is_named(const Violation& violation) {
  const std::string said = describe(violation);
  const RuleRow& broken = row(violation.rule);
  const std::ptrdiff_t rows = rows_of(body_rules(), broken.rule) +
                              rows_of(http_rules(), broken.rule) +
                              rows_of(exchange_rules(), broken.rule);
  const auto columns = {name(broken.demand), name(broken.level), name(broken.origin),
                        name(broken.place)};
  return find_rule(said.substr(0, said.find(' '))) == broken.rule && !find_rule(said) &&
         said.ends_with(broken.sentence) && rows == 1 &&
         std::none_of(columns.begin(), columns.end(),
                      [](std::string_view column) { return column.empty(); });
}

// No group is there twice, and each goes once.
Broken judge_state(ServiceState state) {
  std::vector<ConnectorGroup> groups;
  for (const auto& [created, stored] : state.groups()) groups.push_back(stored.group);
  for (const ConnectorGroup& group : groups) {
    if (state.add(group)) return "added twice: " + group.id;
    if (!state.remove(group.id) || state.remove(group.id)) return "not removed once: " + group.id;
  }
  return state.size() == 0 ? std::nullopt : Broken("a group that isn't listed");
}

}  // namespace

Broken a_moved_reader_reads_on(std::string_view bytes, Subject& subject, Effort) {
  BodyReader used(graph_beta());
  static_cast<void>(used.read_response(bytes));
  BodyReader reader = moved_twice(BodyReader(subject.contract()), std::move(used));
  if (&reader.contract() != &subject.contract()) return "another contract";
  if (reader.limits().depth_max != Limits().depth_max) return "other limits";
  ErrorReader errors = moved_twice(ErrorReader(), ErrorReader());
  for (const BodyKind kind : {BodyKind::create_request, BodyKind::error}) {
    const ReadAnswer answer = subject.read(kind, bytes);
    if (answer.verdict == Verdict::skip) continue;
    const std::optional<Violation> after =
        kind == BodyKind::error ? why(errors.read(bytes)) : why(reader.read_create_request(bytes));
    const bool same_verdict = (answer.verdict == Verdict::accept) == !after.has_value();
    if (same_verdict && (!answer.why || answer.why == after)) continue;
    return "as " + std::string(name(kind)) + " " + differ(answer.why, after);
  }
  return std::nullopt;
}

Broken a_violation_is_named(std::string_view bytes, Subject& subject, Effort) {
  const Contract& contract = subject.contract();
  if (find_contract(contract.id) != &contract || find_contract(bytes) == &contract) {
    return "another contract is called " + std::string(contract.id);
  }
  for (const BodyKind kind : kBodyKinds) {
    const ReadAnswer answer = subject.read(kind, bytes);
    if (!answer.why || is_named(*answer.why)) continue;
    return "as " + std::string(name(kind)) + ": " + describe(*answer.why);
  }
  return std::nullopt;
}

Broken a_moved_message_reader_reads_on(std::string_view bytes, Subject& subject, Effort) {
  for (const MessageKind kind : kMessageKinds) {
    const MessageAnswer answer = read_message(subject, kind, bytes, Ending::closed);
    if (answer.verdict == MessageVerdict::skip) continue;
    RandomSource random(hash_of(bytes) ^ hash_of(name(kind)));
    const std::size_t half = random.below(bytes.size() + 1);
    MessageReader reader(kind);
    reader.feed(bytes.substr(0, half));
    MessageReader used(MessageKind::request);
    used.feed("GET / HTTP/1.1\r\n");
    MessageReader moved = moved_twice(std::move(reader), std::move(used));
    if (moved.state() == ReadState::incomplete) moved.feed(bytes.substr(half));
    moved.close();
    const std::optional<Violation> after =
        moved.state() == ReadState::refused ? std::optional(moved.violation()) : std::nullopt;
    if (after && !is_named(*after)) return as(kind) + describe(*after);
    const bool same_verdict = (answer.verdict == MessageVerdict::reject) == after.has_value();
    if (same_verdict && (!answer.why || answer.why == after)) continue;
    return as(kind) + differ(answer.why, after);
  }
  return std::nullopt;
}

Broken a_moved_exchange_reader_reads_on(std::string_view bytes, ExchangeSubject& subject) {
  CreateReader reader = moved_twice(CreateReader(subject.contract()), CreateReader(graph_2017()));
  if (&reader.contract() != &subject.contract()) return "another contract";
  for (const MessageKind kind : {MessageKind::request, MessageKind::response}) {
    const std::optional<Violation> before = violation_of(read_exchange(subject, kind, bytes));
    const std::optional<Violation> after = kind == MessageKind::request
                                               ? why(reader.read_request(bytes))
                                               : why(reader.read_response(bytes));
    if (after && !is_named(*after)) return as(kind, subject) + describe(*after);
    if (before != after) return as(kind, subject) + differ(before, after);
  }
  return std::nullopt;
}

Broken a_moved_service_serves_on(std::string_view bytes, ServiceSubject& subject) {
  ServiceOptions options;
  options.contract = &subject.contract();
  Service service = moved_twice(Service(options), Service());
  if (service.options().contract != options.contract) return "another contract";
  ServiceState state;
  CountedIdentifiers identifiers;
  Connection connection(service, state, identifiers);
  std::string out;
  connection.receive(bytes, out);
  connection.end(out);
  if (Broken broken = judge_state(std::move(state))) return broken;
  const std::string due = subject.answers(bytes);
  return out == due ? std::nullopt : Broken("moved: " + out + "; as it was: " + due);
}

}  // namespace connectorgroup::laws
