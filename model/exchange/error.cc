// Decides with one walk over simdjson's index; a text that isn't accepted is given to the reference
// reader, which says why.

#include "model/exchange/error.h"

#include <utility>

#include "model/assertion.h"
#include "model/body/json_walk.h"

namespace connectorgroup {
namespace {

namespace ondemand = simdjson::ondemand;

bool is_annotation(std::string_view name) { return name.find('@') != std::string_view::npos; }

bool is_context_name(std::string_view name) {
  return name == "@odata.context" || name == "@context";
}

// The inner errors under both spellings.
struct InnerErrors {
  std::optional<InnerError> of_standard;  // innererror
  std::optional<InnerError> of_service;   // innerError
};

// The text that a member of this name in an inner error is kept as, or null.
std::optional<std::string>* kept_text(std::string_view name, InnerError& inner) {
  if (name == "date") return &inner.date;
  if (name == "request-id") return &inner.request_id;
  if (name == "client-request-id") return &inner.client_request_id;
  return nullptr;
}

}  // namespace

class ErrorReader::Implementation {
 public:
  explicit Implementation(const Limits& limits) : walk_(limits) {}

  std::uint64_t steps() const { return walk_.steps(); }
  PaddedText pad(std::string_view text) { return walk_.pad(text); }

  Result<ODataError> read(PaddedText text) {
    ODataError error;
    if (accepts(text, error)) return error;
    // That both readers refuse the same texts is a law, so a reference reader that accepts here is
    // an error of ours, not of the text.
    const Result<ODataError> explained = ReferenceErrorReader(walk_.limits()).read(text.text);
    CONNECTORGROUP_ASSERT(!explained.accepted());
    return explained.violation();
  }

 private:
  bool accepts(PaddedText text, ODataError& error) {
    ondemand::document document;
    ondemand::object object;
    return walk_.open(text, document, object) && body(object, error) && JsonWalk::at_end(document);
  }

  // Calls `member(name, value)` for each member of an object at this depth until it returns false;
  // judges their number and names.
  template <class OnMember>
  bool members(ondemand::object& object, std::size_t depth, const OnMember& member);

  bool body(ondemand::object& object, ODataError& error);
  bool error_object(ondemand::value& value, ODataError& error);
  bool error_member(std::string_view name, ondemand::value& value, ODataError& error,
                    InnerErrors& inner);
  bool details(ondemand::value& value, std::vector<ErrorDetail>& details);
  bool detail(ondemand::object& object, ErrorDetail& detail);
  bool inner_error(ondemand::value& value, std::optional<InnerError>& inner);

  bool text(ondemand::value& value, std::string& out);
  bool target(ondemand::value& value, Member<std::string>& out);

  JsonWalk walk_;
};

template <class OnMember>
bool ErrorReader::Implementation::members(ondemand::object& object, std::size_t depth,
                                          const OnMember& member) {
  if (!walk_.within_depth(depth)) return false;
  const std::size_t names_begin = walk_.names_begin();
  std::size_t count = 0;
  for (auto each : object) {
    ondemand::field field;
    std::string_view name;
    if (std::move(each).get(field) != simdjson::SUCCESS || walk_.too_many_members(++count) ||
        !walk_.name(field, name)) {
      return false;
    }
    walk_.add_name(name);
    if (!member(name, field.value())) return false;
  }
  return walk_.names_are_unique(names_begin);
}

bool ErrorReader::Implementation::body(ondemand::object& object, ODataError& error) {
  bool seen = false;
  const bool sound = members(object, 1, [&](std::string_view name, ondemand::value& value) {
    if (name == "error") {
      seen = true;
      return error_object(value, error);
    }
    return is_annotation(name) && !is_context_name(name) && walk_.skip(value, 1);
  });
  return sound && seen;
}

bool ErrorReader::Implementation::error_object(ondemand::value& value, ODataError& error) {
  ondemand::object object;
  if (value.get_object().get(object) != simdjson::SUCCESS) return false;
  InnerErrors inner;
  const bool sound = members(object, 2, [&](std::string_view name, ondemand::value& member) {
    return error_member(name, member, error, inner);
  });
  error.inner = inner.of_standard ? std::move(inner.of_standard) : std::move(inner.of_service);
  // Empty is as wrong as absent.
  return sound && !error.code.empty() && !error.message.empty();
}

bool ErrorReader::Implementation::error_member(std::string_view name, ondemand::value& value,
                                               ODataError& error, InnerErrors& inner) {
  if (name == "code") return text(value, error.code);
  if (name == "message") return text(value, error.message);
  if (name == "target") return target(value, error.target);
  if (name == "details") return details(value, error.details);
  if (name == "innererror") return inner_error(value, inner.of_standard);
  if (name == "innerError") return inner_error(value, inner.of_service);
  return !is_context_name(name) && walk_.skip(value, 2);
}

bool ErrorReader::Implementation::details(ondemand::value& value,
                                          std::vector<ErrorDetail>& details) {
  ondemand::array array;
  const bool is_array = value.get_array().get(array) == simdjson::SUCCESS;
  if (!is_array || !walk_.within_depth(3)) return false;
  for (auto element : array) {
    ondemand::object object;
    if (element.get_object().get(object) != simdjson::SUCCESS) return false;
    if (!detail(object, details.emplace_back())) return false;
  }
  return true;
}

bool ErrorReader::Implementation::detail(ondemand::object& object, ErrorDetail& detail) {
  const bool sound = members(object, 4, [&](std::string_view name, ondemand::value& value) {
    if (name == "code") return text(value, detail.code);
    if (name == "message") return text(value, detail.message);
    if (name == "target") return target(value, detail.target);
    return walk_.skip(value, 4);
  });
  return sound && !detail.code.empty() && !detail.message.empty();
}

bool ErrorReader::Implementation::inner_error(ondemand::value& value,
                                              std::optional<InnerError>& inner) {
  ondemand::object object;
  if (value.get_object().get(object) != simdjson::SUCCESS) return false;
  inner.emplace();
  return members(object, 3, [&](std::string_view name, ondemand::value& member) {
    std::optional<std::string>* const kept = kept_text(name, *inner);
    const std::string_view start = member.raw_json_token();
    if (kept != nullptr && start.starts_with('"')) return text(member, kept->emplace());
    return walk_.skip(member, 3);
  });
}

bool ErrorReader::Implementation::text(ondemand::value& value, std::string& out) {
  std::string_view content;
  if (!walk_.string(value, content)) return false;
  out = content;
  return true;
}

bool ErrorReader::Implementation::target(ondemand::value& value, Member<std::string>& out) {
  const std::string_view start = value.raw_json_token();
  if (start.starts_with('n')) {
    out = kNull;
    return walk_.null(value);
  }
  std::string content;
  if (!text(value, content)) return false;
  out = std::move(content);
  return true;
}

// --- The public face.

ErrorReader::ErrorReader(const Limits& limits)
    : implementation_(std::make_unique<Implementation>(limits)) {}
ErrorReader::~ErrorReader() = default;
ErrorReader::ErrorReader(ErrorReader&&) noexcept = default;
ErrorReader& ErrorReader::operator=(ErrorReader&&) noexcept = default;

Result<ODataError> ErrorReader::read(std::string_view text) {
  return implementation_->read(implementation_->pad(text));
}
Result<ODataError> ErrorReader::read(PaddedText text) { return implementation_->read(text); }

std::uint64_t ErrorReader::steps() const { return implementation_->steps(); }

}  // namespace connectorgroup
