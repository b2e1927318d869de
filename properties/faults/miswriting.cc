#include "properties/faults/miswriting.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "model/http/reader.h"
#include "properties/faults/misreading.h"
#include "properties/faults/rereading.h"

namespace connectorgroup::faults {
namespace {

// The size of the character that begins here: of an escape, or of UTF-8.
std::size_t character_size(std::string_view text) {
  if (text.starts_with("\\u")) return std::min<std::size_t>(text.size(), 6);
  if (text.starts_with('\\')) return std::min<std::size_t>(text.size(), 2);
  std::size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
  return size;
}

// The response by the writer; what isn't one whole response, as it is.
std::string written_again(Subject& model, const WriteMessage& write, std::string_view request,
                          std::string octets) {
  const MessageKind kind =
      request.starts_with("HEAD ") ? MessageKind::response_to_head : MessageKind::response;
  MessageReader reader(kind);
  if (reader.read(octets) != ReadState::complete) return octets;
  WriteAnswer written = write(model, kind, own(reader.response()));
  return written.verdict == Verdict::accept ? std::move(written.body) : octets;
}

}  // namespace

Deviation rewriting(void (*change)(BodyKind kind, const BodyValue& value, Form form,
                                   std::string& body)) {
  Deviation deviation;
  deviation.write = [change](Subject& model, BodyKind kind, const BodyValue& value, Form form) {
    WriteAnswer answer = model.write(kind, value, form);
    if (answer.verdict == Verdict::accept) change(kind, value, form, answer.body);
    return answer;
  };
  return deviation;
}

Deviation writing(WriteAnswer (*write)(Subject& model, BodyKind kind, const BodyValue& value,
                                       Form form)) {
  Deviation deviation;
  deviation.write = write;
  return deviation;
}

Deviation writing_changed(void (*change)(BodyKind kind, BodyValue& value)) {
  Deviation deviation;
  deviation.write = [change](Subject& model, BodyKind kind, const BodyValue& value, Form form) {
    BodyValue changed = value;
    change(kind, changed);
    return model.write(kind, changed, form);
  };
  return deviation;
}

Deviation respelling(std::string (*change)(std::string_view character, std::size_t at)) {
  const auto respell_string = [change](std::string_view text) {
    std::string respelled;
    for (std::size_t at = 0; !text.empty();) {
      const std::string_view character = text.substr(0, character_size(text));
      respelled += change(character, at);
      at += character.starts_with('\\') ? 1 : character.size();
      text.remove_prefix(character.size());
    }
    return respelled;
  };
  Deviation deviation;
  deviation.write = [respell_string](Subject& model, BodyKind kind, const BodyValue& value,
                                     Form form) {
    WriteAnswer answer = model.write(kind, value, form);
    answer.body = changed_inside_strings(answer.body, respell_string);
    return answer;
  };
  return deviation;
}

void change_texts(BodyValue& value, const std::function<void(std::string& text)>& change) {
  change_strings(value, change);
  if (!value.error || !value.error->inner) return;
  InnerError& inner = *value.error->inner;
  for (std::optional<std::string>* text :
       {&inner.date, &inner.request_id, &inner.client_request_id}) {
    if (*text) change(**text);
  }
}

Deviation writing_messages(WriteMessage write) {
  Deviation deviation;
  deviation.write_message = write;
  deviation.answer = [write = std::move(write)](Subject& model, std::string_view request) {
    return written_again(model, write, request, model.exchange(request).response);
  };
  return deviation;
}

BodyValue named(std::string_view name) {
  BodyValue value;
  value.objects.emplace_back().name = std::string(name);
  return value;
}

Question write(Verb verb, BodyValue value, Form form) {
  Question question{verb};
  question.value = std::move(value);
  question.form = form;
  return question;
}

Question write_name(std::string_view name, Form form) {
  return write(Verb::write_request, named(name), form);
}

Question write_objects(std::size_t count, CollectionControls controls, Form form) {
  Members members;
  members.id = std::string("1");
  members.name = std::string("a");
  members.connector_group_type = std::string("applicationProxy");
  members.is_default = false;
  BodyValue value;
  value.objects.assign(count, members);
  value.controls = std::move(controls);
  return write(Verb::write_collection, std::move(value), form);
}

Deviation rewriting_messages(void (*change)(MessageKind kind, const Message& message,
                                            std::string& octets)) {
  return writing_messages([change](Subject& model, MessageKind kind, const Message& message) {
    WriteAnswer answer = model.write_message(kind, message);
    if (answer.verdict == Verdict::accept) change(kind, message, answer.body);
    return answer;
  });
}

Deviation writing_messages_changed(void (*change)(MessageKind kind, Message& message)) {
  return writing_messages([change](Subject& model, MessageKind kind, const Message& message) {
    Message changed = message;
    change(kind, changed);
    return model.write_message(kind, changed);
  });
}

std::vector<Field>& fields_of(Message& message) {
  return std::visit([](auto& parts) -> std::vector<Field>& { return parts.fields; }, message);
}

std::vector<Field>& trailers_of(Message& message) {
  return std::visit([](auto& parts) -> std::vector<Field>& { return parts.trailers; }, message);
}

const std::vector<Field>& fields_of(const Message& message) {
  return std::visit([](const auto& parts) -> const std::vector<Field>& { return parts.fields; },
                    message);
}

const std::vector<Field>& trailers_of(const Message& message) {
  return std::visit([](const auto& parts) -> const std::vector<Field>& { return parts.trailers; },
                    message);
}

const std::string& content_of(const Message& message) {
  return std::visit([](const auto& parts) -> const std::string& { return parts.content; }, message);
}

}  // namespace connectorgroup::faults
