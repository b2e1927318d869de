// The model behind the C interface, every verb of it: an implementation that is right in all, so
// that a suite which complains about it is wrong. The environment's CONNECTORGROUP_PLANTED names a
// rule that it ignores, for showing that the suite sees it.

#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "properties/message_read.h"
#include "properties/subjects/own/implementation.h"
#include "properties/subjects/pipe/line_values.h"
#include "properties/subjects/whole_subject.h"

namespace connectorgroup {
namespace {

using line_protocol::Pairs;
using line_protocol::Value;

const Contract* contract = &graph_2017();
std::unique_ptr<Subject> model;

void use_contract(const char* id) {
  contract = find_contract(id);
  const char* const planted = std::getenv("CONNECTORGROUP_PLANTED");
  const std::optional<Rule> rule = planted == nullptr ? std::nullopt : find_rule(planted);
  if (planted != nullptr && !rule) std::abort();
  model = rule ? make_faulty_model(*contract, RuleSet(*rule)) : make_whole_model(*contract);
}

connectorgroup_kind kind_of(Value::Type type) {
  switch (type) {
    case Value::Type::string:
      return CONNECTORGROUP_STRING;
    case Value::Type::bytes:
      return CONNECTORGROUP_BYTES;
    case Value::Type::true_:
      return CONNECTORGROUP_TRUE;
    case Value::Type::false_:
      return CONNECTORGROUP_FALSE;
    case Value::Type::null_:
      return CONNECTORGROUP_NULL;
    case Value::Type::number:
      return CONNECTORGROUP_NUMBER;
    case Value::Type::other:
      break;
  }
  return CONNECTORGROUP_OTHER;
}

void say(const connectorgroup_sink* sink, const Pairs& pairs) {
  for (const auto& [key, value] : pairs) {
    connectorgroup_say(sink, key.c_str(), kind_of(value.type), value.text.data(), value.text.size(),
                       value.number);
  }
}

connectorgroup_verdict verdict_of(Verdict verdict) {
  if (verdict == Verdict::skip) return CONNECTORGROUP_SKIP;
  return verdict == Verdict::accept ? CONNECTORGROUP_ACCEPT : CONNECTORGROUP_REJECT;
}

connectorgroup_verdict answered(BodyKind kind, const ReadAnswer& answer,
                                const connectorgroup_sink* sink) {
  const BodyKind said = answer.value.error ? BodyKind::error : kind;
  if (answer.verdict == Verdict::accept) say(sink, line_protocol::pairs_of(said, answer));
  return verdict_of(answer.verdict);
}

template <BodyKind kKind>
connectorgroup_verdict read(const char* text, size_t size, const connectorgroup_sink* sink) {
  return answered(kKind, model->read(kKind, {text, size}), sink);
}

connectorgroup_verdict read_create_response(const char* text, size_t size,
                                            const connectorgroup_sink* sink) {
  return answered(BodyKind::response, model->read_create_response({text, size}), sink);
}

template <Ending kEnding>
connectorgroup_verdict read_message(const char* kind, const char* octets, size_t size,
                                    const connectorgroup_sink* sink) {
  const MessageAnswer answer = connectorgroup::read_message(
      *model, line_protocol::find_message_kind(kind).value(), {octets, size}, kEnding);
  switch (answer.verdict) {
    case MessageVerdict::accept:
      say(sink, line_protocol::pairs_of(answer.message, size - answer.size));
      return CONNECTORGROUP_ACCEPT;
    case MessageVerdict::incomplete:
      return CONNECTORGROUP_MORE;
    case MessageVerdict::reject:
      return CONNECTORGROUP_REJECT;
    case MessageVerdict::skip:
      break;
  }
  return CONNECTORGROUP_SKIP;
}

Value value_of(const connectorgroup_value& value) {
  switch (value.kind) {
    case CONNECTORGROUP_STRING:
      return line_protocol::string_value({value.bytes, value.size});
    case CONNECTORGROUP_TRUE:
    case CONNECTORGROUP_FALSE:
      return line_protocol::boolean_value(value.kind == CONNECTORGROUP_TRUE);
    case CONNECTORGROUP_NULL:
      return Value{Value::Type::null_};
    default:
      return Value{Value::Type::other};
  }
}

template <BodyKind kKind>
connectorgroup_verdict write(const connectorgroup_member* members, size_t count,
                             const connectorgroup_sink* sink) {
  Pairs pairs;
  for (size_t i = 0; i < count; ++i) pairs.emplace_back(members[i].key, value_of(members[i].value));
  std::string fault;
  BodyValue value;
  const std::optional<Members> written = line_protocol::members_of(pairs, fault);
  if (!written || !written->name.has_value()) return CONNECTORGROUP_REJECT;
  value.objects.push_back(*written);
  const WriteAnswer answer = model->write(kKind, value, Form::compact);
  if (answer.verdict == Verdict::accept) {
    connectorgroup_say_bytes(sink, "body", answer.body.data(), answer.body.size());
  }
  return verdict_of(answer.verdict);
}

connectorgroup_verdict exchange(const char* octets, size_t size, const connectorgroup_sink* sink) {
  const ExchangeAnswer answer = model->exchange({octets, size});
  connectorgroup_say_bytes(sink, "response", answer.response.data(), answer.response.size());
  return verdict_of(answer.verdict);
}

void reset() { model->reset(); }

connectorgroup_implementation make() {
  connectorgroup_implementation own{};
  own.version = CONNECTORGROUP_IMPLEMENTATION_VERSION;
  own.name = "model";
  own.software_version = "1";
  own.use_contract = use_contract;
  own.read_request = read<BodyKind::create_request>;
  own.read_response = read<BodyKind::response>;
  own.read_collection = read<BodyKind::collection>;
  own.read_error = read<BodyKind::error>;
  own.write_request = write<BodyKind::create_request>;
  own.write_response = write<BodyKind::response>;
  own.read_message = read_message<Ending::open>;
  own.read_last_message = read_message<Ending::closed>;
  own.read_create_response = read_create_response;
  own.exchange = exchange;
  own.reset = reset;
  return own;
}

}  // namespace
}  // namespace connectorgroup

const connectorgroup_implementation* connectorgroup_get_implementation() {
  static const connectorgroup_implementation own = connectorgroup::make();
  return &own;
}
