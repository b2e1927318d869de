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
  for (const Members& members : answer.objects) append(members, line);
  if (answer.controls.count) line += " count=" + std::to_string(*answer.controls.count);
  if (answer.controls.next_link) {
    line += " nextLink=\"" + escaped(*answer.controls.next_link) + "\"";
  }
  return line;
}

std::string describe(const WriteAnswer& answer) {
  std::string line(name(answer.verdict));
  append(answer.why, line);
  if (answer.verdict == Verdict::accept) line += " \"" + escaped(answer.body) + "\"";
  return line;
}

}  // namespace connectorgroup
