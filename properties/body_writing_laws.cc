// The laws of bodies: those on writing, and the registry.

#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "properties/body_laws.h"
#include "properties/escaped.h"
#include "properties/subjects/model_subject.h"

namespace connectorgroup {
namespace laws {
namespace {

constexpr std::array<Form, 3> kForms{Form::page, Form::compact, Form::canonical};

std::string_view name(Form form) {
  constexpr std::array<std::string_view, 3> kNames{"page", "compact", "canonical"};
  return kNames[static_cast<std::size_t>(form)];
}

std::string in(Form form, BodyKind kind) {
  return "as " + std::string(connectorgroup::name(kind)) + " in " + std::string(name(form)) +
         " form: ";
}

// A text that may be the name of a group, or the message of an error.
struct TextPlace {
  BodyKind kind;
  std::string_view before;  // its body up to the text
  std::string_view after;
};
constexpr TextPlace kName{BodyKind::create_request, R"({"name":")", R"("})"};
constexpr TextPlace kMessage{BodyKind::error, R"({"error":{"code":"c","message":")", R"("}})"};

// A text in JSON at its place with the least escaping, so that the reference reader judges its
// characters; and where each of its bytes went.
struct Spelled {
  std::string body;
  std::vector<std::size_t> offsets;
};

Spelled spell(std::string_view value, const TextPlace& place) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  Spelled spelled;
  spelled.body = place.before;
  for (const char c : value) {
    spelled.offsets.push_back(spelled.body.size());
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      spelled.body += {'\\', 'u', '0', '0', kDigits[byte >> 4], kDigits[byte & 0xF]};
    } else if (c == '"' || c == '\\') {
      spelled.body += {'\\', c};
    } else {
      spelled.body += c;
    }
  }
  spelled.offsets.push_back(spelled.body.size());
  spelled.body += place.after;
  return spelled;
}

BodyValue value_with(std::string_view text, const TextPlace& place) {
  BodyValue value;
  if (place.kind == BodyKind::error) {
    value.error = ODataError{"c", std::string(text), {}, {}, std::nullopt};
  } else {
    value.objects.emplace_back().name = std::string(text);
  }
  return value;
}

// A violation that names the member as a whole has no offset within its text.
bool same_place(const Violation& writing, const Violation& reading, const Spelled& spelled) {
  if (row(reading.rule).place == Place::member) return writing.offset == 0;
  return writing.offset < spelled.offsets.size() &&
         spelled.offsets[writing.offset] == reading.offset;
}

Broken judge_text(const WriteAnswer& answer, const ReadAnswer& expected, const Spelled& spelled,
                  BodyKind kind, Subject& subject) {
  if (answer.verdict != expected.verdict) return "reading says " + describe(expected);
  if (answer.verdict == Verdict::accept) {
    const ReadAnswer back = subject.read(kind, answer.body);
    return back == expected ? std::nullopt : Broken("read back: " + describe(back));
  }
  if (!answer.body.empty()) return "refused, and yet something was written";
  if (!answer.why) return std::nullopt;
  const bool same =
      answer.why->rule == expected.why->rule && same_place(*answer.why, *expected.why, spelled);
  if (same) return std::nullopt;
  return "reading says " + describe(expected);
}

}  // namespace

Broken written_is_read_back(std::string_view bytes, Subject& subject, Effort) {
  for (const BodyKind kind : kBodyKinds) {
    const ReadAnswer value = subject.read(kind, bytes);
    if (value.verdict != Verdict::accept) continue;
    for (const Form form : kForms) {
      const WriteAnswer written = subject.write(kind, value.value, form);
      if (written.verdict == Verdict::skip) continue;
      if (written.verdict != Verdict::accept) return in(form, kind) + describe(written);
      const ReadAnswer back = subject.read(kind, written.body);
      if (back == value) continue;
      return in(form, kind) + describe(value) + "; written: " + describe(written) +
             "; read back: " + describe(back);
    }
  }
  return std::nullopt;
}

