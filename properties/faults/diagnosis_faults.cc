// Readers that are right in their verdicts and wrong in what they say of a refusal, or in what they
// leave behind; and readers that do too much work. Programs that are told where a text is wrong
// show it to people, and what is left of one text is another customer's.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "properties/faults/misreading.h"
#include "properties/faults/planted_fault.h"

namespace connectorgroup {
namespace {

using namespace faults;

Question request(std::string_view text) { return {Verb::read_request, std::string(text)}; }
Question response(std::string_view text) { return {Verb::read_response, std::string(text)}; }

// Changes what is said of a refusal.
Deviation saying(void (*change)(std::string_view text, Violation& why)) {
  return answering([change](BodyKind, std::string_view text, ReadAnswer& answer) {
    if (answer.why) change(text, *answer.why);
  });
}

// The same, of messages that come in one piece.
Deviation saying_of_messages(void (*change)(std::string_view octets, Violation& why)) {
  Deviation deviation;
  deviation.read_message = [change](Subject& model, MessageKind kind,
                                    std::span<const std::string_view> segments, Ending ending) {
    MessageAnswer answer = model.read_message(kind, segments, ending);
    std::string octets;
    for (const std::string_view segment : segments) octets += segment;
    if (answer.why) change(octets, *answer.why);
    return answer;
  };
  return deviation;
}

// Counts further steps than the model's.
Deviation counting(std::uint64_t (*further)(std::string_view text)) {
  const auto steps = std::make_shared<std::uint64_t>(0);
  Deviation deviation;
  deviation.read = [steps, further](Subject& model, BodyKind kind, std::string_view text) {
    ReadAnswer answer = model.read(kind, text);
    *steps = model.steps().value_or(0) + further(text);
    return answer;
  };
  deviation.steps = [steps](Subject&) { return *steps; };
  return deviation;
}

std::uint64_t squared(std::uint64_t number) { return number * number; }

// The string that begins at the quote here, as it is spelled, with its quotes.
std::string_view string_at(std::string_view text, std::size_t quote) {
  std::size_t end = quote + 1;
  while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2U : 1U;
  return text.substr(quote, std::min(end + 1, text.size()) - quote);
}

// --- Offsets.

void count_characters(std::string_view text, Violation& why) {
  const std::string_view before = text.substr(0, why.offset);
  why.offset = static_cast<std::size_t>(std::count_if(before.begin(), before.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

void count_line_ends_once(std::string_view text, Violation& why) {
  why.offset = replaced(text.substr(0, why.offset), "\r\n", "\n").size();
}

void name_first_of_two(std::string_view text, Violation& why) {
  if (why.rule != Rule::body_member_duplicate) return;
  const std::size_t first = text.find(string_at(text, why.offset));
  why.offset = std::min(why.offset, first);
}

void name_opening_brace(std::string_view text, Violation& why) {
  if (why.rule == Rule::body_member_missing) why.offset = std::min(text.find('{'), why.offset);
}

void name_backslash(std::string_view text, Violation& why) {
  if (why.rule != Rule::json_string_escape && why.rule != Rule::json_string_escape_hex) return;
  const std::size_t backslash = text.substr(0, why.offset).rfind('\\');
  if (backslash != std::string_view::npos) why.offset = backslash;
}

void name_value(std::string_view text, Violation& why) {
  if (why.rule != Rule::body_member_type) return;
  const std::size_t behind = why.offset + string_at(text, why.offset).size();
  why.offset = std::min(text.find_first_not_of(" \t\r\n:", behind), text.size());
}

// --- Rules.

void name_separator(std::string_view, Violation& why) {
  if (why.rule == Rule::json_object_trailing_comma) why.rule = Rule::json_object_separator;
  if (why.rule == Rule::json_array_trailing_comma) why.rule = Rule::json_array_separator;
}

void name_value_at_end(std::string_view text, Violation& why) {
  const bool value_is_due = text.find_last_not_of(" \t\r\n") != std::string_view::npos &&
                            text[text.find_last_not_of(" \t\r\n")] == ':';
  if (why.rule == Rule::json_text_incomplete && value_is_due) why.rule = Rule::json_value;
}

// Where the quote stands that opens a string which nothing closes; npos where all are closed.
std::size_t open_quote(std::string_view text) {
  std::size_t quote = std::string_view::npos;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool inside = quote != std::string_view::npos;
    if (text[at] == '"') quote = inside ? std::string_view::npos : at;
    if (text[at] == '\\' && inside) ++at;
  }
  return quote;
}

// The byte behind is waited for before one of UTF-8 is judged.
void name_end_behind_utf8(std::string_view text, Violation& why) {
  const bool is_last = why.offset + 1 == text.size() && row(why.rule).id.starts_with("json.utf8.");
  if (is_last && open_quote(text) < why.offset) why = {Rule::json_text_incomplete, text.size()};
}

// Escapes are undone before anything else is looked at, one string after the other.
void name_end_of_escape(std::string_view text, Violation& why) {
  const std::size_t quote = open_quote(text);
  if (quote == std::string_view::npos || why.offset >= quote || !text.ends_with('\\')) return;
  if (text.ends_with("\\\\")) return;
  why = {Rule::json_text_incomplete, text.size()};
}

// What there is of a text in an inner error is judged, be there more to come.
Deviation judging_cut_inner_errors() {
  return answering([](BodyKind kind, std::string_view text, ReadAnswer& answer) {
    const bool is_cut = answer.why && answer.why->rule == Rule::json_text_incomplete;
    const std::size_t quote = open_quote(text);
    if (kind != BodyKind::error || !is_cut || quote == std::string_view::npos) return;
    const std::string_view before = text.substr(0, quote);
    const std::size_t inner = before.rfind("\"innererror\"");
    const bool is_inside = inner != std::string_view::npos &&
                           before.find('}', inner) == std::string_view::npos &&
                           before.ends_with(':');
    if (is_inside) answer.why = Violation{Rule::body_member_type, quote};
  });
}

// Of surrogates, overlong forms and what lies beyond Unicode, all are "invalid UTF-8".
void name_utf8_alike(std::string_view, Violation& why) {
  if (row(why.rule).id.starts_with("json.utf8.")) why.rule = Rule::json_utf8_continuation;
}

// Reads the text again for as long as `mend` puts right what is wrong with it, which it is told.
using Mend = std::function<bool(std::string& text, const Violation& why)>;
void read_mended(Subject& model, BodyKind kind, std::string_view text, std::optional<Violation> why,
                 const Mend& mend) {
  std::string mended(text);
  while (why && mend(mended, *why)) why = model.read(kind, mended).why;
}

// A member is put where it is missing.
void add_member(std::string& text, const Violation& missing) {
  const std::size_t last = text.find_last_not_of(" \t\r\n", missing.offset - 1);
  const bool is_bool = missing.member == kMemberNames[static_cast<int>(MemberId::is_default)];
  std::string member = last != std::string::npos && text[last] == '{' ? "" : ",";
  member.append("\"").append(missing.member).append(is_bool ? "\":true" : "\":\"\"");
  text.insert(missing.offset, member);
}

// Goes through the declared members from the last to the first.
Deviation naming_last_missing() {
  Deviation deviation;
  deviation.read = [](Subject& model, BodyKind kind, std::string_view text) {
    ReadAnswer answer = model.read(kind, text);
    if (kind != BodyKind::response) return answer;
    read_mended(model, kind, text, answer.why, [&](std::string& filled, const Violation& why) {
      if (why.rule != Rule::body_member_missing || why.member.empty()) return false;
      answer.why->member = why.member;
      add_member(filled, why);
      return true;
    });
    return answer;
  };
  return deviation;
}

// Looks at the declared members first, and only then whether there are others.
Deviation naming_read_only_before_undeclared() {
  Deviation deviation;
  deviation.read = [](Subject& model, BodyKind kind, std::string_view text) {
    ReadAnswer answer = model.read(kind, text);
    if (!answer.why || answer.why->rule != Rule::body_member_undeclared) return answer;
    read_mended(model, kind, text, answer.why, [&](std::string& tolerated, const Violation& why) {
      if (why.rule == Rule::body_member_read_only) answer.why = why;
      if (why.rule != Rule::body_member_undeclared || tolerated[why.offset + 1] == '@') {
        return false;
      }
      tolerated[why.offset + 1] = '@';
      return true;
    });
    return answer;
  };
  return deviation;
}

// --- What is left behind.

// The members that were read before the one at fault.
Deviation filling_half() {
  Deviation deviation;
  deviation.read = [](Subject& model, BodyKind kind, std::string_view text) {
    ReadAnswer answer = model.read(kind, text);
    if (kind != BodyKind::create_request || !answer.why) return answer;
    const std::size_t comma = text.substr(0, answer.why->offset).rfind(',');
    if (comma != std::string_view::npos) {
      answer.value = model.read(kind, std::string(text.substr(0, comma)) + "}").value;
    }
    return answer;
  };
  return deviation;
}

Deviation keeping_default() {
  const auto last = std::make_shared<Member<bool>>();
  return answering([last](BodyKind kind, std::string_view, ReadAnswer& answer) {
    if (kind != BodyKind::create_request || answer.verdict != Verdict::accept) return;
    Member<bool>& is_default = answer.value.objects.front().is_default;
    if (is_default.is_absent()) is_default = *last;
    *last = is_default;
  });
}

Deviation keeping_details() {
  const auto last = std::make_shared<std::vector<ErrorDetail>>();
  return answering([last](BodyKind, std::string_view, ReadAnswer& answer) {
    if (!answer.value.error) return;
    std::vector<ErrorDetail>& details = answer.value.error->details;
    if (details.empty()) details = *last;
    *last = details;
  });
}

// A cache whose key is too short.
Deviation remembering() {
  struct Remembered {
    BodyKind kind{};
    std::size_t size = 0;
    std::string begin;
    ReadAnswer answer;
  };
  const auto last = std::make_shared<Remembered>();
  Deviation deviation;
  deviation.read = [last](Subject& model, BodyKind kind, std::string_view text) {
    constexpr std::size_t kKey = 32;
    const std::string begin(text.substr(0, kKey));
    const bool known = text.size() > kKey && last->kind == kind && last->size == text.size() &&
                       last->begin == begin;
    if (!known) *last = {kind, text.size(), begin, model.read(kind, text)};
    return last->answer;
  };
  return deviation;
}

// --- Work.

// Looks again at all octets that are there, whenever some come.
Deviation scanning_again() {
  const auto steps = std::make_shared<std::uint64_t>(0);
  Deviation deviation;
  deviation.read_message = [steps](Subject& model, MessageKind kind,
                                   std::span<const std::string_view> segments, Ending ending) {
    MessageAnswer answer = model.read_message(kind, segments, ending);
    *steps = 0;
    std::uint64_t size = 0;
    for (const std::string_view segment : segments) *steps += size += segment.size();
    return answer;
  };
  deviation.steps = [steps](Subject&) { return *steps; };
  return deviation;
}

std::string escapes(std::size_t count) {
  std::string text = R"({"name":")";
  while (count-- > 0) text += "\\n";
  return text + "\"}";
}

std::string members(std::size_t count) {
  std::string text = R"({"name":"a")";
  while (count-- > 0) text += ",\"@" + std::to_string(count) + "\":0";
  return text + "}";
}

constexpr std::array kFaults{
    PlantedFault{"diagnosis.offset-behind", "Names the byte behind the one at fault.",
                 "body.agrees-with-reference body.offset-viable",
                 [] { return request(R"({"name":x})"); },
                 [] {
                   return saying([](std::string_view text, Violation& why) {
                     why.offset = std::min(why.offset + 1, text.size());
                   });
                 }},
    PlantedFault{"diagnosis.offset-in-characters", "Counts offsets in characters.",
                 "body.agrees-with-reference body.one-fault",
                 [] { return request("{\"name\":\"\xC3\xA9\",}"); },
                 [] { return saying(count_characters); }},
    // Of files that were read in text mode.
    PlantedFault{"diagnosis.line-end-counted-once",
                 "Counts a carriage return and a line feed as one byte of an offset.",
                 "body.agrees-with-reference body.one-fault",
                 [] { return request("{\r\n\"name\":x}"); },
                 [] { return saying(count_line_ends_once); }},
    PlantedFault{
        "diagnosis.offset-of-16-bits", "Keeps the lower 16 bits of an offset.", "body.respelling",
        [] { return request(std::string(65536, ' ') + "x"); },
        [] { return saying([](std::string_view, Violation& why) { why.offset &= 0xFFFF; }); }},
    PlantedFault{"diagnosis.first-of-duplicates-named",
                 "Names, of two members of the same name, the first.", "body.agrees-with-reference",
                 [] { return request(R"({"name":"a","name":"b"})"); },
                 [] { return saying(name_first_of_two); }},
    PlantedFault{"diagnosis.missing-at-opening-brace",
                 "Names the body's opening brace where a member is missing.",
                 "body.agrees-with-reference", [] { return request(R"({"isDefault":true})"); },
                 [] { return saying(name_opening_brace); }},
    PlantedFault{"diagnosis.escape-at-its-backslash",
                 "Names the backslash of an escape that is none.",
                 "body.agrees-with-reference body.offset-viable",
                 [] { return request(R"({"name":"\x"})"); }, [] { return saying(name_backslash); }},
    PlantedFault{"diagnosis.type-at-value",
                 "Names the value rather than the name where a member is of another type.",
                 "body.agrees-with-reference", [] { return request(R"({"name":1})"); },
                 [] { return saying(name_value); }},
    PlantedFault{"diagnosis.trailing-comma-as-separator",
                 "Calls a trailing comma a missing member.", "body.agrees-with-reference",
                 [] { return request(R"({"name":"a",})"); }, [] { return saying(name_separator); }},
    PlantedFault{"diagnosis.cut-value-as-wrong", "Calls a text wrong that ends behind a colon.",
                 "body.agrees-with-reference", [] { return request(R"({"name":)"); },
                 [] { return saying(name_value_at_end); }},
    PlantedFault{
        "diagnosis.last-byte-of-utf8",
        "Says of a text whose last byte is at fault, and no UTF-8, that it ends too early.",
        "body.offset-viable", [] { return request("{\"name\":\"\xFF"); },
        [] { return saying(name_end_behind_utf8); }},
    PlantedFault{
        "diagnosis.open-escape-first",
        "Says of a text which ends behind the backslash of an escape, whatever is wrong in "
        "it, that it ends too early.",
        "body.verdict-stands", [] { return request("{\"name\":x,\"isDef\\"); },
        [] { return saying(name_end_of_escape); }},
    PlantedFault{"diagnosis.cut-inner-error-judged",
                 "Judges a text in an inner error that the end of the body cuts short.",
                 "body.prefixes-rejected-at-end",
                 [] {
                   return Question{Verb::read_error,
                                   R"({"error":{"code":"c","message":"m","innererror":{"code":"2)"};
                 },
                 judging_cut_inner_errors},
    PlantedFault{"diagnosis.utf8-alike", "Names one rule for all that isn't UTF-8.",
                 "body.agrees-with-reference",
                 [] { return request("{\"name\":\"\xED\xA0\x80\"}"); },
                 [] { return saying(name_utf8_alike); }},
    PlantedFault{"diagnosis.last-missing-named",
                 "Names, of several members that a response lacks, the last.",
                 "body.agrees-with-reference", [] { return response("{}"); }, naming_last_missing},
    PlantedFault{"diagnosis.read-only-before-undeclared",
                 "Names a read-only member that stands behind an undeclared one.",
                 "body.agrees-with-reference",
                 [] { return request(R"({"name":"a","x":1,"id":"1"})"); },
                 naming_read_only_before_undeclared},
    PlantedFault{"diagnosis.refusal-half-filled",
                 "Leaves the members before the one at fault in what it says was read.",
                 "body.agrees-with-reference",
                 [] { return request(R"({"name":"a","isDefault":1})"); }, filling_half},
    PlantedFault{"diagnosis.default-of-text-before",
                 "Takes an isDefault that is absent for the one of the text before.",
                 "body.member.optional-absent", [] { return request(R"({"name":"a"})"); },
                 keeping_default, graph_2017,
                 [] { return request(R"({"name":"a","isDefault":true})"); }},
    PlantedFault{"diagnosis.details-of-text-before",
                 "Takes an error without details to have those of the error before.",
                 "body.member.optional-absent",
                 [] {
                   return Question{Verb::read_error, R"({"error":{"code":"c","message":"m"}})"};
                 },
                 keeping_details, graph_2017,
                 [] {
                   return Question{Verb::read_error,
                                   R"({"error":{"code":"c","message":"m","details":[)"
                                   R"({"code":"d","message":"m"}]}})"};
                 }},
    PlantedFault{"diagnosis.answer-of-text-before",
                 "Takes a text for the one before when size and first 32 bytes are the same.",
                 "body.one-fault body.offset-viable",
                 [] { return request(R"({"name":"a","connectorGroupType":"y"})"); }, remembering,
                 graph_2017, [] { return request(R"({"name":"a","connectorGroupType":"x"})"); }},
    // Each escape moves the rest of the text by a byte: memmove() in a loop.
    PlantedFault{
        "diagnosis.work-squared-in-escapes", "Moves the rest of a string at each of its escapes.",
        "body.linear-work", [] { return request(escapes(64)); },
        [] {
          return counting([](std::string_view text) {
            return squared(static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\\'))) /
                   2;
          });
        }},
    PlantedFault{
        "diagnosis.work-squared-in-members", "Compares each member's name with all before it.",
        "body.linear-work", [] { return request(members(200)); },
        [] {
          return counting([](std::string_view text) {
            return squared(static_cast<std::uint64_t>(std::count(text.begin(), text.end(), ':'))) /
                   2;
          });
        }},
    // A number of many digits, multiplied up as a big integer.
    PlantedFault{"diagnosis.work-squared-in-digits",
                 "Works through all digits of a number at each further one.", "body.linear-work",
                 [] { return request("{\"name\":\"a\",\"@a\":0." + std::string(64, '0') + "}"); },
                 [] {
                   return counting([](std::string_view text) {
                     std::uint64_t steps = 0;
                     for (std::uint64_t run = 0; const char c : text) {
                       run = c >= '0' && c <= '9' ? run + 1 : 0;
                       steps += run;
                     }
                     return steps;
                   });
                 }},
    PlantedFault{"diagnosis.message-scanned-again",
                 "Looks at all octets of a message again whenever some come.", "http.linear-work",
                 [] {
                   return Question{Verb::read_message, "GET / HTTP/1.1\r\nHost: a\r\n\r\n"};
                 },
                 scanning_again},
    PlantedFault{"diagnosis.host-missing-at-start", "Names the first octet where Host is missing.",
                 "http.one-fault",
                 [] {
                   return Question{Verb::read_message, "GET / HTTP/1.1\r\n\r\n"};
                 },
                 [] {
                   return saying_of_messages([](std::string_view, Violation& why) {
                     if (why.rule == Rule::http_host_missing) why.offset = 0;
                   });
                 }},
    PlantedFault{"diagnosis.offset-in-line", "Counts the offset in a message from its line.",
                 "http.offset-viable http.one-fault",
                 [] {
                   return Question{Verb::read_message, "GET / HTTP/1.1\r\nHost : a\r\n\r\n"};
                 },
                 [] {
                   return saying_of_messages([](std::string_view octets, Violation& why) {
                     const std::size_t line = octets.substr(0, why.offset).rfind('\n');
                     if (line != std::string_view::npos) why.offset -= line + 1;
                   });
                 }},
    PlantedFault{
        "diagnosis.field-control-as-name",
        "Calls a control in a field value a fault of the field's name.", "http.one-fault",
        [] {
          return Question{Verb::read_message, "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n"};
        },
        [] {
          return saying_of_messages([](std::string_view, Violation& why) {
            if (why.rule == Rule::http_field_control) why.rule = Rule::http_field_name;
          });
        }},
};

}  // namespace

std::span<const PlantedFault> diagnosis_faults() { return kFaults; }

}  // namespace connectorgroup
