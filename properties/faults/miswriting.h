// Writers of bodies and messages that are wrong in one of the usual ways, for files of the
// catalogue.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/conformance/question.h"
#include "properties/subjects/deviating_subject.h"

namespace connectorgroup::faults {

// --- Bodies.

// Changes what the model has written.
Deviation rewriting(void (*change)(BodyKind kind, const BodyValue& value, Form form,
                                   std::string& body));

// Any other way of writing.
Deviation writing(WriteAnswer (*write)(Subject& model, BodyKind kind, const BodyValue& value,
                                       Form form));

// Writes what `change` makes of a value instead.
Deviation writing_changed(void (*change)(BodyKind kind, BodyValue& value));

// Writes characters otherwise. `change` is given each as the model writes it, which may be an
// escape, and how many bytes of its string stand before it.
Deviation respelling(std::string (*change)(std::string_view character, std::size_t at));

// Each string that the value holds.
void change_texts(BodyValue& value, const std::function<void(std::string& text)>& change);

// What a witness asks to write: a value; a body of this name alone, and as a create request; a
// collection of so many groups.
BodyValue named(std::string_view name);
Question write(Verb verb, BodyValue value, Form form = Form::compact);
Question write_name(std::string_view name, Form form = Form::compact);
Question write_objects(std::size_t count, CollectionControls controls, Form form = Form::compact);

// --- Messages. A service answers with the same writer, so what is wrong with it shows there too.

// Changes the octets that the model has written.
Deviation rewriting_messages(void (*change)(MessageKind kind, const Message& message,
                                            std::string& octets));

// Writes what `change` makes of a message instead.
Deviation writing_messages_changed(void (*change)(MessageKind kind, Message& message));

// Any other way of writing, of a service's answers as well.
using WriteMessage =
    std::function<WriteAnswer(Subject& model, MessageKind kind, const Message& message)>;
Deviation writing_messages(WriteMessage write);

// The fields of either message.
std::vector<Field>& fields_of(Message& message);
std::vector<Field>& trailers_of(Message& message);
const std::vector<Field>& fields_of(const Message& message);
const std::vector<Field>& trailers_of(const Message& message);
const std::string& content_of(const Message& message);

}  // namespace connectorgroup::faults
