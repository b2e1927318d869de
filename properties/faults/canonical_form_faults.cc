// Writers whose canonical form isn't RFC 8785's: any JSON reader takes it, and no signature of it
// is right.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "properties/faults/misreading.h"
#include "properties/faults/miswriting.h"
#include "properties/faults/planted_fault.h"

namespace connectorgroup {
namespace {

using namespace faults;

constexpr std::array kFaults{
    // Escaped too much.
    PlantedFault{"writing.canonical-delete-escaped", "Escapes DEL in the canonical form too.",
                 "write.canonical.escapes", [] { return write_name("\x7F", Form::canonical); },
                 [] {
                   return respelling([](std::string_view character, std::size_t) {
                     return std::string(character == "\x7F" ? "\\u007f" : character);
                   });
                 }},
    // encoding/json of Go, so that a text can stand in HTML.
    PlantedFault{"writing.canonical-html-escaped",
                 "Escapes the less-than sign and the ampersand in the canonical form too.",
                 "write.canonical.escapes", [] { return write_name("a<b", Form::canonical); },
                 [] {
                   return respelling([](std::string_view character, std::size_t) {
                     if (character == "<") return std::string("\\u003c");
                     return std::string(character == "&" ? "\\u0026" : character);
                   });
                 }},
    // So that a text can stand in JavaScript of before 2019.
    PlantedFault{"writing.canonical-separators-escaped",
                 "Escapes U+2028 and U+2029 in the canonical form too.", "write.canonical.escapes",
                 [] { return write_name("\xE2\x80\xA8", Form::canonical); },
                 [] {
                   return respelling([](std::string_view character, std::size_t) {
                     if (character == "\xE2\x80\xA8") return std::string("\\u2028");
                     return std::string(character == "\xE2\x80\xA9" ? "\\u2029" : character);
                   });
                 }},
    PlantedFault{"writing.canonical-upper-case-digits",
                 "Writes the digits of a control's escape in capitals, in the canonical form too.",
                 "write.canonical.escapes", [] { return write_name("\x1B", Form::canonical); },
                 [] {
                   return respelling([](std::string_view character, std::size_t) {
                     std::string written(character);
                     if (written.starts_with("\\u")) {
                       std::replace(written.begin(), written.end(), 'b', 'B');
                     }
                     return written;
                   });
                 }},
    // json_encode() of PHP.
    PlantedFault{"writing.canonical-solidus-escaped",
                 "Escapes the solidus in the canonical form too.", "write.canonical.escapes",
                 [] { return write_name("a/b", Form::canonical); },
                 [] {
                   return respelling([](std::string_view character, std::size_t) {
                     return std::string(character == "/" ? "\\/" : character);
                   });
                 }},
    // Out of order, or with more than the tokens.
    PlantedFault{"writing.canonical-objects-unsorted",
                 "In the canonical form of a collection, has its objects' members in documented "
                 "order.",
                 "write.canonical.order", [] { return write_objects(1, {}, Form::canonical); },
                 [] {
                   return writing([](Subject& model, BodyKind kind, const BodyValue& value,
                                     Form form) {
                     const bool unsorted = kind == BodyKind::collection && form == Form::canonical;
                     return model.write(kind, value, unsorted ? Form::compact : form);
                   });
                 }},
    // json.dumps() of Python, whose separators are ", " and ": ".
    PlantedFault{
        "writing.canonical-space-between-objects",
        "In the canonical form, writes a space between the objects of a collection.",
        "write.canonical.no-whitespace", [] { return write_objects(2, {}, Form::canonical); },
        [] {
          return rewriting([](BodyKind kind, const BodyValue&, Form form, std::string& body) {
            if (kind != BodyKind::collection || form != Form::canonical) return;
            body = changed_outside_strings(
                body, [](std::string_view part) { return replaced(part, "},{", "}, {"); });
          });
        }},
    PlantedFault{"writing.canonical-final-line-end",
                 "Ends the canonical form with a line feed, as a file ends.",
                 "write.canonical.no-whitespace", [] { return write_name("a", Form::canonical); },
                 [] {
                   return rewriting([](BodyKind, const BodyValue&, Form form, std::string& body) {
                     if (form == Form::canonical) body += '\n';
                   });
                 }},
};

}  // namespace

std::span<const PlantedFault> canonical_form_faults() { return kFaults; }

}  // namespace connectorgroup
