// Writers of bodies: strings that are escaped too little or otherwise, members that are left out or
// put in, values that don't fit into a buffer. Canonical forms are in canonical_form_faults.cc.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "properties/faults/misreading.h"
#include "properties/faults/miswriting.h"
#include "properties/faults/planted_fault.h"

namespace connectorgroup {
namespace {

using namespace faults;

// --- What is written.

Question write_region(Verb verb, Member<std::string> region) {
  BodyValue value = named("a");
  value.objects.front().region = std::move(region);
  if (verb == Verb::write_response) {
    value.objects.front().id = std::string("1");
    value.objects.front().connector_group_type = std::string("applicationProxy");
    value.objects.front().is_default = false;
  }
  return write(verb, std::move(value));
}

// --- Spellings.

std::uint32_t code_point(std::string_view utf8) {
  const auto byte = [utf8](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  if (utf8.size() == 1) return byte(0);
  std::uint32_t value = byte(0) & (0xFFU >> (utf8.size() + 1));
  for (std::size_t i = 1; i < utf8.size(); ++i) value = value << 6 | (byte(i) & 0x3FU);
  return value;
}

std::string formatted(const char* format, std::uint32_t value) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), format, value);
  return text.data();
}

std::string three_bytes(std::uint32_t unit) {
  return {static_cast<char>(0xE0 | unit >> 12), static_cast<char>(0x80 | (unit >> 6 & 0x3F)),
          static_cast<char>(0x80 | (unit & 0x3F))};
}

// As each half of its UTF-16 would be in UTF-8: CESU-8, Java's modified UTF-8, MySQL's utf8.
std::string as_surrogates(std::string_view character, std::size_t) {
  if (character.size() != 4) return std::string(character);
  const std::uint32_t above = code_point(character) - 0x10000;
  return three_bytes(0xD800 + (above >> 10)) + three_bytes(0xDC00 + (above & 0x3FF));
}

// --- Texts that can't be written.

bool is_refused_for_utf8(const WriteAnswer& answer) {
  return answer.verdict == Verdict::reject && answer.why &&
         row(answer.why->rule).id.starts_with("json.utf8");
}

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// Each byte beyond ASCII as the character of its value, which takes two.
std::string as_latin1(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += {static_cast<char>(0xC0 | byte >> 6), static_cast<char>(0x80 | (byte & 0x3F))};
    }
  }
  return text;
}

std::string from_latin1(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_beyond_ascii(text[i]) && i + 1 < text.size()) {
      bytes += static_cast<char>(code_point(text.substr(i++, 2)));
    } else {
      bytes += text[i];
    }
  }
  return bytes;
}

// What is no UTF-8 is copied byte by byte, as by all who take strings for bytes.
WriteAnswer copying_bytes(Subject& model, BodyKind kind, const BodyValue& value, Form form) {
  const WriteAnswer answer = model.write(kind, value, form);
  if (!is_refused_for_utf8(answer)) return answer;
  BodyValue changed = value;
  change_texts(changed, [](std::string& text) { text = as_latin1(text); });
  WriteAnswer copied = model.write(kind, changed, form);
  copied.body = from_latin1(copied.body);
  return copied;
}

// Looks at the shape of UTF-8 alone: as many bytes behind the first as that says.
WriteAnswer copying_overlong_forms(Subject& model, BodyKind kind, const BodyValue& value,
                                   Form form) {
  const WriteAnswer answer = model.write(kind, value, form);
  const bool is_overlong = answer.why && answer.why->rule == Rule::json_utf8_overlong;
  return is_overlong ? copying_bytes(model, kind, value, form) : answer;
}

// The place of a refusal in the name, counted in characters.
WriteAnswer counting_characters(Subject& model, BodyKind kind, const BodyValue& value, Form form) {
  WriteAnswer answer = model.write(kind, value, form);
  if (!answer.why || kind != BodyKind::create_request) return answer;
  const Member<std::string>& name = value.objects.front().name;
  if (!name.has_value()) return answer;
  const std::string_view before = std::string_view(name.value()).substr(0, answer.why->offset);
  const auto behind = std::count_if(before.begin(), before.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
  });
  answer.why->offset -= static_cast<std::size_t>(behind);
  return answer;
}

