// One pass over the text with a JsonCursor. An error's objects have fixed nesting (the body, the
// error, its details, the inner error), which is followed in code; everything that is skipped goes
// through JsonCursor::skip_value(). A member is judged at its name's closing quote as far as the
// name alone decides, then at its value's first byte (is it of the right type?), then at the
// value's end.

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "model/body/reference_json.h"
#include "model/exchange/error.h"

namespace connectorgroup {
namespace {

using reference::Container;
using reference::JsonCursor;
using reference::Step;

constexpr std::array<std::string_view, 2> kContextNames{"@odata.context", "@context"};

// The members of an error, in documented order. A detail has the first three.
enum class Known : std::size_t { code, message, target, details, inner_error };
constexpr std::array<std::string_view, 5> kNames{"code", "message", "target", "details",
                                                 "innererror"};
constexpr std::size_t kRequiredCount = 2;
constexpr std::string_view kInnerErrorOfService = "innerError";

std::string_view name_of(Known known) { return kNames[static_cast<std::size_t>(known)]; }

enum class Part { error, detail };

std::span<const std::string_view> names_of(Part part) {
  return std::span(kNames).first(part == Part::error ? kNames.size() : 3);
}

// What was read of an error or of a detail.
struct Fields {
  std::string code;
  std::string message;
  Member<std::string> target;
  std::vector<ErrorDetail> details;
  std::optional<InnerError> inner_of_standard;
  std::optional<InnerError> inner_of_service;
  std::array<bool, kNames.size()> seen{};
  Known last_in_order = Known::code;
};

bool is_annotation(std::string_view name) { return name.find('@') != std::string_view::npos; }

// The name in static storage, or empty.
std::string_view context_name(std::string_view name) {
  const auto found = std::find(kContextNames.begin(), kContextNames.end(), name);
  return found == kContextNames.end() ? std::string_view{} : *found;
}

class ErrorParse {
 public:
  ErrorParse(std::string_view text, const Limits& limits, const RuleSet& ignored)
      : cursor_(text, limits, ignored) {}

  std::uint64_t steps() const { return cursor_.steps(); }
  const Violation& violation() const { return *cursor_.violation(); }

  // Reads the whole text. False: reading stopped at a violation.
  bool read(ODataError& error);

 private:
  bool body(ODataError& error);
  bool body_member(std::string_view name, std::size_t at, ODataError& error, bool& seen);
  bool fields(Part part, Fields& fields);
  bool member(Part part, std::string_view name, std::size_t at, Fields& fields);
  bool annotation(bool may_be_context, std::string_view name, std::size_t at);
  bool in_order(Known known, std::size_t at, Fields& fields);
  bool value(Known known, std::string_view name, std::size_t at, Fields& fields);
  bool missing(Part part, const Fields& fields, std::size_t brace);

  bool error_value(std::size_t at, ODataError& error);
  bool not_empty(Known known, std::size_t at, std::string& out);
  bool target_value(std::size_t at, Member<std::string>& out);
  bool details_value(std::size_t at, std::vector<ErrorDetail>& details);
  bool detail(std::vector<ErrorDetail>& details);
  bool inner_value(std::size_t at, std::optional<InnerError>& inner);
  bool inner_member(std::string_view name, std::size_t at, InnerError& inner);

  bool skip_member() { return cursor_.colon() && cursor_.skip_value(); }
  // The member's value doesn't begin as it must. Ignored, it is skipped.
  bool wrong_value(std::string_view member, std::size_t at);

