#include "properties/message_answer.h"

#include <array>

#include "properties/escaped.h"

namespace connectorgroup {
namespace {

std::string quoted(std::string_view text) { return "\"" + escaped(text) + "\""; }

void append_fields(std::string_view what, const std::vector<Field>& fields, std::string& text) {
  for (const Field& field : fields) {
    text += " " + std::string(what) + " " + quoted(field.name) + "=" + quoted(field.value);
  }
}

}  // namespace

std::string_view name(MessageVerdict verdict) {
  constexpr std::array<std::string_view, 4> kNames{"accept", "reject", "incomplete", "skip"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::string describe(const Message& message) {
  std::string text;
  const auto append = [&text](const auto& parts) {
    text += " HTTP/1." + std::to_string(parts.minor_version);
    append_fields("field", parts.fields, text);
    text += " content " + quoted(parts.content);
    append_fields("trailer", parts.trailers, text);
  };
  if (const auto* request = std::get_if<Request>(&message)) {
    text = quoted(request->method) + " " + quoted(request->target);
    append(*request);
  } else {
    const auto& response = std::get<Response>(message);
    text = std::to_string(response.status) + " " + quoted(response.reason);
    append(response);
  }
  return text;
}

std::string describe(const MessageAnswer& answer) {
  std::string text(name(answer.verdict));
  if (answer.why) text += ", " + describe(*answer.why);
  if (answer.verdict == MessageVerdict::accept) {
    text += ", " + std::to_string(answer.size) + " octets: " + describe(answer.message);
  }
  return text;
}

}  // namespace connectorgroup