// As encoders do that are told to replace what they can't encode.
WriteAnswer replacing_bytes(Subject& model, BodyKind kind, const BodyValue& value, Form form) {
  const WriteAnswer answer = model.write(kind, value, form);
  if (!is_refused_for_utf8(answer)) return answer;
  BodyValue changed = value;
  change_texts(changed, [](std::string& text) {
    std::replace_if(text.begin(), text.end(), is_beyond_ascii, '?');
  });
  return model.write(kind, changed, form);
}

// --- Members, counts, blocks.

// The count, as `spelled` has it.
void respell_count(const BodyValue& value, std::string_view spelled, std::string& body) {
  if (!value.controls.count) return;
  const std::size_t begin = body.find_first_of("0123456789", body.find(':'));
  body.replace(begin, std::to_string(*value.controls.count).size(), spelled);
}

void cut(std::string& text, std::size_t size) {
  if (text.size() <= size) return;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  text.resize(size);
}

// Looks for what needs an escape in blocks of 32, and, in each, up to the last byte but one.
std::string missing_the_last_of_a_block(std::string_view character, std::size_t at) {
  constexpr std::size_t kBlock = 32;
  return std::string(character == "\\\"" && at % kBlock == kBlock - 1 ? "\"" : character);
}

// Text that is converted in pieces of 256 bytes, each by itself: a character across two of them is
// lost, as in many a stream that was read with setEncoding() left out.
std::string lost_between_pieces(std::string_view character, std::size_t at) {
  constexpr std::size_t kPiece = 256;
  const bool straddles = at / kPiece != (at + character.size() - 1) / kPiece;
  const bool is_raw = is_beyond_ascii(character.front());
  return std::string(straddles && is_raw ? "\xEF\xBF\xBD" : character);
}

// A writer that goes in at each brace and comes out at each but the last.
Deviation indenting_further() {
  Deviation deviation;
  const auto left = std::make_shared<std::size_t>(0);
  deviation.write = [left](Subject& model, BodyKind kind, const BodyValue& value, Form form) {
    WriteAnswer answer = model.write(kind, value, form);
    if (form != Form::page || answer.verdict != Verdict::accept) return answer;
    constexpr std::size_t kColumns = 80;
    answer.body = replaced(answer.body, "\n", "\n" + std::string(*left, ' '));
    *left = (*left + 2) % kColumns;
    return answer;
  };
  return deviation;
}

// A writer whose buffer a refusal leaves as it was when it was found.
Deviation beginning_with_what_was_refused() {
  Deviation deviation;
  const auto left = std::make_shared<std::string>();
  deviation.write = [left](Subject& model, BodyKind kind, const BodyValue& value, Form form) {
    WriteAnswer answer = model.write(kind, value, form);
    const bool accepted = answer.verdict == Verdict::accept;
    if (accepted) answer.body.insert(0, *left);
    *left = accepted ? "" : "{";
    return answer;
  };
  return deviation;
}

