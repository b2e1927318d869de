#include "properties/subject.h"

#include "properties/escaped.h"

namespace connectorgroup {
namespace {

void append(std::string_view key, const Member<std::string>& member, std::string& line) {
  if (member.is_absent()) return;
  line += " " + std::string(key) + "=";
  line += member.is_null() ? "null" : "\"" + escaped(member.value()) + "\"";
}

void append(std::string_view key, const Member<bool>& member, std::string& line) {
  if (member.is_absent()) return;
  line += " " + std::string(key) + "=";
  line += member.is_null() ? "null" : member.value() ? "true" : "false";
}

void append(const Members& members, std::string& line) {
  line += " {";
  append("id", members.id, line);
  append("name", members.name, line);
  append("connectorGroupType", members.connector_group_type, line);
  append("isDefault", members.is_default, line);
  append("region", members.region, line);
  line += " }";
}

void append(std::string_view key, const std::optional<std::string>& text, std::string& line) {
  if (text) append(key, Member<std::string>(*text), line);
}

// What an error and a detail have in common. `Described` is ODataError or ErrorDetail.
template <class Described>
void append_described(const Described& described, std::string& line) {
  append("code", Member<std::string>(described.code), line);
  append("message", Member<std::string>(described.message), line);
  append("target", described.target, line);
}

void append(const ODataError& error, std::string& line) {
  line += " {";
  append_described(error, line);
  for (const ErrorDetail& detail : error.details) {
    line += " detail={";
    append_described(detail, line);
    line += " }";
  }
  if (error.inner) {
    line += " inner={";
    append("date", error.inner->date, line);
    append("request-id", error.inner->request_id, line);
    append("client-request-id", error.inner->client_request_id, line);
    line += " }";
  }
  line += " }";
}

void append(const BodyValue& value, std::string& line) {
  for (const Members& members : value.objects) append(members, line);
  if (value.controls.count) line += " count=" + std::to_string(*value.controls.count);
  append("nextLink", value.controls.next_link, line);
  if (value.error) append(*value.error, line);
}

void append(const std::optional<Violation>& why, std::string& line) {
  if (why) line += ", " + describe(*why);
}

}  // namespace

std::string_view name(BodyKind kind) {
  switch (kind) {
    case BodyKind::create_request:
      return "create-request";
    case BodyKind::response:
      return "response";
    case BodyKind::collection:
      return "collection";
    case BodyKind::error:
      return "error";
  }
  return {};
}

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::accept:
      return "accept";
    case Verdict::reject:
      return "reject";
    case Verdict::skip:
      return "skip";
  }
  return {};
}

std::string describe(const ReadAnswer& answer) {
  std::string line(name(answer.verdict));
  append(answer.why, line);
  append(answer.value, line);
  return line;
}

std::string describe(const WriteAnswer& answer) {
  std::string line(name(answer.verdict));
  append(answer.why, line);
  if (answer.verdict == Verdict::accept) line += " \"" + escaped(answer.body) + "\"";
  return line;
}

MessageAnswer Subject::read_message(MessageKind, std::span<const std::string_view>, Ending) {
  return {};
}

WriteAnswer Subject::write_message(MessageKind, const Message&) { return {}; }

ReadAnswer Subject::read_create_response(std::string_view) { return {}; }

ExchangeAnswer Subject::exchange(std::string_view) { return {}; }

void Subject::reset() {}

std::unique_ptr<ServerConnection> Subject::connect() { return nullptr; }

}  // namespace connectorgroup