Broken rewriting_is_a_fixpoint(std::string_view bytes, Subject& subject, Effort) {
  for (const BodyKind kind : kBodyKinds) {
    const ReadAnswer value = subject.read(kind, bytes);
    if (value.verdict != Verdict::accept) continue;
    for (const Form form : kForms) {
      const WriteAnswer once = subject.write(kind, value.value, form);
      if (once.verdict == Verdict::skip) continue;
      const ReadAnswer back = subject.read(kind, once.body);
      // That it is accepted is written_is_read_back's to say.
      if (back.verdict != Verdict::accept) continue;
      const WriteAnswer twice = subject.write(kind, back.value, form);
      if (twice == once) continue;
      return in(form, kind) + "once: " + describe(once) + "; twice: " + describe(twice);
    }
  }
  return std::nullopt;
}

namespace {

// nlohmann/json is the independent path: it sorts names by bytes, which for the ASCII names of this
// resource is the order of their UTF-16 code units, and escapes as RFC 8785 section 3.2.2.2 wants.
Broken judge_canonical(const BodyValue& value, BodyKind kind, Subject& subject) {
  const WriteAnswer written = subject.write(kind, value, Form::canonical);
  if (written.verdict != Verdict::accept) return std::nullopt;
  constexpr bool kThrow = false;
  const nlohmann::json tree = nlohmann::json::parse(written.body, nullptr, kThrow);
  if (tree.is_discarded()) return in(Form::canonical, kind) + "not JSON: " + describe(written);
  const std::string expected = tree.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  if (expected == written.body) return std::nullopt;
  return in(Form::canonical, kind) + describe(written) + "; expected \"" + escaped(expected) + "\"";
}

}  // namespace

// Of the values that were read, and of the input as a text.
Broken canonical_form_is_rfc_8785(std::string_view bytes, Subject& subject, Effort effort) {
  for (const BodyKind kind : kBodyKinds) {
    const ReadAnswer value = subject.read(kind, bytes);
    if (value.verdict != Verdict::accept) continue;
    if (Broken wrong = judge_canonical(value.value, kind, subject)) return wrong;
  }
  for (const TextPlace& place : {kName, kMessage}) {
    const BodyValue value = value_with(bytes, place);
    if (Broken wrong = judge_canonical(value, place.kind, subject)) return wrong;
    if (effort == Effort::sampled) break;
  }
  return std::nullopt;
}

Broken any_name_is_written_or_refused(std::string_view bytes, Subject& subject, Effort effort) {
  const auto reference = make_reference_subject(subject.contract());
  for (const TextPlace& place : {kName, kMessage}) {
    const Spelled spelled = spell(bytes, place);
    const BodyValue value = value_with(bytes, place);
    ReadAnswer expected = reference->read(place.kind, spelled.body);
    if (expected.verdict == Verdict::accept) expected.value = value;
    // The forms differ in what stands around a string; how it is judged and spelled is one thing.
    const std::size_t forms = effort == Effort::thorough ? kForms.size() : 1;
    for (const Form form : std::span(kForms).first(forms)) {
      const WriteAnswer answer = subject.write(place.kind, value, form);
      if (answer.verdict == Verdict::skip) continue;
      if (Broken wrong = judge_text(answer, expected, spelled, place.kind, subject)) {
        return in(form, place.kind) + "the input as a text is written: " + describe(answer) + "; " +
               *wrong;
      }
    }
  }
  return std::nullopt;
}

}  // namespace laws

namespace {

// What only the model's own readers can be asked. Held against another subject it would say of any
// mistake there that the model broke this law.
template <auto kLaw>
Broken of_model(std::string_view bytes, Subject& asked, Effort effort) {
  const std::unique_ptr<Subject> model = make_model_subject(asked.contract());
  return kLaw(bytes, *model, effort);
}

}  // namespace