constexpr std::array kFaults{
    // Escaped too little.
    PlantedFault{"writing.quote-raw", "Doesn't escape a quotation mark.",
                 "write.strictly-conforming", [] { return write_name("a\"b"); },
                 [] {
                   return respelling([](std::string_view character, std::size_t) {
                     return std::string(character == "\\\"" ? "\"" : character);
                   });
                 }},
    // Who means to leave alone what is escaped already: "\u0022" becomes a quotation mark.
    PlantedFault{
        "writing.backslash-before-u-raw", "Doesn't escape a backslash that stands before u.",
        "write.strictly-conforming", [] { return write_name("\\u0022"); },
        [] {
          return rewriting([](BodyKind, const BodyValue&, Form, std::string& body) {
            body = changed_inside_strings(
                body, [](std::string_view part) { return replaced(part, "\\\\u", "\\u"); });
          });
        }},
    // c < 0x1F.
    PlantedFault{"writing.last-control-raw", "Doesn't escape U+001F.", "write.strictly-conforming",
                 [] { return write_name("\x1F"); },
                 [] {
                   return respelling([](std::string_view character, std::size_t) {
                     return std::string(character == "\\u001f" ? "\x1F" : character);
                   });
                 }},
    PlantedFault{"writing.quote-raw-at-block-end",
                 "Doesn't escape a quotation mark that is the last byte of a block of 32.",
                 "write.strictly-conforming",
                 [] { return write_name(std::string(31, 'a') + "\""); },
                 [] { return respelling(missing_the_last_of_a_block); }},
    // Escaped wrongly.
    PlantedFault{"writing.control-nibbles-swapped",
                 "Writes the two digits of a control's escape in the wrong order.",
                 "write.strictly-conforming", [] { return write_name("\x1B"); },
                 [] {
                   return respelling([](std::string_view character, std::size_t) {
                     std::string written(character);
                     if (written.starts_with("\\u00")) std::swap(written[4], written[5]);
                     return written;
                   });
                 }},
    PlantedFault{"writing.vertical-tab-as-in-c", "Writes \\v for U+000B, as C does.",
                 "write.strictly-conforming", [] { return write_name("a\vb"); },
                 [] {
                   return respelling([](std::string_view character, std::size_t) {
                     return std::string(character == "\\u000b" ? "\\v" : character);
                   });
                 }},
    PlantedFault{"writing.non-bmp-in-one-escape",
                 "Writes a character beyond the BMP as one escape, of its lower 16 bits.",
                 "write.strictly-conforming", [] { return write_name("\xF0\x9F\x98\x80"); },
                 [] {
                   return respelling([](std::string_view character, std::size_t) {
                     if (character.size() != 4) return std::string(character);
                     return formatted("\\u%04x", code_point(character) & 0xFFFF);
                   });
                 }},
    PlantedFault{"writing.surrogates-in-utf8",
                 "Writes a character beyond the BMP as two surrogates of three bytes each.",
                 "write.strictly-conforming", [] { return write_name("\xF0\x9F\x98\x80"); },
                 [] { return respelling(as_surrogates); }},
    PlantedFault{"writing.composed", "Composes e and U+0301 to one character.",
                 "write.canonical.strings-unaltered", [] { return write_name("e\xCC\x81"); },
                 [] {
                   return rewriting([](BodyKind, const BodyValue&, Form, std::string& body) {
                     body = replaced(body, "e\xCC\x81", "\xC3\xA9");
                   });
                 }},
    // std::ostream with its six digits, for a count that became a double on the way.
    PlantedFault{"writing.count-with-exponent",
                 "Writes a count of seven digits or more in six and an exponent.",
                 "write.canonical.numbers write.strictly-conforming",
                 [] {
                   return write_objects(0, {std::nullopt, 1234567});
                 },
                 [] {
                   return rewriting([](BodyKind, const BodyValue& value, Form, std::string& body) {
                     std::array<char, 32> text{};
                     std::snprintf(text.data(), text.size(), "%g",
                                   static_cast<double>(value.controls.count.value_or(0)));
                     respell_count(value, text.data(), body);
                   });
                 }},
    PlantedFault{"writing.count-of-32-bits", "Writes the lower 32 bits of a count.",
                 "write.strictly-conforming",
                 [] {
                   return write_objects(0, {std::nullopt, 4294967297});
                 },
                 [] {
                   return rewriting([](BodyKind, const BodyValue& value, Form, std::string& body) {
                     const std::uint64_t count = value.controls.count.value_or(0);
                     respell_count(value, std::to_string(count & 0xFFFFFFFF), body);
                   });
                 }},
    // Members.
    PlantedFault{"writing.absent-as-null", "Writes null for a connectorGroupType that is absent.",
                 "write.strictly-conforming", [] { return write_name("a"); },
                 [] {
                   return rewriting(
                       [](BodyKind kind, const BodyValue& value, Form, std::string& body) {
                         if (kind != BodyKind::create_request) return;
                         if (!value.objects.front().connector_group_type.is_absent()) return;
                         body.insert(body.rfind('}'), ",\"connectorGroupType\":null");
                       });
                 }},
    // NullValueHandling.Ignore of Json.NET.
    PlantedFault{"writing.null-left-out", "Leaves out a region that is null.",
                 "write.strictly-conforming",
                 [] { return write_region(Verb::write_request, kNull); },
                 [] {
                   return writing_changed([](BodyKind kind, BodyValue& value) {
                     if (kind != BodyKind::create_request) return;
                     Member<std::string>& region = value.objects.front().region;
                     if (region.is_null()) region = {};
                   });
                 },
                 graph_beta},
    // omitempty of Go.
    PlantedFault{"writing.false-left-out", "Leaves out an isDefault that is false.",
                 "write.strictly-conforming",
                 [] {
                   BodyValue value = named("a");
                   value.objects.front().is_default = false;
                   return write(Verb::write_request, std::move(value));
                 },
                 [] {
                   return writing_changed([](BodyKind kind, BodyValue& value) {
                     if (kind != BodyKind::create_request) return;
                     Member<bool>& is_default = value.objects.front().is_default;
                     if (is_default == Member<bool>(false)) is_default = {};
                   });
                 }},
    PlantedFault{"writing.empty-string-left-out",
                 "Leaves out a connectorGroupType that is an empty string.",
                 "write.strictly-conforming",
                 [] {
                   BodyValue value = named("a");
                   value.objects.front().connector_group_type = std::string();
                   return write(Verb::write_request, std::move(value));
                 },
                 [] {
                   return writing_changed([](BodyKind kind, BodyValue& value) {
                     if (kind != BodyKind::create_request) return;
                     Member<std::string>& type = value.objects.front().connector_group_type;
                     if (type == Member<std::string>(std::string())) type = {};
                   });
                 }},
    // Pages of results that were filtered to nothing still have a next one.
    PlantedFault{"writing.next-link-of-empty-page-left-out",
                 "Leaves out the next link of a collection without objects.",
                 "write.strictly-conforming",
                 [] {
                   return write_objects(0, {"https://h/next", std::nullopt});
                 },
                 [] {
                   return writing_changed([](BodyKind kind, BodyValue& value) {
                     const bool empty = kind == BodyKind::collection && value.objects.empty();
                     if (empty) value.controls.next_link.reset();
                   });
                 }},
    PlantedFault{"writing.no-comma-before-fourth",
                 "Writes no comma between the third object of a collection and the fourth.",
                 "write.strictly-conforming", [] { return write_objects(4, {}); },
                 [] {
                   return rewriting(
                       [](BodyKind kind, const BodyValue& value, Form, std::string& body) {
                         if (kind != BodyKind::collection || value.objects.size() < 4) return;
                         int comma = 0;
                         body = changed_outside_strings(body, [&comma](std::string_view part) {
                           const bool between = part.find("},") != std::string_view::npos;
                           if (!between || ++comma != 3) return std::string(part);
                           return replaced(part, ",", "");
                         });
                       });
                 }},
    PlantedFault{"writing.sentinel", "Writes unknownFutureValue as the region of a create request.",
                 "write.refuses-unrepresentable",
                 [] { return write_region(Verb::write_request, std::string(kUnknownFutureValue)); },
                 [] {
                   return writing(
                       [](Subject& model, BodyKind kind, const BodyValue& value, Form form) {
                         const WriteAnswer answer = model.write(kind, value, form);
                         if (!answer.why || answer.why->rule != Rule::body_enum_sentinel)
                           return answer;
                         BodyValue changed = value;
                         changed.objects.front().region = std::string("nam");
                         WriteAnswer written = model.write(kind, changed, form);
                         const std::size_t at = written.body.rfind("\"nam\"");
                         if (at != std::string::npos) {
                           written.body.replace(at + 1, 3, kUnknownFutureValue);
                         }
                         return written;
                       });
                 },
                 graph_beta},
    // Live, "japan" came back before any metadata had it.
    PlantedFault{
        "writing.new-region-refused", "Refuses a response whose region isn't in the metadata.",
        "write.strictly-conforming",
        [] { return write_region(Verb::write_response, std::string("japan")); },
        [] {
          return writing([](Subject& model, BodyKind kind, const BodyValue& value, Form form) {
            const WriteAnswer answer = model.write(kind, value, form);
            if (kind != BodyKind::response || answer.verdict != Verdict::accept) {
              return answer;
            }
            const Member<std::string>& region = value.objects.front().region;
            const auto known = model.contract().member(MemberId::region).values;
            const bool is_known = !region.has_value() || std::find(known.begin(), known.end(),
                                                                   region.value()) != known.end();
            if (is_known) return answer;
            return WriteAnswer{
                Verdict::reject, {}, Violation{Rule::body_enum_undeclared, 0, "region"}};
          });
        },
        graph_beta},
    // Texts that can't be written, or don't fit.
    PlantedFault{"writing.ill-formed-copied", "Copies a text that isn't UTF-8 as it is.",
                 "write.refuses-unrepresentable", [] { return write_name("a\xFF"); },
                 [] { return writing(copying_bytes); }},
    PlantedFault{"writing.overlong-copied",
                 "Copies overlong forms as they are, as it counts the bytes of a character alone.",
                 "write.refuses-unrepresentable", [] { return write_name("a\xC0\x80"); },
                 [] { return writing(copying_overlong_forms); }},
    PlantedFault{"writing.refusal-in-characters",
                 "Counts characters where it says at which byte of a name it refuses that.",
                 "body.any-name", [] { return write_name("\xC3\xA9\xFF"); },
                 [] { return writing(counting_characters); }},
    PlantedFault{"writing.ill-formed-replaced",
                 "Writes question marks for what isn't ASCII in texts of which one isn't UTF-8.",
                 "write.refuses-unrepresentable", [] { return write_name("a\xFF"); },
                 [] { return writing(replacing_bytes); }},
    PlantedFault{"writing.null-character-ends", "Writes a text up to its first U+0000.",
                 "write.strictly-conforming",
                 [] { return write_name(std::string_view("a\0b", 3)); },
                 [] {
                   return writing_changed([](BodyKind, BodyValue& value) {
                     change_texts(value, [](std::string& text) {
                       text.resize(std::min(text.find('\0'), text.size()));
                     });
                   });
                 }},
    PlantedFault{"writing.long-text-cut", "Writes at most 4,096 bytes of a text.",
                 "write.strictly-conforming", [] { return write_name(std::string(4097, 'a')); },
                 [] {
                   return writing_changed([](BodyKind, BodyValue& value) {
                     constexpr std::size_t kBuffer = 4096;
                     change_texts(value, [](std::string& text) { cut(text, kBuffer); });
                   });
                 }},
    PlantedFault{"writing.character-lost-between-pieces",
                 "Writes U+FFFD for a character that lies across a multiple of 256 bytes.",
                 "write.strictly-conforming",
                 [] { return write_name(std::string(255, 'a') + "\xC3\xA9"); },
                 [] { return respelling(lost_between_pieces); }},
    PlantedFault{"writing.page-form-with-bom", "Begins the page form with a byte order mark.",
                 "write.no-byte-order-mark", [] { return write_name("a", Form::page); },
                 [] {
                   return rewriting([](BodyKind, const BodyValue&, Form form, std::string& body) {
                     if (form == Form::page) body.insert(0, "\xEF\xBB\xBF");
                   });
                 }},
    PlantedFault{"writing.page-form-indented-further",
                 "Indents each body in the page form by two columns more than the one before.",
                 "body.rewriting-fixpoint", [] { return write_name("a", Form::page); },
                 indenting_further, graph_2017, [] { return write_name("a", Form::page); }},
    PlantedFault{"writing.refusal-leaves-part",
                 "Leaves what stands before the name when it refuses the name.",
                 "write.refuses-unrepresentable", [] { return write_name("\xFF"); },
                 [] {
                   return writing(
                       [](Subject& model, BodyKind kind, const BodyValue& value, Form form) {
                         WriteAnswer answer = model.write(kind, value, form);
                         if (answer.verdict == Verdict::reject) answer.body = "{\"name\":";
                         return answer;
                       });
                 }},
    PlantedFault{"writing.begins-with-what-was-refused",
                 "Behind a refusal, begins with what had been written of the refused value.",
                 "write.strictly-conforming", [] { return write_name("a"); },
                 beginning_with_what_was_refused, graph_2017, [] { return write_name("\xFF"); }},
};

}  // namespace

std::span<const PlantedFault> writing_faults() { return kFaults; }

}  // namespace connectorgroup
