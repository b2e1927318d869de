// Readers and writers of the OData error object: two spellings of one member, members that are
// null or absent, details, and an inner error that may hold anything.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "properties/faults/misreading.h"
#include "properties/faults/miswriting.h"
#include "properties/faults/planted_fault.h"
#include "properties/faults/rereading.h"
#include "properties/faults/tree_edit.h"

namespace connectorgroup {
namespace {

using namespace faults;

Question read(std::string_view text) { return {Verb::read_error, std::string(text)}; }

Question write(ODataError error) {
  Question question{Verb::write_error};
  question.value.error = std::move(error);
  return question;
}

// Reads what `rewrite` makes of an error's text.
Deviation reading_as(std::string (*rewrite)(std::string_view text)) {
  Deviation deviation;
  deviation.read = [rewrite](Subject& model, BodyKind kind, std::string_view text) {
    return kind == BodyKind::error ? model.read(kind, rewrite(text)) : model.read(kind, text);
  };
  return deviation;
}

// Changes what an accepted error was read as.
Deviation changing(void (*change)(std::string_view text, ODataError& error)) {
  return answering([change](BodyKind, std::string_view text, ReadAnswer& answer) {
    if (answer.verdict == Verdict::accept && answer.value.error) change(text, *answer.value.error);
  });
}

// The second of two inner errors overwrites the first.
Deviation keeping_the_last_inner_error() {
  Deviation deviation;
  deviation.read = [](Subject& model, BodyKind kind, std::string_view text) {
    ReadAnswer answer = model.read(kind, text);
    const std::size_t of_standard = text.rfind(R"("innererror")");
    const std::size_t of_service = text.rfind(R"("innerError")");
    const bool has_both =
        of_standard != std::string_view::npos && of_service != std::string_view::npos;
    if (!answer.value.error || !has_both || of_service < of_standard) return answer;
    return model.read(kind, replaced(text, R"("innererror")", R"("innererro")"));
  };
  return deviation;
}

// Live services send "message":"" with UnknownError (429).
Deviation taking_empty_messages() {
  Deviation deviation;
  deviation.read = [](Subject& model, BodyKind kind, std::string_view text) {
    const ReadAnswer answer = model.read(kind, text);
    if (!answer.why || answer.why->rule != Rule::error_text_empty) return answer;
    ReadAnswer taken = model.read(kind, replaced(text, R"("message":"")", R"("message":"-")"));
    if (taken.value.error) taken.value.error->message.clear();
    return taken;
  };
  return deviation;
}

// The text up to the end of the value of `error`, and a brace.
std::string without_what_follows_error(std::string_view text) {
  const std::size_t name = text.find(R"("error")");
  if (name == std::string_view::npos) return std::string(text);
  std::size_t depth = 0;
  bool over = false;
  const std::string kept =
      changed_outside_strings(text.substr(name), [&depth, &over](std::string_view part) {
        std::string before;
        for (const char c : over ? std::string_view() : part) {
          before += c;
          if (c == '{' || c == '[') ++depth;
          if ((c == '}' || c == ']') && --depth == 0) over = true;
          if (over) break;
        }
        return over ? before + '\f' : before;
      });
  return std::string(text.substr(0, name)) + kept.substr(0, kept.find('\f')) + "}";
}

// A reader that looks for names wherever they stand, as with a SAX interface and no stack. Gives
// what the last member of this name holds, where that is a text without escapes; else nothing.
std::string_view last_of_name(std::string_view quoted_name, std::string_view text) {
  std::size_t at = text.rfind(quoted_name);
  if (at == std::string_view::npos) return {};
  at = text.find_first_not_of(" \t\r\n:", at + quoted_name.size());
  if (at == std::string_view::npos || text[at] != '"') return {};
  const std::string_view value = text.substr(at + 1, text.find('"', at + 1) - at - 1);
  return value.find('\\') == std::string_view::npos ? value : std::string_view();
}

void take_last_code(std::string_view text, ODataError& error) {
  const std::string_view code = last_of_name(R"("code")", text);
  if (!code.empty()) error.code = code;
}

void take_last_date(std::string_view text, ODataError& error) {
  const std::string_view date = last_of_name(R"("date")", text);
  if (error.inner && !date.empty()) error.inner->date = date;
}

const JsonValue* object_in(const JsonTree& tree, const JsonValue& object, std::string_view name) {
  const JsonValue* member = member_of(tree, object, name);
  return member != nullptr && member->kind == JsonKind::object ? member : nullptr;
}

// The date of an inner error of either spelling is something else than text.
bool has_inner_date_of_another_type(std::string_view text) {
  const std::optional<JsonTree> tree = parse_json(text);
  if (!tree) return false;
  const JsonValue* error = object_in(*tree, tree->values.front(), "error");
  if (error == nullptr) return false;
  for (const std::string_view spelling : {"innererror", "innerError"}) {
    const JsonValue* inner = object_in(*tree, *error, spelling);
    const JsonValue* date = inner == nullptr ? nullptr : member_of(*tree, *inner, "date");
    if (date != nullptr && date->kind != JsonKind::string) return true;
  }
  return false;
}

// A detail has details that are no array: one type for errors and details.
bool has_wrong_details_in_detail(std::string_view text) {
  const std::optional<JsonTree> tree = parse_json(text);
  if (!tree) return false;
  const JsonValue* error = object_in(*tree, tree->values.front(), "error");
  const JsonValue* details = error == nullptr ? nullptr : member_of(*tree, *error, "details");
  if (details == nullptr) return false;
  return std::any_of(details->children.begin(), details->children.end(), [&](std::size_t index) {
    const JsonValue* inside = member_of(*tree, tree->values[index], "details");
    return inside != nullptr && inside->kind != JsonKind::array;
  });
}

// One object for all details, which isn't cleared between them.
void pass_targets_on(std::string_view, ODataError& error) {
  Member<std::string> last;
  for (ErrorDetail& detail : error.details) {
    if (detail.target.is_absent()) detail.target = last;
    last = detail.target;
  }
}

void pass_over(Member<std::string>& target) {
  if (target.is_null()) target = {};
}

// The inner error as it stands in the compact form, whose order is the documented one.
WriteAnswer with_unsorted_inner_error(Subject& model, BodyKind kind, const BodyValue& value,
                                      Form form) {
  constexpr std::string_view kName = R"("innerError":{)";
  WriteAnswer answer = model.write(kind, value, form);
  const bool is_sorted = kind == BodyKind::error && form == Form::canonical &&
                         answer.verdict == Verdict::accept && value.error->inner;
  if (!is_sorted) return answer;
  // The last member of the compact form; two braces follow it.
  const std::string compact = model.write(kind, value, Form::compact).body;
  const std::size_t begin = compact.rfind(kName) + kName.size();
  const std::size_t size = compact.size() - begin - std::string_view("}}}").size();
  answer.body.replace(answer.body.find(kName) + kName.size(), size, compact.substr(begin, size));
  return answer;
}

constexpr std::array kFaults{
    PlantedFault{"error.last-inner-error-kept",
                 "Keeps of two inner errors the one that stands last, whichever its spelling.",
                 "error.inner.spelling",
                 [] {
                   return read(R"({"error":{"code":"c","message":"m",)"
                               R"("innererror":{"date":"1"},"innerError":{"date":"2"}}})");
                 },
                 keeping_the_last_inner_error},
    PlantedFault{
        "error.inner-error-of-service-unknown",
        "Takes the inner error under OData's spelling alone.", "error.inner.spelling",
        [] { return read(R"({"error":{"code":"c","message":"m","innerError":{"date":"1"}}})"); },
        [] {
          return reading_as([](std::string_view text) {
            return replaced(text, R"("innerError")", R"("innerErrox")");
          });
        }},
    PlantedFault{"error.empty-message", "Takes an empty message.", "error.text.empty",
                 [] { return read(R"({"error":{"code":"c","message":""}})"); },
                 taking_empty_messages},
    PlantedFault{"error.first-detail-alone", "Keeps of several details the first.",
                 "body.agrees-with-reference",
                 [] {
                   return read(R"({"error":{"code":"c","message":"m","details":[)"
                               R"({"code":"1","message":"m"},{"code":"2","message":"m"}]}})");
                 },
                 [] {
                   return changing([](std::string_view, ODataError& error) {
                     if (error.details.size() > 1) error.details.resize(1);
                   });
                 }},
    PlantedFault{"error.eight-details", "Keeps eight details, and passes over further ones.",
                 "body.agrees-with-reference",
                 [] {
                   std::string text = R"({"error":{"code":"c","message":"m","details":[)";
                   for (int i = 0; i < 9; ++i) {
                     text += (i == 0 ? "" : ",") + std::string(R"({"code":"1","message":"m"})");
                   }
                   return read(text + "]}}");
                 },
                 [] {
                   return changing([](std::string_view, ODataError& error) {
                     if (error.details.size() > 8) error.details.resize(8);
                   });
                 }},
    PlantedFault{"error.target-of-detail-before",
                 "A detail without target has the target of the detail before it.",
                 "body.member.optional-absent",
                 [] {
                   return read(R"({"error":{"code":"c","message":"m","details":[)"
                               R"({"code":"1","message":"m","target":"t"},)"
                               R"({"code":"2","message":"m"}]}})");
                 },
                 [] { return changing(pass_targets_on); }},
    PlantedFault{"error.null-target-absent", "Takes a target of null for an absent one.",
                 "error.target.null",
                 [] { return read(R"({"error":{"code":"c","message":"m","target":null}})"); },
                 [] {
                   return changing([](std::string_view, ODataError& error) {
                     pass_over(error.target);
                     for (ErrorDetail& detail : error.details) pass_over(detail.target);
                   });
                 }},
    PlantedFault{"error.target-of-annotation", "Takes an annotation of the target for the target.",
                 "odata.annotation.tolerated",
                 [] { return read(R"({"error":{"code":"c","message":"m","target@a.b":"x"}})"); },
                 [] {
                   return reading_as([](std::string_view text) {
                     return changed_inside_strings(text, [](std::string_view part) {
                       return std::string(part.starts_with("target@") ? "target" : part);
                     });
                   });
                 }},
    // simdjson's On-Demand, where nothing asks for what follows.
    PlantedFault{"error.rest-unread", "Reads no further than the end of the error.",
                 "error.member.sibling json.text.trailing json.text.incomplete",
                 [] { return read(R"({"error":{"code":"c","message":"m"},"value":1})"); },
                 [] { return forgiving(without_what_follows_error); }},
    PlantedFault{
        "error.last-code", "Takes for the code the last of this name, however deep.",
        "error.inner.contents",
        [] { return read(R"({"error":{"code":"c","message":"m","innererror":{"code":"d"}}})"); },
        [] { return changing(take_last_code); }},
    // Inner errors hold inner errors.
    PlantedFault{"error.last-date",
                 "Takes for the date of an inner error the last of this name, however deep.",
                 "error.inner.contents",
                 [] {
                   return read(R"({"error":{"code":"c","message":"m","innererror":)"
                               R"({"date":"1","innererror":{"date":"2"}}}})");
                 },
                 [] { return changing(take_last_date); }},
    PlantedFault{"error.inner-error-of-2017", "Takes requestId in an inner error for request-id.",
                 "error.inner.contents",
                 [] {
                   return read(
                       R"({"error":{"code":"c","message":"m","innererror":{"requestId":"1"}}})");
                 },
                 [] {
                   return reading_as([](std::string_view text) {
                     return replaced(text, R"("requestId")", R"("request-id")");
                   });
                 }},
    PlantedFault{"error.empty-inner-error-absent",
                 "Takes an inner error of which nothing is known for an absent one.",
                 "error.inner.contents",
                 [] { return read(R"({"error":{"code":"c","message":"m","innererror":{}}})"); },
                 [] {
                   return changing([](std::string_view, ODataError& error) {
                     if (error.inner == InnerError{}) error.inner.reset();
                   });
                 }},
    // As DateTime of .NET, which takes a date without zone for one of some zone.
    PlantedFault{"error.date-with-zone", "Gives the date of an inner error the zone that it lacks.",
                 "error.inner.contents",
                 [] {
                   return read(R"({"error":{"code":"c","message":"m",)"
                               R"("innererror":{"date":"2019-11-08T21:29:49"}}})");
                 },
                 [] {
                   return changing([](std::string_view, ODataError& error) {
                     if (!error.inner || !error.inner->date) return;
                     std::string& date = *error.inner->date;
                     if (date.size() == 19 && date[10] == 'T') date += 'Z';
                   });
                 }},
    PlantedFault{"error.long-message-cut", "Keeps at most 255 bytes of a message.",
                 "body.agrees-with-reference",
                 [] {
                   return read(R"({"error":{"code":"c","message":")" + std::string(256, 'm') +
                               R"("}})");
                 },
                 [] {
                   return changing([](std::string_view, ODataError& error) {
                     constexpr std::size_t kBuffer = 255;
                     if (error.message.size() > kBuffer) error.message.resize(kBuffer);
                   });
                 }},
    // Types made from examples, in which a date is text.
    PlantedFault{
        "error.date-of-another-type-refused", "Refuses an inner error whose date isn't a string.",
        "error.inner.contents",
        [] { return read(R"({"error":{"code":"c","message":"m","innererror":{"date":1}}})"); },
        [] {
          return only_as(BodyKind::error,
                         refusing(Rule::body_member_type, has_inner_date_of_another_type));
        }},
    PlantedFault{"error.details-of-detail",
                 "Reads a detail as an error, which has details of its own.", "error.members.extra",
                 [] {
                   return read(R"({"error":{"code":"c","message":"m","details":[)"
                               R"({"code":"1","message":"m","details":0}]}})");
                 },
                 [] {
                   return only_as(BodyKind::error,
                                  refusing(Rule::body_member_type, has_wrong_details_in_detail));
                 }},
    PlantedFault{"error.eight-details-written", "Writes eight details, and no more.",
                 "write.strictly-conforming",
                 [] {
                   ODataError error{"c", "m", {}, {}, std::nullopt};
                   error.details.assign(9, {"d", "m", {}});
                   return write(std::move(error));
                 },
                 [] {
                   return writing_changed([](BodyKind, BodyValue& value) {
                     constexpr std::size_t kRoom = 8;
                     if (value.error && value.error->details.size() > kRoom) {
                       value.error->details.resize(kRoom);
                     }
                   });
                 }},
    PlantedFault{"error.written-without-null-target", "Writes no target where it is null.",
                 "write.strictly-conforming",
                 [] {
                   return write({"c", "m", kNull, {}, std::nullopt});
                 },
                 [] {
                   return writing_changed([](BodyKind, BodyValue& value) {
                     if (!value.error) return;
                     pass_over(value.error->target);
                     for (ErrorDetail& detail : value.error->details) pass_over(detail.target);
                   });
                 }},
    PlantedFault{"error.detail-written-with-null", "Writes null for the absent target of a detail.",
                 "write.strictly-conforming",
                 [] {
                   return write({"c", "m", {}, {{"d", "m", {}}}, std::nullopt});
                 },
                 [] {
                   return writing_changed([](BodyKind, BodyValue& value) {
                     if (!value.error) return;
                     for (ErrorDetail& detail : value.error->details) {
                       if (detail.target.is_absent()) detail.target = kNull;
                     }
                   });
                 }},
    PlantedFault{"error.client-request-id-written-without-request-id",
                 "Writes client-request-id only where there is a request-id.",
                 "write.strictly-conforming",
                 [] {
                   return write({"c", "m", {}, {}, InnerError{std::nullopt, std::nullopt, "1"}});
                 },
                 [] {
                   return writing_changed([](BodyKind, BodyValue& value) {
                     if (!value.error || !value.error->inner) return;
                     InnerError& inner = *value.error->inner;
                     if (!inner.request_id) inner.client_request_id.reset();
                   });
                 }},
    PlantedFault{
        "error.canonical-inner-error-unsorted",
        "In the canonical form, has the members of the inner error in documented order.",
        "write.canonical.order",
        [] {
          Question question = write({"c", "m", {}, {}, InnerError{std::nullopt, "1", "2"}});
          question.form = Form::canonical;
          return question;
        },
        [] {
          Deviation deviation;
          deviation.write = with_unsorted_inner_error;
          return deviation;
        }},
};

}  // namespace

std::span<const PlantedFault> error_faults() { return kFaults; }

}  // namespace connectorgroup
