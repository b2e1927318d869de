// How a user of a JSON library writes the bodies of the exchange, written once for all libraries.
// Members that have no value aren't written; nothing is checked.
//
// A library's writer of one object, into which it was made to write:
//
//   struct ObjectWriter {
//     void string(const std::string& name, const std::string& value);
//     void boolean(const std::string& name, bool value);
//     void integer(const std::string& name, std::uint64_t value);
//     void null(const std::string& name);
//     // A member that is an object; fill(ObjectWriter&) writes its members.
//     template <class Fill>
//     void object(const std::string& name, Fill fill);
//     // A member that is an array with an object for each element of a range;
//     // fill(ObjectWriter&, element) writes its members.
//     template <class Range, class Fill>
//     void objects(const std::string& name, const Range& range, Fill fill);
//   };
#pragma once

#include <optional>
#include <string>

#include "model/connector_group.h"
#include "model/exchange/error.h"
#include "properties/subject.h"

namespace connectorgroup {

template <class Writer>
class TreeWriting {
 public:
  // The members of the body's outermost object.
  static void write(BodyKind kind, const BodyValue& value, Writer& writer) {
    switch (kind) {
      case BodyKind::create_request:
      case BodyKind::response:
        return write_members(value.objects.at(0), writer);
      case BodyKind::collection:
        return write_collection(value, writer);
      case BodyKind::error:
        return writer.object("error",
                             [&](Writer& inner) { write_error(value.error.value(), inner); });
    }
  }

 private:
  static void write_string(const std::string& name, const Member<std::string>& member,
                           Writer& writer) {
    if (member.is_null()) writer.null(name);
    if (member.has_value()) writer.string(name, member.value());
  }
  static void write_string(const std::string& name, const std::optional<std::string>& text,
                           Writer& writer) {
    if (text) writer.string(name, *text);
  }
  static void write_boolean(const std::string& name, const Member<bool>& member, Writer& writer) {
    if (member.is_null()) writer.null(name);
    if (member.has_value()) writer.boolean(name, member.value());
  }

  static void write_members(const Members& members, Writer& writer) {
    write_string("id", members.id, writer);
    write_string("name", members.name, writer);
    write_string("connectorGroupType", members.connector_group_type, writer);
    write_boolean("isDefault", members.is_default, writer);
    write_string("region", members.region, writer);
  }

  static void write_collection(const BodyValue& value, Writer& writer) {
    if (value.controls.count) writer.integer("@odata.count", *value.controls.count);
    write_string("@odata.nextLink", value.controls.next_link, writer);
    writer.objects("value", value.objects,
                   [](Writer& inner, const Members& members) { write_members(members, inner); });
  }

  // What an error and its details have in common. `Described` is ODataError or ErrorDetail.
  template <class Described>
  static void write_described(const Described& described, Writer& writer) {
    writer.string("code", described.code);
    writer.string("message", described.message);
    write_string("target", described.target, writer);
  }

  static void write_error(const ODataError& error, Writer& writer) {
    write_described(error, writer);
    if (!error.details.empty()) {
      writer.objects("details", error.details, [](Writer& inner, const ErrorDetail& detail) {
        write_described(detail, inner);
      });
    }
    if (!error.inner) return;
    writer.object("innerError", [&](Writer& inner) {
      write_string("date", error.inner->date, inner);
      write_string("request-id", error.inner->request_id, inner);
      write_string("client-request-id", error.inner->client_request_id, inner);
    });
  }
};

}  // namespace connectorgroup