std::span<const Law> body_laws() {
  static constexpr std::array<Law, 20> kLaws{{
      {"body.agrees-with-reference",
       "On any bytes, as any body, the subject gives the verdict and the value of the reference "
       "reader.",
       "json body odata collection error limit", laws::agrees_with_reference},
      {"body.reads-only-its-input",
       "The answer doesn't depend on what lies behind the text, and nothing there is read.",
       "json.text.incomplete", laws::reads_only_its_input},
      {"body.prefixes-rejected-at-end",
       "Every proper prefix of an accepted object is refused, because it ended too early.",
       "json.text.incomplete", laws::prefixes_are_rejected_at_their_end},
      {"body.verdict-stands",
       "A text that is refused stays refused at the same byte when it grows.",
       "json body odata collection error", laws::a_verdict_stands},
      {"body.offset-viable",
       "What stands before a violation's offset can be completed to an accepted text, and with the "
       "byte at the offset it can't.",
       "json body odata collection error", laws::an_offset_is_viable},
      {"body.respelling",
       "White space, the order of members and the spelling of strings change neither verdict nor "
       "value, and white space in front moves a violation.",
       "json.whitespace json.string json.name body.member.order-free",
       laws::respelling_changes_nothing},
      {"body.one-fault",
       "Breaking one rule in an accepted text flips the verdict to that rule at the right offset.",
       "json body odata collection error limit", laws::one_fault_flips_the_verdict},
      {"body.linear-work", "The steps of reading are linear in the size of the text.",
       "limit.bytes limit.members", laws::work_is_linear},
      {"body.ignoring-ends",
       "Whatever rules are ignored, reading ends; with none but refusals ignored it names none of "
       "them, and refuses nothing more.",
       "json body odata collection error limit", laws::reading_ends_whatever_is_ignored},
      {"body.limits",
       "Under any limits both readers agree, and differ from those without by refusals for a limit "
       "that come no later; one that grants no depth of just the limit is one with a smaller "
       "limit.",
       "limit", of_model<laws::limits_only_refuse>},
      {"body.expectations",
       "What a reader has read before, and whether it expects more of the like, changes no answer.",
       "json body odata collection", laws::expectations_change_nothing},
      {"body.blocks", "Bytes looked at in blocks, on any machine, are what they are one by one.",
       "json.string", laws::blocks_agree_byte_by_byte},
      {"body.moved", "A reader that was moved reads on, with its contract and limits.", "json body",
       of_model<laws::a_moved_reader_reads_on>},
      {"body.named", "What is said of a violation names its rule, by which its row is found.",
       "json body odata collection error limit", laws::a_violation_is_named},
      {"body.third-opinion",
       "nlohmann/json takes for JSON what the reference reader does, but for listed differences.",
       "json", laws::third_opinion_agrees},
      {"body.write-then-read", "Every form of a value that was read is read back as that value.",
       "write.strictly-conforming write.no-byte-order-mark", laws::written_is_read_back},
      {"body.rewriting-fixpoint", "Reading and writing again changes no byte of what was written.",
       "write.strictly-conforming", laws::rewriting_is_a_fixpoint},
      {"body.canonical-form",
       "The canonical form is RFC 8785's, as an independent writer makes it.", "write.canonical",
       laws::canonical_form_is_rfc_8785},
      {"body.any-name",
       "Any bytes as a group's name, or as an error's message, are written and read back, or "
       "refused with the rule and place that reading would name, and then nothing is written.",
       "write.refuses-unrepresentable json.utf8 json.string.noncharacter error.text",
       laws::any_name_is_written_or_refused},
      {"body.any-value",
       "Any values are written and read back, or refused with the rule that reading would name, "
       "and "
       "then nothing is written.",
       "write.refuses-unrepresentable body.member body.enum json.number.integer-range error.text",
       laws::any_value_is_written_or_refused},
  }};
  return kLaws;
}

}  // namespace connectorgroup