  JsonCursor cursor_;
};

// --- The body.

bool ErrorParse::read(ODataError& error) {
  bool is_object = false;
  if (!cursor_.start(is_object)) return cursor_.settle(false);
  if (!is_object) return true;
  return cursor_.settle(body(error) && cursor_.end_of_text());
}

bool ErrorParse::body(ODataError& error) {
  if (!cursor_.open()) return false;
  Container container;
  std::string name;
  std::size_t at = 0;
  bool seen = false;
  for (;;) {
    const Step step = cursor_.next_name(container, name, at);
    if (step == Step::over) return false;
    if (step == Step::closed) break;
    if (!body_member(name, at, error, seen)) return false;
  }
  return seen || cursor_.refuse(Rule::body_member_missing, cursor_.position() - 1, "error");
}

bool ErrorParse::body_member(std::string_view name, std::size_t at, ODataError& error, bool& seen) {
  if (is_annotation(name)) return annotation(true, name, at);
  if (name != "error") return cursor_.refuse(Rule::error_member_sibling, at) && skip_member();
  seen = true;
  return cursor_.colon() && error_value(at, error);
}

// `may_be_context`: a context here would be that of the response.
bool ErrorParse::annotation(bool may_be_context, std::string_view name, std::size_t at) {
  if (const std::string_view known = context_name(name); may_be_context && !known.empty()) {
    return cursor_.refuse(Rule::error_context, at, known) && skip_member();
  }
  return cursor_.grant(Rule::odata_annotation_tolerated, at) && skip_member();
}

bool ErrorParse::error_value(std::size_t at, ODataError& error) {
  if (cursor_.peek() != '{') return wrong_value("error", at);
  Fields read;
  if (!fields(Part::error, read)) return false;
  const bool standard = read.inner_of_standard.has_value();
  error = {std::move(read.code), std::move(read.message), std::move(read.target),
           std::move(read.details),
           std::move(standard ? read.inner_of_standard : read.inner_of_service)};
  return true;
}

bool ErrorParse::wrong_value(std::string_view member, std::size_t at) {
  const unsigned char first = cursor_.peek();
  const Rule rule = first == 'n' ? Rule::body_member_null : Rule::body_member_type;
  if (reference::begins_value(first) && !cursor_.refuse(rule, at, member)) return false;
  return cursor_.skip_value();
}

// --- An error, or a detail of one.

bool ErrorParse::fields(Part part, Fields& fields) {
  if (!cursor_.open()) return false;
  Container container;
  std::string name;
  std::size_t at = 0;
  for (;;) {
    const Step step = cursor_.next_name(container, name, at);
    if (step == Step::over) return false;
    if (step == Step::closed) return missing(part, fields, cursor_.position() - 1);
    if (!member(part, name, at, fields)) return false;
  }
}

bool ErrorParse::member(Part part, std::string_view name, std::size_t at, Fields& fields) {
  if (is_annotation(name)) return annotation(part == Part::error, name, at);
  const bool of_service = part == Part::error && name == kInnerErrorOfService;
  // A reader without the rule knows the standard's spelling alone.
  if (of_service && !cursor_.grant(Rule::error_inner_spelling, at, name_of(Known::inner_error))) {
    return false;
  }
  const auto names = names_of(part);
  const auto found =
      std::find(names.begin(), names.end(), of_service ? name_of(Known::inner_error) : name);
  if (found == names.end()) return cursor_.grant(Rule::error_members_extra, at) && skip_member();
  const auto known = static_cast<Known>(found - names.begin());
  if (!in_order(known, at, fields)) return false;
  fields.seen[static_cast<std::size_t>(known)] = true;
  return cursor_.colon() && value(known, name, at, fields);
}

bool ErrorParse::in_order(Known known, std::size_t at, Fields& fields) {
  const bool documented = known >= fields.last_in_order;
  fields.last_in_order = known;
  return documented || cursor_.grant(Rule::body_member_order_free, at, name_of(known));
}

bool ErrorParse::value(Known known, std::string_view name, std::size_t at, Fields& fields) {
  switch (known) {
    case Known::code:
      return not_empty(known, at, fields.code);
    case Known::message:
      return not_empty(known, at, fields.message);
    case Known::target:
      return target_value(at, fields.target);
    case Known::details:
      return details_value(at, fields.details);
    case Known::inner_error:
      break;
  }
  return inner_value(
      at, name == kInnerErrorOfService ? fields.inner_of_service : fields.inner_of_standard);
}

bool ErrorParse::missing(Part part, const Fields& fields, std::size_t brace) {
  for (std::size_t i = 0; i < names_of(part).size(); ++i) {
    if (fields.seen[i]) continue;
    const bool go_on = i < kRequiredCount
                           ? cursor_.refuse(Rule::body_member_missing, brace, kNames[i])
                           : cursor_.grant(Rule::body_member_optional_absent, brace, kNames[i]);
    if (!go_on) return false;
  }
  return true;
}

// --- Values.

bool ErrorParse::not_empty(Known known, std::size_t at, std::string& out) {
  if (cursor_.peek() != '"') return wrong_value(name_of(known), at);
  if (!cursor_.string(out)) return false;
  return !out.empty() || cursor_.refuse(Rule::error_text_empty, at, name_of(known));
}

bool ErrorParse::target_value(std::size_t at, Member<std::string>& out) {
  const unsigned char first = cursor_.peek();
  if (first == 'n') {
    out = kNull;
    return cursor_.grant(Rule::error_target_null, at, name_of(Known::target)) &&
           cursor_.skip_value();
  }
  if (first != '"') return wrong_value(name_of(Known::target), at);
  std::string content;
  if (!cursor_.string(content)) return false;
  const bool empty = content.empty();
  out = std::move(content);
  return !empty || cursor_.grant(Rule::body_member_empty_string, at, name_of(Known::target));
}

bool ErrorParse::details_value(std::size_t at, std::vector<ErrorDetail>& details) {
  if (cursor_.peek() != '[') return wrong_value(name_of(Known::details), at);
  if (!cursor_.open()) return false;
  // A duplicate, where that is ignored, replaces the first.
  details.clear();
  Container container;
  for (;;) {
    const Step step = cursor_.next_element(container);
    if (step == Step::over) return false;
    if (step == Step::closed) return true;
    if (!detail(details)) return false;
  }
}

bool ErrorParse::detail(std::vector<ErrorDetail>& details) {
  const unsigned char first = cursor_.peek();
  if (first != '{') {
    if (reference::begins_value(first) &&
        !cursor_.refuse(Rule::error_detail_object, cursor_.position())) {
      return false;
    }
    return cursor_.skip_value();
  }
  Fields read;
  if (!fields(Part::detail, read)) return false;
  details.push_back({std::move(read.code), std::move(read.message), std::move(read.target)});
  return true;
}

// --- The inner error.

bool ErrorParse::inner_value(std::size_t at, std::optional<InnerError>& inner) {
  if (cursor_.peek() != '{') return wrong_value(name_of(Known::inner_error), at);
  if (!cursor_.open()) return false;
  inner.emplace();
  Container container;
  std::string name;
  std::size_t name_at = 0;
  for (;;) {
    const Step step = cursor_.next_name(container, name, name_at);
    if (step == Step::over) return false;
    if (step == Step::closed) return true;
    if (!inner_member(name, name_at, *inner)) return false;
  }
}

// A reader without error.inner.contents knows the three strings that the service sends, and no
// other member.
bool ErrorParse::inner_member(std::string_view name, std::size_t at, InnerError& inner) {
  if (is_annotation(name)) return annotation(false, name, at);
  std::optional<std::string>* const kept = name == "date"                ? &inner.date
                                           : name == "request-id"        ? &inner.request_id
                                           : name == "client-request-id" ? &inner.client_request_id
                                                                         : nullptr;
  if (kept == nullptr) return cursor_.grant(Rule::error_inner_contents, at) && skip_member();
  if (!cursor_.colon()) return false;
  if (cursor_.peek() == '"') return cursor_.string(kept->emplace());
  if (reference::begins_value(cursor_.peek()) && !cursor_.grant(Rule::error_inner_contents, at)) {
    return false;
  }
  return cursor_.skip_value();
}

}  // namespace

Result<ODataError> ReferenceErrorReader::read(std::string_view text) {
  ErrorParse parse(text, limits_, ignored_);
  ODataError error;
  const bool accepted = parse.read(error);
  steps_ = parse.steps();
  if (!accepted) return parse.violation();
  return error;
}

}  // namespace connectorgroup
